"""The interval picture (区间对照图): what a print can stand for, against what the others give.

Geometry only, in the units of the drawing; colours are classes of the style sheet, so that the
picture works in the dark and under the content policy.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

WIDTH: Final = 390
LEFT: Final = 12
RIGHT: Final = 378
MARGIN: Final = Fraction(1, 5)
"""Free room on each side, as a share of what has to be shown."""
LEAST_BAR: Final = 3
MOST_TICKS: Final = 5
STEPS: Final = (1, 2, 5)
ASCII_WIDTH: Final = 7
WIDE_WIDTH: Final = 12
LABEL_GAP: Final = 12
LEAST_ARROW: Final = 8
ROOM_FOR_WORDS: Final = 130


@dataclass(frozen=True, slots=True)
class Bar:
    """One interval as drawn: left edge and width; an open side runs to the edge of the picture."""

    x: str
    width: str
    label: str
    ends: str
    label_x: str
    is_anchored_right: bool
    is_open_left: bool
    is_open_right: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """One mark of the axis."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the drawing needs."""

    stated: Bar
    recomputed: Bar
    ticks: tuple[Tick, ...]
    is_apart: bool
    arrow: "Arrow | None"
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """The distance between two intervals that do not meet, with a head at either end."""

    start: str
    end: str
    middle: str
    heads: str
    has_room: bool
    """Whether words fit above it."""


def picture(kept: Mapping[str, Any], stated_words: str, recomputed_words: str) -> Picture | None:
    """Draw what `telling` kept of a finding's intervals; None where an end is missing on both."""
    stated = _interval(kept["stated"])
    recomputed = _interval(kept["recomputed"])
    known = [end for end in (*stated, *recomputed) if end is not None]
    if not known:
        return None
    scale = _Scale(known)
    is_apart = _is_below(stated, recomputed) or _is_below(recomputed, stated)
    decimals = int(kept.get("decimals", 0))
    left_is_stated = _middle(stated, scale) <= _middle(recomputed, scale)
    first = scale.bar(stated, stated_words, decimals, is_left=left_is_stated)
    second = scale.bar(recomputed, recomputed_words, decimals, is_left=not left_is_stated)
    first, second = _untangled(first, second, left_is_stated=left_is_stated)
    return Picture(
        stated=first,
        recomputed=second,
        ticks=scale.ticks(),
        is_apart=is_apart,
        arrow=_arrow(*_gap(stated, recomputed, scale)) if is_apart else None,
    )


Ends = tuple[Fraction | None, Fraction | None]


def _interval(ends: Sequence[str | None]) -> Ends:
    lo, hi = (None if end is None else Fraction(end) for end in ends)
    return lo, hi


def _is_below(one: Ends, other: Ends) -> bool:
    return one[1] is not None and other[0] is not None and one[1] < other[0]


class _Scale:
    """From values to places in the drawing."""

    def __init__(self, known: Sequence[Fraction]) -> None:
        lo, hi = min(known), max(known)
        room = (hi - lo) * MARGIN or abs(lo) / 100 or Fraction(1)
        self.lo, self.hi = lo - room, hi + room
        self.factor = (RIGHT - LEFT) / (self.hi - self.lo)

    def x(self, value: Fraction) -> Fraction:
        """The place of a value."""
        return LEFT + (value - self.lo) * self.factor

    def bar(self, ends: Ends, words: str, decimals: int, *, is_left: bool) -> Bar:
        """Draw one interval; the left one's label begins at its edge, the right one ends there."""
        left = Fraction(LEFT) if ends[0] is None else self.x(ends[0])
        right = Fraction(RIGHT) if ends[1] is None else self.x(ends[1])
        width = max(right - left, Fraction(LEAST_BAR))
        left = min(left, Fraction(RIGHT) - width)
        return Bar(
            x=_text(left),
            width=_text(width),
            label=words,
            ends=_range_words(ends, decimals),
            label_x=_text(left - 6 if is_left else left + width + 6),
            is_anchored_right=not is_left,
            is_open_left=ends[0] is None,
            is_open_right=ends[1] is None,
        )

    def ticks(self) -> tuple[Tick, ...]:
        """Round values along the axis, at most five."""
        step = _round_step((self.hi - self.lo) / MOST_TICKS)
        first, last = ceil(self.lo / step), floor(self.hi / step)
        return tuple(
            Tick(_text(self.x(n * step)), _decimal(n * step)) for n in range(first, last + 1)
        )


