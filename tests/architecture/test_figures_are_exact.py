"""No `float` in figures: printed digits are fractions and decimals, never binary approximations."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import modules, place, tree

LOSSY = {"sqrt", "log", "log10", "exp", "pow"}


def inexact(source: ast.AST) -> Iterator[ast.AST]:
    """Yield float literals, calls of `float` and of functions of `math` that answer in floats."""
    for node in ast.walk(source):
        if isinstance(node, ast.Constant) and isinstance(node.value, float):
            yield node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in {"float", "complex"}:
                yield node
        elif isinstance(node, ast.Attribute) and node.attr in LOSSY and _is_math(node.value):
            yield node


def _is_math(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "math"


def test_no_float_in_figures() -> None:
    found = [place(path, node) for path in modules(under="figures") for node in inexact(tree(path))]
    assert found == []


@pytest.mark.parametrize("planted", ["x = 0.5", "x = float(y)", "x = math.log10(y)", "x = 1e-9"])
def test_a_planted_float_is_seen(planted: str) -> None:
    assert list(inexact(ast.parse(planted)))


@pytest.mark.parametrize(
    "clean", ["isinstance(cell, float)", "x = Fraction(1, 2)", "math.floor(y)"]
)
def test_exact_code_is_left_alone(clean: str) -> None:
    assert not list(inexact(ast.parse(clean)))
