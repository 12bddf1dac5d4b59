"""Closed rational intervals (区间): what a printed numeral can stand for.

Exact: end points are `fractions.Fraction` or None for an open side (a hedge such as 超).
Arithmetic never raises: what is not defined everywhere on the operands becomes `EVERYTHING`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

MAX_EXPONENT = 400
"""Powers and roots beyond this degree are not evaluated (no text speaks of 400 years)."""

_ROOT_DIGITS = 24
"""Decimal digits after the leading one to which an irrational root is enclosed."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The closed interval [lo, hi]; None stands for minus or plus infinity.

    >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), Fraction(3)))
    True
    """

    lo: Fraction | None
    hi: Fraction | None

    def meets(self, other: Interval) -> bool:
        """Whether the two have a point in common."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every point of this lies below every point of the other."""
        return self.hi is not None and other.lo is not None and self.hi < other.lo

    def distance(self, other: Interval) -> Fraction:
        """Length of the gap between the two (间隔); 0 when they meet."""
        if self.hi is not None and other.lo is not None and self.hi < other.lo:
            return other.lo - self.hi
        if other.hi is not None and self.lo is not None and other.hi < self.lo:
            return self.lo - other.hi
        return Fraction(0)

    def contains(self, value: Fraction) -> bool:
        """Whether the point lies inside or on an end."""
        return (self.lo is None or self.lo <= value) and (self.hi is None or value <= self.hi)

    def covers(self, other: Interval) -> bool:
        """Whether the other lies inside this one."""
        return (self.lo is None or (other.lo is not None and self.lo <= other.lo)) and (
            self.hi is None or (other.hi is not None and other.hi <= self.hi)
        )

    @property
    def bounded(self) -> bool:
        """Whether both sides are closed."""
        return self.lo is not None and self.hi is not None

    def __neg__(self) -> Interval:
        return Interval(
            None if self.hi is None else -self.hi, None if self.lo is None else -self.lo
        )

    def __add__(self, other: Interval) -> Interval:
        return Interval(
            None if self.lo is None or other.lo is None else self.lo + other.lo,
            None if self.hi is None or other.hi is None else self.hi + other.hi,
        )

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            None if self.lo is None or other.hi is None else self.lo - other.hi,
            None if self.hi is None or other.lo is None else self.hi - other.lo,
        )

    def __mul__(self, other: Interval) -> Interval:
        if self.lo is None or self.hi is None or other.lo is None or other.hi is None:
            return _open_product(self, other)
        # Signs are read off the numerators: comparing fractions would cost more than the product.
        if self.lo.numerator >= 0:
            return _product_by_positive(self.lo, self.hi, other.lo, other.hi)
        if other.lo.numerator >= 0:
            return _product_by_positive(other.lo, other.hi, self.lo, self.hi)
        corners = (
            self.lo * other.lo,
            self.lo * other.hi,
            self.hi * other.lo,
            self.hi * other.hi,
        )
        return Interval(min(corners), max(corners))

    def __truediv__(self, other: Interval) -> Interval:
        if not (
            (other.lo is not None and other.lo.numerator > 0)
            or (other.hi is not None and other.hi.numerator < 0)
        ):
            return EVERYTHING
        return self * _reciprocal(other)

    def power(self, exponent: int) -> Interval:
        """Whole power; a negative exponent divides, one beyond `MAX_EXPONENT` gives everything."""
        if abs(exponent) > MAX_EXPONENT:
            return EVERYTHING
        if exponent < 0:
            return point(1) / self.power(-exponent)
        if exponent == 0:
            return point(1)
        lo = None if self.lo is None else self.lo**exponent
        hi = None if self.hi is None else self.hi**exponent
        if exponent % 2 or (self.lo is not None and self.lo >= 0):
            return Interval(lo, hi)
        if self.hi is not None and self.hi <= 0:
            return Interval(hi, lo)
        return Interval(Fraction(0), None if lo is None or hi is None else max(lo, hi))

    def root(self, degree: int) -> Interval:
        """The non-negative `degree`-th root, enclosed outwards; negative radicands are cut off."""
        if not 1 <= degree <= MAX_EXPONENT or (self.hi is not None and self.hi < 0):
            return EVERYTHING
        lo = Fraction(0) if self.lo is None or self.lo <= 0 else _root_below(self.lo, degree)
        return Interval(lo, None if self.hi is None else _root_above(self.hi, degree))


