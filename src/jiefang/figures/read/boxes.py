"""Boxed texts (专栏): a box that a page prints in the middle of a sentence.

In a text that was taken from printed pages a box stands where the page had it: after the last
line of a page, while the sentence goes on at the top of the next one. The box is told by its first
words and by the page break that ends it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiefang.figures.read.lines import Line
from jiefang.figures.read.paragraphs import begins_item
from jiefang.figures.read.patterns import BOX, ends_open

MOST_BOX_LINES: Final = 40


def find_boxes(lines: Sequence[Line], outside: set[int]) -> list[range]:
    """Lines of each box that interrupts a sentence; `outside` are lines of furniture and tables."""
    spaced = sum(1 for line in lines if line.blanks) * 5 >= len(lines) * 4
    boxes: list[range] = []
    for index, line in enumerate(lines):
        if index in outside or not BOX.match(line.text) or (boxes and index in boxes[-1]):
            continue
        before = _last_before(index, outside)
        end = _page_end(lines, index, outside, spaced=spaced)
        if before is None or end is None or not ends_open(lines[before].text):
            continue
        after = _first_from(lines, end, outside)
        if after is not None and not begins_item(lines[after].text):
            boxes.append(range(index, end))
    return boxes


def _last_before(index: int, outside: set[int]) -> int | None:
    return next((i for i in range(index - 1, max(-1, index - 60), -1) if i not in outside), None)


def _first_from(lines: Sequence[Line], index: int, outside: set[int]) -> int | None:
    top = min(len(lines), index + MOST_BOX_LINES)
    return next((i for i in range(index, top) if i not in outside), None)


def _page_end(lines: Sequence[Line], index: int, outside: set[int], *, spaced: bool) -> int | None:
    """The first line of the next page, or of what ends this one; None when none is near."""
    for place in range(index + 1, min(len(lines), index + MOST_BOX_LINES)):
        line = lines[place]
        # Where blank lines part all lines, one without is the first of a new page.
        is_top = line.new_page or (spaced and not line.blanks and line.indent > 0)
        if is_top or place in outside or line.page != lines[index].page:
            return place
    return None
