"""Units of table cells (表中单位): 亿元, （万人）, 单位：千公顷, split into scale and unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from jiefang.figures.extract.unit import unit_named
from jiefang.figures.numeral import SCALES

_BRACKET = regex.compile(r"[（(\[【]([^（()）\[\]【】]{1,16})[)）\]】]")
_CAPTION = regex.compile(
    r"(?:计量|金额)?单位[:：]([^\s,，;；。)）]{1,16})|^[（(]?单位([^\s（(]{1,8})[)）]?$"
)
_WRAPPED = regex.compile(r"^[（(]([^（()）]*)[)）]$")
_BY_LENGTH = tuple(sorted(SCALES, key=len, reverse=True))
_AFTER_COMMA = regex.compile(r"[,，、](?=[^,，、]+$)")


@dataclass(frozen=True, slots=True)
class CellUnit:
    """A unit with the scale in front of it: 亿元 is scale 亿, unit 元."""

    scale: str | None
    unit: str


@lru_cache(maxsize=4096)
def unit_in_cell(text: str) -> CellUnit | None:
    """Read a text that is nothing but a unit; None for other words.

    >>> unit_in_cell("亿千瓦小时"), unit_in_cell("指标") is None
    (CellUnit(scale='亿', unit='千瓦小时'), True)
    """
    text = _WRAPPED.sub(r"\1", text.strip())
    if not text:
        return None
    if unit_named(text):
        return CellUnit(None, text)
    for scale in _BY_LENGTH:
        rest = text.removeprefix(scale)
        if rest != text and rest and unit_named(rest):
            return CellUnit(scale, rest)
    if text in {"万", "亿"}:
        return CellUnit(text, "")
    return None


def unit_in_header(text: str) -> CellUnit | None:
    """The unit that a header names in brackets or at its end: 金额（亿元）, 比重%."""
    for inner in reversed(_BRACKET.findall(text)):
        found = unit_in_cell(inner)
        if found is None:
            found = unit_in_cell(_AFTER_COMMA.split(inner)[-1])
        if found is not None:
            return found
    if text.endswith(("%", "％")):
        return CellUnit(None, "%")
    return unit_in_caption(text) or unit_in_cell(text)


def without_unit(text: str) -> str:
    """A header without the unit that it names."""
    text = _BRACKET.sub(lambda found: "" if unit_in_header(found.group()) else found.group(), text)
    if unit_in_caption(text):
        text = _CAPTION.sub("", text)
    return text.rstrip("%％")


def unit_in_caption(text: str) -> CellUnit | None:
    """The unit after the word 单位 in a caption; None when there is none or several."""
    found = [colon or alone for colon, alone in _CAPTION.findall(text)]
    units = {unit_in_cell(word) for word in found} - {None}
    return units.pop() if len(units) == 1 else None
