"""Tables between bars whose head leaves out its first cell (竖线表格)."""

from __future__ import annotations

from jiefang.figures.read import read_bytes

TEXT = """甲市2023年统计公报
表1 生产总值
| 绝对数（亿元） | 比上年增长（%） |
地区生产总值 | 617.5 | 5.2 |
第一产业 | 37.1 | 2.6 |
第二产业 | 339.9 | 4.5 |
"""


def test_a_head_that_opens_with_a_bar_has_an_empty_first_cell() -> None:
    [table] = read_bytes(TEXT.encode(), name="sample.txt").tables
    places = {cell.text: (cell.row, cell.column) for cell in table.cells}
    assert places["绝对数（亿元）"] == (0, 1)
    assert places["比上年增长（%）"] == (0, 2)
    assert places["617.5"] == (1, 1)


def test_rows_that_all_open_with_a_bar_keep_their_first_cell() -> None:
    text = (
        TEXT.replace("\n地区", "\n| 地区").replace("\n第", "\n| 第").replace("| 绝", "| 指标 | 绝")
    )
    [table] = read_bytes(text.encode(), name="sample.txt").tables
    assert {cell.text: cell.column for cell in table.cells}["地区生产总值"] == 0
