"""True worlds (真值): figures that fulfil a relation exactly, and their prints.

Every shape draws rational values for its operands and works out the stated one, so that a print of
them, rounded or cut off, is by construction not an error.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import floor
from random import Random

from jiefang.figures.claim import Claim
from jiefang.figures.judge.tests.build import claim, equation, relation
from jiefang.figures.numeral import SCALES
from jiefang.figures.relation import Relation


def chance(seed: int) -> Random:
    """The same run of chance for the same seed; nothing secret hangs on it."""
    return Random(seed)  # noqa: S311


@dataclass(frozen=True)
class World:
    """True values by name, the formula, and what each figure is printed like."""

    values: Mapping[str, Fraction]
    formula: str
    units: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.values)


def amount(random: Random) -> Fraction:
    """An amount of money between a thousand and a billion, with many decimals."""
    return Fraction(random.randint(10**8, 10**14), 10**5 * random.choice([1, 7, 10]))


def rate(random: Random, least: int = -300, most: int = 400) -> Fraction:
    """A rate of change in per cent."""
    return Fraction(random.randint(least * 97, most * 97), 970)


def total(random: Random) -> World:
    parts = {f"p{i}": amount(random) for i in range(random.randint(2, 7))}
    return World({"s": sum(parts.values()), **parts}, " + ".join(parts), {})


def difference(random: Random) -> World:
    a, b = amount(random), amount(random)
    return World({"s": a - b, "a": a, "b": b}, "a - b", {})


def share(random: Random) -> World:
    a = amount(random)
    b = a * (1 + Fraction(random.randint(1, 5000), 700))
    return World({"s": a / b * 100, "a": a, "b": b}, "a / b * 100", {"s": "%"})


def share_of_sum(random: Random) -> World:
    a, b, c = amount(random), amount(random), amount(random)
    return World(
        {"s": a / (a + b + c) * 100, "a": a, "b": b, "c": c}, "a / (a + b + c) * 100", {"s": "%"}
    )


def growth(random: Random) -> World:
    a, g = amount(random), rate(random)
    return World({"s": g, "b": a * (1 + g / 100), "a": a}, "(b / a - 1) * 100", {"s": "%"})


def growth_repeated(random: Random) -> World:
    a, g = amount(random), rate(random)
    return World({"s": g, "b": a * (1 + g / 100), "a": a}, "(b - a) / a * 100", {"s": "%"})


def growth_from_rise(random: Random) -> World:
    a, g = amount(random), rate(random, 1)
    return World(
        {"s": g, "d": a * g / 100, "t": a * (1 + g / 100)}, "d / (t - d) * 100", {"s": "%"}
    )


def average(random: Random) -> World:
    a, g, years = amount(random), rate(random, -100, 200), random.choice([2, 3, 5, 10])
    b = a * (1 + g / 100) ** years
    return World({"s": g, "b": b, "a": a}, f"(root(b / a, {years}) - 1) * 100", {"s": "%"})


def multiple(random: Random) -> World:
    g, years = rate(random, 10, 250), random.choice([3, 5, 10])
    return World(
        {"m": (1 + g / 100) ** years, "s": g},
        f"(1 + s / 100) ** {years}",
        {"m": "倍", "s": "%"},
    )


def pull(random: Random) -> World:
    c, g = Fraction(random.randint(100, 9000), 97), rate(random, 10)
    return World(
        {"s": c * g / 100, "c": c, "g": g}, "c * g / 100", {"s": "个百分点", "c": "%", "g": "%"}
    )


def weighted(random: Random) -> World:
    a, b, c = amount(random), amount(random), amount(random)
    x, y, z = rate(random), rate(random), rate(random)
    mean = (a * x + b * y + c * z) / (a + b + c)
    return World(
        {"s": mean, "a": a, "x": x, "b": b, "y": y, "c": c, "z": z},
        "(a * x + b * y + c * z) / (a + b + c)",
        {"s": "%", "x": "%", "y": "%", "z": "%"},
    )


def intensity(random: Random) -> World:
    e, g = rate(random), rate(random)
    return World(
        {"s": ((1 + e / 100) / (1 + g / 100) - 1) * 100, "e": e, "g": g},
        "((1 + e / 100) / (1 + g / 100) - 1) * 100",
        {"s": "%", "e": "%", "g": "%"},
    )


def tax_share(random: Random) -> World:
    p, r, t = amount(random), Fraction(random.randint(2000, 9900), 101), amount(random)
    return World(
        {"s": p / (r / 100 * t) * 100, "p": p, "r": r, "t": t},
        "p / (r / 100 * t) * 100",
        {"s": "%", "r": "%"},
    )


def sex_ratio(random: Random) -> World:
    m = Fraction(random.randint(4500, 5500), 101)
    return World({"s": m / (100 - m) * 100, "m": m}, "m / (100 - m) * 100", {"m": "%", "s": "-"})


SHAPES: tuple[Callable[[Random], World], ...] = (
    total,
    difference,
    share,
    share_of_sum,
    growth,
    growth_repeated,
    growth_from_rise,
    average,
    multiple,
    pull,
    weighted,
    intensity,
    tax_share,
    sex_ratio,
)


def printed(
    name: str, value: Fraction, unit: str, random: Random, *, cut: bool = False, finest: int = 3
) -> Claim:
    """A print of a true value with some scale and decimals, rounded half up or cut off."""
    scale = random.choice([None, "万", "亿"]) if unit == "元" else None
    size = abs(value) / 10 ** (SCALES[scale] if scale else 0)
    decimals = random.randint(1, finest)
    steps = floor(size * 10**decimals + (0 if cut else Fraction(1, 2)))
    digits = str(steps).rjust(decimals + 1, "0")
    digits = f"{digits[:-decimals]}.{digits[-decimals:]}"
    return claim(
        name,
        f"{digits} {scale or ''} {unit}",
        sign="-" if value < 0 else "",
        kind="growth" if unit == "%" else "level",
    )


def print_world(world: World, random: Random, *, cut: bool = False, finest: int = 3) -> Relation:
    """The relation of a world with every figure printed."""
    claims = {
        name: printed(name, value, world.units.get(name, "元"), random, cut=cut, finest=finest)
        for name, value in world.values.items()
    }
    return relation(claims, equation(world.names[0], world.formula))
