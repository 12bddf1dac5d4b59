"""Ranges of formulas: they hold every value, and no more than is needed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.formula import Const, Expr, Operation, Power, Root, Var, enclose, occurrences
from jiefang.figures.interval import EVERYTHING, Interval, point
from jiefang.figures.judge.span import span_of
from jiefang.figures.judge.tests.build import formula
from jiefang.figures.judge.tests.shapes import SHAPES, chance


def interval(lo: str | None, hi: str | None) -> Interval:
    return Interval(None if lo is None else Fraction(lo), None if hi is None else Fraction(hi))


NAMES = ("a", "b", "c")
EXPRS = st.recursive(
    st.one_of(
        st.sampled_from(NAMES).map(Var), st.integers(-3, 3).map(lambda n: Const(Fraction(n)))
    ),
    lambda inner: st.one_of(
        st.builds(Operation, st.sampled_from("+-*/"), inner, inner),
        st.builds(Power, inner, st.integers(-3, 4)),
        st.builds(Root, inner, st.integers(1, 4)),
    ),
    max_leaves=7,
)
ENDS = st.fractions(-5, 5, max_denominator=8)


@st.composite
def boxes(draw):
    box = {}
    for name in NAMES:
        lo, hi = sorted((draw(ENDS), draw(ENDS)))
        box[name] = Interval(lo, hi)
    return box


@settings(max_examples=600, deadline=None)
@given(expr=EXPRS, box=boxes(), seed=st.integers(0, 10**6))
def test_the_range_holds_every_value(expr, box, seed):
    random = chance(seed)
    found = span_of(expr, box)
    for _ in range(6):
        place = {
            name: point(each.lo + (each.hi - each.lo) * Fraction(random.randint(0, 8), 8))
            for name, each in box.items()
        }
        value = enclose(expr, place)
        if value != EVERYTHING and value.bounded and defined(expr, place):
            assert found.lo is None or found.lo <= value.hi
            assert found.hi is None or value.lo <= found.hi


def defined(expr: Expr, place) -> bool:
    """Whether the value exists at a point: no division by zero, no root of a negative number."""
    match expr:
        case Operation("/", left, right):
            below = enclose(right, place)
            return (
                not below.contains(Fraction(0)) and defined(left, place) and defined(right, place)
            )
        case Operation(_, left, right):
            return defined(left, place) and defined(right, place)
        case Power(base, exponent):
            inner = enclose(base, place)
            return defined(base, place) and (exponent >= 0 or not inner.contains(Fraction(0)))
        case Root(radicand, _):
            inner = enclose(radicand, place)
            return defined(radicand, place) and inner.lo is not None and inner.lo >= 0
    return True


@pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
def test_the_range_of_every_shape_is_attained_at_corners(shape):
    """Monotone formulas: the ends are values at corners, so the range is as tight as can be."""
    random = chance(7)
    for _ in range(10):
        world = shape(random)
        expr = formula(world.formula)
        box = {
            name: Interval(value - abs(value) / 500, value + abs(value) / 500)
            for name, value in world.values.items()
        }
        found = span_of(expr, box)
        corners = [
            enclose(expr, {n: point(random.choice((box[n].lo, box[n].hi))) for n in box})
            for _ in range(600 if len(box) > 5 else 200)
        ]
        slack = (found.hi - found.lo) / (10 if len(box) > 5 else 10**6)
        assert min(each.lo for each in corners) <= found.lo + slack
        assert max(each.hi for each in corners) >= found.hi - slack


def test_a_share_of_a_sum_is_not_widened_by_the_repeated_part():
    expr = formula("a / (a + b)")
    box = {"a": interval("2", "3"), "b": interval("5", "7")}
    assert span_of(expr, box) == interval("2/9", "3/8")
    assert enclose(expr, box) == interval("1/5", "3/7")


def test_a_difference_of_a_figure_with_itself_is_nothing():
    assert span_of(formula("a - a"), {"a": interval("1", "9")}) == point(0)


def test_what_turns_inside_the_box_stays_enclosed():
    found = span_of(formula("a * (1 - a)"), {"a": interval("0", "1")})
    assert found.lo <= 0
    assert found.hi >= Fraction(1, 4)


def test_many_repeated_figures_of_unknown_direction_are_enclosed():
    names = [f"w{i}" for i in range(14)]
    top = " + ".join(f"{name} * {i % 3}" for i, name in enumerate(names))
    expr = formula(f"({top}) / ({' + '.join(names)})")
    box = {name: interval("9", "11") for name in names}
    found = span_of(expr, box)
    middle = span_of(expr, {name: point(10) for name in names})
    assert found.lo <= middle.lo <= middle.hi <= found.hi
    assert found.hi - found.lo < 1


def test_open_sides_stay_open():
    box = {"a": interval("3", None), "b": interval("1", "2")}
    assert span_of(formula("a / b"), box) == interval("3/2", None)
    assert span_of(formula("a / (a + b)"), box).contains(Fraction(3, 4))


def test_each_variable_is_counted():
    assert occurrences(formula("(a + b) / a * root(c, 3) ** 2")) == {"a": 2, "b": 1, "c": 1}
