"""Sums that agree, in whole numbers (整数快速通道): most of what a report prints.

A sum or difference of plain figures is judged on integers over one power of ten, which is several
times faster than fractions. Only agreement is decided here; everything else takes the long way,
so that there is one place where a miss is weighed.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from jiefang.figures.formula import Number, linear_weights
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Leeway, Readings, readings
from jiefang.figures.relation import Comparison, Equation, Finding, Relation, Verdict


def agreeing_sum(relation: Relation, check: Equation, leeway: Leeway) -> Finding | None:
    """The finding *consistent* on a sum of plain figures, or None when it needs a closer look."""
    weights = linear_weights(check.recompute)
    if weights is None or check.stated in weights:
        return None
    if not all(isinstance(weight, int) for weight in weights.values()):
        return None
    known: dict[str, Readings] = {}
    for claim in relation.claims:
        reading = readings(claim, None, leeway)
        if reading is None or claim.malformed or claim.values:
            return None
        known[claim.id] = reading
    return _compared(relation, check, weights, known)


def _compared(
    relation: Relation,
    check: Equation,
    weights: Mapping[str, Number],
    known: Mapping[str, Readings],
) -> Finding | None:
    places = max(reading.decimals for reading in known.values())
    lo = hi = 2 * weights.get("", 0) * 10**places
    for name, weight in weights.items():
        if not name:
            continue
        ends = _ends(known.get(name), places)
        if ends is None:
            return None
        lo += weight * ends[weight < 0]
        hi += weight * ends[weight > 0]
    stated = _ends(known.get(check.stated), places)
    if stated is None or not _agree(stated, (lo, hi), check.comparison):
        return None
    scale = 2 * 10**places
    return Finding(
        relation,
        Verdict.CONSISTENT,
        relation.strength,
        Interval(Fraction(stated[0], scale), Fraction(stated[1], scale)),
        Interval(Fraction(lo, scale), Fraction(hi, scale)),
    )


def _ends(reading: Readings | None, places: int) -> tuple[int, int] | None:
    """Ends of a printed interval times 2·10^places."""
    ends = None if reading is None else reading.doubled_ends()
    if ends is None or reading is None:
        return None
    more = 10 ** (places - reading.decimals)
    return ends[0] * more, ends[1] * more


def _agree(stated: tuple[int, int], other: tuple[Number, Number], comparison: Comparison) -> bool:
    below = stated[1] < other[0]
    above = stated[0] > other[1]
    if comparison is Comparison.AT_MOST:
        return not above
    return not below if comparison is Comparison.AT_LEAST else not (below or above)
