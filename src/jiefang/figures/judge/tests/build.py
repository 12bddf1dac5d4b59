"""Builders for the judge's tests: claims and relations from a few words."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from jiefang.figures.claim import Claim, Hedge, Kind, Status
from jiefang.figures.formula import Const, Expr, Operation, Var
from jiefang.figures.numeral import SCALES
from jiefang.figures.relation import (
    Between,
    Check,
    Comparison,
    Equation,
    License,
    Observation,
    Relation,
    Strength,
    WholeNumber,
)

VECTORS = Path(__file__).parent / "vectors"
_SYMBOLS = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


def vectors(name: str) -> Iterator[dict[str, Any]]:
    """The golden lines of one file: id, input, expected, source, note."""
    for line in (VECTORS / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def claim(name: str, printed: str, **more: Any) -> Claim:
    """A claim from its print: digits, scale and unit with blanks between (`172.3 亿 元`).

    The unit may be left out (`-` for none); a ratio list is written with colons.
    """
    digits, scale, unit = _split(printed)
    kind = Kind(more.pop("kind", "level"))
    values = tuple(digits.split(":")) if ":" in digits else ()
    power = SCALES[scale] if scale else 0
    return Claim(
        id=name,
        doc=more.pop("doc", "report"),
        start=more.pop("start", 0),
        end=more.pop("end", len(printed)),
        text=more.pop("text", f"{digits}{scale or ''}{unit}"),
        digits=digits,
        scale=scale,
        unit=unit,
        value=more.pop("value") if "value" in more else "" if values else shifted(digits, power),
        kind=kind,
        hedge=Hedge(more.pop("hedge")) if more.get("hedge") else None,
        status=Status(more.pop("status")) if more.get("status") else None,
        values=values,
        **more,
    )


def shifted(digits: str, power: int) -> str:
    """The value string of a numeral: every printed digit kept, the scale applied."""
    whole, mark, decimals = digits.partition(".")
    return f"{int(whole) * 10**power}" if not mark else _scaled(whole, decimals, power)


def formula(text: str) -> Expr:
    """A formula from ordinary notation; `root(x, 5)`; a ratio member is `name_0`."""
    return _expr(ast.parse(text, mode="eval").body)


def relation(
    claims: Mapping[str, Any],
    check: Check,
    *,
    strength: str = "hard",
    rule: str = "A00",
    **more: Any,
) -> Relation:
    """A relation over claims given by name: a print, or a print with further fields."""
    made = tuple(
        value if isinstance(value, Claim) else _claim(name, value) for name, value in claims.items()
    )
    return Relation(rule, Strength(strength), made, check, License("report", 0, 1), **more)


def equation(stated: str, recompute: str, comparison: str = "=") -> Equation:
    """stated = formula, in words."""
    return Equation(formula(recompute), stated, Comparison(comparison))


def relation_of(entry: Mapping[str, Any]) -> Relation:
    """A relation from the input of a golden line."""
    more = {
        key: tuple(entry[key]) for key in ("assumptions", "missing", "explanations") if key in entry
    }
    return relation(
        entry["claims"],
        _check(entry),
        strength=entry.get("strength", "hard"),
        rule=entry.get("rule", "A00"),
        **more,
    )


def _check(entry: Mapping[str, Any]) -> Check:
    if "formula" in entry:
        return equation(entry["stated"], entry["formula"], entry.get("comparison", "="))
    if "between" in entry:
        return Between(tuple(formula(part) for part in entry["between"]), entry["stated"])
    if "whole" in entry:
        return WholeNumber(*entry["whole"])
    return Observation(entry["holds"], "观察", "observation")


def _claim(name: str, value: Any) -> Claim:
    if isinstance(value, str):
        return claim(name, value)
    more = dict(value)
    return claim(name, more.pop("print"), **more)


def _split(printed: str) -> tuple[str, str | None, str]:
    digits, *words = printed.split()
    if len(words) == 2:
        return digits, words[0], words[1]
    return digits, None, "" if words[:1] in ([], ["-"]) else words[0]


def _scaled(whole: str, decimals: str, power: int) -> str:
    number = str(int(whole + decimals) * 10**power).rjust(len(decimals) + 1, "0")
    return f"{number[: -len(decimals)]}.{number[-len(decimals) :]}"


def _expr(node: ast.expr) -> Expr:
    match node:
        case ast.Name(name):
            owner, mark, member = name.partition("_")
            return Var(f"{owner}#{member}" if mark else name)
        case ast.Constant(value):
            return Const(Fraction(str(value)))
        case ast.UnaryOp(ast.USub(), operand):
            return Operation("-", Const(Fraction(0)), _expr(operand))
        case ast.BinOp(base, ast.Pow(), ast.Constant(exponent)):
            return _expr(base) ** exponent
        case ast.BinOp(left, op, right):
            return Operation(_SYMBOLS[type(op)], _expr(left), _expr(right))
        case ast.Call(ast.Name("root"), [radicand, ast.Constant(degree)]):
            return _expr(radicand).root(degree)
    raise ValueError(ast.dump(node))
