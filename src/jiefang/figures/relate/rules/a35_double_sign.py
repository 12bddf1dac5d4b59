"""A35 DOUBLE SIGN 符号重复: a verb of falling and a minus sign for one fall (下降-3%).

Licence: a figure of running text printed with a minus sign right behind a verb. 增长-3% says the
fall once and holds; 下降-3% says it twice: either word or sign is too much, or it was a rise.
Tables are left out, where columns of 降低率 are printed with signs by convention.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Observation, Relation, Strength

_CHANGES = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.DELTA})
_MINUS = frozenset("-－−–—―﹣")
_FALL = regex.compile(
    r"(?P<verb>下降|减少|降低|回落|下滑|下跌|减产|减收|萎缩|缩减|收窄|缩小|压减|降幅|跌幅|减幅|负增长|少收|(?<!最)低)"
    r"(?:幅度)?(?:了|约|近|为|达到?|:)*$"
)
_RISE = regex.compile(
    r"(?P<verb>增长|增加|上升|提高|上涨|提升|扩大|增速|增幅|涨幅)(?:率|速度|幅度)?(?:了|约|近|为|达到?|:)*$"
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for figure in extraction.figures:
            if figure.claim.kind in _CHANGES and figure.claim.text[:1] in _MINUS:
                yield from _signed(extraction, figure)


def _signed(extraction: Extraction, figure: Figure) -> Iterator[Relation]:
    fall, rise = _FALL.search(figure.left), _RISE.search(figure.left)
    found = fall or rise
    if found is None:
        return
    claim, verb = figure.claim, found["verb"]
    start, _ = extraction.raw_span(figure.passage, figure.start - len(found[0]), figure.start)
    yield Relation(
        rule="A35",
        strength=Strength.HARD,
        claims=(claim,) if fall else (),
        check=Observation(
            holds=fall is None,
            zh=f"“{verb}{claim.text}”"
            + ("说了两次下降：去掉负号或改动词。" if fall else "只说了一次下降。"),
            en=f"“{verb}{claim.text}” says the fall "
            + ("twice: drop the minus or change the verb." if fall else "once."),
        ),
        license=License(claim.doc, start, claim.end),
        facts={"subject": claim.subject or ""},
    )


RULE = Rule(
    id="A35",
    name_zh="符号重复",
    name_en="Fall said twice",
    strength=Strength.HARD,
    formula="a falling verb takes no minus sign",
    about_zh="“下降”“减少”等动词后面的数不应再带负号。",
    about_en="A figure behind a verb of falling carries no minus sign of its own.",
    strong_zh="动词紧挨着数字。",
    strong_en="The verb stands right before the figure.",
    example_zh="“下降-3%”：是下降 3%，还是增长 3%？",
    example_en="“down −3 %”: down 3 % or up 3 %?",
    sentence_zh="{stated} 前面已有“下降”一类的词。",
    sentence_en="A verb of falling already stands before {stated}.",
    find=_find,
)
