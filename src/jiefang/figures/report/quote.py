"""Quotes (引文): the words around figures, with the figures marked, on one line.

Line breaks inside a paragraph are soft and left out; long stretches between figures become “…”.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import regex

from jiefang.figures.claim import Claim
from jiefang.figures.document import Block, Cell, Document, Table

BEFORE, AFTER = 36, 14
"""Characters of context before the first and after the last figure, at most."""
SPAN = 60
"""Characters quoted of a stretch without figures."""
BETWEEN = 60
"""Characters between two figures that are still quoted whole."""

_BREAK = regex.compile(r"\s*[\r\n]+\s*")
_SPACES = regex.compile(r"[ \t\u3000]{2,}")
_STOPS = "。！？；!?;\n"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quote; `claim` is set where it is a figure of the finding."""

    text: str
    claim: Claim | None = None
    is_name: bool = False
    """Words that a finding without figures speaks of."""

    @property
    def is_marked(self) -> bool:
        """Whether the stretch is what the finding is about."""
        return self.claim is not None or self.is_name


@dataclass(frozen=True, slots=True)
class Quote:
    """The words around some figures in one place of one document."""

    doc: str
    first: Claim | None
    parts: tuple[Part, ...]
    at: int = 0
    """Where in the document the words stand."""

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(part.text for part in self.parts)

    def marked(self, before: str = "【", after: str = "】") -> str:
        """The words with every figure between two marks."""
        return "".join(
            f"{before}{part.text}{after}" if part.is_marked else part.text for part in self.parts
        )


def quotes(document: Document, claims: Iterable[Claim]) -> tuple[Quote, ...]:
    """Quote the figures of one document: one quote for each paragraph or table."""
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.end))
    found = []
    for (table, _), group in groupby(ordered, key=lambda claim: _home(document, claim)):
        members = list(group)
        if table is not None:
            parts = _table_parts(document, table, members)
        else:
            parts = _prose_parts(document, members)
        found.append(Quote(document.doc, members[0], tuple(parts), members[0].start))
    return tuple(found)


def quote_span(document: Document, start: int, end: int) -> Quote:
    """Quote a stretch that has no figure of its own (a heading, a list of names)."""
    words = one_line(document.text[start : min(end, start + SPAN)])
    dots = (Part("…"),) if end > start + SPAN else ()
    return Quote(document.doc, None, (Part(words, is_name=True), *dots), start)


def quote_names(
    document: Document, names: Iterable[str], start: int, end: int
) -> tuple[Quote, ...]:
    """Quote each of some names where it stands first between two places."""
    found = []
    for name in dict.fromkeys(names):
        at = document.text.find(name, start, end) if name else -1
        if at >= 0:
            stretch = (at, at + len(name), Part(one_line(name), is_name=True))
            parts = _surrounded(document, block_at(document, at), [stretch])
            found.append(Quote(document.doc, None, tuple(parts), at))
    return tuple(found)


def block_at(document: Document, offset: int) -> Block | None:
    """The paragraph that holds a place of the text."""
    number = bisect_right(document.blocks, offset, key=lambda block: block.start) - 1
    while number >= 0:
        block = document.blocks[number]
        if block.start <= offset < block.end:
            return block
        if offset - block.start > 20_000:
            return None
        number -= 1
    return None


def _home(document: Document, claim: Claim) -> tuple[Table | None, int]:
    """The table, or the start of the paragraph, that a claim stands in."""
    if claim.cell is not None:
        for table in document.tables:
            if table.index == claim.cell.table:
                return table, -1
    block = block_at(document, claim.start)
    return None, block.start if block else claim.start


def _prose_parts(document: Document, claims: Sequence[Claim]) -> list[Part]:
    stretches: list[tuple[int, int, Part]] = []
    for claim in claims:
        if not stretches or claim.start >= stretches[-1][1]:
            words = one_line(document.text[claim.start : claim.end])
            stretches.append((claim.start, claim.end, Part(words, claim)))
    return _surrounded(document, block_at(document, claims[0].start), stretches)


