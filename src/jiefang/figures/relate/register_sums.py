"""Sums over the register (台账加总): amounts as intervals in base units, and how to tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from jiefang.figures.claim import Claim
from jiefang.figures.extract.unit import dimension_of, to_base
from jiefang.figures.interval import Interval, point
from jiefang.figures.relate.register import Register, Row, printed_interval


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of the register in base units of its dimension."""

    claim: Claim
    row: Row
    span: Interval
    value: Fraction

    @property
    def dimension(self) -> str:
        """What it measures; amounts of different dimensions cannot be compared."""
        return dimension_of(self.claim.unit)


def amount_of(register: Register, row: Row, name: str) -> Amount | None:
    """The figure in one field of a row in base units; None where there is none."""
    claim = register.figure(row, name)
    if claim is None or claim.malformed or not claim.value:
        return None
    multiplier = to_base("1", claim.unit)
    span = printed_interval(claim) * point(multiplier)
    return Amount(claim, row, span, Fraction(claim.sign + claim.value) * multiplier)


def amounts_of(register: Register, rows: Iterable[Row], name: str) -> tuple[Amount, ...]:
    """The figures in one field of several rows, those without one left out."""
    found = (amount_of(register, row, name) for row in rows)
    return tuple(amount for amount in found if amount is not None)


def total(spans: Iterable[Interval]) -> Interval:
    """The sum of intervals; 0 for none."""
    result = point(0)
    for span in spans:
        result = result + span
    return result


def one_dimension(*amounts: Amount) -> bool:
    """Whether all amounts measure the same thing."""
    return len({amount.dimension for amount in amounts}) <= 1


def told(value: Fraction, like: Amount) -> str:
    """A value in base units as the register prints a like figure: its scale, unit and decimals.

    Two decimals more than printed, so that a small gap is not hidden; zeros behind them dropped.
    """
    claim = like.claim
    digits = Fraction(claim.digits)
    scale = Fraction(claim.value) / digits if digits else Fraction(1)
    number = value / to_base("1", claim.unit) / scale
    return f"{decimal(number, len(claim.digits.partition('.')[2]))}{claim.scale or ''}{claim.unit}"


def decimal(number: Fraction, least: int = 0) -> str:
    """A number with at least so many decimals and up to two more where they say something.

    >>> decimal(Fraction(2, 3)), decimal(Fraction(98), 1), decimal(Fraction(-1, 4))
    ('0.67', '98.0', '-0.25')
    """
    places = least + 2
    whole = abs(number) * 10**places + Fraction(1, 2)
    digits = str(whole.numerator // whole.denominator).rjust(places + 1, "0")
    head, tail = digits[:-places], digits[-places:]
    tail = tail[:least] + tail[least:].rstrip("0")
    sign = "-" if number < 0 and (head.strip("0") or tail.strip("0")) else ""
    return sign + head + (f".{tail}" if tail else "")
