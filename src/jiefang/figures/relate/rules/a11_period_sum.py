"""A11 PERIOD SUM 累计与期末: the total over several years is not the value of the last year.

Licence: a level over a range of years and the yearly value of the last year of one indicator in
one document. A total over n years of a growing amount lies above its last value and below n times
the largest year; printed the other way round, one of them is mislabelled.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.relate.build import amount, equation, in_unit_of, same_measure
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import FactKey
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Comparison, License, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    by_period: dict[tuple[object, ...], list[tuple[FactKey, Claim]]] = {}
    for key, claims in corpus.facts.items():
        if key.kind == "level" and not key.planned and key.what.startswith("#"):
            for claim in claims:
                group = (claim.doc, key.what, key.area, key.scope, key.dimension)
                by_period.setdefault(group, []).append((key, claim))
    for members in by_period.values():
        yield from _against_last_year(corpus, members)


def _against_last_year(corpus: Corpus, members: list[tuple[FactKey, Claim]]) -> Iterator[Relation]:
    totals = [(key, claim) for key, claim in members if _is_total(corpus, key, claim)]
    for key, total in totals:
        for other_key, last in members:
            if other_key.period == key.period.split("/")[1] and same_measure(total, last):
                yield _not_less(total, last)


def _is_total(corpus: Corpus, key: FactKey, claim: Claim) -> bool:
    first, _, last = key.period.partition("/")
    if claim.kind is not Kind.LEVEL or len(first) != 4 or len(last) != 4 or first == last:
        return False
    known = corpus.indicators.get(key.what[1:])
    return known is not None and known.additive_time and "累计" in corpus.words_before(claim)


def _not_less(total: Claim, last: Claim) -> Relation:
    return equation(
        "A11",
        total,
        in_unit_of(amount(last), total),
        (last,),
        License(total.doc, min(total.start, last.start), max(total.end, last.end)),
        strength=Strength.SOFT,
        comparison=Comparison.AT_LEAST,
        assumptions=("period_total", "same_scope"),
        facts={"subject": total.subject or ""},
    )


RULE = Rule(
    id="A11",
    name_zh="累计与期末",
    name_en="Period total and last value",
    strength=Strength.SOFT,
    formula="sum over the period ≥ value of its last year",
    about_zh="几年累计数不应小于其中最后一年的数；两者也不是一回事，不能互相代替。",
    about_en="A total over years is not less than its last year, and neither stands for the other.",
    strong_zh="不作硬性判断。",
    strong_en="Never hard.",
    example_zh="五年累计引资 244.09 亿元，最后一年 60 亿元。",
    example_en="244.09 over five years, 60 in the last.",
    sentence_zh="{subject}的累计数印作 {stated}，比其中最后一年的 {recomputed} 还小。",
    sentence_en=(
        "The period total of {subject} is printed as {stated}, less than its last year "
        "{recomputed}."
    ),
    find=_find,
)
