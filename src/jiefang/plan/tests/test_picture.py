from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.plan.picture import LEFT, RIGHT, Picture, picture

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12)


def drawn(stated: list[Any], recomputed: list[Any], decimals: int = 2) -> Picture:
    kept = {"stated": stated, "recomputed": recomputed, "decimals": decimals}
    made = picture(kept, "印作 1.19", "按其余数字重算")
    assert made is not None
    return made


def test_intervals_that_do_not_meet_stand_apart() -> None:
    made = drawn(["1.185", "1.195"], ["1.3225", "1.3288"])
    assert made.is_apart
    assert made.arrow is not None
    assert made.arrow.has_room
    assert made.stated.ends == "[1.185, 1.195]"
    assert float(made.stated.x) < float(made.recomputed.x)
    assert made.recomputed.is_anchored_right
    assert [tick.text for tick in made.ticks] == ["1.2", "1.25", "1.3", "1.35"]


def test_the_recomputed_interval_may_lie_left() -> None:
    made = drawn(["5.75", "5.85"], ["3.703", "3.727"])
    assert made.stated.is_anchored_right
    assert not made.recomputed.is_anchored_right


def test_touching_intervals_meet() -> None:
    made = drawn(["1", "2"], ["2", "3"])
    assert not made.is_apart
    assert made.arrow is None


def test_an_exact_value_is_still_visible() -> None:
    made = drawn(["1", "2"], ["5", "5"])
    assert float(made.recomputed.width) >= 3
    assert made.recomputed.ends == "5"


def test_open_sides_run_to_the_edge() -> None:
    made = drawn(["40", None], [None, "39"])
    assert made.stated.is_open_right
    assert made.recomputed.is_open_left
    assert made.is_apart
    assert made.stated.ends == "[40, +∞]"


def test_nothing_known_is_no_picture() -> None:
    assert picture({"stated": [None, None], "recomputed": [None, None]}, "a", "b") is None


@given(st.lists(DECIMALS, min_size=2, max_size=2), st.lists(DECIMALS, min_size=2, max_size=2))
def test_everything_lies_inside(stated: list[Any], recomputed: list[Any]) -> None:
    first, second = (
        sorted(map(str, stated), key=Fraction),
        sorted(map(str, recomputed), key=Fraction),
    )
    made = drawn(first, second)
    for bar in (made.stated, made.recomputed):
        assert LEFT - 1 <= float(bar.x) <= RIGHT
        assert float(bar.x) + float(bar.width) <= RIGHT + 1
    assert len(made.ticks) <= 8
    assert all(LEFT <= float(tick.x) <= RIGHT for tick in made.ticks)


@pytest.mark.parametrize("value", ["1/3", "-1/7", "0"])
def test_fractions_are_shown_as_decimals(value: str) -> None:
    made = drawn([value, value], ["1", "1"], decimals=1)
    assert "/" not in made.stated.ends
