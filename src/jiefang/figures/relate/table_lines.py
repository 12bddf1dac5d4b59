"""Lines of a table (表中行): what other columns print of a total and its parts.

A sum asserted for amounts in one column licenses the shares and growth rates of the same rows:
a share column divides the total, growth of the total lies among the growth of the parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.table import TableFigure, TableSum, TableView


@dataclass(frozen=True, slots=True)
class Lines:
    """A total and its parts with another measure of the same rows, in the order of the parts."""

    sum: TableSum
    total: Claim | None
    """The other measure of the total; None where its cell is empty (a share of 100 left out)."""
    parts: tuple[Claim, ...]


def lines_of(view: TableView, kind: Kind) -> Iterator[Lines]:
    """Every sum over rows with the figures of one kind in the rows' next column of that kind."""
    by_place = {(figure.row, figure.column): figure for figure in view.figures}
    for one in view.sums:
        if one.along != "rows" or one.total.kind is not Kind.LEVEL or one.total.cell is None:
            continue
        column = _next_column(view, one, kind)
        if column is None:
            continue
        found = [_at(by_place, part, column) for part in one.parts]
        parts = tuple(claim for claim in found if claim is not None)
        if len(parts) == len(one.parts):
            yield Lines(one, _at(by_place, one.total, column), parts)


def _next_column(view: TableView, one: TableSum, kind: Kind) -> int | None:
    """The nearest column to the right with figures of the kind in the first part's row."""
    first = one.parts[0].cell
    if first is None:
        return None
    levels = {f.column for f in view.figures if f.claim.kind is Kind.LEVEL and f.row == first.row}
    for figure in sorted(view.figures, key=lambda figure: figure.column):
        if figure.row != first.row or figure.column <= first.column:
            continue
        if figure.claim.kind is kind:
            return figure.column
        if figure.column in levels:
            return None
    return None


def _at(by_place: dict[tuple[int, int], TableFigure], claim: Claim, column: int) -> Claim | None:
    if claim.cell is None:
        return None
    figure = by_place.get((claim.cell.row, column))
    return figure.claim if figure is not None and figure.claim.value else None
