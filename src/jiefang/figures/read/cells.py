"""Cells of printed rows (单元格): a line taken apart at tabs, bars or spaces.

A `Piece` is a stretch of text that cannot be split further; a cell is one piece or several.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from jiefang.figures.read.lines import SPACES, Line, columns

_NUMBER: Final = r"[-+±－−–—]?\s?[\d０-９][\d０-９,，]*(?:[.．·][\d０-９]+)?"
VALUE = re.compile(
    rf"(?:[<>≤≥＜＞≈约超近]|[<>]=)?\s?{_NUMBER}(?:\s?(?:%|％|‰|个百分点|倍|[+-]))?"
    r"(?:左右|以上|以下|以内)?(?:[*①-⑨]|\[\d+\])?"
    rf"|{_NUMBER}\s?[-—–~～:：/]\s?{_NUMBER}(?:[:：]{_NUMBER})*[%％]?"
    r"|[（(]\d[\d,.]*%?[）)]|[-—–－─]{1,4}|…{1,2}|\.{2,3}|[/／#×]"
    r"|持\s?平"
    r"|#(?:DIV/0|N/A|REF|VALUE|NAME|NULL|NUM)[!?]?"
)
"""A cell that holds a figure, or the sign that there is none."""
FIGURE = re.compile(r"\D*\d")
YEAR = re.compile(
    r"(?:19|20)\d\d(?:年|年度)?(?:第?[一二三四1-4]季度|[1-9]\d?(?:[-—–~]\d{1,2})?月)?"
    r"|[1-9]\d?(?:[-—–]\d{1,2})?月"
)
"""A year or month as it heads a column."""

STUB: Final = (
    "指标 指标名称 主要指标 项目 名称 地区 地区名称 类别 行业 行业名称 国家和地区 "
    "商品名称 产品名称 年份 年度 单位 属性 计量单位 序号 合计 县区 县市区 市县 区域 内容 "
    "科目 预算科目 绝对数 总量 备注 项目名称 品种 单位名称 部门 时间 年龄 月份 指標 "
    "指標名稱 項目 地區 類別 行業 單位 "
)
STUB_WORDS: Final = frozenset(STUB.split())
"""Heads of columns that always stand for themselves."""
UNIT_LINE = re.compile(
    r"[-*（(\s]*(?:计量|金额|数量)?(?:单位|單位)\s*[:：]\s*([^\s，。；）)]{1,20})[）)]?"
)

LIST_MARKER = re.compile(r"^[-*+] (?=[^\s\d\-—])")
"""A bullet that a converter put before each row."""

_MEASURED = re.compile(rf"{_NUMBER}\s?(?![年月日季度])[\u4e00-\u9fff㎡℃/％%]{{1,8}}")

_MARKUP: Final = r"(?:<br\s*/?>|\*\*|__|&nbsp;)"
_EDGE = re.compile(rf"^(?:{_MARKUP}|[{SPACES}])+|(?:{_MARKUP}|[{SPACES}])+$", re.IGNORECASE)
_BARS = re.compile(r"[|｜│┃]")
_WIDE_GAP = re.compile(rf"[ \xa0]{{2,}}|[ \xa0]*[\u3000\u2003][{SPACES}]*")
_GAP = re.compile(rf"[{SPACES}]+")
_RULE_LINE = re.compile(r"[\s|｜│┃:+=┌┬┐├┼┤└┴┘─━┈\-—–]+")
_SINGLE_HAN = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text of a cell or a part of one, with its place."""

    start: int
    end: int
    text: str
    line: int
    """Index of the printed line it stands in."""
    indent: int = 0
    is_whole: bool = False
    """A figure with its unit: a cell that nothing may be joined to."""
    opens_item: bool = False
    """A bullet stands before it: it goes on from nothing."""


def is_value(text: str) -> bool:
    """Whether the whole text is a figure or a sign for none.

    >>> is_value("29129.03"), is_value("<3.5"), is_value("—"), is_value("亿元")
    (True, True, True, False)
    """
    return VALUE.fullmatch(text) is not None


def is_measured(text: str) -> bool:
    """A value, or a value with its unit in the same cell (447万吨)."""
    return is_value(text) or _MEASURED.fullmatch(text) is not None


def is_figure(text: str) -> bool:
    """A value with digits that is not a year heading a column."""
    return is_measured(text) and FIGURE.match(text) is not None and YEAR.fullmatch(text) is None


