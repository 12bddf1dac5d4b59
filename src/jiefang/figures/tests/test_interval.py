"""Intervals: exact arithmetic on closed rational intervals with open sides."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.interval import (
    EVERYTHING,
    MAX_EXPONENT,
    Interval,
    hull,
    intersection,
    point,
)

ENDS = st.one_of(st.none(), st.fractions(-9, 9, max_denominator=6))


@st.composite
def intervals(draw):
    lo, hi = draw(ENDS), draw(ENDS)
    if lo is not None and hi is not None and lo > hi:
        lo, hi = hi, lo
    return Interval(lo, hi)


@st.composite
def inside(draw, interval):
    low = interval.lo if interval.lo is not None else (interval.hi or Fraction(0)) - 20
    high = interval.hi if interval.hi is not None else low + 40
    return low + (high - low) * draw(st.fractions(0, 1, max_denominator=7))


@settings(max_examples=400, deadline=None)
@given(data=st.data(), one=intervals(), other=intervals())
def test_operators_hold_every_value(data, one, other):
    a, b = data.draw(inside(one)), data.draw(inside(other))
    assert (one + other).contains(a + b)
    assert (one - other).contains(a - b)
    assert (one * other).contains(a * b)
    assert (-one).contains(-a)
    if b:
        assert (one / other).contains(a / b)
    assert hull(one, other).contains(a)
    assert hull(one, other).contains(b)


@settings(max_examples=300, deadline=None)
@given(data=st.data(), one=intervals(), exponent=st.integers(-4, 5))
def test_powers_hold_every_value(data, one, exponent):
    a = data.draw(inside(one))
    if a or exponent >= 0:
        assert one.power(exponent).contains(a**exponent)


@settings(max_examples=300, deadline=None)
@given(value=st.fractions(0, 10**9), degree=st.integers(1, 12))
def test_roots_are_enclosed_closely(value, degree):
    root = point(value).root(degree)
    assert root.lo**degree <= value <= root.hi**degree
    assert root.hi - root.lo <= Fraction(1, 10**20)


@settings(max_examples=100, deadline=None)
@given(base=st.fractions(0, 99, max_denominator=100), degree=st.integers(1, 6))
def test_roots_of_decimal_powers_are_exact(base, degree):
    exact = Fraction(round(base * 100), 100)
    assert point(exact**degree).root(degree) == point(exact)


def test_small_radicands_keep_their_digits():
    root = point(Fraction(1, 10**60)).root(3)
    assert root.lo == Fraction(1, 10**20)


@settings(max_examples=200, deadline=None)
@given(one=intervals(), other=intervals())
def test_a_hull_covers_both_and_a_cover_is_its_own_hull(one, other):
    assert hull(one, other).covers(one)
    assert one.covers(other) == (hull(one, other) == one)


@settings(max_examples=200, deadline=None)
@given(one=intervals(), other=intervals())
def test_meeting_distance_and_intersection_agree(one, other):
    assert one.meets(other) == (one.distance(other) == 0) == (intersection(one, other) is not None)
    assert one.meets(other) == other.meets(one)


@pytest.mark.parametrize(
    ("left", "right", "product"),
    [
        ((1, 2), (3, 4), (3, 8)),
        ((-2, 3), (4, 5), (-10, 15)),
        ((-2, 3), (-5, 4), (-15, 12)),
        ((-3, -2), (-5, 4), (-12, 15)),
        ((0, 0), (None, None), (0, 0)),
        ((1, None), (2, None), (2, None)),
        ((-1, None), (2, None), (None, None)),
        ((None, -1), (2, 3), (None, -2)),
    ],
)
def test_products(left, right, product):
    assert of(left) * of(right) == of(product)


def of(ends) -> Interval:
    return Interval(*(None if end is None else Fraction(end) for end in ends))


def test_what_is_not_defined_is_everything():
    assert of((1, 2)) / of((-1, 1)) == EVERYTHING
    assert of((1, 2)) / of((0, 1)) == EVERYTHING
    assert of((1, 2)).power(MAX_EXPONENT + 1) == EVERYTHING
    assert of((-2, -1)).root(2) == EVERYTHING
    assert of((1, 2)).root(0) == EVERYTHING


def test_open_divisors_go_to_zero():
    assert of((1, 2)) / of((4, None)) == Interval(Fraction(0), Fraction(1, 2))


def test_even_powers_over_zero_start_at_zero():
    assert of((-2, 1)).power(2) == of((0, 4))
    assert of((-2, -1)).power(2) == of((1, 4))
    assert of((-2, 1)).power(3) == of((-8, 1))
