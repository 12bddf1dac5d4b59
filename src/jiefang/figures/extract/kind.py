"""Kinds (数字类型): what a figure says and its sign, from the words around it.

A reader of Chinese reports decides by the verb or noun nearest to the left (增长, 占……比重, ……率),
by 到/至/为 between verb and figure (下降到 is a level, 下降 a change) and by the unit. The words
are in `words.toml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiefang.figures.claim import Kind
from jiefang.figures.extract.bound import name_or_bound
from jiefang.figures.extract.lexicon import either, words
from jiefang.figures.extract.place import Place


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a figure make of it."""

    kind: Kind
    sign: str = ""
    factor_base: int = 0
    """1 where a multiple adds to its base (增长1.3倍)."""
    settled: bool = True
    """False where no word decided, so that an earlier figure of the sentence may."""


_PERCENT = frozenset({"percent", "permille", "permyriad", "tenth", "fraction"})
_POINTS = frozenset({"point", "permille_point", "basis_point"})

_WORDLESS = 2
"""A clause of so few words before the figure has no noun of its own (，由7.7%提高到……)."""
_CARRIED = 40
_TAIL = 24
"""Characters before a figure in which verb, object and fillers stand."""
_DIRECT_TAIL = 8
_VERB_LENGTH = 4
_CHANGE = re.compile(
    rf"(?:(?P<fall>{either('change', 'fall', 'fall_percent')})"
    rf"|(?P<rise>{either('change', 'rise', 'rise_percent')}))了?$"
)
_NOT_CHANGE = words("change", "not_change")
_LAST_VERB = re.compile(
    rf"(?P<fall>{either('change', 'fall_points')}|压缩(?!天然气|空气|机)|[降减跌](?=了?$)"
    r"|(?<=[年期末初月平率比])[低少慢](?=了?$))"
    rf"|(?P<rise>{either('change', 'rise_points')}|增长(?!点|极|率)|增加(?!值)"
    r"|[增升涨高快多](?=了?$))"
)
_DRAGGED = re.compile(r"向下拉动|下拉|负拉动|拉低")
_LOOSE = re.compile(rf"(?:{either('between', 'loose')}|[:“\"'（ >＞<＜≥≤+-])+$")
_REACHES = re.compile(r"(?:到|至|为|成)了?(?:近|约|接近|超过?|[“（ ])*$")
_OF_BASE = re.compile(r"(?:到|至|为|是|的|达|相当于|等于)$")
_GROWTH_NOUN = re.compile(
    rf"(?:{either('noun', 'growth')})(?:{either('between', 'after_growth_noun')}|:)*$"
)
_FALL_NOUN = re.compile(rf"(?:{either('noun', 'fall')})[^，。；]{{0,6}}$")
_NATURAL = re.compile(r"自然增长率|净增长率(?=为)|人口增长率")
_PRICED = re.compile(rf"(?:{either('noun', 'priced')})[^，。；]{{0,6}}$")

_SHARE = re.compile(
    rf"{either('noun', 'share')}|占(?!地面|地[0-9约]|用|道|线|据|领|压)|比例(?!尺|失调)"
    r"|(?:完成|为|达|达到|是|实现|超额完成)了?[^，。；、]{0,16}(?:预算|计划|目标|任务|总量|总数|总额)"
    r"[^，。；、]{0,10}的?(?:约|近|超)?$"
)
_SHARE_TAIL = re.compile(
    r"(?:之|相当于|等于|约为|为|达|是)[^，。；、]{2,20}的$|[^，。；、增长降]{2}的$"
)
_RATE = re.compile(rf"(?<!贡献)率|度(?=为|达|超|在|$)|{either('noun', 'rate')}|(?<!占)比$")
_INDEX = re.compile(either("noun", "index"))
_GROWTH = re.compile(
    r"增速|增幅|涨幅|(?<!自然)增长率|增长(?=[^，。；]{0,10}目标|预期)|增长速度|上涨幅度"
)
_NOUNS = (
    (Kind.SHARE, _SHARE),
    (Kind.RATE, _RATE),
    (Kind.INDEX, _INDEX),
    (Kind.GROWTH, _GROWTH),
)
_PART = re.compile(r"占|比重|占比|率$|的$|计划|预算|任务|目标")
_BOUND = r"(?:以上|左右|以内|以下)?"
_OF = re.compile(
    r"(?:以上|以下)(?=[一-龥])(?![的和及与并确力占比同其完达实])|(?:以上|以下|以内|左右|多|余)?的(?!增|速度|涨|降|基础|目标|预期|水平)[一-龥“]"
)
_OF_GROWTH = re.compile(
    rf"{_BOUND}的?(?:平均|年均)?(?:增速|增长速度|增幅|涨幅|速度|增长率|(?:高速|快速|较快|稳定)?增长|幅度|降幅)"
)
_OF_RATE = re.compile(rf"{_BOUND}的[一-龥]{{0,4}}率")
_EQUITY = re.compile(r"(?:以上)?的?(?:股权|股份|控股|以上股)")

