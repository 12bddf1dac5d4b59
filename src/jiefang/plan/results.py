"""What an audit gives the site (审核结果): plain rows between the figures library and the tables.

`jiefang.plan.auditing` makes them, `jiefang.plan.actions.store_results` writes them. Everything
that only the detail of one finding shows is in `detail`, plain JSON.
"""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]  # Any: JSON that is stored and shown, never computed with


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A stretch of a document that is shown as one paragraph or one table."""

    kind: str
    start: int
    end: int
    text: str
    level: int = 0
    page: int | None = None
    grid: Json | None = None


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One printed figure; `tone` is the loudest of its findings, empty when none tests it."""

    key: str
    start: int
    end: int
    text: str
    kind: str
    tone: str
    source: str
    """Verdict against the source tables: `equal`, `different`, `without_source` or empty."""
    detail: Json


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document as read; `doc` is its short name in the contract of the command line."""

    position: int
    doc: str
    title: str
    chars: int
    sha256: str
    genre: str
    date: str
    issuer: str
    warnings: tuple[Json, ...]
    """Sentences, each in both languages."""
    passages: tuple[PassageRow, ...]
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One tested relation, or a joint contradiction of several."""

    key: str
    rule: str
    tone: str
    verdict: str
    strength: str
    position: int
    start: int
    place: Json
    message_zh: str
    message_en: str
    claims: tuple[str, ...]
    detail: Json


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that could not be read: why, and what to do, in both languages."""

    name: str
    reason: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class RunResult:
    """Everything that one run found."""

    documents: tuple[DocumentRow, ...]
    findings: tuple[FindingRow, ...]
    refused: dict[int, RefusedFile] = field(default_factory=dict)
    """By position of the document in its run."""
    twins: dict[int, int] = field(default_factory=dict)
    """Position of a file with the same bytes as an earlier one → position of that one."""
    tested_claims: int = 0
    facts: Json = field(default_factory=dict)
    """Milliseconds by step, and counts against the source tables."""
