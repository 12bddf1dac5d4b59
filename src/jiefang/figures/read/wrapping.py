"""Wrapping (折行): which printed lines run to the edge of their column.

A line that runs to the edge says nothing about where its paragraph ends. There is no single width
in a text: newspapers change it from column to column, so each line is compared with its
neighbours only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiefang.figures.read.lines import Line
from jiefang.figures.read.patterns import NUMERAL_PIECE, PROSE, ends_open

REACH: Final = 8
"""Neighbours looked at on either side."""
SLACK: Final = 4
"""Columns by which full lines differ: punctuation may not begin a line, Latin words do not break."""
NARROWEST: Final = 18
WIDEST: Final = 130
"""A fixed-width column has between 9 and 65 Chinese characters."""


@dataclass(frozen=True, slots=True)
class Visual:
    """What one text line adds to the line that was printed (版面行)."""

    width: int
    """Columns of the printed line up to and including this text line."""
    is_piece: bool
    """A numeral that stands on a line of its own because of its typeface."""


def visual_lines(lines: Sequence[Line]) -> list[Visual]:
    """Put numerals on lines of their own back between their neighbours, as printed."""
    answer: list[Visual] = []
    limit = _usual_width(lines)
    for index, line in enumerate(lines):
        is_piece = _is_numeral_piece(lines, index)
        width = line.width
        if answer and (is_piece or answer[-1].is_piece):
            together = answer[-1].width + width
            width = together if together <= limit + SLACK else width
        answer.append(Visual(width=width, is_piece=is_piece))
    return answer


def full_lines(lines: Sequence[Line], visuals: Sequence[Visual]) -> list[bool]:
    """For each line whether it runs to the edge of its column."""
    return [_is_full(lines, visuals, index) for index in range(len(lines))]


def _usual_width(lines: Sequence[Line]) -> int:
    """The widest column that is common in the text; only used to end a chain of numerals."""
    counts: dict[int, int] = {}
    for line in lines:
        if NARROWEST <= line.width <= WIDEST and ends_open(line.text):
            counts[line.width] = counts.get(line.width, 0) + 1
    common = [width for width, count in counts.items() if count * 25 >= len(lines)]
    return max(common, default=WIDEST)


def _is_numeral_piece(lines: Sequence[Line], index: int) -> bool:
    line = lines[index]
    if line.width > 16 or not NUMERAL_PIECE.fullmatch(line.text):
        return False
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    if any(near and NUMERAL_PIECE.fullmatch(near.text) for near in (before, after)):
        return False
    around = lines[max(0, index - 6) : index + 7]
    return sum(1 for near in around if PROSE.search(near.text)) >= 2


def _is_full(lines: Sequence[Line], visuals: Sequence[Visual], index: int) -> bool:
    width = visuals[index].width
    if not NARROWEST <= width <= WIDEST:
        return False
    alike = open_alike = prose = wider = 0
    for near in range(max(0, index - REACH), min(len(lines), index + REACH + 1)):
        difference = visuals[near].width - width
        if near == index or visuals[near].is_piece:
            continue
        if difference > SLACK:
            wider += 1
        elif difference >= -SLACK:
            alike += 1
            open_alike += ends_open(lines[near].text)
            prose += PROSE.search(lines[near].text) is not None
    return alike >= 3 and open_alike * 2 >= alike and prose * 3 >= alike and wider <= alike
