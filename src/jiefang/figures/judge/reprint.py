"""Printing a figure anew (改写数字): the same place, unit and decimals with another numeral."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from jiefang.figures.claim import Claim
from jiefang.figures.judge.printed import exact_decimal
from jiefang.figures.numeral import SCALES

_NUMERAL = re.compile(r"[0-9０-９](?:[0-9０-９.,．，]*[0-9０-９])?")
_SLIPS: dict[str | None, tuple[str | None, ...]] = {
    None: ("万", "亿"),
    "万": ("亿", None),
    "亿": ("万", None),
    "万亿": ("亿",),
    "千": ("万",),
    "百万": ("亿", "万"),
}
"""Scales that are mistaken for one another (万亿之误)."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """What can be changed in a printed figure: digits, scale and sign."""

    digits: str
    scale: str | None
    sign: str


@dataclass(frozen=True, slots=True)
class Edit:
    """One candidate numeral and the slip of the pen that it undoes."""

    numeral: Numeral
    way: str
    cost: int
    """Keystrokes, about: 1 for one digit, one swap, one shift."""


def numeral_of(claim: Claim, member: int | None) -> Numeral:
    """The changeable part of a claim or of one member of a ratio list."""
    if member is not None:
        return Numeral(claim.values[member], None, claim.sign)
    return Numeral(claim.digits, claim.scale, claim.sign)


def edits(numeral: Numeral) -> Iterator[Edit]:
    """Every single slip: swap, decimal shift, 万/亿, sign, one digit."""
    for digits in _swaps(numeral.digits):
        yield Edit(replace(numeral, digits=digits), "swap", 1)
    for digits, steps in _shifts(numeral.digits):
        yield Edit(replace(numeral, digits=digits), "decimal_shift", steps)
    for scale in _SLIPS.get(numeral.scale, ()):
        yield Edit(replace(numeral, scale=scale), "scale_slip", 1)
    yield Edit(replace(numeral, sign="" if numeral.sign == "-" else "-"), "sign", 1)
    for digits in _digit_changes(numeral.digits):
        yield Edit(replace(numeral, digits=digits), "digit", 1)


def rewritten(claim: Claim, member: int | None, numeral: Numeral) -> Claim | None:
    """The claim with another numeral, or None where its value does not follow from its digits."""
    if member is not None:
        values = (*claim.values[:member], numeral.digits, *claim.values[member + 1 :])
        text = _replaced_member(claim, values, member)
        return replace(claim, values=values, sign=numeral.sign, text=text)
    value = _value(claim, numeral)
    if value is None:
        return None
    return replace(
        claim,
        digits=numeral.digits,
        scale=numeral.scale,
        sign=numeral.sign,
        value=value,
        text=_replaced_text(claim, numeral),
    )


def shown(claim: Claim, *, signed: bool) -> str:
    """The figure as printed, in one line, with its sign where that is what changes."""
    text = "".join(claim.text.split())
    return f"-{text}" if signed and claim.sign == "-" else text


def keystrokes(before: str, after: str) -> int:
    """Digits that differ; a numeral of another length counts its whole length."""
    if len(before) != len(after):
        return max(len(before), len(after))
    return sum(a != b for a, b in zip(before, after, strict=True))


def _swaps(digits: str) -> Iterator[str]:
    places = [i for i, sign in enumerate(digits) if sign.isdigit()]
    for i, j in pairwise(places):
        if digits[i] != digits[j]:
            chars = list(digits)
            chars[i], chars[j] = chars[j], chars[i]
            if _is_natural("".join(chars)):
                yield "".join(chars)


def _shifts(digits: str) -> Iterator[tuple[str, int]]:
    whole, _, decimals = digits.partition(".")
    for steps in (1, 2):
        left = whole.rjust(steps + 1, "0")
        yield _trimmed(f"{left[:-steps]}.{left[-steps:]}{decimals}"), steps
        right = decimals.ljust(steps, "0")
        rest = f".{right[steps:]}" if right[steps:] else ""
        yield _trimmed(f"{whole}{right[:steps]}{rest}"), steps


def _digit_changes(digits: str) -> Iterator[str]:
    for i, old in enumerate(digits):
        if not old.isdigit():
            continue
        for new in "0123456789":
            changed = digits[:i] + new + digits[i + 1 :]
            if new != old and _is_natural(changed):
                yield changed


def _is_natural(digits: str) -> bool:
    """No leading zero that nobody would print."""
    return not (len(digits) > 1 and digits[0] == "0" and digits[1] != ".")


def _trimmed(digits: str) -> str:
    whole, mark, decimals = digits.partition(".")
    return (whole.lstrip("0") or "0") + mark + decimals


def _value(claim: Claim, numeral: Numeral) -> str | None:
    """Value string of a new numeral: digits times multiplier, every printed digit kept."""
    multiplier = _multiplier(claim, numeral.scale)
    exact = exact_decimal(numeral.digits)
    if multiplier is None or exact is None:
        return None
    places = len(numeral.digits.partition(".")[2])
    whole = str(int(exact * 10**places) * multiplier).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}" if places else whole


def _multiplier(claim: Claim, scale: str | None) -> int | None:
    """Multiplier between digits and value; that of the claim itself where the scale is kept."""
    by_scale = 10 ** SCALES.get(scale, 0) if scale else 1
    if scale != claim.scale:
        return by_scale
    digits, value = exact_decimal(claim.digits), exact_decimal(claim.value)
    if digits is None or value is None:
        return None
    if not digits:
        return by_scale
    ratio = value / digits
    return ratio.numerator if ratio.denominator == 1 else None


def _replaced_text(claim: Claim, numeral: Numeral) -> str:
    """The printed words with the new numeral; separators are kept where they were used."""
    found = _NUMERAL.search(claim.text)
    digits = numeral.digits
    if found is None:
        return f"{digits}{numeral.scale or ''}{claim.unit}"
    if "," in found.group() or "，" in found.group():
        whole, mark, decimals = digits.partition(".")
        digits = f"{int(whole):,}{mark}{decimals}"
    tail = claim.text[found.end() :]
    if numeral.scale != claim.scale:
        tail = tail.lstrip().removeprefix(claim.scale or "")
        tail = f"{numeral.scale or ''}{tail}"
    return claim.text[: found.start()] + digits + tail


def _replaced_member(claim: Claim, values: tuple[str, ...], member: int) -> str:
    places = list(_NUMERAL.finditer(claim.text))
    if len(places) != len(values):
        return ":".join(values)
    place = places[member]
    return claim.text[: place.start()] + values[member] + claim.text[place.end() :]
