"""The corpus that rules look at (语料): figures of all documents, with three ways to find them.

* `matches(pattern)`: where the wording itself relates figures; patterns are `LicensePattern`s.
* `facts`: figures that state the same thing, by indicator or subject, period, area and scope.
* `tables`: rows and columns of tables with their totals and parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import regex

from jiefang.figures.claim import Claim, Kind, Status
from jiefang.figures.extract.discourse import KIND_SIGN, Extraction, Figure, Template
from jiefang.figures.extract.table import TableView
from jiefang.figures.indicators import IndicatorList
from jiefang.figures.relate.fact import FactKey, fact_key
from jiefang.figures.relate.group import Group, groups
from jiefang.figures.relate.nearby import Index, index_of
from jiefang.figures.relate.register import Register
from jiefang.figures.relation import License

_RESTRICTS = regex.compile(r"其中|按.{0,10}分|分.{0,8}看|当中")
_SLOT = regex.compile(r"\{(?P<name>\w+):(?P<kinds>[\w|]+)\}")


class LicensePattern:
    """A licence pattern: a regular expression over templates with slots for figures.

    `{total:level}` takes one figure of a kind, `{x:level|rate}` one of several kinds; a slot
    may repeat inside `(?: … )+`. Everything else is an ordinary verbose-free regex.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._regex = regex.compile(_SLOT.sub(_slot_group, text))

    def finditer(self, template: Template) -> Iterator[regex.Match[str]]:
        """Matches in one template, overlapping ones included."""
        return self._regex.finditer(template.text, overlapped=True)


def _slot_group(slot: regex.Match[str]) -> str:
    signs = "".join(KIND_SIGN[Kind(kind)] for kind in slot.group("kinds").split("|"))
    return f"(?P<{slot.group('name')}>[{signs}])"


@dataclass(frozen=True, slots=True)
class Match:
    """One place where the wording asserts a relation."""

    extraction: Extraction
    template: Template
    slots: dict[str, tuple[Figure, ...]]
    license: License
    words: str
    """The matched text with the signs of figures in it."""

    def one(self, name: str) -> Figure:
        """The single figure of a slot."""
        return self.slots[name][0]

    def all(self, name: str) -> tuple[Figure, ...]:
        """All figures of a repeated slot, in order."""
        return self.slots.get(name, ())


class Corpus:
    """All documents of one audit."""

    def __init__(
        self,
        extractions: Sequence[Extraction],
        *,
        indicators: IndicatorList,
        register: Register | None = None,
    ) -> None:
        self.extractions = tuple(extractions)
        self.indicators = indicators
        self.register = register
        self._indexes: dict[str, Index] = {}
        self._groups: dict[str, tuple[Group, ...]] = {}

    def index(self, extraction: Extraction) -> Index:
        """The claims of one document by indicator, made once."""
        doc = extraction.document.doc
        if doc not in self._indexes:
            self._indexes[doc] = index_of(extraction)
        return self._indexes[doc]

    def groups(self, extraction: Extraction) -> tuple[Group, ...]:
        """The totals and parts that the wording of one document announces, made once."""
        doc = extraction.document.doc
        if doc not in self._groups:
            self._groups[doc] = tuple(groups(extraction))
        return self._groups[doc]

    @cached_property
    def facts(self) -> dict[FactKey, tuple[Claim, ...]]:
        """Claims of text and tables that state the same thing, by key."""
        found: dict[FactKey, list[Claim]] = defaultdict(list)
        for extraction in self.extractions:
            for claim in extraction.claims:
                key = fact_key(claim)
                if key is not None:
                    found[key].append(claim)
        return {key: tuple(claims) for key, claims in found.items()}

    @cached_property
    def by_claim(self) -> dict[str, tuple[Extraction, Figure]]:
        """The figure of running text behind a claim id."""
        return {
            figure.claim.id: (extraction, figure)
            for extraction in self.extractions
            for figure in extraction.figures
        }

    def is_topic(self, claim: Claim) -> bool:
        """Whether a figure names its subject in full, so that no word before could restrict it.

        In running text: its own phrase, the first of its sentence, not after 其中 or a list of
        classes (分……看). In a table: the indicator is known.
        """
        if claim.indicator is None:
            return False
        if claim.cell is not None:
            return claim.id not in self._repeated_cells
        _, figure = self.by_claim[claim.id]
        if not figure.own_subject:
            named = self._named_with(figure)
            return named is not None and self.is_topic(named)
        return not _RESTRICTS.search(figure.left) and self._opens_sentence(figure)

    @cached_property
    def _repeated_cells(self) -> frozenset[str]:
        """Cells whose key stands twice in one table: their rows are told apart by other words."""
        found: dict[tuple[str, int, FactKey], list[str]] = defaultdict(list)
        for extraction in self.extractions:
            for claim in extraction.claims:
                key = fact_key(claim) if claim.cell else None
                if claim.cell and key:
                    found[claim.doc, claim.cell.table, key].append(claim.id)
        return frozenset(one for ids in found.values() if len(ids) > 1 for one in ids)

    def level_of(self, rate: Claim) -> Claim | None:
        """The level that a growth rate is printed with."""
        return self._level_of.get(rate.id)

    @cached_property
    def _level_of(self) -> dict[str, Claim]:
        levels = (claim for each in self.extractions for claim in each.claims)
        return {rate.id: level for level in levels if (rate := self._growth_beside.get(level.id))}

    def same_place(self, one: Claim, other: Claim) -> bool:
        """Whether two claims may speak of one area: one document, or no different place names."""
        places = {self._places.get(claim.doc) for claim in (one, other)} - {None}
        return one.doc == other.doc or len(places) < 2

    @cached_property
    def _places(self) -> dict[str, str | None]:
        return {each.document.doc: each.place for each in self.extractions}

    def is_named(self, claim: Claim) -> bool:
        """Whether a figure's own words name its indicator in full."""
        if claim.cell is not None:
            return self.is_topic(claim)
        _, figure = self.by_claim[claim.id]
        if not figure.own_subject:
            named = self._named_with(figure)
            return named is not None and self.is_named(named)
        return figure.own_indicator

    def _named_with(self, figure: Figure) -> Claim | None:
        """The level whose words also name this figure: its growth, or where it went to."""
        claim = figure.claim
        if claim.kind in (Kind.GROWTH, Kind.DELTA):
            return self._level_of.get(claim.id)
        if claim.kind is not Kind.LEVEL or not figure.explicit_period:
            return None
        extraction = self.by_claim[claim.id][0]
        for other in reversed(extraction.templates[figure.passage].figures):
            if other.start < figure.start and other.own_subject:
                same = other.sentence == figure.sentence and other.claim.subject == claim.subject
                return other.claim if same and other.claim.kind is Kind.LEVEL else None
        return None

    def is_explicit(self, claim: Claim) -> bool:
        """Whether the time is printed with a figure and no hedge loosens it."""
        if claim.cell is not None:
            return claim.period is not None
        if claim.id in self._level_of:
            return self.is_explicit(self._level_of[claim.id])
        _, figure = self.by_claim[claim.id]
        return figure.explicit_period and claim.hedge is None

    def _opens_sentence(self, figure: Figure) -> bool:
        extraction = self.by_claim[figure.claim.id][0]
        for other in extraction.templates[figure.passage].figures:
            if other.sentence == figure.sentence and other.own_subject:
                return other.claim.id == figure.claim.id
        return True

    def growth_beside(self, level: Claim) -> Claim | None:
        """The growth rate printed with a level: the next figure in its sentence, or its row."""
        return self._growth_beside.get(level.id)

    def plan_of(self, figure: Figure) -> Claim | None:
        """The planned amount printed right after a result (完成 …，占年初预算 8465 万元的 …)."""
        figures = self.by_claim[figure.claim.id][0].templates[figure.passage].figures
        after = [other for other in figures if other.start > figure.start][:1]
        if after and after[0].claim.status is Status.TARGET and not after[0].own_subject:
            return after[0].claim if after[0].claim.kind is Kind.LEVEL else None
        return None

    def words_before(self, claim: Claim) -> str:
        """Words left of a figure of running text; empty for a table cell."""
        found = self.by_claim.get(claim.id)
        return found[1].left if found else ""

    @cached_property
    def _growth_beside(self) -> dict[str, Claim]:
        found: dict[str, Claim] = {}
        for extraction in self.extractions:
            found.update(_rates_in_text(extraction))
            for view in extraction.tables:
                found.update(_rates_in_rows(view))
        return found

    def matches(self, *patterns: LicensePattern) -> Iterator[Match]:
        """Every place in running text that one of the patterns licenses, each once."""
        for extraction in self.extractions:
            for template in extraction.templates:
                if template.figures:
                    yield from _template_matches(extraction, template, patterns)


