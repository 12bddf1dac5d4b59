"""Lines (行): the printed lines of a text with their place, width and indent.

Widths are in columns of a fixed-pitch print: a Chinese character takes two, a Latin one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from jiefang.figures.read.limits import MAX_LINES

_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029]")
SPACES: Final = " \t\u3000\xa0\u2000\u2001\u2002\u2003\u2009\u200b\u200c\u200d\ufeff\x00\u2060"


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line that is not blank (非空行)."""

    start: int
    """Offset of its first character that is not white space."""
    end: int
    text: str
    indent: int
    """Columns of white space before it."""
    width: int
    """Columns from the first to the last character."""
    blanks: int
    """Blank lines before it."""
    new_page: bool = False
    """A form feed stands before it."""
    page: int | None = None


def split_lines(text: str) -> list[Line]:
    """All lines of `text` that are not blank, in order; one more than `MAX_LINES` at most."""
    lines: list[Line] = []
    start = blanks = 0
    new_page = False
    for stop, after, is_feed in _stops(text):
        raw = text[start:stop]
        body = raw.strip(SPACES)
        if body:
            offset = raw.index(body[0])
            lines.append(
                _line(raw, body, start=start, offset=offset, blanks=blanks, new_page=new_page)
            )
            blanks, new_page = 0, False
            if len(lines) > MAX_LINES:
                break
        else:
            blanks += 1
        new_page = new_page or is_feed
        start = after
    return lines


def columns(text: str) -> int:
    """Width of `text` in columns."""
    # In GB18030 Latin takes one byte and a Chinese character two: the fixed-pitch width.
    return len(text) if text.isascii() else len(text.encode("gb18030", errors="replace"))


def _stops(text: str) -> Iterator[tuple[int, int, bool]]:
    """End of each line, start of the next, and whether a form feed parts them."""
    for match in _BREAK.finditer(text):
        yield match.start(), match.end(), match.group() == "\x0c"
    yield len(text), len(text), False


def _line(raw: str, body: str, *, start: int, offset: int, blanks: int, new_page: bool) -> Line:
    return Line(
        start=start + offset,
        end=start + offset + len(body),
        text=body,
        indent=columns(raw[:offset].replace("\t", "    ")),
        width=columns(body),
        blanks=blanks,
        new_page=new_page,
    )
