"""Figures of a table (表中数字): each numeric cell with what its row and column say of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, reduce

import regex

from jiefang.figures.claim import CellPlace, Claim, Kind, Status, claim_id
from jiefang.figures.document import Cell, Document, Span, Table
from jiefang.figures.extract.frame import frame_of
from jiefang.figures.extract.period import Frame
from jiefang.figures.extract.table.grid import Grid, bare, compact, kept
from jiefang.figures.extract.table.heading import Heading, heading_of, join
from jiefang.figures.extract.table.number import (
    CellNumber,
    is_blank,
    is_number,
    kind_in_cell,
    number_in,
)
from jiefang.figures.extract.table.rows import Label, Row, order_rows, place_rows
from jiefang.figures.extract.table.units import CellUnit, unit_in_caption, unit_in_cell
from jiefang.figures.indicators import IndicatorList, Nature
from jiefang.figures.numeral import scaled

_NO_FIGURE_HEAD = regex.compile(r"年份|时间|日期|电话|邮编|编码|文号|联系|备注|说明")
_PERCENT = frozenset({"%", "％", "‰"})
_CHANGES = frozenset({Kind.GROWTH, Kind.SHARE, Kind.INDEX, Kind.PP_CHANGE, Kind.RANK})
_OWN_UNIT = {Kind.GROWTH: "%", Kind.SHARE: "%", Kind.PP_CHANGE: "个百分点"}
_DEFAULT_KINDS = frozenset({Kind.GROWTH, Kind.SHARE, Kind.INDEX})
_CAPTION_NUMBER = regex.compile(
    r"^[\s*#\-]*[附续]?表\s*(?:[一二三四五六七八九十]+|\d{1,2}?(?=(?:19|20)\d{2}年|\D)(?:[-—.]\d{1,2})?)"
    r"[\s:：、]*|[（(]续表?[)）]"
)
_CAPTION_LEAD = regex.compile(
    r"^(?:(?:主要|各种|各类|各)?(?:分|按)?(?:行业|地区|产业|领域|类别|品种|方式|经济类型|类型)?(?:分)?)*(?:主要)?"
)
_CAPTION_TAIL = regex.compile(r"(?:及其?|、|情况|统计表|一览表|完成情况|主要指标|表)+$")
_MEASURE = regex.compile(
    r"总?产量|产值|增加值|面积|金额|数量|人数|余额|总额|投资额|销售(?:额|量)|收入|利润"
)
_LEAD_IN = 80
_LEADS_UP = regex.compile(r"(?:如下|如表)?[:：]$|(?:如下|见下表)[。]?$")
_SHORT = 4
"""Longer labels name their thing without the title of their section."""
_RATE_WORD = regex.compile(r"率|比重|占比|系数|程度|水平|覆盖|比例|强度|普及")


@dataclass(frozen=True, slots=True)
class TableFigure:
    """A claim out of a cell with the header texts that it stands under, outermost first."""

    claim: Claim
    row_headers: tuple[str, ...]
    column_headers: tuple[str, ...]

    @property
    def row(self) -> int:
        """Row in the grid."""
        return self.claim.cell.row if self.claim.cell else -1

    @property
    def column(self) -> int:
        """Column in the grid."""
        return self.claim.cell.column if self.claim.cell else -1


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A table read as far as its rows and columns; groups of totals and parts build on it."""

    grid: Grid
    rows: tuple[Row, ...]
    """Rows of the first label block, in order; every body row with a label."""
    columns: dict[int, Heading]
    caption: str
    figures: dict[tuple[int, int], TableFigure]

    def row_label_span(self, number: int) -> Span:
        """Where the label of a row stands."""
        column = self.grid.data_columns[0] if self.grid.data_columns else 0
        cells = self.grid.labels_of(number, column)
        cell = cells[-1] if cells else next(c for c in self.grid.table.cells if c.row == number)
        return cell.start, cell.end


def lay_out(document: Document, table: Table, indicators: IndicatorList) -> LaidOut:
    """Read a table: its figures, and the order of its rows and columns."""
    return _Reader(document, table, indicators).laid_out


