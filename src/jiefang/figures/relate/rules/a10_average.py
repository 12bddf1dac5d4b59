"""A10 CAGR 年均与倍数: end points, multiples and average yearly growth over the same years.

Licences: 由 a 增加到 b，年均增长 g; b，年均增长 g，是 Y 年的 m 倍; 由 a 到 b，增长 m 倍／翻一番.
A value series in current prices against a rate in constant prices is soft; multiple against
average rate in one breath is hard, whatever the prices.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Figure
from jiefang.figures.relate.build import (
    HUNDRED,
    amount,
    equation,
    factor,
    one_subject,
    same_measure,
    usable,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.price import is_real_growth
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.years import base_year, end_year, years_of_average
from jiefang.figures.relation import Relation, Strength

_ENDPOINTS = (
    LicensePattern(
        r"(?:由|从|自){a1}?[^。；;，,]{0,12}?{first:level}[^。；;，,]{0,6}?"
        r"(?:到|至|为)[^。；;，,]{0,10}?{last:level}[，,]?[^。；;]{0,10}?年均[^。；;，,]{0,8}?{rate:growth}".replace(
            "{a1}?", ""
        )
    ),
)
_RATES = r"年均[^。；;，,]{0,8}?{rate:growth}(?:[、和]{rate:growth})*"
_TIMES = r"是[^。；;，,]{0,10}?{times:multiple}(?:[、和]{times:multiple})*"
_MULTIPLE = (
    LicensePattern(rf"{_RATES}[，,、][^。；;，,]{{0,4}}?{_TIMES}"),
    LicensePattern(rf"{_TIMES}[，,、][^。；;，,]{{0,4}}?{_RATES}"),
)
_FROM_TO_TIMES = (
    LicensePattern(
        r"(?:由|从|自)[^。；;，,]{0,12}?{first:level}[^。；;，,]{0,6}?(?:到|至|为)[^。；;，,]{0,10}?"
        r"{last:level}[，,、][^。；;年]{0,6}?{times:multiple}"
    ),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_ENDPOINTS):
        yield from _from_endpoints(match)
    for match in corpus.matches(*_MULTIPLE):
        yield from _rate_and_multiple(match)
    for match in corpus.matches(*_FROM_TO_TIMES):
        yield from _times(match)


def _from_endpoints(match: Match) -> Iterator[Relation]:
    first, last, rate = (match.one(name) for name in ("first", "last", "rate"))
    years = years_of_average(first.claim, last.claim)
    if years is None or not _one_series(first, last, rate):
        return
    recompute = ((amount(last.claim) / amount(first.claim)).root(years) - 1) * HUNDRED
    soft = is_real_growth(last.claim, match.words)
    yield equation(
        "A10",
        rate.claim,
        recompute,
        (first.claim, last.claim),
        match.license,
        strength=Strength.SOFT if soft else Strength.HARD,
        assumptions=("same_scope", "compound_average", *(("same_price_basis",) if soft else ())),
        explanations=("price_basis",) if soft else (),
        facts={"subject": last.claim.subject or "", "years": str(years)},
    )


def _rate_and_multiple(match: Match) -> Iterator[Relation]:
    rates, multiples = match.all("rate"), match.all("times")
    if len(rates) == len(multiples):
        for rate, times in zip(rates, multiples, strict=True):
            yield from _rate_and_its_multiple(match, rate, times)


def _rate_and_its_multiple(match: Match, rate: Figure, times: Figure) -> Iterator[Relation]:
    years = _years_between(rate, match.one("times"))
    if years is None or rate.claim.subject != times.claim.subject:
        return
    if not usable(rate.claim, times.claim):
        return
    soft = is_real_growth(rate.claim, match.words, unit=_unit_of_levels(match, rate))
    yield equation(
        "A10",
        rate.claim,
        (factor(times.claim).root(years) - 1) * HUNDRED,
        (times.claim,),
        match.license,
        strength=Strength.SOFT if soft else Strength.HARD,
        assumptions=("compound_average", "same_scope"),
        facts={"subject": rate.claim.subject or "", "years": str(years)},
    )


def _unit_of_levels(match: Match, rate: Figure) -> str:
    """Unit of the level that the rate and the multiple speak of: the last one before them."""
    for figure in reversed(match.template.figures):
        if figure.start < rate.start and figure.claim.kind is Kind.LEVEL:
            return figure.claim.unit
    return ""


def _times(match: Match) -> Iterator[Relation]:
    first, last, times = (match.one(name) for name in ("first", "last", "times"))
    if not _one_series(first, last, times):
        return
    yield equation(
        "A10",
        times.claim,
        amount(last.claim) / amount(first.claim),
        (first.claim, last.claim),
        match.license,
        assumptions=("same_scope",),
        facts={"subject": last.claim.subject or ""},
    )


def _years_between(rate: Figure, times: Figure) -> int | None:
    base = base_year(times)
    end = end_year(rate.claim) or end_year(times.claim)
    if base is None or end is None:
        return None
    return end - base if 2 <= end - base <= 30 else None


def _one_series(first: Figure, last: Figure, change: Figure) -> bool:
    claims: tuple[Claim, ...] = (first.claim, last.claim, change.claim)
    if last.own_subject or change.own_subject or not usable(*claims):
        return False
    if not one_subject(*claims):
        return False
    return same_measure(first.claim, last.claim) and first.claim.kind is Kind.LEVEL


RULE = Rule(
    id="A10",
    name_zh="年均与倍数",
    name_en="Average growth and multiples",
    strength=Strength.HARD,
    formula="(last / first)^(1/years) - 1 = average rate; (1 + rate)^years = multiple",
    about_zh="起点、终点、倍数和年均增速说的是同一段时间，任意两个可以算出第三个。",
    about_en="Start, end, multiple and average yearly growth of one period determine each other.",
    strong_zh="倍数与年均增速在同一句话里，或起止数为不含价格因素的数量。",
    strong_en=(
        "Multiple and average rate stand in one breath, or the end points carry no price effect."
    ),
    example_zh="年均增长 5.8%，是 2015 年的 1.19 倍（五年 5.8% 应为 1.33 倍）。",
    example_en="5.8 % a year and 1.19 times in five years (5.8 % gives 1.33 times).",
    sentence_zh=(
        "{subject}的年均增速、倍数与起止数不能同时成立：印作 {stated}，按其余数字重算为 "
        "{recomputed}。"
    ),
    sentence_en=(
        "{subject}: average growth, multiple and end points disagree: printed {stated}, "
        "recomputed {recomputed}."
    ),
    find=_find,
)
