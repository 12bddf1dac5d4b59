"""Aligning two readings of one text (文本对齐): which character here is which character there.

The reader's text and the characters of a Word file are the same words in nearly the same order,
but for white space, list numbers, notes and boxes that one of them has elsewhere. Both are walked
from front to back; where they part, the nearest place where they meet again is taken.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

WINDOWS = ((32, 20_000), (16, 20_000), (8, 2_000), (5, 300))
"""Length of words that must be the same to count as a meeting place, and how far away it may be."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """Where the characters of a text (left) stand in another one (right)."""

    left: tuple[int, ...]
    """Offsets on the left that have a counterpart, ascending."""
    right: tuple[int, ...]

    def span(self, start: int, end: int, text: str) -> tuple[int, int] | None:
        """The counterpart of a span; None where any visible character of it has none.

        The counterpart must be one stretch: the same characters and nothing else between them.
        """
        low, high = bisect_left(self.left, start), bisect_left(self.left, end)
        wanted = sum(not character.isspace() for character in text[start:end])
        if high - low != wanted or not wanted:
            return None
        return self.right[low], self.right[high - 1] + 1


def align(left: str, right: str) -> Alignment:
    """Align two texts; linear in their length as long as they are alike."""
    ours, theirs = _Visible.of(left), _Visible.of(right)
    pairs = _walk(ours.text, theirs.text)
    return Alignment(
        tuple(ours.offsets[here] for here, _ in pairs),
        tuple(theirs.offsets[there] for _, there in pairs),
    )


@dataclass(frozen=True, slots=True)
class _Visible:
    """A text without white space, and where each character stood."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> _Visible:
        """Leave white space out."""
        kept = [place for place, character in enumerate(text) if not character.isspace()]
        return cls("".join(text[place] for place in kept), tuple(kept))


def _walk(left: str, right: str) -> list[tuple[int, int]]:
    """Pairs of places with equal characters, ascending on both sides."""
    pairs: list[tuple[int, int]] = []
    here = there = 0
    while here < len(left) and there < len(right):
        if left[here] == right[there]:
            pairs.append((here, there))
            here, there = here + 1, there + 1
            continue
        here, there = _meeting(left, right, here, there)
    return pairs


def _meeting(left: str, right: str, here: int, there: int) -> tuple[int, int]:
    """The next place where both texts go on alike; one step on both sides where none is near."""
    for window, reach in WINDOWS:
        ahead_right = right.find(left[here : here + window], there, there + reach)
        ahead_left = left.find(right[there : there + window], here, here + reach)
        found = []
        if ahead_right >= 0:
            found.append((ahead_right - there, here, ahead_right))
        if ahead_left >= 0:
            found.append((ahead_left - here, ahead_left, there))
        if found:
            _, here, there = min(found)
            return here, there
    return here + 1, there + 1
