"""Numerals that are no figures (非主张数字): dates, ordinals, codes, names, slogans.

Each test looks only at the characters beside a numeral. The reason found is kept, because the
numerals of a list share it (2016、2017年; 1-8月). Chinese numerals have their own tests in
`nonfigure_chinese`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from jiefang.figures.extract.lexicon import either
from jiefang.figures.numeral import Numeral


class Reason(StrEnum):
    """Why a numeral is no figure."""

    YEAR = "year"
    DATE = "date"
    ORDINAL = "ordinal"
    NAME = "name"
    CODE = "code"
    UNTOLD = "bare number"
    """A whole number without unit that nothing tells to be a count; a list may still tell it."""
    SLOGAN = "slogan"
    LISTED = "list number"
    PERIOD = "period"
    IDIOM = "idiom"


@dataclass(frozen=True, slots=True)
class Beside:
    """A numeral with what stands beside it; `end` is the end of its unit, where it has one."""

    text: str
    numeral: Numeral
    end: int
    dimension: str

    @property
    def before(self) -> str:
        """The character left of the numeral, empty at the start."""
        start = self.numeral.start
        return self.text[start - 1 : start] if start else ""

    @property
    def after(self) -> str:
        """The character behind the unit, empty at the end."""
        return self.text[self.end : self.end + 1]

    @property
    def is_bare(self) -> bool:
        """Whether no unit follows."""
        return self.dimension == "bare"

    @property
    def is_whole(self) -> bool:
        """Whether the numeral is a plain run of digits: no scale, no decimals."""
        return self.numeral.digits.isdigit() and not self.numeral.scale

    def left(self, count: int) -> str:
        """The last characters left of the numeral."""
        return self.text[max(0, self.numeral.start - count) : self.numeral.start]


_DATE_WORDS = ("世纪", "年代", "季度", "月份", "后", "旬")
_CLOCK = re.compile(r"点(?:[0-9]{1,2}分|钟|整|半|至|-|前|后|起|开)")
_SHORT_YEAR = ("年代", "年增", "年的", "年末", "年底", "年度", "年提", "年下")
_ABBREVIATION = re.compile(rf"(?:{either('name', 'abbreviation')})$")
_PARTICLES = re.compile(r"PM[ _]?$")
_PATH_SIGNS = frozenset("-/_=&?")
_TELLING_DIMENSIONS = frozenset(
    ["money", "percent", "point", "permille", "mass", "energy", "power", "area", "times"]
)
_AFTER_CODE = re.compile(
    r"号|#|时(?:[0-9一-龥]?)(?<!时代)|线(?=[公城建工、，。开运通和及一二三])|[:/][0-9]"
)
_VERSION = ("版", "时代")
_CODE = re.compile(rf"强(?![度制化])|(?:{either('name', 'code')})")
_PROGRAMME = ("工程", "计划", "战略", "行动")
_COUNTED = re.compile(
    rf"(?:{either('name', 'counted')}|国(?!集团|道)|大(?=[一-龥])|[市村](?!民|场|政)"
    r"|[区县](?!域|块|级|间)|城(?!乡|镇))"
)
_TELLING = re.compile(rf"(?:{either('name', 'telling')}|[-~><≥≤])$")
_BASE = re.compile(r"(?:上年|基期|性|同期|末|年|月)(?:=|为)$")
_VERSION_NUMBER = re.compile(r"[1-9]\.0")
_ENDS = frozenset("，。；、”")
_SERVICE = re.compile(r"12[0-9]{3}|9[56][0-9]{3,4}|11[0249]|12[02]")
"""Telephone numbers of public services."""
_CODE_BEFORE = frozenset("〔[［·《_@№")
_CODE_AFTER = frozenset("〕·_@")
_FIGURE_CAPTION = frozenset("表图注附栏")
_ROADS = frozenset({"国道", "省道", "县道", "乡道"})
_CALLED = frozenset({"拨打", "热线", "电话", "号码", "传真", "邮编"})
_LIST_OPENS = frozenset("。；:！？ ）\n#*-")
_LIST_MARKS = frozenset("、.）．")
_QUOTED_UNITS = frozenset(["percent", "count", "people", "times_count", "households"])
_LONG_CODE = 7
"""Bare whole numbers of so many digits are telephone or serial numbers."""


def reason_of(text: str, numeral: Numeral, end: int, dimension: str) -> Reason | None:
    """Why an Arabic numeral is no figure, or None; `end` is the end of its unit."""
    beside = Beside(text, numeral, end, dimension)
    return (
        _date(beside)
        or (Reason.ORDINAL if beside.before == "第" else None)
        or _joined_name(beside)
        or _code(beside)
        or _listed(beside)
        or _quoted(beside)
    )


def quotation(
    text: str, start: int, end: int, *, reach: int, beyond: int
) -> tuple[int, int] | None:
    """Places of the quotation marks around a stretch, not farther than told, or None."""
    opening = text.rfind("“", max(0, start - reach), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return None
    closing = text.find("”", end, end + beyond)
    return (opening, closing) if closing >= 0 else None


def _date(beside: Beside) -> Reason | None:
    numeral, text = beside.numeral, beside.text
    if numeral.scale:
        return None
    digits, end = numeral.digits, numeral.fallback
    if text.startswith("年", end):
        return _year(text, digits, end)
    if text.startswith(_DATE_WORDS, end):
        return Reason.DATE
    if not digits.isdigit():
        return None
    if len(digits) <= 2 and _is_date_word(text, digits, end):
        return Reason.DATE
    if len(digits) == 4 and digits[:2] in {"19", "20"} and beside.is_bare:
        return Reason.YEAR
    return None


def _year(text: str, digits: str, end: int) -> Reason | None:
    """2016年; a list number may be glued to it (3.2016年)."""
    fraction = digits.partition(".")[2]
    if len(fraction) == 4 and fraction[:2] in {"19", "20"}:
        return Reason.YEAR
    if not digits.isdigit():
        return None
    if len(digits) == 4 or (len(digits) == 2 and digits[0] == "0"):
        return Reason.YEAR
    if len(digits) == 2 and digits > "60" and text.startswith(_SHORT_YEAR, end):
        return Reason.YEAR
    return None


def _is_date_word(text: str, digits: str, end: int) -> bool:
    """8月, 20日, 8时, 9点30分."""
    if text.startswith("月", end):
        return 1 <= int(digits) <= 12
    if text.startswith(("日", "时"), end):
        return not text.startswith(("时间", "时代"), end)
    return int(digits) <= 24 and bool(_CLOCK.match(text, end))


def _joined_name(beside: Beside) -> Reason | None:
    """Letters and signs beside a numeral make a name: PM2.5, 5G, 1+10."""
    if _has_letter_before(beside) or (beside.is_bare and _is_letter(beside.after)):
        return Reason.NAME
    return Reason.NAME if beside.is_bare and _has_sign(beside) else None


def _has_letter_before(beside: Beside) -> bool:
    numeral = beside.numeral
    if _PARTICLES.search(beside.left(4)):
        return True
    if beside.before in _PATH_SIGNS:
        beyond = beside.left(2)[:1]
        return _is_letter(beyond) or (
            beside.before != "-" and beyond.isascii() and beyond.isalnum()
        )
    if not _is_letter(beside.before) or _ABBREVIATION.search(beside.left(6)):
        return False
    exact = numeral.scale or numeral.decimals or beside.dimension == "percent"
    return not (exact and beside.dimension in _TELLING_DIMENSIONS)


def _has_sign(beside: Beside) -> bool:
    """10+X, “4”+2, 7×24; a plus sign after blank or word is a sign of the figure."""
    beyond = beside.left(2)[:1] if beside.numeral.start > 1 else ""
    if beside.before in {"×", "+", "*"} and (beyond.isalnum() or beyond in {"“", "”"}):
        return True
    if beside.after in {"×", "*"}:
        return True
    follows = beside.text[beside.end + 1 : beside.end + 2]
    return beside.after == "+" and (follows in {"“", "”", "《", "（"} or follows.isalnum())


def _is_letter(ch: str) -> bool:
    return ch.isascii() and ch.isalpha()


def _code(beside: Beside) -> Reason | None:
    text, numeral = beside.text, beside.numeral
    if beside.is_whole and beside.dimension != "per_100k" and _names_place(beside):
        return Reason.CODE
    if not beside.is_bare:
        return None
    if text.startswith(_VERSION, beside.end):
        return Reason.NAME
    if _BASE.search(beside.left(8)):
        return Reason.NAME
    if numeral.malformed == "two_points" or beside.after in _CODE_AFTER:
        return Reason.CODE
    if numeral.decimals:
        return _code_of_decimal(beside)
    return _code_of_whole(beside)


def _names_place(beside: Beside) -> bool:
    """3号线, 8:30, 国道318线; a length behind 国道 is a figure."""
    after = beside.numeral.fallback
    if _AFTER_CODE.match(beside.text, after):
        return True
    return beside.left(2) in _ROADS and beside.text[after : beside.end] in {"", "线"}


def _code_of_decimal(beside: Beside) -> Reason | None:
    """数字政府2.0 is a version; a level is told by 为, 达, 至 before it."""
    if beside.text.startswith(_PROGRAMME, beside.end):
        return Reason.CODE
    version = _VERSION_NUMBER.fullmatch(beside.numeral.digits) and not beside.numeral.scale
    named = _is_han(beside.left(1)) and (_is_han(beside.after) or beside.after in _ENDS)
    return Reason.NAME if version and named and not _TELLING.search(beside.left(3)) else None


def _code_of_whole(beside: Beside) -> Reason | None:
    """Bare whole numbers: telephone numbers, roads, captions, or nothing that tells a count."""
    digits = beside.numeral.digits
    if _CODE.match(beside.text, beside.end) or beside.before in _CODE_BEFORE:
        return Reason.CODE
    if beside.numeral.scale:
        return None
    if len(digits) > 1 and (digits[0] == "0" or len(digits) >= _LONG_CODE):
        return Reason.CODE
    if beside.before in _FIGURE_CAPTION or beside.left(2) in _CALLED:
        return Reason.CODE
    told = _TELLING.search(beside.left(3))
    if _SERVICE.fullmatch(digits) and not told:
        return Reason.CODE
    if _COUNTED.match(beside.text, beside.end):
        return None
    if _is_han(beside.after):
        return Reason.UNTOLD
    return None if told or len(digits) >= 3 else Reason.UNTOLD


def _is_han(ch: str) -> bool:
    return "一" <= ch <= "龥"


def _listed(beside: Beside) -> Reason | None:
    """（1）, 1., 1、 at the start of a sentence."""
    if not beside.is_bare or len(beside.numeral.digits) > 2:
        return None
    before, after = (
        beside.before,
        beside.text[beside.numeral.fallback : beside.numeral.fallback + 1],
    )
    if before == "（" and after == "）":
        return Reason.LISTED
    opens = not before or before in _LIST_OPENS
    return Reason.LISTED if opens and after in _LIST_MARKS else None


def _quoted(beside: Beside) -> Reason | None:
    """A short quotation that begins with the numeral or holds it bare is a slogan (“334”)."""
    text, start, end = beside.text, beside.numeral.start, beside.end
    if beside.dimension == "count" and text.startswith("”", end):
        return Reason.SLOGAN if quotation(text, start, end, reach=18, beyond=1) else None
    marks = quotation(text, start, end, reach=8, beyond=9)
    if marks is None:
        return None
    opens = marks[0] == start - 1
    if beside.is_bare or (beside.dimension in _QUOTED_UNITS and opens):
        return Reason.SLOGAN
    short = marks[1] - marks[0] <= 12
    return Reason.SLOGAN if short and beside.dimension in {"count", "rank_places"} else None
