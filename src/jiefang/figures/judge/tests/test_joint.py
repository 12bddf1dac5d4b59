"""Joint feasibility: what cannot be true together, and who may be wrong."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.judge import judge, judge_all
from jiefang.figures.judge.certificate import holds
from jiefang.figures.judge.joint import MAX_CLAIMS, joints
from jiefang.figures.judge.tests.build import claim, equation, relation
from jiefang.figures.judge.tests.shapes import amount, chance, printed

CONTRIBUTIONS = (("14.2", "1.2"), ("15.7", "1.3"), ("70.1", "5.6"))


def pulls(growth: str = "8.1", **more):
    """Pull of each industry = contribution times growth of the whole."""
    whole = claim("g", f"{growth} %", kind="growth")
    return [
        relation(
            {
                f"p{i}": claim(f"p{i}", f"{pull} 个百分点", kind="pp_change"),
                f"c{i}": claim(f"c{i}", f"{share} %", kind="share"),
                "g": whole,
            },
            equation(f"p{i}", f"c{i} * g / 100"),
            rule="A15",
            **more,
        )
        for i, (share, pull) in enumerate(CONTRIBUTIONS)
    ]


def test_contributions_growth_and_pulls_that_pass_singly_fail_together():
    judged = judge_all(pulls())
    assert {finding.verdict for finding in judged.findings} == {"consistent"}
    (joint,) = judged.joints
    assert joint.strength == "hard"
    assert not joint.capped
    assert joint.suspects == (("c0",), ("c2",), ("p0",), ("p2",))
    assert len(joint.relations) == 2
    assert holds(joint.certificate, joint.inequalities)


def test_the_certificate_rests_on_printed_bounds_only():
    (joint,) = judge_all(pulls()).joints
    bounds = {each.name: each.bound for each in joint.inequalities}
    assert bounds["c0 <="] == "57/4"
    assert bounds["p2 <="] == "113/20"


def test_the_proof_does_not_depend_on_the_order():
    made = pulls()
    backwards = [replace(each, claims=tuple(reversed(each.claims))) for each in reversed(made)]
    one, other = judge_all(made).joints, judge_all(backwards).joints
    assert [each.suspects for each in one] == [each.suspects for each in other]


def test_another_growth_makes_it_possible():
    assert judge_all(pulls("8.0")).joints == ()
    assert judge_all(pulls(), joint=False).joints == ()


def test_shares_that_were_made_to_close_are_only_a_hint():
    (joint,) = judge_all(pulls(explanations=("forced_closure",))).joints
    assert (joint.strength, joint.explanation) == ("soft", "forced_closure")


def test_soft_hedged_and_unconfirmed_relations_take_no_part():
    assert judge_all(pulls(strength="soft")).joints == ()
    assert judge_all(pulls(missing=("same_scope",))).joints == ()


def test_round_numbers_are_not_held_to_their_zeros():
    """As printed the parts leave no room; as round numbers they do."""
    claims = {
        "t": "3000 亿 元",
        "a": "1250 亿 元",
        "b": "1750.5 亿 元",
    }
    total = claim("t", "3000 亿 元")
    first = relation({**claims, "t": total}, equation("t", "a + b"), rule="A01")
    second = relation({"t": total, "u": "2999.5 亿 元"}, equation("t", "u"), rule="A23")
    judged = judge_all([first, second])
    assert {finding.verdict for finding in judged.findings} == {"consistent"}
    assert judged.joints == ()


def table(random: Random, rows: int, columns: int):
    """A table of amounts with row and column totals, all printed with rounding."""
    cells = [[amount(random) for _ in range(columns)] for _ in range(rows)]
    name = "r{}c{}".format
    prints = {
        name(i, j): printed(name(i, j), cells[i][j], "元", random)
        for i in range(rows)
        for j in range(columns)
    }
    found = []
    for i in range(rows):
        total = printed(f"row{i}", sum(cells[i]), "元", random)
        members = {name(i, j): prints[name(i, j)] for j in range(columns)}
        found.append(
            relation({f"row{i}": total, **members}, equation(f"row{i}", " + ".join(members)))
        )
    for j in range(columns):
        total = printed(f"col{j}", sum(row[j] for row in cells), "元", random)
        members = {name(i, j): prints[name(i, j)] for i in range(rows)}
        found.append(
            relation({f"col{j}": total, **members}, equation(f"col{j}", " + ".join(members)))
        )
    return found


def economy(random: Random):
    """Parts, total, shares, growth, contributions and pulls of one true economy."""
    now = [amount(random) for _ in range(3)]
    before = [each / (1 + Fraction(random.randint(-20, 150), 1000)) for each in now]
    total, base = sum(now), sum(before)
    growth = (total / base - 1) * 100
    whole = printed("t", total, "元", random)
    rate = printed("g", growth, "%", random)
    parts = {f"a{i}": printed(f"a{i}", now[i], "元", random) for i in range(3)}
    found = [relation({"t": whole, **parts}, equation("t", "a0 + a1 + a2"), rule="A01")]
    for i in range(3):
        share = printed(f"s{i}", now[i] / total * 100, "%", random)
        last = printed(f"b{i}", before[i], "元", random)
        rise = printed(f"r{i}", (now[i] / before[i] - 1) * 100, "%", random)
        part = (now[i] - before[i]) / (total - base) * 100 if total != base else Fraction(0)
        given = printed(f"c{i}", part, "%", random)
        pull = printed(f"p{i}", part * growth / 100, "个百分点", random)
        this = {f"a{i}": parts[f"a{i}"]}
        found += [
            relation({f"s{i}": share, **this, "t": whole}, equation(f"s{i}", f"a{i} / t * 100")),
            relation(
                {f"r{i}": rise, **this, f"b{i}": last},
                equation(f"r{i}", f"(a{i} / b{i} - 1) * 100"),
            ),
            relation(
                {f"p{i}": pull, f"c{i}": given, "g": rate}, equation(f"p{i}", f"c{i} * g / 100")
            ),
        ]
    return found


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_true_economy_is_never_jointly_impossible(seed):
    judged = judge_all(economy(chance(seed)))
    assert {finding.verdict for finding in judged.findings} == {"consistent"}
    assert judged.joints == ()


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_a_true_table_is_never_jointly_impossible(seed):
    random = chance(seed)
    judged = judge_all(table(random, random.randint(2, 4), random.randint(2, 5)))
    assert judged.joints == ()


def test_every_smallest_set_of_two_is_found():
    """Two like groups share the growth: either both low ends are wrong, or both high ends."""
    second = [
        replace(
            each,
            claims=tuple(c if c.id == "g" else replace(c, id=f"z{c.id}") for c in each.claims),
            check=equation(f"zp{i}", f"zc{i} * g / 100"),
        )
        for i, each in enumerate(pulls())
    ]
    (joint,) = judge_all([*pulls(), *second]).joints
    low = {(one, f"z{two}") for one in ("c0", "p0") for two in ("c0", "p0")}
    high = {(one, f"z{two}") for one in ("c2", "p2") for two in ("c2", "p2")}
    assert set(joint.suspects) == low | high
    assert not joint.capped


def test_relations_that_no_figure_can_satisfy_have_no_suspects():
    made = [
        relation({"a": "5.0 元", "b": "5.0 元"}, equation("a", "b + 0.05"), rule="A01"),
        relation({"a": "5.0 元", "b": "5.0 元"}, equation("a", "b - 0.05"), rule="A02"),
    ]
    (joint,) = judge_all(made).joints
    assert (joint.suspects, joint.capped) == ((), False)
    assert holds(joint.certificate, joint.inequalities)


def test_freeing_a_suspect_really_helps():
    """Replaced by a value from its repaired range, the relations hold together again."""
    made = pulls()
    freed = claim("p2", "5.7 个百分点", kind="pp_change")
    mended = [
        replace(each, claims=tuple(freed if c.id == "p2" else c for c in each.claims))
        for each in made
    ]
    judged = judge_all(mended)
    assert {finding.verdict for finding in judged.findings} == {"consistent"}
    assert judged.joints == ()


def test_too_many_figures_are_split_by_paragraph_or_noted():
    ring = [claim(f"t{i}", "2.0 元") for i in range(MAX_CLAIMS + 1)]

    def equalities(paragraph):
        return [
            relation(
                {one.id: replace(one, paragraph=paragraph), two.id: two}, equation(one.id, two.id)
            )
            for one, two in pairwise([*ring, ring[0]])
        ]

    _, notes = joints([judge(each) for each in equalities(1)])
    assert len(notes) == 1
    assert f"{MAX_CLAIMS + 1} figures" in notes[0]
    halves = equalities(1)[:30] + equalities(2)[30:]
    assert joints([judge(each) for each in halves])[1] == ()


def test_a_rate_too_coarse_to_bind_is_left_out():
    """The share rounds to 50 whatever the parts are; only the two sums are weighed."""
    total = claim("t", "20.01 元")
    parts = {"a": claim("a", "10.00 元"), "b": claim("b", "10.00 元")}
    made = [
        relation({"t": total, **parts}, equation("t", "a + b"), rule="A01"),
        relation({"t": total, **parts}, equation("t", "a + b + 0.01"), rule="A02"),
        relation({"s": "50 %", "a": parts["a"], "t": total}, equation("s", "a / t * 100")),
    ]
    share = made[2].id
    found = [judge(each) for each in made]
    assert {finding.verdict for finding in found} == {"consistent"}
    (joint,), _ = joints(found)
    assert share not in joint.relations


def test_the_story_is_told_with_few_relations():
    """The sums of pulls and of contributions fail too, but two products are enough."""
    made = pulls()
    figures = {claim.id: claim for each in made for claim in each.claims}
    shares = {name: figures[name] for name in ("c0", "c1", "c2")}
    points = {name: figures[name] for name in ("g", "p0", "p1", "p2")}
    closing = relation(
        shares, equation("c0", "100 - c1 - c2"), rule="A14", explanations=("forced_closure",)
    )
    adding = relation(points, equation("g", "p0 + p1 + p2"), rule="A15")
    (joint,) = judge_all([*made, closing, adding]).joints
    assert set(joint.relations) == {made[0].id, made[2].id}
    assert (joint.strength, joint.explanation) == ("soft", "forced_closure")
    assert joint.suspects == (("c0",), ("c2",), ("p0",), ("p2",))
