"""Sharing heavy work among processes (分摊计算).

Relations are large and their answers small, so nothing is sent but places in a list: the workers
are forked and find the list in their own memory. Where processes cannot be forked, or the list is
short, the work is done here.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEWEST = 200
_ROUNDS = 8
"""Portions for each process, so that a slow portion holds nobody up for long."""

_task: list[Callable[[int], object]] = []


def spread(
    work: Callable[[Item], Result], items: Sequence[Item], *, jobs: int, fewest: int = _FEWEST
) -> list[Result]:
    """`work` on every item, in order; by `jobs` processes when there are at least `fewest`."""
    can_fork = "fork" in multiprocessing.get_all_start_methods()
    if jobs < 2 or len(items) < fewest or not can_fork:
        return [work(item) for item in items]
    _task.append(lambda place: work(items[place]))
    try:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as pool:
            size = max(1, len(items) // (jobs * _ROUNDS))
            return list(pool.map(_at, range(len(items)), chunksize=size))  # type: ignore[arg-type]
    finally:
        _task.pop()


def _at(place: int) -> object:
    """Work on one item of the list that was there when the process was forked."""
    return _task[-1](place)
