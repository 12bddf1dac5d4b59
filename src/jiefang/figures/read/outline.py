"""Kinds of blocks (段落性质): heading, paragraph, note or furniture, with outline levels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from jiefang.figures.document import Block, BlockKind
from jiefang.figures.read.paragraphs import Paragraph
from jiefang.figures.read.patterns import (
    BOLD_LINE,
    BOX,
    BULLET,
    CAPTION,
    CIRCLED,
    CLAUSE_END,
    DATE_LINE,
    FOOTNOTE,
    MARKDOWN_HEADING,
    NOTE,
    OPEN_END,
    OUTLINE,
    PROSE,
    REFERENCE_MARK,
    SALUTATION,
    bare_end,
    ends_sentence,
    outline_mark,
)

LONGEST_HEADING: Final = 45
"""Characters; longer lines are paragraphs whatever they begin with."""

_ORDER: Final = tuple(name for name, _ in OUTLINE)
_FIRST_LEVEL: Final = 2
"""Level 1 is the title of the document."""


@dataclass(frozen=True, slots=True)
class _Draft:
    block: Block
    mark: str | None
    text: str


def build_blocks(paragraphs: Sequence[Paragraph], text: str) -> list[Block]:
    """Turn paragraphs into blocks in the same order, with kinds and levels."""
    drafts = [_draft(paragraph, text) for paragraph in paragraphs]
    drafts = _plain_headings(drafts)
    drafts = _notes(drafts, has_marks=REFERENCE_MARK.search(text) is not None)
    levels = _levels(drafts)
    return [_with_level(draft, levels) for draft in drafts]


def _draft(paragraph: Paragraph, text: str) -> _Draft:
    start, end = paragraph.start, paragraph.end
    words = " ".join(line.text for line in paragraph.lines)
    kind, level, mark = BlockKind.PARAGRAPH, None, None
    if heading := MARKDOWN_HEADING.match(words):
        kind, level, mark = BlockKind.HEADING, len(heading[1]), "markdown"
        start, end = start + heading.start(2), start + heading.end(2)
        words = heading[2]
    if len(paragraph.lines) == 1 and (bold := BOLD_LINE.match(words)):
        start, end = start + bold.start(2), start + bold.start(2) + len(bold[2])
        words = bold[2]
        if kind is BlockKind.PARAGRAPH and _is_bold_heading(words):
            kind, mark = BlockKind.HEADING, "plain"
    if mark != "markdown" and _is_marked_heading(words):
        kind, mark = BlockKind.HEADING, outline_mark(words)
    block = Block(
        kind=kind,
        start=start,
        end=end,
        page=paragraph.lines[0].page,
        level=level,
        gaps=paragraph.gaps,
    )
    return _Draft(block, mark, text[start:end] if not paragraph.gaps else words)


def _is_bold_heading(words: str) -> bool:
    if len(words) > LONGEST_HEADING or SALUTATION.match(words) or words[0] in "（(—―-":
        return False
    return not ends_sentence(words) and bare_end(words) not in CLAUSE_END + OPEN_END


def _is_marked_heading(words: str) -> bool:
    mark = outline_mark(words)
    if mark is None or len(words) > LONGEST_HEADING or ends_sentence(words):
        return False
    return bare_end(words) not in CLAUSE_END + OPEN_END


def _plain_headings(drafts: list[_Draft]) -> list[_Draft]:
    """Short lines without a mark that stand above a paragraph are headings as well."""
    answer: list[_Draft] = []
    for index, draft in enumerate(drafts):
        following = drafts[index + 1] if index + 1 < len(drafts) else None
        is_plain = draft.block.kind is BlockKind.PARAGRAPH
        if is_plain and _is_plain_heading(draft.text, following):
            heading = replace(draft.block, kind=BlockKind.HEADING)
            answer.append(replace(draft, block=heading, mark="plain"))
        else:
            answer.append(draft)
    return answer


def _is_plain_heading(words: str, following: _Draft | None) -> bool:
    if len(words) > 30 or PROSE.search(words) or BULLET.match(words) or FOOTNOTE.match(words):
        return False
    if ends_sentence(words) or DATE_LINE.fullmatch(words) or NOTE.match(words) or following is None:
        return False
    return len(following.text) > max(40, len(words)) or following.mark not in (None, "plain")


def _notes(drafts: list[_Draft], *, has_marks: bool) -> list[_Draft]:
    """Mark 注：, sources, captions and the footnotes at the end as notes."""
    answer: list[_Draft] = []
    in_notes = False
    for draft in drafts:
        words = draft.text
        if NOTE.match(words):
            in_notes = True
        elif draft.mark is not None and draft.mark != "plain" and not FOOTNOTE.match(words):
            in_notes = in_notes and draft.mark in {"digit", "digit_bracket"}
        elif in_notes and not FOOTNOTE.match(words):
            in_notes = outline_mark(words) in {"digit", "digit_bracket"}
        is_footnote = has_marks and _is_footnote(words)
        is_note = in_notes or is_footnote or CAPTION.match(words) is not None
        note = replace(draft.block, kind=BlockKind.NOTE)
        answer.append(replace(draft, block=note) if is_note else draft)
    return answer


def _is_footnote(words: str) -> bool:
    """A line that begins with the mark that other lines carry inside (`[3]`, ①)."""
    return FOOTNOTE.match(words) is not None and (
        words[0] in "[［〔【" or CIRCLED.match(words) is not None
    )


def _levels(drafts: Sequence[_Draft]) -> dict[str, int]:
    """Count the levels over the marks that the document uses."""
    used = {d.mark for d in drafts if d.block.kind is BlockKind.HEADING and d.mark}
    deepest_markdown = max((d.block.level or 0 for d in drafts), default=0)
    first = max(_FIRST_LEVEL, deepest_markdown + 1)
    ordered = [name for name in _ORDER if name in used]
    levels = {name: first + position for position, name in enumerate(ordered)}
    levels["plain"] = first + len(ordered)
    return levels


def _with_level(draft: _Draft, levels: dict[str, int]) -> Block:
    block = draft.block
    if block.kind is not BlockKind.HEADING or block.level is not None or draft.mark is None:
        return block
    level = levels["plain"] if BOX.match(draft.text) else levels[draft.mark]
    return replace(block, level=level)
