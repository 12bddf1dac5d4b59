"""Linter, formatter, import contracts, templates, types and lock file say that all is well."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def complaints(*command: str, variables: dict[str, str] | None = None) -> str:
    """Run a tool in the checkout; what it says when it is not content, else nothing."""
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env=variables
    )
    return done.stdout + done.stderr if done.returncode else ""


def tool(name: str) -> str:
    return str(BIN / name)


def test_linter() -> None:
    assert complaints(tool("ruff"), "check", "--output-format", "concise", ".") == ""


def test_format() -> None:
    assert complaints(tool("ruff"), "format", "--check", ".") == ""


def test_import_contracts() -> None:
    assert complaints(tool("lint-imports"), "--no-cache") == ""


def test_templates() -> None:
    if not any((ROOT / "src").rglob("templates/**/*.html")):
        pytest.skip("no template yet")
    assert complaints(tool("djlint"), "--quiet", "--lint", "src") == ""


def test_lock_file_fits_the_project() -> None:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    check = (bootstrap.find_uv(), "lock", "--check", "--offline", "--quiet")
    assert complaints(*check, variables=variables) == ""


@pytest.mark.slow
def test_types() -> None:
    assert complaints(tool("mypy")) == ""
