"""The order among rows (表行层级): which row belongs under which, and which ones only count part.

Told by numbering (一、（一）1.), by indentation, by 其中 and #, by rows without figures that head
a group, and by the indicator list (铁路 under 货运量).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import regex

from jiefang.figures.document import Cell, Document
from jiefang.figures.extract.table.grid import bare

_NUMBERING = (
    regex.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    regex.compile(r"[（(][一二三四五六七八九十]{1,3}[)）][、.]?"),
    regex.compile(r"\d{1,2}(?:[、．]|\.(?!\d))"),
    regex.compile(r"[（(]\d{1,2}[)）][、.]?"),
    regex.compile(r"[①-⑳]"),
)
_RUNNING = regex.compile(r"^(\d{1,2})[ \u3000\t]+(?=\p{Han})(?![岁周个月年日级类项万家以及至])")
"""A running number before a label: 7 居民人均可支配收入."""
_AMONG = regex.compile(r"[#＃＊*]+|(?:[（(]?其中[)）]?)[:：、]?|[:：]")
_DIVIDER = regex.compile(
    r"(?:按|分)\p{Han}{1,12}(?:分|看|划分|分组)(?:组|类)?[:：]?|其中[:：]?|分(?:组|类|行业|产业|地区|企业|经济类型)?"
)
_TOTAL = regex.compile(r"(?:合|总|共)计(?:数|额)?|总(?:数|额)|Total|小计")
_AREA_TOTAL = regex.compile(r"全(?:国|省|市|区|县|州|盟|旗|镇|乡)(?:合计|总计)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled row; `parent` is the number of the row it belongs under."""

    number: int
    label: str
    """The label without numbering, 其中 and white space."""
    depth: int
    is_among: bool
    """Marked by 其中 or #, or following such a row: a subset, never an exhaustive part."""
    has_figures: bool
    is_numbered: bool = False
    group: str = ""
    """Words of label columns left of the label, such as 经济发展."""
    parent: int | None = None
    is_sure: bool = False
    """Whether something printed, or the indicator list, says that it belongs to its parent."""

    @property
    def is_divider(self) -> bool:
        """A row such as 按主要行业分: it names nothing itself."""
        return not self.has_figures and _DIVIDER.fullmatch(self.label) is not None

    @property
    def is_total(self) -> bool:
        """合计, 总计, 小计."""
        return _TOTAL.fullmatch(self.label) is not None

    @property
    def is_area_total(self) -> bool:
        """全市, 全国: the whole of the regions in the other rows."""
        return _AREA_TOTAL.fullmatch(self.label) is not None


@dataclass(frozen=True, slots=True)
class Label:
    """The label of a row as printed."""

    row: int
    cells: tuple[Cell, ...]
    has_figures: bool


def order_rows(document: Document, labels: Sequence[Label]) -> list[Row]:
    """Read the labels of rows: depth by numbering and indentation, 其中 and #. No parents yet."""
    raw = [_raw(document, label) for label in labels]
    numbered = any(_numbering(text)[0] is not None for text, _ in raw)
    indents = sorted({indent for _, indent in raw})
    rows: list[Row] = []
    for label, (printed, indent) in zip(labels, raw, strict=True):
        level, text = _numbering(printed)
        among = _AMONG.match(text)
        words = _AMONG.sub("", text, count=2) if among else text
        depth = indents.index(indent) + (len(_NUMBERING) if numbered and level is None else 0)
        rows.append(
            Row(
                number=label.row,
                label=words,
                depth=depth if level is None else level,
                is_among=among is not None and bool(words),
                has_figures=label.has_figures,
                is_numbered=level is not None,
                group="".join(dict.fromkeys(bare(cell.text) for cell in label.cells[:-1])),
            )
        )
    return rows


Resolver: TypeAlias = Callable[[Row, Row | None], str | None]
"""The indicator of a row, on its own or (second row given) inside another row's set."""


def place_rows(rows: Sequence[Row], resolve: Resolver) -> list[Row]:
    """Find the row that each row belongs under.

    A row right after 其中 rows that nothing tells apart is put under the same parent without being
    sure: its figures are then named with the parent, but no relation is built on it.
    """
    order = _Order(resolve)
    return [order.place(row) for row in rows]


class _Order:
    """What is known of the rows above while they are gone through once, top down."""

    def __init__(self, resolve: Resolver) -> None:
        self.resolve = resolve
        self.by_number: dict[int, Row] = {}
        self.open: list[Row] = []
        """Rows that a deeper row would belong under, the outermost first."""
        self.last: Row | None = None
        """The last row with figures."""

    def place(self, row: Row) -> Row:
        """Give a row its parent and take it in."""
        while self.open and self.open[-1].depth >= row.depth:
            self.open.pop()
        parent, is_sure = self._parent(row, self.open[-1] if self.open else None)
        row = replace(row, parent=parent.number if parent else None, is_sure=is_sure)
        self.open.append(row)
        self.by_number[row.number] = row
        if row.has_figures:
            self.last = row
        return row

    def _parent(self, row: Row, above: Row | None) -> tuple[Row | None, bool]:
        if self.last is None or row.is_total or row.is_numbered or not row.has_figures:
            return above, above is not None
        chain = self._chain(self.last)
        last, anchor = chain[0], chain[min(1, len(chain) - 1)]
        if row.is_among:
            return _parent_of_among(row, chain, self.resolve), True
        if above is not None:
            return (above, True) if not above.is_divider else (anchor, False)
        inside = next((one for one in chain if self.resolve(row, one) is not None), None)
        if inside is not None:
            return inside, True
        if self.resolve(row, None) is not None and not _follows_total(row, anchor, last):
            return None, False
        return (anchor, anchor.is_total) if last.parent is not None else (None, False)

    def _chain(self, last: Row) -> list[Row]:
        """The last row with figures and the rows that it belongs under, the nearest first."""
        chain = [last]
        while chain[-1].parent in self.by_number and len(chain) < _DEEPEST:
            parent = self.by_number[chain[-1].parent or 0]
            if parent.has_figures:
                chain.append(parent)
            else:
                break
        return chain


_DEEPEST = 12


def _follows_total(row: Row, anchor: Row, last: Row) -> bool:
    """Whether the row stands in the 其中 list of a total."""
    return anchor.is_total and last.parent == anchor.number and row.depth == last.depth


def _parent_of_among(row: Row, chain: Sequence[Row], resolve: Resolver) -> Row:
    """The set of a 其中 row: the row before it, or one that the row before belongs to."""
    for candidate in chain:
        if resolve(row, candidate) is not None:
            return candidate
    return chain[1] if len(chain) > 1 and not chain[0].is_among else chain[0]


def _raw(document: Document, label: Label) -> tuple[str, int]:
    """Label text without white space and its indentation in half-width columns."""
    if not label.cells:
        return "", 0
    last = label.cells[-1]
    printed = document.text[last.start : last.end] if last.end > last.start else last.text
    if bare(printed) != bare(last.text):
        printed = last.text
    printed = printed.replace("<br>", "")
    lead = printed[: len(printed) - len(printed.lstrip(" \u3000\t\xa0"))]
    indent = sum(2 if ch == "\u3000" else 1 for ch in lead)
    return bare(_RUNNING.sub(r"\1、", last.text.strip())), indent


def _numbering(text: str) -> tuple[int | None, str]:
    for level, pattern in enumerate(_NUMBERING):
        found = pattern.match(text)
        if found and found.end() < len(text):
            return level, text[found.end() :]
    return None, text