EVERYTHING = Interval(None, None)
"""The whole line: nothing is known."""


def point(value: Fraction | int) -> Interval:
    """The interval that holds one number only.

    >>> point(3).lo
    Fraction(3, 1)
    """
    exact = Fraction(value)
    return Interval(exact, exact)


def hull(first: Interval, *others: Interval) -> Interval:
    """The smallest interval that holds all of them (凸包)."""
    lo, hi = first.lo, first.hi
    for other in others:
        lo = None if lo is None or other.lo is None else min(lo, other.lo)
        hi = None if hi is None or other.hi is None else max(hi, other.hi)
    return Interval(lo, hi)


def intersection(first: Interval, second: Interval) -> Interval | None:
    """What the two have in common (交集), or None."""
    if not first.meets(second):
        return None
    los = [end for end in (first.lo, second.lo) if end is not None]
    his = [end for end in (first.hi, second.hi) if end is not None]
    return Interval(max(los) if los else None, min(his) if his else None)


def _reciprocal(divisor: Interval) -> Interval:
    """1 ÷ an interval that does not hold 0; an open side becomes 0."""
    zero = Fraction(0)
    return Interval(
        zero if divisor.hi is None else 1 / divisor.hi,
        zero if divisor.lo is None else 1 / divisor.lo,
    )


def _product_by_positive(lo: Fraction, hi: Fraction, least: Fraction, most: Fraction) -> Interval:
    """[lo, hi] × [least, most] where lo is not negative."""
    return Interval(
        (lo if least.numerator >= 0 else hi) * least, (hi if most.numerator >= 0 else lo) * most
    )


def _open_product(left: Interval, right: Interval) -> Interval:
    """Product where a side is open: signs decide which ends stay finite; 0 × open is 0."""
    if left == _ZERO or right == _ZERO:
        return _ZERO
    least = _least_product(left, right)
    greatest = _least_product(-left, right)
    return Interval(least, None if greatest is None else -greatest)


def _least_product(left: Interval, right: Interval) -> Fraction | None:
    """Smallest product of two ends, or None when it falls without bound."""
    corners: list[Fraction] = []
    for a, a_sign in ((left.lo, -1), (left.hi, 1)):
        for b, b_sign in ((right.lo, -1), (right.hi, 1)):
            if a is not None and b is not None:
                corners.append(a * b)
            elif a == 0 or b == 0:
                corners.append(Fraction(0))
            elif _sign(a, a_sign) * _sign(b, b_sign) < 0:
                return None
    return min(corners) if corners else None


def _sign(end: Fraction | None, side: int) -> int:
    """Sign of an end; an open one has the sign of its side."""
    if end is None:
        return side
    return (end > 0) - (end < 0)


def _root_below(value: Fraction, degree: int) -> Fraction:
    """A rational not above the root and very near to it; exact where the root is rational."""
    scale = _root_scale(value, degree)
    floor = _whole_root(value.numerator * scale**degree // value.denominator, degree)
    return Fraction(floor, scale)


def _root_above(value: Fraction, degree: int) -> Fraction:
    """A rational not below the root."""
    below = _root_below(value, degree)
    if below**degree == value:
        return below
    return below + Fraction(1, _root_scale(value, degree))


def _root_scale(value: Fraction, degree: int) -> int:
    """Power of ten that leaves enough digits, also for very small radicands."""
    smaller = max(0, len(str(value.denominator)) - len(str(value.numerator)))
    return int(10 ** (_ROOT_DIGITS + smaller // degree))


def _whole_root(value: int, degree: int) -> int:
    """Largest whole number whose power does not exceed the value (Newton from above)."""
    if value < 2 or degree == 1:
        return value
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess
        guess = better


_ZERO = point(0)
