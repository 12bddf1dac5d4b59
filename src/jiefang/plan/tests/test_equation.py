from fractions import Fraction

import pytest

from jiefang.figures.formula import Const, Expr, Var
from jiefang.plan.equation import shown

A, B, C = Var("a"), Var("b"), Var("c")
NAMES = {"a": "12亿元", "b": "10亿元", "c": "3%"}


@pytest.mark.parametrize(
    ("expr", "expected"),
    [
        (A + B, "12亿元 + 10亿元"),
        (A - (B - C), "12亿元 − (10亿元 − 3%)"),
        (A - B - C, "12亿元 − 10亿元 − 3%"),
        (A / (B / C), "12亿元 ÷ (10亿元 ÷ 3%)"),
        ((A + B) * C, "(12亿元 + 10亿元) × 3%"),
        (A * Const(Fraction(1, 2)), "12亿元 × 1/2"),
        ((A / B).root(5) - 1, "⁵√(12亿元 ÷ 10亿元) − 1"),
        ((1 + A) ** 3, "(1 + 12亿元)³"),
        (A.root(2), "√12亿元"),
        (Var("unknown") * 2, "unknown × 2"),
    ],
)
def test_written_as_people_write_it(expr: Expr, expected: str) -> None:
    assert shown(expr, NAMES) == expected
