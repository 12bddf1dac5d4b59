"""One fact through several documents (指标 × 期间 × 文件): revised, re-based, no longer reported.

A *series* is what documents state again and again: one indicator (or the words of one subject) of
one area in one kind, unit and scope. A cell is what one document prints for one period.

* revised (修订): a later document prints another figure for the same period;
* re-based (重算基期): a later document prints other figures for two or more past periods at once;
* no longer reported (不再公布): two documents or more printed the series of a recognised
  indicator, the latest one does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from jiefang.figures.claim import Claim, Kind, Status
from jiefang.figures.document import Document
from jiefang.figures.judge.printed import readings
from jiefang.figures.source import name_of

_LEVELS = frozenset({Kind.LEVEL, Kind.RATE, Kind.SHARE, Kind.INDEX})
_SHOWN = _LEVELS | {Kind.GROWTH, Kind.RATIO}
REBASED_FROM_PERIODS = 2
LATEST_DOCUMENTS = 1


class Mark(StrEnum):
    """What became of a series."""

    REVISED = "revised"
    REBASED = "rebased"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Key:
    """Identity of a series."""

    name: str
    kind: str
    unit: str
    area: str
    scope: str
    is_known: bool
    """Whether an indicator was recognised; else only the words of the subject are the same."""


@dataclass(frozen=True, slots=True)
class Series:
    """One series: for each period what each document prints, as claims."""

    key: Key
    cells: Mapping[str, Mapping[str, Claim]]
    """Period → document → claim; periods and documents ascending."""
    revised: frozenset[str]
    """Periods whose figure a later document changed."""
    marks: frozenset[Mark]


def all_series(documents: Sequence[Document], claims: Iterable[Claim]) -> tuple[Series, ...]:
    """Every series that at least two documents print, in the order of first mention."""
    order = {document.doc: number for number, document in enumerate(in_time(documents))}
    found: dict[Key, dict[str, dict[str, Claim]]] = defaultdict(lambda: defaultdict(dict))
    for claim in claims:
        key = _key(claim)
        if key is not None and claim.period:
            found[key][claim.period].setdefault(claim.doc, claim)
    latest = set(list(order)[-LATEST_DOCUMENTS:])
    made = []
    for key, cells in found.items():
        printed_by = {doc for row in cells.values() for doc in row}
        if len(printed_by) < 2:
            continue
        ordered = {
            period: dict(sorted(row.items(), key=lambda item: order[item[0]]))
            for period, row in sorted(cells.items())
        }
        # Words change from year to year: only a recognised indicator can be missed.
        made.append(_series(key, ordered, is_dropped=key.is_known and not printed_by & latest))
    return tuple(made)


def in_time(documents: Sequence[Document]) -> list[Document]:
    """Documents by date; those without one keep their place at the end."""
    return sorted(documents, key=lambda document: document.date or "9999")


def _series(key: Key, cells: Mapping[str, Mapping[str, Claim]], *, is_dropped: bool) -> Series:
    changed = {period: _changes(row) for period, row in cells.items()}
    revised = frozenset(period for period, docs in changed.items() if docs)
    by_document: dict[str, int] = defaultdict(int)
    for docs in changed.values():
        for doc in docs:
            by_document[doc] += 1
    marks = set()
    if max(by_document.values(), default=0) >= REBASED_FROM_PERIODS:
        marks.add(Mark.REBASED)
    elif revised:
        marks.add(Mark.REVISED)
    if is_dropped:
        marks.add(Mark.DROPPED)
    return Series(key, cells, revised, frozenset(marks))


def _changes(row: Mapping[str, Claim]) -> list[str]:
    """The documents that print another figure than the one before them, beyond rounding."""
    changed = []
    before: Claim | None = None
    for doc, claim in row.items():
        if before is not None and not _meet(before, claim):
            changed.append(doc)
        before = claim
    return changed


def _meet(first: Claim, second: Claim) -> bool:
    """Whether two prints can be one number."""
    if first.values or second.values:
        return first.values == second.values
    one, other = readings(first), readings(second)
    if one is None or other is None:
        return True
    return one.printed.meets(other.printed) or one.truncated.meets(other.truncated)


def _key(claim: Claim) -> Key | None:
    """The series of a claim; None where it has no name or is a target."""
    if claim.kind not in _SHOWN or claim.status in {Status.TARGET, Status.FORECAST}:
        return None
    name = claim.indicator or name_of(claim)
    if not name:
        return None
    kind = "level" if claim.kind in _LEVELS else claim.kind.value
    area, scope = claim.area or "", claim.scope or ""
    return Key(name, kind, claim.unit, area, scope, claim.indicator is not None)
