"""Lines of a table (表中行): what other columns print of a total and its parts.

A sum asserted for amounts in one column licenses the shares and growth rates of the same rows:
a share column divides the total, growth of the total lies among the growth of the parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.table import TableFigure, TableSum, TableView
from jiefang.figures.relate.magnitude import adds_up

_ALL = 100
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Lines:
    """A total and its parts with another measure of the same rows, in the order of the parts."""

    sum: TableSum
    total: Claim | None
    """The other measure of the total; None where its cell is empty (a share of 100 left out)."""
    parts: tuple[Claim, ...]


def sums_in(view: TableView) -> tuple[TableSum, ...]:
    """Sums that heads or definitions assert, and those that a closed share column bears out."""
    known = {one.total.id for one in view.sums}
    return (*view.sums, *(one for one in _closed_by_share(view) if one.total.id not in known))


def _closed_by_share(view: TableView) -> Iterator[TableSum]:
    """A column of shares with one row at 100 and the others adding up to it: parts of that row."""
    columns = {f.column for f in view.figures if f.claim.kind is Kind.SHARE}
    for column in sorted(columns):
        shares = [f for f in view.figures if f.column == column and f.claim.value]
        whole = [f for f in shares if Fraction(f.claim.value) == _ALL]
        rest = [f for f in shares if f not in whole]
        if len(whole) != 1 or len(rest) < _FEWEST or not adds_up(whole[0].claim, _claims(rest)):
            continue
        yield from _levels_beside(view, whole[0], rest)


def _levels_beside(
    view: TableView, whole: TableFigure, rest: list[TableFigure]
) -> Iterator[TableSum]:
    """The amounts left of the shares, as a total and its parts."""
    by_place = {(figure.row, figure.column): figure.claim for figure in view.figures}
    for column in sorted({f.column for f in view.figures if f.column < whole.column}):
        found = [by_place.get((figure.row, column)) for figure in (whole, *rest)]
        claims = [c for c in found if c is not None and c.kind is Kind.LEVEL and c.value]
        if len(claims) == len(rest) + 1:
            total, *parts = claims
            yield TableSum(
                total=total,
                parts=tuple(parts),
                exhaustive=True,
                along="rows",
                why="share",
                license=(whole.claim.start, whole.claim.end),
            )


def _claims(figures: list[TableFigure]) -> list[Claim]:
    return [figure.claim for figure in figures]


def lines_of(view: TableView, kind: Kind) -> Iterator[Lines]:
    """Every sum over rows with the figures of one kind in the rows' next column of that kind."""
    by_place = {(figure.row, figure.column): figure for figure in view.figures}
    for one in sums_in(view):
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
