"""A14 CONTRIBUTION 贡献率: contributions of a complete set of parts add up to 100.

Licence: contributions of the three industries, or of the three demands, in one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.relate.closing import closed_list, closed_ratio
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.growth_account import contributions
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.sentence import license_over
from jiefang.figures.relation import Relation, Strength

_FEWEST = 3


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for members in contributions(extraction):
            claims = [figure.claim for figure in members]
            yield closed_list("A14", claims, license_over(*members), "")
        yield from _as_ratio(extraction)


def _as_ratio(extraction: Extraction) -> Iterator[Relation]:
    """Contributions printed as a:b:c."""
    for figure in extraction.figures:
        claim = figure.claim
        if claim.unit == "个百分点" or "拉动" in figure.left:
            continue
        told = "贡献率" in (claim.subject or "") + figure.left
        if claim.kind is Kind.RATIO and told and len(claim.values) >= _FEWEST:
            yield closed_ratio("A14", claim)


RULE = Rule(
    id="A14",
    name_zh="贡献率合计",
    name_en="Contributions add up",
    strength=Strength.HARD,
    formula="c1 + c2 + c3 = 100",
    about_zh="三次产业（或三大需求）对增长的贡献率相加应为 100%。",
    about_en="Contributions of the three industries (or demands) to growth add up to 100 %.",
    strong_zh="一组贡献率齐全，且与 100 的差超出四舍五入。",
    strong_en="The set is complete and misses 100 by more than rounding.",
    example_zh="贡献率分别为 14.2%、15.7%、70.1%。",
    example_en="Contributions 14.2, 15.7 and 70.1 %.",
    sentence_zh="贡献率相加不等于 100%：末项印作 {stated}，其余各项要求它为 {recomputed}。",
    sentence_en=(
        "The contributions do not add up to 100 %: the last is {stated}, the others leave "
        "{recomputed}."
    ),
    find=_find,
)
