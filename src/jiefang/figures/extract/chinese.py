"""Single Chinese digits (中文数字), for dates and ordinals; figures are read by `numeral`."""

from __future__ import annotations

_DIGITS = {
    **{ch: value for value, ch in enumerate("〇一二三四五六七八九")},
    "零": 0,
    "○": 0,
    "O": 0,
    "o": 0,
    "两": 2,
    "十": 10,
}


def small_number(text: str) -> int:
    """A Chinese or Arabic number below 100 (三 → 3, 十二 → 12, 二十三 → 23).

    >>> small_number("十二"), small_number("二十三"), small_number("7")
    (12, 23, 7)
    """
    if text.isdigit():
        return int(text)
    if "十" not in text:
        return _DIGITS[text]
    tens, _, ones = text.partition("十")
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
