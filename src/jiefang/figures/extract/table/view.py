"""Figures of a table (表中数字): each numeric cell with what its row and column say of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from jiefang.figures.claim import CellPlace, Claim, Kind, claim_id
from jiefang.figures.document import Cell, Document, Span, Table
from jiefang.figures.extract.table.block import Block, block_of
from jiefang.figures.extract.table.grid import Grid, bare, compact, kept
from jiefang.figures.extract.table.heading import Heading, join
from jiefang.figures.extract.table.measure import (
    COMPARED,
    kind_of,
    period_of,
    status_of,
    unit_of,
)
from jiefang.figures.extract.table.naming import Namer
from jiefang.figures.extract.table.number import (
    CellNumber,
    is_blank,
    is_number,
    kind_in_cell,
    number_in,
)
from jiefang.figures.extract.table.rows import Label, Row, order_rows, place_rows
from jiefang.figures.extract.table.surroundings import Surroundings
from jiefang.figures.indicators import IndicatorList, Nature
from jiefang.figures.numeral import scaled


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
    around = Surroundings(document, table, indicators)
    figures: dict[tuple[int, int], TableFigure] = {}
    first: tuple[Row, ...] = ()
    for columns in _blocks(around):
        rows = _rows(around, columns)
        first = first or tuple(rows)
        for figure in _figures(block_of(around, rows, columns)):
            figures[figure.row, figure.column] = figure
    return LaidOut(around.grid, first, around.columns, around.caption, figures)


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


def _blocks(around: Surroundings) -> list[list[int]]:
    """Data columns by the label columns left of them: blocks may stand side by side."""
    blocks: dict[tuple[int, ...], list[int]] = {}
    for column in around.columns:
        left = tuple(c for c in sorted(around.grid.label_columns) if c < column)
        blocks.setdefault(left, []).append(column)
    return list(blocks.values())


def _rows(around: Surroundings, columns: Sequence[int]) -> list[Row]:
    """The rows of a block in their order, each under its parent."""
    labels = []
    for number in around.grid.body_rows:
        cells = around.grid.labels_of(number, columns[0])
        texts = [around.grid.text(number, column) for column in columns]
        filled = any(text and (is_number(text) or is_blank(text)) for text in texts)
        if cells or filled:
            labels.append(Label(number, cells, filled))
    rows = order_rows(around.document, labels)
    return place_rows(rows, Namer(block_of(around, rows, columns)).resolve)


def _figures(block: Block) -> Iterator[TableFigure]:
    """The figures of a block."""
    namer = Namer(block)
    for row in block.rows.values():
        for column in block.columns:
            cell = block.around.grid.slots.get((row.number, column))
            if cell is not None and (cell.row, cell.column) == (row.number, column):
                figure = _figure(block, namer, cell, row)
                if figure is not None:
                    yield figure


def _figure(block: Block, namer: Namer, cell: Cell, row: Row) -> TableFigure | None:
    text = compact(cell.text)
    number = number_in(text)
    if number is None:
        return None
    span = _span(block.around.document, cell, text[number.start : number.end])
    if span is None:
        return None
    heads = tuple(bare(head.text) for head in block.around.grid.headers_of(cell.column))
    return TableFigure(_claim(block, namer, span, number, cell), block.path(row), heads)


def _span(document: Document, cell: Cell, printed: str) -> Span | None:
    """Where the printed figure stands in the document, white space inside it allowed."""
    raw = document.text[cell.start : cell.end]
    at = compact(raw).find(printed)
    if at < 0:
        return None
    places = kept(raw)
    return cell.start + places[at], cell.start + places[at + len(printed) - 1] + 1


def _claim(block: Block, namer: Namer, span: Span, number: CellNumber, cell: Cell) -> Claim:
    around, row, column = block.around, block.rows[cell.row], cell.column
    heading = join(block.headings[row.number], around.columns[column])
    kind = kind_in_cell(number) or kind_of(block, row, column)
    unit = number.unit or unit_of(block, row, column, kind)
    name = namer.name(row, column, kind, unit.unit)
    base = heading.comparator or around.about.comparator
    is_down = (number.sign == "-") != (heading.is_fall and kind is Kind.GROWTH)
    return Claim(
        id=claim_id(around.document.sha256, *span),
        doc=around.document.doc,
        start=span[0],
        end=span[1],
        text=around.document.text[span[0] : span[1]],
        digits=number.digits,
        scale=unit.scale,
        unit=unit.unit,
        value="" if number.values else scaled(number.digits, unit.scale),
        values=number.values,
        kind=kind,
        sign="-" if is_down else "",
        hedge=number.hedge,
        subject=name.subject,
        scope=name.scope,
        indicator=name.indicator,
        area=name.area,
        period=period_of(block, row, column, kind),
        comparator=base if kind in COMPARED else None,
        status=status_of(block, row, column),
        malformed=number.malformed,
        cell=CellPlace(around.table.index, cell.row, cell.column),
        page=around.table.page,
    )