class _Reader:
    """The state of reading one table: grid, frame, caption and the headings made once."""

    def __init__(self, document: Document, table: Table, indicators: IndicatorList) -> None:
        self.document = document
        self.indicators = indicators
        self.grid = Grid(table)
        self.frame: Frame = frame_of(document)
        self.table = table

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
    def laid_out(self) -> LaidOut:
        """Everything read of the table."""
        blocks: dict[tuple[int, ...], list[int]] = {}
        for column in self.columns:
            left = tuple(c for c in sorted(self.grid.label_columns) if c < column)
            blocks.setdefault(left, []).append(column)
        figures: dict[tuple[int, int], TableFigure] = {}
        first: list[Row] = []
        for columns in blocks.values():
            rows = self._rows(columns)
            first = first or rows
            figures.update(_Block(self, rows, columns).figures())
        return LaidOut(self.grid, tuple(first), self.columns, self.caption, figures)

    def _rows(self, columns: Sequence[int]) -> list[Row]:
        labels = []
        for number in self.grid.body_rows:
            cells = self.grid.labels_of(number, columns[0])
            texts = [self.grid.text(number, column) for column in columns]
            filled = any(text and (is_number(text) or is_blank(text)) for text in texts)
            if cells or filled:
                labels.append(Label(number, cells, filled))
        rows = order_rows(self.document, labels)
        block = _Block(self, rows, columns)
        return place_rows(rows, block.resolve)


