"""Formulas: built with operators, counted and evaluated."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiefang.figures.formula import Expr, Operation, Var, combine, enclose, occurrences
from jiefang.figures.interval import EVERYTHING, Interval, point


def test_operators_build_expressions_from_both_sides():
    a, b = Var("a"), Var("b")
    built = (1 - a) + 2 * b / 3 - (4 / a) ** 2 + (5 + b).root(3)
    values = {"a": point(2), "b": point(3)}
    expected = (1 - 2) + Fraction(6, 3) - Fraction(4, 2) ** 2 + 2
    assert enclose(built, values) == point(expected)


def test_variables_are_counted_in_order_of_mention():
    a, b = Var("a"), Var("b")
    assert list(occurrences((b - a) / a)) == ["b", "a"]
    assert occurrences((b - a) / a) == {"b": 1, "a": 2}


def test_a_missing_variable_is_an_error():
    with pytest.raises(KeyError):
        enclose(Var("a"), {})


def test_what_is_unknown_is_everything():
    assert combine("%", point(1), point(2)) == EVERYTHING
    assert enclose(Expr(), {}) == EVERYTHING
    assert enclose(Operation("%", Var("a"), Var("a")), {"a": point(1)}) == EVERYTHING


def test_natural_evaluation_is_exact_without_repetition():
    box = {"a": Interval(Fraction(1), Fraction(2)), "b": Interval(Fraction(4), Fraction(5))}
    assert enclose(Var("a") / Var("b") * 100, box) == Interval(Fraction(20), Fraction(50))
