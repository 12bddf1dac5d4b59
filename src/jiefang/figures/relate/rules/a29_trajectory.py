"""A29 TRAJECTORY 目标路径: the yearly path of a target gets from the base to the target.

Licence: a `target` row of the register that names its path. Linear: base + step × years; constant
rate: base × (1 + rate)^years; milestones: the value of the target year. Where the register holds
`trajectory` rows as well, each is compared with the path. Source: figures design §3.1, §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiefang.figures.interval import Interval, point
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.register import Register, printed_interval
from jiefang.figures.relate.register_sums import Amount, amount_of, amounts_of, one_dimension, told
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Observation, Relation, Strength

_MOST_YEARS = 60


def _find(corpus: Corpus) -> Iterator[Relation]:
    register = corpus.register
    if register is None:
        return
    for row in register.of("target"):
        goal = amount_of(register, row, "value")
        if goal is None or not row.get("year"):
            continue
        points = amounts_of(register, register.belonging("trajectory", "target", row), "value")
        points = tuple(sorted(points, key=lambda each: each.row.get("year")))
        path = row.get("path") or ("milestones" if points else "")
        if path == "milestones" and points:
            yield _last_milestone(register, goal, points)
        elif path in {"linear", "constant_rate"}:
            yield from _computed(register, goal, points, path)


def _last_milestone(register: Register, goal: Amount, points: Sequence[Amount]) -> Relation:
    """The value of the target year reaches the target; an earlier last year leaves it open."""
    last = points[-1]
    year, end = last.row.get("year"), goal.row.get("year")
    name = goal.row.get("name")
    return _relation(
        register,
        (last, goal),
        holds=year == end and _reaches(last.span, goal),
        zh=f"“{name}”{year} 年的节点值为 {last.claim.text}，{end} 年的目标为 {goal.claim.text}",
        en=f"“{name}” stands at {last.claim.text} in {year}; "
        f"the target of {end} is {goal.claim.text}",
        path="target_year",
        missing=() if year == end else ("target_year",),
    )


def _computed(
    register: Register, goal: Amount, points: Sequence[Amount], path: str
) -> Iterator[Relation]:
    """A path with a yearly step or rate, and each yearly value against the path."""
    base = amount_of(register, goal.row, "base")
    years = _years(goal.row.get("base_year"), goal.row.get("year"))
    if base is None or not years or not one_dimension(base, goal):
        return
    pace = amount_of(register, goal.row, "step" if path == "linear" else "rate")
    if pace is not None:
        yield _reached(register, goal, base, pace, years)
    for each in points:
        passed = _years(goal.row.get("base_year"), each.row.get("year"))
        if 0 < passed <= years and one_dimension(each, goal):
            yield _on_path(register, goal, base, each, (passed, years), path)


def _reached(register: Register, goal: Amount, base: Amount, pace: Amount, years: int) -> Relation:
    """Whether so many yearly steps, or years at a rate, lead from the base to the target."""
    if goal.row.get("path") == "linear":
        end = base.span + pace.span * point(years)
        value = base.value + pace.value * years
        code = "linear_path"
    else:
        factor = printed_interval(pace.claim) / point(100) + point(1)
        end = base.span * factor.power(years)
        value = base.value * (1 + pace.value / 100) ** years
        code = "constant_rate"
    name = goal.row.get("name")
    shown = told(value, goal)
    return _relation(
        register,
        (goal, base, pace),
        holds=_reaches(end, goal),
        zh=f"“{name}”从 {base.claim.text} 起，每年 {pace.claim.text}，{years} 年后为 {shown}，"
        f"目标为 {goal.claim.text}",
        en=f"“{name}” starts at {base.claim.text}; {pace.claim.text} a year for {years} years "
        f"gives {shown}, the target is {goal.claim.text}",
        path=code,
    )


def _on_path(
    register: Register,
    goal: Amount,
    base: Amount,
    each: Amount,
    steps: tuple[int, int],
    path: str,
) -> Relation:
    """A yearly value against the even path from the base to the target."""
    passed, years = steps
    if path == "linear":
        due = base.span + (goal.span - base.span) * point(passed) / point(years)
    else:
        due = base.span * (goal.span / base.span).root(years).power(passed)
    name, year = goal.row.get("name"), each.row.get("year")
    low = told(due.lo, goal) if due.lo is not None else "…"
    return _relation(
        register,
        (each, base, goal),
        holds=each.span.meets(_within_a_step(due, each)),
        zh=f"“{name}”{year} 年的节点值为 {each.claim.text}，按既定路径应为 {low} 左右",
        en=f"“{name}” stands at {each.claim.text} in {year}; the path asks for about {low}",
        path="linear_path" if path == "linear" else "constant_rate",
    )


def _within_a_step(due: Interval, each: Amount) -> Interval:
    """A yearly value is rounded to its own digits, whole numbers included."""
    claim = each.claim
    printed = abs(each.value) / abs(int(claim.digits.replace(".", "")) or 1)
    half = printed / 2
    return due + Interval(-half, half)


def _reaches(span: Interval, goal: Amount) -> bool:
    if goal.row.get("direction") == "down":
        return not goal.span.below(span)
    return not span.below(goal.span)


def _years(first: str, last: str) -> int:
    """Years from one to the other; 0 where one is not given or the order is wrong."""
    if not first or not last:
        return 0
    years = int(last) - int(first)
    return years if 0 < years <= _MOST_YEARS else 0


def _relation(
    register: Register,
    amounts: Sequence[Amount],
    *,
    holds: bool,
    zh: str,
    en: str,
    path: str,
    missing: tuple[str, ...] = (),
) -> Relation:
    return Relation(
        rule="A29",
        strength=Strength.HARD,
        claims=tuple(amount.claim for amount in amounts),
        check=Observation(
            holds=holds,
            zh=zh + ("。" if holds else "，到不了目标。" if path != "target_year" else "，不够。"),
            en=en + ("." if holds else ": it does not get there."),
        ),
        license=register.license(*(amount.row for amount in amounts)),
        assumptions=("register_current", path),
        missing=missing,
        facts={"subject": amounts[0].row.get("name")},
    )


RULE = Rule(
    id="A29",
    name_zh="目标路径",
    name_en="Path to the target",
    strength=Strength.HARD,
    formula="base + step × years ≥ target; base × (1 + rate)^years ≥ target",
    about_zh="台账里的年度路径（等量、等速、分年节点）应当在目标年份到达目标值。",
    about_en="The path in the register (even steps, even rate, milestones) reaches the target.",
    strong_zh="基数、年数和年增量（增速）或目标年份的节点值都写明。",
    strong_en="Base, years and yearly step or rate, or the value of the target year, are given.",
    example_zh="2020 年为 100，年均增长 6%，2025 年只能到 133.8，目标却是 140。",
    example_en="100 in 2020 at 6 % a year makes 133.8 in 2025; the target is 140.",
    sentence_zh="{subject}的年度路径到不了目标。",
    sentence_en="The path of {subject} does not reach its target.",
    find=_find,
)
