"""Candidates (候选数字): every numeral of a passage with its unit, before lists are joined.

Besides plain numerals these forms are read as one: lists of parts (6.9:40.1:53.0), doublings
(翻两番) and first places (居首位). Dates and times in figures (2016-03-17 20:13) are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import islice

from jiefang.figures.extract.nonfigure import Reason, reason_of
from jiefang.figures.extract.nonfigure_chinese import chinese_reason_of
from jiefang.figures.extract.unit import BARE, UnitAt, dimension_of, unit_at
from jiefang.figures.numeral import Numeral, find_numerals, scaled

MAX_NUMERALS = 50_000
"""Numerals read in one passage; a paragraph of more is a dump of data, not a text."""


@dataclass(slots=True)
class Candidate:
    """A numeral on its way to a mention; `start`/`end` hold its unit, not its sign."""

    numeral: Numeral
    start: int
    end: int
    unit: str
    dimension: str
    digits: str
    scale: str | None
    reason: Reason | None = None
    has_minus: bool = False
    values: tuple[str, ...] = ()
    is_rank: bool = False
    partner: Candidate | None = field(default=None, repr=False)
    """The other end of a range."""
    head: Candidate | None = field(default=None, repr=False)
    """The member before it in a list."""
    tail: int = 0
    """Where the list or range ends that it begins or continues; 0 for none."""

    @property
    def is_figure(self) -> bool:
        """Whether nothing speaks against reading it as a figure."""
        return self.reason is None


_RATIO = re.compile(
    r"(?:(?<![0-9.])|(?<=[一-龥])-)[0-9]+(?:\.[0-9]+)?%?"
    r"(?:[:比]-?[0-9]+(?:\.[0-9]+)?%?)+(?![0-9.])"
)
_RATIO_BEFORE = re.compile(r"比|结构|缩小|配比")
_DOUBLING = re.compile(
    r"翻了?(?:近|将近|约|超过?)?(?P<number>[0-9]|[一两二三四五六])?(?P<more>多)?番"
)
_DOUBLING_DIGITS = {**dict(zip("一二三四五六", "123456", strict=True)), "两": "2"}
_FIRST = re.compile(
    r"(?:居|列|升至)[一-龥]{0,10}?(?P<first>首位|榜首|之首)(?=[，,。；、！）”和及]|$)"
)
_STAMP = re.compile(
    r"(?<![0-9])[12][0-9]{3}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])"
    r"|(?<![0-9:.])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])"
)
_POINT_BEFORE = re.compile(r"(?:增|长|降|升|高|落|为|占|达|到)\.$")
_SYMBOL = re.compile(r"[㎡㎢㎥㎞㎏&]|k?m[²³23]|km|kg")
"""Symbols whose Chinese name the field prints elsewhere (㎡ is 平方米)."""
_LOST_PERMILLE = re.compile(r"。(?=以内|以下|左右)")
"""What scanning leaves of ‰ (8.85%。以内)."""


def find_candidates(text: str) -> list[Candidate]:
    """All numerals of a passage in order of place; linear in its length."""
    found = [*_ratio_lists(text), *_doublings(text), *_first_places(text)]
    taken = sorted([*((one.start, one.end) for one in found), *_stamps(text, found)])
    starts = [start for start, _ in taken]
    covered = 0
    for numeral in islice(find_numerals(text), MAX_NUMERALS):
        at = bisect_right(starts, numeral.start) - 1
        if numeral.start < covered or (at >= 0 and taken[at][1] > numeral.start):
            continue
        candidate = _candidate(text, numeral)
        if candidate:
            found.append(candidate)
            covered = candidate.end
    return sorted(found, key=lambda candidate: candidate.start)


def _ratio_lists(text: str) -> Iterator[Candidate]:
    """6.9:40.1:53.0; two members only where the words speak of a ratio."""
    for match in _RATIO.finditer(text):
        parts = tuple(part.rstrip("%") for part in re.split("[:比]", match.group()))
        left = text[max(0, match.start() - 14) : match.start()]
        if len(parts) == 2 and not _is_pair(match.group(), left):
            continue
        unit = unit_at(text, match.end())
        end = unit.end if unit and unit.unit.dimension == "point" else match.end()
        whole = Numeral(match.start(), end, match.group(), None, "", fallback=match.end())
        printed = text[match.end() : end]
        yield Candidate(whole, match.start(), end, printed, BARE, match.group(), None, values=parts)


def _is_pair(printed: str, left: str) -> bool:
    """Whether two members are a ratio, not a time of day or a score (收入比2.3:1)."""
    if "比" in printed:
        return False
    return bool(_RATIO_BEFORE.search(left)) or ("." in printed and printed.endswith(":1"))


def _doublings(text: str) -> Iterator[Candidate]:
    """翻一番 is times 2, 翻两番 times 4; 翻番 alone is 翻一番."""
    for match in _DOUBLING.finditer(text):
        printed = match["number"] or "一"
        digits = _DOUBLING_DIGITS.get(printed, printed)
        start = match.start("number") if match["number"] else match.start()
        more = bool(match["more"])
        numeral = Numeral(start, match.end(), digits, None, digits, more=more, fallback=match.end())
        yield Candidate(numeral, start, match.end(), "番", "doubling", digits, None)


def _first_places(text: str) -> Iterator[Candidate]:
    """居全市首位 is rank 1."""
    for match in _FIRST.finditer(text):
        start, end = match.span("first")
        numeral = Numeral(start, end, "1", None, "1", fallback=end)
        yield Candidate(numeral, start, end, "位", "rank", "1", None, is_rank=True)


def _stamps(text: str, found: list[Candidate]) -> Iterator[tuple[int, int]]:
    """Spans of dates and times of day in figures."""
    places = {candidate.start for candidate in found}
    for match in _STAMP.finditer(text):
        if match.start() not in places:
            yield match.span()


def _candidate(text: str, numeral: Numeral) -> Candidate | None:
    start = numeral.start
    if numeral.malformed == "no_integer":
        if not _POINT_BEFORE.search(text[max(0, start - 2) : start]):
            return _candidate(text, _without_point(numeral))
        start -= 1
    if numeral.is_implied and start and text[start - 1] in "0123456789.":
        return None
    if numeral.per or "/" in numeral.digits:
        return _proportion(numeral)
    found, end = _unit_of(text, numeral)
    unit, dimension = _printed_unit(found)
    if unit == "%" and (lost := _LOST_PERMILLE.match(text, end)):
        unit, dimension, end = "‰", "permille", lost.end()
    reasons = chinese_reason_of if numeral.is_chinese else reason_of
    return Candidate(
        numeral,
        start,
        end,
        unit,
        dimension,
        numeral.digits,
        numeral.scale,
        reason=reasons(text, numeral, end, dimension),
        has_minus=_is_minus(text, start, decimals=numeral.decimals),
    )


def _proportion(numeral: Numeral) -> Candidate:
    """百分之六, 两成, 三分之一: the numeral holds its unit."""
    unit = numeral.per or ""
    dimension = dimension_of(unit) if unit else "fraction"
    return Candidate(
        numeral, numeral.start, numeral.end, unit, dimension, numeral.digits, numeral.scale
    )


def _unit_of(text: str, numeral: Numeral) -> tuple[UnitAt | None, int]:
    """The unit behind a numeral and where the figure ends."""
    found = unit_at(text, numeral.end)
    if found and found.printed in {"级", "G"} and (found.printed == "G") != bool(numeral.scale):
        found = None
    if found:
        return found, found.end
    return None, numeral.fallback if numeral.more else numeral.end


def _printed_unit(found: UnitAt | None) -> tuple[str, str]:
    if found is None:
        return "", BARE
    named = found.unit.dimension == "per_100k" or _SYMBOL.search(found.printed)
    return found.unit.name if named else found.printed, found.unit.dimension


def _without_point(numeral: Numeral) -> Numeral:
    """The numeral when the point before it ends a sentence (增长.2023年)."""
    digits = numeral.digits.removeprefix("0.")
    value = scaled(digits, numeral.scale)
    return replace(numeral, digits=digits, value=value, decimals=0, malformed=None)


def _is_minus(text: str, start: int, *, decimals: int) -> bool:
    """Whether a dash before a numeral is a minus: not a range, not a dash of the sentence."""
    if start == 0 or text[start - 1] != "-":
        return False
    if start == 1:
        return decimals > 0
    before = text[start - 2]
    return not (before in "-%" or (before.isascii() and before.isalnum()))
