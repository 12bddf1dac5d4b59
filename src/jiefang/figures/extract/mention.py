"""Mentions (数字提及): every figure of a passage with its numeral, unit, kind, sign and hedge.

One pass finds the numerals (`candidate`); lists and ranges share what they print once
(`sequence`); dates, codes and slogans drop out (`nonfigure`); the words around the rest tell what
it says (`kind`, `hedge`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiefang.figures.claim import Hedge, Kind
from jiefang.figures.extract.candidate import Candidate, find_candidates
from jiefang.figures.extract.hedge import hedge_of
from jiefang.figures.extract.kind import Reading, reading_of
from jiefang.figures.extract.nonfigure import Reason
from jiefang.figures.extract.normalise import Passage
from jiefang.figures.extract.place import Bounds, Place
from jiefang.figures.extract.sequence import link, supply_units
from jiefang.figures.extract.unit import BARE
from jiefang.figures.numeral import scaled


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a passage; `start`/`end` count in the normalised text and hold the sign."""

    start: int
    end: int
    digits: str
    scale: str | None
    unit: str
    value: str
    """Exact decimal with the scale applied; `p/q` for a fraction; empty for a ratio list.

    For 翻一番 it is the factor, 2."""
    kind: Kind
    values: tuple[str, ...] = ()
    sign: str = ""
    hedge: Hedge | None = None
    factor_base: int = 0
    low: str | None = None
    high: str | None = None
    """Bounds of an approximate numeral (两三个)."""
    partner: int | None = None
    """Index of the other end of a range, among the mentions of the same list."""
    group: int = -1
    """Number of the list it belongs to, -1 for none; members share verb and unit."""
    place: int = 0
    """Place in that list, from 0."""
    malformed: str | None = None
    is_claim: bool = True
    reason: Reason | None = None
    """Why it is no claim (a date, a code, a slogan)."""


_RANK_AFTER = re.compile(r"(?:位(?![于居列置])|名|位次)")
_RANK_BEFORE = re.compile(
    r"(?:居|列|位|名|排|跃|升|国|省|市|区|州|县|盟|世界|全球|之|前进|[中东西]部|东北|进|至|到"
    r"|总量|增速|增幅|规模|榜|排名|水平|率)[一-龥]{0,4}第$"
)
_RANK_CLOSES = re.compile(r"[，。；、！（）”]|$|和|及|的好")


def find_mentions(passage: Passage) -> list[Mention]:
    """The figures of a passage, in order of place."""
    return _claims(read_mentions(passage))


def read_mentions(passage: Passage) -> list[Mention]:
    """All numerals of a passage as mentions; dates and the like carry a reason."""
    text = passage.text
    candidates = find_candidates(text)
    link(text, candidates)
    for candidate in candidates:
        _mark_rank(text, candidate)
    supply_units(text, candidates)
    return _mentions(text, candidates)


def _claims(mentions: list[Mention]) -> list[Mention]:
    """Only the claims, with partners counted among them."""
    kept = [(index, mention) for index, mention in enumerate(mentions) if mention.is_claim]
    places = {old: new for new, (old, _) in enumerate(kept)}
    return [
        mention
        if mention.partner is None
        else replace(mention, partner=places.get(mention.partner))
        for _, mention in kept
    ]


def _mark_rank(text: str, candidate: Candidate) -> None:
    """第3位, 居全省第一 and 前5名 are ranks; other ordinals are not figures."""
    start, end = candidate.numeral.start, candidate.numeral.fallback
    before = text[start - 1 : start]
    if before == "前" and candidate.is_figure and not candidate.scale:
        if candidate.dimension == BARE or candidate.unit in {"位", "名"}:
            candidate.is_rank, candidate.dimension = True, "rank"
    elif before == "第" and candidate.reason is Reason.ORDINAL:
        after = _RANK_AFTER.match(text, end)
        told = after is not None and not candidate.numeral.is_chinese
        if not told and (after or _RANK_CLOSES.match(text, end)):
            told = bool(_RANK_BEFORE.search(text[max(0, start - 12) : start]))
        if told:
            candidate.reason, candidate.is_rank, candidate.dimension = None, True, "rank"
            candidate.end = after.end() if after else end
            candidate.unit = after.group() if after else ""


