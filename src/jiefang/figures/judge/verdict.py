"""From a relation to a verdict (判定).

A verdict of *inconsistent* is the last resort: the figures must be apart as printed, when cut off
instead of rounded (all of them, those of any one document, or the stated result alone), and when
whole numbers that end in zeros are taken as round; no assumption may be missing, no explanation
apply; and it is only hard when the rule may be hard and no figure is hedged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from math import ceil, floor

from jiefang.figures.assumptions import EXPLANATIONS
from jiefang.figures.claim import Claim, Kind
from jiefang.figures.formula import linear_weights, occurrences
from jiefang.figures.interval import Interval, hull, point
from jiefang.figures.judge.printed import DEFAULT_LEEWAY, Leeway, Readings, readings
from jiefang.figures.judge.quick import agreeing_sum
from jiefang.figures.judge.span import span_of
from jiefang.figures.relation import (
    Between,
    Comparison,
    Equation,
    Finding,
    Observation,
    Relation,
    Strength,
    Verdict,
    WholeNumber,
)

MAX_MIXED_DOCUMENTS = 4
"""Up to so many documents are read as truncated or rounded one by one."""

_PER_HUNDRED = frozenset({Kind.GROWTH, Kind.PP_CHANGE, Kind.RATE, Kind.SHARE, Kind.RATIO})


def judge(relation: Relation, leeway: Leeway = DEFAULT_LEEWAY) -> Finding:
    """The verdict on one relation; never raises, whatever the figures are."""
    if isinstance(relation.check, Observation):
        return _observed(relation, relation.check)
    if isinstance(relation.check, Equation):
        quick = agreeing_sum(relation, relation.check, leeway)
        if quick is not None:
            return quick
    operands = _operands(relation, leeway)
    if operands is None or not _is_sound(relation):
        code = "malformed" if any(c.malformed for c in relation.claims) else "not_computable"
        return Finding(relation, Verdict.UNDECIDED, relation.strength, explanation=code)
    return _decided(relation, operands)


@dataclass(frozen=True, slots=True)
class Outcome:
    """Stated against recomputed under one way of reading the figures."""

    stated: Interval
    recomputed: Interval
    gap: Fraction
    """Distance in the unit of the stated figure; 0 when the relation can hold."""


@dataclass(frozen=True, slots=True)
class Operands:
    """The readings of every figure that the check names."""

    read: Mapping[str, Readings]
    docs: Mapping[str, str]
    stated: str

    def box(self, pick: Callable[[str, Readings], Interval]) -> dict[str, Interval]:
        """An interval for each variable."""
        return {name: pick(name, reading) for name, reading in self.read.items()}


def names_of(relation: Relation) -> tuple[str, ...]:
    """The variables that the check of a relation speaks of, the stated one first."""
    match relation.check:
        case Equation(recompute, stated, _):
            return tuple(dict.fromkeys([stated, *occurrences(recompute)]))
        case Between(parts, stated):
            return tuple(dict.fromkeys([stated, *(n for part in parts for n in occurrences(part))]))
        case WholeNumber(rate, count):
            return rate, count
    return ()


def claim_and_member(name: str) -> tuple[str, int | None]:
    """Split the name of a variable: `<claim id>` or `<claim id>#<member of a ratio list>`.

    >>> claim_and_member("a1b2#2")
    ('a1b2', 2)
    """
    owner, mark, number = name.partition("#")
    if not mark:
        return owner, None
    return owner, int(number) if number.isascii() and number.isdigit() else -1


def read_variable(
    claims: Mapping[str, Claim], name: str, leeway: Leeway = DEFAULT_LEEWAY
) -> Readings | None:
    """The readings of one variable; None where the claim is missing or not a numeral."""
    owner, member = claim_and_member(name)
    claim = claims.get(owner)
    return None if claim is None else readings(claim, member, leeway)


def _operands(relation: Relation, leeway: Leeway) -> Operands | None:
    claims = {claim.id: claim for claim in relation.claims}
    names = names_of(relation)
    read: dict[str, Readings] = {}
    for name in names:
        reading = read_variable(claims, name, leeway)
        if reading is None:
            return None
        read[name] = reading
    docs = {name: claims[claim_and_member(name)[0]].doc for name in names}
    return Operands(read, docs, names[0])


def _is_sound(relation: Relation) -> bool:
    """Whether every numeral can be trusted (A36 reports the others)."""
    return not any(claim.malformed for claim in relation.claims)


def _observed(relation: Relation, check: Observation) -> Finding:
    if check.holds:
        return Finding(relation, Verdict.CONSISTENT, relation.strength)
    if relation.missing:
        code = relation.missing[0]
        return Finding(relation, Verdict.UNDECIDED, relation.strength, explanation=code)
    return Finding(relation, Verdict.INCONSISTENT, relation.strength)


def _decided(relation: Relation, operands: Operands) -> Finding:
    printed = outcome(relation, operands.box(lambda _, reading: reading.printed))
    hedged = any(reading.hedged for reading in operands.read.values())
    strength = Strength.SOFT if hedged else relation.strength
    if printed.gap == 0:
        return Finding(relation, Verdict.CONSISTENT, strength, printed.stated, printed.recomputed)
    stated = operands.read[operands.stated]
    verdict, code = _miss(relation, operands, printed)
    if code is None and hedged:
        code = "hedged"
    return Finding(
        relation,
        verdict,
        strength,
        printed.stated,
        printed.recomputed,
        gap=two_decimals(printed.gap / stated.half_width),
        explanation=code,
    )


def _miss(relation: Relation, operands: Operands, printed: Outcome) -> tuple[Verdict, str | None]:
    """What to call figures that are apart as printed."""
    if _meets_truncated(relation, operands):
        return Verdict.EXPLAINED, "truncation"
    for code in relation.explanations:
        if explains(
            code, printed.gap, operands.read[operands.stated], _claim_of(relation, operands.stated)
        ):
            return Verdict.EXPLAINED, code
    if relation.missing:
        return Verdict.UNDECIDED, relation.missing[0]
    if _meets_coarse(relation, operands):
        return Verdict.UNDECIDED, "trailing_zeros"
    return Verdict.INCONSISTENT, None


def explains(code: str, gap: Fraction, stated: Readings, claim: Claim) -> bool:
    """Whether an explanation reaches as far as the gap; an unknown code explains nothing."""
    explanation = EXPLANATIONS.get(code)
    if explanation is None:
        return False
    if explanation.last_units is not None:
        return gap <= explanation.last_units * stated.unit
    if explanation.relative is not None:
        whole = Fraction(100) if claim.kind in _PER_HUNDRED else abs(stated.value)
        return gap <= explanation.relative * whole
    return True


def _meets_truncated(relation: Relation, operands: Operands) -> bool:
    return any(
        outcome(relation, operands.box(_truncating(names))).gap == 0
        for names in _truncations(relation, operands)
    )


def _truncations(relation: Relation, operands: Operands) -> Iterator[frozenset[str]]:
    """Sets of figures that somebody may have cut off: all, those of some documents, the result."""
    free = frozenset(n for n, r in operands.read.items() if not (r.exact or r.hedged))
    if not free:
        return
    yield free
    docs = sorted({operands.docs[name] for name in free})
    if 1 < len(set(operands.docs.values())) <= MAX_MIXED_DOCUMENTS:
        for count in range(1, len(docs) + 1):
            for chosen in combinations(docs, count):
                yield frozenset(name for name in free if operands.docs[name] in chosen)
    if operands.stated in free and not _only_adds(relation):
        yield frozenset({operands.stated})


def _truncating(names: frozenset[str]) -> Callable[[str, Readings], Interval]:
    return lambda name, reading: reading.truncated if name in names else reading.printed


def _only_adds(relation: Relation) -> bool:
    """A sum or difference: its result is a figure of its own, not one computed and cut off."""
    check = relation.check
    return isinstance(check, Equation) and linear_weights(check.recompute) is not None


def _meets_coarse(relation: Relation, operands: Operands) -> bool:
    if not any(reading.is_round for reading in operands.read.values()):
        return False
    box = operands.box(lambda _, reading: hull(reading.coarse, reading.truncated))
    return outcome(relation, box).gap == 0


def outcome(relation: Relation, box: Mapping[str, Interval]) -> Outcome:
    """Compare stated and recomputed values over a box of intervals."""
    match relation.check:
        case Equation(recompute, stated, comparison):
            recomputed = span_of(recompute, box)
            return Outcome(box[stated], recomputed, _shortfall(box[stated], recomputed, comparison))
        case Between(parts, stated) if parts:
            ranges = [span_of(part, box) for part in parts]
            recomputed = hull(*ranges)
            return Outcome(box[stated], recomputed, box[stated].distance(recomputed))
        case WholeNumber(rate, count):
            per = 1000 if _claim_of(relation, rate).unit == "‰" else 100
            return _whole(box[rate], box[count], per)
    everything = Interval(None, None)
    return Outcome(everything, everything, Fraction(0))


def _claim_of(relation: Relation, name: str) -> Claim:
    owner, _ = claim_and_member(name)
    return next(claim for claim in relation.claims if claim.id == owner)


def _shortfall(stated: Interval, recomputed: Interval, comparison: Comparison) -> Fraction:
    """By how much the comparison fails; 0 when some pair of values fulfils it."""
    if comparison is Comparison.AT_MOST and not recomputed.below(stated):
        return Fraction(0)
    if comparison is Comparison.AT_LEAST and not stated.below(recomputed):
        return Fraction(0)
    return stated.distance(recomputed)


def _whole(rate: Interval, count: Interval, per: int) -> Outcome:
    """The rate against the nearest one that a whole number of things can give."""
    if not rate.bounded or not count.bounded or count.lo != count.hi or not count.hi:
        return Outcome(rate, rate, Fraction(0))
    share = rate * count / point(per)
    least, most = ceil(share.lo or 0), floor(share.hi or 0)
    nearest = min(
        (point(Fraction(whole * per) / count.hi) for whole in (most, least)), key=rate.distance
    )
    return Outcome(rate, nearest, rate.distance(nearest))


def two_decimals(value: Fraction) -> str:
    """A non-negative number rounded half up to two decimals, as a string.

    >>> two_decimals(Fraction(7, 3))
    '2.33'
    """
    hundredths = floor(value * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"
