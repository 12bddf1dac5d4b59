"""Numerals (数词): exact reading of every way in which a figure is printed.

Arabic with separators, scales and compounds (3万4千, 1,210,207亿), Chinese (两百三十, 三点五,
二〇三五), per cent and per mille in words, tenths (三成五), fractions. Values are decimal strings;
nothing is ever a float. What a numeral *means* (a date, a name, a figure) is decided elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

MAX_LENGTH = 40
"""Longer runs of digits are noise (a serial number, a broken file), not a numeral."""

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
    """Exact decimal with the scale applied, every printed zero kept; a fraction stays `p/q`."""
    decimals: int = 0
    low: str | None = None
    high: str | None = None
    """Bounds of an approximate pair (两三个 is 2 to 3), scale applied; `value` is the lower."""
    malformed: str | None = None
    """`no_integer` (.3%), `letter` (448l亿元), `two_points` (1.2.3), or None."""
    more: bool = False
    """An infix 余, 多, 几 or 来: somewhat more than printed."""
    per: str | None = None
    """`%`, `‰`, `成` where the numeral itself carries it (百分之六, 两成)."""
    is_chinese: bool = False
    is_implied: bool = False
    """The leading one is not printed (百余, 千亿): a figure only beside a hedge or a unit."""
    fallback: int = 0
    """End without a trailing infix: where to stop when no unit follows 余 or 多."""


_CN = r"(?:[零〇○一二两三四五六七八九十万亿廿卅]|千(?![瓦米克伏卡焦赫公])|百(?!分[之点]))"
_ARABIC = r"[0-9]+(?:[,.][0-9]+)*[lIOo][0-9]*(?=[万亿%‰元])|[.．]?[0-9]+(?:[,，.][0-9]+)*(?: [0-9]{3}(?![0-9]))*(?:\.[0-9]+)?"
_NUMERAL = re.compile(
    rf"(?P<parts>(?P<denominator>[百千万]|[一二两三四五六七八九十]{{1,3}})分之"
    rf"(?P<numerator>[0-9]+(?:\.[0-9]+)?|{_CN}+(?:点[零〇○一二三四五六七八九]+)?)(?P<pmore>[多余几])?)"
    r"|(?P<tenths>[一二两三四五六七八九]{1,2})成(?P<half>[一二三四五六七八九])?"
    r"(?![立为员果功效本长都品年绩套分熟色型才交人])"
    r"|(?P<fraction>(?<![0-9./])[1-9][0-9]?/[1-9][0-9]?(?![0-9./年月万亿]))"
    rf"|(?P<arabic>{_ARABIC})"
    rf"|(?P<chinese>{_CN}+(?:点[零〇○一二三四五六七八九]+[百千万亿]*)?)"
)
_SCALE = (
    r"(?:十万亿|百万亿|千万亿|万亿|亿万|[十百千]万(?!亿)|[十百千]亿|亿|万|"
    r"千(?![米克瓦伏卡焦赫帕周字兆乡村年])|百(?![分货姓年强日合度搭舸米]))"
)
_AFTER_ARABIC = re.compile(rf"(?P<more>[余多几](?={_SCALE})|来(?=万))?(?P<scale>{_SCALE})?")
_COMPOUND = re.compile(
    r"(?P<more>[余多])?(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<scale>千万|百万|万|千|百)(?![米克瓦伏分])"
)
_COMMAS = re.compile(r"[0-9]{1,3}(?:[,，][0-9]{3})+(?:\.[0-9]+)?")
_BLANKS = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?")
_REST = re.compile(r"[0-9]{3,4}(?![0-9.,年])")
_TRAILING_MORE = re.compile(r"[余多来几]")
_SLIPS = frozenset("lIOo")
_LETTERS = str.maketrans("lIOo", "1100")
_DIGIT = {ch: number for number, ch in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_TENS = {"廿": "二十", "卅": "三十"}
_PER = {"百": "%", "千": "‰", "万": "‱"}
_PAIRS = frozenset(
    ("一", "两") if ch == "一二" else tuple(ch)
    for ch in ("一二", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五", "两三")
) | {("一", "二")}


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
    rest = fraction[power:]
    number = (whole + moved).lstrip("0") or "0"
    decimals = rest.ljust(len(fraction), "0") if fraction else ""
    return f"{number}.{decimals}" if decimals else number


def chinese_number(text: str) -> tuple[str, str | None] | None:
    """Digits and scale of a Chinese numeral, or None when it is not one.

    >>> chinese_number("一百二十三万"), chinese_number("两千"), chinese_number("二〇三五")
    (('123', '万'), ('2000', None), ('2035', None))
    """
    if not text or len(text) > MAX_LENGTH:
        return None
    for short, long in _TENS.items():
        text = text.replace(short, long)
    if not any(ch in "十百千万亿" for ch in text):
        return _positional(text)
    whole, point, fraction = text.partition("点")
    if point:
        return _with_fraction(whole, fraction)
    scale = next((name for name in ("万亿", "亿", "万") if text.endswith(name)), None)
    if scale == "万亿":
        number = _chinese_value(text.removesuffix(scale))
        return None if not number else (str(number), scale)
    number = _chinese_value(text)
    if number is None:
        return None
    return (str(number // 10 ** SCALES[scale]), scale) if scale else (str(number), None)


def _read(text: str, match: re.Match[str]) -> Iterator[Numeral]:
    """The numerals of one match of the grammar (several when a comma only parts items)."""
    if match["parts"]:
        numeral = _read_parts(match)
    elif match["tenths"]:
        numeral = _read_tenths(match)
    elif match["fraction"]:
        numeral = _read_fraction(match)
    elif match["arabic"]:
        yield from _read_arabic(text, match.start(), match["arabic"])
        return
    else:
        numeral = _read_chinese(text, match.start(), match["chinese"])
    if numeral:
        yield numeral


def _read_parts(match: re.Match[str]) -> Numeral | None:
    """百分之六点五 → 6.5 %; 三分之一 → 1/3."""
    below, above = match["denominator"], match["numerator"]
    number = (above, None) if above[0].isdigit() and above.isascii() else _chinese_or_hundred(above)
    if number is None:
        return None
    digits, scale = number
    value = scaled(digits, scale)
    more = bool(match["pmore"])
    end = match.end() - more
    if below in _PER:
        return _numeral(match.start(), end, value, None, per=_PER[below], more=more)
    parts = chinese_number(below)
    if parts is None or "." in value:
        return None
    return _numeral(match.start(), end, f"{value}/{parts[0]}", None)


def _chinese_or_hundred(text: str) -> tuple[str, str | None] | None:
    """A numerator; a bare 百 stands for a hundred (百分之百)."""
    return ("100", None) if text == "百" else chinese_number(text)


def _read_tenths(match: re.Match[str]) -> Numeral | None:
    """两成 → 2, 三成五 → 3.5, 七八成 → 7 to 8 (in tenths, 成)."""
    main, half = match["tenths"], match["half"]
    if len(main) == 2:
        if tuple(main) not in _PAIRS or half:
            return None
        low, high = (str(_DIGIT[ch]) for ch in main)
        return _numeral(match.start(), match.end(), low, None, per="成", low=low, high=high)
    digits = str(_DIGIT[main]) + (f".{_DIGIT[half]}" if half else "")
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
        digits = re.sub("[,， ]", "", part)
        if digits.count(".") > 1:
            yield Numeral(at, end, digits, None, digits, malformed="two_points", fallback=end)
        else:
            yield _with_scale(text, at, end, digits, malformed)


def _blanks_join(text: str, start: int, token: str) -> bool:
    """Whether blanks in a token part thousands (1 260 582亿元), not columns or a table's number."""
    if " " not in token or text[start - 1 : start] in {"表", "图", "第", "栏"}:
        return False
    return "一" <= text[start + len(token) : start + len(token) + 1] <= "龥"


