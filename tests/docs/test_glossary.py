"""The glossary and the code name the same things, in both directions."""

import ast
import re
from collections.abc import Iterator
from enum import StrEnum
from inspect import getmembers, isclass
from types import ModuleType

import pytest

from jiefang.figures import claim, document, relation
from jiefang.figures.relate import all_rules
from tests.architecture.sources import PACKAGE, ROOT, modules, tree

COLUMNS = ["zh", "en", "identifier", "standard", "not to be confused with"]
CODE = re.compile(r"`([^`]+)`")
Row = dict[str, str]


def rows() -> list[Row]:
    """Every row of every table of the glossary."""
    page = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
    lines = [line.strip("| ") for line in page.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in f"{line} ".split("|")] for line in lines]
    found = [row + [""] * (len(COLUMNS) - len(row)) for row in cells if not row[0].startswith("-")]
    return [dict(zip(COLUMNS, row, strict=True)) for row in found if row != COLUMNS]


def identifiers() -> set[str]:
    return {name for row in rows() for name in CODE.findall(row["identifier"])}


def defined() -> Iterator[str]:
    """Names of the code: modules, classes, functions, members; short and with their module."""
    for path in modules():
        module = ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__")
        yield from (module, module.removeprefix("figures."))
        for node in tree(path).body:
            if not isinstance(node, ast.ClassDef | ast.FunctionDef):
                continue
            for name in (node.name, *(f"{node.name}.{member}" for member in members(node))):
                yield from (name, f"{module}.{name}")


def members(node: ast.ClassDef | ast.FunctionDef) -> Iterator[str]:
    for part in node.body if isinstance(node, ast.ClassDef) else []:
        if isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            yield part.targets[0].id
        elif isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name):
            yield part.target.id
        elif isinstance(part, ast.FunctionDef):
            yield part.name


def tables() -> Iterator[str]:
    """Database tables and their closed lists: the classes of every `models` module."""
    for path in modules():
        if "models" in path.relative_to(PACKAGE).with_suffix("").parts:
            yield from (node.name for node in tree(path).body if isinstance(node, ast.ClassDef))


def vocabulary(module: ModuleType) -> Iterator[str]:
    """Public classes of a module and the members of its enums."""
    for name, kind in getmembers(module, isclass):
        if kind.__module__ == module.__name__ and not name.startswith("_"):
            yield name
            if issubclass(kind, StrEnum):
                yield from (f"{name}.{member}" for member in kind.__members__)


def listed(name: str) -> bool:
    return any(known == name or known.endswith(f".{name}") for known in identifiers())


def test_each_row_has_both_languages_and_an_identifier() -> None:
    incomplete = [row for row in rows() if not (row["zh"] and row["en"] and row["identifier"])]
    assert incomplete == []
    assert [row for row in rows() if not re.search(r"[\u4e00-\u9fff]", row["zh"])] == []


def test_no_term_has_two_rows() -> None:
    terms = [(row["zh"], row["identifier"]) for row in rows()]
    assert sorted(terms) == sorted(set(terms))


def test_each_identifier_exists() -> None:
    known = set(defined()) | {rule.id for rule in all_rules()}
    assert identifiers() - known == set()


def test_rooms_and_tables_are_listed() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")} - {"locale"}
    assert sorted(name for name in rooms | set(tables()) if not listed(name)) == []


@pytest.mark.parametrize("module", [claim, document, relation], ids=lambda m: m.__name__)
def test_words_of_the_library_are_listed(module: ModuleType) -> None:
    assert [name for name in vocabulary(module) if not listed(name)] == []


def test_rules_are_listed_with_their_names() -> None:
    told = {(row["zh"], row["en"], row["identifier"]) for row in rows()}
    rules = {(rule.name_zh, rule.name_en, f"`{rule.id}`") for rule in all_rules()}
    assert sorted(rules - told) == []
