"""Closed rational intervals (区间): what a printed numeral can stand for.

Exact: end points are `fractions.Fraction` or None for an open side (a hedge such as 超).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


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
