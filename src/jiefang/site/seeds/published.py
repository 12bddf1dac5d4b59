"""Published figures of a district (已公布数字): facts by indicator and source, as printed."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

SEEDS: Final = Path(__file__).parent
MARKS: Final = {"目标": ("status", "target"), "表": ("place", "table")}
"""Words of a reference beyond source, indicator and period."""
DIGITS_ONLY: Final = "数"


class NoSeedsError(Exception):
    """There are no seeds for this district."""


class UnknownFigureError(Exception):
    """An example's words name a figure that the facts do not hold: a mistake in the seeds."""


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One figure that somebody printed; `digits` keep every printed zero."""

    source: str
    indicator: str
    period: str
    status: str
    place: str
    digits: str
    unit: str
    hedge: str

    @property
    def printed(self) -> str:
        """Digits and unit as in running text."""
        return f"{self.digits}{self.unit}"


@dataclass(frozen=True, slots=True)
class PublishedSource:
    """Where figures were printed."""

    source: str
    date: str
    title_zh: str
    title_en: str


def figures_of(code: str) -> tuple[PublishedFigure, ...]:
    """Every figure of a district in the order of its sources; raises `NoSeedsError`."""
    return tuple(PublishedFigure(**row) for row in _rows(code, "figures.csv"))


def sources_of(code: str) -> dict[str, PublishedSource]:
    """The sources of a district by their short name; raises `NoSeedsError`."""
    return {row["source"]: PublishedSource(**row) for row in _rows(code, "sources.csv")}


def referred(figures: Iterable[PublishedFigure], reference: str) -> str:
    """Fill one reference `source:indicator:period[:目标][:表][:数]`; without marks a fact in text.

    Raises `UnknownFigureError`.
    """
    source, indicator, period, *marks = reference.split(":")
    wanted = {"status": "actual", "place": "text"} | dict(
        MARKS[mark] for mark in marks if mark != DIGITS_ONLY
    )
    for figure in figures:
        named = (figure.source, figure.indicator, figure.period) == (source, indicator, period)
        if named and figure.status == wanted["status"] and figure.place == wanted["place"]:
            return figure.digits if DIGITS_ONLY in marks else figure.printed
    raise UnknownFigureError(reference)


@lru_cache(maxsize=16)
def _rows(code: str, name: str) -> tuple[dict[str, str], ...]:
    path = SEEDS / code / name
    if not code.isdecimal() or not path.is_file():
        raise NoSeedsError(f"there are no seeds for district {code}")
    with path.open(encoding="utf-8", newline="") as stream:
        return tuple(csv.DictReader(stream))
