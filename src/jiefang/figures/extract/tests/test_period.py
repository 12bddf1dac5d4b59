"""Words of time (时期)."""

from __future__ import annotations

import pytest

from jiefang.figures.extract.period import Frame, plan_years, time_words

FRAME = Frame(2023, told=2024)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020年完成", "2020"),
        ("“十三五”期间", "2016/2020"),
        ("“十三五”期末", "2020"),
        ("1-8月份", "2023-01/2023-08"),
        ("上半年", "2023-01/2023-06"),
        ("前三季度", "2023-01/2023-09"),
        ("四季度", "2023-Q4"),
        ("2021年6月", "2021-06"),
        ("2016-2020年", "2016/2020"),
        ("二〇三五年", "2035"),
        ("过去五年", "2019/2023"),
        ("全年", "2023"),
        ("今年", "2024"),
        ("去年", "2023"),
    ],
)
def test_period(text: str, period: str) -> None:
    assert [word.period for word in time_words(text, FRAME)] == [period]


@pytest.mark.parametrize("text", ["比2015年增长", "较上年同期", "是2015年的1.2倍"])
def test_a_base_is_not_the_time_of_the_figure(text: str) -> None:
    assert [word.is_base for word in time_words(text, FRAME)] == [True]


def test_plan_years() -> None:
    assert [plan_years(number) for number in (1, 6, 13, 15)] == [
        (1953, 1957),
        (1981, 1985),
        (2016, 2020),
        (2026, 2030),
    ]
