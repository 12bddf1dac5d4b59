"""Gathering a corpus (收集文件): read and extract many files in parallel, resumable, in order.

Each file is one unit of work. The order of the answer is the order of the files, whatever process
finished first. With a state folder every finished unit is kept there under a name made of the
bytes of the file, its document name and the code that reads it, so that a run that was broken off
goes on where it stopped. A file that brings its process down is named; the others are still done.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import perf_counter_ns, time
from traceback import extract_tb
from typing import TypeAlias

from jiefang.figures.claim import Claim
from jiefang.figures.document import Document
from jiefang.figures.errors import UnreadableFile
from jiefang.figures.extract import Extraction, extract_claims
from jiefang.figures.indicators import IndicatorList
from jiefang.figures.read import document_names, read_bytes, read_file
from jiefang.figures.workers import Workers, cores

PARALLEL_FROM_BYTES = 200_000
"""Below this sum of sizes starting processes costs more than it saves."""

HASHED_UP_TO_BYTES = 20_000_000
"""Larger files are refused by the reader; they are not hashed here either."""

KEPT_SECONDS = 7 * 24 * 3600
"""What a broken-off run left is not kept longer: it holds the text of documents."""

_READING_ROOMS = ("read", "extract", "indicators")

Progress: TypeAlias = Callable[[str, int, int], None]
"""Called with step (`read`, `relate`, `judge`), number done, number in all; may raise to stop."""


def silent(step: str, done: int, total: int) -> None:
    """Take no notice: the progress of a caller who does not look."""
    del step, done, total


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that is not on the disk (上传、标准输入): a name and the bytes."""

    name: str
    data: bytes = field(repr=False)


Source: TypeAlias = Path | Upload


