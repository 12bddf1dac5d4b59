"""A37 NAMING 名称不一: one name, or the ordinal of one meeting, printed in two ways.

Licences: a headline that names a session (九届四次会议开幕) and the article under it; two names in
quotation marks in one document that differ in one character that sounds alike, or stand in the very
same words; the same parts of a name in another order (一轴三区两带, 一轴两带三区). A question for
the editor, never hard. Source: figures design §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.document import BlockKind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.names import Name, Session, names_in, sessions_in, suspects
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Observation, Relation, Strength

_HEADLINE = regex.compile(r"召开|开幕|闭幕|举行|胜利|圆满")
_SHORT = 60
_ARTICLE = 4000
"""Characters of text that a headline stands over at most."""


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        yield from _spellings(extraction)
        yield from _headlines(extraction)


def _spellings(extraction: Extraction) -> Iterator[Relation]:
    names: list[Name] = []
    for number, passage in enumerate(extraction.passages):
        names += names_in(passage.text, number)
    for one, other in suspects(names):
        yield _relation(
            extraction,
            _from_to(extraction, one, other),
            holds=False,
            zh=f"“{one.text}”与“{other.text}”像是同一名称的两种写法。",
            en=f"“{one.text}” and “{other.text}” look like one name spelt in two ways.",
        )


def _from_to(extraction: Extraction, one: Name, other: Name) -> tuple[int, int]:
    """From the first spelling to the second, so that both places can be shown."""
    spans = [extraction.raw_span(each.passage, each.start, each.end) for each in (one, other)]
    return min(span[0] for span in spans), max(span[1] for span in spans)


def _headlines(extraction: Extraction) -> Iterator[Relation]:
    """A session in a headline against the sessions of the same body in the text below."""
    passages = extraction.passages
    for number, passage in enumerate(passages):
        is_line = passage.kind is BlockKind.HEADING or len(passage.text) <= _SHORT
        if not is_line or not _HEADLINE.search(passage.text):
            continue
        below = _below(extraction, number)
        for session in sessions_in(passage.text):
            same = [place for place in below if place[1].key == session.key]
            if same:
                yield _session(extraction, (number, session), same)


def _below(extraction: Extraction, number: int) -> list[tuple[int, Session]]:
    """Sessions named in the passages under a headline, with the numbers of these."""
    found: list[tuple[int, Session]] = []
    length = 0
    for place in range(number + 1, len(extraction.passages)):
        text = extraction.passages[place].text
        length += len(text)
        if length > _ARTICLE:
            break
        found += [(place, session) for session in sessions_in(text)]
    return found


def _session(
    extraction: Extraction, headline: tuple[int, Session], same: list[tuple[int, Session]]
) -> Relation:
    number, session = headline
    agreeing = [place for place in same if place[1].session == session.session]
    below, shown = agreeing[0] if agreeing else same[0]
    start, _ = extraction.raw_span(number, session.start, session.end)
    _, end = extraction.raw_span(below, shown.start, shown.end)
    holds = bool(agreeing)
    return _relation(
        extraction,
        (start, end),
        holds=holds,
        zh=f"标题说“{session.words}”，正文说“{shown.words}”" + ("。" if holds else "，次数不同。"),
        en=f"the headline says “{session.words}”, the text “{shown.words}”"
        + ("." if holds else ": the session differs."),
    )


def _relation(
    extraction: Extraction, span: tuple[int, int], *, holds: bool, zh: str, en: str
) -> Relation:
    return Relation(
        rule="A37",
        strength=Strength.SOFT,
        claims=(),
        check=Observation(holds, zh, en),
        license=License(extraction.document.doc, *span),
    )


RULE = Rule(
    id="A37",
    name_zh="名称不一",
    name_en="One name, two spellings",
    strength=Strength.SOFT,
    formula="one thing, one name",
    about_zh="同一会议的届次、同一名称应写得一样；只差一个近音字或各部分次序不同的，请核实。",
    about_en="A session and a name are printed alike; like-sounding or swapped parts are doubtful.",
    strong_zh="不作硬性判断。",
    strong_en="Never hard.",
    example_zh="标题“九届四次会议开幕”，正文“第九届……第五次会议”。",
    example_en="The headline says the fourth session, the text the fifth.",
    sentence_zh="名称前后写法不同。",
    sentence_en="One name is spelt in two ways.",
    find=_find,
)
