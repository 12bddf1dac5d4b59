"""Mentions (数字提及): every figure of a passage with its numeral, unit, kind, sign and hedge.

One pass finds the numerals; then, from right to left, bare members of a list or range take over
the unit of the member that prints it (1.2、1.3和5.6个百分点; 20.3-25.6亿元); what is a date, an
ordinal, a code or a slogan drops out; the rest is read by `kind`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from jiefang.figures.claim import Hedge, Kind
from jiefang.figures.extract import nonfigure
from jiefang.figures.extract.kind import Place, Reading, hedge_of, reading_of
from jiefang.figures.extract.normalise import Passage
from jiefang.figures.extract.unit import BARE, dimension_of, unit_at
from jiefang.figures.numeral import SCALES, Numeral, find_numerals, scaled


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a passage; `start`/`end` count in the normalised text."""

    start: int
    end: int
    digits: str
    scale: str | None
    unit: str
    value: str
    kind: Kind
    values: tuple[str, ...] = ()
    sign: str = ""
    hedge: Hedge | None = None
    factor_base: int = 0
    low: str | None = None
    high: str | None = None
    """Bounds of an approximate numeral (两三个)."""
    partner: int | None = None
    """Index of the other end of a range, among the mentions of the passage."""
    group: int = -1
    """Number of the list it belongs to, -1 for none; members share verb and unit."""
    place: int = 0
    """Place in the list, from 0."""
    malformed: str | None = None
    is_claim: bool = True
    reason: str | None = None
    """Why it is no claim (a date, a code, a slogan)."""


@dataclass(slots=True)
class _Candidate:
    """A numeral on its way to a mention."""

    numeral: Numeral
    start: int
    end: int
    unit: str
    dimension: str
    digits: str
    scale: str | None
    reason: str | None = None
    minus: bool = False
    group: int = -1
    place: int = 0
    partner: _Candidate | None = None
    values: tuple[str, ...] = ()
    is_rank: bool = False
    head: _Candidate | None = field(default=None, repr=False)


_RATIO = re.compile(
    r"(?:(?<![0-9.])|(?<=[一-龥])-)[0-9]+(?:\.[0-9]+)?%?(?:[:比]-?[0-9]+(?:\.[0-9]+)?%?)+(?![0-9.])"
)
_DOUBLING = re.compile(
    r"翻了?(?:近|将近|约|超过?)?(?P<number>[0-9一两二三四五六]|[0-9]\.[0-9]+)?(?P<more>多)?(?P<unit>番)"
)
_STAMP = re.compile(
    r"(?<![0-9])[12][0-9]{3}[-/.][01]?[0-9][-/.][0-3]?[0-9](?![0-9])|(?<![0-9:.])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])"
)
_LIST_MARK = re.compile(r"(?:、|,|和|与|及|以及|或|或者|、和|以及|，和|/)")
_RANGE_MARK = re.compile(r"(?:-|~|至|到|--)")
_CLAUSE_MARK = re.compile(r"[，,；。:！？（）]|(?<=[0-9%])\.(?=[一-龥])")
_SENTENCE_MARK = re.compile(r"[；。！？]")
_RANK_AFTER = re.compile(r"(?:位(?![于居列置])|名|位次)")
_RANK_BEFORE = re.compile(
    r"(?:居|列|位|名|排|跃|升|全国|全省|全市|全区|全州|全县|全盟|世界|全球|城市|之|前进|省|市|区|县|中部|西部|东部|东北|进|至|到|[一-龥](?:总量|增速|增幅|规模))(?:[一-龥]{0,4})第$"
)
_FIRST = re.compile(
    r"(?:(?<=居)|(?<=列)|(?<=名)|(?<=全省)|(?<=全国)|(?<=全市)|(?<=之))首位?(?![次个批都府席要家季先脑套页])"
)
_MONEY_NOUN = re.compile(
    r"(?:增加值|产值|收入|支出|投资|总额|余额|资金|生产总值|利润|税收)(?:为|达到?|完成|实现|约)?$"
)


def find_mentions(passage: Passage) -> list[Mention]:
    """The figures of a passage, in order of place."""
    return [mention for mention in read_mentions(passage) if mention.is_claim]


