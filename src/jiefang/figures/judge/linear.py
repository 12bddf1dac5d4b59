"""Linear envelopes of formulas (线性包络): relations as rows that a linear solver can weigh.

Sums and multiples of exact numbers go over as they are. A product of two figures becomes a new
variable inside the four planes that bound it over the box (McCormick); a quotient is the factor
of such a product; a power lies above its tangents and below its secant. Every point that fulfils
the relations fulfils the rows, so rows that contradict one another prove that the figures do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TypeAlias

from jiefang.figures.formula import (
    Expr,
    Number,
    Operation,
    Power,
    Root,
    Var,
    is_deep,
    linear_weights,
    occurrences,
)
from jiefang.figures.interval import EVERYTHING, Interval, point
from jiefang.figures.judge.simplex import Row, System
from jiefang.figures.judge.span import span_of
from jiefang.figures.relation import Comparison, Equation, Relation

Form: TypeAlias = tuple[dict[str, Fraction], Fraction]
"""A linear form: coefficients by variable, and a constant."""

_WITHIN = {
    Comparison.EQUAL: Interval(Fraction(0), Fraction(0)),
    Comparison.AT_MOST: Interval(None, Fraction(0)),
    Comparison.AT_LEAST: Interval(Fraction(0), None),
}
_STEEPEST_POWER = 30


@dataclass(slots=True)
class Envelope:
    """Collects rows; `origins` remembers which figures the box of a new variable came from."""

    box: Mapping[str, Interval]
    bounds: dict[str, Interval] = field(default_factory=dict)
    rows: dict[str, Row] = field(default_factory=dict)
    origins: dict[str, frozenset[str]] = field(default_factory=dict)

    def system(self) -> System:
        """What was collected."""
        return System(dict(self.bounds), tuple(self.rows.values()))

    def add(self, relation: Relation) -> None:
        """Take in one equation; other checks have nothing linear to say."""
        check = relation.check
        if not isinstance(check, Equation):
            return
        if linear_weights(check.recompute) is None and is_deep(check.recompute):
            return
        terms, constant = self.form(check.recompute)
        stated, _ = self.form(Var(check.stated))
        row = _minus((stated, Fraction(0)), (terms, constant))
        self._row(row_name(relation), row, _WITHIN[check.comparison], frozenset())

    def form(self, expr: Expr) -> Form:
        """The expression as a linear form, with new variables where it is not linear."""
        weights = linear_weights(expr)
        if weights is not None:
            return self._sum(weights)
        match expr:
            case Operation("+", left, right):
                return _plus(self.form(left), self.form(right))
            case Operation("-", left, right):
                return _minus(self.form(left), self.form(right))
            case Operation("*", left, right):
                return self._product(expr, left, right)
            case Operation("/", left, right):
                return self._quotient(expr, left, right)
            case Power(base, exponent):
                return self._power(expr, base, exponent)
            case Root(radicand, degree):
                return self._root(expr, radicand, degree)
        return self._new(expr)

    def _sum(self, weights: Mapping[str, Number]) -> Form:
        names = [name for name in weights if name]
        for name in names:
            self.bounds.setdefault(name, self.box.get(name, EVERYTHING))
        return {name: Fraction(weights[name]) for name in names}, Fraction(weights.get("", 0))

    def _product(self, expr: Expr, left: Expr, right: Expr) -> Form:
        first, second = self.form(left), self.form(right)
        for factor, other in ((first, second), (second, first)):
            if not factor[0]:
                return _times(other, factor[1])
        product = self._new(expr)
        self._planes(expr, (left, first), (right, second), product)
        return product

    def _quotient(self, expr: Expr, left: Expr, right: Expr) -> Form:
        above, below = self.form(left), self.form(right)
        if not below[0]:
            return _times(above, 1 / below[1]) if below[1] else self._new(expr)
        quotient = self._new(expr)
        self._planes(expr, (expr, quotient), (right, below), above)
        return quotient

    def _power(self, expr: Expr, base: Expr, exponent: int) -> Form:
        inner = self.form(base)
        if exponent == 1:
            return inner
        power = self._new(expr)
        self._curve(expr, inner, self._range(base), exponent, power)
        return power

    def _root(self, expr: Expr, radicand: Expr, degree: int) -> Form:
        inner = self.form(radicand)
        if degree == 1:
            return inner
        root = self._new(expr)
        self._curve(expr, root, self._range(expr), degree, inner)
        return root

    def _new(self, expr: Expr) -> Form:
        """A variable that stands for an expression, within its range over the box."""
        name = str(expr)
        if name not in self.bounds:
            self.bounds[name] = self._range(expr)
            self.origins[name] = frozenset(occurrences(expr))
        return {name: Fraction(1)}, Fraction(0)

    def _range(self, expr: Expr) -> Interval:
        return span_of(expr, {name: self.box.get(name, EVERYTHING) for name in occurrences(expr)})

    def _planes(
        self, expr: Expr, left: tuple[Expr, Form], right: tuple[Expr, Form], product: Form
    ) -> None:
        """The four planes that hold left·right − product = 0 over the box."""
        x, y = self._range(left[0]), self._range(right[0])
        origin = frozenset(occurrences(expr))
        ends = (("low-low", x.lo, y.lo, 1), ("high-high", x.hi, y.hi, 1))
        mixed = (("low-high", x.lo, y.hi, -1), ("high-low", x.hi, y.lo, -1))
        for name, a, b, side in (*ends, *mixed):
            if a is None or b is None:
                continue
            # (x−a)(y−b) has one sign over the box: product − b·x − a·y + a·b is ≥ 0 or ≤ 0.
            plane = _minus(_minus(product, _times(left[1], b)), _times(right[1], a))
            plane = plane[0], plane[1] + a * b
            within = Interval(Fraction(0), None) if side > 0 else Interval(None, Fraction(0))
            self._row(f"{expr} {name}", plane, within, origin)

    def _curve(self, expr: Expr, base: Form, over: Interval, exponent: int, power: Form) -> None:
        """Tangents and secant of base^exponent where the base is not negative."""
        if over.lo is None or over.hi is None or over.lo < 0:
            return
        if not 2 <= exponent <= _STEEPEST_POWER:
            return
        origin = frozenset(occurrences(expr))
        for name, at in (("tangent-low", over.lo), ("tangent-high", over.hi)):
            slope = exponent * at ** (exponent - 1)
            plane = _minus(power, _times(base, slope))
            plane = plane[0], plane[1] - at**exponent + slope * at
            self._row(f"{expr} {name}", plane, Interval(Fraction(0), None), origin)
        if over.lo < over.hi:
            slope = (over.hi**exponent - over.lo**exponent) / (over.hi - over.lo)
            plane = _minus(power, _times(base, slope))
            plane = plane[0], plane[1] - over.lo**exponent + slope * over.lo
            self._row(f"{expr} secant", plane, Interval(None, Fraction(0)), origin)

    def _row(self, name: str, form: Form, within: Interval, origin: frozenset[str]) -> None:
        terms, constant = form
        kept = {variable: value for variable, value in terms.items() if value}
        self.rows[name] = Row(name, kept, within - point(constant))
        self.origins[name] = origin


def row_name(relation: Relation) -> str:
    """Name of the row that states a relation; no figure can have the same."""
    return f"relation {relation.id}"


def envelope_of(relations: Iterable[Relation], box: Mapping[str, Interval]) -> Envelope:
    """All rows of some relations over a box."""
    envelope = Envelope(box)
    for relation in relations:
        envelope.add(relation)
    return envelope


def _plus(first: Form, second: Form) -> Form:
    terms = dict(first[0])
    for name, value in second[0].items():
        terms[name] = terms.get(name, Fraction(0)) + value
    return terms, first[1] + second[1]


def _minus(first: Form, second: Form) -> Form:
    return _plus(first, _times(second, Fraction(-1)))


def _times(form: Form, factor: Fraction) -> Form:
    return {name: value * factor for name, value in form[0].items()}, form[1] * factor
