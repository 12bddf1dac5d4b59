from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.chinese_numeral import approximate_pair, chinese_number
from jiefang.figures.numeral import SCALES, find_numerals, numeral_at, scaled

DIGIT = "零一二三四五六七八九"


def print_chinese(number: int) -> str:
    """The plain reading of a whole number below 10^12, as reports print it."""
    if number < 10_000:
        return _print_section(number)
    for scale, power in (("亿", 8), ("万", 4)):
        if number >= 10**power:
            high, low = divmod(number, 10**power)
            gap = "零" if low and low < 10 ** (power - 1) else ""
            return print_chinese(high) + scale + (gap + print_chinese(low) if low else "")
    raise ValueError(number)


def _print_section(number: int) -> str:
    if number == 0:
        return "零"
    printed, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            printed += ("零" if gap and printed else "") + DIGIT[digit] + name
            gap = False
        else:
            gap = True
    return printed


@given(st.integers(1, 10**12 - 1))
def test_chinese_whole_numbers_round_trip(number):
    read = chinese_number(print_chinese(number))
    assert read is not None
    assert int(scaled(*read)) == number


@given(
    st.integers(1, 9999), st.text(DIGIT, min_size=1, max_size=4), st.sampled_from(["", "万", "亿"])
)
def test_chinese_decimals_round_trip(whole, fraction, scale):
    read = chinese_number(f"{print_chinese(whole)}点{fraction}{scale}")
    digits = "".join(str(DIGIT.index(ch)) for ch in fraction)
    assert read == (f"{whole}.{digits}", scale or None)


@given(
    st.integers(0, 10**9),
    st.text("0123456789", max_size=4),
    st.sampled_from([None, "千", "万", "百万", "千万", "亿", "万亿"]),
    st.booleans(),
)
def test_arabic_numbers_round_trip(whole, fraction, scale, commas):
    digits = f"{whole}.{fraction}" if fraction else str(whole)
    shown = f"{whole:,}" + (f".{fraction}" if fraction else "") if commas else digits
    numeral = numeral_at(f"{shown}{scale or ''}元", 0)
    assert numeral is not None
    assert (numeral.digits, numeral.scale) == (digits, scale)
    assert numeral.decimals == len(fraction)
    exact = Decimal(digits).scaleb(SCALES[scale] if scale else 0)
    assert Decimal(numeral.value) == exact
    assert len(numeral.value.partition(".")[2]) == len(fraction)


@pytest.mark.parametrize(
    ("text", "digits", "scale", "value"),
    [
        ("29129.03亿", "29129.03", "亿", "2912903000000.00"),
        ("3万4千", "34", "千", "34000"),
        ("2亿3000万", "23000", "万", "230000000"),
        ("1万2500人", "12500", None, "12500"),
        ("1.2万亿", "1.2", "万亿", "1200000000000.0"),
        ("1,210,207亿", "1210207", "亿", "121020700000000"),
        ("3，121亿", "3121", "亿", "312100000000"),
        ("1 260 582亿", "1260582", "亿", "126058200000000"),
        ("5千米", "5", None, "5"),
        ("5千公顷", "5", "千", "5000"),
        ("3000余万元", "3000", "万", "30000000"),
        ("4万多亿元", "4", "万亿", "4000000000000"),
        ("两百三十", "230", None, "230"),
        ("两千三百亿", "2300", "亿", "230000000000"),
        ("一万五", "15000", None, "15000"),
        ("十七万千瓦", "17", "万", "170000"),
        ("廿五", "25", None, "25"),
        ("二〇三五", "2035", None, "2035"),
        ("百分之六点五", "6.5", None, "6.5"),
        ("百分之百", "100", None, "100"),
        ("千分之三", "3", None, "3"),
        ("三成五", "3.5", None, "3.5"),
        ("三分之一", "1/3", None, "1/3"),
        ("2/3", "2/3", None, "2/3"),
        ("千亿", "1000", "亿", "100000000000"),
    ],
)
def test_reading(text, digits, scale, value):
    numeral = numeral_at(text, 0)
    assert numeral is not None
    assert (numeral.digits, numeral.scale, numeral.value) == (digits, scale, value)


@pytest.mark.parametrize(
    ("text", "malformed"),
    [(".3%", "no_integer"), ("448l亿元", "letter"), ("1.2.3", "two_points"), ("12.3", None)],
)
def test_broken_numerals_are_marked(text, malformed):
    (numeral,) = find_numerals(f"达{text}")
    assert numeral.malformed == malformed


def test_a_list_number_glued_to_a_figure_is_cut_off():
    (numeral,) = find_numerals("1.2.5万亩")
    assert (numeral.digits, numeral.scale) == ("2.5", "万")


def test_commas_that_part_items():
    assert [n.digits for n in find_numerals("1,2,3，2016，2017年")] == [
        "1",
        "2",
        "3",
        "2016",
        "2017",
    ]


@pytest.mark.parametrize(
    ("text", "bounds"), [("两三", ("2", "3", None)), ("三四十", ("30", "40", None)), ("一三", None)]
)
def test_neighbouring_digits(text, bounds):
    assert approximate_pair(text) == bounds


@pytest.mark.parametrize("text", ["一二三", "百十千", "十零", "", "点五", "九" * 50])
def test_wrong_order_is_no_numeral(text):
    assert chinese_number(text) is None


@given(
    st.text(alphabet="0123456789０.,，一二三四五十百千万亿点分之成余多几/ lO零〇两", max_size=50)
)
def test_any_run_is_read_without_a_crash(text):
    end = 0
    for numeral in find_numerals(text):
        assert end <= numeral.start < numeral.end <= len(text)
        end = numeral.end


def test_a_long_run_of_digits_is_no_numeral():
    assert list(find_numerals("9" * 5_000)) == []
