"""Context (上下文): subject, period, area, comparator and status of each figure in running text.

Walks a passage from left to right; what a figure does not say itself it takes over from the one
before it in the same sentence, as a reader does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from jiefang.figures.claim import Claim, Kind, Status, claim_id
from jiefang.figures.document import Document
from jiefang.figures.extract.discourse import IN_WORDS, Figure, template_of
from jiefang.figures.extract.frame import turns_to_plans
from jiefang.figures.extract.mention import Mention
from jiefang.figures.extract.normalise import Passage
from jiefang.figures.extract.period import Frame, TimeWord, last_match, time_words
from jiefang.figures.extract.subject import (
    Phrase,
    clean,
    list_items,
    own_phrase,
    scope_of,
    thing_after,
)
from jiefang.figures.extract.unit import dimension_of

_HEADING = 60
_OPENING = 18
"""A span of years named this early governs its whole paragraph (五年来，…)."""
_INDUSTRIES = ("第一产业", "第二产业", "第三产业")
_STATES = frozenset({Kind.RATE, Kind.MULTIPLE, Kind.SHARE, Kind.RANK, Kind.INDEX})
_REACHED = regex.compile(r"(?:达到?|增加到|增至|提高到|为|是|突破)(?:了|约|近|超过?)?$")
_COUNTED = frozenset({"count", "people"})
_NO_THING = regex.compile(
    r"(?:建成|新建|完成|搬迁|实施|改造|引进|培育|打造|创建|建设|整治|新增|安排|落实|开展|举办|设立|推进|拥有|现有|共有"
    r"|和|及|与|、|关闭|拆除|解决|帮助|组建|发展|建立|成立|命名|评选|获得|获|有)$"
)
"""Verbs and conjunctions right before a number: what is counted stands after it."""
_SENTENCE = regex.compile(r"[。！？!?；;]|(?<=\p{Han})\s{2,}")
_SAME_HEADS = regex.compile(
    r"^[，,；;（(]?(?:分别|占|是|比|较|同比|增|下降|年均|拉动|高于|低于|上升|提高|为|达)"
)
"""Words that go on about the same enumeration: its next run of figures."""
_CONTRIBUTES = regex.compile(r"对.{0,12}?(?:增长|发展)?的?(?:贡献率|贡献)$")
_COMPARATOR = regex.compile(
    r"(?:比|较|同|与)(?P<base>上年同期|上年末|上年底|上年|去年同期|去年末|去年|年初|同期|全国|全省|全市|"
    r"(?:19|20)\d{2}年(?:末|底)?|上月|上季度?|目标|计划|预期)|(?P<yoy>同比)|(?P<mom>环比)|(?P<over>高于|低于|快于|慢于)"
)
_PLACE = regex.compile(
    r"(?:^|[，,；;：:、]|其中)(?:全年|年末)?(?P<area>[全我本][国省市县区州旗盟])"
)
_AIM = regex.compile(
    r"力争|确保|争取|目标|预期|计划(?!生育|单列)|规划(?:期|到)|将(?:达|建|完成|实现|新)|要(?:达到|实现|完成|建成)|拟"
)
_OF_PLAN = regex.compile(r"(?:占|为|完成)[^，,。；]{0,8}(?:预算|计划|任务|目标)数?(?:的)?$")
"""占年初预算 8465 万元的 41.5%: the amount is the plan's, not the result."""
_FORECAST = regex.compile(r"预计|预测|有望")
_FROM = regex.compile(r"(?:由|从|自)[“\"']?$")
"""A time after these words is where a change begins; what follows is of the usual time again."""
_BETWEEN_LIST = regex.compile(r"^[、，,和与及以]{1,2}$")
_SHARE_OUT = regex.compile(r"分别|依次|各(?=为|占)")


@dataclass(slots=True)
class _Carry:
    """What later figures of a passage take over."""

    subject: str | None = None
    whole: str | None = None
    """Of what the last share was; the next ones of a list leave it out."""
    area: str | None = None
    period: str | None = None
    status: Status | None = None
    frame: Frame | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention with its sentence bounds and the words left of it."""

    mention: Mention
    sentence: int
    sentence_start: int
    left_start: int


def figures_of(
    document: Document, passage: Passage, number: int, mentions: Sequence[Mention], carry: Carrier
) -> tuple[list[Figure], str]:
    """Figures of one passage and its template; `carry` brings the section's aims and the frame."""
    text = passage.text
    places = list(_places(text, mentions, carry))
    phrases = _phrases(text, places)
    figures = []
    for place, phrase in zip(places, phrases, strict=True):
        figures.append(_figure(document, passage, number, place, phrase, carry))
    template, signs = template_of(text, figures)
    return [replace(fig, position=at) for fig, at in zip(figures, signs, strict=True)], template


