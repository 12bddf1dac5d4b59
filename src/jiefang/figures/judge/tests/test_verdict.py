"""Verdicts: golden relations, and what every verdict promises."""

from __future__ import annotations

from fractions import Fraction

import pytest

from jiefang.figures.judge import judge
from jiefang.figures.judge.tests.build import equation, relation, relation_of, vectors

LINES = list(vectors("verdicts.jsonl"))


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_verdict(line):
    finding = judge(relation_of(line["input"]))
    expected = line["expected"]
    assert finding.verdict == expected["verdict"]
    for key in ("strength", "gap", "explanation"):
        if key in expected:
            assert getattr(finding, key) == expected[key]
    if "recomputed" in expected:
        lo, hi = (Fraction(end) for end in expected["recomputed"])
        assert lo <= finding.recomputed.lo <= finding.recomputed.hi <= hi


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_gap_is_told_exactly_when_figures_are_apart(line):
    finding = judge(relation_of(line["input"]))
    if finding.stated is not None:
        assert (finding.gap is None) == (finding.verdict == "consistent")


def test_an_unknown_figure_in_a_formula_is_not_computable():
    finding = judge(relation({"s": "1.2 %"}, equation("s", "s + elsewhere")))
    assert (finding.verdict, finding.explanation) == ("undecided", "not_computable")


def test_mixed_readings_stop_at_four_documents():
    claims = {
        name: {"print": f"{value} 万 人", "doc": name}
        for name, value in zip("sabcde", ("10.0", "2.0", "2.0", "2.0", "2.0", "1.0"), strict=True)
    }
    finding = judge(relation(claims, equation("s", "a + b + c + d + e")))
    assert finding.verdict == "inconsistent"


def test_truncation_of_a_sum_needs_all_its_figures():
    claims = {"s": "10.1 亿 元", "a": "5.0 亿 元", "b": "4.9 亿 元"}
    assert judge(relation(claims, equation("s", "a + b"))).explanation == "truncation"
    claims = {"s": "9.8 亿 元", "a": "5.0 亿 元", "b": "5.0 亿 元"}
    assert judge(relation(claims, equation("s", "a + b"))).verdict == "inconsistent"
