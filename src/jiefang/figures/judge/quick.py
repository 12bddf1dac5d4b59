"""Sums that agree, in whole numbers (整数快速通道): most of what a report prints.

A sum or difference of plain figures is judged on integers over one power of ten, which is several
times faster than fractions. Only agreement is decided here; everything else takes the long way,
so that there is one place where a miss is weighed.
"""

from __future__ import annotations

from fractions import Fraction

from jiefang.figures.formula import Const, Expr, Operation, Var
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Leeway, Readings, readings
from jiefang.figures.relation import Comparison, Equation, Finding, Relation, Verdict


def agreeing_sum(relation: Relation, check: Equation, leeway: Leeway) -> Finding | None:
    """The finding *consistent* on a sum of plain figures, or None when it needs a closer look."""
    weights = _weights(check.recompute)
    if weights is None or check.stated in weights:
        return None
    known: dict[str, Readings] = {}
    for claim in relation.claims:
        reading = readings(claim, None, leeway)
        if reading is None or claim.malformed or claim.values:
            return None
        known[claim.id] = reading
    return _compared(relation, check, weights, known)


def _weights(expr: Expr) -> dict[str, int] | None:
    """Whole coefficients of a linear form, the constant under an empty name; None if not one."""
    weights: dict[str, int] = {}
    stack = [(expr, 1)]
    while stack:
        node, weight = stack.pop()
        if isinstance(node, Var):
            weights[node.name] = weights.get(node.name, 0) + weight
        elif isinstance(node, Const):
            if node.value.denominator != 1:
                return None
            weights[""] = weights.get("", 0) + weight * node.value.numerator
        elif isinstance(node, Operation) and node.symbol in "+-":
            stack.append((node.left, weight))
            stack.append((node.right, weight if node.symbol == "+" else -weight))
        else:
            return None
    return weights


def _compared(
    relation: Relation, check: Equation, weights: dict[str, int], known: dict[str, Readings]
) -> Finding | None:
    constant = weights.pop("", 0)
    places = max(reading.decimals for reading in known.values())
    lo = hi = 2 * constant * 10**places
    for name, weight in weights.items():
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


def _agree(stated: tuple[int, int], other: tuple[int, int], comparison: Comparison) -> bool:
    below = stated[1] < other[0]
    above = stated[0] > other[1]
    if comparison is Comparison.AT_MOST:
        return not above
    return not below if comparison is Comparison.AT_LEAST else not (below or above)