_HEDGES = r"(?:高达|多达|了|近|约|达|超过?|逾|接近|将近|突破|不少于|[“（ ])*$"
_DIRECT_CHANGE = re.compile(
    rf"(?:(?P<fall>{either('change', 'fall')}|(?<![加递裁])减|(?<![起升沉霜空迫])降|少|低)"
    rf"|(?P<rise>{either('change', 'rise')}|高|多|涨|(?<![新倍激])增|翻)){_HEDGES}"
)
_NOT_DIRECT = re.compile(
    r"(?:新增|新增加|(?<![年期比较末])多|不少|许多|不高|[最至][多少高低]"
    r"|(?:改造|建设|整治|品质|优化|改建)提升)$"
)
_OBJECT_CHANGE = re.compile(
    rf"(?:^|[、和并共已可将年均])(?:(?P<fall>{either('change', 'fall_object')})"
    rf"|(?P<rise>{either('change', 'rise_object')}))了?(?!的)"
    r"[^，。；、到至为0-9]{0,13}[^，。；、到至为共计0-9]$"
)
_IN_ALL = re.compile(r"[、，](?:总数|总量|总计|累计)(?:达到?|超过?|为|突破)?[0-9]")
_COMPARED = re.compile(r"比|较|净")
_MODIFYING = frozenset({"增长", "提高", "降低", "提升", "扩大"})
_MODIFIERS = frozenset({"count", "bare", "length", "area"})


def reading_of(place: Place) -> Reading:
    """Kind, sign and factor base of a figure."""
    named = name_or_bound(place)
    if named is not None:
        return Reading(named, _minus(place))
    if place.dimension in _POINTS:
        reading = Reading(Kind.PP_CHANGE, _sign_of_points(place))
    elif place.dimension == "times":
        reading = _multiple(place)
    elif place.dimension == "doubling":
        reading = Reading(Kind.MULTIPLE)
    elif place.dimension in _PERCENT:
        reading = _percent(place)
    else:
        reading = _amount(place)
    if place.has_minus and not reading.sign:
        return Reading(reading.kind, "-", reading.factor_base, reading.settled)
    return reading


def _minus(place: Place) -> str:
    return "-" if place.has_minus else ""


def _sign_of_points(place: Place) -> str:
    """`-` when the verb that governs a change says fall; the last verb of the clause decides."""
    if _DRAGGED.search(place.clause):
        return "-"
    for text in (place.clause, place.sentence):
        verbs = list(_LAST_VERB.finditer(text))
        if verbs:
            return "-" if verbs[-1]["fall"] else ""
    return ""


def _multiple(place: Place) -> Reading:
    """增长1.3倍 adds to the base; 是……的1.3倍 and 增长到1.3倍 do not."""
    stem = _stem(place.clause)
    if _OF_BASE.search(place.clause, max(0, len(place.clause) - _TAIL)) or stem.endswith(
        ("的", "到", "至")
    ):
        return Reading(Kind.MULTIPLE)
    change = _change(stem)
    if change and not stem.endswith(("多", "翻")):
        return Reading(Kind.MULTIPLE, "-" if change["fall"] else "", 1)
    return Reading(Kind.MULTIPLE)


def _percent(place: Place) -> Reading:
    clause = place.clause
    stem = _stem(clause)
    permille = place.dimension == "permille"
    change = _change(stem)
    if change and not _REACHES.search(clause[-_TAIL:]):
        kind = Kind.PP_CHANGE if permille else Kind.GROWTH
        return Reading(kind, "-" if change["fall"] else "")
    if permille:
        return Reading(Kind.RATE)
    tail = stem[-_TAIL:]
    if _FALL_NOUN.search(tail):
        return Reading(Kind.GROWTH, "-")
    if _GROWTH_NOUN.search(tail) and not _NATURAL.search(tail):
        return Reading(Kind.GROWTH)
    if _OF_GROWTH.match(place.text, place.end):
        return Reading(Kind.GROWTH)
    return _proportion_or_growth(place, stem)


