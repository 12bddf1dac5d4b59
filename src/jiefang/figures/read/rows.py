"""Rows of printed tables (表行): lines between spaces put together to rows of equal length.

A row may be broken over several lines (a long label, a text in a narrow column), may carry a
running number in front, and may be followed by lines that head a section or repeat the head.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum
from itertools import pairwise
from typing import Final

from jiefang.figures.read.cells import LIST_MARKER, YEAR, Piece, is_stub, is_value, space_pieces
from jiefang.figures.read.headers import merge_pieces
from jiefang.figures.read.lines import Line
from jiefang.figures.read.lines import columns as page_columns
from jiefang.figures.read.patterns import BOX, CAPTION, STRONG_MARKS, outline_mark
from jiefang.figures.read.tables import unit_of

WIDEST_ROW: Final = 160
WIDEST_FRAGMENT: Final = 48
WIDEST_HEAD: Final = 28
"""Columns on the page that one column head takes at most."""

TARGET_KINDS: Final = frozenset(["约束性", "预期性"])
"""Words that end the rows of a table of targets; the last row may have nothing after them."""

_SENTENCE = re.compile(r"[。；！？]|(?<!\d)[，,]|[，,](?!\d{3})")


class Shape(IntEnum):
    """What a line may be in a table without marks."""

    OTHER = 0
    FRAGMENT = 1
    """A short text without a stop: part of a head or a label."""
    FIGURES = 2
    """Some figures, too few for a row."""
    ROW = 3
    """A label and its figures."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line with its shape and its pieces."""

    shape: Shape
    pieces: list[Piece] = field(default_factory=list)


def shape_line(text: str, line: Line, index: int) -> Shaped:
    """Tell what part of a table line `index` can be."""
    words = LIST_MARKER.sub("", line.text)
    if line.width > WIDEST_ROW or _SENTENCE.search(words) or BOX.match(words):
        return Shaped(Shape.OTHER)
    if CAPTION.match(words) or unit_of(words) or outline_mark(words) in STRONG_MARKS:
        return Shaped(Shape.OTHER)
    pieces = space_pieces(text, line, index)
    values = [is_value(piece.text) for piece in pieces]
    if _is_row(pieces, values):
        return Shaped(Shape.ROW, pieces)
    if any(values) and line.width <= 60 and len(pieces) <= 8:
        return Shaped(Shape.FIGURES, pieces)
    is_short = line.width <= WIDEST_FRAGMENT
    if not any(values) and (is_short or _are_heads(pieces)):
        return Shaped(Shape.FRAGMENT, pieces)
    return Shaped(Shape.OTHER)


def _is_row(pieces: Sequence[Piece], values: Sequence[bool]) -> bool:
    if len(pieces) < 3 or sum(values) < 2 or sum(values) * 3 < len(pieces):
        return False
    if not values[0]:
        return True
    if YEAR.fullmatch(pieces[0].text):
        return all(values)
    return pieces[0].text.isdecimal() and not values[1] and sum(values) >= 3


def _are_heads(pieces: Sequence[Piece]) -> bool:
    """Several short words side by side may be a head however long the line."""
    return len(pieces) >= 3 and all(page_columns(piece.text) <= WIDEST_HEAD for piece in pieces)


def usual_columns(rows: Sequence[Sequence[Piece]], *, is_numbered: bool) -> int:
    """The commonest number of cells in complete rows, a running number not counted."""
    counts = Counter(len(row) - is_numbered for row in rows)
    return max(counts.items(), key=lambda item: (item[1], item[0]))[0]


def are_numbered(rows: Sequence[Sequence[Piece]]) -> bool:
    """Whether the rows carry a running number in front."""
    numbers = [
        int(row[0].text) for row in rows if row[0].text.isdecimal() and not is_value(row[1].text)
    ]
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return (
        len(numbers) * 10 >= len(rows) * 6 and len(numbers) >= 2 and all(1 <= s <= 4 for s in steps)
    )


