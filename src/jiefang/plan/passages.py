"""From a document as read to what the page shows (段落): paragraphs and tables in reading order.

Furniture (page numbers, running heads) is left out. A long table is cut into slices, so that a
page never has to show ten thousand rows at once. Offsets stay those of the document's text.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from jiefang.figures.document import Block, BlockKind, Cell, Document, Table
from jiefang.plan.results import Json, PassageRow

SLICE_ROWS: Final = 40
"""Rows of a table that one passage shows."""
LONGEST: Final = 4000
"""Characters of a paragraph that one passage shows; a longer one is cut at this length."""


def passages(document: Document) -> tuple[PassageRow, ...]:
    """Every paragraph and table slice of a document, in the order of the text."""
    tables = [row for table in document.tables for row in _table_rows(document, table)]
    prose = [
        row
        for block in document.blocks
        if block.kind is not BlockKind.FURNITURE and not _inside_table(document, block)
        for row in _block_rows(document, block)
    ]
    return tuple(sorted([*tables, *prose], key=lambda row: (row.start, row.end)))


def _inside_table(document: Document, block: Block) -> bool:
    return any(t.start <= block.start and block.end <= t.end for t in document.tables)


def _block_rows(document: Document, block: Block) -> Iterator[PassageRow]:
    """A paragraph, cut at what a page break put inside it and where it is very long."""
    at = block.start
    for gap_start, gap_end in (*block.gaps, (block.end, block.end)):
        for start in range(at, gap_start, LONGEST):
            end = min(start + LONGEST, gap_start)
            text = document.text[start:end]
            if text.strip():
                level = block.level or 0
                yield PassageRow(block.kind.value, start, end, text, level, block.page)
        at = gap_end


def _table_rows(document: Document, table: Table) -> Iterator[PassageRow]:
    cells = sorted(table.cells, key=lambda cell: (cell.row, cell.column))
    for number, group in groupby(cells, key=lambda cell: cell.row // SLICE_ROWS):
        members = list(group)
        start = min(cell.start for cell in members)
        end = max(cell.end for cell in members)
        text = document.text[start:end]
        yield PassageRow(
            "table", start, end, text, 0, table.page, _grid(table, members, first=number == 0)
        )


def _grid(table: Table, cells: list[Cell], *, first: bool) -> Json:
    rows = [
        [[c.start, c.end, int(c.is_header), c.row_span, c.column_span] for c in row]
        for _, row in groupby(cells, key=lambda cell: cell.row)
    ]
    return {
        "rows": rows,
        "index": table.index,
        "caption": (table.caption or "") if first else "",
        "unit": (table.unit or "") if first else "",
        "sheet": table.sheet or "",
    }
