"""A30 SCORE 计分: totals, caps, deductions, rounding and rank order of an assessment.

Licence: `score` rows of the register with their `item` rows. Points are exact, only the printed
total is rounded; a total may not exceed its cap, an item not its own. Within one group more points
give a better rank, equal points the same one. Source: figures design §3.1, §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.register import Register, Row
from jiefang.figures.relate.register_sums import Amount, amount_of, amounts_of, decimal
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Observation, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    register = corpus.register
    if register is None:
        return
    for score in register.of("score"):
        items = register.belonging("item", "score", score)
        yield from _caps(register, score, items)
        if items:
            yield from _weights(register, score, items)
            yield from _total(register, score, items)
    for group in dict.fromkeys(score.get("group") for score in register.of("score")):
        members = [row for row in register.of("score") if row.get("group") == group]
        yield from _ranks(register, members)


def _caps(register: Register, score: Row, items: Sequence[Row]) -> Iterator[Relation]:
    """Neither a total nor an item, added or deducted, exceeds its cap."""
    for row in (score, *items):
        points, cap = amount_of(register, row, "value"), amount_of(register, row, "cap")
        if points is None or cap is None:
            continue
        holds = abs(points.value) <= cap.value
        name = row.get("name")
        yield _relation(
            register,
            (points, cap),
            holds=holds,
            zh=f"“{name}”记 {points.claim.text} 分，上限 {cap.claim.text} 分"
            + ("。" if holds else "，超过上限。"),
            en=f"“{name}” has {points.claim.text} points of at most {cap.claim.text}"
            + ("." if holds else ": more than its cap."),
        )


def _weights(register: Register, score: Row, items: Sequence[Row]) -> Iterator[Relation]:
    weights = amounts_of(register, items, "weight")
    if score.get("method") != "weighted" or not weights:
        return
    summed = sum((weight.value for weight in weights), Fraction(0))
    holds = summed == 100
    yield _relation(
        register,
        weights,
        holds=holds,
        zh=f"“{score.get('name')}”各项权重相加为 {decimal(summed)}"
        + ("。" if holds else "，不是 100。"),
        en=f"the weights of “{score.get('name')}” add up to {decimal(summed)}"
        + ("." if holds else ", not to 100."),
        missing=() if len(weights) == len(items) else ("exhaustive",),
    )


def _total(register: Register, score: Row, items: Sequence[Row]) -> Iterator[Relation]:
    """The printed total against the exact points of its items, the cap applied last."""
    printed = amount_of(register, score, "value")
    points = amounts_of(register, items, "value")
    if printed is None or len(points) != len(items):
        return
    exact = _points(register, score, points)
    if exact is None:
        return
    cap = amount_of(register, score, "cap")
    due = exact if cap is None else min(exact, cap.value)
    holds = _is_print_of(printed, due, score.get("rounding"))
    name = score.get("name")
    yield _relation(
        register,
        (printed, *points),
        holds=holds,
        zh=f"“{name}”总分记 {printed.claim.text}，各项合成为 {decimal(due)}"
        + ("。" if holds else "，算不出来。"),
        en=f"the total of “{name}” is {printed.claim.text}; its items make {decimal(due)}"
        + ("." if holds else ": it does not follow."),
    )


def _points(register: Register, score: Row, points: Sequence[Amount]) -> Fraction | None:
    """The exact points: start + Σ (weight ×) points, deductions taken off; None without weights."""
    start = amount_of(register, score, "start")
    summed = start.value if start else Fraction(0)
    for each in points:
        share = Fraction(1)
        if score.get("method") == "weighted":
            weight = amount_of(register, each.row, "weight")
            if weight is None:
                return None
            share = weight.value / 100
        # 扣 3 分 is recorded as 3 or as -3.
        sign = -1 if each.row.get("kind") == "deduct" else 1
        summed += share * (sign * abs(each.value) if sign < 0 else each.value)
    return summed


def _is_print_of(printed: Amount, due: Fraction, rounding: str) -> bool:
    """Whether the exact points, rounded as the register says, give the printed total."""
    claim = printed.claim
    step = Fraction(1, 10 ** len(claim.digits.partition(".")[2]))
    low, high = printed.value - step / 2, printed.value + step / 2
    if rounding == "truncate":
        return printed.value <= due < printed.value + step
    if rounding == "half_up":
        return low <= due < high
    return low <= due <= high


def _ranks(register: Register, members: Sequence[Row]) -> Iterator[Relation]:
    """Ranks follow the points; equal points share a rank, and the next rank is skipped or not."""
    pairs = []
    for row in members:
        points, rank = amount_of(register, row, "value"), amount_of(register, row, "rank")
        if points is not None and rank is not None:
            pairs.append((points, rank))
    pairs.sort(key=lambda pair: (-pair[0].value, pair[1].value))
    for (better, first), (worse, second) in pairwise(pairs):
        tie = better.value == worse.value
        holds = first.value == second.value if tie else first.value < second.value
        one, other = (f"{each.row.get('name')}（{each.claim.text} 分）" for each in (better, worse))
        names = (better.row.get("name"), worse.row.get("name"))
        order = ("同分" if tie else "高于", "as many points as" if tie else "more points than")
        yield _relation(
            register,
            (second, first, worse, better),
            holds=holds,
            zh=f"{one}{order[0]}{other}，名次为第 {first.claim.text} 和第 {second.claim.text}"
            + ("。" if holds else "，次序不对。"),
            en=f"{names[0]} ({better.claim.text}) has {order[1]} {names[1]} ({worse.claim.text}); "
            f"their ranks are {first.claim.text} and {second.claim.text}"
            + ("." if holds else ": the order is wrong."),
        )


def _relation(
    register: Register,
    amounts: Sequence[Amount],
    *,
    holds: bool,
    zh: str,
    en: str,
    missing: tuple[str, ...] = (),
) -> Relation:
    return Relation(
        rule="A30",
        strength=Strength.HARD,
        claims=tuple(amount.claim for amount in amounts),
        check=Observation(holds=holds, zh=zh, en=en),
        license=register.license(*(amount.row for amount in amounts)),
        assumptions=("published_scale",),
        missing=missing,
        facts={"subject": amounts[0].row.get("name")},
    )


RULE = Rule(
    id="A30",
    name_zh="计分",
    name_en="Scores",
    strength=Strength.HARD,
    formula="start + Σ weight × points − deductions, at most the cap, rounded = total",
    about_zh="总分应能由基础分、各项得分、权重和扣分算出，不超过上限；分高在前，同分同名。",
    about_en="A total follows from points, weights, deductions and cap; more points go first.",
    strong_zh="各项得分（和权重）齐全。",
    strong_en="All points (and weights) are given.",
    example_zh="四项 30、25、20、18 分，扣 2 分，总分应为 91 分。",
    example_en="Items 30, 25, 20 and 18 with 2 deducted make 91.",
    sentence_zh="{subject}的得分与各项不一致。",
    sentence_en="The score of {subject} disagrees with its items.",
    find=_find,
)
