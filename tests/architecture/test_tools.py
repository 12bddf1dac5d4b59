"""Linter, formatter, import contracts, templates, types and lock file say that all is well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def agree(*command: str, variables: dict[str, str] | None = None) -> None:
    """Run a tool in the checkout and show all that it says when it is not content."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=variables
    )
    if done.returncode:
        pytest.fail(f"{done.stdout}{done.stderr}", pytrace=False)


def tool(name: str) -> str:
    return str(BIN / name)


def test_linter() -> None:
    agree(tool("ruff"), "check", "--output-format", "concise", ".")


def test_format() -> None:
    agree(tool("ruff"), "format", "--check", ".")


def test_import_contracts() -> None:
    agree(tool("lint-imports"), "--no-cache")


def test_templates() -> None:
    if not any((ROOT / "src").rglob("templates/**/*.html")):
        pytest.skip("no template yet")
    agree(tool("djlint"), "--quiet", "--lint", "src")


def test_lock_file_fits_the_project() -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    check = (bootstrap.find_uv(), "lock", "--check", "--offline", "--quiet")
    agree(*check, variables=variables)


@pytest.mark.slow
def test_types() -> None:
    agree(tool("mypy"))
