from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.document import Block, BlockKind, Document, Table
from jiefang.figures.extract.normalise import passage_of, passages, raw_span, simplified

TEXT = st.text(
    alphabet=st.sampled_from("增长国内產億１２.．％%,，：:— \n　[3]①〞“”()元亿5 abc*"), max_size=80
)


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("增　长\n15.29％", "增长15.29%"),
        ("生产总值[2]1260582亿元", "生产总值1260582亿元"),
        ("社会总产值①为9亿元", "社会总产值为9亿元"),
        ("总投资\n\n20\n\n亿元的", "总投资20亿元的"),
        ("100.7 100.5", "100.7 100.5"),
        ("万吨 -5.6", "万吨 -5.6"),
        ("地區生產總值９億元", "地区生产总值9亿元"),
        ("5.8：65.3∶28.9", "5.8:65.3:28.9"),
        ("2016—2020年", "2016-2020年"),
        ("〞四个三〞", "”四个三”"),
        ("「四個三」", "“四个三”"),
        ("**一、**综合", "一、综合"),
        ("增长98. 5%", "增长98.5%"),
        ("1. 2023年", "1. 2023年"),
        ("⽉度", "月度"),
        ("㎡和℃", "㎡和℃"),
        ("①加强", "①加强"),
        ("一、　综合", "一、综合"),
        ("指标  全国", "指标  全国"),
    ],
)
def test_clean_text(raw, clean):
    assert passage_of(raw).text == clean


@given(TEXT)
def test_every_character_comes_from_its_place(raw):
    passage = passage_of(raw)
    assert len(passage.text) == len(passage.offsets)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    for ch, place in zip(passage.text, passage.offsets, strict=True):
        assert ch == simplified(raw[place]) or (ch == " " and raw[place].isspace()) or ch == " "


@given(TEXT)
def test_raw_span_holds_the_characters(raw):
    passage = passage_of(raw)
    for start in range(len(passage.text)):
        first, last = raw_span(passage, start, start + 1)
        assert last == first + 1
        assert 0 <= first < len(raw)


@given(st.text(max_size=40))
def test_simplifying_keeps_the_length(raw):
    assert len(simplified(raw)) == len(raw)


def test_empty_span_is_a_place():
    passage = passage_of("增长5%", 0, 4)
    assert passage.raw_span(2, 2) == (2, 2)
    assert passage.raw_span(4, 4) == (4, 4)


def test_furniture_and_table_cells_are_left_out():
    text = "第 3 页\n正文增长5%\n1 2 3\n"
    document = Document(
        doc="x",
        sha256="0",
        text=text,
        blocks=(
            Block(BlockKind.FURNITURE, 0, 5),
            Block(BlockKind.PARAGRAPH, 6, 12, page=2, paragraph=7),
            Block(BlockKind.PARAGRAPH, 13, 18),
        ),
        tables=(Table(0, 13, 18, (), 1, 3),),
    )
    (passage,) = passages(document)
    assert (passage.text, passage.block_index) == ("正文增长5%", 1)
    assert (passage.page, passage.paragraph) == (2, 7)
    assert passage.raw_span(4, 6) == (10, 12)


def test_gaps_of_a_block_are_no_part_of_it():
    text = "完成投资\n- 3 -\n20亿元"
    document = Document(
        doc="x",
        sha256="0",
        text=text,
        blocks=(Block(BlockKind.PARAGRAPH, 0, len(text), gaps=((5, 10),)),),
    )
    (passage,) = passages(document)
    assert passage.text == "完成投资20亿元"
    assert passage.raw_span(4, 8) == (11, 15)
