"""A22 MAGNITUDE 量级: a figure far out of the order of its neighbours.

Licences: one indicator in two years (a jump by a factor near 10, 100 or 10,000 hints at a slip of
the decimal point or of 万/亿); part of a year against a whole one; households against people, which
the counts themselves bound. Only the last may be hard.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.relate.build import amount, equation, in_unit_of, same_measure, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import FactKey
from jiefang.figures.relate.magnitude import is_far, latest_full_year, months_covered
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Comparison, License, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    for key, claims in corpus.facts.items():
        if key.kind != "level" or key.planned or not key.what.startswith("#"):
            continue
        yield from _households(corpus, key, claims)
        yield from _jump(corpus, key, claims)
        yield from _part_of_year(corpus, key, claims)


def _households(corpus: Corpus, key: FactKey, claims: tuple[Claim, ...]) -> Iterator[Relation]:
    if key.what != "#households":
        return
    people = corpus.facts.get(replace(key, what="#population", dimension="people"), ())
    for claim in claims:
        for heads in people:
            if heads.doc == claim.doc and usable(claim, heads):
                yield _bound(claim, heads, Strength.HARD)


def _jump(corpus: Corpus, key: FactKey, claims: tuple[Claim, ...]) -> Iterator[Relation]:
    if not key.period.isdigit():
        return
    earlier = corpus.facts.get(replace(key, period=str(int(key.period) - 1)), ())
    for claim in claims:
        for before in earlier:
            if same_measure(claim, before) and is_far(claim, before):
                yield _unlike(claim, before)


def _part_of_year(corpus: Corpus, key: FactKey, claims: tuple[Claim, ...]) -> Iterator[Relation]:
    """A few months' amount that stays far behind any full year printed before."""
    months = months_covered(key.period)
    known = corpus.indicators.get(key.what[1:])
    if months is None or months < 6 or known is None or not known.additive_time:
        return
    for claim, full in product(claims, latest_full_year(corpus.facts, key)):
        if claim.kind is Kind.LEVEL and same_measure(claim, full):
            yield equation(
                "A22",
                claim,
                in_unit_of(amount(full) * months * 3 / 48, claim),
                (full,),
                License(claim.doc, claim.start, claim.end),
                strength=Strength.SOFT,
                comparison=Comparison.AT_LEAST,
                assumptions=("same_scope", "same_vintage"),
                facts={"subject": claim.subject or ""},
            )


def _bound(claim: Claim, limit: Claim, strength: Strength) -> Relation:
    return equation(
        "A22",
        claim,
        in_unit_of(amount(limit), claim),
        (limit,),
        License(claim.doc, claim.start, claim.end),
        strength=strength,
        comparison=Comparison.AT_MOST,
        assumptions=("same_scope", "same_period"),
        facts={"subject": claim.subject or ""},
    )


def _unlike(claim: Claim, before: Claim) -> Relation:
    return equation(
        "A22",
        claim,
        in_unit_of(amount(before), claim) * 5,
        (before,),
        License(claim.doc, claim.start, claim.end),
        strength=Strength.SOFT,
        comparison=Comparison.AT_MOST,
        assumptions=("same_scope", "same_unit"),
        facts={"subject": claim.subject or ""},
    )


RULE = Rule(
    id="A22",
    name_zh="量级",
    name_en="Order of magnitude",
    strength=Strength.HARD,
    formula="a figure stays within the order of its neighbours",
    about_zh=(
        "同一指标与上年相比相差近十倍、百倍、万倍，可能是小数点或万、亿写错；户数不应多于人数。"
    ),
    about_en=(
        "A jump near 10, 100 or 10,000 times hints at a slipped point or unit; households "
        "never exceed people."
    ),
    strong_zh="仅当文中数字本身构成界限（如户数多于人数）。",
    strong_en="Only where the text itself bounds the figure (more households than people).",
    example_zh="户数 12.1 万户，人口 3.2 万人。",
    example_en="121,000 households of 32,000 people.",
    sentence_zh=(
        "{subject}印作 {stated}，量级与相邻数字（界限 {recomputed}）不符，请核对单位和小数点。"
    ),
    sentence_en=(
        "{subject} is printed as {stated}, out of the order of its neighbours (bound {recomputed})."
    ),
    find=_find,
)
