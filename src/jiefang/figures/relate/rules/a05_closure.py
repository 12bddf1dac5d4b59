"""A05 CLOSURE 构成闭合: the members of a complete structure add up to 100.

Licence: a ratio list whose subject is a structure (三次产业结构 6.0:38.3:55.7), or 占比分别为 over an
enumeration that the indicator list knows as complete. Source: figures design §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.formula import Const, Expr, Var
from jiefang.figures.relate.build import equation
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_STRUCTURE = ("结构", "比重", "构成", "比例", "之比", "占比", "产业")


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for claim in extraction.claims:
            if claim.kind is Kind.RATIO and _adds_to_hundred(claim):
                yield _closure(claim)


def _adds_to_hundred(claim: Claim) -> bool:
    """A structure in per cent; a mere proportion (男女 104:100) or multiple (1.3:1) is not one."""
    if len(claim.values) < 3 or not any(word in (claim.subject or "") for word in _STRUCTURE):
        return False
    total = sum(Fraction(value) for value in claim.values)
    return 80 <= total <= 120


def _closure(claim: Claim) -> Relation:
    rest: Expr = Const(Fraction(100))
    for number in range(1, len(claim.values)):
        rest = rest - Var(f"{claim.id}#{number}")
    return equation(
        "A05",
        claim,
        rest,
        (),
        License(claim.doc, claim.start, claim.end),
        assumptions=("exhaustive",),
        explanations=("forced_closure",),
        facts={"subject": claim.subject or ""},
        stated_variable=f"{claim.id}#0",
    )


RULE = Rule(
    id="A05",
    name_zh="构成闭合",
    name_en="Closure to 100",
    strength=Strength.HARD,
    formula="a + b + c = 100",
    about_zh="完整的构成（如三次产业结构）各项相加应为 100。差一个末位属于四舍五入，不算错。",
    about_en="The members of a complete structure add up to 100; one unit of the last digit is rounding.",
    strong_zh="各项相加与 100 的差超出四舍五入所能解释的范围。",
    strong_en="The sum misses 100 by more than rounding can explain.",
    example_zh="三次产业结构 6.0:38.3:55.7。",
    example_en="Structure 6.0 : 38.3 : 55.7.",
    sentence_zh="{subject}各项相加不等于 100：首项印作 {stated}，其余各项要求它为 {recomputed}。",
    sentence_en="The members of {subject} do not add up to 100: the first is {stated}, the others leave {recomputed}.",
    find=_find,
)