def _proportion_or_growth(place: Place, stem: str) -> Reading:
    """A per cent figure without a verb of change directly before it."""
    changed = _OBJECT_CHANGE.search(stem[-_TAIL:])
    if changed and not _PART.search(stem):
        return Reading(Kind.GROWTH, "-" if changed["fall"] else "")
    kind = _proportion(place)
    if kind is not None:
        return Reading(kind)
    if place.dimension in {"tenth", "fraction"}:
        return Reading(Kind.SHARE)
    if _PRICED.search(stem[-_TAIL:]):
        return Reading(Kind.GROWTH, settled=False)
    return Reading(Kind.RATE, settled=False)


def _proportion(place: Place) -> Kind | None:
    """SHARE, RATE, INDEX or GROWTH by the last deciding noun of the clause, else None."""
    if _EQUITY.match(place.text, place.end):
        return Kind.SHARE
    named = _last_noun(place.clause)
    if named is None:
        named = _by_context(place)
    return Kind.GROWTH if named is Kind.INDEX and _is_below_ten(place) else named


def _by_context(place: Place) -> Kind | None:
    """What 的 before or behind the figure tells, else the words of the clause before."""
    if _SHARE_TAIL.search(place.clause):
        return Kind.SHARE
    if _OF_RATE.match(place.text, place.end):
        return Kind.RATE
    if _OF.match(place.text, place.end):
        return Kind.SHARE
    if len(_stem(place.clause)) <= _WORDLESS:
        return _last_noun(place.sentence[-_CARRIED:])
    return None


def _last_noun(text: str) -> Kind | None:
    """The kind that the last deciding noun of the words tells."""
    found = ((match.start(), kind) for kind, noun in _NOUNS for match in noun.finditer(text))
    return max(found, default=(0, None), key=lambda one: one[0])[1]


def _is_below_ten(place: Place) -> bool:
    """Whether a figure named an index is too small for one with base 100 (CPI 2.1%)."""
    return not place.text[place.start : place.start + 2].isdigit()


def _amount(place: Place) -> Reading:
    """LEVEL, DELTA or INDEX of a figure with an ordinary unit or none."""
    if place.dimension == "per_100k":
        return Reading(Kind.RATE)
    if place.dimension in {"bare", "index_point"} and place.text[place.end - 1] not in "万亿千百":
        return _bare(place)
    clause = place.clause[-_TAIL:]
    direct = _DIRECT_CHANGE.search(clause, max(0, len(clause) - _DIRECT_TAIL))
    if direct and not _is_no_change(place, clause, direct):
        return Reading(Kind.DELTA, "-" if direct["fall"] else "")
    stem = clause.rstrip("了近约超达 （“")
    if stem.endswith("新增") and _COMPARED.search(clause):
        return Reading(Kind.DELTA)
    if "新增" in stem and _IN_ALL.match(place.text, place.end):
        return Reading(Kind.DELTA)
    changed = _OBJECT_CHANGE.search(stem)
    if changed:
        return Reading(Kind.DELTA, "-" if changed["fall"] else "")
    return Reading(Kind.LEVEL)


def _is_no_change(place: Place, clause: str, direct: re.Match[str]) -> bool:
    """新增, 最多, 高达; or the verb governs the noun behind the figure (较快增长50条措施)."""
    verb = direct["fall"] or direct["rise"]
    upto = clause[max(0, direct.start() - 3) : direct.start() + len(verb)]
    if _NOT_DIRECT.search(upto) or clause.startswith(("高达", "多达"), direct.start()):
        return True
    if verb not in _MODIFYING:
        return False
    follows = "一" <= place.text[place.end : place.end + 1] <= "龥"
    return place.unit == "条" or (follows and place.dimension in _MODIFIERS)


def _bare(place: Place) -> Reading:
    change = _change(_stem(place.clause))
    if change:
        return Reading(Kind.DELTA, "-" if change["fall"] else "")
    if _INDEX.search(place.clause):
        return Reading(Kind.INDEX)
    return Reading(Kind.LEVEL, settled=False)


def _change(stem: str) -> re.Match[str] | None:
    """The verb of change that ends the words, unless it is part of 最高, 至少 …"""
    return None if stem.endswith(_NOT_CHANGE) else _CHANGE.search(stem[-_VERB_LENGTH:])


def _stem(clause: str) -> str:
    """The words before hedges and fillers (增长了近 → 增长)."""
    cut = max(0, len(clause) - _TAIL)
    return clause[:cut] + _LOOSE.sub("", clause[cut:])
