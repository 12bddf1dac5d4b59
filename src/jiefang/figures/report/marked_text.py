"""The text of the documents with every tested figure marked (划线原文), as HTML.

A mark tells its verdict by the kind of its line and links to the finding. Long corpora show only
the paragraphs and tables that hold a finding.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.document import Block, BlockKind, Cell, Document, Table
from jiefang.figures.relation import Finding
from jiefang.figures.report.quote import one_line
from jiefang.figures.report.wording import MOOD_NAMES, Lang, Mood, mood_of, pick

MOST_CHARS = 400_000
"""Longer corpora are shown only where something was found."""
_WORST = (Mood.HARD, Mood.SOFT, Mood.UNDECIDED, Mood.EXPLAINED, Mood.OK)


@dataclass(frozen=True, slots=True)
class _Marked:
    """A claim with the verdict that its mark shows and the finding it links to."""

    claim: Claim
    mood: Mood
    anchor: str | None


class MarkedText:
    """All documents of an audit with marks."""

    def __init__(self, audit: Audit, anchors: Mapping[str, str], lang: Lang) -> None:
        self._audit = audit
        self._lang = lang
        self._marks = _marks(audit.findings, anchors)
        self._by_document: dict[str, list[_Marked]] = {}
        for claim in audit.claims:
            if claim.id in self._marks:
                self._by_document.setdefault(claim.doc, []).append(self._marks[claim.id])
        self._whole = sum(document.chars for document in audit.documents) <= MOST_CHARS

    @property
    def has_any(self) -> bool:
        """Whether there is any text to show."""
        return bool(self._audit.documents)

    def html(self) -> Iterator[str]:
        """Each document with its title, paragraphs and tables in order."""
        for document in self._audit.documents:
            yield '<div class="src" lang="zh-Hans">'
            if len(self._audit.documents) > 1:
                yield f"<h3>{escape(document.title or document.doc)}</h3>"
            yield from self._document(document)
            yield "</div>"

    def _document(self, document: Document) -> Iterator[str]:
        marked = self._by_document.get(document.doc, [])
        page: int | None = None
        items: list[Block | Table] = [*document.blocks, *document.tables]
        for item in sorted(items, key=lambda item: (item.start, item.end)):
            inside = _between(marked, item.start, item.end)
            if not self._whole and not any(m.mood is not Mood.OK for m in inside):
                continue
            if item.page is not None and item.page != page:
                page = item.page
                words = pick(self._lang, f"第 {page} 页", f"page {page}")
                yield f'<div class="pgno">{words}</div>'
            if isinstance(item, Table):
                yield self._table(document, item, inside)
            elif item.kind is not BlockKind.FURNITURE:
                yield self._block(document, item, [m for m in inside if m.claim.cell is None])

    def _block(self, document: Document, block: Block, marked: Sequence[_Marked]) -> str:
        words = self._words(document, block.start, block.end, block.gaps, marked)
        if not words.strip():
            return ""
        if block.kind is BlockKind.HEADING:
            return f"<h4>{words}</h4>"
        style = ' class="note"' if block.kind is BlockKind.NOTE else ""
        return f"<p{style}>{words}</p>"

    def _words(
        self,
        document: Document,
        start: int,
        end: int,
        gaps: Sequence[tuple[int, int]],
        marked: Sequence[_Marked],
    ) -> str:
        """The text between two places with its marks, gaps left out."""
        parts = []
        at = start
        for mark in marked:
            if mark.claim.start < at or mark.claim.end > end:
                continue
            parts.append(escape(_without(document.text, at, mark.claim.start, gaps)))
            parts.append(self._mark(document, mark))
            at = mark.claim.end
        parts.append(escape(_without(document.text, at, end, gaps)))
        return "".join(parts)

    def _mark(self, document: Document, mark: _Marked) -> str:
        claim = mark.claim
        words = escape(one_line(document.text[claim.start : claim.end]))
        if mark.anchor is None:
            return f'<mark class="{mark.mood.value}" id="c-{claim.id}"><span>{words}</span></mark>'
        verdict = pick(self._lang, *MOOD_NAMES[mark.mood])
        return (
            f'<mark class="{mark.mood.value}" id="c-{claim.id}"><a href="#{mark.anchor}" '
            f'aria-label="{words}, {escape(verdict)}">{words}</a></mark>'
        )

    def _table(self, document: Document, table: Table, marked: Sequence[_Marked]) -> str:
        caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
        rows: dict[int, list[Cell]] = {}
        for cell in table.cells:
            rows.setdefault(cell.row, []).append(cell)
        lines = []
        for number in sorted(rows):
            cells = "".join(
                self._cell(document, cell, marked)
                for cell in sorted(rows[number], key=lambda cell: cell.column)
            )
            lines.append(f"<tr>{cells}</tr>")
        body = "".join(lines)
        return f'<div class="tw" tabindex="0"><table>{caption}<tbody>{body}</tbody></table></div>'

    def _cell(self, document: Document, cell: Cell, marked: Sequence[_Marked]) -> str:
        inside = _between(marked, cell.start, cell.end)
        words = self._words(document, cell.start, cell.end, (), inside)
        tag = "th" if cell.is_header else "td"
        spans = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
        spans += f' colspan="{cell.column_span}"' if cell.column_span > 1 else ""
        return f"<{tag}{spans}>{words}</{tag}>"


def _marks(findings: Sequence[Finding], anchors: Mapping[str, str]) -> dict[str, _Marked]:
    """For each claim the worst verdict that it takes part in."""
    marks: dict[str, _Marked] = {}
    for finding in findings:
        mood = mood_of(finding)
        for claim in finding.relation.claims:
            known = marks.get(claim.id)
            if known is None or _WORST.index(mood) < _WORST.index(known.mood):
                marks[claim.id] = _Marked(claim, mood, anchors.get(finding.relation.id))
    return marks


def _between(marked: Sequence[_Marked], start: int, end: int) -> Sequence[_Marked]:
    """The marks that begin in a stretch of the text; `marked` is in the order of the text."""
    low = bisect_left(marked, start, key=lambda mark: mark.claim.start)
    high = bisect_left(marked, end, key=lambda mark: mark.claim.start)
    return marked[low:high]


def _without(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> str:
    """The text between two places on one line, without gaps."""
    pieces = []
    at = start
    for gap_start, gap_end in gaps:
        if at < gap_end and gap_start < end:
            pieces.append(text[at : max(at, gap_start)])
            at = min(gap_end, end)
    pieces.append(text[at:end])
    return one_line("".join(pieces))
