"""Growth accounts (增长核算): contributions, pulls and the growth they divide up."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.industry import complete_sets
from jiefang.figures.relate.sentence import passages

_GROWTH_OF = "gdp"
_THREE = regex.compile(r"(?:三次|三大)产业[^。；]*分别")
_LIST_MARKS = frozenset("、和与及")


def contributions(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Complete sets of contributions (贡献率), each in the order of its set."""
    for figures in passages(extraction):
        rates = [figure for figure in figures if is_contribution(figure)]
        yield from complete_sets(rates) or dealt_out(rates)


def pulls(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Complete sets of pulls (拉动……个百分点), each in the order of its set."""
    for figures in passages(extraction):
        points = [figure for figure in figures if is_pull(figure, figures)]
        yield from complete_sets(points) or dealt_out(points)


def dealt_out(figures: list[Figure]) -> list[tuple[Figure, ...]]:
    """Runs of exactly three figures that 分别 deals to 三次产业, which names none of them."""
    found: list[tuple[Figure, ...]] = []
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        run = (first, second, third)
        after = next((f for f in figures if f.start > third.start), None)
        if not _THREE.search(first.left) or not all(f.left in _LIST_MARKS for f in run[1:]):
            continue
        if after is None or after.left not in _LIST_MARKS:
            found.append(run)
    return found


def is_contribution(figure: Figure) -> bool:
    """Whether a figure is a contribution rate to growth."""
    claim = figure.claim
    if claim.kind not in (Kind.SHARE, Kind.RATE) or claim.unit != "%" or not claim.value:
        return False
    return "贡献率" in figure.left or "贡献率" in (claim.subject or "")


def is_pull(figure: Figure, passage: tuple[Figure, ...]) -> bool:
    """Whether a figure is a pull in percentage points; list members follow their first one."""
    claim = figure.claim
    if claim.kind is not Kind.PP_CHANGE or not claim.value:
        return False
    if "拉动" in figure.left or "拉动" in (claim.subject or ""):
        return True
    before = [other for other in passage if other.end <= figure.start]
    if not before or len(figure.left) > 2:
        return False
    return is_pull(before[-1], passage)


def growth_of_whole(extraction: Extraction, near: Figure) -> Figure | None:
    """The growth of 地区生产总值 that contributions and pulls divide up: nearest before."""
    for figure in reversed(extraction.figures):
        claim = figure.claim
        if figure.passage > near.passage or (
            figure.passage == near.passage and figure.start >= near.start
        ):
            continue
        if near.passage - figure.passage > 3:
            return None
        if claim.kind is Kind.GROWTH and claim.indicator == _GROWTH_OF and claim.value:
            return figure if claim.period == near.claim.period else None
    return None
