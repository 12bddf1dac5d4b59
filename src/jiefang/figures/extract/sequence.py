"""Sequences (并列与区间): lists and ranges whose members share a unit that is printed once.

Read from right to left: 1.2、1.3和5.6个百分点; 20.3-25.6亿元; 2016、2017年. A figure that lost its
unit (产值2.09亿) takes that of the sum of money before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jiefang.figures.extract.candidate import Candidate
from jiefang.figures.extract.lexicon import either
from jiefang.figures.extract.nonfigure import Reason

_LIST_MARK = re.compile(r"(?:、|,|和|与|及|以及|或|或者|、和|，和|/)")
_RANGE_MARK = re.compile(r"(?:-|~|至|到|--)")
_MARK_LENGTH = 2
_MONEY_NOUN = re.compile(rf"(?:{either('noun', 'money')})(?:为|达到?|完成|实现|约)?$")
_CLOSES = frozenset("，,；;。、（")


def link(text: str, candidates: Sequence[Candidate]) -> None:
    """Let bare members of lists and ranges take over unit, scale and reason from the right."""
    for one, other in zip(candidates[-2::-1], candidates[:0:-1], strict=True):
        between = text[one.end : other.start]
        if len(between) > _MARK_LENGTH or one.values or other.values:
            continue
        if one.numeral.is_chinese != other.numeral.is_chinese:
            continue
        if _RANGE_MARK.fullmatch(between):
            _join_range(one, other)
        elif _LIST_MARK.fullmatch(between):
            _join_list(one, other)


def supply_units(text: str, candidates: Sequence[Candidate]) -> None:
    """A figure printed without unit takes that of the sibling before it (产值2.09亿)."""
    last: Candidate | None = None
    for candidate in candidates:
        if not candidate.is_figure or candidate.values or candidate.is_rank:
            continue
        if candidate.unit:
            last = candidate if candidate.dimension == "money" else last
        elif last is not None and _is_sum_of_money(text, candidate):
            candidate.scale = candidate.scale or last.scale
            if candidate.scale == last.scale:
                candidate.unit, candidate.dimension = last.unit, last.dimension


def _join_range(one: Candidate, other: Candidate) -> None:
    if not one.unit:
        _take_unit(one, other)
        if one.scale is None and _key(one.digits) <= _key(other.digits):
            one.scale = other.scale
    _share_year(one, other)
    one.partner, other.partner = other, one
    other.has_minus = False
    if one.dimension == other.dimension:
        one.tail = other.tail or other.end


def _join_list(one: Candidate, other: Candidate) -> None:
    if not one.unit and one.scale is None:
        _take_unit(one, other)
        one.scale = other.scale
    elif one.unit == "个" and other.dimension == "point":  # 0.9个、2个和4.1个百分点
        one.unit, one.dimension = other.unit, other.dimension
    _share_year(one, other)
    if one.dimension == other.dimension:
        one.tail = other.tail or other.end
        other.head = one


def _take_unit(one: Candidate, other: Candidate) -> None:
    one.unit, one.dimension = other.unit, other.dimension
    if one.reason in {None, Reason.UNTOLD} and other.reason:
        one.reason = other.reason
    elif one.reason is Reason.UNTOLD and other.unit:
        one.reason = None


def _share_year(one: Candidate, other: Candidate) -> None:
    if one.reason is Reason.YEAR and other.reason is None and other.unit == "年":
        other.reason = one.reason


def _key(digits: str) -> tuple[int, str]:
    """A key that orders decimals exactly, without turning them into floats."""
    whole, _, fraction = digits.partition(".")
    return int(whole) if whole.isdigit() else 0, fraction


def _is_sum_of_money(text: str, candidate: Candidate) -> bool:
    left = text[max(0, candidate.start - 8) : candidate.start]
    closes = candidate.end == len(text) or text[candidate.end] in _CLOSES
    return closes and bool(_MONEY_NOUN.search(left))
