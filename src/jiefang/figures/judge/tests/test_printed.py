"""What a print can stand for: golden readings."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Leeway, exact_decimal, readings
from jiefang.figures.judge.tests.build import claim, vectors

LINES = list(vectors("readings.jsonl"))


def interval(ends: list[str | None]) -> Interval:
    lo, hi = (None if end is None else Fraction(end) for end in ends)
    return Interval(lo, hi)


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_reading(line):
    fields = dict(line["input"])
    reading = readings(claim("a", fields.pop("print"), **fields))
    assert reading is not None
    for name, expected in line["expected"].items():
        wanted = interval(expected) if isinstance(expected, list) else expected
        assert getattr(reading, name) == wanted, name


def test_members_of_a_ratio_list_have_their_own_decimals():
    ratio = claim("r", "6.9:40:53.05", kind="ratio")
    assert [readings(ratio, n).unit for n in range(3)] == [
        Fraction(1, 10),
        Fraction(1),
        Fraction(1, 100),
    ]
    assert readings(ratio, 3) is None
    assert readings(ratio) is None


def test_digits_and_value_that_disagree_follow_the_value():
    odd = claim("a", "12.5 亿 元", value="9.99")
    assert readings(odd).value == Fraction("9.99")


@pytest.mark.parametrize("text", ["", "-", "1/3", "1.2.3", "一", "1e5", "９", "1" * 400, "nan"])
def test_what_is_no_plain_decimal_is_not_read(text):
    assert exact_decimal(text) is None
    assert readings(claim("a", "5 %", value=text)) is None


def test_leeway_of_hedges_can_be_set():
    tight = Leeway(about=Fraction(1, 100), below=Fraction(1, 10))
    about = claim("a", "200 亿 元", hedge="about")
    nearly = claim("a", "40 个", hedge="below")
    assert readings(about, None, tight).printed == interval(["19800000000", "20200000000"])
    assert readings(nearly, None, tight).printed == interval(["36", "40"])


def test_half_width_of_an_exact_count_is_half_a_thing():
    assert readings(claim("a", "42 个")).half_width == Fraction(1, 2)
