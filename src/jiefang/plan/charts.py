"""Bars of counts by conclusion (条形图): one row a rule or a document, five fillings.

Geometry only; the same numbers stand beside each bar as text, and the table behind “看表格” holds
them all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from jiefang.plan.tone import Tone

BAR_ORDER: Final = (Tone.CONSISTENT, Tone.HARD, Tone.SOFT, Tone.UNDECIDED, Tone.EXPLAINED)
WIDTH: Final = 1900
"""Tenths of a unit that the longest bar takes."""
GAP: Final = 19
LEAST: Final = 24
"""Tenths: a count of one stays visible beside a thousand."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar."""

    tone: str
    x: str
    width: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """One bar with its name, its counts and where its name leads."""

    label: str
    address: str
    total: int
    counts: Mapping[str, int]
    segments: tuple[Segment, ...]


def rows(counted: Sequence[tuple[str, str, Mapping[str, int]]]) -> tuple[Row, ...]:
    """Draw bars to one scale; each input is label, address and counts by tone."""
    most = max((sum(counts.values()) for _, _, counts in counted), default=0)
    return tuple(
        Row(label, address, sum(counts.values()), counts, _segments(counts, most))
        for label, address, counts in counted
    )


def folded(
    counted: Sequence[tuple[str, str, Mapping[str, int]]], most: int, rest_label: str
) -> list[tuple[str, str, Mapping[str, int]]]:
    """Keep the rows with the most relations and join the others into one."""
    if len(counted) <= most:
        return list(counted)
    ranked = sorted(counted, key=lambda row: -sum(row[2].values()))
    kept, rest = ranked[: most - 1], ranked[most - 1 :]
    joined: dict[str, int] = {}
    for _, _, counts in rest:
        for tone, count in counts.items():
            joined[tone] = joined.get(tone, 0) + count
    order = {row[0]: place for place, row in enumerate(counted)}
    kept.sort(key=lambda row: order[row[0]])
    return [*kept, (rest_label % {"count": len(rest)}, "", joined)]


def _segments(counts: Mapping[str, int], most: int) -> tuple[Segment, ...]:
    drawn, at = [], 5
    for tone in BAR_ORDER:
        count = counts.get(tone.value, 0)
        if count:
            width = max(count * WIDTH // (most or 1), LEAST)
            drawn.append(Segment(tone.value, _text(at), _text(width), count))
            at += width + GAP
    return tuple(drawn)


def _text(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
