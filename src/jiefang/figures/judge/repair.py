"""The smallest repairs (修改建议): what to change so that a relation holds.

Every proposal is tested by judging anew: this relation must then be consistent, and each other
relation of the changed figure is judged before and after. Nothing is ever changed by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from jiefang.figures.claim import Claim
from jiefang.figures.judge.proposal import Proposal, proposals
from jiefang.figures.judge.reprint import rewritten, shown
from jiefang.figures.judge.verdict import judge
from jiefang.figures.relation import Finding, Relation, Repair, Verdict

KEPT = 6
"""Repairs told for one finding."""

_TESTED = 24
"""Repairs of one finding whose effect on other relations is looked at."""
_TRIALS = 6000
"""Figures read anew while trying the proposals for one finding."""
_HOLDS = frozenset({Verdict.CONSISTENT, Verdict.EXPLAINED})

Effect: TypeAlias = tuple[tuple[str, ...], int]
"""Relations that hold now and would fail, and the number of those that would be mended."""


@dataclass(frozen=True, slots=True)
class Context:
    """All other findings and figures of the corpus, to see what a repair would do to them."""

    by_claim: Mapping[str, tuple[Finding, ...]]
    prints: Mapping[tuple[str, str, str], tuple[Claim, ...]]
    """Claims by value, unit and subject."""
    effects: dict[tuple[str, str, str], Effect] = field(default_factory=dict)
    """What is known already: one wrong total is met in many findings."""

    @classmethod
    def of(cls, findings: Iterable[Finding], claims: Iterable[Claim] = ()) -> Context:
        """Index findings by claim, and every claim seen by what it prints."""
        by_claim: dict[str, list[Finding]] = defaultdict(list)
        known = {claim.id: claim for claim in claims}
        for finding in findings:
            for claim in {each.id: each for each in finding.relation.claims}.values():
                by_claim[claim.id].append(finding)
                known.setdefault(claim.id, claim)
        prints: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
        for claim in known.values():
            if claim.subject and claim.value:
                prints[claim.value, claim.unit, claim.subject].append(claim)
        return cls(
            {key: tuple(found) for key, found in by_claim.items()},
            {key: tuple(found) for key, found in prints.items()},
        )

    def effect(self, after: Claim) -> Effect:
        """What the new print of a claim does to all relations that it stands in."""
        key = (after.id, after.sign, after.text)
        if key not in self.effects:
            self.effects[key] = _effect(self.by_claim.get(after.id, ()), after)
        return self.effects[key]


@dataclass(frozen=True, slots=True)
class _Mended:
    """A proposal with which the relation holds."""

    proposal: Proposal
    after: Claim
    effect: Effect

    @property
    def is_recomputed(self) -> bool:
        """Whether it is the stated figure, computed anew."""
        return self.proposal.order == 0 and self.proposal.edit.way == "recompute"


def repairs(finding: Finding, context: Context) -> tuple[Repair, ...]:
    """The best few repairs of an inconsistent finding, best first; empty for any other.

    Best is what breaks fewest other relations, mends most of them, and changes least. The stated
    figure computed anew is always among them where it helps.
    """
    if finding.verdict is not Verdict.INCONSISTENT or finding.stated is None:
        return ()
    mended = list(_mended(finding, context))
    mended.sort(key=lambda each: (len(each.effect[0]), -each.effect[1], each.proposal.size))
    kept = mended[:KEPT]
    anew = [each for each in mended if each.is_recomputed]
    if anew and not any(each.is_recomputed for each in kept):
        kept[-1] = anew[0]
    return tuple(_told(each, finding, context) for each in kept)


def with_claim(relation: Relation, claim: Claim) -> Relation:
    """The relation with one claim printed differently (the id stays)."""
    claims = tuple(claim if each.id == claim.id else each for each in relation.claims)
    return replace(relation, claims=claims)


def _mended(finding: Finding, context: Context) -> Iterator[_Mended]:
    """The smallest proposals that hold when judged anew, with their effect on other relations."""
    found = 0
    trials = max(KEPT, _TRIALS // len(finding.relation.claims))
    for proposal in proposals(finding)[:trials]:
        after = rewritten(proposal.claim, proposal.member, proposal.edit.numeral)
        if after is None:
            continue
        judged = judge(with_claim(finding.relation, after))
        if judged.verdict is Verdict.CONSISTENT:
            yield _Mended(proposal, after, context.effect(after))
            found += 1
        if found == _TESTED:
            return


def _effect(findings: Iterable[Finding], after: Claim) -> Effect:
    breaks: list[str] = []
    mended = 0
    for finding in findings:
        holds = judge(with_claim(finding.relation, after)).verdict in _HOLDS
        if finding.verdict in _HOLDS and not holds:
            breaks.append(finding.relation.id)
        mended += finding.verdict is Verdict.INCONSISTENT and holds
    return tuple(sorted(breaks)), mended


def _told(mended: _Mended, finding: Finding, context: Context) -> Repair:
    before, after = mended.proposal.claim, mended.after
    signed = before.sign != after.sign
    return Repair(
        claim=before.id,
        before=shown(before, signed=signed),
        after=shown(after, signed=signed),
        way=mended.proposal.edit.way,
        also=_also(finding, before, context),
        breaks=mended.effect[0],
    )


def _also(finding: Finding, claim: Claim, context: Context) -> tuple[str, ...]:
    """Other places that print the same figure or depend on it, in the order of the text."""
    shown_here = {each.id for each in finding.relation.claims}
    found = {
        each.id: each
        for other in context.by_claim.get(claim.id, ())
        for each in other.relation.claims
    }
    for twin in context.prints.get((claim.value, claim.unit, claim.subject or ""), ()):
        found[twin.id] = twin
    places = sorted(found.values(), key=lambda each: (each.doc, each.start, each.id))
    return tuple(each.id for each in places if each.id not in shown_here)
