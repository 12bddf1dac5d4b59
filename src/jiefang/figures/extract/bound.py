"""Names and bounds (名称与门槛): figures that are part of a name or select things.

65岁及以上, 4A级, 15分钟生活圈 are labels; 亿元以上项目, 超百亿元的企业, 2000万元及以上 thresholds.
"""

from __future__ import annotations

import re

from jiefang.figures.claim import Kind
from jiefang.figures.extract.lexicon import either
from jiefang.figures.extract.place import Place

_THING = re.compile(
    rf"(?:以上|及以上|左右)?的?(?:{either('bound', 'kind_of_thing')}|省)*"
    rf"(?:{either('bound', 'thing')}|市(?![场民值政])|区(?![间别]))"
)
_OVER = re.compile(r"(?:超过?|过|突破|破|上|不低于|达到?)$")
_BOUND = re.compile(
    r"(?P<and>及)?以(?P<side>上|下|内)(?:（含[^）]*）)?(?:的)?"
    r"(?!的?[，。；、:！？）和及与并确力占比同增]|$|其中|完成|达到|实现|年均)[一-龥“（A-Z]"
)
_AND_MORE = re.compile(r"[一-龥]{0,4}及以[上下]")
_CIRCLE = re.compile(
    rf"[一-龥]{{0,6}}(?:{either('bound', 'circle')}|服务(?!业|贸)|达(?=[，。；、”]))"
)
_IMPLIED_BOUND = re.compile(
    r"以上|(?!大关|台阶|关口|门槛|规模|以|左右|的(?:基础|规模|水平))[一-龥0-9]"
)
"""What follows 亿元 where it selects: 亿元以上项目, 超亿元转型项目; not 突破亿元大关."""
_MONEY_FOLLOWS = re.compile(rf"(?:{either('bound', 'amount')})")
_SETTLEMENT = re.compile(r"(?:的)?(?:已通电)?(?:自然|行政|居民|聚居|连片|村|屯|寨)")
_EXACT = re.compile(r"[.多余]")
"""A printed decimal or infix tells an amount, not a class of size."""
_PER_HEAD = re.compile(r"(?:10|十)万人(?:生产安全|口(?:中|死亡))")
_VOLTAGE_OF = re.compile(r"(?:及?以[上下])?的?[一-龥]")
_AGE_LEVEL = re.compile(r"寿命|平均年龄|均年龄|初婚")
_FOLDED = re.compile(r"(?:折|折合|折纯|折标)$")
_FULFILLED = re.compile(r"(?:率|达|达到|到|为|完成)$")
_SMALL_DIGITS = frozenset("两二三四五六七八九")
_GENERAL_COUNTS = frozenset(
    ["个", "项", "种", "类", "条", "件", "套", "次", "届", "批", "轮", "期", "场", "部", "大类"]
)
_MONEY = frozenset({"money", "money_usd", "bare"})
_MEASURED = frozenset(
    [
        "money",
        "money_usd",
        "mass",
        "area",
        "length",
        "power",
        "apparent_power",
        "voltage",
        "volume",
        "steam",
        "people",
        "head",
        "deadweight",
        "energy",
        "area_year",
        "coal",
        "gas_volume",
        "heat",
        "data_rate",
        "households",
        "age",
        "gross_tonnage",
        "container",
    ]
)


def selects_things(text: str, end: int) -> bool:
    """Whether a sum of money is followed by what it selects (百亿元产业)."""
    return bool(_THING.match(text, end))


def name_or_bound(place: Place) -> Kind | None:
    """LABEL for parts of names, THRESHOLD for bounds that select things, else None."""
    if _is_label(place):
        return Kind.LABEL
    if place.text.startswith("级", place.end):
        return Kind.THRESHOLD if place.dimension in _MONEY else Kind.LABEL
    if _is_threshold(place):
        return Kind.THRESHOLD
    return None


def _is_label(place: Place) -> bool:
    text, start, end, dimension = place.text, place.start, place.end, place.dimension
    beside = text[start - 1 : start] + text[end : end + 1]
    if text.startswith("每", start - 1) or "×" in beside or _PER_HEAD.match(text, start):
        return True
    if dimension in {"duration_year", "anniversary"}:
        return True
    if dimension == "bare" and text.startswith("大", end):
        return text[end - 1].isdigit()
    if dimension == "age":
        return not _AGE_LEVEL.search(place.sentence)
    if dimension == "percent":
        return _is_set_phrase(place)
    if dimension == "voltage":
        return bool(_VOLTAGE_OF.match(text, end))
    if dimension == "length" or dimension.startswith("duration"):
        return bool(_CIRCLE.match(text, end))
    return _is_small_count(place)


def _is_set_phrase(place: Place) -> bool:
    """百分之百 as an adverb (百分之百到位), 折100%, 全国前1%."""
    if _FOLDED.search(place.before(2)) or place.before(1) == "前":
        return True
    adverb = place.text.startswith("百分之百", place.start)
    return adverb and not _FULFILLED.search(place.clause)


def _is_small_count(place: Place) -> bool:
    """两种资源, 三项制度: counts of abstract things, part of the wording more than a figure."""
    unit_follows = place.text.startswith(place.unit, place.start + 1)
    return (
        place.text[place.start] in _SMALL_DIGITS and place.unit in _GENERAL_COUNTS and unit_follows
    )


def _is_threshold(place: Place) -> bool:
    text, end, dimension = place.text, place.end, place.dimension
    if dimension in _MONEY and _selects(place):
        return True
    if place.is_implied and _selects_by_round_sum(place):
        return True
    scaled = dimension == "bare" and text[end - 1] in "万亿"
    if dimension not in _MEASURED and not scaled:
        return False
    bound = _BOUND.match(text, end)
    if bound and _binds(place, bound):
        return True
    return bool(_AND_MORE.match(text, end))


def _binds(place: Place, bound: re.Match[str]) -> bool:
    """Whether 以上 selects what follows: not money (1000亿元以上资金), not banks (2户以上银行)."""
    if place.dimension in {"people", "bare"}:
        return _is_plain_bound(bound)
    follows = bound.end() - 1
    if place.dimension == "households":
        return bool(_SETTLEMENT.match(place.text, follows))
    return place.dimension not in _MONEY or not _MONEY_FOLLOWS.match(place.text, follows)


def _selects_by_round_sum(place: Place) -> bool:
    """亿元以上项目, 超亿元转型项目, 超千万人次的机场; not 近百场活动."""
    if place.text.startswith(("以上", "的"), place.end) or place.dimension.startswith("money"):
        return bool(_IMPLIED_BOUND.match(place.text, place.end))
    return False


def _is_plain_bound(bound: re.Match[str]) -> bool:
    """For people 以上 alone is mostly a hedge (3000人以上参加); 以下, 及以上 and 以上的 bound."""
    return bool(bound["and"]) or bound["side"] == "下" or "的" in bound.group()


def _selects(place: Place) -> bool:
    """亿元以上项目, 10亿元项目, 超百亿元的企业, 百亿产业."""
    if place.dimension == "bare" and place.text[place.end - 1] != "亿":
        return False
    thing = _THING.match(place.text, place.end)
    if thing is None:
        return False
    if _MONEY_FOLLOWS.match(place.text, thing.end()):
        return False
    if thing.group().startswith("的"):
        return place.is_implied or bool(_OVER.search(place.before(3)))
    printed = place.text[place.start : place.end]
    return thing.group().startswith(("以", "及")) or not _EXACT.search(printed)
