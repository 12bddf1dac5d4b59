"""A07 GROWTH 增速与起止数: a growth rate between two printed levels.

Licences: 由 a 增加到 b，增长 g in one breath; a level of last year and one of this year of the same
indicator in one table or document, with this year's growth. Growth of output and value added is
at constant prices: then soft.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.relate.build import (
    HUNDRED,
    amount,
    equation,
    one_subject,
    same_measure,
    usable,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.fact import year_before
from jiefang.figures.relate.price import is_real_growth
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_FROM_TO = (
    LicensePattern(
        r"(?:由|从|自)[^。；;，,]{0,14}?{first:level}[^。；;，,]{0,8}?(?:到|至|为)了?[^。；;，,]{0,10}?{last:level}"
        r"[，,、（(][^。；;，,年均]{0,10}?{rate:growth}"
    ),
    LicensePattern(
        r"{last:level}[，,、（(][^。；;，,]{0,4}?(?:上年|去年)(?:同期)?(?:为|是|完成)[^。；;，,]{0,4}?{first:level}[）)]?"
        r"[，,、][^。；;，,年均]{0,10}?{rate:growth}"
    ),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_FROM_TO):
        yield from _one_breath(match)
    yield from _between_years(corpus)


def _one_breath(match: Match) -> Iterator[Relation]:
    first, last, rate = (match.one(name).claim for name in ("first", "last", "rate"))
    if match.one("rate").own_subject or not same_measure(first, last) or not usable(rate):
        return
    if not one_subject(last, rate):
        return
    if match.one("first").own_subject and match.one("last").own_subject:
        return
    yield _growth(first, last, rate, match.license, match.words)


def _between_years(corpus: Corpus) -> Iterator[Relation]:
    """This year's level and growth with last year's level, wherever each is printed."""
    for key, levels in corpus.facts.items():
        if key.kind != "level" or not key.what.startswith("#") or key.planned:
            continue
        before = year_before(key)
        if before is None:
            continue
        earlier = corpus.facts.get(before, ())
        for last in levels:
            rate = corpus.growth_beside(last)
            if rate is None:
                continue
            for first in earlier:
                if _comparable(first, last) and usable(first, rate):
                    licence = License(rate.doc, min(last.start, rate.start), rate.end)
                    yield _growth(first, last, rate, licence, corpus.words_before(rate))


def _comparable(first: Claim, last: Claim) -> bool:
    """Levels of one document; between documents the implied base is rule A24."""
    return first.doc == last.doc and last.kind is Kind.LEVEL and same_measure(first, last)


def _growth(first: Claim, last: Claim, rate: Claim, licence: License, words: str) -> Relation:
    real = is_real_growth(last, words)
    one_breath = licence.start <= first.start <= licence.end
    reasons = ["same_scope", *(["same_price_basis"] if real else [])]
    if not one_breath:
        reasons.append("unrevised_base")
    return equation(
        "A07",
        rate,
        (amount(last) / amount(first) - 1) * HUNDRED,
        (first, last),
        licence,
        strength=Strength.HARD if one_breath and not real else Strength.SOFT,
        assumptions=tuple(reasons),
        explanations=("price_basis",) if real else (),
        facts={"subject": last.subject or ""},
    )


RULE = Rule(
    id="A07",
    name_zh="增速与起止数",
    name_en="Growth between two levels",
    strength=Strength.HARD,
    formula="(last / first - 1) × 100 = growth",
    about_zh=(
        "起点、终点和增速三个数可以互相推算。地区生产总值、增加值的增速按可比价计算，只作提示。"
    ),
    about_en=(
        "Start, end and growth determine each other; output grows at constant prices, so only "
        "a hint there."
    ),
    strong_zh="三个数在同一句话里，且不涉及可比价格。",
    strong_en="All three stand in one breath and no constant prices are involved.",
    example_zh="由 200 家增加到 250 家，增长 25%。",
    example_en="From 200 to 250, up 25 %.",
    sentence_zh="{subject}的增速印作 {stated}，按起止两个数重算为 {recomputed}。",
    sentence_en="The growth of {subject} is printed as {stated}; the two levels give {recomputed}.",
    find=_find,
)
