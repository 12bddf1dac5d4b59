"""The smallest repairs (修改建议): what to change so that a relation holds.

Every candidate is tested by judging anew: this relation must then be consistent, and each other
relation of the changed figure is judged before and after. Nothing is ever changed by itself.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Readings, exact_decimal, readings
from jiefang.figures.judge.reprint import (
    Edit,
    Numeral,
    edits,
    keystrokes,
    numeral_of,
    rewritten,
    shown,
)
from jiefang.figures.judge.required import required, searched
from jiefang.figures.judge.verdict import claim_and_member, judge, names_of, read_variable
from jiefang.figures.relation import (
    Between,
    Equation,
    Finding,
    Relation,
    Repair,
    Verdict,
    WholeNumber,
)

KEPT = 6
"""Repairs told for one finding."""

_TRIED = 24
"""Repairs of one finding whose effect on other relations is looked at."""
_RUN = 4
"""Neighbouring values that are all told; of a longer run only the nearest ones."""
_HOLDS = frozenset({Verdict.CONSISTENT, Verdict.EXPLAINED})
_SIGNED = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.DELTA})
"""Only changes go down as well as up."""
_UNSCALED_UNITS = frozenset({"%", "‰", "个百分点", "倍", "番"})
_WAYS = ("swap", "decimal_shift", "scale_slip", "sign", "digit", "recompute")
"""Rarer slips first: that a swap makes a relation hold by chance is less likely than a digit."""


@dataclass(frozen=True, slots=True)
class Context:
    """All other findings and figures of the corpus, to see what a repair would do to them."""

    by_claim: Mapping[str, tuple[Finding, ...]]
    prints: Mapping[tuple[str, str, str], tuple[Claim, ...]]
    """Claims by value, unit and subject."""

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


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A changed claim with which the relation holds."""

    before: Claim
    after: Claim
    way: str
    cost: int
    order: int
    """Place of the claim in the relation; 0 is the stated one."""
    off: Fraction
    """Distance of the new value from the middle of what would be needed."""


def repairs(finding: Finding, context: Context) -> tuple[Repair, ...]:
    """The best few repairs of an inconsistent finding, best first; empty for any other."""
    if finding.verdict is not Verdict.INCONSISTENT or finding.stated is None:
        return ()
    candidates = sorted(_unique(_candidates(finding)), key=_size)[:_TRIED]
    tested = [(candidate, *_effect(finding, candidate, context)) for candidate in candidates]
    tested.sort(key=lambda each: (len(each[1]), -each[2], _size(each[0])))
    kept = tested[:KEPT]
    own = [each for each in tested if each[0].way == "recompute" and each[0].order == 0]
    if own and not any(each in kept for each in own):
        kept[-1] = own[0]
    return tuple(
        Repair(
            claim=candidate.before.id,
            before=shown(candidate.before, signed=_changes_sign(candidate)),
            after=shown(candidate.after, signed=_changes_sign(candidate)),
            way=candidate.way,
            also=_also(finding, candidate.before, context),
            breaks=breaks,
        )
        for candidate, breaks, _ in kept
    )


def _size(candidate: _Candidate) -> tuple[int, int, int, Fraction, str]:
    return (
        candidate.cost,
        _WAYS.index(candidate.way),
        candidate.order,
        candidate.off,
        candidate.after.text,
    )


