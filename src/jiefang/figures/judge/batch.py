"""The judge's working day (批量判定): all relations of a corpus at once.

Cost is linear in the number of relations; the result does not depend on their order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from jiefang.figures.claim import Claim
from jiefang.figures.judge.joint import joints
from jiefang.figures.judge.repair import Context, repairs
from jiefang.figures.judge.spread import spread
from jiefang.figures.judge.verdict import judge
from jiefang.figures.relation import Finding, Joint, Relation, Repair, Strength, Verdict

MAX_REPAIRED = 2000
"""Inconsistent findings for which repairs are looked for; a sound text has a handful."""

_SLIPS = frozenset({"digit", "swap", "decimal_shift", "scale_slip", "sign"})
"""Ways of a repair that a hand makes by itself."""

_ONLY_SO_MANY = (
    f"不一致之处过多，只为其中 {MAX_REPAIRED} 处寻找了修改建议 / "
    f"repairs were looked for in {MAX_REPAIRED} findings only"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What the judge has to say on a corpus."""

    findings: tuple[Finding, ...]
    """One for each relation, in the same order."""
    joints: tuple[Joint, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left untested jointly, and why."""


def judge_all(
    relations: Sequence[Relation],
    *,
    claims: Sequence[Claim] = (),
    joint: bool = True,
    jobs: int = 1,
) -> Judged:
    """Judge every relation, then what hangs together; `jobs` processes share the heavy part.

    `claims` are all figures of the corpus, so that repairs can name every other print.
    """
    findings = tuple(judge(relation) for relation in relations)
    together, notes = joints(findings, jobs=jobs) if joint else ((), ())
    mended = _mended(findings, Context.of(findings, claims), jobs)
    if len(mended) == MAX_REPAIRED:
        notes = (*notes, _ONLY_SO_MANY)
    repaired = tuple(
        _with_repairs(finding, mended[finding.relation.id])
        if finding.relation.id in mended
        else finding
        for finding in findings
    )
    return Judged(repaired, together, notes)


def _with_repairs(finding: Finding, found: tuple[Repair, ...]) -> Finding:
    """A miss that no single slip explains is soft where the relation asks for one."""
    strength = finding.strength
    if finding.relation.needs_slip and not any(repair.way in _SLIPS for repair in found):
        strength = Strength.SOFT
    return replace(finding, repairs=found, strength=strength)


def _mended(
    findings: Sequence[Finding], context: Context, jobs: int
) -> dict[str, tuple[Repair, ...]]:
    """Repairs of the inconsistent findings, hard ones first when there are too many."""
    missed = [each for each in findings if each.verdict is Verdict.INCONSISTENT]
    missed.sort(key=lambda each: (each.strength is not Strength.HARD, each.relation.id))
    chosen = missed[:MAX_REPAIRED]
    found = spread(partial(repairs, context=context), chosen, jobs=jobs)
    return {each.relation.id: each_found for each, each_found in zip(chosen, found, strict=True)}
