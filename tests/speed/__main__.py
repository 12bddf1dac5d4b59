"""Print how fast the audit is: `make bench`.

Computing is what the program itself took of the processors; on a busy machine the wall shows more.
"""

import os
import sys
import tempfile
from pathlib import Path

import bundle
from tests.speed.measure import Run, jiefang
from tests.speed.report import report

LENGTHS = (5_000, 10_000, 20_000, 46_000, 92_000)
FOLDER_FILES = 8
FOLDER_CHARS = 10_000


def main() -> int:
    """Measure and print; returns 0."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        say("jiefang --version", min_of(5, "--version", folder=folder))
        for length in LENGTHS:
            (folder / "report.txt").write_text(report(length), encoding="utf-8")
            say(f"audit {length:,} characters", audit("report.txt", folder=folder))
        corpus = folder / "corpus"
        corpus.mkdir()
        for number in range(FOLDER_FILES):
            text = report(FOLDER_CHARS, seed=number)
            (corpus / f"{number}.txt").write_text(text, encoding="utf-8")
        for jobs in sorted({1, os.cpu_count() or 1}):
            run = audit("corpus", "--jobs", str(jobs), folder=folder)
            say(f"audit {FOLDER_FILES} × {FOLDER_CHARS:,} characters, {jobs} jobs", run)
        core = bundle.build(bundle.BUNDLES[0], into=folder, pythons=(sys.version[:4],))
        sys.stdout.write(f"{'core install':45} {bundle.size_mib(core / 'lib'):5} MiB\n")
    return 0


def audit(*words: str, folder: Path) -> Run:
    """Audit end to end. Raises RuntimeError when the audit does not come to an end."""
    run = jiefang("audit", *words, "--format", "jsonl", "--quiet", folder=folder)
    if run.status not in {0, 1}:
        raise RuntimeError(f"jiefang audit {' '.join(words)} ended with status {run.status}")
    return run


def min_of(times: int, *words: str, folder: Path) -> Run:
    """The least of several runs: the one that others disturbed least."""
    return min((jiefang(*words, folder=folder) for _ in range(times)), key=lambda run: run.wall)


def say(what: str, run: Run) -> None:
    """Print one line."""
    told = f"{run.wall:7.2f} s  computing {run.computing:7.2f} s  {run.memory_mib:5} MiB"
    sys.stdout.write(f"{what:45} {told}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