class _Block:
    """One run of label columns with the data columns that it names."""

    def __init__(self, reader: _Reader, rows: Sequence[Row], columns: Sequence[int]) -> None:
        self.reader = reader
        self.rows = {row.number: row for row in rows}
        self.columns = columns
        self.headings = {row.number: heading_of(row.label, reader.frame) for row in rows}
        areas = [number for number, heading in self.headings.items() if heading.area]
        self.rows_are_areas = len(areas) * 2 > len(rows) > 1
        for number in areas if not self.rows_are_areas else ():
            words = "" if self.rows[number].is_area_total else self.rows[number].label
            self.headings[number] = Heading(words=words)
        self.headings.update(_by_section(rows, self.headings))
        self._labels = Counter(row.label for row in rows)
        self._ids: dict[int, str] = {}
        """Indicators of rows as they were found while the rows were put in order."""

    def resolve(self, row: Row, within: Row | None) -> str | None:
        """The indicator of a row, alone or inside the set of another row; what is found is kept."""
        known = self.reader.indicators
        if within is None:
            found = self._id_of(row)
        else:
            inside = self._ids.get(within.number) or self._id_of(within)
            found = self._id_of(row, inside) if inside else None
            if found is not None and inside not in known.family_of(found):
                found = None
        if found is not None:
            self._ids[row.number] = found
        return found

    def figures(self) -> dict[tuple[int, int], TableFigure]:
        """The figures of the block by place."""
        found = {}
        for number in self.rows:
            for column in self.columns:
                cell = self.reader.grid.slots.get((number, column))
                if cell is None or (cell.row, cell.column) != (number, column):
                    continue
                figure = self._figure(cell, self.rows[number], column)
                if figure is not None:
                    found[number, column] = figure
        return found

    def _figure(self, cell: Cell, row: Row, column: int) -> TableFigure | None:
        text = compact(cell.text)
        number = number_in(text)
        if number is None:
            return None
        span = self._span(cell, text[number.start : number.end])
        if span is None:
            return None
        claim = self._claim(span, number, row, column)
        claim = replace(claim, cell=CellPlace(self.reader.table.index, cell.row, cell.column))
        heads = tuple(bare(head.text) for head in self.reader.grid.headers_of(column))
        return TableFigure(claim, self._path(row), heads)

    def _span(self, cell: Cell, printed: str) -> Span | None:
        raw = self.reader.document.text[cell.start : cell.end]
        at = compact(raw).find(printed)
        if at < 0:
            return None
        places = kept(raw)
        return cell.start + places[at], cell.start + places[at + len(printed) - 1] + 1

    def _path(self, row: Row) -> tuple[str, ...]:
        """Labels from the outermost parent to the row."""
        labels = [row.label]
        seen = {row.number}
        while row.parent is not None and row.parent not in seen:
            seen.add(row.parent)
            row = self.rows[row.parent]
            labels.insert(0, row.label)
        return tuple(label for label in [row.group, *labels] if label)

    def _claim(self, span: Span, number: CellNumber, row: Row, column: int) -> Claim:
        reader = self.reader
        heading = join(self.headings[row.number], reader.columns[column])
        kind = kind_in_cell(number) or self._kind(row, column)
        unit = number.unit or self._unit(row, column, kind)
        naming = self._naming(row, column, kind, unit)
        document = reader.document
        sign = "-" if (number.sign == "-") != (heading.is_fall and kind is Kind.GROWTH) else ""
        return Claim(
            id=claim_id(document.sha256, *span),
            doc=document.doc,
            start=span[0],
            end=span[1],
            text=document.text[span[0] : span[1]],
            digits=number.digits,
            scale=unit.scale,
            unit=unit.unit,
            value="" if number.values else scaled(number.digits, unit.scale),
            values=number.values,
            kind=kind,
            sign=sign,
            hedge=number.hedge,
            subject=naming.subject,
            scope=naming.scope,
            indicator=naming.indicator,
            area=naming.area,
            period=self._period(row, column, kind),
            comparator=heading.comparator or reader.about.comparator if kind in _COMPARED else None,
            status=self._status(row, column),
            malformed=number.malformed,
            page=reader.table.page,
        )

    def _kind(self, row: Row, column: int) -> Kind:
        col, line = self.reader.columns[column], self.headings[row.number]
        if col.kind is Kind.GROWTH and self._is_proportion(row) and self._or_total(column):
            return line.kind or Kind.RATE
        kind = col.kind or line.kind
        if kind is not None:
            return kind
        unit = self._printed_unit(row, column)
        about = self.reader.about.kind
        if unit is not None and unit.unit not in _PERCENT:
            return Kind.LEVEL
        if unit is None:
            return Kind.LEVEL
        is_rate = _RATE_WORD.search(line.words or col.words) is not None
        return about if about in _DEFAULT_KINDS and not is_rate else Kind.RATE

    def _is_proportion(self, row: Row) -> bool:
        """Whether the row is a rate or share, so that its growth may be meant in points."""
        line = self.headings[row.number]
        if line.kind is Kind.SHARE:
            return True
        is_percent = line.unit is not None and line.unit.unit in _PERCENT
        return (is_percent or self._percent_beside(row)) and line.kind is None

    def _percent_beside(self, row: Row) -> bool:
        texts = (self.reader.grid.text(row.number, c) for c in self.reader.grid.unit_columns)
        return any(text in _PERCENT for text in texts)

    def _or_total(self, column: int) -> bool:
        """增长或累计: the column also holds levels, for rows that do not grow by the year."""
        return any("或" in bare(cell.text) for cell in self.reader.grid.headers_of(column))

    def _status(self, row: Row, column: int) -> Status:
        """Of the column, else of a row that says nothing else (目标), else of the caption."""
        line, col, about = self.headings[row.number], self.reader.columns[column], self.reader.about
        own = line.status if not line.words else None
        return col.status or own or about.status or self.reader.usual_status

    def _unit(self, row: Row, column: int, kind: Kind) -> CellUnit:
        """Unit of a cell: of its row, else its column, else the table; changes have their own."""
        col, line = self.reader.columns[column], self.headings[row.number]
        if kind in _CHANGES:
            own = col.unit if col.kind is kind else line.unit
            if own is not None:
                return own
            return CellUnit(None, _OWN_UNIT.get(kind, ""))
        return self._printed_unit(row, column) or CellUnit(None, "")

    def _printed_unit(self, row: Row, column: int) -> CellUnit | None:
        """Unit named by the label, the header, the unit column, the parent or the table."""
        line, col = self.headings[row.number], self.reader.columns[column]
        return (
            line.unit
            or col.unit
            or self._unit_beside(row, column)
            or self._unit_of_parent(row)
            or self.reader.about.unit
        )

    def _unit_beside(self, row: Row, column: int) -> CellUnit | None:
        """What the unit column between the label and a figure says."""
        grid = self.reader.grid
        for place in grid.unit_places[column]:
            found = unit_in_cell(grid.text(row.number, place))
            if found is not None:
                return found
        return None

    def _unit_of_parent(self, row: Row) -> CellUnit | None:
        """其中 rows have the unit of the row above them."""
        if row.parent is None or row.parent == row.number:
            return None
        return self.headings[row.parent].unit

    def _period(self, row: Row, column: int, kind: Kind) -> str | None:
        line, col, about = self.headings[row.number], self.reader.columns[column], self.reader.about
        base = about.period or self.reader.frame.period
        period = line.period or col.period
        if line.is_last_period or col.is_last_period:
            return _year_earlier(self._latest_level(column) or base)
        if period is None and kind in _COMPARED and kind is not Kind.LEVEL:
            period = self._latest_level(column)
        period = period or base
        if kind is Kind.GROWTH and (line.is_average or col.is_average):
            return self._span_of_average(period)
        if period and "/" in period and kind in _END_OF_SPAN and len(period) == 9:
            return (
                period if "累计" in self.reader.caption + "".join(self._path(row)) else period[5:]
            )
        return period

    def _latest_level(self, column: int) -> str | None:
        """The period of the level columns that a change column stands beside."""
        beside = [
            heading.period
            for place, heading in self.reader.columns.items()
            if place < column and heading.period and heading.kind is None
        ]
        return max((period for period in beside if _within_a_year(period)), default=None)

    def _span_of_average(self, period: str | None) -> str | None:
        if period is None or "/" in period or not period[:4].isdigit():
            return period
        last = int(period[:4])
        years = [
            int(heading.period[:4])
            for heading in self.reader.columns.values()
            if heading.period and heading.kind is None and heading.period.isdigit()
        ]
        earlier = [year for year in years if year < last]
        first = max(earlier) + 1 if earlier else last - 4 if last % 5 == 0 else last
        return f"{first}/{last}" if first < last else period

    def _naming(self, row: Row, column: int, kind: Kind, unit: CellUnit) -> _Naming:
        col = self.reader.columns[column]
        area = self._area_of_row(row) or col.area
        own, full = self._row_words(row)
        words = self._column_words(column)
        if kind is Kind.GROWTH and col.kind is Kind.GROWTH and self._is_proportion(row):
            heads = "".join(bare(cell.text) for cell in self.reader.grid.headers_of(column))
            return _Naming(full + heads, self._scope(words), None, area)
        for reading in self._readings(row, own, words, self.reader.last_words(column)):
            found = self._match(
                reading.subject, unit.unit, kind, within=reading.within, column=column
            )
            if found is not None and self._is_allowed(found, row):
                return _Naming(reading.subject, reading.scope, found, area)
        subject, scope = (full, words) if full else (words, "")
        return _Naming(subject or self._caption_words or None, self._scope(scope), None, area)

    def _readings(self, row: Row, own: str, column: str, last: str) -> list[_Reading]:
        """Ways to read row and column words together, the most specific first."""
        inside = self._parent_id(row) or self._caption_id
        if not own:
            return self._readings_of_column(row, column, last)
        if not column:
            return [_Reading(own, None, inside)]
        scope = None if _MEASURE.fullmatch(column) else column
        return [
            _Reading(own + column, None, None),
            _Reading(column + own, None, None),
            _Reading(own, scope, inside),
        ]

    def _readings_of_column(self, row: Row, column: str, last: str) -> list[_Reading]:
        """Names for a row that says only where or when: its column, in the set of the caption."""
        if row.is_total:
            words = self._words_of_total(column)
            return [_Reading(words, None, None)] if words else []
        about = self._caption_subject
        if not column:
            return [_Reading(about, None, None)] if about else []
        named = [_Reading(column, None, None), _Reading(last, None, self._caption_id)]
        return [*named, _Reading(about, None, None)] if about.endswith(column) else named

    def _words_of_total(self, column: str) -> str:
        """What a 合计 row counts: what the caption says, unless the column says something else."""
        if not self._caption_words:
            return column
        return self._caption_subject if not column or _MEASURE.fullmatch(column) else ""

    @property
    def _caption_subject(self) -> str:
        return _CAPTION_LEAD.sub("", self._caption_words)

    @cached_property
    def _caption_id(self) -> str | None:
        """The indicator that the caption names: the rows are then members of its set."""
        words = self._caption_subject
        for unit, kind in (("元", Kind.LEVEL), ("%", Kind.GROWTH), ("人", Kind.LEVEL)):
            found = self.reader.indicators.match(words, unit, kind) if words else None
            if found is not None:
                return found
        return None

    def _row_words(self, row: Row) -> tuple[str, str]:
        """What the row is called: its own words, and these with its parent's in front."""
        if self.rows_are_areas or row.is_total or row.is_divider:
            return "", ""
        own = self.headings[row.number].words
        parent = self._parent_of(row)
        if parent is None or parent.is_divider or parent.is_total:
            return own, own
        is_title = not parent.has_figures and len(own) > _SHORT
        if (is_title or not row.is_sure) and self._labels[row.label] == 1:
            return own, own
        _, above = self._row_words(parent)
        return own, own if own.startswith(above) else above + own

    def _parent_of(self, row: Row) -> Row | None:
        return self.rows.get(row.parent) if row.parent not in {None, row.number} else None

    def _parent_id(self, row: Row) -> str | None:
        """The indicator of the nearest parent that has one."""
        parent = self._parent_of(row)
        while parent is not None and (parent.is_divider or not parent.has_figures):
            parent = self._parent_of(parent)
        return self._id_of(parent, self._parent_id(parent)) if parent is not None else None

    def _is_allowed(self, found: str, row: Row) -> bool:
        """其中 rows are restricted by their parent: only a member of its set has their name."""
        parent = self._parent_of(row)
        if not row.is_among or parent is None or parent.is_total:
            return True
        above = self._parent_id(row)
        known = self.reader.indicators
        return above in known.family_of(found)

    def _column_words(self, column: int) -> str:
        """Words of a column; a bare 增长 or 比重 speaks of the levels left of it."""
        heading = self.reader.columns[column]
        if heading.words or heading.kind is None:
            return heading.words
        left = [c for c in self.columns if c < column and self.reader.columns[c].kind is None]
        return self.reader.columns[left[-1]].words if left else ""

    def _area_of_row(self, row: Row) -> str | None:
        if row.is_total or not (self.rows_are_areas or row.is_area_total):
            return None
        return row.label

    def _scope(self, scope: str | None) -> str | None:
        """A scope for words that no indicator stands for: without it equal words would meet."""
        table = self._caption_words or f"第{self.reader.table.index + 1}表"
        return f"{scope}，{table}" if scope else table

    @cached_property
    def _caption_words(self) -> str:
        return _CAPTION_TAIL.sub("", self.reader.about.words)

    def _id_of(self, row: Row | None, inside: str | None = None) -> str | None:
        """The indicator of a row's own words, by its first column of levels."""
        if row is None or not self.headings[row.number].words:
            return None
        column = next(
            (c for c in self.columns if self.reader.columns[c].kind is None), self.columns[0]
        )
        kind = self._kind(row, column)
        unit = self._unit(row, column, kind)
        words = self.headings[row.number].words
        col = self.reader.columns[column].words
        for name in (words + col, words) if col else (words,):
            found = self._match(name, unit.unit, kind, within=inside, column=column)
            if found is not None:
                return found
        return None

    def _match(
        self, subject: str, unit: str, kind: Kind, *, within: str | None, column: int
    ) -> str | None:
        if not subject:
            return None
        heads = [bare(cell.text) for cell in self.reader.grid.headers_of(column)]
        near = self.reader.caption + "".join(heads)
        return self.reader.indicators.match(subject, unit, kind, within=within, near=near)


