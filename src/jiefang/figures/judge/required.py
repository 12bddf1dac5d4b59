"""What one figure would have to be (反推): solve a relation for one of its figures.

Where the figure stands once in the formula, the operators are undone from the outside in, which
gives every value for which some values of the others fulfil the relation. Where it repeats, or
the way back is not unique, the answer is None: then candidates are simply tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from jiefang.figures.formula import Expr, Operation, Power, Root, Var, enclose, occurrences
from jiefang.figures.interval import EVERYTHING, Interval, point
from jiefang.figures.judge.span import span_of
from jiefang.figures.relation import Comparison, Equation


def required(equation: Equation, name: str, box: Mapping[str, Interval]) -> Interval | None:
    """Values of one variable with which the equation can hold, the others within the box."""
    count = occurrences(equation.recompute).get(name, 0)
    if name == equation.stated and count == 0:
        return _bound(span_of(equation.recompute, box), equation.comparison, stated=True)
    if name == equation.stated or count != 1:
        return None
    target = _bound(box[equation.stated], equation.comparison, stated=False)
    return undo(equation.recompute, name, target, box)


def _bound(known: Interval, comparison: Comparison, *, stated: bool) -> Interval:
    """Where the other side may lie; `stated ≤ recomputed` opens the stated side downwards."""
    if comparison is Comparison.EQUAL:
        return known
    if (comparison is Comparison.AT_MOST) == stated:
        return Interval(None, known.hi)
    return Interval(known.lo, None)


def undo(expr: Expr, name: str, target: Interval, box: Mapping[str, Interval]) -> Interval:
    """Values of a variable that stands once, for which the expression can lie in the target."""
    match expr:
        case Var(_):
            return target
        case Operation(symbol, left, right):
            if name in occurrences(left):
                return undo(left, name, _undo_left(symbol, target, enclose(right, box)), box)
            return undo(right, name, _undo_right(symbol, target, enclose(left, box)), box)
        case Power(base, exponent):
            return undo(base, name, _undo_power(target, exponent), box)
        case Root(radicand, degree):
            kept = Interval(_not_negative(target.lo), target.hi)
            return undo(radicand, name, kept.power(degree), box)
    return EVERYTHING


def _undo_left(symbol: str, target: Interval, right: Interval) -> Interval:
    match symbol:
        case "+":
            return target - right
        case "-":
            return target + right
        case "*":
            return target / right
    return target * right


def _undo_right(symbol: str, target: Interval, left: Interval) -> Interval:
    match symbol:
        case "+":
            return target - left
        case "-":
            return left - target
        case "*":
            return target / left
    return left / target


def _undo_power(target: Interval, exponent: int) -> Interval:
    """The positive root; negative bases are left to trial."""
    if exponent == 0:
        return EVERYTHING
    if exponent < 0:
        return _undo_power(point(1) / target, -exponent)
    if target.lo is None or target.lo < 0:
        return EVERYTHING
    return target.root(exponent)


def _not_negative(end: Fraction | None) -> Fraction:
    return end if end is not None and end > 0 else Fraction(0)
