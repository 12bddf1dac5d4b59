"""Mean population (年平均人口): heads of a year from its end and the change over it."""

from __future__ import annotations

from dataclasses import dataclass

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.formula import Expr
from jiefang.figures.relate.build import amount, same_measure
from jiefang.figures.relate.nearby import belongs_with

_POPULATIONS = frozenset({"population", "population_total"})


@dataclass(frozen=True, slots=True)
class Heads:
    """The mean of two year ends, told by the later one and the change (比上年末减少 208 万人)."""

    mean: Expr
    claims: tuple[Claim, Claim]


def mean_heads(extraction: Extraction, anchor: Claim) -> Heads | None:
    """The mean population that an anchor figure of the same year belongs with, or None."""
    for end in extraction.figures:
        claim = end.claim
        if claim.indicator not in _POPULATIONS or claim.kind is not Kind.LEVEL:
            continue
        change = _change(extraction, end)
        if change is not None and belongs_with(claim, anchor) and same_measure(claim, change):
            return Heads(amount(claim) - amount(change) / 2, (claim, change))
    return None


def _change(extraction: Extraction, end: Figure) -> Claim | None:
    for figure in extraction.templates[end.passage].figures:
        if figure.start > end.start and figure.sentence == end.sentence:
            is_change = figure.claim.kind is Kind.DELTA and not figure.own_subject
            return figure.claim if is_change else None
    return None