def _by_section(rows: Sequence[Row], headings: dict[int, Heading]) -> dict[int, Heading]:
    """Rows that say neither unit nor kind take them from the row that heads their section.

    A section begins with a row that names its own unit or kind (总产出构成（%）) and either has no
    figures itself or is followed by labels that stood in the table before.
    """
    found: dict[int, Heading] = {}
    seen: set[str] = set()
    head: Heading | None = None
    is_group = False
    for row in rows:
        own = headings[row.number]
        if own.unit is not None or own.kind is not None:
            head, is_group = own, not row.has_figures
        elif head is not None and (is_group or row.label in seen):
            found[row.number] = replace(own, unit=head.unit, kind=head.kind)
        elif row.has_figures and head is not None:
            head = None
        seen.add(row.label)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read row and column words: the name, what restricts it, the set it is in."""

    subject: str
    scope: str | None
    within: str | None


@dataclass(frozen=True, slots=True)
class _Naming:
    """What a figure is about."""

    subject: str | None
    scope: str | None
    indicator: str | None
    area: str | None


_COMPARED = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.DELTA, Kind.INDEX, Kind.RATE})
_END_OF_SPAN = frozenset({Kind.LEVEL, Kind.RATE, Kind.SHARE})


def _within_a_year(period: str) -> bool:
    return len({part[:4] for part in period.split("/")}) == 1


def _year_earlier(period: str | None) -> str | None:
    """The same period a year before."""
    if period is None:
        return None
    parts = period.split("/")
    if not all(part[:4].isdigit() for part in parts):
        return None
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in parts)


def is_additive(claim: Claim, indicators: IndicatorList) -> bool:
    """Whether figures of this kind add up: amounts and shares, not averages, rates and ratios."""
    if claim.kind not in {Kind.LEVEL, Kind.DELTA, Kind.SHARE} or "/" in claim.unit:
        return False
    known = indicators.get(claim.indicator) if claim.indicator else None
    if known is not None and claim.kind is not Kind.SHARE:
        return known.nature is Nature.LEVEL and known.additive_area
    return not _AVERAGED.search((claim.subject or "") + (claim.scope or ""))


_AVERAGED = regex.compile(
    r"人均|平均|每(?:百|千|万|户|人)|率$|单价|均价|密度|强度|系数|单产|亩产|指数"
)
