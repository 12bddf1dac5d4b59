"""Wrapping (折行): which printed lines run to the edge of their column.

A line that runs to the edge says nothing about where its paragraph ends. There is no single width
in a text: newspapers change it from column to column, so the edge is looked for around each line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from jiefang.figures.read.lines import Line
from jiefang.figures.read.patterns import NUMERAL_PIECE, PROSE, ends_open

STRIDE: Final = 4
"""Lines that share one search for the edge."""
REACH: Final = 10
"""Neighbours looked at on either side of such a group."""
SHORTER: Final = 3
"""Columns that a full line may lack: punctuation may not begin a line, words do not break."""
LONGER: Final = 8
"""Columns that it may exceed: quotation marks and letters are printed narrow."""
FIRST_INDENT: Final = 4
"""Columns that the first line of a paragraph lacks when its indent was lost."""
NARROWEST: Final = 18
WIDEST: Final = 130
"""A fixed-width column has between 9 and 65 Chinese characters."""


class Fill(IntEnum):
    """How far a line runs (行满程度)."""

    SHORT = 0
    FIRST = 1
    """To the edge if it is the first line of a paragraph whose indent was lost."""
    FULL = 2


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How the lines of a text were wrapped; every list has one entry a line."""

    fill: Sequence[Fill]
    is_piece: Sequence[bool]
    """A numeral or sign that stands alone because of its typeface; belongs to its neighbours."""


def find_wrapping(lines: Sequence[Line]) -> Wrapping:
    """Find the column edges in `lines` and which lines reach them."""
    edges = _edges(lines)
    fill: list[Fill] = []
    pieces: list[bool] = []
    for index, line in enumerate(lines):
        group = index // STRIDE
        near = {edge for edge in edges[max(0, group - 1) : group + 2] if edge}
        fill.append(max((_fill(line.width, edge) for edge in near), default=Fill.SHORT))
        pieces.append(_is_piece(lines, index, is_wrapped=bool(near)))
    return Wrapping(fill=fill, is_piece=pieces)


def _fill(width: int, edge: int) -> Fill:
    if edge - SHORTER <= width <= edge + LONGER:
        return Fill.FULL
    if edge - SHORTER - FIRST_INDENT <= width < edge - SHORTER:
        return Fill.FIRST
    return Fill.SHORT


def _edges(lines: Sequence[Line]) -> list[int]:
    """The column edge around each group of lines; 0 where the text is not wrapped."""
    answer: list[int] = []
    for first in range(0, len(lines), STRIDE):
        around = lines[max(0, first - REACH) : first + STRIDE + REACH]
        answer.append(_edge([line for line in around if line.width >= NARROWEST]))
    return answer


def _edge(around: Sequence[Line]) -> int:
    """The width that many neighbours share while they stop in the middle of a sentence."""
    counts = Counter(line.width for line in around if _is_cut(line))
    best = support = 0
    for width in counts:
        alike = sum(count for other, count in counts.items() if -2 <= other - width <= 2)
        if (alike, width) > (support, best):
            best, support = width, alike
    wider = sum(1 for line in around if line.width > best + LONGER)
    # A short boxed text has few lines to show its width by.
    fewest = 3 if len(around) > 6 else 2
    if support < fewest or best > WIDEST or wider > support or support * 5 < len(around):
        return 0
    # Within the cluster the commonest width is the edge, the widest of equals.
    cluster = [(count, width) for width, count in counts.items() if -2 <= width - best <= 2]
    return max(cluster)[1]


def _is_cut(line: Line) -> bool:
    """A line of prose that stops in the middle of a sentence."""
    return ends_open(line.text) and PROSE.search(line.text) is not None


def _is_piece(lines: Sequence[Line], index: int, *, is_wrapped: bool) -> bool:
    """Whether a line is a numeral or a sign that belongs between its neighbours."""
    line = lines[index]
    is_sign = is_wrapped and line.width <= 2
    if line.width > 16 or not (is_sign or NUMERAL_PIECE.fullmatch(line.text)):
        return False
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if any(near and NUMERAL_PIECE.fullmatch(near.text) for near in (before, after)):
        return False
    around = lines[max(0, index - 6) : index + 7]
    return sum(1 for near in around if PROSE.search(near.text)) >= 2
