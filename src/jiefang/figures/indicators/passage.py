"""Indicators along a passage (上下文指标): what a name means depends on what was told before.

其中，第一产业增长 3.1% after the gross domestic product is the first industry's value added; after
investment it is its investment. 其中，出口 after the trade with some countries is not what the
whole place exports. And a change told of the same words as a level (棉花 589 万吨，减产 3.5%) is a
change of that level.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.indicators.catalogue import IndicatorList

_FULL_STOP = regex.compile(r"[。！？!?]")
_GOES_ON = regex.compile(r"分(?!别)\p{Han}{1,8}看|按\p{Han}{1,10}(?:分|看|统计)|在\p{Han}{0,20}中")
_AMONG = regex.compile(r"其中|[（(]其中")
_LOOK_BACK = 12
_HEARD = 200


class Told(Protocol):
    """A figure in its passage; `start` and `end` count in the text of the passage."""

    @property
    def claim(self) -> Claim:
        """The claim."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends."""

    @property
    def left(self) -> str:
        """Words between the figure before, or the beginning of its sentence, and this one."""


def match_passage(
    known: IndicatorList, figures: Sequence[Told], text: str | None = None
) -> list[str | None]:
    """Return the indicator of each figure of one passage, in order.

    `text` is the passage. Without it full stops are not seen, and what 其中 opened stays open.
    """
    run = _Run(known, text)
    return [run.next(figure) for figure in figures]


class _Run:
    """What a reader remembers while going through a passage."""

    def __init__(self, known: IndicatorList, text: str | None) -> None:
        self.known = known
        self.text = text
        self.heard = ""
        """The last words that were told, figures left out."""
        self.position = 0
        self.here: list[str] = []
        """Indicators named since the last full stop, or in the sentence that this one goes on."""
        self.before: list[str] = []
        """Indicators named earlier in the passage."""
        self.topic: str | None = None
        """Indicator of the last figure that had words of its own; None when it has none."""
        self.subject: str | None = None
        self.is_among = self.opens = self.after_semicolon = False
        self.whole: str | None = None
        """The set that 其中 opens; None when it is one that the list does not know."""
        self.named: dict[str, str] = {}

    def next(self, figure: Told) -> str | None:
        """Match the next figure."""
        left = figure.left if self.text is None else self.text[self.position : figure.start]
        self.position = max(self.position, figure.end)
        self._listen(left)
        claim = figure.claim
        found = self._allowed(self._match(claim)) if claim.subject else None
        self._remember(claim, found)
        return found

    def _listen(self, left: str) -> None:
        """Take in the words before a figure: a full stop, 其中, 分产业看."""
        self.heard = (self.heard + left)[-_HEARD:]
        self.after_semicolon = "；" in left or ";" in left
        goes_on = _GOES_ON.search(left) is not None
        if _FULL_STOP.search(left):
            self.is_among = False
            if not goes_on and not _AMONG.search(left):
                self.before += self.here
                self.here = []
        self.opens = _AMONG.search(left) is not None
        if self.opens:
            self.is_among, self.whole = True, self.topic

    def _remember(self, claim: Claim, found: str | None) -> None:
        if claim.subject and claim.subject != self.subject:
            self.subject = claim.subject
            self.topic = found
            if found is None and claim.kind is Kind.LEVEL:
                self.before += self.here
                self.here = []
        if found is not None:
            self.here.append(found)
            self.named[claim.subject or ""] = found

    def _allowed(self, found: str | None) -> str | None:
        """After 其中 a name stands for a member of the set, not for the like of the whole place."""
        if found is None or not self.is_among:
            return found
        if self.whole is None:
            return None
        family = set(self.known.family_of(found))
        if self.whole == found or self.whole in family:
            return found
        if self._is_beside_whole(found):
            self.is_among = False
            return found
        is_like = bool(family & set(self.known.family_of(self.whole)))
        return None if self.opens or is_like else found

    def _is_beside_whole(self, found: str) -> bool:
        """After a semicolon the list may go on beside the set (第二产业 …，其中工业 …；第三产业 …).

        Only for parts of one division: 进口 after 对某些国家进出口 is not beside it.
        """
        if not self.after_semicolon or self.whole is None:
            return False
        return bool(self._divisions_of(found) & self._divisions_of(self.whole))

    def _divisions_of(self, indicator_id: str) -> set[tuple[str, str]]:
        """Wholes that an indicator is a part of, with the division."""
        indicator = self.known.get(indicator_id)
        places = indicator.places if indicator else ()
        return {(place.parent, place.axis) for place in places if place.axis}

    def _match(self, claim: Claim) -> str | None:
        before = self.named.get(claim.subject or "")
        if before in self.here and self.known.fits(before or "", claim.unit, claim.kind):
            return before
        for whole in dict.fromkeys(reversed(self.here[-_LOOK_BACK:])):
            found = self._inside(claim, whole)
            if found is not None:
                return found
        alone = self._alone(claim)
        return alone if alone is not None else self._from_earlier(claim)

    def _alone(self, claim: Claim) -> str | None:
        """The indicator of the words themselves; of a share with what it is a share of."""
        subject, unit, kind = claim.subject or "", claim.unit, claim.kind
        if kind is Kind.SHARE and claim.comparator:
            found = self.known.match(f"{subject}占{claim.comparator}比重", unit, kind)
            if found is not None:
                return found
        found = self.known.match(subject, unit, kind, claim.scope)
        if found is None and kind is Kind.LEVEL:
            found = self.known.match(subject, unit, kind, near=self.heard)
        return found

    def _from_earlier(self, claim: Claim) -> str | None:
        """A short name goes back to an earlier sentence only when all that fit say the same."""
        sets = dict.fromkeys(self.before[-_LOOK_BACK:])
        found = {self._inside(claim, whole) for whole in sets} - {None}
        return found.pop() if len(found) == 1 else None

    def _inside(self, claim: Claim, whole: str) -> str | None:
        """The member of a set, or of what contains the set, that the words name."""
        found = self.known.match(
            claim.subject or "", claim.unit, claim.kind, claim.scope, within=whole
        )
        if found is None or found == whole:
            return found
        above = {whole, *self.known.family_of(whole)}
        return found if above & set(self.known.family_of(found)) else None
