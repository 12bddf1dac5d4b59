"""A18 PER_CAPITA 人均: an amount per head, from the amount and the heads.

Licences: 人均地区生产总值 beside 地区生产总值 and resident population (the mean of two year
ends, so the year-end figure alone is only a hint); 人均花费 beside visits and receipts.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.unit import dimension_of
from jiefang.figures.formula import Expr
from jiefang.figures.relate.build import amount, equation, in_unit_of, same_measure, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.heads import mean_heads
from jiefang.figures.relate.nearby import printed_once
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.sentence import license_over, sentences
from jiefang.figures.relation import License, Relation, Strength

_SPENDING = ("人均花费", "人均消费", "人均旅游消费", "人均旅游花费", "客单价")
_VISITS = frozenset({"人次", "人", "万人次"})


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        yield from _product(corpus, extraction)
        yield from _spending(extraction)


def _product(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    index = corpus.index(extraction)
    for claim in extraction.claims:
        if claim.indicator != "gdp_per_capita" or claim.kind is not Kind.LEVEL:
            continue
        if not claim.value or "美元" in claim.unit:
            continue
        whole = printed_once(index, "gdp", claim, (Kind.LEVEL,))
        mean = mean_heads(extraction, claim)
        if whole is not None and mean is not None and usable(whole):
            yield _per_head(claim, whole, mean.mean, mean.claims)
            continue
        heads = printed_once(index, "population", claim, (Kind.LEVEL,))
        if whole is None or heads is None or not usable(whole, heads):
            continue
        spans = (claim, whole, heads)
        yield equation(
            "A18",
            claim,
            amount(whole) / amount(heads),
            (whole, heads),
            License(claim.doc, min(c.start for c in spans), max(c.end for c in spans)),
            strength=Strength.SOFT,
            assumptions=("mean_population", "resident_population"),
            missing=("mean_population",),
            facts={"subject": claim.subject or ""},
        )


def _per_head(claim: Claim, whole: Claim, mean: Expr, heads: tuple[Claim, ...]) -> Relation:
    """The amount over the mean of two year ends; revised populations make it a hint."""
    spans = (claim, whole, *heads)
    return equation(
        "A18",
        claim,
        amount(whole) / mean,
        (whole, *heads),
        License(claim.doc, min(c.start for c in spans), max(c.end for c in spans)),
        strength=Strength.SOFT,
        assumptions=("mean_population", "resident_population"),
        explanations=("year_end_base",),
        facts={"subject": claim.subject or ""},
    )


def _spending(extraction: Extraction) -> Iterator[Relation]:
    """Receipts over visits, all three in one sentence."""
    for figures in sentences(extraction):
        levels = [figure for figure in figures if figure.claim.kind is Kind.LEVEL]
        mean = [f for f in levels if any(word in (f.claim.subject or "") for word in _SPENDING)]
        visits = [f for f in levels if f.claim.unit in _VISITS]
        receipts = [f for f in levels if "收入" in (f.claim.subject or "") and "元" in f.claim.unit]
        if len(mean) == len(visits) == len(receipts) == 1:
            stated, heads, money = mean[0].claim, visits[0].claim, receipts[0].claim
            if not usable(stated, heads, money) or stated.unit != "元":
                continue
            if not same_measure(stated, money) or dimension_of(heads.unit) == "money":
                continue
            yield equation(
                "A18",
                stated,
                in_unit_of(amount(money) / amount(heads), stated),
                (money, heads),
                license_over(mean[0], visits[0], receipts[0]),
                assumptions=("same_scope", "same_period"),
                facts={"subject": stated.subject or ""},
            )


RULE = Rule(
    id="A18",
    name_zh="人均",
    name_en="Per head",
    strength=Strength.HARD,
    formula="amount / heads = per head",
    about_zh="人均数等于总量除以人数。人均生产总值按年平均人口计算，只有年末人口时只作提示。",
    about_en=(
        "Per head is the amount over the heads; GDP per head uses mean population, so year-end "
        "alone is a hint."
    ),
    strong_zh="总量、人次、人均在同一句话里。",
    strong_en="Amount, visits and mean stand in one sentence.",
    example_zh="829.16 万人次，收入 53.19 亿元，人均 641.5 元。",
    example_en="8.2916 m visits, receipts 5,319 m, 641.5 each.",
    sentence_zh="{subject}印作 {stated}，按总量和人数重算为 {recomputed}。",
    sentence_en="{subject} is printed as {stated}; amount over heads gives {recomputed}.",
    find=_find,
)