class Carrier:
    """The running state of a document: frame, section status, numbering of sentences."""

    def __init__(self, frame: Frame, own_grade: str | None = None) -> None:
        self.frame = frame
        self.own_grade = own_grade
        self.sentence = 0
        self.section_status: Status | None = None
        self.section_period: str | None = None
        self.passage_period: str | None = None
        self.state = _Carry()

    def start_passage(self, text: str, *, is_heading: bool) -> None:
        """Forget the words of the last passage; a heading may turn the section to plans."""
        self.state = _Carry()
        words = [word for word in time_words(text[:_OPENING], self.frame) if word.period]
        years = [w.period for w in words if not w.is_base and _governs(w)]
        if is_heading and len(text) < _HEADING:
            self.section_status = Status.TARGET if turns_to_plans(text, self.frame) else None
            if words:
                self.section_period = years[0] if years else None
        self.passage_period = years[0] if years else self.section_period


def _places(text: str, mentions: Sequence[Mention], carry: Carrier) -> Iterator[Place]:
    bounds = [match.end() for match in _SENTENCE.finditer(text)]
    sentence_start = 0
    index = 0
    left_start = 0
    carry.sentence += 1
    for mention in mentions:
        while index < len(bounds) and bounds[index] <= mention.start:
            sentence_start = left_start = bounds[index]
            index += 1
            carry.sentence += 1
        yield Place(mention, carry.sentence, sentence_start, left_start)
        if mention.kind not in IN_WORDS:
            left_start = mention.end


def _phrases(text: str, places: list[Place]) -> list[Phrase]:
    """The own phrase of each figure, with the items of 分别 lists dealt out."""
    phrases = [_own_phrase(text, place) for place in places]
    for first, last in _runs(text, places):
        run = places[first : last + 1]
        left = text[run[0].sentence_start : run[0].mention.start]
        items = _parallel(text, places, phrases, first, len(run)) if first >= len(run) else None
        if items is None:
            items = _shared_out(left, len(run))
        if items is not None:
            for offset, item in enumerate(items):
                whole = phrases[first].whole
                phrases[first + offset] = Phrase(item, whole, 0)
    return phrases


def _own_phrase(text: str, place: Place) -> Phrase:
    """The words left of a figure; for a counted thing named after its number, those."""
    left = text[place.left_start : place.mention.start]
    phrase = own_phrase(left)
    counts = place.mention.kind is Kind.LEVEL and dimension_of(place.mention.unit) in _COUNTED
    if not counts or (phrase.subject and not _NO_THING.search(left)):
        return phrase
    thing = thing_after(text[place.mention.end : place.mention.end + 20])
    return Phrase(thing, phrase.whole, 0) if thing else phrase


def _runs(text: str, places: list[Place]) -> Iterator[tuple[int, int]]:
    """Runs of two or more figures with only list marks between them."""
    first = 0
    for index in range(1, len(places) + 1):
        joined = index < len(places) and _joined(text, places[index - 1], places[index])
        if not joined:
            if index - first >= 2:
                yield first, index - 1
            first = index


def _joined(text: str, one: Place, other: Place) -> bool:
    return (
        one.sentence == other.sentence
        and one.mention.kind == other.mention.kind
        and bool(_BETWEEN_LIST.match(text[one.mention.end : other.mention.start]))
    )


def _shared_out(left: str, count: int) -> list[str] | None:
    """The items that 分别 deals a run of figures to, or None where it does not fit."""
    match = last_match(_SHARE_OUT, left)
    if match is None or len(left) - match.end() > 24:
        return None
    before = regex.split(r"[；;：:]|其中[，,]?|(?<!\p{Han})以", left[: match.start()])[-1]
    before = _after_last_long_comma(before)
    items = list_items(before, count) or _known_set(before, count)
    if not items:
        return None
    tail = clean(left[match.end() :].replace("以上", "")) or ""
    named = [clean(item) or item for item in items]
    named = [_ordinal(item) for item in _with_common_tail(named)]
    return [item if tail in ("", item) else f"{item}{tail}" for item in named]


