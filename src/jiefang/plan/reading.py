"""The source text beside the findings (原文): a window of passages with the figures marked."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.models import Claim, Document, Passage

WINDOW: Final = 9000
"""Characters of source text that one page shows."""
SOFT_BREAK: Final = re.compile(r"[ \t\u3000\u00a0]*[\r\n]+\s*|^[\u3000\u00a0]+")
STEMS: Final = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure in the text: its conclusion and the finding that it leads to."""

    key: str
    tone: str
    finding: str
    is_selected: bool
    letter: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, marked or not."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class CellView:
    """A table cell as shown."""

    pieces: tuple[Piece, ...]
    is_header: bool
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class PassageView:
    """A passage as shown: prose has `pieces`, a table `rows`; `page` only where it turns."""

    kind: str
    level: int
    page: int | None
    pieces: tuple[Piece, ...] = ()
    rows: tuple[tuple[CellView, ...], ...] = ()
    caption: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown of one document, and where its neighbours begin."""

    passages: tuple[PassageView, ...]
    previous: int | None
    following: int | None
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Focus:
    """The selected finding: which figures belong to it, in the order of its formula."""

    finding: str = ""
    claims: tuple[str, ...] = ()


def letter(number: int, *, is_english: bool) -> str:
    """甲 乙 丙 …, in English A B C …; beyond the tenth none."""
    if number >= len(STEMS):
        return ""
    return chr(ord("A") + number) if is_english else STEMS[number]


def window(
    actor: Actor,
    document: Document,
    *,
    at: int | None,
    around: int | None,
    focus: Focus,
    is_english: bool,
) -> Window:
    """Show passages from number `at`, or around the offset `around`, or from the beginning."""
    numbered = list(queries.passages_of(actor, document).values_list("number", "start", "end"))
    if not numbered:
        return Window((), None, None, is_whole=True)
    first, last = _range(numbered, at, around)
    chosen = queries.passages_of(actor, document).filter(number__gte=first, number__lte=last)
    passages = list(chosen)
    start = min(passage.start for passage in passages)
    end = max(passage.end for passage in passages)
    claims = queries.claims_between(actor, document, start, end)
    marks = _marks(actor, claims, focus, is_english=is_english)
    return Window(
        passages=tuple(_views(passages, marks)),
        previous=_page_before(numbered, first) if first else None,
        following=last + 1 if last + 1 < len(numbered) else None,
        is_whole=first == 0 and last + 1 == len(numbered),
    )


def _range(
    numbered: Sequence[tuple[int, int, int]], at: int | None, around: int | None
) -> tuple[int, int]:
    """First and last passage of the window: about `WINDOW` characters."""
    if at is None and around is not None:
        here = max((n for n, start, _ in numbered if start <= around), default=0)
        first = _page_before(numbered, here, WINDOW // 3)
    else:
        first = min(max(at or 0, 0), len(numbered) - 1)
    size, last = 0, first
    for number, start, end in numbered[first:]:
        size += end - start
        if size > WINDOW and number > first:
            break
        last = number
    return first, last


def _page_before(numbered: Sequence[tuple[int, int, int]], number: int, room: int = WINDOW) -> int:
    """Where a window that ends before a passage has to begin."""
    size, first = 0, number
    for before, start, end in reversed(numbered[:number]):
        size += end - start
        if size > room:
            break
        first = before
    return first


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    mark: Mark


def _marks(
    actor: Actor, claims: "QuerySet[Claim]", focus: Focus, *, is_english: bool
) -> list[_Span]:
    leads = queries.first_findings(actor, claims)
    spans, reached = [], 0
    for claim in claims:
        if claim.start < reached:
            continue
        selected = claim.key in focus.claims
        place = focus.claims.index(claim.key) if selected else 0
        mark = Mark(
            key=claim.key,
            tone=claim.tone,
            finding=focus.finding if selected else leads.get(claim.pk, ""),
            is_selected=selected,
            letter=letter(place, is_english=is_english) if selected else "",
        )
        spans.append(_Span(claim.start, claim.end, mark))
        reached = claim.end
    return spans


def _views(passages: Iterable[Passage], marks: Sequence[_Span]) -> Iterable[PassageView]:
    page: int | None = None
    for passage in passages:
        turned = passage.page if passage.page != page else None
        page = passage.page
        inside = [m for m in marks if passage.start <= m.start and m.end <= passage.end]
        if passage.grid is None:
            pieces = _pieces(passage.text, passage.start, passage.end, passage.start, inside)
            yield PassageView(passage.kind, passage.level, turned, pieces=pieces)
        else:
            yield PassageView(
                "table",
                0,
                turned,
                rows=_rows(passage.text, passage.start, passage.grid, inside),
                caption=passage.grid["caption"] or passage.grid["sheet"],
                unit=passage.grid["unit"],
            )


def _rows(
    text: str, offset: int, grid: Mapping[str, list[list[list[int]]]], marks: Sequence[_Span]
) -> tuple[tuple[CellView, ...], ...]:
    return tuple(
        tuple(
            CellView(_pieces(text, start, end, offset, marks), bool(header), down, across)
            for start, end, header, down, across in row
        )
        for row in grid["rows"]
    )


def _pieces(
    text: str, start: int, end: int, offset: int, marks: Sequence[_Span]
) -> tuple[Piece, ...]:
    """Cut [start, end) at its marks; `offset` is where `text` begins in the document."""
    pieces, at = [], start
    for span in marks:
        if start <= span.start and span.end <= end:
            pieces.append(Piece(unwrapped(text[at - offset : span.start - offset])))
            marked = unwrapped(text[span.start - offset : span.end - offset])
            pieces.append(Piece(marked, span.mark))
            at = span.end
    pieces.append(Piece(unwrapped(text[at - offset : end - offset])))
    return tuple(piece for piece in pieces if piece.text)


def unwrapped(words: str) -> str:
    """Words without the soft line breaks and indents of their file.

    >>> unwrapped("同比\\n增长 GDP\\nrose")
    '同比增长 GDP rose'
    """
    return SOFT_BREAK.sub(lambda found: " " if _joins_words(words, found) else "", words)


def _joins_words(words: str, found: re.Match[str]) -> bool:
    before, after = words[found.start() - 1 : found.start()], words[found.end() : found.end() + 1]
    return before.isascii() and after.isascii() and before != "" and after != ""
