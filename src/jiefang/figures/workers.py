"""Doing one thing to many items in several processes (多进程): whatever happens to one of them.

An item that brings its process down is found out and named by the caller's `on_death`; the others
are still done. Where processes cannot be started at all (a script without a main guard, a system
that forbids them) the work is done in this process.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import (
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    as_completed,
)
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_equipment: dict[str, Callable[[Any], Any]] = {}  # whatever the caller's work takes and gives
"""In a worker process: the work, sent once and not with every item."""


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Item, Result]):
    """Runs `work` on items; `note` hears of each result as it comes and may raise to stop."""

    def __init__(
        self,
        work: Callable[[Item], Result],
        *,
        on_death: Callable[[Item], Result],
        note: Callable[[int], None],
    ) -> None:
        self._work = work
        self._on_death = on_death
        self._note = note
        self._results: dict[int, Result] = {}

    def run(self, items: Sequence[Item], workers: int) -> list[Result]:
        """The result of every item, in the order of the items."""
        self._results = {}
        numbered = list(enumerate(items))
        lost = numbered if workers < 2 else self._spread(numbered, workers)
        if workers > 1 and lost:
            lost = self._one_by_one(lost) if self._processes_start() else lost
        if lost:
            self._run_in(ThreadPoolExecutor(max_workers=1), self._work, lost)
        return [self._results[number] for number in range(len(items))]

    def _spread(self, items: list[tuple[int, Item]], workers: int) -> list[tuple[int, Item]]:
        """Run in processes; returns what was lost because one of them died."""
        return self._run_in(self._pool(workers), _do, items)

    def _one_by_one(self, items: list[tuple[int, Item]]) -> list[tuple[int, Item]]:
        """Find out which items kill their process; nothing is left over."""
        for number, item in items:
            if self._run_in(self._pool(1), _do, [(number, item)]):
                self._keep(number, self._on_death(item))
        return []

    def _processes_start(self) -> bool:
        """Whether a process can be started at all."""
        if self._results:
            return True
        with self._pool(1) as pool:
            try:
                pool.submit(os.getpid).result()
            except BrokenProcessPool:
                return False
        return True

    def _pool(self, workers: int) -> ProcessPoolExecutor:
        """Fresh processes: `spawn` is safe in a server with threads and the same everywhere."""
        return ProcessPoolExecutor(
            max_workers=workers,
            mp_context=get_context("spawn"),
            initializer=_equip,
            initargs=(self._work,),
        )

    def _run_in(
        self,
        executor: Executor,
        work: Callable[[Item], Result],
        items: Iterable[tuple[int, Item]],
    ) -> list[tuple[int, Item]]:
        """Run items in an executor; returns those that were lost because a process died."""
        lost: list[tuple[int, Item]] = []
        waiting: dict[Future[Result], tuple[int, Item]] = {}
        try:
            for number, item in items:
                try:
                    waiting[executor.submit(work, item)] = (number, item)
                except BrokenProcessPool:  # it died while the last items were handed over
                    lost.append((number, item))
            for future in as_completed(waiting):
                number, item = waiting[future]
                if isinstance(future.exception(), BrokenProcessPool):
                    lost.append((number, item))
                else:
                    self._keep(number, future.result())
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
        return sorted(lost, key=lambda pair: pair[0])

    def _keep(self, number: int, result: Result) -> None:
        self._results[number] = result
        self._note(len(self._results))


def _equip(work: Callable[[Any], Any]) -> None:  # see `_equipment`
    """Make a worker process ready; a Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _equipment["work"] = work


def _do(item: Any) -> Any:  # see `_equipment`
    """Do the work to one item, in a worker process."""
    return _equipment["work"](item)
