"""Documents as read (文件): the text that offsets count in, with blocks, tables and places.

A reader (`jiefang.figures.read`) turns any supported file into one `Document`. All offsets are
half-open, in Unicode code points of `Document.text`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Span: TypeAlias = tuple[int, int]


class BlockKind(StrEnum):
    """What a stretch of the text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    """A footnote, table note or caption (脚注、注释)."""
    FURNITURE = "furniture"
    """Page numbers, running heads, navigation: never read for claims."""


@dataclass(frozen=True, slots=True)
class Block:
    """One logical paragraph (段落): line breaks inside it are soft and carry no meaning."""

    kind: BlockKind
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None
    level: int | None = None
    """Outline level of a heading, 1 is the highest."""
    gaps: tuple[Span, ...] = ()
    """Stretches between start and end that do not belong to the paragraph: a page number, a boxed
    text or a table that a page break put into the middle of a sentence (sorted, disjoint)."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell (单元格); row and column count from 0 in the resolved grid."""

    row: int
    column: int
    start: int
    end: int
    text: str
    """The text of the cell; equals the slice of the document up to white space."""
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False
    indent: int = 0
    """Columns of white space before the text in its cell: how deep a row label is nested."""
    address: Span | None = None
    """Row and column in the file itself, from 0, empty lines counted; None where it has no grid."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table (表) as a grid of cells; merged cells stand once, at their first place."""

    index: int
    start: int
    end: int
    cells: tuple[Cell, ...]
    rows: int
    columns: int
    caption: str | None = None
    caption_span: Span | None = None
    unit: str | None = None
    """Unit printed for the whole table (单位：亿元), without the word 单位."""
    page: int | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document with everything the later steps need to know of it."""

    doc: str
    """File name without folder or suffix; a second file of that name gets `-2`."""
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    title: str | None = None
    issuer: str | None = None
    date: str | None = None
    """ISO 8601 date of the document, as exact as it is printed (`2021`, `2021-01-27`)."""
    genre: str | None = None
    """`bulletin`, `report` (政府工作报告), `plan`, `news`, `budget`, `table` or None."""
    warnings: tuple[str, ...] = ()
    """What the reader had to decide or leave out, one Chinese sentence each."""
    warnings_en: tuple[str, ...] = ()
    """The same sentences in English, in the same order."""
    path: str | None = field(default=None, compare=False)

    @property
    def chars(self) -> int:
        """Number of code points."""
        return len(self.text)
