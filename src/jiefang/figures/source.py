"""Comparing claims with authoritative tables (与来源表核对): feedback sheets of departments.

A claim and a cell speak of one fact when indicator (or the words of the subject), period, kind,
scope, area and unit agree. What is printed is compared as intervals: 13.7 亿元 equals a cell with
13.67 亿元, since that rounds to it. Where the cell lacks a period, it can confirm a figure but
never contradict one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from jiefang.figures.claim import Claim, Kind, Status
from jiefang.figures.document import Document
from jiefang.figures.gather import Progress, Refusal, Unit, gather, silent
from jiefang.figures.indicators import IndicatorList
from jiefang.figures.indicators.subject import clean, is_dropped, without_tail
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import readings

_STATES = frozenset({Kind.LEVEL, Kind.RATE, Kind.SHARE, Kind.INDEX})
_NAMES = frozenset({Kind.LABEL, Kind.THRESHOLD})


class SourceVerdict(StrEnum):
    """What the tables say of a claim."""

    EQUAL = "equal"
    DIFFERENT = "different"
    WITHOUT_SOURCE = "without_source"


@dataclass(frozen=True, slots=True)
class SourceMatch:
    """One claim beside the cell that it was compared with."""

    claim: str
    verdict: SourceVerdict
    cell: str | None = None
    """File, sheet and cell: `反馈表.xlsx!Sheet1!C5`, or table or paragraph of a text."""
    source_value: str | None = None
    """Exact decimal with the scale applied, as `Claim.value`, with its sign."""
    source_text: str | None = None
    """As the source prints it."""
    note: str | None = None
    """`truncated` where the print cuts off digits of the source instead of rounding."""


@dataclass(frozen=True, slots=True)
class _Entry:
    """One figure of a source with its place."""

    claim: Claim
    name: str
    place: str


def match_sources(
    claims: Sequence[Claim],
    paths: Sequence[Path],
    *,
    indicators: IndicatorList,
    progress: Progress = silent,
) -> tuple[tuple[SourceMatch, ...], tuple[Refusal, ...]]:
    """Compare every claim with the tables; also names the tables that cannot be read."""
    if not paths:
        return (), ()

    def as_source(_step: str, done: int, total: int) -> None:
        progress("source", done, total)

    corpus = gather(paths, indicators=indicators, jobs=1, progress=as_source)
    table = SourceTable(corpus.units)
    return tuple(table.match(claim) for claim in claims), corpus.failures


class SourceTable:
    """The figures of all sources, found by what they state."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._by_indicator: dict[str, list[_Entry]] = defaultdict(list)
        self._by_name: dict[str, list[_Entry]] = defaultdict(list)
        for unit in units:
            for claim in unit.extraction.claims:
                self._add(unit.document, claim)

    def match(self, claim: Claim) -> SourceMatch:
        """Compare one claim: equal to some cell, different from all that state it, or unknown."""
        candidates = [] if claim.kind in _NAMES else self._candidates(claim)
        for entry in candidates:
            agreement = agrees(claim, entry.claim)
            if agreement is not None:
                return _matched(claim, SourceVerdict.EQUAL, entry, agreement or None)
        against = [entry for entry in candidates if entry.claim.period == claim.period]
        if against and claim.period:
            nearest = min(against, key=lambda entry: _distance(claim, entry.claim))
            return _matched(claim, SourceVerdict.DIFFERENT, nearest, None)
        return SourceMatch(claim.id, SourceVerdict.WITHOUT_SOURCE)

    def _add(self, document: Document, claim: Claim) -> None:
        if claim.kind in _NAMES:
            return
        entry = _Entry(claim, name_of(claim), place_in_source(document, claim))
        if claim.indicator:
            self._by_indicator[claim.indicator].append(entry)
        if entry.name:
            self._by_name[entry.name].append(entry)

    def _candidates(self, claim: Claim) -> list[_Entry]:
        """Entries that state the same fact, table cells before sentences."""
        found = list(self._by_indicator.get(claim.indicator or "", ()))
        name = name_of(claim)
        for start in range(len(name)):
            if start and not is_dropped(name[:start]):
                continue
            for entry in self._by_name.get(name[start:], ()):
                both = entry.claim.indicator and claim.indicator
                if not both and entry not in found:
                    found.append(entry)
        fitting = [entry for entry in found if _same_fact(claim, entry.claim)]
        return sorted(fitting, key=lambda entry: entry.claim.cell is None)