def _unique(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    """One candidate for each new print of a claim, the likeliest slip."""
    best: dict[tuple[str, str, str], _Candidate] = {}
    for candidate in candidates:
        key = (candidate.before.id, candidate.after.sign, candidate.after.text)
        if key not in best or _size(candidate) < _size(best[key]):
            best[key] = candidate
    return list(best.values())


def _changes_sign(candidate: _Candidate) -> bool:
    return candidate.before.sign != candidate.after.sign


def _candidates(finding: Finding) -> Iterator[_Candidate]:
    relation = finding.relation
    claims = {claim.id: claim for claim in relation.claims}
    box: dict[str, Interval] = {}
    read: dict[str, Readings] = {}
    for name in names_of(relation):
        reading = read_variable(claims, name)
        if reading is None:
            return
        read[name], box[name] = reading, reading.printed
    for order, name in enumerate(read):
        owner, member = claim_and_member(name)
        targets = _targets(finding, name, box, read[name])
        numeral = numeral_of(claims[owner], member)
        slips = [
            edit
            for edit in edits(numeral)
            if _is_likely(edit, claims[owner], read[name])
            and _may_hold(edit, numeral, read[name], targets)
        ]
        anew = _recomputed(numeral, read[name], claims[owner], targets, is_stated=order == 0)
        yield from _tested(relation, claims[owner], member, order, targets, [*slips, *anew])


def _is_likely(edit: Edit, claim: Claim, reading: Readings) -> bool:
    """Whether somebody may have slipped so: no 万 on shares, no decimals on counts, no −12 个."""
    if edit.way == "scale_slip":
        return not claim.values and not reading.exact and claim.unit not in _UNSCALED_UNITS
    if edit.way == "sign":
        return claim.kind in _SIGNED
    if edit.way == "decimal_shift" and reading.exact:
        return False
    return bool(edit.numeral.digits.strip("0."))


def _targets(
    finding: Finding, name: str, box: Mapping[str, Interval], reading: Readings
) -> tuple[Interval, ...]:
    """Where the variable would have to lie; empty where only trial can tell."""
    match finding.relation.check:
        case Equation() as equation:
            target = required(equation, name, box)
            if target is None:
                target = searched(equation, name, box, reading.unit)
            return () if target is None else (target,)
        case Between(_, stated) if name == stated and finding.recomputed is not None:
            return (finding.recomputed,)
        case WholeNumber(rate, _) if name == rate and finding.recomputed is not None:
            return (finding.recomputed,)
    return ()


def _may_hold(
    edit: Edit, before: Numeral, reading: Readings, targets: tuple[Interval, ...]
) -> bool:
    """Whether the new print meets what is needed: a quick look before judging anew."""
    digits = exact_decimal(edit.numeral.digits)
    if not targets or reading.hedged or digits is None or edit.numeral.scale != before.scale:
        return True
    magnitude = digits * reading.multiplier
    sign = -1 if reading.negative != (edit.numeral.sign != before.sign) else 1
    value = sign * magnitude + reading.shift
    decimals = len(edit.numeral.digits.partition(".")[2])
    slack = 0 if reading.exact else Fraction(reading.multiplier, 2 * 10**decimals)
    return any(
        (target.lo is None or value + slack >= target.lo)
        and (target.hi is None or value - slack <= target.hi)
        for target in targets
    )


def _tested(
    relation: Relation,
    claim: Claim,
    member: int | None,
    order: int,
    targets: tuple[Interval, ...],
    proposals: list[Edit],
) -> Iterator[_Candidate]:
    """The proposals with which the relation, judged anew, is consistent."""
    for edit in proposals:
        after = rewritten(claim, member, edit.numeral)
        if after is None or judge(with_claim(relation, after)).verdict is not Verdict.CONSISTENT:
            continue
        reading = readings(after, member)
        if reading is not None:
            off = min((_off_centre(reading, target) for target in targets), default=reading.value)
            yield _Candidate(claim, after, edit.way, edit.cost, order, off)


def _off_centre(reading: Readings, target: Interval) -> Fraction:
    centre = _centre(target)
    return Fraction(0) if centre is None else abs(reading.value - centre)


def _centre(target: Interval) -> Fraction | None:
    if target.lo is None:
        return target.hi
    return target.lo if target.hi is None else (target.lo + target.hi) / 2


def with_claim(relation: Relation, claim: Claim) -> Relation:
    """The relation with one claim printed differently (the id stays)."""
    claims = tuple(claim if each.id == claim.id else each for each in relation.claims)
    return replace(relation, claims=claims)


def _recomputed(
    numeral: Numeral,
    reading: Readings,
    claim: Claim,
    targets: tuple[Interval, ...],
    *,
    is_stated: bool,
) -> Iterator[Edit]:
    """Numerals in the claim's own decimals that print a value the relation needs."""
    places = len(numeral.digits.partition(".")[2])
    for target in targets:
        for count in _counts(target, reading, Fraction(claim.factor_base)):
            text = str(abs(count)).rjust(places + 1, "0")
            digits = f"{text[:-places]}.{text[-places:]}" if places else text
            changed = replace(numeral, digits=digits, sign="-" if count < 0 else "")
            # The stated figure is the one that was computed: to compute it again is one step.
            cost = 2 if is_stated else 2 + keystrokes(numeral.digits, digits)
            if count and (changed.sign == numeral.sign or claim.kind in _SIGNED):
                yield Edit(changed, "recompute", cost)


def _counts(target: Interval, reading: Readings, shift: Fraction) -> Iterable[int]:
    """Signed multiples of the last printed digit that lie in the target, or the middle one."""
    slack = Fraction(0) if reading.exact else reading.half_width
    if target.lo is not None and target.hi is not None:
        least = ceil((target.lo - shift - slack) / reading.unit)
        most = floor((target.hi - shift + slack) / reading.unit)
        if most - least < _RUN:
            return range(least, most + 1)
        return ((least + most) // 2,)
    if target.lo is not None:
        return (ceil((target.lo - shift) / reading.unit),)
    return () if target.hi is None else (floor((target.hi - shift) / reading.unit),)


def _effect(
    finding: Finding, candidate: _Candidate, context: Context
) -> tuple[tuple[str, ...], int]:
    """Relations that hold now and would fail, and the number of those that would be mended."""
    breaks: list[str] = []
    mended = 0
    for other in context.by_claim.get(candidate.before.id, ()):
        if other.relation.id == finding.relation.id:
            continue
        after = judge(with_claim(other.relation, candidate.after)).verdict in _HOLDS
        if other.verdict in _HOLDS and not after:
            breaks.append(other.relation.id)
        mended += other.verdict is Verdict.INCONSISTENT and after
    return tuple(sorted(breaks)), mended


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
