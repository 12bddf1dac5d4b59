"""Numbers in the document's own unit; gaps, intervals and quotes in plain words."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.claim import Claim, Kind, claim_id
from jiefang.figures.document import Block, BlockKind, Document
from jiefang.figures.formula import Const
from jiefang.figures.interval import Interval
from jiefang.figures.judge import judge
from jiefang.figures.relation import Equation, License, Relation, Strength
from jiefang.figures.report.quote import quotes
from jiefang.figures.report.wording import (
    exact,
    gap_text,
    own_unit,
    place,
    plain,
    show_interval,
)


def claim(text: str, digits: str, value: str, *, scale=None, unit="", kind=Kind.LEVEL, start=0):
    """A claim at some place."""
    end = start + len(text)
    return Claim(
        id=claim_id("x", start, end), doc="d", start=start, end=end, text=text, digits=digits,
        scale=scale, unit=unit, value=value, kind=kind,
    )  # fmt: skip


def finding(stated: Claim, recomputed: Fraction):
    """The verdict on a stated figure against a number."""
    check = Equation(Const(recomputed), stated.id)
    relation = Relation("A10", Strength.HARD, (stated,), check, License("d", 0, 1))
    return judge(relation)


@given(st.fractions(), st.integers(0, 12))
def test_outward_rounding_contains_the_number(value, decimals) -> None:
    assert Fraction(plain(value, decimals, up=False)) <= value
    assert Fraction(plain(value, decimals, up=True)) >= value
    assert abs(Fraction(plain(value, decimals)) - value) <= Fraction(1, 2) / 10**decimals


@given(st.fractions())
def test_exact_ends_are_exact(value) -> None:
    assert Fraction(exact(value)) == value


def test_a_gap_is_told_in_the_printed_unit() -> None:
    times = claim("1.19倍", "1.19", "1.19", unit="倍", kind=Kind.MULTIPLE)
    assert gap_text(finding(times, Fraction("1.3225")), "zh") == (
        "相差 0.13 倍，四舍五入最多解释 0.005"
    )


@pytest.mark.parametrize(
    ("figure", "recomputed", "words"),
    [
        (
            claim("120.50亿元", "120.50", "12050000000.00", scale="亿", unit="元"),
            Fraction(12_058_500_000),
            "相差 0.09 亿元，四舍五入最多解释 0.005",
        ),
        (
            claim("5.8%", "5.8", "5.8", unit="%", kind=Kind.GROWTH),
            Fraction("3.75"),
            "相差 2.1 个百分点，四舍五入最多解释 0.05",
        ),
        (
            claim("42家", "42", "42", unit="家"),
            Fraction(40),
            "相差 2 家；这是整数，没有四舍五入的余地",
        ),
    ],
)
def test_gaps_of_other_units(figure, recomputed, words) -> None:
    assert gap_text(finding(figure, recomputed), "zh") == words


def test_figures_that_meet_have_no_gap() -> None:
    figure = claim("5.8%", "5.8", "5.8", unit="%", kind=Kind.GROWTH)
    assert gap_text(finding(figure, Fraction("5.82")), "zh") == ""


def test_intervals_are_rounded_outwards_and_open_sides_are_words() -> None:
    unit = own_unit(claim("1.19倍", "1.19", "1.19", unit="倍"))
    interval = Interval(Fraction("1.32252"), Fraction("1.328813"))
    assert show_interval(interval, unit, "zh") == "1.3225—1.3289 倍"
    assert show_interval(Interval(Fraction(2), None), unit, "zh") == "不低于 2.00 倍"
    assert show_interval(Interval(None, Fraction(2)), unit, "en") == "at most 2.00 倍"
    assert show_interval(Interval(None, None), unit, "zh") == "无法算出"
    assert show_interval(Interval(Fraction(2), Fraction(2)), unit, "zh") == "2.00 倍"


def test_a_growing_multiple_is_told_without_its_base() -> None:
    grown = Claim(
        id="a", doc="d", start=0, end=4, text="1.3倍", digits="1.3", scale=None, unit="倍",
        value="1.3", kind=Kind.MULTIPLE, factor_base=1,
    )  # fmt: skip
    assert show_interval(Interval(Fraction("2.25"), Fraction("2.35")), own_unit(grown), "zh") == (
        "1.25—1.35 倍"
    )


def document(text: str, *blocks: Block) -> Document:
    whole = blocks or (Block(BlockKind.PARAGRAPH, 0, len(text), page=3, paragraph=9),)
    return Document(doc="d", sha256="x", text=text, blocks=whole)


def test_a_quote_marks_the_figures_and_joins_soft_breaks() -> None:
    text = (
        "前一句没有关系。社会消费品零售总额完成101.1\n亿元，年均增长5.8%，"
        "是2015年的1.19倍。后一句。"
    )
    start = text.index("5.8%")
    other = text.index("1.19倍")
    claims = [
        claim("5.8%", "5.8", "5.8", unit="%", start=start),
        claim("1.19倍", "1.19", "1.19", unit="倍", start=other),
    ]
    quote = quotes(document(text), claims)[0]
    assert quote.marked() == (
        "社会消费品零售总额完成101.1亿元，年均增长【5.8%】，是2015年的【1.19倍】。"
    )
    assert place(document(text), claims[0], "zh") == "第 3 页第 9 段"
    assert place(document(text), claims[0], "en") == "page 3, paragraph 9"


def test_a_quote_leaves_out_what_a_page_break_put_inside() -> None:
    text = "总额完成101.1亿元，—12—年均增长5.8%。"
    gap = (text.index("—12—"), text.index("—12—") + 4)
    block = Block(BlockKind.PARAGRAPH, 0, len(text), gaps=(gap,))
    figure = claim("5.8%", "5.8", "5.8", unit="%", start=text.index("5.8%"))
    assert (
        quotes(document(text, block), [figure])[0].marked()
        == "总额完成101.1亿元，年均增长【5.8%】。"
    )


@given(st.text("甲乙，。1.2%\n 亿", min_size=4, max_size=300), st.data())
def test_a_quote_always_holds_its_figures(text, data) -> None:
    spans = []
    at = 0
    while len(text) - at >= 2 and len(spans) < 3:
        start = data.draw(st.integers(at, len(text) - 2))
        end = data.draw(st.integers(start + 1, min(len(text), start + 6)))
        if text[start:end].strip():
            spans.append((start, end))
        at = end
    claims = [claim(text[s:e], "1", "1", start=s) for s, e in spans]
    if not claims:
        return
    quote = quotes(document(text), claims)[0]
    assert [part.claim for part in quote.parts if part.claim] == claims
    assert "\n" not in quote.text
