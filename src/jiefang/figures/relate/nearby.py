"""Nearby figures (邻近数字): the print of an indicator that belongs with another figure.

A relation over indicators takes each operand from the same document, period, area and status,
and from the place nearest to the figure it stands with; when two different prints are equally
good candidates nothing is taken, because the wording does not say which one is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction

_LEVELS = frozenset({Kind.LEVEL, Kind.RATE})
_CLOSE = 300
_NEAR = 1500
"""Code points within which two figures of one account stand (a paragraph and its neighbours)."""


@dataclass(frozen=True, slots=True)
class Index:
    """Claims of one document by indicator and kind, in order of place."""

    by_indicator: Mapping[tuple[str, Kind], tuple[Claim, ...]]

    def of(self, indicator: str, kinds: Iterable[Kind] = _LEVELS) -> tuple[Claim, ...]:
        """Claims of an indicator with one of the kinds."""
        return tuple(
            claim for kind in kinds for claim in self.by_indicator.get((indicator, kind), ())
        )


def index_of(extraction: Extraction) -> Index:
    """Index the claims of a document."""
    found: dict[tuple[str, Kind], list[Claim]] = defaultdict(list)
    for claim in extraction.claims:
        if claim.indicator and claim.value and not claim.malformed:
            found[claim.indicator, claim.kind].append(claim)
    return Index({key: tuple(claims) for key, claims in found.items()})


def nearest(
    index: Index, indicator: str, anchor: Claim, kinds: Iterable[Kind] = _LEVELS
) -> Claim | None:
    """The last print of an indicator before an anchor figure, in the paragraphs around it."""
    same = [claim for claim in index.of(indicator, kinds) if belongs_with(claim, anchor)]
    near = [claim for claim in same if 0 < anchor.start - claim.start <= _NEAR]
    return max(near, key=lambda claim: claim.start, default=None)


def printed_once(
    index: Index, indicator: str, anchor: Claim, kinds: Iterable[Kind] = _LEVELS
) -> Claim | None:
    """The print of an indicator anywhere in the document, if all its prints show one value."""
    same = [claim for claim in index.of(indicator, kinds) if belongs_with(claim, anchor)]
    return same[0] if len({(claim.sign, claim.value) for claim in same}) == 1 else None


def following(
    index: Index, indicator: str, anchor: Claim, kinds: Iterable[Kind] = _LEVELS
) -> Claim | None:
    """The first print of an indicator after an anchor, before the anchor's own next print."""
    kinds = tuple(kinds)
    again = [c.start for c in index.of(anchor.indicator or "", kinds) if c.start > anchor.start]
    stop = min([anchor.start + _NEAR, *again])
    for claim in sorted(index.of(indicator, kinds), key=lambda claim: claim.start):
        if anchor.start < claim.start < stop and belongs_with(claim, anchor):
            return claim
    return None


def preceding(index: Index, indicator: str, part: Claim) -> Claim | None:
    """The last print of a whole before a part of it, close enough to be its own account."""
    before = [
        claim
        for claim in index.of(indicator, (Kind.LEVEL,))
        if part.start - _CLOSE <= claim.start < part.start and belongs_with(claim, part)
    ]
    return max(before, key=lambda claim: claim.start, default=None)


def belongs_with(claim: Claim, anchor: Claim) -> bool:
    """Whether two claims speak of one time, place and status, and stand in one kind of text."""
    return (
        claim.period == anchor.period
        and claim.area == anchor.area
        and claim.scope == anchor.scope
        and claim.status == anchor.status
        and (claim.cell is None) == (anchor.cell is None)
    )
