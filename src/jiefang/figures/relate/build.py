"""Building blocks of relations (关系的构件): amounts, rates and equations over figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.unit import dimension_of, to_base
from jiefang.figures.formula import Expr, Var
from jiefang.figures.relation import Comparison, Equation, License, Relation, Strength

HUNDRED = Fraction(100)
_NO_AMOUNT = regex.compile(
    r"人均|平均|均价|单价|户均|亩均|每[\p{Han}\d]{1,4}(?:人|户|元)|率$|指数|密度|强度|系数|年龄|寿命|标准$|价格$"
)


def var(claim: Claim) -> Var:
    """The value of a claim in its own unit, with its sign."""
    return Var(claim.id)


def amount(claim: Claim) -> Expr:
    """The value of a claim in the base unit of its dimension (万元 and 亿元 → 元)."""
    multiplier = to_base("1", claim.unit)
    return Var(claim.id) if multiplier == 1 else Var(claim.id) * multiplier


def in_unit_of(expr: Expr, claim: Claim) -> Expr:
    """An expression in base units, told in the unit of a claim."""
    multiplier = to_base("1", claim.unit)
    return expr if multiplier == 1 else expr / multiplier


def factor(claim: Claim) -> Expr:
    """The factor on the base that a change means: 增长 5.2% is 1.052, 1.3 倍 is 1.3."""
    if claim.kind is Kind.MULTIPLE:
        return Var(claim.id)
    return Var(claim.id) / HUNDRED + 1


def total_of(parts: Iterable[Claim]) -> Expr:
    """The sum of claims in base units."""
    first, *rest = [amount(part) for part in parts]
    total = first
    for expr in rest:
        total = total + expr
    return total


def same_measure(*claims: Claim) -> bool:
    """Whether claims can be added or compared: one dimension, all with a value.

    Counts must print the same unit: 800 万张 beds are no part of 107 万个 hospitals.
    """
    dimensions = {dimension_of(claim.unit) for claim in claims}
    if len(dimensions) != 1 or not usable(*claims):
        return False
    return dimensions != {"count"} or len({claim.unit for claim in claims}) == 1


def one_subject(*claims: Claim) -> bool:
    """Whether figures speak of one thing; an aside in brackets speaks of another."""
    return len({claim.subject for claim in claims}) == 1


def usable(*claims: Claim) -> bool:
    """Whether every claim has a single well-formed value."""
    return all(claim.value and not claim.malformed for claim in claims)


def is_amount(claim: Claim) -> bool:
    """Whether a figure is an amount that parts add up to, not a mean, a rate or a price."""
    if "/" in claim.unit or claim.unit in ("%", "‰", "倍"):
        return False
    return not _NO_AMOUNT.search(claim.subject or "")


def equation(
    rule: str,
    stated: Claim,
    recompute: Expr,
    others: Iterable[Claim],
    licence: License,
    *,
    strength: Strength = Strength.HARD,
    comparison: Comparison = Comparison.EQUAL,
    assumptions: tuple[str, ...] = (),
    missing: tuple[str, ...] = (),
    explanations: tuple[str, ...] = (),
    facts: Mapping[str, str] | None = None,
    stated_variable: str | None = None,
    needs_slip: bool = False,
) -> Relation:
    """A relation whose stated figure must equal (or bound) what the others give.

    `stated_variable` names one member of a ratio list (`<id>#1`) where the claim is one.
    """
    return Relation(
        rule=rule,
        strength=strength,
        claims=(stated, *others),
        check=Equation(
            recompute=recompute, stated=stated_variable or stated.id, comparison=comparison
        ),
        license=licence,
        assumptions=assumptions,
        missing=missing,
        explanations=explanations,
        needs_slip=needs_slip,
        facts=dict(facts or {}),
    )
