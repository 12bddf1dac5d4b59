"""The almanac of published figures (数字册): one row a fact, with every print side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jiefang.site.seeds.published import PublishedFigure, PublishedSource, figures_of, sources_of


@dataclass(frozen=True, slots=True)
class Print:
    """One print of a fact: the figure and where it stands."""

    figure: PublishedFigure
    source: PublishedSource


@dataclass(frozen=True, slots=True)
class Fact:
    """One indicator in one period, reported or promised, with all its prints."""

    indicator: str
    period: str
    is_target: bool
    prints: tuple[Print, ...]
    is_disputed: bool
    """Whether the prints cannot all be roundings of one value."""

    @property
    def distinct(self) -> tuple[Print, ...]:
        """Each printed form once for each source."""
        kept = {(item.figure.printed, item.source.source): item for item in self.prints}
        return tuple(kept.values())

    @property
    def period_words(self) -> str:
        """The period as tables show it: `2016—2020`."""
        return self.period.replace("/", "—")


def facts_of(code: str) -> tuple[Fact, ...]:
    """Every fact of a district in the order of first print; raises `NoSeedsError`."""
    sources = sources_of(code)
    grouped: dict[tuple[str, str, str], list[Print]] = {}
    for figure in figures_of(code):
        key = (figure.indicator, figure.period, figure.status)
        grouped.setdefault(key, []).append(Print(figure, sources[figure.source]))
    return tuple(
        Fact(indicator, period, status == "target", tuple(prints), _is_disputed(prints))
        for (indicator, period, status), prints in grouped.items()
    )


def matching(facts: Iterable[Fact], words: str, *, only_disputed: bool) -> tuple[Fact, ...]:
    """Facts whose indicator holds every word; optionally only those with disputed prints."""
    wanted = words.split()
    return tuple(
        fact
        for fact in facts
        if all(word in fact.indicator or word in fact.period for word in wanted)
        and (fact.is_disputed or not only_disputed)
    )


def _is_disputed(prints: Iterable[Print]) -> bool:
    """No common point of the rounding intervals of prints in one unit."""
    by_unit: dict[str, list[tuple[Fraction, Fraction]]] = {}
    for item in prints:
        if not item.figure.hedge:
            by_unit.setdefault(item.figure.unit, []).append(_interval(item.figure.digits))
    return any(
        max(lo for lo, _ in intervals) > min(hi for _, hi in intervals)
        for intervals in by_unit.values()
    )


def _interval(digits: str) -> tuple[Fraction, Fraction]:
    """What a printed numeral can stand for: half a step of its last digit to either side."""
    plain = digits.replace(",", "")
    half = Fraction(1, 2 * 10 ** len(plain.partition(".")[2]))
    return Fraction(plain) - half, Fraction(plain) + half