def _known_set(before: str, count: int) -> list[str]:
    """The members of a set that is named as a whole (三次产业对经济增长的贡献率分别为)."""
    name, _, rest = before.rpartition("三次产业")
    if count != len(_INDUSTRIES) or (not name and "三次产业" not in before):
        return []
    return [f"{industry}{rest}" for industry in _INDUSTRIES]


def _after_last_long_comma(text: str) -> str:
    """Cut an enumeration out of its sentence: commas part clauses, 、 parts items."""
    if "、" not in text and not regex.search(r"和|与|及", text):
        return text
    clauses = regex.split(r"[，,]", text)
    while clauses and not clauses[-1]:
        clauses.pop()
    return clauses[-1] if clauses else text


def _with_common_tail(items: list[str]) -> list[str]:
    """Give short first items the head noun of the last one (城镇、农村居民收入)."""
    last = items[-1]
    match = regex.match(
        r"(?:第?[一二三]次?|城镇|农村|乡村|工业|农业|商业|建筑业|服务业|男|女|轻|重)(?P<tail>(?:居民|产业|常住|户籍|人口|从业|工业).*)$",
        last,
    )
    if not match:
        return items
    tail = match.group("tail")
    return [item if len(item) > 4 or item.endswith(tail) else item + tail for item in items]


def _ordinal(item: str) -> str:
    """Write the short names of the industries in full (一次产业 → 第一产业)."""
    return regex.sub(r"^([一二三])(?:次)?产业", r"第\1产业", item)


def _parallel(
    text: str, places: list[Place], phrases: list[Phrase], first: int, count: int
) -> list[str] | None:
    """A second run of the same length takes the subjects of the run before it, one by one."""
    run = places[first - count : first + 1]
    between = text[run[-2].mention.end : run[-1].mention.start]
    if regex.search(r"[、和及与]", between) or not _SAME_HEADS.search(between):
        return None
    if any(place.sentence != places[first].sentence for place in run):
        return None
    earlier = [phrase.subject for phrase in phrases[first - count : first]]
    if None in earlier or len(set(earlier)) != count:
        return None
    return [_CONTRIBUTES.sub("", subject) for subject in earlier if subject]


def _figure(
    document: Document,
    passage: Passage,
    number: int,
    place: Place,
    phrase: Phrase,
    carry: Carrier,
) -> Figure:
    text, mention, state = passage.text, place.mention, carry.state
    left = text[place.left_start : mention.start]
    if place.left_start == place.sentence_start:
        _begin_sentence(text, place, carry)
    own = phrase.subject is not None
    subject = phrase.subject if own else state.subject
    time = _time_of(text, place, carry)
    whole = _whole_of(mention, phrase, carry)
    before = text[place.sentence_start : mention.start]
    claim = _claim(document, passage, mention, subject, whole, left, before, time, carry)
    aside = before.count("（") > before.count("）")
    if mention.kind not in IN_WORDS and own and not aside:
        state.subject = subject
    return Figure(
        claim=claim,
        passage=number,
        start=mention.start,
        end=mention.end,
        sentence=place.sentence,
        left=left,
        whole=whole,
        own_subject=own,
        aside=aside,
        explicit_period=time is not None and time.explicit,
    )


def _whole_of(mention: Mention, phrase: Phrase, carry: Carrier) -> str | None:
    """Of what a share is: its own words, else those of the share before it."""
    if mention.kind is not Kind.SHARE:
        return phrase.whole
    if phrase.whole:
        carry.state.whole = phrase.whole
    return phrase.whole or carry.state.whole


def _begin_sentence(text: str, place: Place, carry: Carrier) -> None:
    end = _SENTENCE.search(text, place.mention.end)
    sentence = text[place.sentence_start : end.start() if end else len(text)]
    head = text[place.sentence_start : place.mention.start]
    if turns_to_plans(head, carry.frame) or _AIM.search(head):
        carry.state.status = Status.TARGET
    elif _FORECAST.search(sentence[:12]):
        carry.state.status = Status.FORECAST
    elif not _goes_on(text, place):
        carry.state.status = carry.section_status
    if not _goes_on(text, place):
        carry.state.period = _default_period(carry)


