"""A17 RATES 比率: demographic rates and the counts they are made of.

Licences by indicator, in one document and period: 自然增长率 = 出生率 − 死亡率;
城镇化率 = 城镇人口 ÷ 常住人口; 性别比 = 男 ÷ 女 × 100; 自然增加人数 = 出生人口 − 死亡人口.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.formula import Expr
from jiefang.figures.relate.build import HUNDRED, amount, equation, in_unit_of, same_measure, var
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.heads import mean_heads
from jiefang.figures.relate.nearby import printed_once
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_PROPORTIONS = {"urbanisation": ("pop_urban", "population")}
_SEX_RATIO = frozenset({"总人口性别比", "人口性别比", "常住人口性别比", "性别比"})
"""Of the whole population, of this time: not of births, of a district or of an earlier census."""
_RATES = frozenset({Kind.RATE, Kind.LEVEL, Kind.SHARE, Kind.GROWTH})


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for claim in extraction.claims:
            if not claim.value or claim.cell is not None:
                continue
            yield from _natural_growth(corpus, extraction, claim)
            yield from _proportion(corpus, extraction, claim)
            yield from _sex_ratio(corpus, extraction, claim)
            yield from _per_thousand(corpus, extraction, claim)


def _natural_growth(corpus: Corpus, extraction: Extraction, claim: Claim) -> Iterator[Relation]:
    if claim.indicator not in ("natural_growth_rate", "natural_increase"):
        return
    is_rate = claim.indicator == "natural_growth_rate"
    names = ("birth_rate", "death_rate") if is_rate else ("births", "deaths")
    index = corpus.index(extraction)
    born, died = (printed_once(index, name, claim, _RATES) for name in names)
    if born is None or died is None or not same_measure(claim, born, died):
        return
    if is_rate and not born.unit == died.unit == claim.unit:
        return
    recompute: Expr = var(born) - var(died)
    if not is_rate:
        recompute = in_unit_of(amount(born) - amount(died), claim)
    yield _relation(claim, recompute, (born, died))


def _proportion(corpus: Corpus, extraction: Extraction, claim: Claim) -> Iterator[Relation]:
    names = _PROPORTIONS.get(claim.indicator or "")
    if names is None or claim.kind not in (Kind.RATE, Kind.SHARE):
        return
    index = corpus.index(extraction)
    part, whole = (printed_once(index, name, claim, (Kind.LEVEL,)) for name in names)
    if part is not None and whole is not None and same_measure(part, whole):
        yield _relation(claim, amount(part) / amount(whole) * HUNDRED, (part, whole))


def _sex_ratio(corpus: Corpus, extraction: Extraction, claim: Claim) -> Iterator[Relation]:
    if claim.subject not in _SEX_RATIO or claim.unit not in ("", "%") or claim.hedge:
        return
    index = corpus.index(extraction)
    men, women = (
        printed_once(index, name, claim, (Kind.LEVEL,)) for name in ("pop_male", "pop_female")
    )
    if men is not None and women is not None and same_measure(men, women):
        yield _relation(claim, amount(men) / amount(women) * HUNDRED, (men, women))


def _per_thousand(corpus: Corpus, extraction: Extraction, claim: Claim) -> Iterator[Relation]:
    """Births or deaths over the mean population of the year; migration makes it a hint."""
    counted = {"birth_rate": "births", "death_rate": "deaths"}.get(claim.indicator or "")
    if counted is None or claim.unit != "‰":
        return
    events = printed_once(corpus.index(extraction), counted, claim, (Kind.LEVEL,))
    heads = mean_heads(extraction, claim)
    if events is None or heads is None or not same_measure(events, heads.claims[0]):
        return
    yield _relation(
        claim, amount(events) / heads.mean * 1000, (events, *heads.claims), Strength.SOFT
    )


def _relation(
    stated: Claim,
    recompute: Expr,
    others: tuple[Claim, ...],
    strength: Strength = Strength.HARD,
) -> Relation:
    spans = (stated, *others)
    return equation(
        "A17",
        stated,
        recompute,
        others,
        License(stated.doc, min(c.start for c in spans), max(c.end for c in spans)),
        strength=strength,
        assumptions=("same_population", "same_period"),
        facts={"subject": stated.subject or ""},
    )


RULE = Rule(
    id="A17",
    name_zh="人口比率",
    name_en="Demographic rates",
    strength=Strength.HARD,
    formula="birth rate - death rate = natural growth; urban / total = urbanisation",
    about_zh="自然增长率等于出生率减死亡率，城镇化率等于城镇人口除以常住人口，性别比等于男除以女。",
    about_en=(
        "Natural growth is births less deaths; urbanisation is urban over resident population."
    ),
    strong_zh="各数同一时期、同一人群。",
    strong_en="All figures share period and population.",
    example_zh="出生率 6.39‰，死亡率 7.87‰，自然增长率 -1.48‰。",
    example_en="Births 6.39 ‰, deaths 7.87 ‰, natural growth −1.48 ‰.",
    sentence_zh="{subject}印作 {stated}，按文中的人数或比率重算为 {recomputed}。",
    sentence_en="{subject} is printed as {stated}; the printed counts or rates give {recomputed}.",
    find=_find,
)
