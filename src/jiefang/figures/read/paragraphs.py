"""Paragraphs (段落): printed lines joined into what the author wrote as one paragraph.

A wrong join mixes two statements, a wrong break loses the context of one; so lines are joined only
where the first is visibly unfinished: it runs to the edge of its column, or its last character
cannot end a paragraph, or the next line begins with what cannot begin one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from jiefang.figures.document import Span
from jiefang.figures.read.lines import Line
from jiefang.figures.read.patterns import (
    BOX,
    BULLET,
    CAPTION,
    FOOTNOTE,
    HEAD_FORBIDDEN,
    MARKDOWN_HEADING,
    NOTE,
    OPEN_END,
    ORNAMENTED,
    PICTURE_CREDIT,
    PROSE,
    SALUTATION,
    STRONG_MARKS,
    bare_end,
    ends_open,
    ends_sentence,
    outline_mark,
    unclosed,
)
from jiefang.figures.read.wrapping import Fill, Wrapping, find_wrapping

_CHAPTERS: Final = frozenset({"part", "chapter", "section"})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, with what lies between them but not in them."""

    lines: tuple[Line, ...]
    gaps: tuple[Span, ...] = ()

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.lines[-1].end


def join_lines(
    lines: Sequence[Line],
    interruptions: Sequence[Span] = (),
    stands_alone: Callable[[Line], bool] | None = None,
) -> list[Paragraph]:
    """Join `lines` into paragraphs.

    `interruptions` are spans that lie between some of the lines; `stands_alone` tells the lines
    that the file marks as a paragraph or heading of their own.
    """
    if not lines:
        return []
    layout = _Layout.of(lines)
    between = _interruptions_before(lines, interruptions)
    paragraphs: list[Paragraph] = []
    current: list[Line] = [lines[0]]
    gaps: list[Span] = []
    for index in range(1, len(lines)):
        gap = between.get(index)
        alone = stands_alone is not None and any(map(stands_alone, lines[index - 1 : index + 1]))
        is_first = len(current) == 1
        if not alone and layout.goes_on(
            index - 1, is_first=is_first, is_interrupted=gap is not None
        ):
            current.append(lines[index])
            if gap:
                gaps.append(gap)
            continue
        paragraphs.append(Paragraph(tuple(current), tuple(gaps)))
        current, gaps = [lines[index]], []
    paragraphs.append(Paragraph(tuple(current), tuple(gaps)))
    return paragraphs


def begins_item(text: str) -> bool:
    """Whether a line opens something of its own whatever stood before it."""
    if outline_mark(text) in STRONG_MARKS or MARKDOWN_HEADING.match(text):
        return True
    if BULLET.match(text) and not text.startswith("—" * 2 + "，"):
        return True
    return any(pattern.match(text) for pattern in (BOX, CAPTION, SALUTATION, NOTE))


def begins_weak_item(text: str) -> bool:
    """Whether a line looks like an item but might also be the middle of a sentence."""
    return outline_mark(text) is not None or FOOTNOTE.match(text) is not None


