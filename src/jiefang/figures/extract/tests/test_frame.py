"""The year and the area that a document speaks of (时间框架)."""

from __future__ import annotations

import pytest

from jiefang.figures.document import Document
from jiefang.figures.extract.frame import frame_of, own_grade, place_of, turns_to_plans
from jiefang.figures.extract.period import Frame
from jiefang.figures.read import read_bytes


def document(text: str) -> Document:
    return read_bytes(text.encode(), name="sample.txt")


@pytest.mark.parametrize(
    ("text", "year", "months"),
    [
        ("甲市2023年国民经济和社会发展统计公报\n全年平稳。", 2023, None),
        ("乙区2024年1-8月经济运行情况\n总体平稳。", 2024, (1, 8)),
        ("2024年丙市政府工作报告\n各位代表：\n过去一年。", 2023, None),
        ("魅力新城\n新中国成立75周年以来，成绩喜人，共新建道路12条。", 2024, None),
    ],
)
def test_frame(text: str, year: int, months: tuple[int, int] | None) -> None:
    frame = frame_of(document(text))
    assert (frame.year, frame.months) == (year, months)


def test_the_lowest_area_is_the_document_s_own() -> None:
    assert own_grade(document("全区平稳，高于全市。全区投资增长，全区收入增长。")) == "区"
    assert own_grade(document("全国平稳。" * 9 + "全市一次。")) == "国"
    assert own_grade(document("没有这样的词。")) is None


def test_place_is_named_in_the_title() -> None:
    assert place_of(document("甲乙市2023年国民经济和社会发展统计公报\n全年平稳。")) == "甲乙市"


def test_looking_back_is_no_plan() -> None:
    frame = Frame(2023, told=2024)
    assert turns_to_plans("今年的主要预期目标是", frame)
    assert not turns_to_plans("一、2023年工作回顾", frame)
