"""Composing (组文): the text of files that are no text, with places for blocks and tables.

This is the text that `extract --format text` prints and that offsets count in: paragraphs are
parted by line feeds, cells by tabs, rows by line feeds. A cell that covers several columns or rows
stands at its first place, the others are empty.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from jiefang.figures.document import Block, BlockKind, Cell, Table
from jiefang.figures.read.analysis import Hint, analyse
from jiefang.figures.read.limits import Deadline, check_cells, check_chars, check_lines
from jiefang.figures.read.lines import SPACES, split_lines
from jiefang.figures.read.patterns import NOTE
from jiefang.figures.read.tables import Heading, build_table

LONGEST_CELL: Final = 400
"""A cell of more characters is prose that was put into a table; it is read as paragraphs."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_BREAKS = re.compile(rf"[{SPACES}]*[\r\n\t]+[{SPACES}]*")
_WIDE = re.compile(r"[\u2e80-\uffef]")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as a format gives it: its place in the grid and its text."""

    row: int
    column: int
    text: str
    row_span: int = 1
    column_span: int = 1
    indent: int = 0


@dataclass(slots=True)
class Composer:
    """Collects lines and tables in reading order and makes blocks of them."""

    path: str
    deadline: Deadline
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _hints: dict[int, Hint] = field(default_factory=dict)
    _tables: list[Table] = field(default_factory=list)
    _cells: int = 0
    _page: int | None = None

    @property
    def length(self) -> int:
        """Characters composed so far: the offset of what comes next."""
        return self._length

    def begin_page(self, page: int) -> None:
        """What follows stands on page `page`, counted from 1."""
        self._page = page

    def add_lines(
        self,
        text: str,
        *,
        kind: BlockKind | None = None,
        level: int | None = None,
    ) -> None:
        """Add a paragraph, or several lines parted by line feeds.

        `kind` is given where the format says what it is; else the words decide.
        """
        self.deadline.check()
        clean = clean_text(text)
        for line in clean.split("\n"):
            place = self._length + len(line) - len(line.lstrip(SPACES))
            self._hints[place] = Hint(kind=kind, level=level, page=self._page)
            self._append(line + "\n")

    def add_blank(self) -> None:
        """Add a blank line: more space than between the lines of a paragraph."""
        self._append("\n")

    def add_table(
        self,
        cells: Iterable[GridCell],
        *,
        infer_spans: bool,
        caption: str | None = None,
        sheet: str | None = None,
    ) -> None:
        """Add a table; prose in its cells and notes under it are added as paragraphs after it."""
        self.deadline.check()
        grid, prose = _part_prose([_cleaned(cell) for cell in cells])
        self._cells += len(grid)
        check_cells(self._cells, path=self.path)
        heading = Heading(caption=caption) if caption else None
        start = self._length
        placed = self._append_grid(grid)
        table = build_table(
            placed,
            index=len(self._tables),
            span=(start, max(start, self._length - 1)),
            heading=heading,
            infer_spans=infer_spans,
            page=self._page,
            sheet=sheet,
        )
        if table is not None:
            self._tables.append(table)
        for text in prose:
            self.add_lines(text)

    def finish(self) -> tuple[str, tuple[Block, ...], tuple[Table, ...]]:
        """The text with its blocks and tables."""
        text = "".join(self._parts).rstrip("\n")
        lines = split_lines(text)
        check_lines(len(lines), path=self.path)
        pages = {start: hint.page for start, hint in self._hints.items() if hint.page}
        if pages:
            lines = [replace(line, page=pages.get(line.start)) for line in lines]
        blocks, tables = analyse(text, lines, self.deadline, given=self._tables, hints=self._hints)
        return text, blocks, tables

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
        check_chars(self._length, path=self.path)

    def _append_grid(self, grid: Sequence[GridCell]) -> list[Cell]:
        """Print the grid, and say where each cell stands."""
        placed: list[Cell] = []
        rows: dict[int, list[GridCell]] = {}
        for cell in grid:
            rows.setdefault(cell.row, []).append(cell)
        for number in sorted(rows):
            column = 0
            for cell in sorted(rows[number], key=lambda cell: cell.column):
                self._append("\t" * (cell.column - column))
                column = max(column, cell.column)
                placed.append(_placed(cell, self._length))
                self._append(cell.text)
            self._append("\n")
        return placed


def clean_text(text: str) -> str:
    """Text without control characters; all line breaks become line feeds."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n"))


def _cleaned(cell: GridCell) -> GridCell:
    text = clean_text(cell.text).strip(SPACES + "\n\r")
    return cell if text == cell.text else replace(cell, text=text)


def _part_prose(grid: Sequence[GridCell]) -> tuple[list[GridCell], list[str]]:
    """Part the cells of a table from prose in it: long cells, and notes below the last row."""
    prose: list[str] = []
    kept: list[GridCell] = []
    counts: dict[int, int] = {}
    for cell in grid:
        if cell.text:
            counts[cell.row] = counts.get(cell.row, 0) + 1
    last_full = max((row for row, count in counts.items() if count > 1), default=-1)
    for cell in grid:
        is_note = cell.row > last_full and NOTE.match(cell.text) is not None
        if len(cell.text) > LONGEST_CELL or is_note:
            prose.append(cell.text)
        elif cell.text:
            kept.append(replace(cell, text=_one_line(cell.text)))
    return kept, prose


def _one_line(text: str) -> str:
    """The text of a cell without breaks: none between Chinese characters, else a space."""

    def glue(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1], text[match.end()]
        return "" if _WIDE.match(before) or _WIDE.match(after) else " "

    return _BREAKS.sub(glue, text)


def _placed(cell: GridCell, start: int) -> Cell:
    return Cell(
        row=cell.row,
        column=cell.column,
        start=start,
        end=start + len(cell.text),
        text=cell.text,
        row_span=cell.row_span,
        column_span=cell.column_span,
        indent=cell.indent,
        address=(cell.row, cell.column),
    )
