"""A relation's arithmetic in the document's own figures (算式), for people.

>>> from jiefang.figures.formula import Var
>>> shown((Var("a") - Var("b")) / Var("b") * 100, {"a": "12亿元", "b": "10亿元"})
'(12亿元 − 10亿元) ÷ 10亿元 × 100'
"""

from collections.abc import Mapping
from typing import Final

from jiefang.figures.formula import Const, Expr, Operation, Power, Root, Var

SIGNS: Final = {"+": "+", "-": "−", "*": "×", "/": "÷"}
STRENGTH: Final = {"+": 1, "-": 1, "*": 2, "/": 2}
SUPERSCRIPTS: Final = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
ATOM: Final = 9


def shown(expr: Expr, names: Mapping[str, str]) -> str:
    """Write an expression with the printed figures in place of its variables."""
    return _written(expr, names)[0]


def _written(expr: Expr, names: Mapping[str, str]) -> tuple[str, int]:
    """The text of an expression and how strongly it holds together."""
    match expr:
        case Var(name):
            return names.get(name, name), ATOM
        case Const(value):
            return str(value), ATOM if value.denominator == 1 and value >= 0 else 2
        case Operation(symbol, left, right):
            return _operation(symbol, left, right, names)
        case Power(base, exponent):
            text = _wrapped(base, names, ATOM)
            return text + str(exponent).translate(SUPERSCRIPTS), ATOM
        case Root(radicand, degree):
            mark = "" if degree == 2 else str(degree).translate(SUPERSCRIPTS)
            return f"{mark}√{_wrapped(radicand, names, ATOM)}", ATOM
    return str(expr), ATOM


def _operation(symbol: str, left: Expr, right: Expr, names: Mapping[str, str]) -> tuple[str, int]:
    strength = STRENGTH[symbol]
    stricter = strength + 1 if symbol in "-/" else strength
    text = f"{_wrapped(left, names, strength)} {SIGNS[symbol]} {_wrapped(right, names, stricter)}"
    return text, strength


def _wrapped(expr: Expr, names: Mapping[str, str], least: int) -> str:
    text, strength = _written(expr, names)
    return text if strength >= least else f"({text})"
