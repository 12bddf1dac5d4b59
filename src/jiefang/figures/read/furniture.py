"""Page furniture (页眉页脚、网页边框): lines that belong to the page, not to the document."""

from __future__ import annotations

from collections.abc import Sequence

from jiefang.figures.read.lines import Line
from jiefang.figures.read.patterns import (
    BARE_INTEGER,
    PROSE,
    ends_sentence,
    is_navigation,
    is_page_number,
    outline_mark,
)

LONGEST_RUNNING_HEAD = 60


def furniture_lines(lines: Sequence[Line]) -> set[int]:
    """Indexes of the lines that are furniture."""
    found = {
        index
        for index, line in enumerate(lines)
        if is_page_number(line.text) or is_navigation(line.text)
    }
    found |= _counted_pages(lines)
    return found | _running_heads(lines, found)


def _counted_pages(lines: Sequence[Line]) -> set[int]:
    """Bare numbers that count the pages: 3, 4, 5 … each several lines after the one before."""
    bare = [i for i, line in enumerate(lines) if BARE_INTEGER.fullmatch(line.text)]
    best: list[int] = []
    chain: list[int] = []
    for index in bare:
        number = int(lines[index].text)
        if chain and number == int(lines[chain[-1]].text) + 1 and index - chain[-1] >= 6:
            chain.append(index)
        elif not chain or number != int(lines[chain[-1]].text):
            chain = [index]
        if len(chain) > len(best):
            best = list(chain)
    return set(best) if len(best) >= 3 and len(best) * 2 >= len(bare) else set()


def _running_heads(lines: Sequence[Line], numbers: set[int]) -> set[int]:
    """Short lines that come back at page breaks with the same words."""
    places: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if len(line.text) <= LONGEST_RUNNING_HEAD and _may_be_head(line.text):
            places.setdefault(line.text, []).append(index)
    return {
        index
        for found in places.values()
        if len(found) >= 3
        and sum(1 for i in found if _at_break(lines, numbers, i)) * 3 >= len(found) * 2
        for index in found
    }


def _may_be_head(text: str) -> bool:
    return not (ends_sentence(text) or outline_mark(text) or PROSE.search(text))


def _at_break(lines: Sequence[Line], numbers: set[int], index: int) -> bool:
    if lines[index].new_page or (index + 1 < len(lines) and lines[index + 1].new_page):
        return True
    return bool(numbers & {index - 1, index + 1})
