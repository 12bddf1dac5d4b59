"""Indicators along a passage (上下文指标): short names mean what was spoken of just before.

其中，第一产业增长 3.1% after the gross domestic product is the first industry's value added; after
investment it is its investment. And a change told of the same words as a level (棉花 589 万吨，减产
3.5%) is a change of that level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex

from jiefang.figures.claim import Claim
from jiefang.figures.indicators.catalogue import IndicatorList

_GOES_ON = regex.compile(
    r"^[\s，,、]*(?:其中|分(?!别)\p{Han}{1,8}看|按\p{Han}{1,10}(?:分|看|统计)|在\p{Han}{0,20}中)"
)
_LOOK_BACK = 12


class Told(Protocol):
    """A figure in its sentence; `left` are the words between the figure before and this one."""

    @property
    def claim(self) -> Claim:
        """The claim."""

    @property
    def sentence(self) -> int:
        """Number of the sentence."""

    @property
    def left(self) -> str:
        """Words left of the figure."""


def match_passage(known: IndicatorList, figures: Sequence[Told]) -> list[str | None]:
    """Return the indicator of each figure of one passage, in order."""
    run = _Run(known)
    return [run.next(figure) for figure in figures]


class _Run:
    """What a reader remembers while going through a passage."""

    def __init__(self, known: IndicatorList) -> None:
        self.known = known
        self.sentence = -1
        self.sets: list[str] = []
        """Indicators named in this sentence, or in the one that it goes on from."""
        self.named: dict[str, str] = {}
        """Subject → indicator."""

    def next(self, figure: Told) -> str | None:
        """Match the next figure."""
        if figure.sentence != self.sentence:
            self.sentence = figure.sentence
            if not _GOES_ON.search(figure.left):
                self.sets.clear()
        found = self._match(figure.claim)
        if found is not None:
            self.sets.append(found)
            self.named[figure.claim.subject or ""] = found
        return found

    def _match(self, claim: Claim) -> str | None:
        if not claim.subject:
            return None
        asked = (claim.subject, claim.unit, claim.kind, claim.scope)
        before = self.named.get(claim.subject)
        if before is not None and before in self.sets and self.known.fits(before, *asked[1:3]):
            return before
        tried: set[str] = set()
        for whole in reversed(self.sets[-_LOOK_BACK:]):
            if whole in tried:
                continue
            tried.add(whole)
            found = self.known.match(*asked, within=whole)
            if found is not None and self._belongs(found, whole):
                return found
        return self.known.match(*asked)

    def _belongs(self, found: str, whole: str) -> bool:
        """Whether an indicator is in a set, or beside it in the same set."""
        if found == whole:
            return True
        above = {whole, *self.known.subset_of(whole), *self.known.near_subset_of(whole)}
        return bool(above & {*self.known.subset_of(found), *self.known.near_subset_of(found)})
