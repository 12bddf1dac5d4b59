"""Formulas (算式): exact expressions over claims, built with ordinary operators.

>>> str((Var("part") / Var("total")) * 100)
'((part / total) * 100)'
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from jiefang.figures.interval import EVERYTHING, Interval

Number: TypeAlias = int | Fraction

_DEEPEST = 200
"""Levels of nesting; formulas of rules have a dozen, only long sums more."""


class Expr:
    """An expression over named claims; operators build larger ones."""

    __slots__ = ()

    def __add__(self, other: Expr | Number) -> Expr:
        return Operation("+", self, as_expr(other))

    def __radd__(self, other: Number) -> Expr:
        return Operation("+", as_expr(other), self)

    def __sub__(self, other: Expr | Number) -> Expr:
        return Operation("-", self, as_expr(other))

    def __rsub__(self, other: Number) -> Expr:
        return Operation("-", as_expr(other), self)

    def __mul__(self, other: Expr | Number) -> Expr:
        return Operation("*", self, as_expr(other))

    def __rmul__(self, other: Number) -> Expr:
        return Operation("*", as_expr(other), self)

    def __truediv__(self, other: Expr | Number) -> Expr:
        return Operation("/", self, as_expr(other))

    def __rtruediv__(self, other: Number) -> Expr:
        return Operation("/", as_expr(other), self)

    def __pow__(self, exponent: int) -> Expr:
        return Power(self, exponent)

    def root(self, degree: int) -> Expr:
        """The positive `degree`-th root (年均: the yearly factor of a growth over years)."""
        return Root(self, degree)


@dataclass(frozen=True, slots=True)
class Var(Expr):
    """The value of one claim, in base units with its sign (`5.2` for 增长 5.2%)."""

    name: str

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Const(Expr):
    """An exact constant."""

    value: Fraction

    def __str__(self) -> str:
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Operation(Expr):
    """Sum, difference, product or quotient."""

    symbol: str
    left: Expr
    right: Expr

    def __str__(self) -> str:
        return f"({self.left} {self.symbol} {self.right})"


@dataclass(frozen=True, slots=True)
class Power(Expr):
    """A whole power."""

    base: Expr
    exponent: int

    def __str__(self) -> str:
        return f"({self.base} ^ {self.exponent})"


@dataclass(frozen=True, slots=True)
class Root(Expr):
    """A positive root; its interval is enclosed outwards in rationals."""

    radicand: Expr
    degree: int

    def __str__(self) -> str:
        return f"root({self.radicand}, {self.degree})"


def as_expr(value: Expr | Number) -> Expr:
    """Wrap a plain exact number."""
    return value if isinstance(value, Expr) else Const(Fraction(value))


def occurrences(expr: Expr) -> dict[str, int]:
    """How often each variable stands in the expression, in the order of first mention.

    >>> occurrences((Var("a") - Var("b")) / Var("b"))
    {'a': 1, 'b': 2}
    """
    counts: dict[str, int] = {}
    stack: list[Expr] = [expr]
    while stack:
        node = stack.pop()
        if isinstance(node, Var):
            counts[node.name] = counts.get(node.name, 0) + 1
        elif isinstance(node, Operation):
            stack += (node.right, node.left)
        elif isinstance(node, Power):
            stack.append(node.base)
        elif isinstance(node, Root):
            stack.append(node.radicand)
    return counts


def linear_weights(expr: Expr) -> dict[str, Number] | None:
    """Coefficients of a linear form (线性式), its constant under the empty name; None if not one.

    Only sums, differences and exact multiples count; what cancels keeps its zero.

    >>> linear_weights(Var("a") * 2 - (Var("b") - 3))
    {'a': 2, 'b': -1, '': 3}
    """
    weights: dict[str, Number] = {}
    stack: list[tuple[Expr, Number]] = [(expr, 1)]
    while stack:
        node, weight = stack.pop()
        if isinstance(node, Var):
            weights[node.name] = weights.get(node.name, 0) + weight
        elif isinstance(node, Const):
            weights[""] = weights.get("", 0) + weight * _plain(node.value)
        else:
            parts = _split(node, weight)
            if parts is None:
                return None
            stack += parts
    return weights


def is_deep(expr: Expr) -> bool:
    """Whether the expression is nested beyond what recursive algorithms should follow."""
    stack = [(expr, 1)]
    while stack:
        node, depth = stack.pop()
        if depth > _DEEPEST:
            return True
        if isinstance(node, Operation):
            stack += ((node.left, depth + 1), (node.right, depth + 1))
        elif isinstance(node, Power):
            stack.append((node.base, depth + 1))
        elif isinstance(node, Root):
            stack.append((node.radicand, depth + 1))
    return False


def enclose(expr: Expr, values: Mapping[str, Interval]) -> Interval:
    """Natural interval evaluation (自然区间扩展): holds every value, exact if no variable repeats.

    Long sums nest to the left and are followed in a loop. Raises KeyError for a variable without
    a value.
    """
    spine: list[Operation] = []
    while isinstance(expr, Operation):
        spine.append(expr)
        expr = expr.left
    found = _enclose_leaf(expr, values)
    for step in reversed(spine):
        found = combine(step.symbol, found, enclose(step.right, values))
    return found


def _enclose_leaf(expr: Expr, values: Mapping[str, Interval]) -> Interval:
    if isinstance(expr, Var):
        return values[expr.name]
    if isinstance(expr, Const):
        return Interval(expr.value, expr.value)
    if isinstance(expr, Power):
        return enclose(expr.base, values).power(expr.exponent)
    if isinstance(expr, Root):
        return enclose(expr.radicand, values).root(expr.degree)
    return EVERYTHING


def _split(node: Expr, weight: Number) -> tuple[tuple[Expr, Number], ...] | None:
    """The weighted parts of one step of a linear form."""
    if not isinstance(node, Operation):
        return None
    left, right = node.left, node.right
    if node.symbol == "+":
        return (right, weight), (left, weight)
    if node.symbol == "-":
        return (right, -weight), (left, weight)
    if node.symbol == "*" and isinstance(right, Const):
        return ((left, weight * _plain(right.value)),)
    if node.symbol == "*" and isinstance(left, Const):
        return ((right, weight * _plain(left.value)),)
    if node.symbol == "/" and isinstance(right, Const) and right.value:
        return ((left, weight / right.value),)
    return None


def _plain(value: Fraction) -> Number:
    """A whole number as int: sums of ints are several times faster."""
    return value.numerator if value.denominator == 1 else value


def combine(symbol: str, left: Interval, right: Interval) -> Interval:
    """Apply one operator to two intervals; an unknown one gives everything."""
    match symbol:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
    return EVERYTHING
