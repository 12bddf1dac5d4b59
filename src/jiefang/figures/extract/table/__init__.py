"""Tables (表格): claims out of cells, and the totals and parts that a table asserts."""

from __future__ import annotations

from dataclasses import dataclass

from jiefang.figures.document import Document, Table
from jiefang.figures.extract.table.groups import TableSum, fits, sums_of
from jiefang.figures.extract.table.view import TableFigure, lay_out
from jiefang.figures.indicators import IndicatorList

__all__ = ["TableFigure", "TableSum", "TableView", "fits", "table_claims", "table_view"]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table with its figures and with what its structure says of them."""

    table: Table
    figures: tuple[TableFigure, ...]
    """In order of rows, then columns."""
    sums: tuple[TableSum, ...]

    def at(self, row: int, column: int) -> TableFigure | None:
        """The figure at a place of the grid."""
        for figure in self.figures:
            if (figure.row, figure.column) == (row, column):
                return figure
        return None


def table_view(document: Document, table: Table, *, indicators: IndicatorList) -> TableView:
    """Read a table of a document."""
    laid_out = lay_out(document, table, indicators)
    figures = tuple(laid_out.figures[place] for place in sorted(laid_out.figures))
    return TableView(table=table, figures=figures, sums=sums_of(laid_out, indicators))


def table_claims(
    document: Document, table: Table, *, indicators: IndicatorList
) -> list[TableFigure]:
    """Every figure of a table with its header texts."""
    return list(table_view(document, table, indicators=indicators).figures)
