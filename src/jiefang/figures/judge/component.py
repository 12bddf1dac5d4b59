"""Connected relations, and what happens when figures in them are freed (放开数字).

A freed figure may be anything that the relations leave it: its range is inferred from the others,
so that products with it can still be enclosed. What was inferred remembers its sources, so that a
proof of impossibility names the printed figures that it really rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiefang.figures.claim import Claim
from jiefang.figures.interval import EVERYTHING, Interval
from jiefang.figures.judge.linear import Envelope, envelope_of
from jiefang.figures.judge.printed import Readings
from jiefang.figures.judge.required import required
from jiefang.figures.judge.simplex import Certificate, solve
from jiefang.figures.judge.suspects import Figures
from jiefang.figures.judge.verdict import claim_and_member, names_of
from jiefang.figures.relation import Equation, Relation

_ROUNDS = 4
"""Times that what is known of freed figures is passed on along the relations."""


@dataclass(frozen=True, slots=True)
class Component:
    """Relations that hang together by shared figures, in the order of their ids."""

    relations: tuple[Relation, ...]
    read: Mapping[str, Readings]
    """Every variable of the relations."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The figures, each once, in the order of their ids."""
        found = {claim.id: claim for each in self.relations for claim in each.claims}
        return tuple(found[key] for key in sorted(found))

    def box(self, others: Mapping[str, Interval] | None = None) -> dict[str, Interval]:
        """The rounding interval of every variable, or another one where it is given."""
        given = others or {}
        return {name: given.get(name, reading.printed) for name, reading in self.read.items()}

    def only(self, relations: Sequence[Relation]) -> Component:
        """The part with some of the relations, and no other figures."""
        names = {name for relation in relations for name in names_of(relation)}
        read = {name: reading for name, reading in self.read.items() if name in names}
        return Component(tuple(relations), read)

    def values(self) -> dict[str, Fraction]:
        """Every variable as printed: where a solver best begins."""
        return {name: reading.value for name, reading in self.read.items()}


@dataclass(slots=True)
class _Box:
    """What the relations leave of a freed figure, and the figures it was inferred from."""

    within: Interval
    low_from: Figures
    high_from: Figures

    @property
    def sources(self) -> Figures:
        """Figures behind both ends."""
        return self.low_from | self.high_from


class Freeing:
    """Asks of a component: which figures prove it impossible when some are freed?"""

    def __init__(self, component: Component) -> None:
        self.component = component
        self.printed = component.box()
        self.values = component.values()

    def conflict(self, freed: Figures) -> Figures | None:
        """Claim ids of one proof of impossibility, none of them freed; None when possible."""
        boxes = {
            name: _Box(EVERYTHING, frozenset(), frozenset())
            for name in self.printed
            if claim_and_member(name)[0] in freed
        }
        for _ in range(_ROUNDS if boxes else 0):
            clash = self._propagate(boxes)
            if clash is not None:
                return clash
        known = {**self.printed, **{name: box.within for name, box in boxes.items()}}
        envelope = envelope_of(self.component.relations, known)
        answer = solve(envelope.system(), self.values)
        if not answer.is_impossible:
            return None
        return self._named(answer.certificate, envelope, boxes)

    def _propagate(self, boxes: dict[str, _Box]) -> Figures | None:
        """Narrow the freed figures by each relation once; the proof when nothing is left."""
        for relation in self.component.relations:
            check = relation.check
            names = names_of(relation)
            if not isinstance(check, Equation) or not any(name in boxes for name in names):
                continue
            known = {n: boxes[n].within if n in boxes else self.printed[n] for n in names}
            for name in (each for each in names if each in boxes):
                target = required(check, name, known)
                if target is None:
                    continue
                others = self._sources(names, boxes, name)
                clash = _narrow(boxes[name], target, others)
                if clash is not None:
                    return clash
                known[name] = boxes[name].within
        return None

    def _sources(
        self, names: Iterable[str], boxes: Mapping[str, _Box], without: str = ""
    ) -> Figures:
        """Claims that are not freed behind some variables."""
        found: set[str] = set()
        for name in names:
            if name in boxes:
                found |= boxes[name].sources
            elif name != without:
                found.add(claim_and_member(name)[0])
        return frozenset(found)

    def _named(
        self, certificate: Certificate, envelope: Envelope, boxes: Mapping[str, _Box]
    ) -> Figures:
        found: set[str] = set()
        for bound, _ in certificate:
            name = bound.rsplit(" ", 1)[0]
            behind = envelope.origins.get(name, frozenset({name}))
            found |= self._sources(behind, boxes)
        return frozenset(found)


def _narrow(box: _Box, target: Interval, sources: Figures) -> Figures | None:
    """Cut a box with a target, remembering where the ends came from; the clash if empty."""
    lo, hi = box.within.lo, box.within.hi
    if target.lo is not None and (lo is None or target.lo > lo):
        lo, box.low_from = target.lo, sources
    if target.hi is not None and (hi is None or target.hi < hi):
        hi, box.high_from = target.hi, sources
    if lo is not None and hi is not None and lo > hi:
        return box.sources
    box.within = Interval(lo, hi)
    return None
