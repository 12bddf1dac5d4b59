"""Groups (分组): a total and the parts that 其中, 按……分 or 分……看 announce after it.

The words say that the parts belong to the total; they do not say that nothing is missing. A group
is *closed* where the parts make up the total to its last printed digit: then the list is taken to
be complete, and what else is printed of the same parts (plans, growth) may be tested with it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.build import same_measure
from jiefang.figures.relate.magnitude import adds_up

_AMONG = regex.compile(r"其中(?!\d{1,2}月)")
_DIVIDED = regex.compile(
    r"按[^，。；：:]{1,12}?(?:分|看|计)(?=[，,：:])|分[^，。；：:]{1,10}?看|从[^，。；：:]{1,10}?看"
)
_MOST_PARTS = 12
_MOST_TOTALS = 4
_REACH = 500


@dataclass(frozen=True, slots=True)
class Group:
    """A total with the parts announced after it, in order of place."""

    total: Figure
    parts: tuple[Figure, ...]
    divided: bool
    """Whether the wording divides the total (分……看) rather than picks from it (其中)."""
    closed: bool


def groups(extraction: Extraction) -> Iterator[Group]:
    """Every group of running text."""
    for template in extraction.templates:
        figures = [figure for figure in template.figures if figure.position >= 0]
        for at, figure in enumerate(figures):
            mark = _mark(figure)
            if mark is None or figure.claim.kind is not Kind.LEVEL or not figure.own_subject:
                continue
            group = _group(figures, at, divided=mark)
            if group is not None:
                yield group


def _mark(figure: Figure) -> bool | None:
    """True for a division before the figure, False for 其中, None without a mark."""
    if _DIVIDED.search(figure.left):
        return True
    return False if _AMONG.search(figure.left) else None


def _group(figures: Sequence[Figure], at: int, *, divided: bool) -> Group | None:
    totals = _totals(figures, at, divided=divided)
    parts, first_sentence = _parts(figures, at)
    for total in totals:
        for count in range(2, len(parts) + 1):
            if _closes(total, parts[:count]):
                return Group(total, tuple(parts[:count]), divided, closed=True)
    if not totals or not first_sentence or not _leads(figures, totals[0], figures[at]):
        return None
    total = totals[0]
    fitting = [part for part in first_sentence if same_measure(total.claim, part.claim)]
    if not fitting or fitting[0] is not first_sentence[0]:
        return None
    return Group(total, tuple(fitting), divided, closed=False)


def _leads(figures: Sequence[Figure], total: Figure, part: Figure) -> bool:
    """Whether a total is what 其中 speaks of: of one sentence, or the topic of the one before."""
    between = [f for f in figures if total.start < f.start <= part.start]
    if not any("。" in figure.left for figure in between):
        return True
    before = [f for f in figures if f.start < total.start]
    opened = [f for f in before if "。" in f.left]
    start = opened[-1].start if opened and "。" not in total.left else total.start
    return not any(
        start <= f.start < total.start and f.claim.kind is Kind.LEVEL and f.own_subject
        for f in figures
    )


def _closes(total: Figure, parts: Sequence[Figure]) -> bool:
    claims = [part.claim for part in parts]
    return same_measure(total.claim, *claims) and adds_up(total.claim, claims)


def _totals(figures: Sequence[Figure], at: int, *, divided: bool) -> list[Figure]:
    """Levels before the mark that may be the total: the nearest first."""
    part = figures[at]
    found: list[Figure] = []
    for figure in reversed(figures[:at]):
        if figure.claim.kind is not Kind.LEVEL or part.start - figure.end > _REACH:
            continue
        if figure.claim.status != part.claim.status or figure.aside:
            continue
        if divided and _mark(figure) is not None:
            continue
        found.append(figure)
        if len(found) == _MOST_TOTALS:
            break
    return found


def _parts(figures: Sequence[Figure], at: int) -> tuple[list[Figure], list[Figure]]:
    """The parts after the mark, and those of them that stand in its own sentence."""
    parts: list[Figure] = []
    inside = 0
    nested = False
    ended = False
    for figure in figures[at : at + 6 * _MOST_PARTS]:
        is_first = figure is figures[at]
        ended = ended or (not is_first and "。" in figure.left)
        if not is_first and _DIVIDED.search(figure.left):
            break
        if not is_first and _AMONG.search(figure.left):
            nested = True
        elif "；" in figure.left or ";" in figure.left or "。" in figure.left:
            nested = False
        if nested or figure.aside or figure.claim.kind is not Kind.LEVEL or not figure.own_subject:
            continue
        if figure.claim.status != figures[at].claim.status:
            continue
        parts.append(figure)
        inside = inside if ended else len(parts)
        if len(parts) == _MOST_PARTS:
            break
    return parts, parts[:inside]
