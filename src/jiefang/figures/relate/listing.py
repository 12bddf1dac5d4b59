"""Enumerations (列举): how many things a phrase lists, where that is beyond doubt.

Chinese lists are ambiguous: 、 also parts the inside of names (交通运输、仓储和邮政业), 和 joins
items or words of one item, and lists are crossed (甲、乙两区的出口和进口). So a list is counted
only when every item is a known name of its own.
"""

from __future__ import annotations

from collections.abc import Callable

import regex

IsName = Callable[[str], bool]
"""Whether a phrase names an indicator that fits the figures of the list."""

_THREE = regex.compile(
    r"(?:三次产业|三大产业|第?一、(?:第)?二、(?:第)?三(?:次)?产业)(?:增加值|投资|生产总值)?"
)
_TWO = regex.compile(r"城乡(?:常住)?居民(?:家庭)?(?:人均)?(?:可支配|纯)?收入|城乡居民人均消费支出")
_OPEN = regex.compile(
    r"等(?!级)|其中|部分|主要|各类|各项|[两三四五六七八九十\d]+(?:项|个|大|类|种|家|位|只)"
)
_PAIRED = regex.compile(r"城乡|存贷|进出口|男女|东中西|产供销|收支|供需|进、出|存、贷")
_AREA = regex.compile(r"\p{Han}{1,7}(?:区|县|市|州|旗|镇|乡|街道|村|社区|省)")
_LEAD = regex.compile(
    r"^(?:其中|预计|全年|当年|今年|去年|年末|全国|全省|全市|全区|全县|我省|我市|我区|我县|区域内|"
    r"(?:19|20)\d{2}年|截至年底|实现|完成|新增|使|力争|确保)+"
)
_JOINS = regex.compile(r"以及|和|与|及(?!其)")


def certain_count(phrase: str, is_name: IsName) -> int | None:
    """The number of things a phrase lists, None where there is any doubt.

    >>> certain_count("全市三次产业增加值", lambda name: False)
    3
    >>> certain_count("甲区、乙区和丙区", lambda name: False)
    3
    >>> certain_count("交通运输、仓储和邮政业", lambda name: False) is None
    True
    """
    bare = _LEAD.sub("", phrase)
    if _THREE.fullmatch(bare):
        return 3
    if _TWO.fullmatch(bare):
        return 2
    if _OPEN.search(bare) or _PAIRED.search(bare):
        return None
    items = _items(bare)
    if len(items) < 2 or len(set(items)) != len(items):
        return None
    return len(items) if _all_known(items, is_name) else None


def _items(phrase: str) -> list[str]:
    """Items by 、, and by the one word that joins the last two; empty where that is unclear."""
    parts = [_LEAD.sub("", part) for part in phrase.split("、")]
    joins = list(_JOINS.finditer(parts[-1]))
    if any(_JOINS.search(part) for part in parts[:-1]) or len(joins) > 1:
        return []
    if joins:
        last = parts.pop()
        parts += [last[: joins[0].start()], last[joins[0].end() :]]
    return parts if all(parts) else []


def _all_known(items: list[str], is_name: IsName) -> bool:
    """Whether every item is a name, or every item an area (the last one with what it counts)."""
    if all(is_name(item) for item in items):
        return True
    if all(_AREA.fullmatch(item) for item in items[:-1]):
        return _AREA.fullmatch(items[-1]) is not None or _ends_with_name(items[-1], is_name)
    return False


def _ends_with_name(item: str, is_name: IsName) -> bool:
    """丙区地区生产总值: an area and then the name of what is counted."""
    return any(
        _AREA.fullmatch(item[:cut]) is not None and is_name(item[cut:])
        for cut in range(2, len(item) - 2)
    )
