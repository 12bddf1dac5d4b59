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
from jiefang.figures.relate.build import is_amount, same_measure
from jiefang.figures.relate.magnitude import adds_up

_AMONG = regex.compile(r"其中(?!\d{1,2}月)")
_DIVIDED = regex.compile(
    r"按[^，。；：:]{1,12}?(?:分|看|计)(?=[，,：:])|分[^，。；：:]{1,10}?看|从[^，。；：:]{1,10}?看"
)
_COMPLETE = regex.compile(
    r"[分按](?:三次)?(?:产业|门类|三大门类|城乡|城乡地域|地域|消费类?[型形]态?|经营(?:单位)?所在地|级次|性别|轻重工业)"
)
"""Divisions whose parts are few and named in full by custom."""
_PART_MARK = regex.compile(r"[；;。]")
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
    complete: bool = False
    """Whether the kind of division leaves nothing out (分产业看, 分城乡看)."""


def groups(extraction: Extraction) -> Iterator[Group]:
    """Every group of running text."""
    for template in extraction.templates:
        figures = [figure for figure in template.figures if figure.position >= 0]
        gaps = _gaps(extraction.passages[template.passage].text, figures)
        for at, figure in enumerate(figures):
            mark = _mark(figure)
            if mark is None or figure.claim.kind is not Kind.LEVEL or not figure.own_subject:
                continue
            if not is_amount(figure.claim):
                continue
            group = _group(figures, gaps, at, divided=mark)
            if group is not None:
                yield group


def _gaps(text: str, figures: Sequence[Figure]) -> list[str]:
    """The words before each figure, full stops included, from the figure before it."""
    ends = [0, *(figure.end for figure in figures)]
    return [text[end : figure.start] for end, figure in zip(ends, figures, strict=False)]


def _mark(figure: Figure) -> bool | None:
    """True for a division before the figure, False for 其中, None without a mark."""
    if _DIVIDED.search(figure.left):
        return True
    return False if _AMONG.search(figure.left) else None


def _group(
    figures: Sequence[Figure], gaps: Sequence[str], at: int, *, divided: bool
) -> Group | None:
    totals = _totals(figures, at, divided=divided)
    parts, first_sentence = _parts(figures, gaps, at)
    for total in totals:
        for count in range(2, len(parts) + 1):
            if _closes(total, parts[:count]):
                return Group(total, tuple(parts[:count]), divided, closed=True)
    if not totals or not first_sentence or not _leads(figures, gaps, figures.index(totals[0]), at):
        return None
    total = totals[0]
    fitting = [part for part in first_sentence if same_measure(total.claim, part.claim)]
    if not fitting or fitting[0] is not first_sentence[0]:
        return None
    complete = divided and bool(_COMPLETE.search(figures[at].left))
    return Group(total, tuple(fitting), divided, closed=False, complete=complete)


def _leads(figures: Sequence[Figure], gaps: Sequence[str], total: int, part: int) -> bool:
    """Whether a total is what 其中 speaks of: of one sentence, or the topic of the one before."""
    stops = [at for at in range(part + 1) if "。" in gaps[at]]
    if not any(total < at for at in stops):
        return True
    start = max((at for at in stops if at <= total), default=0)
    return not any(
        figure.claim.kind is Kind.LEVEL and figure.own_subject for figure in figures[start:total]
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
        if not is_amount(figure.claim):
            break
        if divided and _mark(figure) is not None:
            continue
        found.append(figure)
        if len(found) == _MOST_TOTALS:
            break
    return found


def _parts(
    figures: Sequence[Figure], gaps: Sequence[str], at: int
) -> tuple[list[Figure], list[Figure]]:
    """The parts after the mark, and those of them that stand in its own sentence."""
    parts: list[Figure] = []
    inside = 0
    nested = ended = False
    for number in range(at, min(len(figures), at + 6 * _MOST_PARTS)):
        figure, gap = figures[number], gaps[number] if number > at else ""
        ended = ended or "。" in gap
        if _DIVIDED.search(gap):
            break
        nested = bool(_AMONG.search(gap)) or (nested and not _PART_MARK.search(gap))
        if nested or figure.aside or not figure.own_subject:
            continue
        if figure.claim.kind is not Kind.LEVEL or figure.claim.status != figures[at].claim.status:
            continue
        parts.append(figure)
        inside = inside if ended else len(parts)
        if len(parts) == _MOST_PARTS:
            break
    return parts, parts[:inside]