def read_mentions(passage: Passage) -> list[Mention]:
    """All numerals of a passage as mentions; dates and the like carry a reason."""
    text = passage.text
    candidates = _candidates(text)
    _link(text, candidates)
    for candidate in candidates:
        _ranked(text, candidate)
    _supply_units(text, candidates)
    return _mentions(text, candidates)


def _candidates(text: str) -> list[_Candidate]:
    found = [*_ratio_lists(text), *_doublings(text)]
    taken = sorted([*((c.start, c.end) for c in found), *_stamps(text, found)])
    starts = [start for start, _ in taken]
    covered = 0
    for numeral in find_numerals(text):
        at = bisect_right(starts, numeral.start) - 1
        if numeral.start < covered or (at >= 0 and taken[at][1] > numeral.start):
            continue
        candidate = _candidate(text, numeral)
        if candidate:
            found.append(candidate)
            covered = candidate.end
    return sorted(found, key=lambda candidate: candidate.start)


def _stamps(text: str, found: list[_Candidate]) -> Iterator[tuple[int, int]]:
    """Spans of dates and times of day in figures (2016-03-17 20:13)."""
    places = {candidate.start for candidate in found}
    for match in _STAMP.finditer(text):
        if match.start() not in places:
            yield match.span()


def _ratio_lists(text: str) -> Iterator[_Candidate]:
    """6.9:40.1:53.0; two members only where the words speak of a ratio."""
    for match in _RATIO.finditer(text):
        parts = tuple(part.rstrip("%") for part in re.split("[:比]", match.group()))
        left = text[max(0, match.start() - 14) : match.start()]
        if len(parts) == 2 and (not re.search(r"比|结构|缩小|配比", left) or "比" in match.group()):
            continue
        unit = unit_at(text, match.end())
        end = unit.end if unit and unit.unit.dimension == "point" else match.end()
        whole = Numeral(match.start(), end, match.group(), None, "", fallback=match.end())
        printed = text[match.end() : end]
        yield _Candidate(
            whole, match.start(), end, printed, BARE, match.group(), None, values=parts
        )


def _doublings(text: str) -> Iterator[_Candidate]:
    """翻一番 is times 2, 翻两番 times 4; 翻番 alone is 翻一番."""
    for match in _DOUBLING.finditer(text):
        printed = match["number"] or "一"
        digits = (
            printed
            if printed.isascii()
            else str("零一二三四五六".find(printed.replace("两", "二")))
        )
        start = match.start("number") if match["number"] else match.start()
        numeral = Numeral(
            start, match.end(), digits, None, digits, more=bool(match["more"]), fallback=match.end()
        )
        yield _Candidate(numeral, start, match.end(), "番", "doubling", digits, None)


def _candidate(text: str, numeral: Numeral) -> _Candidate | None:
    start, end = numeral.start, numeral.end
    if numeral.malformed == "no_integer":
        if not re.search(
            r"(?:增|增长|下降|上升|提高|回落|为|占|达|到)$", text[max(0, start - 3) : start - 1]
        ):
            return _candidate(text, _without_malformed(numeral))
        start -= 1
    if "/" in numeral.digits:
        return _Candidate(numeral, start, end, "", "fraction", numeral.digits, None)
    if numeral.is_implied and start and text[start - 1] in "0123456789.":
        return None
    if numeral.per:
        return _Candidate(
            numeral,
            start,
            end,
            numeral.per,
            dimension_of(numeral.per),
            numeral.digits,
            numeral.scale,
        )
    found = unit_at(text, end)
    if found and found.printed in {"级", "G"} and (found.printed == "G") != bool(numeral.scale):
        found = None
    if found is None and numeral.more:
        end = numeral.fallback
    unit = found.printed if found else ""
    if found and found.unit.dimension in {"permille", "per_100k"}:
        unit = found.unit.name
    if found:
        end = found.end
    dimension = found.unit.dimension if found else BARE
    candidate = _Candidate(numeral, start, end, unit, dimension, numeral.digits, numeral.scale)
    candidate.reason = nonfigure.reason_of(text, numeral, end, dimension)
    candidate.minus = _is_minus(text, start)
    return candidate


