"""Certificates of impossibility (不可能性证书) that anybody can check by addition.

A set of linear inequalities `Σ coefficient·figure ≤ bound` cannot hold together when some
combination with non-negative multipliers adds up to `0 ≤ negative number` (Farkas). The solver
only has to be trusted to find the multipliers: this module checks them in a few lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from jiefang.figures.relation import Inequality


def holds(certificate: Sequence[tuple[str, str]], inequalities: Iterable[Inequality]) -> bool:
    """Whether the multipliers prove that the inequalities cannot all be true.

    Multipliers, coefficients and bounds are exact (`p/q`); a name that does not occur, a negative
    multiplier or a figure that does not cancel makes the certificate worthless.
    """
    named = {each.name: each for each in inequalities}
    left: dict[str, Fraction] = {}
    right = Fraction(0)
    for name, multiplier in certificate:
        weight = Fraction(multiplier)
        if name not in named or weight < 0:
            return False
        for figure, coefficient in named[name].terms:
            left[figure] = left.get(figure, Fraction(0)) + weight * Fraction(coefficient)
        right += weight * Fraction(named[name].bound)
    return right < 0 and not any(left.values())
