"""Orders of magnitude (量级): comparing a figure with its own past."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from jiefang.figures.claim import Claim
from jiefang.figures.extract.unit import to_base
from jiefang.figures.relate.fact import FactKey

_JUMP = 8
"""A yearly factor beyond this is a slip more often than growth (local default)."""


def is_far(claim: Claim, before: Claim) -> bool:
    """Whether one value is at least eight times the other."""
    one, other = _size(claim), _size(before)
    return one > other * _JUMP if one and other else False


def months_covered(period: str) -> int | None:
    """Number of months of a cumulative period of one year (2024-01/2024-08 → 8), else None."""
    first, _, last = period.partition("/")
    if len(first) != 7 or len(last) != 7 or first[:4] != last[:4] or not first.endswith("-01"):
        return None
    return int(last[5:7])


def latest_full_year(facts: Mapping[FactKey, tuple[Claim, ...]], key: FactKey) -> tuple[Claim, ...]:
    """All prints of the latest whole year of the same indicator, at most ten years back."""
    year = int(key.period[:4])
    for earlier in range(year - 1, year - 11, -1):
        claims = facts.get(replace(key, period=str(earlier)), ())
        if claims:
            return tuple(claim for claim in claims if claim.value)
    return ()


def _size(claim: Claim) -> Fraction:
    return abs(to_base(claim.value, claim.unit)) if claim.value else Fraction(0)


def differ(one: Claim, other: Claim) -> bool:
    """Whether two plain prints cannot stand for one value, each within half its last digit."""
    return abs(_size(one) - _size(other)) > _half_step(one) + _half_step(other)


def _half_step(claim: Claim) -> Fraction:
    last_digit = Fraction(1, 10 ** len(claim.digits.partition(".")[2]))
    digits = Fraction(claim.digits)
    scale = Fraction(claim.value) / digits if digits else Fraction(1)
    return to_base("1", claim.unit) * scale * last_digit / 2


def adds_up(total: Claim, parts: list[Claim]) -> bool:
    """Whether parts make up a total within the rounding of all their last digits."""
    slack = _half_step(total) + sum((_half_step(part) for part in parts), Fraction(0))
    return abs(_size(total) - sum((_size(part) for part in parts), Fraction(0))) <= slack
