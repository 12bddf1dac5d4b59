"""Numerals (数词): exact reading of every way in which a figure is printed.

Arabic with separators, scales and compounds (3万4千, 1,210,207亿), Chinese (两百三十, 三点五,
二〇三五), per cent and per mille in words, tenths (三成五), fractions. Values are decimal strings;
nothing is ever a float. What a numeral *means* (a date, a name, a figure) is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from jiefang.figures.chinese_numeral import (
    MAX_LENGTH,
    approximate_pair,
    chinese_number,
    digit_of,
    whole_value,
)

SCALES = {
    "十": 1,
    "百": 2,
    "千": 3,
    "万": 4,
    "十万": 5,
    "百万": 6,
    "千万": 7,
    "亿": 8,
    "十亿": 9,
    "百亿": 10,
    "千亿": 11,
    "万亿": 12,
    "亿万": 12,
    "十万亿": 13,
    "百万亿": 14,
    "千万亿": 15,
}
"""Printed scale → power of ten."""


@dataclass(frozen=True, slots=True)
class Numeral:
    """One numeral as printed; `start`/`end` cover digits, scale and an infix 余 or 多."""

    start: int
    end: int
    digits: str
    """Arabic digits without separators; `1/3` for a fraction; Chinese numerals converted."""
    scale: str | None
    value: str
    """Exact decimal with the scale applied, every printed zero kept; a fraction stays `p/q`.

    Empty where it cannot be known (1.2.3)."""
    decimals: int = 0
    low: str | None = None
    high: str | None = None
    """Bounds of an approximate pair (两三个 is 2 to 3), scale applied; `value` is the lower."""
    malformed: str | None = None
    """`no_integer` (.3%), `letter` (448l亿元), `two_points` (1.2.3), or None."""
    more: bool = False
    """An infix 余, 多, 几 or 来: somewhat more than printed."""
    per: str | None = None
    """`%`, `‰`, `‱`, `成` where the numeral itself carries it (百分之六, 两成)."""
    is_chinese: bool = False
    is_implied: bool = False
    """The leading one is not printed (百余, 千亿): a figure only beside a hedge or a unit."""
    fallback: int = 0
    """End without a trailing infix: where to stop when no unit follows 余 or 多."""


_DIGIT = "零〇○一二三四五六七八九"
_CN = r"(?:[零〇○一二两三四五六七八九十万亿廿卅]+|千(?![瓦米克伏卡焦赫公安])|百(?!分[之点]))"
_SLIP = r"[0-9]+(?:[,.][0-9]+)*[lIOo][0-9]*(?=[万亿%‰元])"
_ARABIC = r"\.?[0-9]+(?:[,，.][0-9]+)*(?: [0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_NUMERAL = re.compile(
    r"(?P<parts>(?P<below>[百千万]|[一二两三四五六七八九十]{1,3})分之"
    rf"(?P<above>[0-9]+(?:\.[0-9]+)?|{_CN}+(?:点[{_DIGIT}]+)?)(?P<more>[多余几])?)"
    rf"|(?P<tenths>[一二两三四五六七八九]{{1,2}})成(?P<half>[{_DIGIT[3:]}])?"
    r"(?![立为员果功效本长都品年绩套分熟色型才交人])"
    r"|(?P<fraction>(?<![0-9./])[1-9][0-9]?/[1-9][0-9]?(?![0-9./年月万亿]))"
    rf"|(?P<arabic>{_SLIP}|{_ARABIC})"
    rf"|(?P<chinese>{_CN}+(?:点[{_DIGIT}]+[百千万亿]*)?)"
)
_SCALE = (
    r"(?:十万亿|百万亿|千万亿|万亿|亿万|[十百千]万(?!亿)|[十百千]亿|亿|万"
    r"|千(?![米克瓦伏卡焦赫帕周字兆乡村年安])|百(?![分货姓年强日合度搭舸米]))"
)
_AFTER_ARABIC = re.compile(rf"(?P<more>[余多几](?={_SCALE})|来(?=万))?(?P<scale>{_SCALE})?")
_COMPOUND = re.compile(r"(?P<digits>[0-9]+)(?P<scale>千万|百万|万|千|百)(?![米克瓦伏分])")
_COMMAS = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_BLANKS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?")
_PIECE = re.compile(r"[^，, ]+")
_SEPARATORS = re.compile(r"[,， ]")
_REST = re.compile(r"[0-9]{3,4}(?![0-9.,年])")
_MORE = re.compile(r"[余多来几]")
_SCALE_AFTER_MORE = re.compile(r"[万亿]+")
_SLIPS = frozenset("lIOo")
_LETTERS = str.maketrans("lIOo", "1100")
_PER = {"百": "%", "千": "‰", "万": "‱"}
_LIST_NUMBER = re.compile(r"[0-9]{1,2}\.")
_SENTENCE_ENDS = frozenset("。；:！？） \n")
_CAPTIONS = frozenset("表图第栏")


def find_numerals(text: str) -> Iterator[Numeral]:
    """Every numeral of a text, left to right, in one pass; linear in the length of the text."""
    position = 0
    while match := _NUMERAL.search(text, position):
        position = match.end()
        for numeral in _read(text, match):
            yield numeral
            position = max(position, numeral.end)


def numeral_at(text: str, position: int) -> Numeral | None:
    """The numeral that begins exactly at a position, or None.

    >>> numeral_at("29129.03亿元", 0).value
    '2912903000000.00'
    """
    match = _NUMERAL.match(text, position)
    return next(_read(text, match), None) if match else None


def scaled(digits: str, scale: str | None) -> str:
    """Apply a scale to a decimal and keep every printed decimal place.

    >>> scaled("0.50", "万"), scaled("3", None), scaled("1/3", None)
    ('5000.00', '3', '1/3')
    """
    power = SCALES[scale] if scale else 0
    if not power or "/" in digits:
        return digits
    whole, _, fraction = digits.partition(".")
    moved = (fraction + "0" * power)[:power]
    number = (whole + moved).lstrip("0") or "0"
    if not fraction:
        return number
    return f"{number}.{fraction[power:].ljust(len(fraction), '0')}"


def _read(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    """The numerals of one match of the grammar (several when a comma only parts items)."""
    if match["arabic"]:
        yield from _read_arabic(text, match.start(), match["arabic"])
        return
    if match["parts"]:
        numeral = _read_parts(match)
    elif match["tenths"]:
        numeral = _read_tenths(match)
    elif match["fraction"]:
        numeral = _read_fraction(match)
    else:
        numeral = _read_chinese(text, match.start(), match["chinese"])
    if numeral:
        yield numeral


def _read_parts(match: re.Match[str]) -> Numeral | None:
    """百分之六点五 → 6.5 %; 三分之一 → 1/3."""
    below, above = match["below"], match["above"]
    number = _numerator(above)
    if number is None:
        return None
    digits = scaled(*number)
    more = bool(match["more"])
    end = match.end() - more
    if below in _PER:
        return _numeral(match.start(), end, digits, None, per=_PER[below], more=more)
    parts = whole_value(below)
    if not parts or not digits.isdigit():
        return None
    return _numeral(match.start(), end, f"{digits}/{parts}", None)


def _numerator(text: str) -> tuple[str, str | None] | None:
    """Digits and scale above the line; a bare 百 stands for a hundred (百分之百)."""
    if text[0].isascii():
        return text, None
    return ("100", None) if text == "百" else chinese_number(text)


def _read_tenths(match: re.Match[str]) -> Numeral | None:
    """两成 → 2, 三成五 → 3.5, 七八成 → 7 to 8 (in tenths, 成)."""
    main, half = match["tenths"], match["half"]
    if len(main) == 2:
        pair = approximate_pair(main)
        if pair is None or half:
            return None
        low, high, _ = pair
        return _numeral(match.start(), match.end(), low, None, per="成", low=low, high=high)
    digits = digit_of(main) + (f".{digit_of(half)}" if half else "")
    return _numeral(match.start(), match.end(), digits, None, per="成")


def _read_fraction(match: re.Match[str]) -> Numeral | None:
    """1/3; only proper fractions (24/7 is a name)."""
    above, below = match["fraction"].split("/")
    if int(above) >= int(below):
        return None
    return _numeral(match.start(), match.end(), match["fraction"], None)


def _read_arabic(text: str, start: int, token: str) -> Iterator[Numeral]:
    """One token of digits, commas and points: one numeral, or several parted by commas."""
    if len(token) > MAX_LENGTH:
        return
    if _SLIPS.intersection(token):
        digits = token.translate(_LETTERS).replace(",", "")
        yield _with_scale(text, start, start + len(token), digits, "letter")
        return
    for offset, part, malformed in _parts(token, joined=_blanks_join(text, start, token)):
        at = start + offset
        end = at + len(part)
        digits = _SEPARATORS.sub("", part)
        listed = _LIST_NUMBER.match(digits) if _opens(text, at) else None
        if digits.count(".") == 2 and listed and not malformed:
            yield _with_scale(text, at + listed.end(), end, digits[listed.end() :], None)
        elif digits.count(".") > 1:
            yield Numeral(at, end, digits, None, "", malformed="two_points", fallback=end)
        else:
            yield _with_scale(text, at, end, digits, malformed)


def _opens(text: str, start: int) -> bool:
    """Whether a sentence begins here, where a list number may be glued on (1.2.5万亩)."""
    return start == 0 or text[start - 1] in _SENTENCE_ENDS


def _blanks_join(text: str, start: int, token: str) -> bool:
    """Whether blanks in a token part thousands (1 260 582亿元), not columns or a table's number."""
    if " " not in token or text[start - 1 : start] in _CAPTIONS:
        return False
    return "一" <= text[start + len(token) : start + len(token) + 1] <= "龥"


