"""The solver against elimination, and every answer checked."""

from __future__ import annotations

from fractions import Fraction
from time import process_time

from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.interval import EVERYTHING, Interval
from jiefang.figures.judge.certificate import holds
from jiefang.figures.judge.simplex import Row, System, inequalities_of, solve
from jiefang.figures.judge.tests.shapes import chance
from jiefang.figures.relation import Inequality

NAMES = ("x", "y", "z", "w")
ENDS = st.one_of(st.none(), st.integers(-6, 6).map(Fraction))


@st.composite
def systems(draw):
    def within():
        lo, hi = draw(ENDS), draw(ENDS)
        if lo is not None and hi is not None and lo > hi:
            lo, hi = hi, lo
        return Interval(lo, hi)

    names = NAMES[: draw(st.integers(1, 4))]
    bounds = {name: within() for name in names}
    rows = []
    for i in range(draw(st.integers(1, 5))):
        terms = {
            name: Fraction(draw(st.integers(-3, 3)), draw(st.integers(1, 3))) for name in names
        }
        rows.append(Row(f"r{i}", terms, within()))
    return System(bounds, tuple(rows))


def written(system: System) -> list[Inequality]:
    return [
        Inequality(name, tuple((key, str(value)) for key, value in terms.items()), str(bound))
        for name, (terms, bound) in inequalities_of(system).items()
    ]


def eliminated(system: System) -> bool:
    """Fourier and Motzkin: feasible or not, by eliminating one variable after the other."""
    rows = {
        (tuple(terms.get(name, Fraction(0)) for name in system.bounds), bound)
        for terms, bound in inequalities_of(system).values()
    }
    for i in range(len(system.bounds)):
        above = [row for row in rows if row[0][i] > 0]
        below = [row for row in rows if row[0][i] < 0]
        rows = {row for row in rows if row[0][i] == 0}
        for up, most in above:
            for down, least in below:
                one, other = -down[i], up[i]
                merged = tuple(one * a + other * b for a, b in zip(up, down, strict=True))
                rows.add((merged, one * most + other * least))
    return all(bound >= 0 for _, bound in rows)


def assert_proven(system: System, answer) -> None:
    if answer.point is None:
        certificate = [(name, str(weight)) for name, weight in answer.certificate]
        assert holds(certificate, written(system))
        return
    for name, within in system.bounds.items():
        assert within.contains(answer.point[name])
    for row in system.rows:
        assert row.within.contains(
            sum((c * answer.point[n] for n, c in row.terms.items()), Fraction(0))
        )


@settings(max_examples=500, deadline=None)
@given(system=systems())
def test_answers_agree_with_elimination_and_are_proven(system):
    answer = solve(system)
    assert (answer.point is not None) == eliminated(system)
    assert answer.is_impossible == (answer.point is None)
    assert_proven(system, answer)


@settings(max_examples=100, deadline=None)
@given(system=systems(), values=st.lists(st.integers(-9, 9), min_size=4, max_size=4))
def test_the_start_changes_nothing(system, values):
    start = {name: Fraction(value) for name, value in zip(NAMES, values, strict=True)}
    assert solve(system).is_impossible == solve(system, start).is_impossible


def test_a_tampered_certificate_is_refused():
    box = Interval(Fraction(0), Fraction(1))
    rows = (Row("sum", {"x": Fraction(1), "y": Fraction(1)}, Interval(Fraction(3), None)),)
    system = System({"x": box, "y": box}, rows)
    good = [(name, str(weight)) for name, weight in solve(system).certificate]
    assert holds(good, written(system))
    assert not holds(good[1:], written(system))
    assert not holds([(name, f"-{weight}") for name, weight in good], written(system))
    assert not holds([*good, ("elsewhere <=", "1")], written(system))
    assert not holds([], written(system))


def test_degenerate_systems_do_not_cycle():
    """Many equal rows through one point: every step is of length zero."""
    names = [f"x{i}" for i in range(8)]
    rows = tuple(
        Row(
            f"r{i}",
            {name: Fraction((i * 7 + j * 3) % 5 - 2) for j, name in enumerate(names)},
            Interval(Fraction(0), Fraction(0)),
        )
        for i in range(30)
    )
    force = Row("force", {names[0]: Fraction(1)}, Interval(Fraction(1), None))
    system = System(dict.fromkeys(names, EVERYTHING), (*rows, force))
    assert_proven(system, solve(system))


def test_sixty_by_forty_is_fast():
    random = chance(1)
    values = {f"x{i}": Fraction(random.randint(-1000, 1000), 10) for i in range(60)}
    bounds = {
        name: Interval(value - Fraction(1, 20), value + Fraction(1, 20))
        for name, value in values.items()
    }
    rows = []
    for i in range(40):
        terms = {n: Fraction(random.randint(-9, 9)) for n in values if random.random() < 0.3}
        target = sum(c * values[n] for n, c in terms.items()) + Fraction(random.randint(-9, 9), 20)
        rows.append(Row(f"r{i}", terms, Interval(target, target)))
    system = System(bounds, tuple(rows))
    started = process_time()
    answer = solve(system, values)
    assert process_time() - started < 1
    assert_proven(system, answer)
