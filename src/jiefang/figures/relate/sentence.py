"""Figures sentence by sentence (逐句), for rules that look at what one sentence prints together."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relation import License


def sentences(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Figures of running text grouped by sentence (a semicolon ends one), in order."""
    for _, group in groupby(extraction.figures, key=lambda figure: figure.sentence):
        yield tuple(group)


def passages(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Figures of running text grouped by paragraph, in order."""
    for _, group in groupby(extraction.figures, key=lambda figure: figure.passage):
        yield tuple(group)


def license_over(*figures: Figure) -> License:
    """The stretch of the document from the first to the last of some figures."""
    claims = [figure.claim for figure in figures]
    return License(
        claims[0].doc, min(claim.start for claim in claims), max(claim.end for claim in claims)
    )
