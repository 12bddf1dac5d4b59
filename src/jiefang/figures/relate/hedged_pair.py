"""Hedged pairs (一物两说): one number hedged to both sides, 近 40 and 40 余, of one thing."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import regex

from jiefang.figures.claim import Hedge
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.extract.unit import dimension_of
from jiefang.figures.relation import License, Observation, Relation, Strength

_UPWARD = frozenset({Hedge.AND_MORE, Hedge.ABOVE})
_WINDOW = 12
_COMMON = 2
"""Different pairs of characters that must be common: two words, not one by chance."""


def hedged_pairs(extraction: Extraction) -> Iterator[Relation]:
    """Pairs of one document with equal digits, opposite hedges and the same things counted."""
    by_value: dict[tuple[str, str], list[Figure]] = {}
    for figure in extraction.figures:
        claim = figure.claim
        if claim.hedge is Hedge.BELOW or claim.hedge in _UPWARD:
            by_value.setdefault((claim.value, dimension_of(claim.unit)), []).append(figure)
    for figures in by_value.values():
        for one, other in combinations(figures, 2):
            if (one.claim.hedge is Hedge.BELOW) == (other.claim.hedge is Hedge.BELOW):
                continue
            if _same_things(extraction, one, other):
                yield _relation(one, other)


def _same_things(extraction: Extraction, one: Figure, other: Figure) -> bool:
    common = _pairs(extraction, one) & _pairs(extraction, other)
    return len(common) >= _COMMON


def _pairs(extraction: Extraction, figure: Figure) -> set[str]:
    """Pairs of neighbouring characters in the words after the figure, where things are named."""
    text = extraction.passages[figure.passage].text
    words = regex.split(r"[。；！？，,]", text[figure.end : figure.end + _WINDOW])[0]
    return {words[i : i + 2] for i in range(len(words) - 1)}


def _relation(one: Figure, other: Figure) -> Relation:
    a, b = one.claim, other.claim
    return Relation(
        rule="A23",
        strength=Strength.HARD,
        claims=(a, b),
        check=Observation(
            holds=False,
            zh=f"同一件事一处说不到 {a.digits}、一处说超过 {a.digits}，不能同时成立",
            en=f"one place says fewer than {a.digits}, the other more than {a.digits}",
        ),
        license=License(b.doc, b.start, b.end),
        assumptions=("same_indicator", "same_scope"),
        facts={"subject": a.subject or b.subject or "", "period": a.period or ""},
    )