def _mentions(text: str, candidates: Sequence[Candidate]) -> list[Mention]:
    bounds = Bounds(text)
    readings: dict[int, Reading] = {}
    groups = _groups(candidates)
    indexes = {id(candidate): index for index, candidate in enumerate(candidates)}
    mentions: list[Mention] = []
    last: Candidate | None = None
    for candidate in candidates:
        if candidate.is_figure:
            place = _place(text, candidate, bounds)
            reading = _read(candidate, place, readings, last)
            readings[id(candidate)] = reading
            hedge = hedge_of(place, end=candidate.end, more=candidate.numeral.more)
            if hedge is None and candidate.numeral.low:
                hedge = Hedge.ABOUT
            last = candidate
        else:
            reading, hedge = Reading(Kind.LABEL), None
        mention = _mention(candidate, reading, hedge)
        if candidate.partner is not None:
            mention = replace(mention, partner=indexes[id(candidate.partner)])
        if id(candidate) in groups:
            group, position = groups[id(candidate)]
            mention = replace(mention, group=group, place=position)
        mentions.append(mention)
    return mentions


def _groups(candidates: Sequence[Candidate]) -> dict[int, tuple[int, int]]:
    """Number of the list and place in it, by candidate."""
    groups: dict[int, tuple[int, int]] = {}
    count = 0
    for candidate in candidates:
        head = candidate.head
        if head is None or not head.is_figure:
            continue
        if id(head) not in groups:
            groups[id(head)] = (count, 0)
            count += 1
        group, position = groups[id(head)]
        groups[id(candidate)] = (group, position + 1)
    return groups


def _place(text: str, candidate: Candidate, bounds: Bounds) -> Place:
    return Place(
        text=text,
        start=candidate.start,
        end=max(candidate.end, candidate.tail),
        unit=candidate.unit,
        dimension=candidate.dimension,
        clause_start=bounds.clause_at(candidate.start),
        sentence_start=bounds.sentence_at(candidate.start),
        has_minus=candidate.has_minus,
        is_implied=candidate.numeral.is_implied,
    )


def _read(
    candidate: Candidate, place: Place, readings: dict[int, Reading], last: Candidate | None
) -> Reading:
    """What a figure says; members of a list or range say the same as the first of them."""
    if candidate.values:
        return Reading(Kind.RATIO)
    if candidate.is_rank:
        return Reading(Kind.RANK)
    for other in (candidate.head, candidate.partner):
        known = readings.get(id(other))
        if known is not None and other and other.dimension == candidate.dimension:
            return replace(known, sign="-") if candidate.has_minus else known
    reading = reading_of(place)
    if reading.settled or last is None or last.end <= place.sentence_start:
        return reading
    if last.dimension != candidate.dimension:
        return reading
    return Reading(readings[id(last)].kind, reading.sign, settled=False)


def _mention(candidate: Candidate, reading: Reading, hedge: Hedge | None) -> Mention:
    numeral = candidate.numeral
    return Mention(
        start=candidate.start - candidate.has_minus,
        end=candidate.end,
        digits=candidate.digits,
        scale=candidate.scale,
        unit=candidate.unit,
        value=_value(candidate),
        kind=reading.kind,
        values=candidate.values,
        sign=reading.sign,
        hedge=hedge,
        factor_base=reading.factor_base,
        low=numeral.low,
        high=numeral.high,
        malformed=numeral.malformed,
        is_claim=candidate.is_figure,
        reason=candidate.reason,
    )


def _value(candidate: Candidate) -> str:
    if candidate.values or not candidate.numeral.value:
        return ""
    if candidate.dimension == "doubling":
        return str(2 ** int(candidate.digits))
    return scaled(candidate.digits, candidate.scale)