def _parts(token: str, *, joined: bool) -> Iterator[tuple[int, str, str | None]]:
    """Cut a token where its commas and blanks are not thousands separators."""
    lead = 1 if token[0] in ".．" else 0
    body = token[lead:]
    if _COMMAS.fullmatch(body) or (joined and _BLANKS.fullmatch(body)):
        yield lead, body, "no_integer" if lead else None
        return
    for piece in re.finditer(r"[^，, ]+", body):
        malformed = None
        if lead and piece.start() == 0:
            malformed = "no_integer"
        yield lead + piece.start(), piece.group(), malformed


def _with_scale(text: str, start: int, end: int, digits: str, malformed: str | None) -> Numeral:
    """Attach the scale, a second compound part (3万4千) and an infix 余 or 多."""
    after = _AFTER_ARABIC.match(text, end)
    scale = after["scale"] if after else None
    more = bool(after and after["more"])
    if after:
        end = after.end()
    if malformed == "no_integer":
        return _numeral(start, end, "0." + digits, scale, more=more, malformed=malformed)
    if scale:
        digits, scale, end, extra = _compound(text, end, digits, scale)
        more = more or extra
    fallback = end
    if not more and (trailing := _TRAILING_MORE.match(text, end)):
        more, end = True, trailing.end()
        if scale == "万" and text.startswith("亿", end):
            scale, end = "万亿", end + 1
            fallback = end
    return _numeral(start, end, digits, scale, more=more, fallback=fallback, malformed=malformed)


