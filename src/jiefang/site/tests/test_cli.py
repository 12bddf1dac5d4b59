import os
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiefang.__main__ import main
from jiefang.site import cli

pytestmark = pytest.mark.slow


def jiefang(home: Path, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, with a home of its own."""
    env = os.environ | {"JIEFANG_HOME": str(home)} | variables
    env.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", "jiefang", *words],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_every_command_has_help() -> None:
    for name in cli.COMMANDS:
        if name != "manage":
            assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_init_makes_a_district_and_doctor_finds_it_sound(tmp_path: Path) -> None:
    made = jiefang(tmp_path, "init", "410802")
    assert made.returncode == 0, made.stderr
    assert "public example audit: /audit/" in made.stdout
    assert len(list((tmp_path / "examples").iterdir())) == 3
    key = tmp_path / "keys" / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    sound = jiefang(tmp_path, "doctor")
    assert sound.returncode == 0, sound.stdout
    assert "chain sound" in jiefang(tmp_path, "ledger", "verify").stdout
    assert "plan.audit" in jiefang(tmp_path, "jobs", "list").stdout
    key.chmod(0o644)
    unsound = jiefang(tmp_path, "doctor")
    assert unsound.returncode == 1
    assert "chmod 600" in unsound.stdout


def test_an_unknown_district_is_told_in_a_line(tmp_path: Path) -> None:
    refused = jiefang(tmp_path, "init", "123456")
    assert refused.returncode == 1
    assert "123456" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_job_that_is_not_there_cannot_be_cancelled(tmp_path: Path) -> None:
    jiefang(tmp_path, "manage", "migrate", "--verbosity", "0")
    refused = jiefang(tmp_path, "jobs", "cancel", "7")
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_a_taken_port_is_told_in_a_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        refused = jiefang(tmp_path, "serve", "--port", str(taken.getsockname()[1]))
    assert refused.returncode == 1
    assert "--port" in refused.stderr


def test_serve_answers_runs_jobs_and_stops_with_its_worker(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "jiefang", "serve", "--port", str(port)]
    env = os.environ | {"JIEFANG_HOME": str(tmp_path)}
    env.pop("DATABASE_URL", None)
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert answered(f"http://127.0.0.1:{port}/health/") == b'{"status": "ok"}'
        assert b"<h1" in answered(f"http://127.0.0.1:{port}/audit/")
        worker = children(server.pid, "worker")
        assert worker
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
        assert gone(worker)
    finally:
        server.kill()


def answered(url: str) -> bytes:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=10) as answer:  # noqa: S310  # our own
                return bytes(answer.read())
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


def children(parent: int, word: str) -> list[int]:
    """The processes below `parent` whose command line holds a word."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        found = [pid for pid, line in commands() if f"--parent\0{parent}" in line and word in line]
        if found:
            return found
        time.sleep(0.2)
    return []


def commands() -> list[tuple[int, str]]:
    lines = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            lines.append((int(path.parent.name), path.read_text("utf-8", "replace")))
        except OSError:
            continue
    return lines


def gone(pids: list[int]) -> bool:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if not any(pid in pids for pid, line in commands() if line):
            return True
        time.sleep(0.2)
    return False