def _goes_on(text: str, place: Place) -> bool:
    """Whether a sentence follows a semicolon: time and aims of the one before still hold."""
    return place.sentence_start > 0 and text[place.sentence_start - 1] in "；;"


def _default_period(carry: Carrier) -> str | None:
    frame = carry.frame
    if carry.state.status is Status.TARGET and frame.told and frame.told != frame.year:
        return str(frame.told)
    return carry.passage_period or frame.period


def _time_of(text: str, place: Place, carry: Carrier) -> TimeWord | None:
    """The word of time that governs a figure; it also governs the figures after it."""
    start = place.left_start
    words = [
        word
        for word in time_words(text[start : place.mention.start], carry.frame)
        if word.period is not None
    ]
    for word in reversed(words):
        if word.is_base:
            continue
        passing = _FROM.search(text[start : start + word.start]) or _is_last_year(word, carry)
        if not passing:
            carry.state.period = word.period
        return word
    return None


def _claim(
    document: Document,
    passage: Passage,
    mention: Mention,
    subject: str | None,
    whole: str | None,
    left: str,
    before: str,
    time: TimeWord | None,
    carry: Carrier,
) -> Claim:
    start, end = passage.raw_span(mention.start, mention.end)
    area = _PLACE.search(left)
    if area:
        is_own = area.group("area")[-1] == carry.own_grade
        carry.state.area = None if is_own else area.group("area")
    comparator = _comparator(left)
    if mention.kind is Kind.SHARE and whole:
        comparator = whole
    if mention.kind in IN_WORDS:
        subject = None
    status = carry.state.status or carry.section_status or Status.ACTUAL
    if mention.kind is not Kind.SHARE and (_AIM.search(left[-12:]) or _OF_PLAN.search(left)):
        status = Status.TARGET
    return Claim(
        id=claim_id(document.sha256, start, end),
        doc=document.doc,
        start=start,
        end=end,
        text=document.text[start:end],
        digits=mention.digits,
        scale=mention.scale,
        unit=mention.unit,
        value=mention.value,
        values=mention.values,
        kind=mention.kind,
        sign=mention.sign,
        hedge=mention.hedge,
        subject=subject,
        scope=scope_of(subject),
        period=_period(left, before, mention.kind, time, carry),
        area=carry.state.area,
        comparator=comparator,
        status=status,
        malformed=mention.malformed,
        factor_base=mention.factor_base,
        page=passage.page,
        paragraph=passage.paragraph,
    )


def _governs(word: TimeWord) -> bool:
    """Whether a time at the opening of a paragraph holds for all of it; a dateline does not."""
    return _is_span(word.period) or (word.explicit and len(word.period or "") == 4)


def _is_span(period: str | None) -> bool:
    """Whether a period covers several whole years."""
    return period is not None and len(period) == 9


def _at_end(left: str, kind: Kind) -> bool:
    """Whether a figure in an account of several years tells where they ended, not their total."""
    if "累计" in left or "年均" in left:
        return False
    return kind in _STATES or bool(_REACHED.search(left))


def _is_last_year(word: TimeWord, carry: Carrier) -> bool:
    """上年, 去年 in passing (上年同期为 118.3 亿元): what follows is of this year again."""
    year = carry.frame.year
    return not word.explicit and year is not None and word.period == str(year - 1)


def _period(
    left: str, before: str, kind: Kind, time: TimeWord | None, carry: Carrier
) -> str | None:
    """Period of a figure; a yearly average covers the years since the base its sentence names."""
    period = time.period if time is not None else carry.state.period
    if time is None and _is_span(period) and period == carry.passage_period:
        return period[-4:] if _at_end(left, kind) and period else period
    if "年均" in left[-12:] and period and "/" not in period:
        first = _base_year(before, carry)
        if first is not None and first < int(period[:4]):
            return f"{first + 1}/{period[:4]}"
    return period


def _base_year(before: str, carry: Carrier) -> int | None:
    """The year that the sentence compares with or starts from (比 2015 年, 由 2015 年的)."""
    for word in time_words(before, carry.frame):
        starts = word.is_base or _FROM.search(before[: word.start])
        if starts and word.explicit and word.period:
            return int(word.period[-4:])
    return None


def _comparator(left: str) -> str | None:
    found = last_match(_COMPARATOR, left)
    if found is None:
        return None
    return found.group("base") or found.group()
