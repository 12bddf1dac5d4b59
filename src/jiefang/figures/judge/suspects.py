"""Who may be wrong (嫌疑数字): every smallest set of figures that, if freed, saves the rest.

After Fellegi and Holt: a figure is freed by forgetting what its print allows. Each proof that the
rest is impossible names figures of which one must be freed; a smallest set that meets all such
proofs is tried, and either works or yields a further proof. The search is bounded, and says so
when it stopped early.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

Figures: TypeAlias = frozenset[str]
Conflict: TypeAlias = Callable[[Figures], Figures | None]
"""Figures that together prove the rest impossible when some are freed; None when it is possible."""


@dataclass(frozen=True, slots=True)
class Suspects:
    """All smallest sets, each in order; and the proofs that were met on the way."""

    sets: tuple[tuple[str, ...], ...]
    conflicts: tuple[Figures, ...]
    capped: bool
    """Whether the search stopped before every set was seen."""


@dataclass(slots=True)
class _Budget:
    """Systems that may still be solved."""

    left: int

    def spend(self) -> bool:
        """Take one; False when none is left."""
        self.left -= 1
        return self.left >= 0


def suspects(conflict: Conflict, *, largest: int, solves: int) -> Suspects:
    """All smallest sets with at most `largest` figures, solving at most `solves` systems."""
    budget = _Budget(solves)
    found: list[Figures] = []
    first = conflict(frozenset())
    if first is None:
        return Suspects((), (), capped=False)
    conflicts = [_shrunk(first, conflict, budget)]
    if not conflicts[0]:
        # The relations contradict one another whatever the figures are: nobody is to blame.
        return Suspects((), tuple(conflicts), capped=False)
    for size in range(1, largest + 1):
        complete = _search(conflict, conflicts, size, found, budget)
        if found or not complete:
            return Suspects(_ordered(found), tuple(conflicts), capped=not complete)
    return Suspects((), tuple(conflicts), capped=True)


def _search(
    conflict: Conflict,
    conflicts: list[Figures],
    size: int,
    found: list[Figures],
    budget: _Budget,
) -> bool:
    """Try every set of one size that meets all proofs; whether the search was complete."""
    tried: set[Figures] = set()
    while True:
        fresh = [each for each in _hitting(conflicts, size) if each not in tried]
        if not fresh:
            return True
        for chosen in fresh:
            tried.add(chosen)
            if any(chosen.isdisjoint(each) for each in conflicts):
                continue
            if not budget.spend():
                return False
            further = conflict(chosen)
            if further is None:
                found.append(chosen)
            else:
                conflicts.append(_shrunk(further, conflict, budget, chosen))


def _shrunk(
    proof: Figures, conflict: Conflict, budget: _Budget, freed: Figures = frozenset()
) -> Figures:
    """A proof that uses fewer figures: drop each one whose freedom changes nothing."""
    kept, free = proof, freed
    for figure in sorted(proof):
        if figure not in kept:
            continue
        if not budget.spend():
            break
        further = conflict(free | {figure})
        if further is not None and len(further) < len(kept):
            kept, free = further, free | {figure}
    return kept


def _hitting(conflicts: Iterable[Figures], size: int) -> Iterator[Figures]:
    """Sets of one size with a figure of every proof, built proof by proof, each once."""
    partial: set[Figures] = {frozenset()}
    for each in conflicts:
        partial = {
            chosen | extra
            for chosen in partial
            for extra in ([frozenset()] if chosen & each else [frozenset({f}) for f in each])
            if len(chosen | extra) <= size
        }
    yield from sorted((chosen for chosen in partial if len(chosen) == size), key=sorted)


def _ordered(found: Iterable[Figures]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted(tuple(sorted(each)) for each in set(found)))
