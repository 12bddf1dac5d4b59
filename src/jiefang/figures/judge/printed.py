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
from jiefang.figures.numeral import SCALES

COUNTING_UNITS = frozenset(
    "个家项户人名位件起宗所座处条台辆套间栋幢次场只头匹棵株艘架部册份张枚支队组批类种列羽枝把副"
    "村镇乡县区市省国天届期门盏根片块口眼例篇本对双班床卷幅首款站楼院校店集轮回趟遍笔单票桩串团"
    "道孔环箱盒瓶袋包层股代顶面线"
) | {
    *("街道", "社区", "乡镇", "人次", "个人次", "户次", "件次", "车次", "场次", "班次", "架次"),
    *("辆次", "台次", "项次", "批次", "家次", "条次", "艘次", "剂次", "人份", "台套", "台（套）"),
    *(
        "台件",
        "台（件）",
        "台/套",
        "台、套",
        "人（次）",
        "册（张）",
        "册（份）",
        "卷（件）",
        "张床",
    ),
    *("张床位", "张病床", "床位", "单元", "标段", "个人", "口人", "口井", "户家庭", "对夫妇"),
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
    """The intervals that one printed figure allows, with its sign, in its own unit.

    Kept in whole numbers, worked out when asked for: most figures are only ever read as printed.
    """

    mantissa: int
    """The digits without their point, not signed."""
    multiplier: int | Fraction
    """What the scale makes of them (亿: 10^8)."""
    decimals: int
    negative: bool
    shift: int
    """1 where the wording adds to the base (增长 1.3 倍 is 2.3 times), else 0."""
    exact: bool
    """A count of whole things."""
    zeros: int
    """Trailing zeros of a whole number that may only fill up."""
    hedge: Hedge | None
    open_below: bool
    """A bound that is promised or expected, not nearly reached."""
    leeway: Leeway

    @property
    def value(self) -> Fraction:
        """The figure as printed."""
        return self._placed(self.magnitude)

    @property
    def magnitude(self) -> Fraction:
        """The printed number without sign and base."""
        return Fraction(self.mantissa * self.multiplier, 10**self.decimals)

    @property
    def unit(self) -> Fraction:
        """One step of the last printed digit."""
        return Fraction(self.multiplier, 10**self.decimals)

    @property
    def half_width(self) -> Fraction:
        """Half a step of the last printed digit: the measure of gaps, for exact counts too."""
        return self.unit / 2

    @property
    def hedged(self) -> bool:
        """Whether the wording loosens the figure; then it never gives a hard verdict."""
        return self.hedge is not None

    @property
    def printed(self) -> Interval:
        """Rounded at the printed digit; an exact count is a point, a hedge reaches further."""
        if self.hedge is not None:
            return self._hedged(self.hedge)
        if self.exact:
            return Interval(self.value, self.value)
        half = self.half_width
        return self._interval(self.magnitude - half, self.magnitude + half)

    @property
    def truncated(self) -> Interval:
        """Cut off after the printed digit, towards zero."""
        if self.hedge is not None or self.exact:
            return self.printed
        return self._interval(self.magnitude, self.magnitude + self.unit)

    @property
    def coarse(self) -> Interval:
        """Rounded at the last digit that is not a filling zero."""
        if not self.is_round or self.hedge is not None:
            return self.printed
        half = self.unit * 10**self.zeros / 2
        return self._interval(self.magnitude - half, self.magnitude + half)

    @property
    def is_round(self) -> bool:
        """Whether the coarse reading is another than the printed one."""
        return bool(self.zeros) and not self.exact

    def doubled_ends(self) -> tuple[int, int] | None:
        """Ends of the printed interval times 2·10^decimals, where they are plain whole numbers."""
        if self.hedge is not None or self.shift or not isinstance(self.multiplier, int):
            return None
        slack = 0 if self.exact else 1
        lo = (2 * self.mantissa - slack) * self.multiplier
        hi = (2 * self.mantissa + slack) * self.multiplier
        return (-hi, -lo) if self.negative else (lo, hi)

    def _hedged(self, hedge: Hedge) -> Interval:
        """What the wording leaves open."""
        value = self.magnitude
        if hedge is Hedge.BELOW:
            least = None if self.open_below else value * (1 - self.leeway.below)
            return self._interval(least, value)
        if hedge is Hedge.ABOVE:
            return self._interval(value, None)
        if hedge is Hedge.AND_MORE:
            return self._interval(value, value + self.unit * 10**self.zeros)
        reach = max(value * self.leeway.about, self.half_width)
        return self._interval(value - reach, value + reach)

    def _interval(self, lo: Fraction | None, hi: Fraction | None) -> Interval:
        if self.negative:
            lo, hi = hi, lo
        return Interval(
            None if lo is None else self._placed(lo), None if hi is None else self._placed(hi)
        )

    def _placed(self, magnitude: Fraction) -> Fraction:
        """With the sign, and as a factor on the base."""
        signed = -magnitude if self.negative else magnitude
        return signed + self.shift if self.shift else signed


def readings(
    claim: Claim, member: int | None = None, leeway: Leeway = DEFAULT_LEEWAY
) -> Readings | None:
    """Every reading of a claim, or of one member of a ratio list; None if it is not a numeral."""
    if member is None:
        return _read(claim, claim.digits, claim.value, leeway)
    if not 0 <= member < len(claim.values):
        return None
    return _read(claim, claim.values[member], claim.values[member], leeway)


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
    parts = _parts(text)
    return None if parts is None else Fraction(parts[0], 10 ** parts[1])


def _parts(text: str) -> tuple[int, int] | None:
    """Digits without their point, and the number of decimals."""
    whole, _, decimals = text.partition(".")
    digits = whole + decimals
    if len(digits) > _LONGEST_NUMERAL or not (digits.isascii() and digits.isdigit()):
        return None
    return int(digits), len(decimals)


def _read(claim: Claim, digits: str, value: str, leeway: Leeway) -> Readings | None:
    negative = claim.sign == "-"
    if value.startswith("-"):
        negative, value, digits = not negative, value[1:], digits.removeprefix("-")
    numeral = _numeral(claim, digits, value)
    if numeral is None:
        return None
    mantissa, decimals, multiplier = numeral
    return Readings(
        mantissa=mantissa,
        multiplier=multiplier,
        decimals=decimals,
        negative=negative,
        shift=claim.factor_base,
        exact=not claim.values and is_exact_count(claim),
        zeros=_filling_zeros(mantissa, decimals, claim.unit),
        hedge=claim.hedge,
        open_below=claim.status in {Status.TARGET, Status.FORECAST},
        leeway=leeway,
    )


def _numeral(claim: Claim, digits: str, value: str) -> tuple[int, int, int | Fraction] | None:
    """Mantissa, decimals and multiplier, so that mantissa·multiplier/10^decimals is the value.

    The value decides; decimals are those of the numeral. Where the two do not fit together (翻番
    prints 1 and means 2) the value is read by its own decimals.
    """
    meant = _parts(value)
    if meant is None:
        return None
    printed = meant if digits == value else _parts(digits)
    if claim.unit == "番" or printed is None or bool(printed[0]) != bool(meant[0]):
        return *meant, 1
    power = SCALES.get(claim.scale, 0) if claim.scale else 0
    if meant[0] * 10 ** printed[1] == printed[0] * 10 ** (meant[1] + power):
        return *printed, 10**power
    ratio = Fraction(meant[0] * 10 ** printed[1], printed[0] * 10 ** meant[1])
    return *printed, ratio.numerator if ratio.denominator == 1 else ratio


def _filling_zeros(mantissa: int, decimals: int, unit: str) -> int:
    """Trailing zeros of a whole number; for per cent at most one (100 % is not 50 to 150)."""
    if decimals or not mantissa or mantissa % 10:
        return 0
    digits = str(mantissa)
    zeros = len(digits) - len(digits.rstrip("0"))
    return min(zeros, 1) if unit in _PERCENT_UNITS else zeros
