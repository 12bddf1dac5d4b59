"""Number formats of spreadsheets (单元格数字格式): the digits as they are printed.

A workbook keeps 29129.030000000002 and shows 29129.03; claims are about what is shown, with every
zero. Only what figures in official tables use is rendered; anything else falls back to the value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

_SIGNIFICANT: Final = Context(prec=15)
_GENERAL: Final = Context(prec=11)
MOST_DIGITS: Final = 60

_COLOUR = re.compile(r"\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
_TOKEN = re.compile(r'"([^"]*)"|\\(.)|!(.)|_.|\*.|([0#?,.%]+)|([Ee][+-][0#?]+)|(.)', re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Section:
    """One section of a format: what stands before and after the digits, and their shape."""

    before: str
    after: str
    pattern: str
    percent: bool
    thousands: int
    """How many times the value is divided by a thousand (commas at the end)."""


def exact(text: str) -> Decimal | None:
    """The number a workbook means by the text it keeps: at most 15 significant digits."""
    try:
        number = _SIGNIFICANT.create_decimal(text.strip())
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < MOST_DIGITS else None


def show(number: Decimal, code: str) -> str:
    """The number as a cell with format `code` shows it.

    >>> show(Decimal("0.1529"), "0.00%"), show(Decimal("-1234.5"), "#,##0.00")
    ('15.29%', '-1,234.50')
    """
    sections = _sections(code)
    if not sections:
        return show_general(number)
    section = sections[0]
    magnitude, sign = number, ""
    if number < 0:
        magnitude = -number
        if len(sections) > 1:
            section = sections[1]
        else:
            sign = "-"
    elif number == 0 and len(sections) > 2:
        section = sections[2]
    digits = _digits(magnitude, section)
    if not digits.strip("0.,%") and sign:
        sign = ""
    return (sign + section.before + digits + section.after).strip()


def show_general(number: Decimal) -> str:
    """The number as a cell without a format shows it: no zeros at the end, at most 11 digits."""
    rounded = _GENERAL.plus(number)
    text = f"{rounded:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def is_date_format(code: str) -> bool:
    """Whether the format shows a date or a time.

    >>> is_date_format('yyyy"年"m"月"'), is_date_format('0.00"亩"')
    (True, False)
    """
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]hms]*\]|_.', "", code.split(";", maxsplit=1)[0])
    return re.search(r"[ymdhs]", bare, re.IGNORECASE) is not None and not re.search(
        r"[#0?]{2}", bare
    )


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[_Section, ...]:
    """Take a format apart; empty for General, text and what is not understood."""
    if not code or code.strip().lower() in ("general", "@", "g/通用格式"):
        return ()
    parts = [_section(part) for part in _COLOUR.sub("", code).split(";")[:3]]
    return tuple(part for part in parts if part is not None) if parts[0] is not None else ()


def _section(code: str) -> _Section | None:
    before, after, pattern = "", "", ""
    for quoted, escaped, forced, digits, scientific, other in _TOKEN.findall(code):
        literal = quoted or escaped or forced or (other if other != "@" else "")
        if scientific or (digits and pattern):
            return None
        if digits.strip(",%") or (digits and not pattern and set(digits) & set("0#?")):
            pattern = digits
        elif digits:
            literal = digits.replace(",", "")
        if pattern:
            after += literal
        else:
            before += literal
    if not pattern:
        return _Section(before, after, "", percent=False, thousands=0) if before else None
    percent = "%" in pattern or "%" in after or "%" in before
    body = pattern.replace("%", "")
    thousands = len(body) - len(body.rstrip(","))
    after = ("%" if "%" in pattern else "") + after
    return _Section(before, after, body.rstrip(","), percent=percent, thousands=thousands)


def _digits(magnitude: Decimal, section: _Section) -> str:
    if not section.pattern:
        return ""
    value = magnitude.scaleb((2 if section.percent else 0) - 3 * section.thousands)
    whole, _, decimals = section.pattern.partition(".")
    places, fewest = len(decimals), decimals.count("0")
    wide = Context(prec=MOST_DIGITS * 2, rounding=ROUND_HALF_UP)
    rounded = value.quantize(Decimal(1).scaleb(-places), context=wide)
    text = f"{rounded:f}"
    integer, _, fraction = text.partition(".")
    while len(fraction) > fewest and fraction.endswith("0"):
        fraction = fraction[:-1]
    integer = integer.zfill(whole.count("0")) if whole.count("0") > 1 else integer
    if "," in whole:
        integer = f"{int(integer):,}"
    return f"{integer}.{fraction}" if fraction else integer
