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
        match node:
            case Var(name):
                counts[name] = counts.get(name, 0) + 1
            case Operation(_, left, right):
                stack += (right, left)
            case Power(inner, _) | Root(inner, _):
                stack.append(inner)
    return counts


def enclose(expr: Expr, values: Mapping[str, Interval]) -> Interval:
    """Natural interval evaluation (自然区间扩展): holds every value, exact if no variable repeats.

    Raises KeyError for a variable without a value.
    """
    match expr:
        case Var(name):
            return values[name]
        case Const(value):
            return Interval(value, value)
        case Operation(symbol, left, right):
            return combine(symbol, enclose(left, values), enclose(right, values))
        case Power(base, exponent):
            return enclose(base, values).power(exponent)
        case Root(radicand, degree):
            return enclose(radicand, values).root(degree)
    return EVERYTHING


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
