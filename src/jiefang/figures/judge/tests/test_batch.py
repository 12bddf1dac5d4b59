"""A whole corpus: order, processes, speed."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.judge import judge, judge_all
from jiefang.figures.judge import verdict as verdict_module
from jiefang.figures.judge.tests.build import equation, formula, relation, relation_of, vectors
from jiefang.figures.judge.tests.shapes import SHAPES, amount, chance, print_world, printed
from jiefang.figures.relation import Equation, Relation


def corpus(seed: int, count: int) -> list[Relation]:
    """Relations of every shape, and the golden ones."""
    random = chance(seed)
    found = []
    for i in range(count):
        made = print_world(random.choice(SHAPES)(random), random)
        found.append(renamed(made, f"{i}"))
    golden = [relation_of(line["input"]) for line in vectors("verdicts.jsonl")]
    plain = [
        each
        for each in golden
        if isinstance(each.check, Equation) and not any(claim.values for claim in each.claims)
    ]
    return [*found, *(renamed(each, f"g{i}") for i, each in enumerate(plain))]


def renamed(made: Relation, prefix: str) -> Relation:
    """The same relation over claims of its own."""
    assert isinstance(made.check, Equation)
    from_text = str(made.check.recompute).replace("^", "**")
    claims = {f"x{prefix}{claim.id}": claim for claim in made.claims}
    for name, claim in claims.items():
        from_text = _word(from_text, claim.id, name)
    renewed = tuple(_with_id(claim, name) for name, claim in claims.items())
    check = Equation(formula(from_text), f"x{prefix}{made.check.stated}", made.check.comparison)
    return Relation(
        made.rule,
        made.strength,
        renewed,
        check,
        made.license,
        missing=made.missing,
        explanations=made.explanations,
    )


@settings(max_examples=4, deadline=None)
@given(seed=st.integers(0, 1000))
def test_order_of_the_relations_does_not_matter(seed):
    made = corpus(seed, 20)
    shuffled = list(made)
    chance(seed).shuffle(shuffled)
    one, other = judge_all(made), judge_all(shuffled)
    assert sorted(map(repr, one.findings)) == sorted(map(repr, other.findings))
    assert one.joints == other.joints
    assert one.notes == other.notes


@pytest.mark.slow
def test_processes_change_nothing():
    made = [*corpus(3, 60), *wrong(300), *families(300)]
    judged = judge_all(made, jobs=2)
    assert judged == judge_all(made, jobs=1)
    assert len(judged.joints) == 300
    assert sum(bool(each.repairs) for each in judged.findings) > 300


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_quick_way_for_sums_says_what_the_long_way_says(seed):
    random = chance(seed)
    names = [f"p{i}" for i in range(random.randint(1, 5))]
    claims = {
        name: printed(name, amount(random) * random.choice([-1, 1]), "元", random)
        for name in ("s", *names)
    }
    terms = " + ".join(random.choice([name, f"0 - {name}", f"{name} - 3"]) for name in names)
    made = relation(claims, equation("s", terms, random.choice(["=", "<=", ">="])))
    quick = judge(made)
    operands = verdict_module._operands(made, verdict_module.DEFAULT_LEEWAY)
    assert operands is not None
    assert quick == verdict_module._decided(made, operands)


def sums(count: int) -> list[Relation]:
    """Simple sums of four parts, as tables print them."""
    random = chance(1)
    found = []
    for i in range(count):
        parts = [random.randint(100, 99999) for _ in range(4)]
        claims = {
            f"n{i}{name}": f"{value // 100}.{value % 100:02d} 亿 元"
            for name, value in zip("sabcd", (sum(parts), *parts), strict=True)
        }
        stated, *others = claims
        found.append(relation(claims, equation(stated, " + ".join(others)), rule="A01"))
    return found


def wrong(count: int) -> list[Relation]:
    """Sums that miss, each with repairs to look for."""
    return [
        relation(
            {f"w{i}s": f"{i + 9}.5 元", f"w{i}a": f"{i}.1 元", f"w{i}b": "2.2 元"},
            equation(f"w{i}s", f"w{i}a + w{i}b"),
        )
        for i in range(count)
    ]


def families(count: int) -> list[Relation]:
    """Pairs of relations that share a figure and cannot be true together."""
    found = []
    for i in range(count):
        claims = {f"f{i}{name}": "5.0 元" for name in "ab"}
        for rule, shift in (("A01", "+"), ("A02", "-")):
            check = equation(f"f{i}a", f"f{i}b {shift} 0.09")
            found.append(relation(claims, check, rule=rule))
    return found


def test_simple_relations_are_judged_fast():
    """100,000 within a minute on one core: 2,500 in a second and a half leave room for the rest."""
    made = sums(2500)
    started = process_time()
    judged = judge_all(made)
    assert process_time() - started < 1.5
    assert {finding.verdict for finding in judged.findings} == {"consistent"}


def test_cost_grows_with_the_number_of_relations():
    small, large = sums(400), sums(3200)
    started = process_time()
    judge_all(small)
    middle = process_time()
    judge_all(large)
    assert process_time() - middle < 24 * max(middle - started, 0.01)


def _word(text: str, old: str, new: str) -> str:
    return "".join(new if part == old else part for part in _words(text))


def _words(text: str) -> list[str]:
    parts: list[str] = []
    for sign in text:
        if parts and sign.isalnum() and parts[-1][-1].isalnum():
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts


def _with_id(claim, name):
    fields = {key: getattr(claim, key) for key in claim.__dataclass_fields__}
    return type(claim)(**{**fields, "id": name})
