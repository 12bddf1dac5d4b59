"""What a printed numeral can stand for (印出的数字代表的区间).

A numeral with d decimals and multiplier m stands for the closed interval v ± ½·10^-d·m: closed on
both ends because 四舍五入 and the ties-to-even of GB/T 8170 differ only at ties. Counts with a
counting unit and no 万 or 亿 are exact. Beside this *printed* reading stand two others that a hard
verdict must fail as well: the *truncated* one (只舍不入) and, for a whole number that ends in
zeros, the *coarse* one, read at the last digit that is not zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from jiefang.figures.claim import Claim, Hedge, Kind, Status
from jiefang.figures.interval import Interval

SCALES: dict[str, int] = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}
"""Multipliers that may stand between numeral and unit."""

COUNTING_UNITS = frozenset(
    "个家项户人名位件起宗所座处条台辆套间栋幢次场只头匹棵株艘架部册份张枚支队组批类种"
    "村镇乡县区市省国天届期门盏根片块口眼例篇本对双班床卷幅首款站楼院校店"
) | {
    *("街道", "社区", "乡镇", "人次", "户次", "件次", "车次", "场次", "班次", "架次", "辆次"),
    *("台次", "项次", "批次", "家次", "条次", "对夫妇", "张床位"),
}
"""Units that count whole things (个体量词); money, weights, areas and shares are not among them."""

_PERCENT_UNITS = frozenset({"%", "％", "‰", "个百分点", "百分点", "个千分点"})
_LONGEST_NUMERAL = 60


@dataclass(frozen=True, slots=True)
class Leeway:
    """How far a hedge word may reach (模糊词的余地); defaults are ours, unofficial."""

    about: Fraction = Fraction(1, 20)
    """约, 左右: relative width to either side."""
    below: Fraction = Fraction(1, 2)
    """近, 不足: how far down, relative; targets and forecasts (控制在…以内) are open below."""


DEFAULT_LEEWAY = Leeway()


@dataclass(frozen=True, slots=True)
class Readings:
    """The intervals that one printed figure allows, with its sign, in its own unit."""

    value: Fraction
    unit: Fraction
    """One step of the last printed digit."""
    printed: Interval
    truncated: Interval
    coarse: Interval
    hedged: bool
    exact: bool

    @property
    def half_width(self) -> Fraction:
        """Half a step of the last printed digit: the measure of gaps, for exact counts too."""
        return self.unit / 2


def readings(
    claim: Claim, member: int | None = None, leeway: Leeway = DEFAULT_LEEWAY
) -> Readings | None:
    """Every reading of a claim, or of one member of a ratio list; None if it is not a numeral."""
    if member is not None:
        if not 0 <= member < len(claim.values):
            return None
        return _read(claim, claim.values[member], claim.values[member], None, leeway)
    return _read(claim, claim.digits, claim.value, claim.scale, leeway)


def is_exact_count(claim: Claim) -> bool:
    """Whether the figure counts whole things one by one (整数计数): `42 个`, not `4.2 万个`."""
    if claim.kind is Kind.RANK:
        return True
    return not claim.scale and "." not in claim.digits and claim.unit in COUNTING_UNITS


def exact_decimal(text: str) -> Fraction | None:
    """A plain decimal string as a fraction; None for anything else.

    >>> exact_decimal("29129.03")
    Fraction(2912903, 100)
    """
    whole, _, decimals = text.partition(".")
    digits = whole + decimals
    if len(digits) > _LONGEST_NUMERAL or not (digits.isascii() and digits.isdigit()):
        return None
    return Fraction(int(digits), 10 ** len(decimals))


def _read(
    claim: Claim, digits: str, value: str, scale: str | None, leeway: Leeway
) -> Readings | None:
    negative = (claim.sign == "-") != value.startswith("-")
    magnitude = exact_decimal(value.lstrip("-"))
    if magnitude is None:
        return None
    digits = digits.lstrip("-")
    unit = _step(digits, magnitude, scale)
    exact = is_exact_count(claim) and not claim.values
    coarse = unit if exact and claim.hedge is None else _coarse_step(digits, unit, claim.unit)
    if claim.hedge is None:
        base = _plain(magnitude, unit, coarse, exact=exact)
    else:
        base = (_hedged(claim, magnitude, unit, coarse, leeway),) * 3
    shift = Fraction(claim.factor_base)
    placed = [_placed(interval, negative=negative, shift=shift) for interval in base]
    return Readings(
        value=(-magnitude if negative else magnitude) + shift,
        unit=unit,
        printed=placed[0],
        truncated=placed[1],
        coarse=placed[2],
        hedged=claim.hedge is not None,
        exact=exact,
    )


def _step(digits: str, magnitude: Fraction, scale: str | None) -> Fraction:
    """Value of one unit of the last printed digit: decimals from the numeral, multiplier beside."""
    numeral = exact_decimal(digits)
    if numeral is None:
        return Fraction(1)
    multiplier = magnitude / numeral if numeral else Fraction(SCALES.get(scale or "", 1))
    decimals = len(digits.partition(".")[2])
    return Fraction(multiplier, 10**decimals)


def _coarse_step(digits: str, unit: Fraction, unit_name: str) -> Fraction:
    """Step of the last digit that is not a zero; for per cent never more than ten."""
    if "." in digits or not digits.strip("0"):
        return unit
    zeros = len(digits) - len(digits.rstrip("0"))
    if unit_name in _PERCENT_UNITS:
        zeros = min(zeros, 1)
    return unit * int(10**zeros)


def _plain(
    magnitude: Fraction, unit: Fraction, coarse: Fraction, *, exact: bool
) -> tuple[Interval, Interval, Interval]:
    """Printed, truncated and coarse reading of a figure without a hedge."""
    if exact:
        itself = Interval(magnitude, magnitude)
        return itself, itself, itself
    printed = Interval(magnitude - unit / 2, magnitude + unit / 2)
    wide = printed
    if coarse != unit:
        wide = Interval(magnitude - coarse / 2, magnitude + coarse / 2)
    return printed, Interval(magnitude, magnitude + unit), wide


def _hedged(
    claim: Claim, magnitude: Fraction, unit: Fraction, coarse: Fraction, leeway: Leeway
) -> Interval:
    """What the wording leaves open; such a figure never gives a hard verdict."""
    match claim.hedge:
        case Hedge.BELOW:
            promised = claim.status in {Status.TARGET, Status.FORECAST}
            return Interval(None if promised else magnitude * (1 - leeway.below), magnitude)
        case Hedge.ABOVE:
            return Interval(magnitude, None)
        case Hedge.AND_MORE:
            return Interval(magnitude, magnitude + coarse)
    reach = max(magnitude * leeway.about, unit / 2)
    return Interval(magnitude - reach, magnitude + reach)


def _placed(interval: Interval, *, negative: bool, shift: Fraction) -> Interval:
    """With the sign, and as a factor on the base where the wording adds to it (增长 1.3 倍)."""
    signed = -interval if negative else interval
    return signed + Interval(shift, shift) if shift else signed
