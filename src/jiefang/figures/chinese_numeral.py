"""Chinese numerals (中文数词): 一百二十三万, 两千三百亿, 十二点五, 二〇三五, 两三.

A numeral is read only when its order is right; anything else (一二三产业) is no numeral. The last
scale stays a scale, so that the printed precision can be seen: 六亿四千三百六十万 is 64360 万.
"""

from __future__ import annotations

import re

MAX_LENGTH = 40
"""Longer runs are noise, not a numeral."""

DIGITS = "零〇○一二三四五六七八九"
ANY = "零〇○一二两三四五六七八九十百千万亿廿卅"

_VALUE = {ch: number for number, ch in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_SCALES = (("万亿", 12), ("亿", 8), ("万", 4))
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_FRACTION = re.compile(rf"([{DIGITS}]+)([百千]?[万亿]{{0,2}})")
_PAIRS = frozenset(
    ["一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五", "两三", "一两"]
)
_PAIR = re.compile(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<pair>[一二两三四五六七八][二两三四五六七八九])"
    r"(?P<small>[十百千])?(?P<scale>[万亿]?)"
)


def chinese_number(text: str) -> tuple[str, str | None] | None:
    """Digits and scale of a Chinese numeral, or None when it is not one.

    >>> chinese_number("一百二十三万"), chinese_number("两千"), chinese_number("二〇三五")
    (('123', '万'), ('2000', None), ('2035', None))
    >>> chinese_number("十二点五亿"), chinese_number("一二三")
    (('12.5', '亿'), None)
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    text = text.translate(_TENS)
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    number = whole_value(whole)
    if number is None:
        return None
    for scale, power in _SCALES:
        if whole.endswith(scale):
            exact = number % 10**power == 0 and number
            return (str(number // 10**power), scale) if exact else None
    return str(number), None


def approximate_pair(text: str) -> tuple[str, str, str | None] | None:
    """Bounds and scale of two neighbouring digits: 两三 → 2, 3; 二三百万 → 200, 300, 万.

    >>> approximate_pair("十七八"), approximate_pair("三四十")
    (('17', '18', None), ('30', '40', None))
    """
    match = _PAIR.fullmatch(text)
    if not match or match["pair"] not in _PAIRS or (match["tens"] and match["small"]):
        return None
    base = whole_value(match["tens"]) if match["tens"] else 0
    step = _SMALL[match["small"]] if match["small"] else 1
    low, high = (str((base or 0) + _VALUE[ch] * step) for ch in match["pair"])
    return low, high, match["scale"] or None


def digit_of(text: str) -> str:
    """Arabic digits of Chinese ones, one for one: 三五 → 35."""
    return "".join(str(_VALUE[ch]) for ch in text)


def whole_value(text: str) -> int | None:
    """Value of a whole numeral, or None when its order is wrong."""
    if not any(ch in "十百千万亿" for ch in text):
        return _positional(text)
    for scale, power in _SCALES[1:]:
        head, mark, tail = text.rpartition(scale)
        if mark:
            high = whole_value(head) if head else 1
            low = _tail_value(tail, 10**power)
            return None if high is None or low is None else high * 10**power + low
    return _section(text)


def _positional(text: str) -> int | None:
    """二〇三五, a year; a single digit; runs such as 一二三 are no number."""
    if not text or any(ch not in _VALUE for ch in text):
        return None
    has_zero = any(ch in "零〇○" for ch in text)
    if len(text) > 1 and len(text) != 4 and not has_zero:
        return None
    return int(digit_of(text))


def _with_fraction(whole: str, fraction: str) -> tuple[str, str | None] | None:
    match = _FRACTION.fullmatch(fraction)
    number = whole_value(whole)
    if match is None or number is None:
        return None
    return f"{number}.{digit_of(match[1])}", match[2] or None


def _tail_value(text: str, unit: int) -> int | None:
    """What follows a scale: 一万二 is 12000, 一万零二 is 10002."""
    if not text:
        return 0
    if len(text) == 1 and text in _VALUE:
        return _VALUE[text] * unit // 10
    number = whole_value(text.lstrip("零〇○") or "零")
    return None if number is None or number >= unit else number


def _section(text: str) -> int | None:
    """A part below ten thousand: falling 千百十 with digits before them."""
    total, ceiling = 0, 10_000
    digit: int | None = None
    gap = False
    for ch in text:
        size = _SMALL.get(ch)
        if size is not None:
            if size >= ceiling or digit == 0 or (digit is None and size != 10):
                return None
            total += (1 if digit is None else digit) * size
            ceiling, digit, gap = size, None, False
        elif digit is not None:
            return None
        elif _VALUE[ch] == 0:
            gap = True
        else:
            digit = _VALUE[ch]
    if digit is None:
        return None if gap and total else total
    return total + digit if gap or ceiling == 10 else total + digit * ceiling // 10
