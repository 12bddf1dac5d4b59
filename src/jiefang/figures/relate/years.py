"""Years between figures (年数): how many yearly steps an average or a multiple covers."""

from __future__ import annotations

import regex

from jiefang.figures.claim import Claim
from jiefang.figures.extract.chinese import small_number
from jiefang.figures.extract.discourse import Figure
from jiefang.figures.extract.period import last_match, plan_years

_BASE = regex.compile(
    r"((?:19|20)\d{2})年|[“\"']?十([一二三四五])\s*五[”\"']?(?:规划|时期)*(?:末|期末)"
)


def end_year(claim: Claim) -> int | None:
    """Last year of a claim's period when it is made of whole years."""
    years = _years(claim)
    return years[1] if years else None


def years_of_average(first: Claim, last: Claim) -> int | None:
    """Yearly steps from one level to a later one; None unless both are single years."""
    one, other = _years(first), _years(last)
    if not one or not other or one[0] != one[1] or other[0] != other[1]:
        return None
    steps = other[1] - one[1]
    return steps if 1 <= steps <= 60 else None


def base_year(times: Figure) -> int | None:
    """The year a multiple compares with (是 2015 年的 1.19 倍)."""
    match = last_match(_BASE, times.left)
    if match is None:
        return None
    if match.group(1):
        return int(match.group(1))
    return plan_years(10 + small_number(match.group(2)))[1]


def _years(claim: Claim) -> tuple[int, int] | None:
    if not claim.period:
        return None
    first, _, last = claim.period.partition("/")
    last = last or first
    if len(first) != 4 or len(last) != 4:
        return None
    return int(first), int(last)
