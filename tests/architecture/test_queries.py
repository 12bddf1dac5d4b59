"""Every read starts from what the asking person may see: `queries.py` goes through `visible_to`."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import PACKAGE, modules, place, tree

START = "visible_to"


def names_in(node: ast.AST) -> set[str]:
    """Names and attributes that a function uses."""
    found = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    return found | {n.attr for n in ast.walk(node) if isinstance(n, ast.Attribute)}


def unguarded(module: ast.Module) -> Iterator[ast.FunctionDef]:
    """Yield public functions that reach `visible_to` neither themselves nor by another of them."""
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    guarded = {START}
    while True:
        reached = {f.name for f in functions if guarded & names_in(f)} | guarded
        if reached == guarded:
            break
        guarded = reached
    yield from (f for f in functions if f.name not in guarded and not f.name.startswith("_"))


def query_modules() -> list[Path]:
    return [
        path for path in modules() if "queries" in path.relative_to(PACKAGE).with_suffix("").parts
    ]


def test_queries_start_from_visible_to() -> None:
    found = [
        f"{place(path, node)} {node.name}"
        for path in query_modules()
        for node in unguarded(tree(path))
    ]
    assert found == []


def test_a_planted_shortcut_is_seen() -> None:
    planted = """
def visible_to(actor): return File.objects.filter(owner=actor.id)
def files(actor): return visible_to(actor).all()
def newest(actor): return files(actor)[:5]
def everything(actor): return File.objects.all()
"""
    assert [node.name for node in unguarded(ast.parse(planted))] == ["everything"]
