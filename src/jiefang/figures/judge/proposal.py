"""Prints that might mend a relation (候选改法), the likeliest slip first; none is tested here.

For every figure it is worked out what it would have to be; slips of the pen that come to lie
there are proposed, and so is the figure computed anew. Where it cannot be worked out, every slip
is proposed and only trial can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Readings, exact_decimal
from jiefang.figures.judge.reprint import Edit, Numeral, edits, keystrokes, numeral_of
from jiefang.figures.judge.required import required, requirements, searched
from jiefang.figures.judge.verdict import claim_and_member, names_of, read_variable
from jiefang.figures.relation import Between, Equation, Finding, Relation, WholeNumber

_RUN = 4
"""Neighbouring values that are all proposed; of a longer run only the middle one."""
_SEARCHABLE = 12
"""Figures in a relation up to which a repeated one is searched for by bisection."""
_LONGEST = 200
"""Figures beyond which only the stated one is mended: any of the others could be."""
_SIGNED = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.DELTA})
"""Only changes go down as well as up."""
_UNSCALED_UNITS = frozenset({"%", "‰", "个百分点", "倍", "番"})
_WAYS = ("swap", "decimal_shift", "scale_slip", "sign", "digit", "recompute")
"""Rarer slips first: that a swap makes a relation hold by chance is less likely than a digit."""

Size: TypeAlias = tuple[int, int, int, Fraction, str]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One figure printed otherwise."""

    claim: Claim
    member: int | None
    edit: Edit
    order: int
    """Place of the figure in the relation; 0 is the stated one."""
    off: Fraction
    """Distance of the new value from the middle of what is needed."""

    @property
    def size(self) -> Size:
        """How large and how unlikely the change is: smaller ones are told first."""
        edit = self.edit
        return edit.cost, _WAYS.index(edit.way), self.order, self.off, edit.numeral.digits


def proposals(finding: Finding) -> list[Proposal]:
    """All proposals for one finding, smallest first; each new print of a figure once."""
    claims = {claim.id: claim for claim in finding.relation.claims}
    read = _read(finding.relation, claims)
    best: dict[tuple[str, Numeral], Proposal] = {}
    for order, (name, targets) in enumerate(_targets(finding, read).items()):
        if not targets and order > _SEARCHABLE:
            continue
        owner, member = claim_and_member(name)
        numeral = numeral_of(claims[owner], member)
        for edit in _edits(claims[owner], numeral, read[name], targets, is_stated=order == 0):
            off = _off(edit.numeral, read[name], targets)
            proposal = Proposal(claims[owner], member, edit, order, off)
            known = best.get((name, edit.numeral))
            if known is None or proposal.size < known.size:
                best[name, edit.numeral] = proposal
    return sorted(best.values(), key=lambda each: each.size)


def _read(relation: Relation, claims: Mapping[str, Claim]) -> dict[str, Readings]:
    found = {name: read_variable(claims, name) for name in names_of(relation)}
    return {name: reading for name, reading in found.items() if reading is not None}


def _targets(finding: Finding, read: Mapping[str, Readings]) -> dict[str, tuple[Interval, ...]]:
    """For each variable where it would have to lie; empty where only trial can tell."""
    box = {name: reading.printed for name, reading in read.items()}
    found: dict[str, tuple[Interval, ...]] = dict.fromkeys(box, ())
    match finding.relation.check:
        case Equation(stated=stated) as equation if len(box) > _LONGEST:
            target = required(equation, stated, box)
            return {stated: () if target is None else (target,)}
        case Equation() as equation:
            for name, known in requirements(equation, box).items():
                few = len(box) <= _SEARCHABLE
                target = known or (searched(equation, name, box, read[name].unit) if few else None)
                found[name] = () if target is None else (target,)
        case Between(_, name) | WholeNumber(name, _) if finding.recomputed is not None:
            found[name] = (finding.recomputed,)
    return found


