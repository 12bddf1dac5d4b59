"""What one figure would have to be (反推): solve a relation for one of its figures.

Where the figure stands once in the formula, the operators are undone from the outside in, which
gives every value for which some values of the others fulfil the relation. Where it repeats, or
the way back is not unique, the answer is None: then candidates are simply tried.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from jiefang.figures.formula import (
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
from jiefang.figures.interval import EVERYTHING, Interval, point
from jiefang.figures.judge.span import span_of, sum_of
from jiefang.figures.relation import Comparison, Equation

_REACH = 1000


def required(equation: Equation, name: str, box: Mapping[str, Interval]) -> Interval | None:
    """Values of one variable with which the equation can hold, the others within the box."""
    count = occurrences(equation.recompute).get(name, 0)
    if name == equation.stated and count == 0:
        return _bound(span_of(equation.recompute, box), equation.comparison, stated=True)
    if name == equation.stated or count != 1:
        return None
    target = _bound(box[equation.stated], equation.comparison, stated=False)
    weights = linear_weights(equation.recompute)
    if weights is not None:
        rest = sum_of({**weights, name: 0}, box)
        return (target - rest) / point(Fraction(weights[name])) if weights[name] else None
    if is_deep(equation.recompute):
        return None
    return undo(equation.recompute, name, target, box)


def requirements(equation: Equation, box: Mapping[str, Interval]) -> dict[str, Interval | None]:
    """What `required` says of every variable, the stated one first."""
    weights = linear_weights(equation.recompute)
    names = dict.fromkeys([equation.stated, *occurrences(equation.recompute)])
    if weights is None or equation.stated in weights:
        return {name: required(equation, name, box) for name in names}
    target = _bound(box[equation.stated], equation.comparison, stated=False)
    total = sum_of(weights, box)
    found: dict[str, Interval | None] = {
        name: _rest(total, weights[name], box[name], target) for name in names if name in weights
    }
    return {equation.stated: _bound(total, equation.comparison, stated=True), **found}


def _rest(total: Interval, weight: Number, own: Interval, target: Interval) -> Interval | None:
    """What one part of a sum must be, given the sum of all: the same for thousands of parts."""
    share = own * point(Fraction(weight))
    if not weight or share.lo is None or share.hi is None:
        return None
    others = Interval(
        None if total.lo is None else total.lo - share.lo,
        None if total.hi is None else total.hi - share.hi,
    )
    return (target - others) / point(Fraction(weight))


def searched(
    equation: Equation, name: str, box: Mapping[str, Interval], step: Fraction
) -> Interval | None:
    """The same by bisection over multiples of a step, for a figure that stands more than once.

    The formula is taken to rise or fall throughout between a thousandth and a thousand times the
    present value; None where the two ends do not lie on different sides.
    """
    middle = box[name]
    if middle.lo is None or middle.hi is None or name == equation.stated:
        return None
    sign = 1 if middle.lo + middle.hi > 0 else -1
    count = max(1, round(abs(middle.lo + middle.hi) / 2 / step))

    def side(multiple: int) -> int:
        value = point(sign * multiple * step)
        return _side(equation, {**box, name: value})

    least, most = max(1, count // _REACH), count * _REACH
    if side(least) * side(most) != -1:
        return None
    first = _turn(side, least, most, side(least))
    last = _turn(side, most, least, side(most))
    if sign * (last - first) < 0:
        first, last = last, first
    return Interval(sign * first * step, sign * last * step)


def _turn(side: Callable[[int], int], near: int, far: int, value: int) -> int:
    """The first multiple, going from near to far, where the side is no longer this value."""
    while abs(far - near) > 1:
        middle = (near + far) // 2
        if side(middle) == value:
            near = middle
        else:
            far = middle
    return far


def _side(equation: Equation, box: Mapping[str, Interval]) -> int:
    """-1 when the formula stays below the stated figure, 1 above, 0 when they meet."""
    recomputed = span_of(equation.recompute, box)
    if recomputed.below(box[equation.stated]):
        return -1
    return 1 if box[equation.stated].below(recomputed) else 0


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
