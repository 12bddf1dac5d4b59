"""A27 COMPARISON 与面上比较: a lead in percentage points against the peer's own print.

Licence: 高于全市 1.2 个百分点, 快于第二产业 0.7 个百分点, 比全省高 … right after the rate that is
compared, and the peer's rate of the same indicator and period printed anywhere in the corpus — by
the same document, or by one that speaks of that area. Across documents only a hint: a city's first
print may have been revised. Source: figures design §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.formula import Expr
from jiefang.figures.relate.build import equation, usable, var
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import subject_key
from jiefang.figures.relate.peers import Comparison, area_of, areas_in, comparison_in
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_RATES = frozenset({Kind.GROWTH, Kind.RATE})
_LIST_MARKS = frozenset("、和与")
_PLACE = regex.compile(r"(?<![全我本])\p{Han}(?<!地)(?:区|县|市|州|旗|镇|乡|街道)(?![场政民域间])")
"""A district or town that a subject names: its rate is not that of the whole."""
_NOUNS_OF_GROWTH = {"经济": "gdp", "GDP": "gdp", "经济发展": "gdp"}


def _find(corpus: Corpus) -> Iterator[Relation]:
    areas = {each.document.doc: area_of(each.document) for each in corpus.extractions}
    for extraction in corpus.extractions:
        for place, figure in enumerate(extraction.figures):
            claim = figure.claim
            if claim.kind is not Kind.PP_CHANGE or not usable(claim) or "点" not in claim.unit:
                continue
            for offset, words in enumerate(_comparisons(extraction, place)):
                yield from _compared(corpus, extraction, place + offset, words, areas)


def _comparisons(extraction: Extraction, place: int) -> tuple[Comparison, ...]:
    """The comparison of a figure, or those of the run that 分别高于 deals out from it on."""
    left = extraction.figures[place].left
    words = comparison_in(left)
    if words is not None:
        return (words,)
    dealt = areas_in(left)
    run = extraction.figures[place + 1 : place + len(dealt)]
    is_run = len(run) == len(dealt) - 1 and all(each.left in _LIST_MARKS for each in run)
    return dealt if is_run else ()


def _compared(
    corpus: Corpus,
    extraction: Extraction,
    place: int,
    words: Comparison,
    areas: Mapping[str, str | None],
) -> Iterator[Relation]:
    lead = extraction.figures[place].claim
    own = _own(corpus, extraction, place, words)
    if own is None or own.unit != "%":
        return
    peer = _peer(corpus, extraction, own, words, areas)
    if peer is None or peer.id == own.id:
        return
    difference: Expr = var(own) - var(peer)
    if words.is_low and lead.sign != "-":
        difference = var(peer) - var(own)
    one_document = peer.doc == lead.doc
    yield equation(
        "A27",
        lead,
        difference,
        (own, peer),
        License(lead.doc, min(own.start, lead.start), lead.end),
        strength=Strength.HARD if one_document else Strength.SOFT,
        assumptions=(
            "same_indicator",
            "same_period",
            *(() if one_document else ("nested_areas", "same_vintage")),
        ),
        facts={"subject": own.subject or "", "peer": (words.area or "") + words.noun},
    )


def _own(corpus: Corpus, extraction: Extraction, place: int, words: Comparison) -> Claim | None:
    """The rate compared: of the thing named in the clause, else the rate printed right before."""
    lead = extraction.figures[place]
    named = _indicator(corpus, words.own) if words.own else None
    if words.own and named is None and not _is_carried(words.own, lead):
        return None
    for figure in reversed(extraction.figures[:place]):
        claim = figure.claim
        if figure.sentence != lead.sentence:
            break
        is_rate = claim.kind in _RATES and claim.period == lead.claim.period and usable(claim)
        if is_rate and (named is None or claim.indicator == named):
            return claim
        if claim.kind not in {Kind.PP_CHANGE, Kind.RANK} and named is None:
            return None
    return _only(_prints(corpus, extraction, named, lead.claim, (None,))) if named else None


def _is_carried(own: str, lead: Figure) -> bool:
    """Whether the words before the verb say nothing new (工业总产值……，产值比全市高)."""
    return own in (lead.claim.subject or "") and not lead.own_subject


def _peer(
    corpus: Corpus,
    extraction: Extraction,
    own: Claim,
    words: Comparison,
    areas: Mapping[str, str | None],
) -> Claim | None:
    """The one print of the peer's rate; None where there is none, or several that differ."""
    wanted = _indicator(corpus, words.noun) if words.noun else own.indicator
    if wanted is None:
        return None if words.noun else _by_words(extraction, own, words)
    found: list[Claim] = []
    for other in corpus.extractions:
        same = other.document.doc == extraction.document.doc
        if words.area is None:
            allowed: tuple[str | None, ...] = (own.area,) if same else ()
        elif areas[other.document.doc] == words.area:
            allowed = (words.area, None)
        else:
            allowed = (words.area,)
        if allowed:
            found += _prints(corpus, other, wanted, own, allowed)
    return _only([claim for claim in found if claim.id != own.id])


