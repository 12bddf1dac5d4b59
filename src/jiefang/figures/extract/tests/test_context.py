"""Subjects, periods and aims as a reader would take them (上下文)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.extract import Extraction, extract_claims
from jiefang.figures.read import read_bytes

VECTORS = Path(__file__).parent / "vectors" / "context.jsonl"
ROWS: list[dict[str, Any]] = [json.loads(line) for line in VECTORS.read_text("utf-8").splitlines()]

PIECES = st.sampled_from(
    [
        "全年地区生产总值", "812.4亿元", "，比上年增长5.2%", "其中，", "第一产业增加值", "；", "。",
        "分别为", "、", "和", "（", "）", "占", "的比重为", "39.8%", "由2015年的", "到2020年的",
        "年均增长", "1.19倍", "6.0:38.3:55.7", "个", "三次产业", "2023年", "1-8月", "年初", "\n",
        "一、", "今年目标", "近", "余", "12", "拉动", "提高0.5个百分点", "按城乡分，", "加上",
    ]
)  # fmt: skip


def extracted(text: str) -> Extraction:
    return extract_claims(read_bytes(text.encode(), name="sample.txt"))


@pytest.mark.parametrize("row", [pytest.param(row, id=row["id"]) for row in ROWS])
def test_context_is_read_as_a_reader_would(row: dict[str, Any]) -> None:
    found = [
        [
            figure.claim.text,
            figure.claim.kind,
            figure.claim.subject,
            figure.claim.period,
            figure.claim.comparator,
            figure.claim.status,
        ]
        for figure in extracted(row["text"]).figures
    ]
    assert found == row["claims"]


@given(st.lists(PIECES, min_size=1, max_size=40))
def test_any_words_are_extracted_without_fault(pieces: list[str]) -> None:
    result = extracted("甲市2023年统计公报\n" + "".join(pieces) + "。")
    text = result.document.text
    for claim in result.claims:
        assert text[claim.start : claim.end] == claim.text
    starts = [claim.start for claim in result.claims]
    assert starts == sorted(starts)


def test_signs_in_templates_stand_for_figures() -> None:
    result = extracted("甲市2023年统计公报\n收入5.41亿元，净增8086万元，增长17.6%。")
    template = result.templates[-1]
    assert [figure.claim.text for figure in template.figures] == ["5.41亿元", "8086万元", "17.6%"]
    for figure in template.figures:
        assert template.figure_at(figure.position) is figure
