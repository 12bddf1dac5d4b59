"""A25 REVISION 修订说明: a later document that prints another figure should say that it revised.

Licence: one fact (indicator, period, area, scope) in two documents of different date whose prints
exclude each other. The relation holds when the later one speaks of revision near the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import regex

from jiefang.figures.claim import Claim
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.relate.build import same_measure, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.magnitude import differ
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Observation, Relation, Strength

_SAID = regex.compile(r"修订|核定|最终核实|调整后|同口径|按普查|口径调整|快报|初步")
_AROUND = 200


def _find(corpus: Corpus) -> Iterator[Relation]:
    by_doc = {extraction.document.doc: extraction for extraction in corpus.extractions}
    for key, claims in corpus.facts.items():
        if key.kind != "level" or key.planned or not key.what.startswith("#") or len(claims) > 12:
            continue
        for one, other in combinations(claims, 2):
            if one.doc == other.doc or not corpus.same_place(one, other):
                continue
            if usable(one, other) and same_measure(one, other):
                relation = _revised(by_doc[one.doc], by_doc[other.doc], one, other)
                if relation is not None:
                    yield relation


def _revised(one: Extraction, other: Extraction, a: Claim, b: Claim) -> Relation | None:
    dates = (one.document.date, other.document.date)
    if dates[0] is None or dates[1] is None or dates[0][:4] == dates[1][:4] or not differ(a, b):
        return None
    later, claim = (other, b) if dates[0] < dates[1] else (one, a)
    text = later.document.text[max(0, claim.start - _AROUND) : claim.end + _AROUND]
    return Relation(
        rule="A25",
        strength=Strength.SOFT,
        claims=(claim, a if claim is b else b),
        check=Observation(
            holds=bool(_SAID.search(text)),
            zh=f"后一份文件把 {a.text if claim is b else b.text} 改印为 {claim.text}，没有说明修订",
            en=f"the later document prints {claim.text} and does not say that it was revised",
        ),
        license=License(claim.doc, claim.start, claim.end),
        assumptions=("same_indicator", "same_scope"),
        facts={"subject": claim.subject or "", "period": claim.period or ""},
    )


RULE = Rule(
    id="A25",
    name_zh="修订说明",
    name_en="Revision noted",
    strength=Strength.SOFT,
    formula="another figure for an earlier year comes with a note",
    about_zh="后来的文件改了以前年份的数，应当说明是修订、普查调整还是口径变化。",
    about_en="A later document that changes an earlier year's figure should say why.",
    strong_zh="不作硬性判断。",
    strong_en="Never hard.",
    example_zh="2021 年印 172.3 亿元，2022 年改印 177.7 亿元，并注明“按普查结果修订”。",
    example_en="172.3 in 2021, 177.7 in 2022 “revised after the census”.",
    sentence_zh="{subject}（{period}）前后两份文件不同：{stated} 与 {others}，后一份没有说明修订。",
    sentence_en=(
        "{subject} ({period}) differs between documents: {stated} and {others}; no revision is "
        "noted."
    ),
    find=_find,
)
