"""Numbers in table cells (单元格数字): digits, sign and hedge of a cell that is one figure.

A cell is a figure only when nothing else stands in it but a sign, a hedge and a unit. A dash or
dots mean that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from jiefang.figures.claim import Hedge, Kind
from jiefang.figures.extract.table.units import CellUnit, unit_in_cell
from jiefang.figures.numeral import numeral_at

_BLANK = regex.compile(r"[-—–－―─…\.·/\\*+×xX\s]*|无|空|略|nan|N/?A|…+|不详")
_NUMBER = r"\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?|\d+(?:[.．]\d+)?|[.．]\d+"
_CELL = regex.compile(
    rf"""\s*(?P<before>(?:[<＜>＞≤≥≦≧⩽⩾~≈]|约|近|超过?|突破|不低于|不高于|不超过|不少于|低于|高于|大于|小于
        |达到?|增长|增加|提高|上升|下降|减少|降低|±)*)
    \s*(?P<figure>(?P<sign>[-+＋－–−↑↓▲▼△▽—])?\s*(?P<number>{_NUMBER})(?P<unit>[^\d\s<>＜＞左以及\[［①-⑳*]{{0,8}}?))
    \s*(?P<after>左右|以上|以内|以下|及以上|上下|个?)\s*(?:[\[［]\d+[\]］]|[①-⑳*]|注\d*)*\s*""",
    regex.VERBOSE,
)
_RATIO = regex.compile(
    r"\s*(?P<figure>\d+(?:\.\d+)?(?:\s*[:：∶﹕]\s*\d+(?:\.\d+)?){1,5})\s*(?:\[\d+\])?\s*"
)
_DOWN = frozenset("-－–−↓▼▽—")
_FALL = regex.compile(r"下降|减少|降低")
_CHANGE = regex.compile(r"增长|增加|提高|上升|下降|减少|降低")
_ABOVE = regex.compile(r"[>＞≥≧⩾]|超|突破|不低于|不少于|高于|大于")
_BELOW = regex.compile(r"[<＜≤≦⩽]|近|不高于|不超过|低于|小于")
_ABOUT = regex.compile(r"[~≈]|约")


@dataclass(frozen=True, slots=True)
class CellNumber:
    """The figure of a cell; `start`/`end` count in the cell's raw text."""

    start: int
    end: int
    digits: str
    sign: str = ""
    hedge: Hedge | None = None
    unit: CellUnit | None = None
    is_change: bool = False
    """The cell says 增长 or 下降 in words."""
    values: tuple[str, ...] = ()
    malformed: str | None = None


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure."""
    return _BLANK.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def is_number(text: str) -> bool:
    """Whether a cell is one figure."""
    return number_in(text) is not None


def number_in(text: str) -> CellNumber | None:
    """Read the figure of a cell, or None when the cell is empty or more than a figure.

    >>> number_in("-3.2").sign, number_in("<3.5").hedge.value, number_in("—") is None
    ('-', 'below', True)
    """
    if len(text) > 60 or not any(ch.isdigit() for ch in text):
        return None
    ratio = _RATIO.fullmatch(text)
    if ratio:
        members = tuple(part.strip() for part in regex.split(r"[:：∶﹕]", ratio.group("figure")))
        start, end = ratio.span("figure")
        return CellNumber(start, end, digits=ratio.group("figure"), values=members)
    found = _CELL.fullmatch(text)
    return _figure(found) if found else None


def _figure(found: regex.Match[str]) -> CellNumber | None:
    printed = found.group("unit").strip()
    unit = unit_in_cell(printed) if printed else None
    if printed and unit is None:
        return None
    numeral = numeral_at(found.group("number").replace("，", ",").replace("．", "."), 0)
    if numeral is None:
        return None
    before = found.group("before")
    is_down = bool(found.group("sign") and found.group("sign") in _DOWN) or bool(
        _FALL.search(before)
    )
    start, end = found.span("figure")
    return CellNumber(
        start,
        end,
        digits=numeral.digits,
        sign="-" if is_down else "",
        hedge=_hedge(before, found.group("after")),
        unit=unit,
        is_change=bool(_CHANGE.search(before)),
        malformed=numeral.malformed,
    )


def _hedge(before: str, after: str) -> Hedge | None:
    if _ABOVE.search(before) or after in {"以上", "及以上"}:
        return Hedge.ABOVE
    if _BELOW.search(before) or after in {"以内", "以下"}:
        return Hedge.BELOW
    if _ABOUT.search(before) or after in {"左右", "上下"}:
        return Hedge.ABOUT
    return None


def kind_in_cell(number: CellNumber) -> Kind | None:
    """The kind that a cell itself decides: a list a:b:c, a change in words."""
    if number.values:
        return Kind.RATIO
    if number.is_change and number.unit is not None:
        if number.unit.unit == "%":
            return Kind.GROWTH
        return Kind.PP_CHANGE if "点" in number.unit.unit else Kind.DELTA
    return None
