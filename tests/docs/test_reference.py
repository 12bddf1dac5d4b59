"""The reference pages say what the code does: `make docs` would change nothing."""

import subprocess
import sys
from pathlib import Path

import click
import pytest

from jiefang.__main__ import main

ROOT = Path(__file__).resolve().parents[2]


def test_reference_is_up_to_date() -> None:
    command = [sys.executable, "tools/reference.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(done.stdout + done.stderr, pytrace=False)


def test_every_command_is_documented() -> None:
    written = (ROOT / "docs/reference/commands.md").read_text(encoding="utf-8")
    names = main.list_commands(click.Context(main))
    assert [name for name in names if f"## `jiefang {name}`" not in written] == []