def _parts(token: str, *, joined: bool) -> Iterator[tuple[int, str, str | None]]:
    """Cut a token where its commas and blanks are not thousands separators."""
    lead = int(token.startswith("."))
    malformed = "no_integer" if lead else None
    body = token[lead:]
    if _COMMAS.fullmatch(body) or (joined and _BLANKS.fullmatch(body)):
        yield lead, body, malformed
        return
    for piece in _PIECE.finditer(body):
        yield lead + piece.start(), piece.group(), malformed if piece.start() == 0 else None


def _with_scale(text: str, start: int, end: int, digits: str, malformed: str | None) -> Numeral:
    """Attach the scale, a second compound part (3万4千) and an infix 余 or 多."""
    scale, more = None, False
    if after := _AFTER_ARABIC.match(text, end):
        scale, more, end = after["scale"], bool(after["more"]), after.end()
    if malformed == "no_integer":
        return _numeral(start, end, f"0.{digits}", scale, more=more, malformed=malformed)
    if scale and not more:
        digits, scale, end = _compound(text, end, digits, scale)
    fallback = end
    if not more and (trailing := _MORE.match(text, end)):
        more, end = True, trailing.end()
        if scale == "万" and text.startswith("亿", end):
            scale, end = "万亿", end + 1
            fallback = end
    return _numeral(start, end, digits, scale, more=more, fallback=fallback, malformed=malformed)