def _rates_in_text(extraction: Extraction) -> Iterator[tuple[str, Claim]]:
    """Levels of running text with the first growth rate told of them in their sentence."""
    level: Figure | None = None
    for figure in extraction.figures:
        claim = figure.claim
        if claim.kind is Kind.LEVEL and (figure.own_subject or level is None):
            level = figure
        elif figure.own_subject or (level is not None and figure.sentence != level.sentence):
            level = None
        elif level is not None and claim.kind is Kind.GROWTH and "年均" not in figure.left:
            if claim.period == level.claim.period and not figure.aside:
                yield level.claim.id, claim
            level = None


def _rates_in_rows(view: TableView) -> Iterator[tuple[str, Claim]]:
    """Levels of a table with the growth rate in the next cell of their row."""
    for one, other in pairwise(view.figures):
        level, rate = one.claim, other.claim
        if one.row != other.row or (level.kind, rate.kind) != (Kind.LEVEL, Kind.GROWTH):
            continue
        if level.indicator == rate.indicator and level.period == rate.period:
            yield level.id, rate


def _template_matches(
    extraction: Extraction, template: Template, patterns: Sequence[LicensePattern]
) -> Iterator[Match]:
    by_place = {figure.position: figure for figure in template.figures if figure.position >= 0}
    seen: set[tuple[tuple[str, tuple[str, ...]], ...]] = set()
    for pattern in patterns:
        for found in pattern.finditer(template):
            slots = {
                name: tuple(by_place[start] for start, _ in found.spans(name))
                for name in found.groupdict()
                if found.spans(name)
            }
            key = tuple((name, tuple(f.claim.id for f in figs)) for name, figs in slots.items())
            if key in seen:
                continue
            seen.add(key)
            words = license_of(extraction, template, found.start(), found.end())
            yield Match(extraction, template, slots, words, found.group())


def license_of(extraction: Extraction, template: Template, start: int, end: int) -> License:
    """The document span behind a stretch of a template."""
    first = _passage_offset(template, start)
    last = max(first + 1, _passage_offset(template, end))
    raw_start, raw_end = extraction.raw_span(template.passage, first, last)
    return License(extraction.document.doc, raw_start, raw_end)


def _passage_offset(template: Template, place: int) -> int:
    """From a place in the template back to the place in the normalised passage."""
    offset = place
    for figure in template.figures:
        if figure.position < 0 or figure.position >= place:
            continue
        offset += (figure.end - figure.start) - 1
    return offset
