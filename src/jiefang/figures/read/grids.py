"""Tables in plain text (文本表格): runs of lines that are rows, found and taken apart.

Three shapes: cells between bars (Markdown), cells between tabs, and cells between spaces or on
lines of their own. The last has no marks at all, so it must show several rows of figures before it
is taken for a table.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from jiefang.figures.document import Cell, Table
from jiefang.figures.read.cells import (
    LIST_MARKER,
    Piece,
    bar_pieces,
    empty_piece,
    has_bars,
    is_figure,
    is_rule,
    is_stub,
    is_value,
    join_text,
    tab_pieces,
)
from jiefang.figures.read.headers import HeadCell, resolve_head
from jiefang.figures.read.limits import Deadline, check_cells
from jiefang.figures.read.lines import Line
from jiefang.figures.read.patterns import BOLD_LINE
from jiefang.figures.read.rows import (
    TARGET_KINDS,
    Assembler,
    Shape,
    Shaped,
    are_numbered,
    closing_words,
    fit_rows,
    is_section,
    shape_line,
    units_beside,
    usual_columns,
    with_units,
)
from jiefang.figures.read.tables import BARS, build_table, is_caption, read_heading, unit_of

MOST_FRAGMENTS: Final = 8
"""Lines without a figure that may stand between two rows: broken labels and heads."""
MOST_HEAD_LINES: Final = 16
MOST_RUN: Final = 3_000
"""Lines between spaces that are looked at together; a longer table is read as several."""
FEWEST_PAIRS: Final = 5
"""Lines of a label and one figure that make a table."""
FEWEST_STREAM_ROWS: Final = 3
"""Rows that a table with one cell a line must show."""

_FIGURE_HEAD = re.compile(
    r"(?:(?:19|20)\d\d|[一二][一二三四五六七八九〇○零]{3})年|比|绝对|数量|总量|增"
)
"""How the head over a column of figures begins."""

Splitter = Callable[[str, Line, int], list[Piece]]


@dataclass(frozen=True, slots=True)
class Found:
    """A table and the lines (first, after the last) that it takes out of the text."""

    table: Table
    first: int
    last: int


def find_tables(
    text: str, lines: Sequence[Line], skip: set[int], deadline: Deadline
) -> list[Found]:
    """All tables among `lines` in order; `skip` are lines of furniture, which end a table."""
    page = _Page(text, lines, skip, deadline.path)
    found: list[Found] = []
    index = cells = 0
    while index < len(lines):
        deadline.check()
        last, splitter = page.run_at(index)
        table = None
        if last - index >= 2:
            floor = found[-1].last if found else 0
            finder = _Finder(page, floor=floor, number=len(found))
            table = finder.marked(index, last, splitter) if splitter else finder.spaced(index, last)
        if table is not None:
            found.append(table)
            cells += len(table.table.cells)
            check_cells(cells, path=deadline.path)
        index = table.last if table else max(last, index + 1)
    return found


@dataclass(slots=True)
class _Page:
    """The lines of a text, each looked at once."""

    text: str
    lines: Sequence[Line]
    skip: set[int]
    path: str
    _shapes: dict[int, Shaped] = field(default_factory=dict)

    def shape(self, index: int) -> Shaped:
        """What part of a table a line can be."""
        if index not in self._shapes:
            self._shapes[index] = shape_line(self.text, self.lines[index], index)
        return self._shapes[index]

    def run_at(self, index: int) -> tuple[int, Splitter | None]:
        """End of the lines from `index` on that may be a table, and how to split them."""
        if index in self.skip:
            return index, None
        for splitter, is_part in ((bar_pieces, _is_bar_row), (tab_pieces, _is_tab_row)):
            last = self._marked_end(index, is_part)
            if last - index >= 2:
                return last, splitter
        return self._spaced_end(index), None

    def _marked_end(self, index: int, is_part: Callable[[Line], bool]) -> int:
        last = index
        while last < len(self.lines) and last not in self.skip and is_part(self.lines[last]):
            # A blank line parts two tables, unless every row has one.
            is_third = last > index + 1
            if is_third and self.lines[last].blanks and not self.lines[index + 1].blanks:
                break
            last += 1
        return last

    def _spaced_end(self, index: int) -> int:
        last = index
        has_row = False
        top = min(len(self.lines), index + MOST_RUN)
        while last < top and last not in self.skip:
            line = self.lines[last]
            if _is_tab_row(line) or _is_bar_row(line):
                break
            shape = self.shape(last).shape
            is_unit = not has_row and shape is Shape.OTHER and unit_of(line.text) is not None
            if shape is Shape.OTHER and not is_unit and line.text not in BARS:
                break
            has_row = has_row or shape is Shape.ROW
            last += 1
        return last


def _is_bar_row(line: Line) -> bool:
    return has_bars(line.text) and len(line.text) > 2


def _is_tab_row(line: Line) -> bool:
    return "\t" in line.text


@dataclass(frozen=True, slots=True)
class _Finder:
    """Takes one run of lines apart."""

    page: _Page
    floor: int
    """First line that no table before has taken."""
    number: int

    def marked(self, first: int, last: int, splitter: Splitter) -> Found | None:
        """A table whose cells are parted by bars or tabs."""
        rows: list[list[Piece]] = []
        count = 0
        stubless = self._stubless(first, last) if splitter is bar_pieces else frozenset()
        for index in range(first, last):
            if not is_rule(self.page.lines[index].text):
                rows.append(splitter(self.page.text, self.page.lines[index], index))
                if index in stubless:
                    rows[-1].insert(0, empty_piece(self.page.lines[index].start, index))
                count += len(rows[-1])
                check_cells(count, path=self.page.path)
        if not any(is_value(piece.text) for row in rows for piece in row) and len(rows) < 3:
            return None
        cells = [
            self._cell(row, column, (piece,))
            for row, pieces in enumerate(rows)
            for column, piece in enumerate(pieces)
        ]
        return self._finish(cells, first, first, last)

    def _stubless(self, first: int, last: int) -> frozenset[int]:
        """Rows that open with a bar where most rows do not: their first cell is empty."""
        opened = {
            index
            for index in range(first, last)
            if self.page.lines[index].text.lstrip().startswith(BARS)
        }
        return frozenset(opened) if len(opened) * 2 < last - first else frozenset()

    def spaced(self, first: int, last: int) -> Found | None:
        """Tables between spaces, or with one cell a line; the first one of the run is returned."""
        shaped = [
            (index, self.page.shape(index))
            for index in range(first, last)
            if self.page.lines[index].text not in BARS
        ]
        shaped = _dense_part(_after_unit(shaped))
        units = units_beside([line.pieces for _, line in shaped if line.shape is Shape.ROW])
        shaped = [(i, replace(line, pieces=with_units(line.pieces, units))) for i, line in shaped]
        rows = [line.pieces for _, line in shaped if line.shape is Shape.ROW]
        if len(rows) >= 2:
            return self._with_rows(shaped, rows)
        return self._pairs(shaped) or self._stream(shaped)

    def _with_rows(self, shaped: list[tuple[int, Shaped]], rows: list[list[Piece]]) -> Found | None:
        numbered = are_numbered(rows)
        columns = usual_columns(rows, is_numbered=numbered)
        begin = next(i for i, (_, line) in enumerate(shaped) if line.shape is Shape.ROW)
        return self._assemble(shaped, begin, columns=columns, is_numbered=numbered)

    def _pairs(self, shaped: list[tuple[int, Shaped]]) -> Found | None:
        """A label and one figure on each line."""
        pairs = [i for i, (_, line) in enumerate(shaped) if _is_pair(line.pieces)]
        if len(pairs) < FEWEST_PAIRS or len(pairs) * 10 < (len(shaped) - pairs[0]) * 7:
            return None
        numbers = [shaped[i][1].pieces[1].text for i in pairs]
        if all(number.isdecimal() for number in numbers) and _is_rising(numbers):
            # Page numbers: a table of contents.
            return None
        return self._assemble(shaped, pairs[0], columns=2, is_numbered=False)

    def _stream(self, shaped: list[tuple[int, Shaped]]) -> Found | None:
        """One cell a line: the rows show in the regular return of texts and figures."""
        if any(len(line.pieces) > 1 for _, line in shaped):
            return None
        columns, texts = _period([is_value(line.pieces[0].text) for _, line in shaped])
        if columns < 2:
            return None
        values = [i for i, (_, line) in enumerate(shaped) if is_figure(line.pieces[0].text)]
        begin = values[0] - texts if values else -1
        return (
            self._assemble(shaped, begin, columns=columns, is_numbered=False)
            if begin >= 0
            else None
        )

    def _assemble(
        self, shaped: list[tuple[int, Shaped]], begin: int, *, columns: int, is_numbered: bool
    ) -> Found | None:
        while begin and is_section(shaped[begin - 1][1].pieces):
            begin -= 1
        above = shaped[max(0, begin - MOST_HEAD_LINES) : begin]
        head, taken = _find_head([line for _, line in above], columns)
        words = "".join(
            piece.text for _, line in above[len(above) - taken :] for piece in line.pieces
        )
        last_words = closing_words(line.pieces for _, line in shaped[begin:])
        assembler = Assembler(
            columns, is_numbered, head=words.replace(" ", ""), last_words=last_words
        )
        for _, line in shaped[begin:]:
            assembler.add_line(line.pieces)
        assembler.flush()
        fitted = fit_rows(assembler.rows, columns, last_words)
        if fitted is None:
            return None
        depth = max((cell.row + cell.row_span for cell in head), default=0)
        cells = [self._head_cell(cell) for cell in head]
        cells += [
            self._cell(depth + row, column, pieces)
            for row, groups in enumerate(fitted)
            for column, pieces in enumerate(groups)
        ]
        first = above[len(above) - taken][0] if taken else shaped[begin][0]
        return self._finish(cells, first, first, shaped[-1][0] + 1)

    def _cell(self, row: int, column: int, pieces: Sequence[Piece]) -> Cell:
        start, end = pieces[0].start, pieces[-1].end
        words = join_text(list(pieces))
        shown = self.page.text[start:end]
        if "".join(shown.split()) != "".join(words.split()):
            # Something else stands between the pieces: the cell says what is printed.
            words = " ".join(shown.split())
        return Cell(row, column, start, end, words, indent=pieces[0].indent)

    def _head_cell(self, cell: HeadCell) -> Cell:
        placed = self._cell(cell.row, cell.column, cell.pieces)
        return replace(placed, row_span=cell.row_span, column_span=cell.column_span, indent=0)

    def _finish(self, cells: list[Cell], first: int, head: int, last: int) -> Found | None:
        above = [
            (
                _plain(self.page.lines[index].text),
                (self.page.lines[index].start, self.page.lines[index].end),
            )
            for index in range(max(self.floor, head - 8), head)
        ]
        heading, taken = read_heading(above)
        span = (self.page.lines[first - taken].start, self.page.lines[last - 1].end)
        table = build_table(
            cells,
            index=self.number,
            span=span,
            heading=heading,
            infer_spans=True,
            page=self.page.lines[first].page,
        )
        return Found(table, first - taken, last) if table is not None else None


def _after_unit(shaped: list[tuple[int, Shaped]]) -> list[tuple[int, Shaped]]:
    """The lines after the unit (单位：亿元) that stands between caption and head."""
    units = [i for i, (_, line) in enumerate(shaped) if line.shape is Shape.OTHER]
    return shaped[units[-1] + 1 :] if units else shaped


def _dense_part(shaped: list[tuple[int, Shaped]]) -> list[tuple[int, Shaped]]:
    """Cut a run where too many lines without figures follow each other, and its loose end."""
    figures = [i for i, (_, line) in enumerate(shaped) if line.shape >= Shape.FIGURES]
    if not figures:
        return []
    begin = max(0, figures[0] - MOST_HEAD_LINES)
    end = figures[0]
    for position in figures:
        if position - end > MOST_FRAGMENTS:
            break
        end = position
    for position in range(end + 1, min(len(shaped), end + 4)):
        if shaped[position][1].pieces[-1].text in TARGET_KINDS:
            end = position
            break
    return shaped[begin : end + 1]


def _is_pair(pieces: Sequence[Piece]) -> bool:
    return len(pieces) == 2 and not is_value(pieces[0].text) and is_figure(pieces[1].text)


def _is_rising(numbers: Sequence[str]) -> bool:
    return all(int(before) <= int(after) for before, after in pairwise(numbers))


def _period(is_value_at: Sequence[bool]) -> tuple[int, int]:
    """Cells in a row and texts among them, where most rows agree; (0, 0) where they do not."""
    runs: list[tuple[int, int]] = []
    texts = values = 0
    for value in [*is_value_at, False]:
        if value:
            values += 1
        elif values:
            runs.append((texts, values))
            texts, values = 1, 0
        else:
            texts += 1
    # The first run has the words of the head before it.
    counts = Counter(runs[1:])
    if not counts:
        return 0, 0
    (texts, values), count = counts.most_common(1)[0]
    if count < FEWEST_STREAM_ROWS or count * 10 < len(runs[1:]) * 7 or texts > 2:
        return 0, 0
    return texts + values, texts


def _find_head(above: Sequence[Shaped], columns: int) -> tuple[list[HeadCell], int]:
    """The head among the lines above the rows, and how many of them it takes (the last ones)."""
    starts = [i for i, line in enumerate(above) if _begins_with_stub(line.pieces)]
    for start in reversed(starts):
        pieces = [piece for line in above[start:] for piece in line.pieces]
        if head := resolve_head(pieces, columns):
            return head, len(above) - start
    for start in range(len(above)):
        pieces = [piece for line in above[start:] for piece in line.pieces]
        head = resolve_head(pieces, columns)
        if head_without := _without_stub(pieces, columns):
            return head_without, len(above) - start
        if head and _is_sure(head) and not _is_title(above[start]):
            return head, len(above) - start
    return [], 0


def _without_stub(pieces: Sequence[Piece], columns: int) -> list[HeadCell]:
    """Heads over the figures only, none over the labels (1990年 比上年增长％)."""
    if not _FIGURE_HEAD.match(pieces[0].text):
        return []
    if columns == 2:
        return [HeadCell(0, 1, 1, 1, tuple(pieces))] if len(pieces) == 1 else []
    head = resolve_head(pieces, columns - 1) or []
    return [replace(cell, column=cell.column + 1) for cell in head]


def _begins_with_stub(pieces: Sequence[Piece]) -> bool:
    """Also where its letters are spread: 指 标."""
    return any(is_stub("".join(piece.text for piece in pieces[:count])) for count in (1, 2, 3))


def _is_sure(head: Sequence[HeadCell]) -> bool:
    """Nothing had to be joined, and no head is a single letter."""
    return all(len(cell.pieces) == 1 and len(cell.pieces[0].text) > 1 for cell in head)


def _is_title(line: Shaped) -> bool:
    return (
        len(line.pieces) == 1 and is_caption(line.pieces[0].text) and len(line.pieces[0].text) > 8
    )


def _plain(words: str) -> str:
    words = LIST_MARKER.sub("", words)
    bold = BOLD_LINE.match(words)
    return bold[2] if bold else words
