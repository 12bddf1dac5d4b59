"""Periods (时期): when a figure holds, read from the words around it.

Periods are ISO 8601: `2020`, `2016/2020`, `2024-01/2024-08`, `2024-Q3`, `2024-06`; a figure at
the end of a year has the period of that year. Relative words (去年, 全年) need the year the
document speaks of (`Frame`).
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from jiefang.figures.extract.chinese import small_number

_YEAR = r"(?:19|20)\d{2}"
_CHINESE_YEAR = r"[一二][九〇零○Oo0][〇零○Oo0一二三四五六七八九]{2}"
_PLAN = r"[“\"']?十([一二三四五六])\s*五[”\"']?"

_PATTERN = regex.compile(
    rf"""
      (?P<plan>{_PLAN})(?:规划|时期|计划|纲要|期)*(?P<planend>末|末期|收官|期末)?
    | (?P<months>(?P<my>{_YEAR})?年?(?P<m1>\d{{1,2}})[-—–~～至](?P<m2>\d{{1,2}})月份?)(?!\d)
    | (?P<halfyear>(?:(?P<hy>{_YEAR}|今|去|上)年)?(?P<half>上|下)半年)
    | (?P<quarters>(?:(?P<qy>{_YEAR}|今|去|上)年)?
        (?:(?P<q1>前)(?P<qn>[一二三1-3])个?季度|(?P<q>[一二三四])季度))
    | (?P<month>(?:(?P<ny>{_YEAR})年)(?P<m>\d{{1,2}})月(?!份?以来))
    | (?P<range>(?P<y1>{_YEAR})年?[-—–~～至到](?P<y2>{_YEAR})年)
    | (?P<year>(?P<y>{_YEAR})(?:年(?:末|底)?(?!以来|起|版|代)|(?=[全我][省市区县州国])))
    | (?P<cyear>(?P<cy>{_CHINESE_YEAR})年(?!以来|起))
    | (?P<five>(?:过去|近|这|前|今后|未来)?五年(?:来|间|累计)?(?!规划|计划|行动|任期|以上|以下))
    | (?P<rel>(?:全年|年末|年底|本年|今年|当年|年内|上年末|上年|去年末|去年底|去年|年初|前年))
    """,
    regex.VERBOSE,
)

_BASE_BEFORE = regex.compile(r"(?:比|较|与|按|同比|环比|相比|是|为|相当于|在)(?:[“\"']|同期|于)?$")
_SINCE = regex.compile(r"^(?:以来|来|起)")


@dataclass(frozen=True, slots=True)
class Frame:
    """The time a document speaks of: `year` its subject year, `months` a part of it or None."""

    year: int | None
    months: tuple[int, int] | None = None
    told: int | None = None
    """The year of the telling (今年): the year after the subject year in a work report."""

    @property
    def period(self) -> str | None:
        """The default period of a figure without any word of time."""
        if self.year is None:
            return None
        if self.months is None:
            return str(self.year)
        first, last = self.months
        return f"{self.year}-{first:02d}/{self.year}-{last:02d}"


@dataclass(frozen=True, slots=True)
class TimeWord:
    """One expression of time: where it stands, what it means, and whether it is only a base."""

    start: int
    end: int
    period: str | None
    is_base: bool
    explicit: bool
    """Whether the year is printed (2020年) rather than relative (全年)."""


def time_words(text: str, frame: Frame) -> list[TimeWord]:
    """All expressions of time in a normalised text, in order."""
    found = []
    for match in _PATTERN.finditer(text):
        period, explicit = _meaning(match, frame)
        before = text[max(0, match.start() - 4) : match.start()]
        is_base = bool(_BASE_BEFORE.search(before))
        found.append(TimeWord(match.start(), match.end(), period, is_base, explicit))
    return found


def last_match(pattern: regex.Pattern[str], text: str) -> regex.Match[str] | None:
    """The last place where a pattern matches, or None."""
    matches = list(pattern.finditer(text))
    return matches[-1] if matches else None


def plan_years(ordinal: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan (十三五 → 2016, 2020).

    >>> plan_years(13)
    (2016, 2020)
    """
    first = 1953 + 5 * (ordinal - 1) if ordinal <= 2 else 1966 + 5 * (ordinal - 3)
    return first, first + 4