def _prints(
    corpus: Corpus,
    extraction: Extraction,
    indicator: str,
    like: Claim,
    areas: tuple[str | None, ...],
) -> list[Claim]:
    """Rates of an indicator of the period and status of another claim, in some areas."""
    kinds = _RATES if like.kind is Kind.PP_CHANGE else (like.kind,)
    return [
        claim
        for claim in corpus.index(extraction).of(indicator, kinds)
        if claim.area in areas
        and claim.period == like.period
        and (claim.area is not None or not _PLACE.search(claim.subject or ""))
        and claim.status == like.status
        and claim.unit == "%"
    ]


def _by_words(extraction: Extraction, own: Claim, words: Comparison) -> Claim | None:
    """The peer of a thing that no indicator names: the very words, of the named area."""
    key = subject_key(own)
    found = [
        claim
        for claim in extraction.claims
        if key is not None
        and subject_key(claim) == key
        and claim.kind is own.kind
        and claim.area == words.area
        and claim.period == own.period
        and claim.status == own.status
        and claim.id != own.id
        and usable(claim)
    ]
    return _only(found) if words.area else None


def _only(found: list[Claim]) -> Claim | None:
    """The first of some prints when all print the same number."""
    return found[0] if len({(claim.sign, claim.value) for claim in found}) == 1 else None


def _indicator(corpus: Corpus, noun: str) -> str | None:
    """The indicator of a noun in a comparison; short names of industries mean their value added."""
    if noun in _NOUNS_OF_GROWTH:
        return _NOUNS_OF_GROWTH[noun]
    for form in (noun, f"{noun}增加值"):
        for kind in (Kind.GROWTH, Kind.RATE):
            known = corpus.indicators.match(form, "%", kind)
            if known:
                return known
    return None


RULE = Rule(
    id="A27",
    name_zh="与面上比较",
    name_en="Lead over a peer",
    strength=Strength.HARD,
    formula="own rate - peer's rate = lead in percentage points",
    about_zh="“高于全市几个百分点”“快于第二产业几个百分点”，应等于文中印的两个增速之差。",
    about_en="“1.2 points above the city” equals the difference of the two rates as printed.",
    strong_zh="两个增速印在同一份文件里，指标和时期相同。",
    strong_en="Both rates stand in one document, of one indicator and period.",
    example_zh="全区增长 7.3%，高于全市 1.2 个百分点；全市增长 6.1%。",
    example_en="The district grew 7.3 %, 1.2 points above the city; the city grew 6.1 %.",
    sentence_zh="{subject}与{peer}相差印作 {stated}，按印出的 {others} 应为 {recomputed}。",
    sentence_en="{subject} against {peer}: printed {stated}; {others} give {recomputed}.",
    find=_find,
)
