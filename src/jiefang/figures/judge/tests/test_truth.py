"""The judge never accuses the truth, and finds what is planted."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.judge import judge
from jiefang.figures.judge.reprint import edits, numeral_of, rewritten
from jiefang.figures.judge.tests.shapes import SHAPES, chance, print_world

SHAPE = pytest.mark.parametrize("shape", SHAPES, ids=[shape.__name__ for shape in SHAPES])
SEEDS = st.integers(0, 2**32)


@SHAPE
@settings(max_examples=60, deadline=None)
@given(seed=SEEDS)
def test_rounded_truth_is_consistent(shape, seed):
    random = chance(seed)
    world = shape(random)
    finding = judge(print_world(world, random))
    assert finding.verdict == "consistent"
    assert finding.recomputed.contains(world.values[world.names[0]])
    assert finding.stated.contains(world.values[world.names[0]])


@SHAPE
@settings(max_examples=40, deadline=None)
@given(seed=SEEDS)
def test_truth_cut_off_is_never_inconsistent(shape, seed):
    random = chance(seed)
    finding = judge(print_world(shape(random), random, cut=True))
    assert finding.verdict in {"consistent", "explained"}
    assert finding.verdict == "consistent" or finding.explanation == "truncation"


@SHAPE
@settings(max_examples=25, deadline=None)
@given(seed=SEEDS)
def test_order_of_the_claims_does_not_matter(shape, seed):
    random = chance(seed)
    made = print_world(shape(random), random)
    shuffled = list(made.claims)
    random.shuffle(shuffled)
    one, other = judge(made), judge(replace(made, claims=tuple(shuffled)))
    assert (one.verdict, one.recomputed, one.gap) == (other.verdict, other.recomputed, other.gap)


def planted(random):
    """A true relation in which one figure suffered a slip of the pen."""
    world = random.choice(SHAPES)(random)
    made = print_world(world, random, finest=2)
    victim = random.choice(made.claims)
    slips = [
        slip
        for slip in edits(numeral_of(victim, None))
        if slip.way != "scale_slip" or victim.unit == "元"
    ]
    way = random.choice(sorted({slip.way for slip in slips}))
    slip = random.choice([slip for slip in slips if slip.way == way])
    broken = rewritten(victim, None, slip.numeral)
    claims = tuple(broken if each.id == victim.id else each for each in made.claims)
    return way, judge(replace(made, claims=claims))


def test_planted_slips_beyond_three_half_widths_are_found():
    random = chance(20261121)
    beyond = found = explained = 0
    for _ in range(3000):
        _, finding = planted(random)
        if finding.gap is not None and Fraction(finding.gap) > 3:
            beyond += 1
            found += finding.verdict == "inconsistent"
            explained += finding.verdict == "explained"
    assert beyond > 1500
    assert Fraction(found, beyond) >= Fraction(95, 100), (found, explained, beyond)
