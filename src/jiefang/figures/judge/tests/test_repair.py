"""Repairs: golden ones, and that each keeps its promise."""

from __future__ import annotations

import pytest

from jiefang.figures.judge import judge, judge_all
from jiefang.figures.judge.repair import KEPT, Context, repairs
from jiefang.figures.judge.tests.build import claim, equation, relation, relation_of, vectors

LINES = list(vectors("repairs.jsonl"))
MISSES = [
    line for line in vectors("verdicts.jsonl") if line["expected"]["verdict"] == "inconsistent"
]


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_repair(line):
    finding = judge(relation_of(line["input"]))
    told = [
        f"{each.before} → {each.after} {each.way}"
        for each in repairs(finding, Context.of([finding]))
    ]
    assert set(line["expected"]) <= set(told), told


@pytest.mark.parametrize("line", MISSES, ids=[line["id"] for line in MISSES])
def test_every_miss_of_figures_has_a_repair_and_few(line):
    finding = judge(relation_of(line["input"]))
    found = repairs(finding, Context.of([finding]))
    assert len(found) <= KEPT
    assert found or finding.stated is None


def test_what_agrees_needs_no_repair():
    finding = judge(relation({"s": "3 个", "a": "3 个"}, equation("s", "a")))
    assert repairs(finding, Context.of([finding])) == ()


def family():
    """A total that misses, whose share and growth agree with it as printed."""
    total = claim("t", "82 个", subject="项目", start=10)
    one, two = claim("a", "42 个", start=20), claim("b", "39 个", start=30)
    share = claim("p", "51.2 %", kind="share", start=40)
    twin = claim("z", "82 个", subject="项目", start=900)
    sums = relation({"t": total, "a": one, "b": two}, equation("t", "a + b"), rule="A01")
    shares = relation({"p": share, "a": one, "t": total}, equation("p", "a / t * 100"), rule="A04")
    return sums, shares, twin


def test_a_repair_names_the_relations_it_would_break_and_other_places():
    sums, shares, twin = family()
    finding = judge_all([sums, shares], claims=[twin]).findings[0]
    by_print = {(each.claim, each.after): each for each in finding.repairs}
    total = by_print["t", "81个"]
    assert total.breaks == (shares.id,)
    assert total.also == ("p", "z")
    assert by_print["b", "40个"].breaks == ()
    assert by_print["b", "40个"].also == ()


def test_repairs_that_break_nothing_come_first():
    sums, shares, twin = family()
    finding = judge_all([sums, shares], claims=[twin]).findings[0]
    broken = [len(each.breaks) for each in finding.repairs]
    assert broken == sorted(broken)


def test_a_repair_that_mends_a_second_relation_comes_first():
    total = claim("t", "82 个")
    one = {"t": total, "a": claim("a", "42 个"), "b": claim("b", "39 个")}
    other = {"t": total, "c": claim("c", "50 个"), "d": claim("d", "31 个")}
    first = relation(one, equation("t", "a + b"), rule="A01")
    second = relation(other, equation("t", "c + d"), rule="A02")
    for finding in judge_all([first, second]).findings:
        assert (finding.repairs[0].claim, finding.repairs[0].after) == ("t", "81个")