def _meaning(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    for name, reader in _READERS.items():
        if match.group(name):
            return reader(match, frame)
    return None, False


def _plan(match: regex.Match[str], _frame: Frame) -> tuple[str | None, bool]:
    digit = regex.search(r"十([一二三四五六])", match.group("plan"))
    first, last = plan_years(10 + small_number(digit.group(1))) if digit else (0, 0)
    if match.group("planend"):
        return str(last), True
    return f"{first}/{last}", True


def _months(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    year = int(match.group("my")) if match.group("my") else _running_year(frame)
    first, last = int(match.group("m1")), int(match.group("m2"))
    if year is None or not 1 <= first <= last <= 12:
        return None, False
    return f"{year}-{first:02d}/{year}-{last:02d}", match.group("my") is not None


def _half(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    year, explicit = _named_year(match.group("hy"), frame)
    if year is None:
        return None, False
    span = ("01", "06") if match.group("half") == "上" else ("07", "12")
    return f"{year}-{span[0]}/{year}-{span[1]}", explicit


def _quarters(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    year, explicit = _named_year(match.group("qy"), frame)
    if year is None:
        return None, False
    if match.group("q1"):
        last = small_number(match.group("qn")) * 3
        return f"{year}-01/{year}-{last:02d}", explicit
    return f"{year}-Q{small_number(match.group('q'))}", explicit


def _month(match: regex.Match[str], _frame: Frame) -> tuple[str | None, bool]:
    return f"{match.group('ny')}-{int(match.group('m')):02d}", True


def _range(match: regex.Match[str], _frame: Frame) -> tuple[str | None, bool]:
    return f"{match.group('y1')}/{match.group('y2')}", True


def _year(match: regex.Match[str], _frame: Frame) -> tuple[str | None, bool]:
    return match.group("y"), True


def _chinese_year(match: regex.Match[str], _frame: Frame) -> tuple[str | None, bool]:
    digits = "".join(str(small_number(ch)) for ch in match.group("cy"))
    return digits, True


def _five(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    if frame.year is None:
        return None, False
    if regex.match("今后|未来", match.group()):
        return f"{frame.year + 1}/{frame.year + 5}", False
    return f"{frame.year - 4}/{frame.year}", False


def _relative(match: regex.Match[str], frame: Frame) -> tuple[str | None, bool]:
    word = match.group("rel")
    if frame.year is None:
        return None, False
    if word in ("今年", "年内"):
        return _running_period(frame), False
    if word.startswith("去年"):
        told = frame.told if frame.told is not None else frame.year
        return str(told - 1), False
    if word == "年初":
        return None, False
    if word in ("上年末", "上年"):
        return str(frame.year - 1), False
    if word == "前年":
        return str(frame.year - 2), False
    if word in ("年末", "年底", "全年", "本年", "当年") and frame.months is None:
        return str(frame.year), False
    return frame.period, False


def _running_year(frame: Frame) -> int | None:
    return frame.year


def _running_period(frame: Frame) -> str | None:
    if frame.told is not None and frame.told != frame.year:
        return str(frame.told)
    return frame.period


def _named_year(word: str | None, frame: Frame) -> tuple[int | None, bool]:
    if word and word.isdigit():
        return int(word), True
    if word in ("去", "上") and frame.year is not None:
        return frame.year - 1, False
    return frame.year, False


_READERS = {
    "plan": _plan,
    "months": _months,
    "halfyear": _half,
    "quarters": _quarters,
    "month": _month,
    "range": _range,
    "year": _year,
    "cyear": _chinese_year,
    "five": _five,
    "rel": _relative,
}