def _without_malformed(numeral: Numeral) -> Numeral:
    digits = numeral.digits.removeprefix("0.")
    return Numeral(
        numeral.start,
        numeral.end,
        digits,
        numeral.scale,
        scaled(digits, numeral.scale),
        more=numeral.more,
        fallback=numeral.fallback,
    )


def _is_minus(text: str, start: int) -> bool:
    """Whether a dash before a numeral is a minus: not a range, not a dash of the sentence."""
    if start == 0 or text[start - 1] != "-":
        return False
    before = text[start - 2 : start - 1]
    return (
        not (before == "-" or before.isascii() and before.isalnum() or before == "%") and start > 1
    )


def _link(text: str, candidates: list[_Candidate]) -> None:
    """Right to left: bare members of lists and ranges take over unit, scale and reason."""
    for index in range(len(candidates) - 2, -1, -1):
        one, other = candidates[index], candidates[index + 1]
        between = text[one.end : other.start]
        if len(between) > 2:
            continue
        if _RANGE_MARK.fullmatch(between):
            _share(one, other, is_range=True)
        elif _LIST_MARK.fullmatch(between):
            _share(one, other, is_range=False)


def _share(one: _Candidate, other: _Candidate, *, is_range: bool) -> None:
    if one.numeral.is_chinese != other.numeral.is_chinese or one.values or other.values:
        return
    if one.unit == "" and one.scale is None or one.unit == "" and is_range:
        one.unit, one.dimension = other.unit, other.dimension
        if other.reason and (not one.reason or one.reason == nonfigure.UNTOLD):
            one.reason = other.reason
        elif one.reason == nonfigure.UNTOLD and other.unit:
            one.reason = None
        if one.scale is None and other.scale and (not is_range or _ordered(one, other)):
            one.scale = other.scale
    elif one.unit == "个" and "." in one.digits and other.dimension in {"point"}:
        one.unit, one.dimension = other.unit, other.dimension
    if one.reason in {nonfigure.YEAR} and other.reason is None and other.unit == "年":
        other.reason = one.reason
    if is_range:
        one.partner, other.partner = other, one
        other.minus = False
    if one.dimension == other.dimension and not is_range:
        other.head = one


def _ordered(one: _Candidate, other: _Candidate) -> bool:
    """Whether the lower end of a range fits under the scale of the upper one (5000-1.2万 not)."""
    return float_free(one.digits) <= float_free(other.digits)


def float_free(digits: str) -> tuple[int, str]:
    """A key that orders decimals without turning them into floats."""
    whole, _, fraction = digits.partition(".")
    return int(whole) if whole.isdigit() else 0, fraction


def _supply_units(text: str, candidates: list[_Candidate]) -> None:
    """A figure printed without unit takes that of the sibling before it (产值2.09亿)."""
    last: _Candidate | None = None
    for candidate in candidates:
        if candidate.reason is not None or candidate.values or candidate.is_rank:
            continue
        if candidate.unit:
            last = candidate if candidate.dimension == "money" else last
        elif last is not None and _is_sum_of_money(text, candidate):
            if candidate.scale is None:
                candidate.scale = last.scale
            if candidate.scale == last.scale:
                candidate.unit, candidate.dimension = last.unit, last.dimension


def _is_sum_of_money(text: str, candidate: _Candidate) -> bool:
    left = text[max(0, candidate.start - 8) : candidate.start]
    closes = candidate.end == len(text) or text[candidate.end] in "，,；。、（"
    return closes and bool(_MONEY_NOUN.search(left))


def _ranked(text: str, candidate: _Candidate) -> None:
    """第3位 and 居全省第一 are ranks; other ordinals are not figures."""
    start = candidate.numeral.start
    if text[start - 1 : start] == "前" and candidate.reason is None and not candidate.scale:
        if candidate.dimension == BARE or candidate.unit in {"位", "名"}:
            candidate.is_rank, candidate.dimension = True, "rank"
        return
    if candidate.reason != nonfigure.ORDINAL or text[start - 1 : start] != "第":
        return
    left = text[max(0, start - 12) : start]
    after = _RANK_AFTER.match(text, candidate.numeral.fallback)
    closes = re.compile(r"[，。；、！（）”]|$|和|及|的好").match(text, candidate.numeral.fallback)
    places = after is not None and not candidate.numeral.is_chinese
    if (places or ((after or closes) and _RANK_BEFORE.search(left))) and not text.startswith(
        "产业", candidate.end
    ):
        candidate.reason = None
        candidate.is_rank = True
        candidate.end = after.end() if after else candidate.numeral.fallback
        candidate.unit = after.group() if after else ""
        candidate.dimension = "rank"


