"""A worker that is killed in the middle of a job loses nothing: the next one does the job."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

QUEUE = """
from jiefang.ledger.actor import Actor
from jiefang.plan import actions
from jiefang.plan.uploads import PastedText
text = "\\n\\n".join(
    f"第{n}镇2020年生产总值由2015年的{100 + n}.5亿元增加到{200 + n}.5亿元，年均增长{n % 9}.3%。"
    for n in range(700)
)
actions.start_audit(actor=Actor("session:x"), documents=[PastedText("a.txt", text)])
"""


def environment(home: Path) -> dict[str, str]:
    env = os.environ | {"JIEFANG_HOME": str(home), "JIEFANG_LOG_LEVEL": "ERROR"}
    env.pop("DATABASE_URL", None)
    return env


def worker(home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "jiefang", "worker"], env=environment(home))


def row(home: Path, columns: str) -> tuple[object, ...]:
    with closing(sqlite3.connect(home / "jiefang.sqlite3", timeout=20)) as database:
        found: tuple[object, ...] = database.execute(f"SELECT {columns} FROM ledger_job").fetchone()  # noqa: S608  # our own words
    return found


def state_becomes(home: Path, wanted: str, seconds: int = 60) -> None:
    deadline = time.monotonic() + seconds
    while row(home, "state") != (wanted,):
        assert time.monotonic() < deadline, row(home, "state, error_code")
        time.sleep(0.02)


def test_a_killed_worker_is_replaced(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "jiefang", "manage"]
    env = environment(tmp_path)
    subprocess.run([*program, "migrate", "--verbosity", "0"], env=env, check=True)
    subprocess.run([*program, "shell", "-v", "0", "-c", QUEUE], env=env, check=True)
    first = worker(tmp_path)
    try:
        state_becomes(tmp_path, "running")
        first.send_signal(signal.SIGKILL)
        first.wait(20)
    finally:
        first.kill()
    assert row(tmp_path, "state, attempts") == ("running", 1)
    with closing(sqlite3.connect(tmp_path / "jiefang.sqlite3")) as database, database:
        database.execute("UPDATE ledger_job SET heartbeat_at = '2020-01-01 00:00:00'")
    second = worker(tmp_path)
    try:
        state_becomes(tmp_path, "done", 120)
        second.terminate()
        assert second.wait(20) == 0
    finally:
        second.kill()
    assert row(tmp_path, "attempts") == (2,)


def test_a_job_that_runs_too_long_is_stopped_with_a_reason(tmp_path: Path) -> None:
    program = [sys.executable, "-m", "jiefang", "manage"]
    env = environment(tmp_path)
    subprocess.run([*program, "migrate", "--verbosity", "0"], env=env, check=True)
    subprocess.run(
        [*program, "shell", "-v", "0", "-c", QUEUE.replace("700", "9000")], env=env, check=True
    )
    env["JIEFANG_JOB_SECONDS"] = "1"
    process = subprocess.Popen([sys.executable, "-m", "jiefang", "worker"], env=env)
    try:
        assert process.wait(60) == 75
    finally:
        process.kill()
    assert row(tmp_path, "state, error_code") == ("failed", "ledger.job_overtime")
