"""A23 SAME FACT 同一事实: one fact printed twice must be printed alike.

Licence: same indicator, area, period and scope. Within one document a difference that rounding
cannot explain is hard; between documents it is soft, because figures are revised.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.relate.build import amount, equation, in_unit_of, same_measure
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import FactKey
from jiefang.figures.relate.hedged_pair import hedged_pairs
from jiefang.figures.relate.magnitude import differ
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.two_scopes import two_scopes
from jiefang.figures.relation import License, Relation, Strength

_SPAN = len("2016/2020")
_MOST_PRINTS = 12
"""More prints than this share a key only where the key is too coarse to mean one fact."""


def _find(corpus: Corpus) -> Iterator[Relation]:
    for key, claims in corpus.facts.items():
        told = [claim for claim in claims if corpus.is_named(claim)]
        if len(key.period) == _SPAN:
            told = [claim for claim in told if corpus.is_explicit(claim) or _adds(corpus, claim)]
        if not 2 <= len(told) <= _MOST_PRINTS or _is_coarse(told):
            continue
        for one, other in combinations(told, 2):
            if not same_measure(one, other) or not corpus.same_place(one, other):
                continue
            if _is_comparable(corpus, one, other):
                yield _relation(corpus, key, one, other)
    for extraction in corpus.extractions:
        yield from hedged_pairs(extraction)
        yield from two_scopes(extraction)


def _adds(corpus: Corpus, claim: Claim) -> bool:
    """Whether a figure says that it is the sum over the years it stands under."""
    return "累计" in corpus.words_before(claim)


def _is_comparable(corpus: Corpus, one: Claim, other: Claim) -> bool:
    """Not two cells of one document; growth only of levels that are themselves printed alike."""
    cells = (one.cell is not None, other.cell is not None)
    if one.doc == other.doc and all(cells):
        return False
    if not any(cells) and not (corpus.is_topic(one) and corpus.is_topic(other)):
        return False
    if one.kind is not Kind.GROWTH:
        return True
    levels = corpus.level_of(one), corpus.level_of(other)
    if levels[0] is None or levels[1] is None:
        return False
    return same_measure(*(c for c in levels if c)) and not differ(levels[0], levels[1])


def _is_coarse(claims: list[Claim]) -> bool:
    """Three different values in one document: the words do not tell one fact from another."""
    by_doc: dict[str, set[str]] = {}
    for claim in claims:
        by_doc.setdefault(claim.doc, set()).add(claim.value)
    return any(len(values) > 2 for values in by_doc.values())


def _relation(corpus: Corpus, key: FactKey, one: Claim, other: Claim) -> Relation:
    same_doc = one.doc == other.doc
    explicit = corpus.is_explicit(one) and corpus.is_explicit(other)
    sure = same_doc and explicit and corpus.is_topic(one) and corpus.is_topic(other)
    return equation(
        "A23",
        one,
        in_unit_of(amount(other), one),
        (other,),
        License(other.doc, other.start, other.end),
        strength=Strength.HARD if sure else Strength.SOFT,
        assumptions=("same_indicator", "same_scope", *(() if same_doc else ("same_vintage",))),
        facts={"subject": one.subject or "", "period": key.period},
    )


RULE = Rule(
    id="A23",
    name_zh="同一事实",
    name_en="One fact, two prints",
    strength=Strength.HARD,
    formula="one print = the other, within rounding",
    about_zh="同一指标、同一时期、同一范围的数字印了两次，应当相同（允许四舍五入的位数不同）。",
    about_en="The same indicator, period and scope printed twice must agree within rounding.",
    strong_zh="两处在同一份文件里，且指标与时间都写明。",
    strong_en="Both stand in one document with indicator and time printed.",
    example_zh="前文 13.7 亿元，表中 13.67 亿元：相符；85.3 与 84.08 亿元：不符。",
    example_en="13.7 bn in the text and 13.67 bn in the table agree; 85.3 and 84.08 do not.",
    sentence_zh="{subject}（{period}）印了两个数：{stated} 与 {others}。",
    sentence_en="{subject} ({period}) is printed twice: {stated} and {others}.",
    find=_find,
)
