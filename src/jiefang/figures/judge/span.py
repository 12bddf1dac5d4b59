"""The range of a formula over a box (算式的值域), as tight as exact arithmetic makes it.

A variable that stands once needs only natural interval operators. Where one repeats (a share of a
sum, a growth on its own base), operators alone are too wide. Then the sign of the derivative tells
at which end of a repeated variable the formula is smallest; where no sign is certain but the
formula is a quotient of linear functions of each variable, the extremes lie in corners; else the
mean-value form is met with the natural range. Every result holds all possible values.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from jiefang.figures.formula import (
    Const,
    Expr,
    Number,
    Operation,
    Power,
    Root,
    Var,
    enclose,
    is_deep,
    linear_weights,
    occurrences,
)
from jiefang.figures.interval import EVERYTHING, Interval, hull, intersection, point

MAX_CORNERS = 12
"""Repeated variables of unknown direction that are still tried at all their ends."""


def span_of(expr: Expr, box: Mapping[str, Interval]) -> Interval:
    """The interval that holds every value of the formula over the box.

    Exact up to the enclosure of roots where repeated variables are monotone or few; otherwise
    wider, never narrower. Raises KeyError for a variable without an interval.
    """
    weights = linear_weights(expr)
    if weights is not None:
        return sum_of(weights, box)
    repeated = [name for name, count in occurrences(expr).items() if count > 1]
    if repeated and is_deep(expr):
        return enclose(expr, box)
    if not repeated or not all(box[name].bounded for name in repeated):
        return enclose(expr, box)
    slopes = _slopes(expr, box)
    if slopes is None:
        return enclose(expr, box)
    directions = {name: _direction(slopes.get(name, _ZERO)) for name in repeated}
    unclear = [name for name in repeated if directions[name] == 0 and not _is_flat(box[name])]
    if unclear and (len(unclear) > MAX_CORNERS or not all(_mobius(expr, v) for v in unclear)):
        return _mean_value(expr, box, slopes)
    return _at_ends(expr, box, directions, unclear)


def sum_of(weights: Mapping[str, Number], box: Mapping[str, Interval]) -> Interval:
    """The range of a linear form; a variable that repeats was counted together."""
    total = point(Fraction(weights.get("", 0)))
    for name, weight in weights.items():
        if name:
            total += box[name] * point(Fraction(weight))
    return total


def _at_ends(
    expr: Expr, box: Mapping[str, Interval], directions: Mapping[str, int], unclear: list[str]
) -> Interval:
    """Hull of the formula with its repeated variables fixed at the ends where it is extreme."""
    ranges = []
    for side in (-1, 1):
        fixed = dict(box)
        for name, direction in directions.items():
            fixed[name] = _end(box[name], side * (direction or 1))
        for choice in product((-1, 1), repeat=len(unclear)):
            for name, corner in zip(unclear, choice, strict=True):
                fixed[name] = _end(box[name], corner)
            ranges.append(enclose(expr, fixed))
    return hull(*ranges)


def _end(interval: Interval, side: int) -> Interval:
    """One end of a bounded interval as a point."""
    return Interval(interval.lo, interval.lo) if side < 0 else Interval(interval.hi, interval.hi)


def _is_flat(interval: Interval) -> bool:
    return interval.lo == interval.hi


def _direction(slope: Interval) -> int:
    """1 for rising, -1 for falling, 0 for unknown."""
    if slope.lo is not None and slope.lo >= 0:
        return 1
    if slope.hi is not None and slope.hi <= 0:
        return -1
    return 0


Slopes: TypeAlias = dict[str, Interval]


def _slopes(expr: Expr, box: Mapping[str, Interval]) -> Slopes | None:
    """Enclosures of all partial derivatives over the box; None where one does not exist."""
    known = _differentiate(expr, box)
    if known is None or not all(slope.bounded for slope in known[1].values()):
        return None
    return known[1]


def _differentiate(expr: Expr, box: Mapping[str, Interval]) -> tuple[Interval, Slopes] | None:
    """Value and derivatives together (forward differentiation on intervals)."""
    match expr:
        case Var(name):
            return box[name], {name: point(1)}
        case Const(value):
            return point(value), {}
        case Operation(symbol, left, right):
            first, second = _differentiate(left, box), _differentiate(right, box)
            if first is None or second is None:
                return None
            return _slope_of_operation(symbol, first, second)
        case Power(base, exponent):
            return _slope_of_power(_differentiate(base, box), exponent)
        case Root(radicand, degree):
            return _slope_of_root(_differentiate(radicand, box), degree)
    return None


def _slope_of_operation(
    symbol: str, left: tuple[Interval, Slopes], right: tuple[Interval, Slopes]
) -> tuple[Interval, Slopes] | None:
    (a, da), (b, db) = left, right
    if symbol == "+":
        return a + b, _blend(da, point(1), db, point(1))
    if symbol == "-":
        return a - b, _blend(da, point(1), db, point(-1))
    if symbol == "*":
        return a * b, _blend(da, b, db, a)
    if b.contains(Fraction(0)):
        return None
    quotient = a / b
    return quotient, _blend(da, point(1) / b, db, -(quotient / b))


def _slope_of_power(
    inner: tuple[Interval, Slopes] | None, exponent: int
) -> tuple[Interval, Slopes] | None:
    if inner is None or (exponent < 1 and inner[0].contains(Fraction(0))):
        return None
    factor = inner[0].power(exponent - 1) * point(exponent)
    return inner[0].power(exponent), _scaled(inner[1], factor)


def _slope_of_root(
    inner: tuple[Interval, Slopes] | None, degree: int
) -> tuple[Interval, Slopes] | None:
    if inner is None or inner[0].lo is None or inner[0].lo <= 0:
        return None
    root = inner[0].root(degree)
    factor = point(Fraction(1, degree)) * root / inner[0] if degree > 0 else EVERYTHING
    return root, _scaled(inner[1], factor)


def _blend(first: Slopes, by: Interval, second: Slopes, and_by: Interval) -> Slopes:
    """first·by + second·and_by, variable by variable."""
    sums = _scaled(first, by)
    for name, slope in _scaled(second, and_by).items():
        sums[name] = sums[name] + slope if name in sums else slope
    return sums


def _scaled(slopes: Slopes, factor: Interval) -> Slopes:
    return {name: slope * factor for name, slope in slopes.items()}


def _mobius(expr: Expr, name: str) -> bool:
    """Whether the formula is (α·x+β)/(γ·x+δ) in this variable, the others held fixed."""
    degrees = _degrees(expr, name)
    return degrees is not None and degrees[0] <= 1 and degrees[1] <= 1


def _degrees(expr: Expr, name: str) -> tuple[int, int] | None:
    """Upper bounds on the degree of numerator and denominator in one variable."""
    match expr:
        case Var(other):
            return (1 if other == name else 0), 0
        case Operation(symbol, left, right):
            first, second = _degrees(left, name), _degrees(right, name)
            if first is None or second is None:
                return None
            if symbol == "*":
                return first[0] + second[0], first[1] + second[1]
            if symbol == "/":
                return first[0] + second[1], first[1] + second[0]
            return max(first[0] + second[1], second[0] + first[1]), first[1] + second[1]
        case Power(inner, _) | Root(inner, _):
            return (0, 0) if _degrees(inner, name) == (0, 0) else None
    return 0, 0


def _mean_value(expr: Expr, box: Mapping[str, Interval], slopes: Slopes) -> Interval:
    """f(middle) + Σ slope·(x − middle), cut with the natural range."""
    natural = enclose(expr, box)
    if not all(box[name].bounded for name in slopes):
        return natural
    middle = {name: _middle(interval) for name, interval in box.items() if name in slopes}
    total = enclose(expr, middle)
    for name, slope in slopes.items():
        total += slope * (box[name] - middle[name])
    return intersection(total, natural) or natural


def _middle(interval: Interval) -> Interval:
    """Middle of a bounded interval as a point."""
    if interval.lo is None or interval.hi is None:
        return EVERYTHING
    return point((interval.lo + interval.hi) / 2)


_ZERO = point(0)