def _edits(
    claim: Claim,
    numeral: Numeral,
    reading: Readings,
    targets: tuple[Interval, ...],
    *,
    is_stated: bool,
) -> Iterator[Edit]:
    for edit in edits(numeral):
        if _is_likely(edit, claim, reading) and _may_hold(edit, numeral, reading, targets):
            yield edit
    for edit in _recomputed(numeral, reading, targets, is_stated=is_stated):
        if edit.numeral.sign == numeral.sign or claim.kind in _SIGNED:
            yield edit


def _is_likely(edit: Edit, claim: Claim, reading: Readings) -> bool:
    """Whether somebody may have slipped so: no 万 on shares, no decimals on counts, no −12 个."""
    if edit.way == "scale_slip":
        return not claim.values and not reading.exact and claim.unit not in _UNSCALED_UNITS
    if edit.way == "sign":
        return claim.kind in _SIGNED
    if edit.way == "decimal_shift" and reading.exact:
        return False
    return bool(edit.numeral.digits.strip("0."))


def _may_hold(
    edit: Edit, before: Numeral, reading: Readings, targets: tuple[Interval, ...]
) -> bool:
    """Whether the new print meets what is needed; yes where that is not known."""
    if not targets or reading.hedged or edit.numeral.scale != before.scale:
        return True
    value = _value(edit.numeral, reading)
    decimals = len(edit.numeral.digits.partition(".")[2])
    slack = 0 if reading.exact else Fraction(reading.multiplier, 2 * 10**decimals)
    return any(
        (target.lo is None or value + slack >= target.lo)
        and (target.hi is None or value - slack <= target.hi)
        for target in targets
    )


def _value(numeral: Numeral, reading: Readings) -> Fraction:
    """The new figure with the multiplier and base of the old one."""
    magnitude = (exact_decimal(numeral.digits) or Fraction(0)) * reading.multiplier
    return (-magnitude if numeral.sign == "-" else magnitude) + reading.shift


def _off(numeral: Numeral, reading: Readings, targets: tuple[Interval, ...]) -> Fraction:
    """From the middle of what is needed, or from the old figure where that is not known."""
    value = _value(numeral, reading)
    centres = [centre for target in targets if (centre := _centre(target)) is not None]
    return min((abs(value - centre) for centre in centres), default=abs(value - reading.value))


def _centre(target: Interval) -> Fraction | None:
    if target.lo is None:
        return target.hi
    return target.lo if target.hi is None else (target.lo + target.hi) / 2


def _recomputed(
    numeral: Numeral, reading: Readings, targets: tuple[Interval, ...], *, is_stated: bool
) -> Iterator[Edit]:
    """Numerals in the claim's own decimals that print a value the relation needs."""
    places = reading.decimals
    for target in targets:
        for count in _counts(target, reading):
            text = str(abs(count)).rjust(places + 1, "0")
            digits = f"{text[:-places]}.{text[-places:]}" if places else text
            changed = replace(numeral, digits=digits, sign="-" if count < 0 else "")
            # The stated figure is the one that was computed: to compute it again is one step.
            cost = 2 if is_stated else 2 + keystrokes(numeral.digits, digits)
            if count:
                yield Edit(changed, "recompute", cost)


def _counts(target: Interval, reading: Readings) -> Iterable[int]:
    """Signed multiples of the last printed digit that lie in the target, or the middle one."""
    shift, unit = reading.shift, reading.unit
    slack = Fraction(0) if reading.exact else reading.half_width
    if target.lo is not None and target.hi is not None:
        least = ceil((target.lo - shift - slack) / unit)
        most = floor((target.hi - shift + slack) / unit)
        return range(least, most + 1) if most - least < _RUN else ((least + most) // 2,)
    if target.lo is not None:
        return (ceil((target.lo - shift) / unit),)
    return () if target.hi is None else (floor((target.hi - shift) / unit),)
