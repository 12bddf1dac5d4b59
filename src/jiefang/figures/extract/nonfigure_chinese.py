"""Chinese numerals that are no figures (中文数词中的非数字): ordinals, idioms, slogans, periods.

Chinese reports write 一 as an article (一个中心), small numbers in formulae (三个代表, 两手抓),
years and periods (二〇三五年, 五年来). What is left counts something: 十件民生实事, 二十七亿元.
"""

from __future__ import annotations

import re

from jiefang.figures.extract.bound import selects_things
from jiefang.figures.extract.lexicon import either, words
from jiefang.figures.extract.nonfigure import Beside, Reason, quotation
from jiefang.figures.numeral import Numeral

_SMALL = frozenset("一二两三四五六七八九十")
_AMBIGUOUS = frozenset("元角分方里米度尺寸点面线")
"""Units that behind one digit are mostly part of a word (长三角, 二元结构)."""
_IDIOM_BEFORE = ("数", "几", "成", "每", "若干", "第", "一", "好", "双")
_HEDGED = re.compile(r"(?:近|超过?|突破了?|上|过|破|逾|达到?|接近|约)$")
_STEP = re.compile(rf"(?:{either('bound', 'step')})")
_LASTING = re.compile(rf"(?:{either('chinese', 'lasting')})了?$")
_BUILT = re.compile(rf"(?:{either('chinese', 'built')})$")
_HELD = re.compile(rf"(?:{either('chinese', 'held')}|(?<!中)共)$")
_GATHERING = re.compile(
    rf"(?:[一二三四五六七八九]中|[一二三四五六七八九十]+次|{either('chinese', 'gathering')})"
)
_FORMULA = re.compile(rf"(?:{either('chinese', 'formula')})")
_GRADED = re.compile(rf"(?:{either('chinese', 'graded')})")
_GRADED_BEFORE = ("、", "劣", "Ⅰ", "和", "第")
_ORDINAL_WORDS = frozenset(words("chinese", "ordinal_word"))
_NOT_COUNTED = frozenset(words("chinese", "not_counted"))
_COUNTED = frozenset(words("chinese", "counted"))
"""Classifiers that count behind one digit; others name places or bodies (中电科八所, 六枝)."""
_DATE_WORDS = ("月", "日", "时", "点", "年")
_COUNTS = frozenset(["count", "people", "times_count", "head", "index_point", "score", "级"])
_MEASURES = frozenset(
    ["money", "area", "length", "mass", "times", "doubling", "point", "volume", "power"]
)
_LAST_MILE = frozenset({"最后", "打通"})
_BUILDINGS = frozenset("所座处栋家条")


def chinese_reason_of(text: str, numeral: Numeral, end: int, dimension: str) -> Reason | None:
    """Why a Chinese numeral is no figure, or None; `end` is the end of its unit."""
    beside = Beside(text, numeral, end, dimension)
    if numeral.per or "/" in numeral.digits:
        return Reason.IDIOM if _is_quoted(beside) else None
    printed = _printed(beside)
    if beside.before in {"第", "十"}:
        return Reason.ORDINAL
    if beside.before in {"几", "数", "些"} or printed[0] in "零〇○":
        return Reason.IDIOM
    if printed in _SMALL and text[numeral.fallback : end] in _AMBIGUOUS:
        return Reason.IDIOM
    if beside.is_bare:
        told = (
            not numeral.is_implied or text.startswith("级", end) or _HEDGED.search(beside.left(3))
        )
        return None if told and numeral.scale and len(printed) > 1 else Reason.IDIOM
    if _is_quoted(beside):
        return Reason.SLOGAN
    return _reason_with_unit(beside, printed)


def _reason_with_unit(beside: Beside, printed: str) -> Reason | None:
    if beside.numeral.is_implied:
        return _implied(beside)
    if beside.dimension == "duration_year":
        return _years(beside, printed)
    if _is_date(beside):
        return Reason.DATE
    if printed == "一":
        return _one(beside)
    if beside.dimension in _COUNTS and len(printed) <= 2 and not beside.numeral.scale:
        return _small_count(beside, printed)
    if beside.dimension.startswith("duration") and beside.dimension != "duration_month":
        return Reason.PERIOD if not beside.numeral.more and len(printed) < 2 else None
    return None


def _printed(beside: Beside) -> str:
    return beside.text[beside.numeral.start : beside.numeral.fallback]


def _is_quoted(beside: Beside) -> bool:
    marks = quotation(beside.text, beside.numeral.start, beside.end, reach=8, beyond=12)
    return marks is not None


def _is_date(beside: Beside) -> bool:
    if beside.dimension in {"duration_month", "index_point"}:
        return False
    return beside.text.startswith(_DATE_WORDS, beside.numeral.fallback)


def _implied(beside: Beside) -> Reason | None:
    """百家, 千户, 万人, 亿元: figures only beside a hedge or as a bound."""
    left = beside.left(3)
    if left.endswith(_IDIOM_BEFORE):
        return Reason.IDIOM
    if beside.numeral.more or _HEDGED.search(left) or _STEP.match(beside.text, beside.end):
        return None
    money = beside.dimension.startswith("money")
    return None if money and selects_things(beside.text, beside.end) else Reason.IDIOM


def _years(beside: Beside, printed: str) -> Reason | None:
    """连续三年 is told; 五年来, 三年行动 are periods, 一九八三年 a year."""
    if len(printed) >= 2 and not any(ch in "十百千万" for ch in printed):
        return Reason.YEAR
    return None if _LASTING.search(beside.left(4)) and printed != "一" else Reason.PERIOD


def _one(beside: Beside) -> Reason | None:
    """一 counts only with real measures (一公里, 一倍), or after a verb of building."""
    if beside.dimension in _MEASURES:
        return Reason.IDIOM if beside.left(2) in _LAST_MILE else None
    built = beside.dimension == "count" and beside.text[beside.end - 1] in _BUILDINGS
    return None if built and _BUILT.search(beside.left(3)) else Reason.IDIOM


def _small_count(beside: Beside, printed: str) -> Reason | None:
    text, end, unit_start = beside.text, beside.end, beside.numeral.end
    if _FORMULA.match(text, unit_start):
        return Reason.IDIOM
    word, left = text[unit_start:end], beside.left(4)
    if word == "级":
        return Reason.NAME
    if word == "类" and (_GRADED.match(text, end) or left.endswith(_GRADED_BEFORE)):
        return Reason.NAME
    if word in _ORDINAL_WORDS and (_GATHERING.match(text, end) or not _HELD.search(left)):
        return Reason.ORDINAL
    if word in {"路", "线"} or (len(printed) == 1 and word not in _COUNTED):
        return Reason.NAME
    return Reason.IDIOM if word in _NOT_COUNTED else None
