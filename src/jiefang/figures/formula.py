"""Formulas (算式): exact expressions over claims, built with ordinary operators.

>>> str((Var("part") / Var("total")) * 100)
'((part / total) * 100)'
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

type Number = int | Fraction


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
        """The positive `degree`-th root (年均: the yearly factor of a growth over several years)."""
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
