"""Ranks in words (位次): among how many, of what, and within which area a rank is meant."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from jiefang.figures.extract.chinese import small_number

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_PEER = (
    r"(?:县（市、?区）|县（市）区|县（区）|县市区|市县区|市（县、区）|主城区|中心城区|城区|区县|县区|市县|县市|市州|州市|"
    r"省会城市|副省级城市|设区市|省辖市|地级市|大中城市|省区市|省（区、市）|城市|地市|省份|开发区|高新区|经开区|"
    r"街道|乡镇|镇街|区|县|市|州|旗|镇|乡|部门|单位)"
)
_AMONG = regex.compile(
    rf"(?<![年月日第\d.])(?P<groups>(?:{_NUMBER}个?{_PEER}){{1,3}})(?:中|里|当中|之中)?"
    r"(?:的)?(?:综合)?(?:排名|排在|名列|位居|位列|居|列|排)?(?:并列)?(?:第|首)$"
)
_GROUP = regex.compile(rf"(?P<number>{_NUMBER})个?{_PEER}")
_MOVES = regex.compile(r"从|由|跃|升|前移|提升|进位|较|上次|降|退")
_RANKED = regex.compile(
    r"(?P<measure>增速|增幅|降幅|涨幅|总量|总额|增量|净增数|总数|规模|水平|绝对值)(?:[均双稳连续再次]|\d+年)*"
    r"(?:位居|位列|排名|排在|稳居|跃居|居|列|排)?(?:在)?"
    r"(?P<area>全国|全省|全市|全区|全县|全州|[^，。；、居列排]{1,8}?)(?:排名)?(?:并列)?第$"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What is ranked by which measure, in which area."""

    measure: str
    area: str


def peers_in(left: str) -> int | None:
    """How many take part in a ranking (四城区 → 4, 六区两县 → 8); None where the words do not say.

    >>> peers_in("，增速位居六区两县第"), peers_in("，居全省第") is None
    (8, True)
    """
    found = _AMONG.search(left)
    if found is None or _MOVES.search(left[: found.start()][-6:]):
        return None
    return sum(small_number(group["number"]) for group in _GROUP.finditer(found["groups"]))


def ranked_in(left: str) -> Ranked | None:
    """Measure and area of a rank; None where the words name no measure or speak of a move.

    >>> ranked_in("，增速居全省第")
    Ranked(measure='增速', area='全省')
    """
    found = _RANKED.search(left)
    if found is None or _MOVES.search(left[max(0, found.start() - 4) :]):
        return None
    return Ranked(found["measure"], found["area"])
