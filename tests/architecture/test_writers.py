"""Only actions write to the database; pages, queries, jobs and `save()` do not."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE, modules, place, tree

ALWAYS = {"bulk_create", "bulk_update", "get_or_create", "update_or_create"}
ALWAYS |= {f"a{name}" for name in ALWAYS}
SAVING = {"save", "asave"}
SAVE_WORDS = {"update_fields", "using", "force_insert", "force_update"}
DELETING = {"delete", "adelete", "_raw_delete"}
FILLING = {"create", "update", "acreate", "aupdate"}
QUERYSET = {"objects", "filter", "exclude", "all", "visible_to", "select_for_update", "order_by"}


def writes(source: ast.AST) -> Iterator[ast.Call]:
    """Yield calls that look like a write through Django's object-relational mapper."""
    for node in ast.walk(source):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _writes(node):
            yield node


def _writes(call: ast.Call) -> bool:
    assert isinstance(call.func, ast.Attribute)
    name, words = call.func.attr, {word.arg for word in call.keywords}
    if name in ALWAYS:
        return True
    if name in SAVING:
        return not call.args and words <= SAVE_WORDS
    if name in DELETING:
        return not call.args and not words
    return name in FILLING and not call.args and (bool(words) or _on_queryset(call.func.value))


def _on_queryset(receiver: ast.AST) -> bool:
    return any(isinstance(n, ast.Attribute) and n.attr in QUERYSET for n in ast.walk(receiver))


def may_write(path: Path) -> bool:
    """Tell whether a module is one of the writers: actions, the ledger, builders for tests."""
    room, *rest = path.relative_to(PACKAGE).parts
    return room in {"ledger", "figures"} or bool({"actions.py", "actions", "testing.py"} & {*rest})


def test_only_actions_write() -> None:
    readers = (path for path in modules() if not may_write(path))
    assert [place(path, node) for path in readers for node in writes(tree(path))] == []


@pytest.mark.parametrize(
    "planted",
    [
        "run.save()",
        "run.save(update_fields=['state'])",
        "File.objects.create(name=name)",
        "files(actor).filter(old=True).update(gone=True)",
        "File.objects.all().delete()",
        "Account.objects.get_or_create(name=name)",
        "model.objects.bulk_create(rows)",
    ],
)
def test_a_planted_write_is_seen(planted: str) -> None:
    assert list(writes(ast.parse(planted)))


@pytest.mark.parametrize(
    "harmless", ["names.update(others)", "book.save(path)", "digest.update(b'')", "seen.add(1)"]
)
def test_other_methods_of_that_name_are_left_alone(harmless: str) -> None:
    assert not list(writes(ast.parse(harmless)))
