"""No figures and no formula can make the judge fall over."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.claim import Claim, Hedge, Kind, Status
from jiefang.figures.formula import Const, Operation, Power, Root, Var
from jiefang.figures.interval import Interval
from jiefang.figures.judge import judge, judge_all
from jiefang.figures.judge.certificate import holds
from jiefang.figures.judge.tests.build import equation, relation
from jiefang.figures.relation import (
    Between,
    Comparison,
    Equation,
    License,
    Observation,
    Relation,
    Strength,
    Verdict,
    WholeNumber,
)

DIGITS = st.one_of(
    st.from_regex(r"[0-9]{1,6}(\.[0-9]{1,4})?", fullmatch=True),
    st.sampled_from(["0", "0.0", "00", "100", "3000", "9" * 80, "1/3", "", "-5", ".5", "5.", "一"]),
    st.text(max_size=4),
)
NAMES = ("a", "b", "c", "a#0", "b#1", "c#x", "elsewhere", "")


@st.composite
def claims(draw, name):
    digits = draw(DIGITS)
    return Claim(
        id=name,
        doc=draw(st.sampled_from(["one", "two"])),
        start=0,
        end=1,
        text=draw(st.text(max_size=8)),
        digits=digits,
        scale=draw(st.sampled_from([None, "万", "亿", "十亿", "", "打"])),
        unit=draw(st.sampled_from(["元", "个", "%", "‰", "倍", "番", "", "个百分点"])),
        value=draw(st.one_of(st.just(digits), DIGITS)),
        kind=draw(st.sampled_from(list(Kind))),
        sign=draw(st.sampled_from(["", "-"])),
        hedge=draw(st.sampled_from([None, *Hedge])),
        values=draw(st.sampled_from([(), ("6.9", "40.1", "53.0"), ("1", "x")])),
        status=draw(st.sampled_from([None, *Status])),
        malformed=draw(st.sampled_from([None, None, None, "no_integer"])),
        factor_base=draw(st.sampled_from([0, 0, 1])),
    )


LEAVES = st.one_of(
    st.sampled_from(NAMES).map(Var),
    st.fractions(-200, 200, max_denominator=100).map(Const),
)
EXPRS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(Operation, st.sampled_from(["+", "-", "*", "/", "%"]), inner, inner),
        st.builds(Power, inner, st.sampled_from([-2, -1, 0, 1, 2, 3, 5, 10, 500, -(10**9)])),
        st.builds(Root, inner, st.sampled_from([-1, 0, 1, 2, 3, 5, 10, 10**9])),
    ),
    max_leaves=6,
)
SAFE_NAMES = st.sampled_from(NAMES)
CHECKS = st.one_of(
    st.builds(Equation, EXPRS, SAFE_NAMES, st.sampled_from(list(Comparison))),
    st.builds(Between, st.lists(EXPRS, max_size=3).map(tuple), SAFE_NAMES),
    st.builds(WholeNumber, SAFE_NAMES, SAFE_NAMES),
    st.builds(Observation, st.booleans(), st.just("观察"), st.text(max_size=3)),
)
CODES = st.lists(
    st.sampled_from(["forced_closure", "price_basis", "scope", "unheard_of"]), max_size=2
).map(tuple)


@st.composite
def relations(draw):
    return Relation(
        rule=draw(st.sampled_from(["A01", "A04", "A10"])),
        strength=draw(st.sampled_from(list(Strength))),
        claims=tuple(draw(claims(name)) for name in draw(st.permutations(["a", "b", "c"]))),
        check=draw(CHECKS),
        license=License("one", 0, 1),
        missing=draw(st.sampled_from([(), (), ("exhaustive",)])),
        explanations=draw(CODES),
    )


def is_sound(interval: Interval | None) -> bool:
    if interval is None:
        return True
    ends = [end for end in (interval.lo, interval.hi) if end is not None]
    return all(isinstance(end, Fraction) for end in ends) and ends == sorted(ends)


@settings(max_examples=300, deadline=None)
@given(relation=relations())
def test_any_relation_gets_a_verdict(relation):
    finding = judge(relation)
    assert isinstance(finding.verdict, Verdict)
    assert is_sound(finding.stated)
    assert is_sound(finding.recomputed)
    if finding.verdict is Verdict.INCONSISTENT and finding.strength is Strength.HARD:
        assert relation.strength is Strength.HARD
        assert not relation.missing
    if finding.verdict is Verdict.INCONSISTENT and not isinstance(relation.check, Observation):
        named = [claim for claim in relation.claims if claim.hedge]
        assert finding.strength is Strength.SOFT or len(named) < 3


@settings(max_examples=60, deadline=None)
@given(made=st.lists(relations(), max_size=6))
def test_any_corpus_gets_through(made):
    judged = judge_all(made)
    assert [each.relation for each in judged.findings] == made
    for joint in judged.joints:
        assert holds(joint.certificate, joint.inequalities)


def long_sum(count: int, total: int):
    names = [f"n{i}" for i in range(count)]
    claims = {"t": f"{total}.0 元", **dict.fromkeys(names, "1.0 元")}
    return relation(claims, equation("t", " + ".join(names[:2])), rule="A01"), names


def test_a_sum_of_thousands_is_judged_and_repaired():
    base, names = long_sum(3000, 3900)
    expr = Var(names[0])
    for name in names[1:]:
        expr = expr + Var(name)
    sums = replace(base, check=Equation(expr, "t"))
    share = replace(base, rule="A04", check=Equation(Var("n0") / expr * 100, "t"))
    judged = judge_all([sums, share])
    assert [each.verdict for each in judged.findings] == ["inconsistent", "inconsistent"]
    assert judged.findings[0].repairs
