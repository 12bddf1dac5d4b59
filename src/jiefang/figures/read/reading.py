"""What each format's reader hands over (读取结果) before the document is named and dated."""

from __future__ import annotations

from dataclasses import dataclass, field

from jiefang.figures.document import Block, Table
from jiefang.figures.read.refusals import Notice


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself (文件属性); often stale, so the first lines win over it."""

    title: str | None = None
    author: str | None = None
    published: str | None = None
    """ISO 8601 date that the page or file prints for itself."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Text, blocks and tables of one file."""

    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    notices: tuple[Notice, ...] = ()
    properties: Properties = field(default_factory=Properties)
