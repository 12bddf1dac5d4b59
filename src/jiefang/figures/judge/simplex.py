"""Exact feasibility of linear systems (线性可行性): a rational simplex of our own.

Every variable has an interval, every row is a linear form with an interval. The rows are kept as
forms of the variables outside the basis, in whole numbers over one denominator, which keeps them
small and fast. Each step takes the variable that lessens the sum of all violations fastest and
goes as far as that sum falls (long step). When steps stop helping, the first candidate in a fixed
order is taken instead (Bland), so the method never cycles. When nothing lessens the violations,
the present basis is the proof: its multipliers are a Farkas certificate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from jiefang.figures.interval import EVERYTHING, Interval

MAX_STEPS = 20_000
"""Steps after which a system is given up; those of real reports take a few dozen."""
_PATIENCE = 20
"""Steps without progress after which the fixed order is kept to."""

Certificate: TypeAlias = tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """lo ≤ Σ coefficient·variable ≤ hi."""

    name: str
    terms: Mapping[str, Fraction]
    within: Interval


@dataclass(frozen=True, slots=True)
class System:
    """Intervals of variables (those not named are free) and rows over them."""

    bounds: Mapping[str, Interval]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """A point that fulfils everything, a certificate that none does, or neither (given up)."""

    point: Mapping[str, Fraction] | None
    certificate: Certificate = ()
    """(`name <=` or `name >=`, multiplier) for the bounds that contradict one another."""

    @property
    def is_impossible(self) -> bool:
        """Whether it is proven that no point exists."""
        return bool(self.certificate)


def solve(system: System, start: Mapping[str, Fraction] | None = None) -> Answer:
    """Find a point of the system, or prove that there is none.

    `start` may name likely values (the printed ones); it changes the work, not the answer.
    """
    return _Tableau(system, start or {}).run()


class _Tableau:
    """The rows in their present basis: denominator·basic = Σ coefficient·nonbasic."""

    def __init__(self, system: System, start: Mapping[str, Fraction]) -> None:
        names = dict.fromkeys(system.bounds)
        for row in system.rows:
            names.update(dict.fromkeys(row.terms))
        self.names: list[str] = list(names)
        self.structural = len(self.names)
        place = {name: i for i, name in enumerate(self.names)}
        self.within = [system.bounds.get(name, EVERYTHING) for name in self.names]
        self.value = [
            _nearest(start.get(name, Fraction(0)), within)
            for name, within in zip(self.names, self.within, strict=True)
        ]
        self.rows: dict[int, tuple[int, dict[int, int]]] = {}
        self.sides: dict[int, int] = {}
        for row in system.rows:
            self._add(row, place)

    def _add(self, row: Row, place: Mapping[str, int]) -> None:
        index = len(self.names)
        self.names.append(row.name)
        self.within.append(row.within)
        terms = {place[name]: value for name, value in row.terms.items() if value}
        denominator = lcm(*(value.denominator for value in terms.values()))
        self.rows[index] = (
            denominator,
            {i: int(value * denominator) for i, value in terms.items()},
        )
        self.value.append(sum((value * self.value[i] for i, value in terms.items()), Fraction(0)))
        self._look(index)

    def run(self) -> Answer:
        """Step until every basic variable lies in its interval, or nothing helps any more."""
        stalled = 0
        for _ in range(MAX_STEPS):
            if not self.sides:
                found = dict(zip(self.names[: self.structural], self.value, strict=False))
                return Answer(found)
            scale, slopes = self._slopes()
            entering = self._entering(slopes, careful=stalled > _PATIENCE)
            if entering is None:
                return Answer(None, self._proof(scale, slopes))
            slope = Fraction(slopes[entering], scale)
            moved = self._step(entering, slope, careful=stalled > _PATIENCE)
            stalled = 0 if moved else stalled + 1
        return Answer(None)

    def _look(self, index: int) -> None:
        """Note whether a basic variable is below (-1) or above (1) its interval."""
        within, value = self.within[index], self.value[index]
        if within.lo is not None and value < within.lo:
            self.sides[index] = -1
        elif within.hi is not None and value > within.hi:
            self.sides[index] = 1
        else:
            self.sides.pop(index, None)

    def _slopes(self) -> tuple[int, dict[int, int]]:
        """How fast the violations fall when a nonbasic variable grows: (scale, scale·slopes)."""
        scale = lcm(*(self.rows[basic][0] for basic in self.sides))
        slopes: dict[int, int] = {}
        for basic, side in self.sides.items():
            denominator, terms = self.rows[basic]
            weight = -side * (scale // denominator)
            for index, coefficient in terms.items():
                slopes[index] = slopes.get(index, 0) + weight * coefficient
        return scale, slopes

    def _entering(self, slopes: Mapping[int, int], *, careful: bool) -> int | None:
        """The variable with the steepest slope and room to move; the first one when careful."""
        useful = [i for i, slope in slopes.items() if slope and self._has_room(i, slope > 0)]
        if careful or not useful:
            return min(useful, default=None)
        return min(useful, key=lambda i: (-abs(slopes[i]), i))

    def _has_room(self, index: int, upwards: bool) -> bool:  # noqa: FBT001
        within, value = self.within[index], self.value[index]
        if upwards:
            return within.hi is None or value < within.hi
        return within.lo is None or value > within.lo

    def _step(self, entering: int, slope: Fraction, *, careful: bool) -> bool:
        """Move the entering variable and pivot where a basic one stops it; whether it moved."""
        direction = 1 if slope > 0 else -1
        breaks = sorted(self._breaks(entering, direction))
        steepness = abs(slope)
        stop = breaks[-1]
        for found in breaks:
            steepness -= found[2]
            if careful or steepness <= 0 or found[1] == entering:
                stop = found
                break
        length, leaving, _ = stop
        self._shift(entering, direction * length)
        if leaving != entering:
            self._pivot(leaving, entering)
        return length > 0

    def _breaks(self, entering: int, direction: int) -> Iterator[tuple[Fraction, int, Fraction]]:
        """(distance, variable, loss of slope) where a variable reaches an end of its interval."""
        own = self.within[entering].hi if direction > 0 else self.within[entering].lo
        if own is not None:
            yield abs(own - self.value[entering]), entering, Fraction(0)
        for index, (denominator, terms) in self.rows.items():
            coefficient = terms.get(entering, 0) * direction
            if not coefficient:
                continue
            within, rate = self.within[index], Fraction(abs(coefficient), denominator)
            first, second = within.lo, within.hi
            if coefficient < 0:
                first, second = second, first
            side = self.sides.get(index, 0) * (1 if coefficient > 0 else -1)
            if side < 0 and first is not None:
                yield abs(first - self.value[index]) / rate, index, rate
            if side <= 0 and second is not None:
                yield abs(second - self.value[index]) / rate, index, rate

    def _shift(self, entering: int, step: Fraction) -> None:
        if not step:
            return
        self.value[entering] += step
        for index, (scale, terms) in self.rows.items():
            if entering in terms:
                self.value[index] += step * Fraction(terms[entering], scale)
                self._look(index)

    def _pivot(self, basic: int, entering: int) -> None:
        denominator, terms = self.rows.pop(basic)
        self.sides.pop(basic, None)
        lead = terms.pop(entering)
        sign = 1 if lead > 0 else -1
        solved = {i: -sign * coefficient for i, coefficient in terms.items()}
        solved[basic] = sign * denominator
        scale = abs(lead)
        for index, (own, others) in self.rows.items():
            factor = others.pop(entering, 0)
            if factor:
                self.rows[index] = _substituted(own, others, factor, scale, solved)
        self.rows[entering] = _reduced(scale, solved)
        self._look(entering)

    def _proof(self, scale: int, slopes: Mapping[int, int]) -> Certificate:
        """Multipliers of the bounds that together keep the violated variables outside."""
        proof = [
            (f"{self.names[i]} {'>=' if side < 0 else '<='}", Fraction(1))
            for i, side in sorted(self.sides.items())
        ]
        for index, slope in sorted(slopes.items()):
            if slope:
                name = f"{self.names[index]} {'<=' if slope > 0 else '>='}"
                proof.append((name, Fraction(abs(slope), scale)))
        return tuple(proof)


def _substituted(
    own: int, others: dict[int, int], factor: int, scale: int, solved: Mapping[int, int]
) -> tuple[int, dict[int, int]]:
    """A row after the entering variable was replaced by its solved form."""
    merged = {i: coefficient * scale for i, coefficient in others.items()}
    for i, coefficient in solved.items():
        total = merged.get(i, 0) + factor * coefficient
        if total:
            merged[i] = total
        else:
            merged.pop(i, None)
    return _reduced(own * scale, merged)


def _reduced(denominator: int, terms: dict[int, int]) -> tuple[int, dict[int, int]]:
    """Divide out what all whole numbers of a row have in common."""
    common = gcd(denominator, *terms.values())
    if common == 1:
        return denominator, terms
    return denominator // common, {i: value // common for i, value in terms.items()}


def _nearest(value: Fraction, within: Interval) -> Fraction:
    """The point of an interval next to a value."""
    if within.lo is not None and value < within.lo:
        return within.lo
    if within.hi is not None and value > within.hi:
        return within.hi
    return value


def inequalities_of(system: System) -> dict[str, tuple[dict[str, Fraction], Fraction]]:
    """Every bound as `Σ coefficient·variable ≤ bound`, by the names that certificates use."""
    found: dict[str, tuple[dict[str, Fraction], Fraction]] = {}
    forms: Sequence[tuple[str, Mapping[str, Fraction], Interval]] = [
        *((name, {name: Fraction(1)}, within) for name, within in system.bounds.items()),
        *((row.name, row.terms, row.within) for row in system.rows),
    ]
    for name, terms, within in forms:
        if within.hi is not None:
            found[f"{name} <="] = (dict(terms), within.hi)
        if within.lo is not None:
            found[f"{name} >="] = ({key: -value for key, value in terms.items()}, -within.lo)
    return found
