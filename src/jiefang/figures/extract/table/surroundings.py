"""What surrounds the rows of a table (表的周边): caption, headers, time frame, usual status."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, reduce

import regex

from jiefang.figures.claim import Kind, Status
from jiefang.figures.document import Document, Table
from jiefang.figures.extract.frame import frame_of
from jiefang.figures.extract.table.grid import Grid, bare
from jiefang.figures.extract.table.heading import Heading, heading_of, join
from jiefang.figures.extract.table.units import CellUnit, unit_in_caption, unit_in_cell
from jiefang.figures.indicators import IndicatorList

_NO_FIGURE_HEAD = regex.compile(r"年份|时间|日期|电话|邮编|编码|文号|联系|备注|说明")
_CAPTION_NUMBER = regex.compile(
    r"^[\s*#\-]*[附续]?表\s*(?:[一二三四五六七八九十]+|\d{1,2}?(?=(?:19|20)\d{2}年|\D)(?:[-—.]\d{1,2})?)"
    r"[\s:：、]*|[（(]续表?[)）]"
)
_CAPTION_LEAD = regex.compile(
    r"^(?:(?:主要|各种|各类|各)?(?:分|按)?(?:行业|地区|产业|领域|类别|品种|方式|经济类型|类型)?(?:分)?)*(?:主要)?"
)
_CAPTION_TAIL = regex.compile(r"(?:及其?|、|情况|统计表|一览表|完成情况|主要指标|表)+$")
_LEAD_IN = 80
_LEADS_UP = regex.compile(r"(?:如下|如表)?[:：]$|(?:如下|见下表)[。]?$")


class Surroundings:
    """A table with what is read once for all its cells."""

    def __init__(self, document: Document, table: Table, indicators: IndicatorList) -> None:
        self.document = document
        self.table = table
        self.indicators = indicators
        self.grid = Grid(table)
        self.frame = frame_of(document)

    @cached_property
    def caption(self) -> str:
        """Caption and title rows without white space and number of the table."""
        titles = [self.grid.text(row, 0) for row in self.grid.title_rows]
        caption = (self.table.caption or self._line_before).strip()
        texts = [bare(_CAPTION_NUMBER.sub("", caption)), *titles]
        return "".join(dict.fromkeys(text for text in texts if text))

    @property
    def _line_before(self) -> str:
        """The line that leads up to a table without caption: 主要产品产量如下："""
        first = min((cell.start for cell in self.table.cells), default=self.table.start)
        before = self.document.text[max(0, first - _LEAD_IN) : first]
        corners = (cell.text for c in self.grid.label_columns for cell in self.grid.headers_of(c))
        for line in (before.rstrip().rpartition("\n")[2], *corners):
            if _LEADS_UP.search(line.strip()):
                return _LEADS_UP.sub("", line.strip())
        return ""

    @cached_property
    def about(self) -> Heading:
        """What the caption says."""
        heading = heading_of(self.caption, self.frame)
        return replace(heading, unit=self._table_unit)

    @property
    def _table_unit(self) -> CellUnit | None:
        if self.table.unit:
            return unit_in_cell(bare(self.table.unit)) or unit_in_caption(
                f"单位:{bare(self.table.unit)}"
            )
        return unit_in_caption(self.caption)

    @cached_property
    def usual_status(self) -> Status:
        """A table that marks its rows 预期性 and 约束性 sets aims."""
        texts = {bare(cell.text) for cell in self.table.cells}
        return Status.TARGET if texts & {"预期性", "约束性", "指导性"} else Status.ACTUAL

    @cached_property
    def columns(self) -> dict[int, Heading]:
        """The heading of each data column."""
        found = {}
        for column in self.grid.data_columns:
            texts = [bare(cell.text) for cell in self.grid.headers_of(column)]
            if any(_NO_FIGURE_HEAD.search(text) for text in texts):
                continue
            parts = [heading_of(text, self.frame) for text in texts]
            found[column] = reduce(join, parts, Heading())
        return found

    def last_words(self, column: int) -> str:
        """Words of the lowest header of a column."""
        cells = self.grid.headers_of(column)
        return heading_of(bare(cells[-1].text), self.frame).words if cells else ""

    @cached_property
    def caption_words(self) -> str:
        """Words of the caption: what the whole table is about."""
        return _CAPTION_TAIL.sub("", self.about.words)

    @property
    def caption_subject(self) -> str:
        """The thing that the caption names: 分行业固定资产投资 is 固定资产投资."""
        return _CAPTION_LEAD.sub("", self.caption_words)

    @cached_property
    def caption_id(self) -> str | None:
        """The indicator that the caption names: the rows are then members of its set."""
        words = self.caption_subject
        for unit, kind in (("元", Kind.LEVEL), ("%", Kind.GROWTH), ("人", Kind.LEVEL)):
            found = self.indicators.match(words, unit, kind) if words else None
            if found is not None:
                return found
        return None