def _compound(text: str, end: int, digits: str, scale: str) -> tuple[str, str | None, int]:
    """3万4千 → 34 千; 2亿3000万 → 23000 万; 1万2500 → 12500."""
    if "." in digits:
        return digits, scale, end
    big = int(digits) * 10 ** SCALES[scale]
    second = _COMPOUND.match(text, end)
    if second and len(second["digits"]) <= MAX_LENGTH:
        unit = 10 ** SCALES[second["scale"]]
        low = int(second["digits"]) * unit
        if low < 10 ** SCALES[scale]:
            return str((big + low) // unit), second["scale"], second.end()
    rest = _REST.match(text, end) if scale == "万" else None
    if rest:
        return str(big + int(rest.group())), None, rest.end()
    return digits, scale, end


def _read_chinese(text: str, start: int, token: str) -> Numeral | None:
    """A Chinese numeral, an approximate pair, or a bare scale with a hedge (百余)."""
    end = start + len(token)
    pair = approximate_pair(token)
    if pair:
        low, high, scale = pair
        bounds = scaled(low, scale), scaled(high, scale)
        return _numeral(start, end, low, scale, low=bounds[0], high=bounds[1], is_chinese=True)
    implied = token[0] in "百千万亿"
    number = chinese_number("一" + token if implied else token)
    if number is None or (number[1] and number[1] not in SCALES):
        return None
    digits, scale = number
    more = _MORE.match(text, end)
    fallback = end
    if more:
        end = more.end()
        rest = _SCALE_AFTER_MORE.match(text, end)
        if rest and scale is None and rest.group() in SCALES:
            scale, end = rest.group(), rest.end()
            fallback = end
    return _numeral(
        start,
        end,
        digits,
        scale,
        more=bool(more),
        is_chinese=True,
        is_implied=implied,
        fallback=fallback,
    )


def _numeral(
    start: int,
    end: int,
    digits: str,
    scale: str | None,
    *,
    low: str | None = None,
    high: str | None = None,
    malformed: str | None = None,
    more: bool = False,
    per: str | None = None,
    is_chinese: bool = False,
    is_implied: bool = False,
    fallback: int = 0,
) -> Numeral:
    return Numeral(
        start,
        end,
        digits,
        scale,
        scaled(digits, scale),
        decimals=len(digits.partition(".")[2]),
        low=low,
        high=high,
        malformed=malformed,
        more=more,
        per=per,
        is_chinese=is_chinese,
        is_implied=is_implied,
        fallback=fallback or end,
    )
