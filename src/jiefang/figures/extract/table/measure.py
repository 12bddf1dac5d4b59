"""The measure of a table figure (表中计量): kind, unit, period and status from row and column."""

from __future__ import annotations

import regex

from jiefang.figures.claim import Kind, Status
from jiefang.figures.extract.table.block import Block
from jiefang.figures.extract.table.grid import bare
from jiefang.figures.extract.table.rows import Row
from jiefang.figures.extract.table.units import CellUnit, unit_in_cell

COMPARED = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.DELTA, Kind.INDEX, Kind.RATE})
"""Kinds that are told against a base."""

_PERCENT = frozenset({"%", "％", "‰"})
_CHANGES = frozenset({Kind.GROWTH, Kind.SHARE, Kind.INDEX, Kind.PP_CHANGE, Kind.RANK})
_OWN_UNIT = {Kind.GROWTH: "%", Kind.SHARE: "%", Kind.PP_CHANGE: "个百分点"}
_DEFAULT_KINDS = frozenset({Kind.GROWTH, Kind.SHARE, Kind.INDEX})
_END_OF_SPAN = frozenset({Kind.LEVEL, Kind.RATE, Kind.SHARE})
_RATE_WORD = regex.compile(r"率|比重|占比|系数|程度|水平|覆盖|比例|强度|普及")


def kind_of(block: Block, row: Row, column: int) -> Kind:
    """What a figure says: by its column, else its row, its unit, the caption."""
    col, line = block.around.columns[column], block.headings[row.number]
    if col.kind is Kind.GROWTH and is_proportion(block, row) and _or_total(block, column):
        return line.kind or Kind.RATE
    kind = col.kind or line.kind
    if kind is not None:
        return kind
    unit = _printed_unit(block, row, column)
    about = block.around.about.kind
    if unit is None or unit.unit not in _PERCENT:
        return Kind.LEVEL
    is_rate = _RATE_WORD.search(line.words or col.words) is not None
    return about if about in _DEFAULT_KINDS and not is_rate else Kind.RATE


def is_proportion(block: Block, row: Row) -> bool:
    """Whether the row is a rate or share, so that its growth may be meant in points."""
    line = block.headings[row.number]
    if line.kind is Kind.SHARE:
        return True
    is_percent = line.unit is not None and line.unit.unit in _PERCENT
    return (is_percent or _percent_beside(block, row)) and line.kind is None


def _percent_beside(block: Block, row: Row) -> bool:
    texts = (block.around.grid.text(row.number, c) for c in block.around.grid.unit_columns)
    return any(text in _PERCENT for text in texts)


def _or_total(block: Block, column: int) -> bool:
    """增长或累计: the column also holds levels, for rows that do not grow by the year."""
    return any("或" in bare(cell.text) for cell in block.around.grid.headers_of(column))


def status_of(block: Block, row: Row, column: int) -> Status:
    """Of the column, else of a row that says nothing else (目标), else of the caption."""
    line, col, about = block.headings[row.number], block.around.columns[column], block.around.about
    own = line.status if not line.words else None
    return col.status or own or about.status or block.around.usual_status


def unit_of(block: Block, row: Row, column: int, kind: Kind) -> CellUnit:
    """Unit of a cell: of its row, else its column, else the table; changes have their own."""
    col, line = block.around.columns[column], block.headings[row.number]
    if kind in _CHANGES:
        own = col.unit if col.kind is kind else line.unit
        if own is not None:
            return own
        return CellUnit(None, _OWN_UNIT.get(kind, ""))
    return _printed_unit(block, row, column) or CellUnit(None, "")


def _printed_unit(block: Block, row: Row, column: int) -> CellUnit | None:
    """Unit named by the label, the header, the unit column, the parent or the table."""
    line, col = block.headings[row.number], block.around.columns[column]
    return (
        line.unit
        or col.unit
        or _unit_beside(block, row, column)
        or _unit_of_parent(block, row)
        or block.around.about.unit
    )


def _unit_beside(block: Block, row: Row, column: int) -> CellUnit | None:
    """What the unit column between the label and a figure says."""
    grid = block.around.grid
    for place in grid.unit_places[column]:
        found = unit_in_cell(grid.text(row.number, place))
        if found is not None:
            return found
    return None


def _unit_of_parent(block: Block, row: Row) -> CellUnit | None:
    """其中 rows have the unit of the row above them."""
    if row.parent is None or row.parent == row.number:
        return None
    return block.headings[row.parent].unit


def period_of(block: Block, row: Row, column: int, kind: Kind) -> str | None:
    """When a figure holds: by row or column, else by the levels beside it, the caption, the text.

    A span of years with a level means the level at its end; a yearly average covers the span.
    """
    line, col, about = block.headings[row.number], block.around.columns[column], block.around.about
    base = about.period or block.around.frame.period
    period = line.period or col.period
    if line.is_last_period or col.is_last_period:
        return _year_earlier(_latest_level(block, column) or base)
    if period is None and kind in COMPARED:
        period = _latest_level(block, column)
    period = period or base
    if kind is Kind.GROWTH and (line.is_average or col.is_average):
        return _span_of_average(block, period)
    if period and "/" in period and kind in _END_OF_SPAN and len(period) == 9:
        return period if "累计" in block.around.caption + "".join(block.path(row)) else period[5:]
    return period


def _latest_level(block: Block, column: int) -> str | None:
    """The period of the level columns that a change column stands beside."""
    beside = [
        heading.period
        for place, heading in block.around.columns.items()
        if place < column and heading.period and heading.kind is None
    ]
    return max((period for period in beside if _within_a_year(period)), default=None)


def _span_of_average(block: Block, period: str | None) -> str | None:
    """The years that a yearly average covers: from the level it starts at, else a plan of five.

    With several earlier levels and none of them five years back nobody can tell.
    """
    if period is None or "/" in period or not period[:4].isdigit():
        return period
    last = int(period[:4])
    printed = {
        int(heading.period)
        for heading in block.around.columns.values()
        if heading.period and heading.kind is None and heading.period.isdigit()
    }
    earlier = {year for year in printed if year < last}
    if last - 5 in earlier or (not earlier and last % 5 == 0):
        return f"{last - 4}/{last}"
    if len(earlier) == 1 and earlier != {last - 1}:
        return f"{earlier.pop() + 1}/{last}"
    return period


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
