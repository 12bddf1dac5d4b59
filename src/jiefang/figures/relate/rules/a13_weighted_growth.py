"""A13 WEIGHTED GROWTH 加权增速: growth of a whole from the levels and growth of its parts.

Licence as A12 with the parts' levels printed too. Price changes move the weights, so a miss is
only worth a look.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.formula import Expr
from jiefang.figures.relate.build import HUNDRED, amount, equation, factor, same_measure, total_of
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.nearby import following
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for total in extraction.claims:
            if total.kind is Kind.GROWTH and total.indicator and total.cell is None:
                yield from _weighted(corpus, extraction, total)


def _weighted(corpus: Corpus, extraction: Extraction, total: Claim) -> Iterator[Relation]:
    index = corpus.index(extraction)
    whole = corpus.indicators.get(total.indicator or "")
    if whole is None or not whole.additive_area:
        return
    for division in corpus.indicators.parts_of(whole.id):
        rates = [following(index, name, total, (Kind.GROWTH,)) for name in division.parts]
        levels = [following(index, name, total, (Kind.LEVEL,)) for name in division.parts]
        known = [pair for pair in zip(levels, rates, strict=True) if pair[0] and pair[1]]
        if len(known) != len(division.parts) or not total.value:
            continue
        pairs = [(level, rate) for level, rate in known if level is not None and rate is not None]
        if not same_measure(*(level for level, _ in pairs)):
            continue
        claims = [claim for pair in pairs for claim in pair]
        yield equation(
            "A13",
            total,
            (total_of(level for level, _ in pairs) / _base(pairs) - 1) * HUNDRED,
            claims,
            License(total.doc, min(c.start for c in claims), max(c.end for c in claims)),
            strength=Strength.SOFT,
            assumptions=("exhaustive", "base_weights", "same_price_basis"),
            explanations=("price_basis",),
            facts={"subject": total.subject or ""},
        )


def _base(pairs: list[tuple[Claim, Claim]]) -> Expr:
    first, *rest = [amount(level) / factor(rate) for level, rate in pairs]
    total: Expr = first
    for expr in rest:
        total = total + expr
    return total


RULE = Rule(
    id="A13",
    name_zh="加权增速",
    name_en="Growth weighted by parts",
    strength=Strength.SOFT,
    formula="sum(levels) / sum(level / (1 + growth)) - 1 = growth",
    about_zh="用各部分的总量和增速推算总体增速。价格变动会改变权重，所以只作提示。",
    about_en=(
        "Growth of a whole from levels and growth of its parts; prices move the weights, so "
        "only a hint."
    ),
    strong_zh="不作硬性判断。",
    strong_en="Never hard.",
    example_zh="出口 60、进口 40，分别增长 20%、-20%：进出口增长 0%。",
    example_en="Exports 60 up 20 %, imports 40 down 20 %: trade flat.",
    sentence_zh="{subject}的增速印作 {stated}，按各部分加权约为 {recomputed}，可能是价格因素。",
    sentence_en=(
        "Growth of {subject} is printed as {stated}; the parts weigh up to {recomputed}; "
        "prices may explain it."
    ),
    find=_find,
)