@dataclass(slots=True)
class Assembler:
    """Collects the pieces of one row after another (拼行)."""

    columns: int
    is_numbered: bool
    head: str = ""
    """Words of the head without spaces, to know it when a page repeats it."""
    last_words: frozenset[str] = frozenset()
    """Texts that end rows (预期性、约束性) and never begin one."""
    rows: list[list[Piece]] = field(default_factory=list)
    current: list[Piece] = field(default_factory=list)
    _number: int = 0
    _head_left: str = ""

    def add_line(self, pieces: Sequence[Piece]) -> None:
        """Add one line to the rows."""
        if self._repeats_head(pieces):
            return
        pieces = _fused_letters(pieces)
        number = pieces[0].text
        if self._is_next_number(pieces):
            self.flush()
            self._number = int(number)
            self.current = list(pieces[1:])
        elif is_section(pieces) and (not self.current or self._is_complete()):
            self.flush()
            self.rows.append(list(pieces))
        else:
            if self._begins_row(pieces):
                self.flush()
            self.current += pieces

    def flush(self) -> None:
        """Close the current row."""
        if self.current:
            self.rows.append(self.current)
        self.current = []

    def _is_next_number(self, pieces: Sequence[Piece]) -> bool:
        first = pieces[0].text
        if not (self.is_numbered and first.isdecimal() and len(first) <= 3):
            return False
        is_near = int(first) == self._number + 1 or (not self._number and int(first) <= 50)
        return is_near and (len(pieces) == 1 or not is_value(pieces[1].text))

    def _begins_row(self, pieces: Sequence[Piece]) -> bool:
        first = pieces[0].text
        if pieces[0].opens_item:
            return True
        if first in self.last_words or (is_value(first) and not YEAR.fullmatch(first)):
            return False
        return self._is_complete()

    def _is_complete(self) -> bool:
        """Whether the current row has its figures, so that a text begins the next."""
        for position, piece in enumerate(self.current):
            if is_value(piece.text) and (position or not YEAR.fullmatch(piece.text)):
                return len(self.current) - position >= self._fewest_after_label()
        return False

    def _fewest_after_label(self) -> int:
        """Cells from the first figure on; a unit may stand between label and figures."""
        return max(1, self.columns - 1 - (0 if self.is_numbered else self._texts_before()))

    def _texts_before(self) -> int:
        texts = 0
        for piece in self.current[1:]:
            if is_value(piece.text):
                break
            texts += 1
        return min(texts, 2)

    def _repeats_head(self, pieces: Sequence[Piece]) -> bool:
        words = "".join(piece.text for piece in pieces).replace(" ", "")
        if self.head and is_stub(pieces[0].text) and self.head.startswith(words):
            self._head_left = self.head
        if self._head_left.startswith(words):
            self._head_left = self._head_left[len(words) :]
            return True
        self._head_left = ""
        return False


def units_beside(rows: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """Units that the rows print after a figure and before another (447 万吨 18.1)."""
    found = [
        between.text
        for row in rows
        for before, between, after in zip(row[1:], row[2:], row[3:], strict=False)
        if is_value(before.text) and not is_value(between.text) and is_value(after.text)
    ]
    return frozenset(found) if len(found) * 2 >= len(rows) else frozenset()


def with_units(pieces: Sequence[Piece], units: frozenset[str]) -> list[Piece]:
    """Put a figure and the unit beside it into one piece."""
    answer: list[Piece] = []
    for piece in pieces:
        if answer and piece.text in units and is_value(answer[-1].text):
            words = answer[-1].text + piece.text
            answer[-1] = replace(answer[-1], end=piece.end, text=words, is_whole=True)
        else:
            answer.append(piece)
    return answer


def is_section(pieces: Sequence[Piece]) -> bool:
    """Whether a line heads some rows of the body (一、经济发展；按行业分：)."""
    words = pieces[0].text
    return len(pieces) == 1 and (outline_mark(words) == "han" or words.endswith(("：", ":")))


def closing_words(lines: Iterable[Sequence[Piece]]) -> frozenset[str]:
    """Texts that stand after a figure at the end of a line: cells of the last column."""
    return frozenset(
        line[-1].text
        for line in lines
        if len(line) > 1 and not is_value(line[-1].text) and is_value(line[-2].text)
    ).union(TARGET_KINDS)


def fit_rows(
    rows: Sequence[Sequence[Piece]], columns: int, last_words: frozenset[str]
) -> list[list[tuple[Piece, ...]]] | None:
    """Join the pieces of every row to at most `columns` cells; None when too few rows fit."""
    full = [row for row in rows if len(row) > 1]
    closed = sum(1 for row in full if row[-1].text in last_words)
    is_closed = closed * 2 > len(full)
    fitted: list[list[tuple[Piece, ...]]] = []
    good = 0
    for row in rows:
        # Where the last column holds words, a row that ends with a figure lacks its last cell.
        lacks_last = is_closed and len(row) > 1 and row[-1].text not in last_words
        cells = _fit_row(row, columns - lacks_last, last_words)
        fitted.append(cells)
        good += len(row) > 1 and 1 < len(cells) <= columns
    return fitted if full and good * 10 >= len(full) * 6 else None


def _fit_row(
    row: Sequence[Piece], columns: int, last_words: frozenset[str]
) -> list[tuple[Piece, ...]]:
    if len(row) <= columns:
        return [(piece,) for piece in row]
    # Fewer cells than columns: an empty cell was printed as nothing.
    for cells in range(columns, 1, -1):
        if merged := merge_pieces(row, cells, last_words=last_words):
            return merged
    return [(piece,) for piece in row]


def _fused_letters(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """A line of nothing but spread letters is one cell (按 市 下 达)."""
    if len(pieces) < 2 or any(len(piece.text) > 1 or is_value(piece.text) for piece in pieces):
        return pieces
    first, last = pieces[0], pieces[-1]
    words = "".join(piece.text for piece in pieces)
    return [Piece(first.start, last.end, words, first.line, first.indent)]
