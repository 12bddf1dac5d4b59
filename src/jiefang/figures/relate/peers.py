"""Comparisons with peers (与谁比): 高于全市平均水平, 快于第二产业, 比全省高, read from the words.

A comparison with an earlier time or with a plan (高于去年同期, 高于目标) is none with a peer.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from jiefang.figures.document import Document
from jiefang.figures.extract.frame import own_grade

_COMPARED = regex.compile(
    r"(?P<own>[^，。；：、]*?)(?P<verb>高于|低于|高出|快于|慢于|领先于?|落后于?|超过)"
    r"(?P<peer>[^，。；、]{1,24})$"
    r"|(?P<own>[^，。；：、]*?)(?:比|较)(?P<peer>[^，。；、]{1,20}?)(?P<verb>高|低|快|慢)(?:出|了)?$"
)
_LOW = frozenset({"低于", "慢于", "落后", "落后于", "低", "慢"})
_NO_PEER = regex.compile(
    r"去年|上年|前年|同期|年初|年均|季度|上半年|月|目标|计划|预期|控制|考核|要求|规划|标准|任务|十[一二三四]?五|"
    r"历史|正常|最高|最低|\d"
)
_AREAS = ("全国", "全省", "全市", "全区", "全县", "全州", "全盟")
_PEER = regex.compile(
    rf"(?P<area>{'|'.join(_AREAS)})?(?:同期)?(?P<noun>.*?)"
    r"(?:的)?(?:平均)?(?:水平|增速|增幅|涨幅|增长率|增长|速度)?(?:平均)?(?:水平)?"
)
_TAIL = regex.compile(r"(?:的|平均|增长|增速|增幅|涨幅|降幅|水平|速度|比重|整体|总体|均|同比)+$")
_AREA = regex.compile("|".join(_AREAS))
_DEALT_OUT = regex.compile(
    rf"分别(?P<verb>高于|低于|快于|慢于|高出)(?P<areas>(?:{'|'.join(_AREAS)})"
    rf"(?:[、和与](?:{'|'.join(_AREAS)})){{1,3}})(?:平均)?(?:水平|增速|增幅)?$"
)
_LEVELS = (
    (regex.compile(r"中华人民共和国|全国|国务院|国家统计局(?!\p{Han}*(?:调查|总队))|我国"), "全国"),
    (regex.compile(r"\p{Han}{2,7}?(?:省|自治区)(?!\p{Han}{1,6}(?:市|区|县|州))"), "全省"),
    (regex.compile(r"\p{Han}{1,7}?市(?!\p{Han}{1,6}(?:区|县|旗))"), "全市"),
    (regex.compile(r"\p{Han}{1,7}?区(?!\p{Han}{1,6}(?:街道|镇|乡))"), "全区"),
    (regex.compile(r"\p{Han}{1,7}?县(?!\p{Han}{1,6}(?:镇|乡))"), "全县"),
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a difference in percentage points is measured against."""

    own: str
    """Noun of the thing compared, empty where the figure before is meant."""
    area: str | None
    """全国, 全省 …, None where another indicator is the peer."""
    noun: str
    """Noun of the peer, empty where it is the same indicator of an area."""
    is_low: bool
    """Whether the thing lies below its peer."""


def comparison_in(left: str) -> Comparison | None:
    """The comparison in the words left of a figure, None where there is none with a peer.

    >>> comparison_in("，高于全市平均水平")
    Comparison(own='', area='全市', noun='', is_low=False)
    >>> comparison_in("，增速比去年同期高") is None
    True
    """
    found = _COMPARED.search(left)
    if found is None or _NO_PEER.search(found["peer"]):
        return None
    peer = _PEER.fullmatch(found["peer"])
    if peer is None or not (peer["area"] or peer["noun"]):
        return None
    noun = _TAIL.sub("", peer["noun"])
    own = _TAIL.sub("", found["own"])
    if not peer["area"] and not noun:
        return None
    return Comparison(own, peer["area"], noun, found["verb"] in _LOW)


def areas_in(left: str) -> tuple[Comparison, ...]:
    """The areas that 分别高于 deals a run of figures to; empty where it does not.

    >>> [each.area for each in areas_in("，分别高于全国、全省平均水平")]
    ['全国', '全省']
    """
    found = _DEALT_OUT.search(left)
    if found is None:
        return ()
    is_low = found["verb"] in _LOW
    return tuple(Comparison("", area, "", is_low) for area in _AREA.findall(found["areas"]))


def area_of(document: Document) -> str | None:
    """The area that a document speaks of as 全国, 全省, 全市 …; None where nothing says which."""
    grade = own_grade(document)
    if grade:
        return f"全{grade}"
    words = f"{document.title or ''} {document.issuer or ''}"
    for pattern, area in _LEVELS:
        if pattern.search(words):
            return area
    return None
