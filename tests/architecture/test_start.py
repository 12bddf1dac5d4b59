"""The program starts at once and stays lazy: the version needs neither readers nor Django."""

import os
import subprocess
import sys

import click
import pytest

from jiefang import __main__ as program

MOST_SECONDS = 0.3
HEAVY = ("django", "openpyxl", "pdfplumber", "docx", "rich", "regex", "selectolax")


def processor_seconds() -> float:
    """Time that programs started from here have spent computing; waiting for others is not ours."""
    times = os.times()
    return times.children_user + times.children_system


def test_version_answers_at_once() -> None:
    taken = []
    command = [sys.executable, "-m", "jiefang", "--version"]
    for _ in range(5):
        started = processor_seconds()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        taken.append(processor_seconds() - started)
    assert min(taken) < MOST_SECONDS


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_start_imports_nothing_heavy(option: str) -> None:
    script = (
        "import sys\nfrom jiefang.__main__ import main\n"
        f"try: main(['{option}'])\n"
        f"except SystemExit: print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


def test_every_command_can_be_loaded_and_has_help() -> None:
    root = click.Context(program.main)
    for name in program.main.list_commands(root):
        command = program.main.get_command(root, name)
        assert command is not None
        assert command.help, name


def test_without_django_a_command_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {program.PLATFORM: {"serve": ("nowhere:serve", "Serve the site.")}}
    monkeypatch.setattr(program, "_commands", lambda table: tables.get(table, {}))
    monkeypatch.setattr(program, "platform_installed", lambda: False)
    with pytest.raises(click.UsageError, match=r"jiefang\[platform\]"):
        program.main.get_command(click.Context(program.main), "serve")


def test_two_commands_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "_commands", lambda table: {"audit": (f"{table}:audit", "")})
    with pytest.raises(program.CommandTableError, match="audit"):
        program.main.list_commands(click.Context(program.main))
