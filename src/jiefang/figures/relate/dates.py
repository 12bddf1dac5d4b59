"""Dates as exact as they are printed (日期): a year, a month or a day, each a span of days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

import regex

_DATE = regex.compile(
    r"(?P<year>(?:19|20)\d{2})(?:年|[-/.]|$)(?:(?P<month>\d{1,2})(?:月|[-/.]|$)(?:(?P<day>\d{1,2})日?)?)?"
)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The first and the last day that a printed date can mean, both included."""

    first: date
    last: date

    def surely_after(self, other: DateSpan) -> bool:
        """Whether every day of this lies after every day of the other."""
        return self.first > other.last


def span_of_date(text: str) -> DateSpan | None:
    """The days of a printed date; None when it is none.

    >>> str(span_of_date("2024年2月").last), span_of_date("2024-13") is None
    ('2024-02-29', True)
    """
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    year = int(found["year"])
    if found["month"] is None:
        return DateSpan(date(year, 1, 1), date(year, 12, 31))
    month = int(found["month"])
    if not 1 <= month <= 12:
        return None
    days = monthrange(year, month)[1]
    if found["day"] is None:
        return DateSpan(date(year, month, 1), date(year, month, days))
    day = int(found["day"])
    if not 1 <= day <= days:
        return None
    return DateSpan(date(year, month, day), date(year, month, day))


def last_day(period: str) -> date | None:
    """The last day of a period as claims have it (`2024`, `2024-06`, `2024-Q3`, `2020/2024`).

    >>> str(last_day("2024-01/2024-08")), str(last_day("2024-Q1"))
    ('2024-08-31', '2024-03-31')
    """
    last = period.rpartition("/")[2]
    quarter = regex.fullmatch(r"(\d{4})-Q([1-4])", last)
    if quarter:
        last = f"{quarter[1]}-{int(quarter[2]) * 3:02d}"
    span = span_of_date(last)
    return span.last if span else None
