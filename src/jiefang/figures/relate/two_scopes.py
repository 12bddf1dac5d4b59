"""Two scopes (一数两口径): one distinctive number told of two scopes of one thing.

新改建基站 332 个 and 新建基站 332 个: the number is the same, what was counted is not.
A question for the writer, never hard.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relation import License, Observation, Relation, Strength

_WORK = regex.compile(
    r"^(新建成?|新改建|新建改建|新建和改造|改造提升|改造|改建|新增|新开工|开工|建成|完成|续建|扩建|新改扩建)"
)
_LEAST_DIGITS = 3


def two_scopes(extraction: Extraction) -> Iterator[Relation]:
    """Pairs with the same number and thing but different words for the work done on it."""
    by_value: dict[tuple[str, str], list[Figure]] = {}
    for figure in extraction.figures:
        claim = figure.claim
        is_telling = len(claim.digits) >= _LEAST_DIGITS and not claim.digits.endswith("00")
        if claim.kind is Kind.LEVEL and is_telling and claim.subject:
            by_value.setdefault((claim.value, claim.unit), []).append(figure)
    for figures in by_value.values():
        for one, other in combinations(figures, 2):
            if _differ_in_work(one.claim.subject or "", other.claim.subject or ""):
                yield _relation(one, other)


def _differ_in_work(one: str, other: str) -> bool:
    a, b = _WORK.match(one), _WORK.match(other)
    if not a or not b or a.group() == b.group():
        return False
    return one[a.end() :] == other[b.end() :] and len(one) - a.end() >= 2


def _relation(one: Figure, other: Figure) -> Relation:
    a, b = one.claim, other.claim
    return Relation(
        rule="A23",
        strength=Strength.SOFT,
        claims=(a, b),
        check=Observation(
            holds=False,
            zh=f"同一个数 {a.text} 一处说“{a.subject}”，一处说“{b.subject}”，口径不同",
            en=f"{a.text} is told of two scopes: {a.subject} and {b.subject}",
        ),
        license=License(b.doc, b.start, b.end),
        assumptions=("same_indicator",),
        facts={"subject": a.subject or "", "period": a.period or ""},
    )
