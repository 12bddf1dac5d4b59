"""Closure to 100 (合计为百): members of a complete set in per cent, as figures or as a:b:c."""

from __future__ import annotations

from collections.abc import Sequence

from jiefang.figures.claim import Claim
from jiefang.figures.formula import Expr, Var
from jiefang.figures.relate.build import HUNDRED, equation
from jiefang.figures.relation import License, Relation


def closed_list(rule: str, claims: Sequence[Claim], licence: License, subject: str) -> Relation:
    """The last of several figures is what the others leave of 100."""
    *others, stated = claims
    return _closed(rule, stated, others, licence, subject, [claim.id for claim in claims])


def closed_ratio(rule: str, claim: Claim) -> Relation:
    """The last member of a ratio list is what the others leave of 100."""
    members = [f"{claim.id}#{number}" for number in range(len(claim.values))]
    licence = License(claim.doc, claim.start, claim.end)
    return _closed(rule, claim, (), licence, claim.subject or "", members)


def _closed(
    rule: str,
    stated: Claim,
    others: Sequence[Claim],
    licence: License,
    subject: str,
    variables: Sequence[str],
) -> Relation:
    *rest, last = variables
    left: Expr = HUNDRED - Var(rest[0])
    for name in rest[1:]:
        left = left - Var(name)
    return equation(
        rule,
        stated,
        left,
        others,
        licence,
        assumptions=("exhaustive",),
        explanations=("forced_closure",),
        facts={"subject": subject},
        stated_variable=last,
    )
