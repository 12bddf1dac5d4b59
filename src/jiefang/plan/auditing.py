"""The audit job (审核任务): uploaded files → figures library → rows and downloads.

The files are laid out under their safe names in a temporary folder, one numbered folder each, so
that the library sees what the user named and two files of one name do not meet.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from jiefang.figures.audit import Audit, Options, audit_files
from jiefang.figures.read.files import document_names
from jiefang.ledger.actor import SYSTEM
from jiefang.ledger.jobs import Progress
from jiefang.plan import actions, queries
from jiefang.plan.downloads import FORMATS, rendered
from jiefang.plan.errors import NoReadableDocument
from jiefang.plan.results import RefusedFile
from jiefang.plan.telling import told
from jiefang.registry import queries as registry
from jiefang.registry.storage import path_of

STEPS: Final = ("read", "relate", "judge", "source", "report")
"""Codes of the steps, in order; the page has the words."""


def run_audit(arguments: Mapping[str, Any], progress: Progress) -> None:
    """Audit the documents of one run (执行审核). `Any`: arguments are JSON.

    Raises `NoReadableDocument` after storing why each file could not be read.
    """
    run_id = int(arguments["run"])
    with tempfile.TemporaryDirectory(prefix="jiefang-audit-") as folder:
        documents, sources = _laid_out(run_id, Path(folder))
        reporter = StepReporter(progress, has_sources=bool(sources))
        options = Options(sources=tuple(sources), jobs=max(1, (os.cpu_count() or 1) - 1))
        audit = audit_files(documents, options=options, progress=reporter)
        positions = _positions(documents)
        refused = _refused(audit)
        result = replace(told(audit, positions), refused=refused)
        reporter("report", 0, len(FORMATS))
        actions.store_results(run_id=run_id, result=result)
        if not audit.documents:
            raise NoReadableDocument
        _store_reports(run_id, audit, reporter)


class StepReporter:
    """Turns the library's progress into numbered steps of the job."""

    def __init__(self, progress: Progress, *, has_sources: bool) -> None:
        self._progress = progress
        self._steps = [step for step in STEPS if has_sources or step != "source"]
        self._now = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Report; raises when the job was cancelled. Reading after judging reads the sources."""
        name = "source" if step == "read" and self._now in {"judge", "source"} else step
        if name != self._now and name in self._steps:
            self._now = name
            number = self._steps.index(name) + 1
            self._progress.step(name, number=number, count=len(self._steps))
        self._progress.advance(done, total)


def _laid_out(run_id: int, folder: Path) -> tuple[list[Path], list[Path]]:
    """Copy the run's files into `folder/<position>/<name>`: documents and source tables."""
    found: dict[str, list[Path]] = {"document": [], "source": []}
    documents = list(queries.documents_of_run(SYSTEM, run_id))
    files = registry.files_of(SYSTEM, [d.file_id for d in documents if d.file_id is not None])
    for document in documents:
        file = files.get(document.file_id or 0)
        if file is None:
            continue
        place = folder / str(document.position)
        place.mkdir()
        target = place / _name_with_suffix(file.name, file.suffix)
        _link_or_copy(path_of(file.key), target)
        found[document.role].append(target)
    return found["document"], found["source"]


def _name_with_suffix(name: str, suffix: str) -> str:
    """The name under which the library meets the file: its suffix is what the content says."""
    stem = name.rpartition(".")[0] if "." in name else name
    return f"{stem}.{suffix}"


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _positions(documents: Sequence[Path]) -> dict[str, int]:
    names = document_names(documents)
    return {name: _position(path) for name, path in zip(names, documents, strict=True)}


def _position(path: Path) -> int:
    return int(path.parent.name)


def _refused(audit: Audit) -> dict[int, RefusedFile]:
    """The files that could not be read, by position."""
    refused = {}
    for failure in audit.failures:
        path = Path(failure.path)
        zh, en = (words.replace(failure.path, path.name) for words in (failure.zh, failure.en))
        refused[_position(path)] = RefusedFile(path.name, failure.reason, zh, en)
    return refused


def _store_reports(run_id: int, audit: Audit, report: Callable[[str, int, int], None]) -> None:
    """Write every download now, so that it shows exactly what this run found."""
    run = queries.run_by_id(SYSTEM, run_id)
    for number, report_format in enumerate(FORMATS):
        report("report", number, len(FORMATS))
        download = rendered(audit, report_format, language=run.language)
        if download is not None:
            actions.store_report(
                run_id=run_id,
                report_format=report_format,
                name=f"{run.title}.{download.suffix}",
                content=download.content,
            )
