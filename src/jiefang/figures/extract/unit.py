"""Units (计量单位): which unit stands behind a numeral, and what it is in base units.

The lexicon is data (`units.csv`); `unit_vetoes.csv` says which words only begin like a unit
(项目 is not 项, 分别 is not 分). Compound units are read as they stand: 微克/立方米, 吨标准煤/万元.
Sources: GB 3100, GB 3101 for the metric units; 1 亩 = 2000/3 m² (State Council order of 1984);
classifiers as local default.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from jiefang.figures.numeral import SCALES

BARE = "bare"
"""The dimension of a figure without unit."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dimension and its exact size in the base unit of that dimension."""

    name: str
    """The canonical name; the printed word may be an alias."""
    dimension: str
    base: str
    multiplier: Fraction


@dataclass(frozen=True, slots=True)
class UnitAt:
    """A unit found in a text: the printed word and where it ends."""

    printed: str
    end: int
    unit: Unit


def unit_at(text: str, position: int) -> UnitAt | None:
    """The longest unit that begins exactly at a position, or None.

    >>> unit_at("35微克/立方米以下", 2).printed
    '微克/立方米'
    >>> unit_at("15项目", 2) is None
    True
    """
    single = _single_at(text, position)
    if single is None:
        return None
    end = position + len(single[0])
    unit = single[1]
    while per := _DIVIDER.match(text, end):
        below = _denominator(text, per.end())
        if below is None:
            break
        end, denominator = below
        unit = _quotient(unit, denominator)
    if unit.dimension in _COUNTED and (also := _ALSO.match(text, end)):
        end = also.end()
    return UnitAt(text[position:end], end, unit)


@lru_cache(maxsize=4096)
def unit_named(printed: str) -> Unit | None:
    """The unit that a printed word stands for, or None when the lexicon lacks it."""
    plain = printed.strip()
    found = unit_at(plain, 0)
    if found and found.end == len(plain):
        return found.unit
    return None


def dimension_of(printed: str) -> str:
    """Dimension of a printed unit; an unknown one is its own dimension, none is `bare`.

    >>> dimension_of("公顷"), dimension_of("家"), dimension_of("元/平方米")
    ('area', 'count', 'money/area')
    """
    if not printed:
        return BARE
    unit = unit_named(printed)
    return unit.dimension if unit else printed


def to_base(value: str, printed: str) -> Fraction:
    """Exact value in the base unit of the dimension; an unknown unit counts once.

    >>> to_base("3", "亩"), to_base("1.5", "公顷")
    (Fraction(2000, 1), Fraction(15000, 1))
    """
    unit = unit_named(printed)
    return Fraction(value) * (unit.multiplier if unit else 1)


def _single_at(text: str, position: int) -> tuple[str, Unit] | None:
    """The longest word of the lexicon at a position that no veto forbids."""
    first = text[position : position + 1]
    for length in _LENGTHS.get(first, ()):
        word = text[position : position + length]
        unit = _LEXICON.get(word)
        if unit is None or _is_vetoed(text, word, position + length):
            continue
        return word, unit
    return None


def _is_vetoed(text: str, word: str, end: int) -> bool:
    if word[-1].isascii() and word[-1].isalpha():
        follower = text[end : end + 1]
        return follower.isascii() and follower.isalnum()
    vetoes = _VETOES.get(word)
    return vetoes is not None and text.startswith(vetoes, end)


def _denominator(text: str, position: int) -> tuple[int, Unit] | None:
    """What stands below the stroke: an optional scale and a unit (万元, 千人, 月)."""
    bracket = text.startswith("（", position)
    position += bracket
    scale = _SCALE.match(text, position)
    if scale and not text.startswith("千米", position):
        inner = _below(text, scale.end())
        if inner:
            end, unit = inner
            power = 10 ** SCALES[scale.group()]
            return end, Unit(
                scale.group() + unit.name, unit.dimension, unit.base, unit.multiplier * power
            )
    return _below(text, position)


def _below(text: str, position: int) -> tuple[int, Unit] | None:
    word = _PERIODS.match(text, position)
    if word:
        name = word.group()
        return word.end(), Unit(name, f"per_{name}", name, Fraction(1))
    single = _single_at(text, position)
    return (position + len(single[0]), single[1]) if single else None


def _quotient(above: Unit, below: Unit) -> Unit:
    return Unit(
        f"{above.name}/{below.name}",
        f"{above.dimension}/{below.dimension}",
        f"{above.base}/{below.base}",
        above.multiplier / below.multiplier,
    )


def _rows(name: str) -> list[dict[str, str]]:
    source = Path(__file__).with_name(name).read_text(encoding="utf-8")
    return list(csv.DictReader(source.splitlines()))


def _lexicon() -> dict[str, Unit]:
    words: dict[str, Unit] = {}
    for row in _rows("units.csv"):
        unit = Unit(row["unit"], row["dimension"], row["base"], Fraction(row["multiplier"]))
        for word in (row["unit"], *row["aliases"].split()):
            words.setdefault(word, unit)
    return words


def _lengths(words: dict[str, Unit]) -> dict[str, tuple[int, ...]]:
    """First character → lengths of words that begin so, longest first."""
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


_COUNTED = frozenset({"count", "people", "head"})
_ALSO = re.compile(r"（[个件张份家台套辆只头次册项人户处条名匹]）")
"""A second classifier in brackets: 50名（个）, 册（件）."""
_DIVIDER = re.compile(r"[/／·每](?!年均)")
_SCALE = re.compile(r"[十百千]?[万亿]|[百千]")
_PERIODS = re.compile(r"学期|学年|季度|半年|[月年季生校村镇户岗](?![一-龥])|月|年")
_LEXICON = _lexicon()
_LENGTHS = _lengths(_LEXICON)
_VETOES = {row["unit"]: tuple(row["not_before"].split()) for row in _rows("unit_vetoes.csv")}