@dataclass(frozen=True, slots=True)
class _Layout:
    """Lines with what was found out about how they were printed."""

    lines: Sequence[Line]
    wrapping: Wrapping
    blanks_part: bool
    """Blank lines stand between paragraphs only, not between all lines."""
    indent: Sequence[int]
    """Usual indent around each line."""

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Layout:
        close = sum(1 for line in lines[1:] if line.blanks == 0)
        return cls(
            lines=lines,
            wrapping=find_wrapping(lines),
            blanks_part=close * 4 >= len(lines),
            indent=_usual_indents(lines),
        )

    def goes_on(self, index: int, *, is_first: bool, is_interrupted: bool) -> bool:
        """Whether the paragraph of line `index` goes on in the next line.

        `is_first`: line `index` is the first of its paragraph; `is_interrupted`: a page number, a
        table or a box stands between the two lines.
        """
        before, after = self.lines[index].text, self.lines[index + 1].text
        if begins_item(after) or PICTURE_CREDIT.search(before):
            return False
        if _is_whole_heading(before, is_full=self.wrapping.fill[index] is Fill.FULL):
            return False
        if after[0] in HEAD_FORBIDDEN and not ends_sentence(before):
            return True
        if self._is_indented(index + 1) and not unclosed(before):
            return False
        if not ends_open(before):
            return self._runs_on_after_end(index) and not is_interrupted
        return self._runs_on_open(index, is_first=is_first, is_interrupted=is_interrupted)

    def _runs_on_after_end(self, index: int) -> bool:
        """A full line that ends with a full stop goes on where nothing parts it from the next."""
        before, after = self.lines[index], self.lines[index + 1]
        if self.wrapping.fill[index] is not Fill.FULL or begins_weak_item(after.text):
            return False
        if bare_end(before.text) in ":：" or not self._is_inner_line(index + 1):
            return False
        return not (self.blanks_part and after.blanks)

    def _runs_on_open(self, index: int, *, is_first: bool, is_interrupted: bool) -> bool:
        before, after = self.lines[index], self.lines[index + 1]
        fill = self.wrapping.fill[index]
        unfinished = bare_end(before.text) in OPEN_END or unclosed(before.text)
        if begins_weak_item(after.text):
            return unfinished and fill is Fill.FULL
        if unfinished or self._is_beside_piece(index):
            return True
        if fill is Fill.FULL and not (is_first and self._is_first_like(index + 1)):
            return True
        if fill is Fill.FIRST and is_first:
            return self._is_inner_line(index + 1)
        if is_interrupted or self._is_list_item_tail(index):
            return not is_interrupted
        # Prose without a stop at its end was cut by a column or a picture.
        is_prose = "。" in before.text or (before.width >= 60 and bool(PROSE.search(before.text)))
        return is_prose and bool(PROSE.search(after.text))

    def _is_inner_line(self, index: int) -> bool:
        """A line as they stand inside a paragraph: full, or the last one with its stop."""
        if self.wrapping.fill[index] is Fill.FULL or self._is_beside_piece(index):
            return True
        return ends_sentence(self.lines[index].text)

    def _is_first_like(self, index: int) -> bool:
        """A line that would be full if it were the first of a paragraph, and only then."""
        return self.wrapping.fill[index] is Fill.FIRST and ends_open(self.lines[index].text)

    def _is_beside_piece(self, index: int) -> bool:
        """Beside a numeral on a line of its own the widths say nothing."""
        return any(self.wrapping.is_piece[max(0, index - 1) : index + 2])

    def _is_list_item_tail(self, index: int) -> bool:
        """The second line of a bulleted item, in a text whose items have no blank line inside."""
        before, after = self.lines[index], self.lines[index + 1]
        return (
            self.blanks_part
            and not after.blanks
            and before.width >= 30
            and BULLET.match(before.text) is not None
        )

    def _is_indented(self, index: int) -> bool:
        return self.lines[index].indent - self.indent[index] >= 2


def _is_whole_heading(text: str, *, is_full: bool) -> bool:
    """A short line with an outline mark and no stop: the heading ends with the line."""
    if MARKDOWN_HEADING.match(text) or ORNAMENTED.match(text):
        return True
    mark = outline_mark(text)
    return (
        mark is not None
        and len(text) <= 40
        and ends_open(text)
        and bare_end(text) not in OPEN_END
        and not unclosed(text)
        and (mark in _CHAPTERS or not (is_full or PROSE.search(text[4:])))
    )


def _usual_indents(lines: Sequence[Line]) -> list[int]:
    """The smallest indent among the neighbours of each line."""
    return [
        min(line.indent for line in lines[max(0, index - 3) : index + 4])
        for index in range(len(lines))
    ]


def _interruptions_before(lines: Sequence[Line], spans: Sequence[Span]) -> dict[int, Span]:
    """Map the index of a line to the stretch that lies between it and the line before."""
    answer: dict[int, Span] = {}
    position = 0
    for index in range(1, len(lines)):
        inside: list[Span] = []
        while position < len(spans) and spans[position][0] < lines[index].start:
            if spans[position][0] >= lines[index - 1].end:
                inside.append(spans[position])
            position += 1
        if inside:
            answer[index] = (inside[0][0], inside[-1][1])
    return answer
