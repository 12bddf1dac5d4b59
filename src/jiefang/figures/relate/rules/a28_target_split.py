"""A28 TARGET SPLIT 目标分解: the shares of offices or streets against the target they divide up.

Licence: rows `target` and `share` of the register; each share names its method (additive, same
rate, weighted, milestone, not decomposable). What was decided is exact: only printed decimals
leave room for rounding. Weights add up to 100. Source: figures design §3.1, §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jiefang.figures.interval import Interval, point
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.register import Register, Row
from jiefang.figures.relate.register_sums import (
    Amount,
    amount_of,
    amounts_of,
    decimal,
    one_dimension,
    told,
    total,
)
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Observation, Relation, Strength

_HUNDRED = Fraction(100)


def _find(corpus: Corpus) -> Iterator[Relation]:
    register = corpus.register
    if register is None:
        return
    for target in register.of("target"):
        shares = register.belonging("share", "target", target)
        whole = amount_of(register, target, "value")
        if not shares or whole is None:
            continue
        yield from _weights(register, shares)
        for method in dict.fromkeys(share.get("method") for share in shares):
            rows = tuple(share for share in shares if share.get("method") == method)
            yield from _METHODS[method](register, whole, rows)


def _weights(register: Register, shares: Sequence[Row]) -> Iterator[Relation]:
    """The weights of one target add up to 100; rounded ones may miss by half a digit each."""
    weights = amounts_of(register, shares, "weight")
    if not weights:
        return
    spans = total(weight.span for weight in weights)
    summed = decimal(sum((weight.value for weight in weights), Fraction(0)))
    yield _relation(
        register,
        weights,
        holds=spans.contains(_HUNDRED),
        zh=f"各项权重相加为 {summed}",
        en=f"the weights add up to {summed}",
        miss=("，不是 100", ", not to 100"),
        missing=() if len(weights) == len(shares) else ("exhaustive",),
    )


def _additive(register: Register, whole: Amount, rows: Sequence[Row]) -> Iterator[Relation]:
    parts = amounts_of(register, rows, "value")
    if not parts:
        return
    summed = total(part.span for part in parts)
    value = sum((part.value for part in parts), Fraction(0))
    name = whole.row.get("name")
    at_least = whole.row.get("sum") == "at_least"
    yield _relation(
        register,
        (whole, *parts),
        holds=not summed.below(whole.span) if at_least else summed.meets(whole.span),
        zh=f"“{name}”各单位任务相加为 {told(value, whole)}，目标为 {whole.claim.text}",
        en=f"the shares of “{name}” add up to {told(value, whole)}, "
        f"the target is {whole.claim.text}",
        miss=("，对不上", ": they disagree"),
        missing=() if len(parts) == len(rows) else ("exhaustive",),
    )


def _same_rate(register: Register, whole: Amount, rows: Sequence[Row]) -> Iterator[Relation]:
    """Every office takes over the rate of the whole."""
    for part in amounts_of(register, rows, "value"):
        owner = part.row.get("owner")
        yield _relation(
            register,
            (part, whole),
            holds=part.span.meets(whole.span),
            zh=f"{owner}承担 {part.claim.text}，目标为 {whole.claim.text}，方法是同增速",
            en=f"{owner} takes {part.claim.text}, the target at the same rate is "
            f"{whole.claim.text}",
            miss=("，两者应相同", ": the two should be equal"),
        )


def _weighted(register: Register, whole: Amount, rows: Sequence[Row]) -> Iterator[Relation]:
    known = []
    for row in rows:
        value, weight = amount_of(register, row, "value"), amount_of(register, row, "weight")
        if value is not None and weight is not None:
            known.append((value, weight.value / _HUNDRED))
    if not known:
        return
    spans = total(value.span * point(weight) for value, weight in known)
    mean = sum((value.value * weight for value, weight in known), Fraction(0))
    name = whole.row.get("name")
    yield _relation(
        register,
        (whole, *(value for value, _ in known)),
        holds=spans.meets(whole.span),
        zh=f"“{name}”按权重合成为 {told(mean, whole)}，目标为 {whole.claim.text}",
        en=f"the weighted shares of “{name}” give {told(mean, whole)}, "
        f"the target is {whole.claim.text}",
        miss=("，对不上", ": they disagree"),
        missing=() if len(known) == len(rows) else ("exhaustive",),
    )


def _milestones(register: Register, whole: Amount, rows: Sequence[Row]) -> Iterator[Relation]:
    """The last milestone of each office stands in the target year and reaches the target."""
    for owner in dict.fromkeys(row.get("owner") for row in rows):
        own = [row for row in rows if row.get("owner") == owner and row.get("year")]
        steps = sorted(amounts_of(register, own, "value"), key=lambda step: step.row.get("year"))
        if not steps:
            continue
        last = steps[-1]
        year = whole.row.get("year")
        on_time = not year or last.row.get("year") == year
        yield _relation(
            register,
            (last, whole),
            holds=on_time and reaches(last.span, whole),
            zh=f"{owner}最后一个节点（{last.row.get('year')} 年）为 {last.claim.text}，"
            f"目标（{year or '期末'}）为 {whole.claim.text}",
            en=f"the last milestone of {owner} ({last.row.get('year')}) is {last.claim.text}, "
            f"the target ({year or 'at the end'}) is {whole.claim.text}",
            miss=("，没有到位", ": it does not get there"),
        )


def _not_decomposable(register: Register, whole: Amount, rows: Sequence[Row]) -> Iterator[Relation]:
    """A target that cannot be divided needs a reason; nothing is added up."""
    for row in rows:
        yield Relation(
            rule="A28",
            strength=Strength.SOFT,
            claims=(whole.claim,),
            check=Observation(
                holds=bool(row.get("reason")),
                zh=f"“{whole.row.get('name')}”标为不可分解（{row.get('owner')}）："
                f"{row.get('reason') or '没有写明理由'}",
                en=f"“{whole.row.get('name')}” is marked as not decomposable "
                f"({row.get('owner')}): {row.get('reason') or 'no reason is given'}",
            ),
            license=register.license(row),
            facts={"subject": whole.row.get("name")},
        )


def reaches(span: Interval, goal: Amount) -> bool:
    """Whether a value is at least the goal, or at most where less is better."""
    if goal.row.get("direction") == "down":
        return not goal.span.below(span)
    return not span.below(goal.span)


def _relation(
    register: Register,
    amounts: Sequence[Amount],
    *,
    holds: bool,
    zh: str,
    en: str,
    miss: tuple[str, str],
    missing: tuple[str, ...] = (),
) -> Relation:
    """An observation over rows of the register; amounts of two dimensions decide nothing."""
    if not one_dimension(*amounts):
        missing = ("same_unit",)
        holds = False
    return Relation(
        rule="A28",
        strength=Strength.HARD,
        claims=tuple(amount.claim for amount in amounts),
        check=Observation(
            holds=holds,
            zh=zh + ("。" if holds else f"{miss[0]}。"),
            en=en + ("." if holds else f"{miss[1]}."),
        ),
        license=register.license(*(amount.row for amount in amounts)),
        assumptions=("register_current", "same_scope"),
        missing=missing,
        facts={"subject": amounts[0].row.get("name")},
    )


_METHODS = {
    "additive": _additive,
    "same_rate": _same_rate,
    "weighted": _weighted,
    "milestone": _milestones,
    "not_decomposable": _not_decomposable,
}


RULE = Rule(
    id="A28",
    name_zh="目标分解",
    name_en="Target and its shares",
    strength=Strength.HARD,
    formula="sum of shares = target; share = rate; Σ weight × value = target; Σ weight = 100",
    about_zh="台账里各单位的分解任务，按各自的分解方法应当还原成总目标；权重相加应为 100。",
    about_en="Shares in the register add back to the target by their method; weights make 100.",
    strong_zh="各单位的分解数（或权重）齐全，单位一致。",
    strong_en="All shares (or weights) are given in one unit.",
    example_zh="目标 12 亿元，三个街道 5、4、2.5 亿元：少 0.5 亿元。",
    example_en="Target 1,200 m, shares 500, 400 and 250 m: 50 m short.",
    sentence_zh="{subject}的分解与总目标不一致。",
    sentence_en="The shares of {subject} disagree with the target.",
    find=_find,
)
