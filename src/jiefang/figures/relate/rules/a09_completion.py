"""A09 COMPLETION 完成率: actual over plan.

Licences: 计划 a，完成 b，完成（占）计划的 c%; b，占年度计划 a 的 c%.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.relate.build import (
    HUNDRED,
    amount,
    equation,
    one_subject,
    same_measure,
    usable,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Relation, Strength

_PLAN = r"(?:计划|任务|目标|预算|预期|应)"
_PATTERNS = (
    LicensePattern(
        rf"{_PLAN}[^。；;，,]{{0,12}}?{{plan:level}}[，,、][^。；;，,]{{0,16}}?{{actual:level}}[，,、（(]"
        rf"[^。；;，,]{{0,8}}?(?:完成|占|为)?[^。；;，,]{{0,8}}?{_PLAN}?[^。；;，,]{{0,8}}?{{rate:share|rate}}"
    ),
    LicensePattern(
        rf"{{actual:level}}(?:[^。；;]{{0,30}}?)[，,、（(][^。；;，,]{{0,4}}?(?:完成|占|为)[^。；;，,]{{0,10}}?{_PLAN}[^。；;，,]{{0,8}}?"
        rf"{{plan:level}}的{{rate:share|rate}}"
    ),
)
_RATE_WORDS = ("完成", "占", "为", "率")


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_PATTERNS):
        relation = _completion(match)
        if relation is not None:
            yield relation


def _completion(match: Match) -> Relation | None:
    plan, actual, rate = (match.one(name) for name in ("plan", "actual", "rate"))
    if not same_measure(plan.claim, actual.claim) or not usable(rate.claim):
        return None
    if plan.claim.unit != actual.claim.unit or rate.claim.unit != "%":
        return None
    if not plan.own_subject and not one_subject(actual.claim, rate.claim):
        return None
    if not any(word in match.words for word in _RATE_WORDS):
        return None
    return equation(
        "A09",
        rate.claim,
        amount(actual.claim) / amount(plan.claim) * HUNDRED,
        (actual.claim, plan.claim),
        match.license,
        assumptions=("same_scope", "same_plan"),
        facts={"subject": actual.claim.subject or ""},
    )


RULE = Rule(
    id="A09",
    name_zh="完成率",
    name_en="Completion of a plan",
    strength=Strength.HARD,
    formula="actual / plan × 100 = completion",
    about_zh="计划数、完成数和完成率三个数在一句话里，应当互相算得出来。",
    about_en="Plan, result and completion rate printed in one breath must agree.",
    strong_zh="三个数说的是同一项计划，且计划没有中途调整。",
    strong_en="All three speak of one plan that was not changed on the way.",
    example_zh="年度计划投资 28.5 亿元，完成 27.33 亿元，占年度计划的 95.9%。",
    example_en="Plan 28.5, done 27.33, 95.9 % of the plan.",
    sentence_zh="{subject}的完成率印作 {stated}，按完成数和计划数重算为 {recomputed}。",
    sentence_en=(
        "Completion of {subject} is printed as {stated}; result over plan gives {recomputed}."
    ),
    find=_find,
)
