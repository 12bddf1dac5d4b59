"""Our own source files as syntax trees (语法树), for tests of house rules."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src/jiefang"

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules(*, under: str = "") -> Iterator[Path]:
    """Yield each module of the package without tests and migrations."""
    for path in sorted((PACKAGE / under).rglob("*.py")):
        if not {"tests", "migrations"} & set(path.relative_to(PACKAGE).parts):
            yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST) -> str:
    """Where a node stands, as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, FUNCTIONS):
            yield node
