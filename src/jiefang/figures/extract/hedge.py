"""Hedges (约数): how the wording loosens a figure.

What follows the figure decides first (以上, 以内, 左右, 多), then an infix (50余项), then what
stands directly before it (近, 超过, 不低于, 约).
"""

from __future__ import annotations

import re

from jiefang.figures.claim import Hedge
from jiefang.figures.extract.lexicon import either
from jiefang.figures.extract.place import Place

_AFTER = re.compile(
    rf"(?P<above>{either('hedge', 'above_after')}|\+(?![0-9A-Za-z“]))"
    rf"|(?P<below>{either('hedge', 'below_after')}|内(?=[，。；、完办]))"
    rf"|(?P<about>{either('hedge', 'about_after')})"
    r"|(?P<and_more>多(?![样种个元层方次项少年出于收增支])|余(?![额热量地年下]))"
)
# 近 is not a hedge in 最近, 附近 …; 过 is one only where it stands for 超过 (产值过10亿元).
_BEFORE = re.compile(
    rf"(?P<below>(?<![最附临靠远亲切贴新相])近|{either('hedge', 'below_before')}|[<＜≤])$"
    rf"|(?P<above>{either('hedge', 'above_before')}|(?<!打)破|(?<![赶反])超"
    r"|(?<=[已将可均率值额量入款产资])过|[>＞≥])$"
    rf"|(?P<about>{either('hedge', 'about_before')}|(?<![签合节条公制履续预契邀])约)$"
)
_SCALE_OF_HUNDREDS = re.compile(r"[百千万亿]")
_GLUE = re.compile(r"(?:[“\"（ ]|达到?|为|了|将|有|:|可|再)+$")
_STEPPING = frozenset("跨迈登跃踏以")
_REACH = 10
"""Characters left of a figure in which a hedge can stand."""


def hedge_of(place: Place, *, end: int, more: bool) -> Hedge | None:
    """The hedge of a figure that ends at `end`; `more` tells of an infix 余 or 多."""
    after = _AFTER.match(place.text, end)
    if after and after.lastgroup:
        return Hedge(after.lastgroup)
    if more:
        return Hedge.AND_MORE
    left = place.before(_REACH).removesuffix("-")
    if (
        left.endswith("上")
        and left[-2:-1] not in _STEPPING
        and _SCALE_OF_HUNDREDS.match(place.text, place.start)
    ):
        return Hedge.ABOVE
    glued = _GLUE.search(left)
    for words in (left, left[: glued.start()] if glued else ""):
        before = _BEFORE.search(words)
        if before and before.lastgroup:
            return Hedge(before.lastgroup)
    return None
