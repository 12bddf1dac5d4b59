"""Page layout (版面): glyphs on a page put into lines, columns and tables, in reading order.

All measures are whole hundredths of a point, y counted downwards from the top of the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low
from typing import Final

TOP_SHARE: Final = 9
"""Percent of the page at its head and foot where running heads and page numbers stand."""

_WIDE_FROM: Final = "\u2e80"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character (字形) and its box."""

    char: str
    left: int
    top: int
    right: int
    bottom: int

    @property
    def middle(self) -> int:
        """Half way between top and bottom."""
        return (self.top + self.bottom) // 2


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs on one printed line without a wide gap between them, from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def left(self) -> int:
        """Left edge."""
        return self.glyphs[0].left

    @property
    def right(self) -> int:
        """Right edge."""
        return max(glyph.right for glyph in self.glyphs)

    @property
    def top(self) -> int:
        """Upper edge."""
        return min(glyph.top for glyph in self.glyphs)

    @property
    def bottom(self) -> int:
        """Lower edge."""
        return max(glyph.bottom for glyph in self.glyphs)

    @property
    def size(self) -> int:
        """Height of its larger glyphs: the size of the type."""
        return max(1, median_low([glyph.bottom - glyph.top for glyph in self.glyphs]))


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of text as it is printed, with leading spaces for its indent."""

    text: str
    top: int
    bottom: int
    blank_before: bool = False
    """More space above it than between the lines of a paragraph."""


def page_rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """Put glyphs on one height into rows, from top to bottom; rows are not parted at gaps yet."""
    rows: list[list[Glyph]] = []
    middles: list[int] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.middle, glyph.left)):
        height = glyph.bottom - glyph.top
        if rows and abs(glyph.middle - middles[-1]) * 5 <= max(height, 100) * 2:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            middles.append(glyph.middle)
    return [Row(tuple(sorted(row, key=lambda glyph: glyph.left))) for row in rows]


def part_at_gaps(row: Row, widest: int) -> list[Row]:
    """Part a row where more than `widest` lies between two glyphs."""
    parts: list[list[Glyph]] = [[row.glyphs[0]]]
    right = row.glyphs[0].right
    for glyph in row.glyphs[1:]:
        if glyph.left - right > widest:
            parts.append([])
        parts[-1].append(glyph)
        right = max(right, glyph.right)
    return [Row(tuple(part)) for part in parts]


def reading_order(rows: Sequence[Row], *, width: int) -> list[list[Row]]:
    """Rows in groups that are read one after another: bands from top to bottom, columns in them.

    A group is one column of text; a page without columns is one group. `width` is that of the page.
    """
    gutter = _gutter(rows, width=width)
    if gutter is None:
        return [list(rows)]
    groups: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    for row in rows:
        sides = _sides(row, gutter)
        if sides is None:
            groups += [group for group in (left, right) if group]
            groups.append([row])
            left, right = [], []
        else:
            left += sides[0]
            right += sides[1]
    groups += [group for group in (left, right) if group]
    return groups


def print_lines(rows: Sequence[Row]) -> list[PrintedLine]:
    """The lines of one column: words spaced as printed, indents kept, paragraphs set apart."""
    if not rows:
        return []
    margin = _margin(rows)
    pitch = _pitch(rows)
    lines: list[PrintedLine] = []
    bottom = None
    for row in rows:
        indent = max(0, row.left - margin) * 2 // row.size
        apart = bottom is not None and row.top - bottom > pitch
        text = " " * min(indent, 80) + row_text(row)
        lines.append(PrintedLine(text, row.top, row.bottom, blank_before=apart))
        bottom = row.bottom
    return lines


def row_text(row: Row) -> str:
    """The characters of a row; a space for a small gap, several for one that parts columns."""
    size = row.size
    words = row.glyphs[0].char
    before = row.glyphs[0]
    right = before.right
    for glyph in row.glyphs[1:]:
        gap = glyph.left - right
        if gap * 2 > size * 3:
            words += "   "
        elif _is_word_gap(before, glyph, gap, size):
            words += " "
        words += glyph.char
        before, right = glyph, max(right, glyph.right)
    return words


def _is_word_gap(before: Glyph, glyph: Glyph, gap: int, size: int) -> bool:
    """Chinese type is set apart by justification; only Latin words have real spaces."""
    is_wide = before.char >= _WIDE_FROM or glyph.char >= _WIDE_FROM
    return gap * 10 > size * (7 if is_wide else 2)


def _gutter(rows: Sequence[Row], *, width: int) -> tuple[int, int] | None:
    """The white strip between two columns of running text, if the page has one."""
    if len(rows) < 8:
        return None
    size = median_low([row.size for row in rows])
    step = max(1, size // 2)
    crossing: Counter[int] = Counter()
    for row in rows:
        for part in part_at_gaps(row, size):
            crossing.update(range(part.left // step, part.right // step + 1))
    best: tuple[int, int] | None = None
    start = None
    for place in range(width // 4 // step, width * 3 // 4 // step + 1):
        if crossing[place] * 8 <= len(rows):
            start = place if start is None else start
            if best is None or place - start > best[1] - best[0]:
                best = (start, place)
        else:
            start = None
    if best is None:
        return None
    gutter = (best[0] * step, (best[1] + 1) * step)
    return gutter if _are_columns(rows, gutter, size) else None


def _are_columns(rows: Sequence[Row], gutter: tuple[int, int], size: int) -> bool:
    """Running text fills both sides; a table or a list leaves most of the width empty."""
    left = [parts[0] for row in rows if (parts := _sides(row, gutter)) and parts[0]]
    right = [parts[1] for row in rows if (parts := _sides(row, gutter)) and parts[1]]
    if len(left) < 5 or len(right) < 5:
        return False
    return all(_is_running(side, size) for side in (left, right))


def _is_running(side: Sequence[Sequence[Row]], size: int) -> bool:
    edges = [(rows[0].left, rows[-1].right) for rows in side]
    width = max(right for _, right in edges) - min(left for left, _ in edges)
    full = sum(1 for left, right in edges if (right - left) * 10 >= width * 8)
    single = sum(1 for rows in side if len(rows) == 1)
    return width >= size * 8 and full * 10 >= len(side) * 6 and single * 10 >= len(side) * 8


def _sides(row: Row, gutter: tuple[int, int]) -> tuple[list[Row], list[Row]] | None:
    """The parts of a row left and right of the gutter; None when it crosses it."""
    parts = part_at_gaps(row, max(100, (gutter[1] - gutter[0]) // 2))
    left = [part for part in parts if part.right <= gutter[1]]
    right = [part for part in parts if part.left >= gutter[0] and part not in left]
    return (left, right) if len(left) + len(right) == len(parts) else None


def _margin(rows: Sequence[Row]) -> int:
    """The left edge that most rows share."""
    size = median_low([row.size for row in rows])
    counts = Counter(row.left // max(1, size // 2) for row in rows)
    common = [place for place, count in counts.items() if count * 3 > max(counts.values())]
    place = min(common)
    return min(row.left for row in rows if row.left // max(1, size // 2) == place)


def _pitch(rows: Sequence[Row]) -> int:
    """More than this between two rows is the space between paragraphs."""
    gaps = [max(0, low.top - high.bottom) for high, low in pairwise(rows)]
    usual = median_low(gaps) if gaps else 0
    return usual + max(usual * 3 // 5, median_low([row.size for row in rows]) // 2)
