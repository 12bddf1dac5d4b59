"""Pictures of an audit (图示): intervals on an axis, and counts as bars, as SVG.

Geometry stands in attributes and colour in classes, so that a strict content policy holds and dark
mode works. Meaning is never colour alone: every verdict has its own filling.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape
from math import floor

from jiefang.figures.interval import Interval
from jiefang.figures.relation import Finding
from jiefang.figures.report.wording import (
    Lang,
    Mood,
    OwnUnit,
    own_unit,
    pick,
    plain,
    printed,
    show_interval,
    stated_member,
    stated_words,
)

WIDTH, LEFT, RIGHT = 390, 12, 378
_AXIS, _ROWS = 112, (46, 92)
_THINNEST = Fraction(3)
"""Pixels of an interval that would be too thin to see."""
_ROOM_FOR_ARROW = 24
_BAR_LEFT, _BAR_RIGHT = 112, 350


def interval_picture(finding: Finding, lang: Lang) -> str:
    """Stated and recomputed interval over one axis; empty where there is nothing to compare."""
    stated, recomputed = finding.stated, finding.recomputed
    if stated is None or recomputed is None or not finding.relation.claims:
        return ""
    claim = finding.relation.claims[0]
    unit = own_unit(claim, stated_member(finding))
    ends = [
        unit.of(end)
        for interval in (stated, recomputed)
        for end in (interval.lo, interval.hi)
        if end is not None
    ]
    if len(ends) < 2:
        return ""
    scale = _Scale.around(ends)
    told = show_interval(stated, unit, lang), show_interval(recomputed, unit, lang)
    meets = stated.meets(recomputed)
    label = pick(
        lang,
        f"印作 {printed(claim)}，代表 {told[0]}；重算 {told[1]}；"
        f"两段{'相交' if meets else '不相交'}",
        f"printed {printed(claim)} stands for {told[0]}; recomputed {told[1]}; they "
        f"{'meet' if meets else 'do not meet'}",
    )
    printed_words = pick(
        lang, f"印作 {stated_words(finding, lang)}", f"printed {stated_words(finding, lang)}"
    )
    rows = (
        (stated, "ac", printed_words, _ROWS[0]),
        (
            recomputed,
            "hard" if not meets else "ok",
            pick(lang, f"重算 {told[1]}", f"recomputed {told[1]}"),
            _ROWS[1],
        ),
    )
    parts = [scale.axis()]
    parts.append(_gap_arrow(stated, recomputed, scale, unit))
    for interval, style, words, y in rows:
        shown = Interval(
            None if interval.lo is None else unit.of(interval.lo),
            None if interval.hi is None else unit.of(interval.hi),
        )
        parts.append(_band(scale, shown, style, words, y))
    return (
        f'<svg class="cht" viewBox="0 0 {WIDTH} 142" role="img" aria-label="{escape(label)}">'
        + "".join(parts)
        + "</svg>"
    )


class _Scale:
    """From values to pixels, with round ticks."""

    def __init__(self, least: Fraction, most: Fraction) -> None:
        self._least = least
        self._per_pixel = (most - least) / (RIGHT - LEFT)
        self._most = most

    @classmethod
    def around(cls, ends: Sequence[Fraction]) -> _Scale:
        """A scale that holds all ends with some air on both sides."""
        least, most = min(ends), max(ends)
        span = most - least or abs(most) / 10 or Fraction(1)
        return cls(least - span / 6, most + span / 6)

    def at(self, value: Fraction | None, *, open_side: int) -> Fraction:
        """The pixel of a value; an open side reaches the edge."""
        if value is None:
            return Fraction(LEFT if open_side < 0 else RIGHT)
        return LEFT + (value - self._least) / self._per_pixel

    def axis(self) -> str:
        """The line with three to six ticks."""
        step, decimals = _round_step((self._most - self._least) / 4)
        parts = [f'<line class="ax" x1="{LEFT}" y1="{_AXIS}" x2="{RIGHT}" y2="{_AXIS}"/>']
        number = floor(self._least / step) + 1
        while number * step < self._most:
            x = plain(self.at(number * step, open_side=0), 1)
            parts.append(f'<line class="ax" x1="{x}" y1="{_AXIS}" x2="{x}" y2="{_AXIS + 6}"/>')
            words = plain(number * step, decimals)
            parts.append(f'<text class="mid t-d" x="{x}" y="{_AXIS + 21}">{words}</text>')
            number += 1
        return "".join(parts)


def _round_step(rough: Fraction) -> tuple[Fraction, int]:
    """A round step (1, 2 or 5 times a power of ten) not below the rough one, and its decimals."""
    power, decimals = Fraction(1), 0
    while power > rough:
        power, decimals = power / 10, decimals + 1
    while power * 10 <= rough:
        power *= 10
        decimals = max(0, decimals - 1)
    for factor in (1, 2, 5):
        if power * factor >= rough:
            return power * factor, decimals
    return power * 10, max(0, decimals - 1)


def _band(scale: _Scale, interval: Interval, style: str, words: str, y: int) -> str:
    """One interval: a pale band down to the axis, a bar, and its words above."""
    lo = scale.at(interval.lo, open_side=-1)
    hi = scale.at(interval.hi, open_side=1)
    if hi - lo < _THINNEST:
        middle = (lo + hi) / 2
        lo, hi = middle - _THINNEST / 2, middle + _THINNEST / 2
    x, width = plain(lo, 1), plain(hi - lo, 1)
    end = lo > WIDTH // 2
    anchor = plain(min(hi, Fraction(RIGHT)) if end else max(lo, Fraction(LEFT)), 1)
    return (
        f'<rect class="f-{style}s" x="{x}" y="{y - 12}" width="{width}" height="{_AXIS - y + 12}"/>'
        f'<rect class="f-{style}" x="{x}" y="{y - 12}" width="{width}" height="12" rx="2"/>'
        f'<text class="t-{style}{" end" if end else ""}" x="{anchor}" y="{y - 19}">'
        f"{escape(words)}</text>"
    )


def _gap_arrow(stated: Interval, recomputed: Interval, scale: _Scale, unit: OwnUnit) -> str:
    """The way from the printed interval to the recomputed one, where there is room to show it."""
    if stated.meets(recomputed):
        return ""
    left, right = (stated, recomputed) if stated.below(recomputed) else (recomputed, stated)
    if left.hi is None or right.lo is None:
        return ""
    x1 = scale.at(unit.of(left.hi), open_side=1) + 3
    x2 = scale.at(unit.of(right.lo), open_side=-1) - 3
    if x2 - x1 < _ROOM_FOR_ARROW:
        return ""
    a, b, y = plain(x1, 1), plain(x2, 1), _AXIS - 10
    return (
        f'<path class="ar" d="M{a} {y}H{b}M{plain(x1 + 5, 1)} {y - 4}l-5 4 5 4'
        f'M{plain(x2 - 5, 1)} {y - 4}l5 4 -5 4"/>'
    )


def bars(rows: Sequence[tuple[str, Mapping[Mood, int]]], label: str) -> str:
    """Counts by verdict as stacked bars, one row each; the number stands beside."""
    most = max((sum(counts.values()) for _, counts in rows), default=0)
    if not most:
        return ""
    parts = []
    for number, (name, counts) in enumerate(rows):
        y = 5 + number * 24
        shown = name if len(name) <= 12 else f"{name[:11]}…"
        parts.append(f'<text class="end" x="102" y="{y + 12}">{escape(shown)}</text>')
        x = Fraction(_BAR_LEFT)
        for mood in Mood:
            count = counts.get(mood, 0)
            if not count:
                continue
            width = Fraction(count * (_BAR_RIGHT - _BAR_LEFT - 40), most)
            parts.append(
                f'<rect class="v-{mood.value}" x="{plain(x, 1)}" y="{y}" '
                f'width="{plain(max(width, Fraction(2)), 1)}" height="14" rx="1"/>'
            )
            x += max(width, Fraction(2)) + 2
        total = sum(counts.values())
        parts.append(f'<text class="t-d" x="{plain(x + 5, 1)}" y="{y + 12}">{total}</text>')
    height = 10 + 24 * len(rows)
    return (
        f'<svg class="cht" viewBox="0 0 350 {height}" role="img" aria-label="{escape(label)}">'
        + "".join(parts)
        + "</svg>"
    )