def is_stub(text: str) -> bool:
    """Whether the text is a usual head of a column (指标、单位 …) whatever its spacing."""
    return _GAP.sub("", text) in STUB_WORDS


def is_rule(text: str) -> bool:
    """A line drawn with dashes and bars between header and body."""
    return len(text) >= 3 and _RULE_LINE.fullmatch(text) is not None and bool(_BARS.search(text))


def has_bars(text: str) -> bool:
    """Whether the line is parted by bars as Markdown tables are."""
    return _BARS.search(text) is not None


def bar_pieces(text: str, line: Line, index: int) -> list[Piece]:
    """Cells between bars; a bar at either end of the line encloses and parts nothing."""
    bars = [match.start() for match in _BARS.finditer(line.text)]
    cuts = [0, *bars, len(line.text)]
    pieces: list[Piece] = []
    for number, (left, right) in enumerate(pairwise(cuts)):
        begin = left if number == 0 else left + 1
        is_outside = number in (0, len(cuts) - 2) and not line.text[begin:right].strip()
        if not is_outside:
            pieces.append(_piece(text, line.start + begin, line.start + right, index))
    return pieces


def tab_pieces(text: str, line: Line, index: int) -> list[Piece]:
    """Cells between tabs, empty ones too; the line's leading tabs count as empty cells."""
    begin = text.rfind("\n", 0, line.start) + 1
    pieces: list[Piece] = []
    start = begin
    for part in text[begin : line.end].split("\t"):
        pieces.append(_piece(text, start, start + len(part), index))
        start += len(part) + 1
    return pieces


def space_pieces(text: str, line: Line, index: int) -> list[Piece]:
    """Words between spaces; wide gaps part cells for certain, single ones perhaps."""
    gap = _WIDE_GAP if _WIDE_GAP.search(line.text) else _GAP
    pieces: list[Piece] = []
    marker = LIST_MARKER.match(line.text)
    start = marker.end() if marker else 0
    for match in gap.finditer(line.text, start):
        pieces.append(_piece(text, line.start + start, line.start + match.start(), index))
        start = match.end()
    pieces.append(_piece(text, line.start + start, line.end, index))
    answer = _spread_letters([piece for piece in pieces if piece.text], text)
    if marker and answer:
        answer[0] = replace(answer[0], opens_item=True)
    return answer


def join_text(pieces: list[Piece]) -> str:
    """Text of a cell made of several pieces; no space between Chinese characters."""
    words = ""
    for piece in pieces:
        glue = " " if words and words[-1].isascii() and piece.text[:1].isascii() else ""
        words += glue + piece.text
    return words


def empty_piece(start: int, index: int) -> Piece:
    """A cell without text at a place."""
    return _piece("", start, start, index)


def _piece(text: str, start: int, end: int, index: int) -> Piece:
    """The piece in text[start:end] without white space, emphasis and line breaks at its edges."""
    raw = text[start:end]
    lead = tail = 0
    for match in _EDGE.finditer(raw):
        if match.start() == 0:
            lead = match.end()
        else:
            tail = len(raw) - match.start()
    if lead + tail >= len(raw):
        return Piece(start=start, end=start, text="", line=index)
    body = raw[lead : len(raw) - tail]
    indent = columns(re.sub(_MARKUP, "", raw[:lead], flags=re.IGNORECASE))
    return Piece(start + lead, end - tail, body, index, indent=indent)


def _spread_letters(pieces: list[Piece], text: str) -> list[Piece]:
    """Put letters together that were only spread (粮 食): all in a row that has figures, else
    runs of two and three; four and more may be two words (指 标 全 国) and wait for the columns.
    """
    has_values = any(is_value(piece.text) for piece in pieces)
    answer: list[Piece] = []
    run: list[Piece] = []
    for piece in [*pieces, None]:
        if piece is not None and _SINGLE_HAN.fullmatch(piece.text):
            run.append(piece)
            continue
        answer += [_fused(run, text)] if run and (has_values or len(run) < 4) else run
        run = []
        answer += [piece] if piece is not None else []
    return answer


def _fused(run: list[Piece], text: str) -> Piece:
    first, last = run[0], run[-1]
    return Piece(first.start, last.end, text[first.start : last.end], first.line, first.indent)
