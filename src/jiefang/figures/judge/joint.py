"""Joint feasibility (联合可行性): relations that hold one by one and cannot hold together.

Growth 8.1 %, contributions 14.2, 15.7 and 70.1 %, pulls 1.2, 1.3 and 5.6 points: each product can
be true, but the first wants growth of at least 8.0702 and the last of at most 8.0657. Relations
that share figures are put into one linear system; when it has no solution, a certificate proves
it, and every smallest set of figures that could be wrong is named.

Only hard equations that hold singly take part. Like a single verdict, a joint one must fail under
every reading: figures cut off instead of rounded, and round numbers that end in zeros.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations

from jiefang.figures.claim import Kind
from jiefang.figures.formula import occurrences
from jiefang.figures.interval import Interval, hull
from jiefang.figures.judge.component import Component, Freeing
from jiefang.figures.judge.linear import envelope_of, row_name
from jiefang.figures.judge.printed import Readings
from jiefang.figures.judge.simplex import Certificate, System, inequalities_of, solve
from jiefang.figures.judge.spread import spread
from jiefang.figures.judge.suspects import suspects
from jiefang.figures.judge.verdict import (
    MAX_MIXED_DOCUMENTS,
    claim_and_member,
    names_of,
    read_variable,
)
from jiefang.figures.relation import (
    Equation,
    Finding,
    Inequality,
    Joint,
    Relation,
    Strength,
    Verdict,
)

MAX_CLAIMS = 400
"""Larger connected sets are taken apart by paragraph (400 figures take about a second)."""
MAX_SUSPECTS = 3
"""Figures in the largest set of suspects that is looked for."""
MAX_SOLVES = 400
"""Systems solved in the search for suspects among up to `_USUAL_CLAIMS` figures."""

_USUAL_CLAIMS = 60


def joints(
    findings: Iterable[Finding], *, jobs: int = 1
) -> tuple[tuple[Joint, ...], tuple[str, ...]]:
    """Every connected set that is jointly impossible, and notes on what was left untested."""
    notes: list[str] = []
    pieces = list(_pieces(_eligible(findings), notes))
    weighed = spread(_weighed, pieces, jobs=jobs)
    found = [joint for joint in weighed if joint is not None]
    return tuple(sorted(found, key=lambda each: each.relations)), tuple(sorted(notes))


def _weighed(relations: Sequence[Relation]) -> Joint | None:
    component = _component(relations)
    return None if component is None else joint_of(component)


def joint_of(component: Component) -> Joint | None:
    """The joint finding of one connected set; None when the figures can all be true."""
    cores = list(_cores(component))
    excused = [core for core in cores if _is_excused(core, component)]
    cores = [core for core in cores if core not in excused]
    if not cores:
        return None
    doubtful = {relation.id for core in excused for relation in core.relations}
    firm = component.only([each for each in component.relations if each.id not in doubtful])
    who = suspects(Freeing(firm).conflict, largest=MAX_SUSPECTS, solves=_solves(firm))
    envelope = envelope_of(cores[0].relations, cores[0].box())
    certificate = solve(envelope.system(), cores[0].values()).certificate
    closed = _closed_by_force(component)
    explained = all(_is_possible(core, core.box(closed)) for core in cores)
    return Joint(
        relations=tuple(sorted(relation.id for core in cores for relation in core.relations)),
        certificate=tuple((name, str(weight)) for name, weight in certificate),
        suspects=who.sets,
        inequalities=tuple(_used(envelope.system(), certificate)),
        strength=Strength.SOFT if explained else Strength.HARD,
        explanation="forced_closure" if explained else None,
        capped=who.capped,
    )


def _cores(component: Component) -> Iterator[Component]:
    """Smallest sets of relations that fail together, no two with a relation in common."""
    left = list(component.relations)
    while core := _core(component, left):
        yield component.only(core)
        left = [relation for relation in left if relation not in core]


def _core(component: Component, relations: list[Relation]) -> list[Relation]:
    """Relations that fail together and none of which can be spared; empty when none fail.

    The longest are spared first, so that what is left is told in few figures.
    """
    kept = _contradicting(component, relations)
    for relation in sorted(kept, key=lambda each: (-len(each.claims), each.id)):
        fewer = [each for each in kept if each is not relation]
        if relation in kept and (smaller := _contradicting(component, fewer)):
            kept = smaller
    return kept


def _contradicting(component: Component, relations: list[Relation]) -> list[Relation]:
    """The relations in a proof that these cannot hold together; empty when they can."""
    part = component.only(relations)
    certificate = solve(envelope_of(relations, part.box()).system(), part.values()).certificate
    named = {name.rsplit(" ", 1)[0] for name, _ in certificate}
    return [relation for relation in relations if row_name(relation) in named]


def _is_excused(core: Component, component: Component) -> bool:
    """Whether another reading of the figures makes a core possible."""
    return any(_is_possible(core, core.box(box)) for box in _other_boxes(component))


def _solves(component: Component) -> int:
    """Fewer systems for larger components, whose cost grows with the square of their size."""
    size = max(_USUAL_CLAIMS, len(component.claims))
    return max(8, MAX_SOLVES * _USUAL_CLAIMS**2 // size**2)


def _eligible(findings: Iterable[Finding]) -> dict[str, Relation]:
    """Hard equations that hold singly, wait for no assumption and bind anything, by id."""
    kept = {
        finding.relation.id: finding
        for finding in findings
        if finding.verdict is Verdict.CONSISTENT
        and finding.strength is Strength.HARD
        and not finding.relation.missing
        and isinstance(finding.relation.check, Equation)
    }
    return {key: kept[key].relation for key in sorted(_binding(kept))}


def _binding(findings: Mapping[str, Finding]) -> set[str]:
    """Leave out relations that hold whatever the other figures are.

    A rate that stands in no other relation, printed so coarsely that every recomputed value
    rounds to it, says nothing about the amounts it comes from; without it another may be free.
    """
    uses: dict[str, set[str]] = defaultdict(set)
    for key, finding in findings.items():
        for claim in finding.relation.claims:
            uses[claim.id].add(key)
    left = set(findings)
    queue = sorted(left)
    while queue:
        key = queue.pop()
        if key not in left or not _holds_anyway(findings[key], uses):
            continue
        left.discard(key)
        for claim in findings[key].relation.claims:
            uses[claim.id].discard(key)
            queue.extend(uses[claim.id] if len(uses[claim.id]) == 1 else ())
    return left


def _holds_anyway(finding: Finding, uses: Mapping[str, set[str]]) -> bool:
    check, stated, recomputed = finding.relation.check, finding.stated, finding.recomputed
    if not isinstance(check, Equation) or stated is None or recomputed is None:
        return False
    owner, _ = claim_and_member(check.stated)
    if len(uses[owner]) > 1 or owner in {
        claim_and_member(n)[0] for n in occurrences(check.recompute)
    }:
        return False
    return stated.covers(recomputed)


def _pieces(relations: Mapping[str, Relation], notes: list[str]) -> Iterator[list[Relation]]:
    """Connected sets of two and more relations; too large ones by paragraph, or noted."""
    for connected in _connected(relations.values()):
        if _size(connected) <= MAX_CLAIMS:
            yield connected
            continue
        by_place: dict[tuple[str, int | None], list[Relation]] = defaultdict(list)
        for relation in connected:
            by_place[relation.license.doc, relation.claims[0].paragraph].append(relation)
        for place in by_place.values():
            for part in _connected(place):
                if _size(part) <= MAX_CLAIMS:
                    yield part
                else:
                    notes.append(_too_many(part))


def _too_many(relations: Sequence[Relation]) -> str:
    """A note in both languages, because it stands beside findings of either."""
    doc, count, figures = relations[0].license.doc, len(relations), _size(relations)
    return (
        f"{doc}：{count} 条关系共涉及 {figures} 个数字（上限 {MAX_CLAIMS}），未作联合检验 / "
        f"{count} connected relations over {figures} figures (limit {MAX_CLAIMS}) "
        "were not tested jointly"
    )


def _size(relations: Sequence[Relation]) -> int:
    return len({claim.id for relation in relations for claim in relation.claims})


def _connected(relations: Iterable[Relation]) -> list[list[Relation]]:
    """Sets of at least two relations that share figures (union-find over claims)."""
    parent: dict[str, str] = {}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    everyone = list(relations)
    for relation in everyone:
        first = relation.claims[0].id
        for claim in relation.claims:
            parent.setdefault(claim.id, claim.id)
            parent[root(claim.id)] = root(first)
    groups: dict[str, list[Relation]] = defaultdict(list)
    for relation in everyone:
        groups[root(relation.claims[0].id)].append(relation)
    return [group for group in groups.values() if len(group) > 1]


def _component(relations: Sequence[Relation]) -> Component | None:
    read: dict[str, Readings] = {}
    for relation in relations:
        claims = {claim.id: claim for claim in relation.claims}
        for name in names_of(relation):
            reading = read_variable(claims, name)
            if reading is None:
                return None
            read[name] = reading
    return Component(tuple(relations), dict(sorted(read.items())))


def _is_possible(component: Component, box: Mapping[str, Interval]) -> bool:
    system = envelope_of(component.relations, box).system()
    return not solve(system, component.values()).is_impossible


def _other_boxes(component: Component) -> Iterator[dict[str, Interval]]:
    """Figures cut off (all, or those of some documents), and round numbers taken as round."""
    docs = {claim.id: claim.doc for claim in component.claims}
    places = sorted(set(docs.values()))
    sizes = range(1, len(places)) if len(places) <= MAX_MIXED_DOCUMENTS else ()
    for chosen in [tuple(places), *chain(*(combinations(places, size) for size in sizes))]:
        yield {
            name: reading.truncated
            for name, reading in component.read.items()
            if docs[claim_and_member(name)[0]] in chosen
        }
    if any(reading.is_round for reading in component.read.values()):
        yield {
            name: hull(reading.coarse, reading.truncated)
            for name, reading in component.read.items()
        }


def _closed_by_force(component: Component) -> dict[str, Interval]:
    """Shares that were adjusted to close to 100 may be off by one more unit of the last digit."""
    adjusted = {
        claim.id
        for relation in component.relations
        if "forced_closure" in relation.explanations
        for claim in relation.claims
        if claim.kind in {Kind.SHARE, Kind.RATIO}
    }
    return {
        name: reading.printed + Interval(-reading.unit, reading.unit)
        for name, reading in component.read.items()
        if claim_and_member(name)[0] in adjusted
    }


def _used(system: System, certificate: Certificate) -> Iterator[Inequality]:
    """The inequalities that the certificate adds up, and no others."""
    known = inequalities_of(system)
    for name, _ in certificate:
        terms, bound = known[name]
        written = tuple((variable, str(value)) for variable, value in terms.items())
        yield Inequality(name, written, str(bound))