def name_of(claim: Claim) -> str:
    """The subject as the indicator list compares names; empty where it says too little."""
    name = without_tail(clean(claim.subject or ""))
    return name if len(name) >= 2 else ""


def agrees(claim: Claim, source: Claim) -> str | None:
    """Whether the prints can stand for one number: `""` yes, `truncated` by cutting off, else None.

    A ratio list agrees when all its members do.
    """
    members: Sequence[int | None] = [None]
    if claim.values or source.values:
        if len(claim.values) != len(source.values):
            return None
        members = range(len(claim.values))
    notes = set()
    for member in members:
        printed, given = readings(claim, member), readings(source, member)
        if printed is None or given is None:
            return None
        if overlap(printed.printed, given.printed):
            notes.add("")
        elif given.unit < printed.unit and overlap(printed.truncated, given.printed):
            notes.add("truncated")
        else:
            return None
    return max(notes)


def overlap(first: Interval, second: Interval) -> bool:
    """Whether two prints can be one number by more than a shared end (33.3 and 33.4 cannot)."""
    if not first.meets(second):
        return False
    los = [end for end in (first.lo, second.lo) if end is not None]
    his = [end for end in (first.hi, second.hi) if end is not None]
    is_point = any(each.lo == each.hi for each in (first, second))
    return is_point or not los or not his or max(los) < min(his)


def place_in_source(document: Document, claim: Claim) -> str:
    """File, sheet and cell in the spreadsheet's own way (`C5`), or table or paragraph."""
    name = Path(document.path).name if document.path else document.doc
    if claim.cell is None:
        return f"{name}!¶{claim.paragraph}" if claim.paragraph else name
    sheet = next((t.sheet for t in document.tables if t.index == claim.cell.table), None)
    return f"{name}!{sheet or claim.cell.table + 1}!{cell_name(document, claim)}"


def cell_name(document: Document, claim: Claim) -> str:
    """The spreadsheet's name of the cell that a claim stands in; empty for one in a sentence."""
    if claim.cell is None:
        return ""
    row, column = cell_address(document, claim) or (claim.cell.row, claim.cell.column)
    return f"{column_letters(column)}{row + 1}"


def cell_address(document: Document, claim: Claim) -> tuple[int, int] | None:
    """Row and column in the file itself, where it has a grid of its own (from 0)."""
    for table in document.tables:
        if claim.cell is None or table.index != claim.cell.table:
            continue
        for cell in table.cells:
            if cell.start <= claim.start < cell.end:
                return cell.address
    return None


def column_letters(column: int) -> str:
    """The spreadsheet's name of a column that counts from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def signed_value(claim: Claim) -> str:
    """The value with its sign; a ratio list joined by colons."""
    return ":".join(claim.values) if claim.values else claim.sign + claim.value


def _same_fact(claim: Claim, source: Claim) -> bool:
    """Whether two claims state one fact as far as both say."""
    return (
        _family(claim) == _family(source)
        and claim.unit == source.unit
        and (source.period is None or claim.period == source.period)
        and (claim.scope or "") == (source.scope or "")
        and (not claim.area or not source.area or claim.area == source.area)
        and (claim.status is Status.TARGET) == (source.status is Status.TARGET)
    )


def _family(claim: Claim) -> str:
    """Kinds that name the same thing: a rate is also a level."""
    return "state" if claim.kind in _STATES else claim.kind.value


def _distance(claim: Claim, source: Claim) -> Fraction:
    """How far two prints are apart, to choose what to show."""
    here, there = readings(claim), readings(source)
    if here is None or there is None:
        return Fraction(10) ** 60
    return abs(here.value - there.value)


def _matched(claim: Claim, verdict: SourceVerdict, entry: _Entry, note: str | None) -> SourceMatch:
    return SourceMatch(
        claim=claim.id,
        verdict=verdict,
        cell=entry.place,
        source_value=signed_value(entry.claim),
        source_text=entry.claim.text,
        note=note,
    )