def _compound(text: str, end: int, digits: str, scale: str) -> tuple[str, str | None, int, bool]:
    """3万4千 → 34 千; 2亿3000万 → 23000 万; 1万2500 → 12500."""
    second = _COMPOUND.match(text, end)
    if second and SCALES[second["scale"]] < SCALES[scale]:
        big = int(scaled(digits, scale).partition(".")[0])
        low = scaled(second["number"], second["scale"]).partition(".")[0]
        unit = 10 ** SCALES[second["scale"]]
        if "." not in digits + second["number"] and int(low) < 10 ** SCALES[scale]:
            return str((big + int(low)) // unit), second["scale"], second.end(), False
    rest = _REST.match(text, end) if scale == "万" and "." not in digits else None
    if rest:
        return str(int(digits) * 10_000 + int(rest.group())), None, rest.end(), False
    return digits, scale, end, False


def _read_chinese(text: str, start: int, token: str) -> Numeral | None:
    """A Chinese numeral, an approximate pair, or a bare scale with a hedge (百余)."""
    end = start + len(token)
    pair = _approximate(token)
    more = _TRAILING_MORE.match(text, end)
    if pair:
        low, high, scale = pair
        bounds = (scaled(low, scale), scaled(high, scale))
        return _numeral(start, end, low, scale, low=bounds[0], high=bounds[1], is_chinese=True)
    implied = token[0] in "百千万亿"
    number = chinese_number("一" + token if implied else token)
    if number is None:
        return None
    digits, scale = number
    if more and (rest := re.compile(r"[万亿]+").match(text, more.end())) and scale is None:
        scale, end = rest.group(), rest.end()
        if scale not in SCALES:
            return None
        return _numeral(start, end, digits, scale, more=True, is_chinese=True, is_implied=implied)
    return _numeral(
        start,
        more.end() if more else end,
        digits,
        scale,
        more=bool(more),
        is_chinese=True,
        is_implied=implied,
        fallback=end,
    )


def _approximate(token: str) -> tuple[str, str, str | None] | None:
    """两三 → 2, 3; 三四十 → 30, 40; 十七八 → 17, 18; 二三百万 → 200, 300 万."""
    match = re.fullmatch(
        r"(?P<tens>[二三四五六七八九]?十)?(?P<one>[一二两三四五六七八])(?P<two>[二三四五六七八九])"
        r"(?P<small>[十百千])?(?P<scale>[万亿]?)",
        token,
    )
    if (
        not match
        or (match["one"], match["two"]) not in _PAIRS
        or (match["tens"] and match["small"])
    ):
        return None
    base = _chinese_value(match["tens"]) if match["tens"] else 0
    step = _SMALL[match["small"]] if match["small"] else 1
    low, high = (str((base or 0) + _DIGIT[match[name]] * step) for name in ("one", "two"))
    return low, high, match["scale"] or None


def _positional(text: str) -> tuple[str, str | None] | None:
    """二〇三五 → 2035; a single digit; 三点五 → 3.5; runs such as 一二三 are no number."""
    whole, point, fraction = text.partition("点")
    if len(whole) > 1 and not point and len(whole) != 4 and not any(ch in "零〇○" for ch in whole):
        return None
    digits = "".join(str(_DIGIT[ch]) for ch in whole)
    if point:
        digits += "." + "".join(str(_DIGIT[ch]) for ch in fraction)
    return digits, None


def _with_fraction(whole: str, fraction: str) -> tuple[str, str | None] | None:
    """十二点五亿 → 12.5 亿."""
    match = re.fullmatch(r"([零〇○一二三四五六七八九]+)([百千万亿]*)", fraction)
    number = _chinese_value(whole)
    if match is None or number is None or (match[2] and match[2] not in SCALES):
        return None
    return f"{number}." + "".join(str(_DIGIT[ch]) for ch in match[1]), match[2] or None


def _chinese_value(text: str) -> int | None:
    """Whole value of a numeral with 十百千万亿, or None when its order is wrong."""
    if not any(ch in "十百千万亿" for ch in text):
        plain = _positional(text)
        return int(plain[0]) if plain else None
    for scale, power in (("亿", 8), ("万", 4)):
        head, mark, tail = text.rpartition(scale)
        if mark:
            high = _chinese_value(head) if head else 1
            low = _tail_value(tail, 10**power)
            return None if high is None or low is None else high * 10**power + low
    return _section(text)


def _tail_value(text: str, unit: int) -> int | None:
    """What follows a scale: 一万二 is 12000, 一万零二 is 10002."""
    if not text:
        return 0
    if len(text) == 1 and text in _DIGIT:
        return _DIGIT[text] * unit // 10
    number = _chinese_value(text.lstrip("零〇○") or "零")
    return None if number is None or number >= unit else number


def _section(text: str) -> int | None:
    """A part below ten thousand: falling 千百十 with digits before them."""
    total, ceiling, digit = 0, 10_000, None
    gap = False
    for ch in text:
        if ch in _SMALL:
            size = _SMALL[ch]
            if size >= ceiling or (digit is None and size != 10) or digit == 0:
                return None
            total += (1 if digit is None else digit) * size
            ceiling, digit, gap = size, None, False
        elif digit is not None:
            return None
        elif _DIGIT[ch] == 0:
            gap = True
        else:
            digit = _DIGIT[ch]
    if digit is None:
        return total
    if gap or ceiling == 10:
        return total + digit
    return total + digit * ceiling // 10


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