def _surrounded(
    document: Document, block: Block | None, stretches: Sequence[tuple[int, int, Part]]
) -> list[Part]:
    """Marked stretches of one paragraph with the words around and between them."""
    text = document.text
    least, most = (block.start, block.end) if block else (0, len(text))
    cut = block.gaps if block else ()
    lo = _left_edge(text, least, stretches[0][0])
    hi = _right_edge(text, stretches[-1][1], most)
    before = text[least:lo].rstrip() if block else ""
    parts = [Part("…")] if before and before[-1] not in _STOPS else []
    at = lo
    for start, end, part in stretches:
        parts += [Part(_between(text, at, start, cut)), part]
        at = end
    parts.append(Part(_between(text, at, hi, cut)))
    if hi < most and text[hi - 1] not in _STOPS:
        parts.append(Part("…"))
    return [part for part in parts if part.text]


def _left_edge(text: str, least: int, start: int) -> int:
    """Where the sentence begins, but not further away than `BEFORE` characters."""
    floor = max(least, start - BEFORE)
    stop = max(text.rfind(mark, floor, start) for mark in _STOPS if mark != "\n")
    edge = stop + 1 if stop >= 0 else floor
    while edge < start and text[edge].isspace():
        edge += 1
    return edge


def _right_edge(text: str, end: int, most: int) -> int:
    """Where the sentence ends, but not further away than `AFTER` characters."""
    ceiling = max(end, min(most, end + AFTER))
    stops = [
        place for mark in _STOPS if mark != "\n" if (place := text.find(mark, end, ceiling)) >= 0
    ]
    return min(stops) + 1 if stops else ceiling


def _between(text: str, start: int, end: int, cut: Sequence[tuple[int, int]]) -> str:
    """The words between two figures, without gaps, shortened in the middle where they are long."""
    pieces = []
    at = start
    for gap_start, gap_end in cut:
        if at < gap_end and gap_start < end:
            pieces.append(text[at : max(at, gap_start)])
            at = min(gap_end, end)
    pieces.append(text[at:end])
    words = one_line("".join(pieces))
    if len(words) <= BETWEEN:
        return words
    return f"{words[:20]}…{words[-24:]}"


def one_line(words: str) -> str:
    """Words on one line: a soft break between Chinese characters is nothing."""
    joined = _BREAK.sub(lambda found: _joint(words, found.start(), found.end()), words)
    return _SPACES.sub(" ", joined)


def _joint(words: str, start: int, end: int) -> str:
    """What a line break becomes: a blank only between two Latin letters or digits."""
    before = words[start - 1 : start]
    after = words[end : end + 1]
    return " " if before.isascii() and after.isascii() and before and after else ""


def _table_parts(document: Document, table: Table, claims: Sequence[Claim]) -> list[Part]:
    """Each figure behind the names of its row and column."""
    parts = []
    for number, claim in enumerate(claims):
        names = "·".join(name for name in _headers(table, claim) if name)
        lead = "；" if number else ""
        parts.append(Part(f"{lead}{names} " if names else lead))
        parts.append(Part(one_line(document.text[claim.start : claim.end]), claim))
    return [part for part in parts if part.text]


def _headers(table: Table, claim: Claim) -> tuple[str, str]:
    """Names of the row and of the column of a cell, as far as the table prints them."""
    if claim.cell is None:
        return "", ""
    row, column = claim.cell.row, claim.cell.column
    in_row = [c for c in table.cells if _covers(c.row, c.row_span, row) and c.column < column]
    in_column = [c for c in table.cells if _covers(c.column, c.column_span, column) and c.row < row]
    row_name = next((one_line(c.text) for c in in_row if _is_name(c)), "")
    heads = [c for c in in_column if c.is_header] or in_column[:1]
    column_name = " ".join(one_line(c.text) for c in heads if c.text.strip())
    return row_name[:30], column_name[:30]


def _covers(first: int, span: int, wanted: int) -> bool:
    return first <= wanted < first + span


def _is_name(cell: Cell) -> bool:
    """Whether a cell holds words and not only a number."""
    return bool(regex.search(r"\p{L}", cell.text))
