"""Progress on the terminal (进度): on standard error, and only when a run takes over a second."""

from __future__ import annotations

import sys
from threading import Event, Lock, Thread
from time import monotonic
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

PATIENCE_SECONDS = 1
"""Nothing is shown before."""
LINE_EVERY_SECONDS = 10
"""Where standard error is no terminal, a plain line comes so often."""

STEP_NAMES = {
    "read": ("读取文件，提取数字", "reading files and their figures"),
    "source": ("读取来源表", "reading source tables"),
    "relate": ("建立关系", "finding relations"),
    "judge": ("判定", "judging"),
    "report": ("写出结果", "writing the report"),
}


class LateProgress:
    """Shows the current step after a second; call it with step, number done and number in all."""

    def __init__(self, lang: str, *, quiet: bool = False) -> None:
        self._lang = lang
        self._quiet = quiet
        self._state = ("read", 0, 0)
        self._lock = Lock()
        self._stop = Event()
        self._watcher = Thread(target=self._watch, daemon=True)

    def __call__(self, step: str, done: int, total: int) -> None:
        """Note where the work stands; cheap, the showing is done by another thread."""
        with self._lock:
            self._state = (step, done, total)

    def __enter__(self) -> LateProgress:
        """Start waiting."""
        if not self._quiet:
            self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take the bar away."""
        self._stop.set()
        if self._watcher.is_alive():
            self._watcher.join()

    def _watch(self) -> None:
        if self._stop.wait(PATIENCE_SECONDS):
            return
        console = Console(file=sys.stderr)
        if console.is_terminal:
            self._draw(console)
        else:
            self._print_lines()

    def _draw(self, console: Console) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            task = bar.add_task("", total=None)
            while not self._stop.wait(timeout=1 / 5):
                name, done, total = self._now()
                bar.update(task, description=name, completed=done, total=total or None)

    def _print_lines(self) -> None:
        shown_at = monotonic() - LINE_EVERY_SECONDS
        while not self._stop.wait(timeout=1 / 5):
            if monotonic() - shown_at >= LINE_EVERY_SECONDS:
                name, done, total = self._now()
                count = f" {done}/{total}" if total > 1 else ""
                sys.stderr.write(f"{name}{count}\n")
                sys.stderr.flush()
                shown_at = monotonic()

    def _now(self) -> tuple[str, int, int]:
        with self._lock:
            step, done, total = self._state
        zh, en = STEP_NAMES.get(step, (step, step))
        return (zh if self._lang == "zh" else en), done, total