def _mentions(text: str, candidates: list[_Candidate]) -> list[Mention]:
    clauses = [match.end() for match in _CLAUSE_MARK.finditer(text)]
    sentences = [match.end() for match in _SENTENCE_MARK.finditer(text)]
    readings: dict[int, Reading] = {}
    mentions: list[Mention] = []
    last: _Candidate | None = None
    groups = 0
    for candidate in candidates:
        head = candidate.head
        if head is not None and head.reason is None:
            if head.group < 0:
                groups += 1
                head.group = groups
            candidate.group, candidate.place = head.group, head.place + 1
        if candidate.reason is not None:
            mentions.append(_mention(candidate, Reading(Kind.LABEL), None))
            continue
        place = _place(text, candidate, clauses, sentences, last)
        reading = _read(candidate, place, readings, last)
        readings[id(candidate)] = reading
        mentions.append(_mention(candidate, reading, hedge_of(place, more=candidate.numeral.more)))
        last = candidate
    return _regrouped(candidates, mentions)


def _place(
    text: str,
    candidate: _Candidate,
    clauses: list[int],
    sentences: list[int],
    last: _Candidate | None,
) -> Place:
    start = candidate.start
    return Place(
        text=text,
        start=start,
        end=candidate.end,
        unit=candidate.unit,
        dimension=candidate.dimension,
        clause_start=_before(clauses, start),
        sentence_start=_before(sentences, start),
        last_end=last.end if last else 0,
        has_minus=candidate.minus,
        is_implied=candidate.numeral.is_implied,
    )


def _before(marks: list[int], position: int) -> int:
    index = bisect_right(marks, position)
    return marks[index - 1] if index else 0


def _read(
    candidate: _Candidate,
    place: Place,
    readings: dict[int, Reading],
    last: _Candidate | None,
) -> Reading:
    if candidate.values:
        return Reading(Kind.RATIO)
    if candidate.is_rank:
        return Reading(Kind.RANK)
    head = readings.get(id(candidate.head))
    if head is not None:
        sign = "-" if candidate.minus else head.sign
        return Reading(head.kind, sign, head.factor_base, head.settled)
    partner = readings.get(id(candidate.partner))
    if (
        partner is not None
        and candidate.partner
        and candidate.partner.dimension == candidate.dimension
    ):
        return Reading(partner.kind, partner.sign, partner.factor_base, partner.settled)
    reading = reading_of(place)
    earlier = readings.get(id(last)) if last and last.end > place.sentence_start else None
    if not reading.settled and earlier and last and last.dimension == candidate.dimension:
        return Reading(earlier.kind, reading.sign, 0, settled=False)
    return reading


def _mention(candidate: _Candidate, reading: Reading, hedge: Hedge | None) -> Mention:
    numeral = candidate.numeral
    value = "" if candidate.values else scaled(candidate.digits, candidate.scale)
    if candidate.dimension == "doubling" and candidate.digits.isdigit():
        value = str(2 ** int(candidate.digits))
    return Mention(
        start=candidate.start - (1 if candidate.minus else 0),
        end=candidate.end,
        digits=candidate.digits,
        scale=candidate.scale,
        unit=candidate.unit,
        value=value,
        kind=reading.kind,
        values=candidate.values,
        sign=reading.sign,
        hedge=hedge,
        factor_base=reading.factor_base,
        low=numeral.low,
        high=numeral.high,
        group=candidate.group,
        place=candidate.place,
        malformed=numeral.malformed,
        is_claim=candidate.reason is None,
        reason=candidate.reason,
    )


def _regrouped(candidates: list[_Candidate], mentions: list[Mention]) -> list[Mention]:
    """Set the partner of each range end to its place among all mentions."""
    places = {id(candidate): index for index, candidate in enumerate(candidates)}
    return [
        replace(mention, partner=places[id(candidate.partner)]) if candidate.partner else mention
        for candidate, mention in zip(candidates, mentions, strict=True)
    ]