def _untangled(first: Bar, second: Bar, *, left_is_stated: bool) -> tuple[Bar, Bar]:
    """Move two labels to the edges of the picture where they would run into each other."""
    left, right = (first, second) if left_is_stated else (second, first)
    left_needs, right_needs = _needs(left), _needs(right)
    start = min(max(Fraction(left.label_x), Fraction(LEFT)), Fraction(RIGHT - left_needs))
    end = max(min(Fraction(right.label_x), Fraction(RIGHT)), Fraction(LEFT + right_needs))
    if start + left_needs + LABEL_GAP > end - right_needs:
        start, end = Fraction(LEFT), Fraction(RIGHT)
    left, right = _moved(left, start), _moved(right, end)
    return (left, right) if left_is_stated else (right, left)


def _moved(bar: Bar, x: Fraction) -> Bar:
    return Bar(
        x=bar.x,
        width=bar.width,
        label=bar.label,
        ends=bar.ends,
        label_x=_text(x),
        is_anchored_right=bar.is_anchored_right,
        is_open_left=bar.is_open_left,
        is_open_right=bar.is_open_right,
    )


def _needs(bar: Bar) -> int:
    return max(_width(bar.label), _width(bar.ends))


def _width(words: str) -> int:
    return sum(ASCII_WIDTH if ord(c) < 0x2E80 else WIDE_WIDTH for c in words)


def _middle(ends: Ends, scale: _Scale) -> Fraction:
    lo, hi = (
        end if end is not None else edge
        for end, edge in zip(ends, (scale.lo, scale.hi), strict=True)
    )
    return (lo + hi) / 2


def _gap(stated: Ends, recomputed: Ends, scale: _Scale) -> tuple[Fraction, Fraction]:
    below, above = (stated, recomputed) if _is_below(stated, recomputed) else (recomputed, stated)
    lo, hi = below[1], above[0]
    return (
        scale.x(lo) if lo is not None else Fraction(0),
        scale.x(hi) if hi is not None else Fraction(0),
    )


def _arrow(lo: Fraction, hi: Fraction) -> Arrow | None:
    """An arrow between two places; None where they are too close to draw one."""
    if hi - lo < LEAST_ARROW:
        return None
    start, end = lo + 3, hi - 3
    heads = (
        f"M{_text(start + 5)} 80l-5 4 5 4M{_text(end - 5)} 80l5 4-5 4" if hi - lo > 16 else "M0 0"
    )
    has_room = hi - lo >= ROOM_FOR_WORDS
    return Arrow(_text(start), _text(end), _text((lo + hi) / 2), heads, has_room)


def _range_words(ends: Ends, decimals: int) -> str:
    lo, hi = ends
    low = "−∞" if lo is None else _decimal(lo, decimals + 2, up=False)
    high = "+∞" if hi is None else _decimal(hi, decimals + 2, up=True)
    return low if low == high else f"[{low}, {high}]"


def _round_step(least: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 × a power of ten that is at least `least`."""
    power = Fraction(1)
    while power > least:
        power /= 10
    while power * 10 <= least:
        power *= 10
    return next((power * step for step in STEPS if power * step >= least), power * 10)


def _decimal(value: Fraction, most: int = 12, *, up: bool | None = None) -> str:
    """A plain decimal with at most so many places, without zeros at its end."""
    scaled = value * 10**most
    whole = round(scaled) if up is None else (ceil(scaled) if up else floor(scaled))
    sign = "−" if whole < 0 else ""
    digits = str(abs(whole)).rjust(most + 1, "0")
    fraction = digits[-most:].rstrip("0") if most else ""
    integer = f"{int(digits[:-most] if most else digits):,}"
    return sign + integer + (f".{fraction}" if fraction else "")


def _text(x: Fraction) -> str:
    """A coordinate with one decimal."""
    tenths = round(x * 10)
    return f"{tenths // 10}.{tenths % 10}"