@dataclass(frozen=True, slots=True)
class Unit:
    """What came of one file, with nanoseconds of work."""

    document: Document
    extraction: Extraction
    read_ns: int
    extract_ns: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that could not be done (未能读取): as `UnreadableFile`, but it can cross processes."""

    path: str
    reason: str
    zh: str
    en: str


Outcome: TypeAlias = Unit | Refusal


@dataclass(frozen=True, slots=True)
class Twin:
    """A file with the same bytes as an earlier one (内容相同): audited once."""

    doc: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything that was read, in the order of the files, and what could not be."""

    units: tuple[Unit, ...]
    failures: tuple[Refusal, ...]
    twins: tuple[Twin, ...] = ()
    files: Mapping[str, Source] = field(default_factory=dict)
    """Where each document came from, by document name."""
    kept: tuple[Path, ...] = ()
    """Where finished units were kept for resuming."""

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of files and text."""
        return tuple(claim for unit in self.units for claim in unit.extraction.claims)


@dataclass(frozen=True, slots=True)
class _Task:
    """One file to be read: where, under which document name, kept where."""

    source: Source
    doc: str
    kept_as: Path | None = None

    @property
    def shown(self) -> str:
        """The path or name that messages use."""
        return self.source.name if isinstance(self.source, Upload) else str(self.source)


def gather(
    sources: Sequence[Source],
    *,
    indicators: IndicatorList | None = None,
    jobs: int | None = None,
    state: Path | None = None,
    progress: Progress = silent,
) -> Corpus:
    """Read and extract every file with `jobs` processes (all cores when None).

    A file that cannot be read becomes a `Refusal` in `failures`; nothing is raised for it.
    """
    tasks, twins = _tasks(sources, indicators, state)
    outcomes = _run(tasks, indicators, _workers(tasks, jobs), progress)
    return Corpus(
        units=tuple(outcome for outcome in outcomes if isinstance(outcome, Unit)),
        failures=tuple(outcome for outcome in outcomes if isinstance(outcome, Refusal)),
        twins=twins,
        files={task.doc: task.source for task in tasks},
        kept=tuple(task.kept_as for task in tasks if task.kept_as is not None),
    )


def forget(corpus: Corpus) -> None:
    """Remove what was kept for resuming, once the run is over, and what was left long ago."""
    for path in corpus.kept:
        path.unlink(missing_ok=True)
    for folder in {path.parent for path in corpus.kept}:
        for path in [*folder.glob("*.unit"), *folder.glob("*.part")]:
            with suppress(OSError):
                if time() - path.stat().st_mtime > KEPT_SECONDS:
                    path.unlink()


def _tasks(
    sources: Sequence[Source], indicators: IndicatorList | None, state: Path | None
) -> tuple[list[_Task], tuple[Twin, ...]]:
    """One task for each content, and the files whose content an earlier one has."""
    if state is not None:
        state.mkdir(mode=0o700, parents=True, exist_ok=True)
    code = fingerprint(indicators) if state else ""
    tasks: list[_Task] = []
    twins: list[Twin] = []
    seen: dict[str, str] = {}
    names = document_names([source.name for source in sources])
    for source, doc in zip(sources, names, strict=True):
        digest = _digest(source)
        if digest in seen:
            twins.append(Twin(doc, seen[digest]))
            continue
        kept_as = None
        if digest:
            seen[digest] = doc
            kept_as = state and state / _kept_name(code, digest, doc)
        tasks.append(_Task(source, doc, kept_as))
    return tasks, tuple(twins)


def fingerprint(indicators: IndicatorList | None) -> str:
    """Hash of the code and the list that make a unit: a changed program uses no old results."""
    digest = hashlib.sha256(repr(indicators).encode())
    here = Path(__file__).parent
    rooms = [path for room in _READING_ROOMS for path in (here / room).rglob("*")]
    for path in sorted([*here.glob("*.py"), *rooms]):
        if path.is_file() and not {"__pycache__", "tests"} & set(path.parts):
            digest.update(path.relative_to(here).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _kept_name(code: str, digest: str, doc: str) -> str:
    """File name of one finished unit in the state folder."""
    return hashlib.sha256(f"{code}:{digest}:{doc}".encode()).hexdigest()[:40] + ".unit"


def _digest(source: Source) -> str | None:
    """Hash of the bytes; None where the reader will have to say why it cannot be read."""
    if isinstance(source, Upload):
        return hashlib.sha256(source.data).hexdigest()
    with suppress(OSError):
        if source.is_file() and source.stat().st_size <= HASHED_UP_TO_BYTES:
            return hashlib.sha256(source.read_bytes()).hexdigest()
    return None


def _size(source: Source) -> int:
    """Bytes of a file, 0 where it cannot be asked."""
    if isinstance(source, Upload):
        return len(source.data)
    with suppress(OSError):
        return source.stat().st_size
    return 0


def _workers(tasks: Sequence[_Task], jobs: int | None) -> int:
    """How many processes are worth starting; 1 means this process."""
    if len(tasks) < 2 or sum(_size(task.source) for task in tasks) < PARALLEL_FROM_BYTES:
        return 1
    return max(1, min(jobs or cores(), len(tasks)))


def _run(
    tasks: Sequence[_Task], indicators: IndicatorList | None, workers: int, progress: Progress
) -> list[Outcome]:
    """Do every task and bring the outcomes back in the order of the tasks."""
    progress("read", 0, len(tasks))
    crew: Workers[_Task, Outcome] = Workers(
        partial(_work, indicators=indicators),
        on_death=lambda task: _crash(task, "the process that read it died"),
        note=lambda done: progress("read", done, len(tasks)),
    )
    return crew.run(tasks, workers)


def _work(task: _Task, *, indicators: IndicatorList | None) -> Outcome:
    """Read and extract one file, or take it from the state folder; runs in a worker."""
    try:
        return _load(task.kept_as) or _make(task, indicators)
    except UnreadableFile as error:
        return Refusal(error.path, error.reason, error.zh, error.en)
    except Exception as error:  # noqa: BLE001 - one file's failure: named, exit status 2
        last = extract_tb(error.__traceback__)[-1]
        where = f"{Path(last.filename).name}:{last.lineno}"
        return _crash(task, f"{type(error).__name__}: {error}, {where}")


def _make(task: _Task, indicators: IndicatorList | None) -> Unit:
    """Read and extract one file and keep what came of it."""
    started = perf_counter_ns()
    if isinstance(task.source, Upload):
        document = read_bytes(task.source.data, name=task.source.name)
        document = replace(document, doc=task.doc)
    else:
        document = read_file(task.source, name=task.doc)
    read = perf_counter_ns()
    extraction = extract_claims(document, indicators=indicators)
    unit = Unit(document, extraction, read - started, perf_counter_ns() - read)
    _keep(task.kept_as, unit)
    return unit


def _load(path: Path | None) -> Unit | None:
    """A finished unit of an earlier run; None where there is none or it is cut short."""
    if path is None:
        return None
    with suppress(OSError, EOFError, pickle.UnpicklingError, ValueError, TypeError, LookupError):
        unit = pickle.loads(path.read_bytes())  # noqa: S301 - a folder that only this user writes
        return unit if isinstance(unit, Unit) else None
    return None


def _keep(path: Path | None, unit: Unit) -> None:
    """Store a finished unit so that it is whole or not there at all."""
    if path is None:
        return
    part = path.with_suffix(f".{os.getpid()}.part")
    part.write_bytes(pickle.dumps(unit, protocol=pickle.HIGHEST_PROTOCOL))
    part.replace(path)


def _crash(task: _Task, what: str) -> Refusal:
    """A mistake of ours, said as one: the file is named and the others are still done."""
    return Refusal(
        path=task.shown,
        reason="internal",
        zh=f"{task.shown}：程序处理这个文件时出错，未能审核（{what}）。请把此提示反馈给开发者。",
        en=f"{task.shown}: the program failed on this file ({what}). Please report this message.",
    )
