"""Claims (数字主张): one printed figure with everything that was read of it.

The keys and words are the contract of the command line; they may be extended, never changed.
Values are decimal strings, so that every printed zero survives.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a figure says."""

    LEVEL = "level"
    GROWTH = "growth"
    """Relative change over a comparison base, in per cent (增长 5.2%)."""
    PP_CHANGE = "pp_change"
    """Change in percentage points (提高 0.64 个百分点); also per-mille points."""
    RATE = "rate"
    """A level that is a proportion (城镇化率 64.4%, 出生率 7.3‰)."""
    SHARE = "share"
    """Part of a whole (占……的 39.85%)."""
    RATIO = "ratio"
    """A list of parts, a:b:c (三次产业结构 6.9:40.1:53.0)."""
    DELTA = "delta"
    """Absolute change (净增 8086 万元)."""
    MULTIPLE = "multiple"
    """倍, 翻番: `value` is the factor on the base as the wording means it (增长 1.3 倍 is 2.3)."""
    INDEX = "index"
    """Base = 100 (居民消费价格指数 100.7)."""
    RANK = "rank"
    THRESHOLD = "threshold"
    """A bound that selects things (亿元以上项目)."""
    LABEL = "label"
    """Part of a name (65 岁及以上, 4A 级): never tested."""


class Hedge(StrEnum):
    """How the wording loosens a figure."""

    BELOW = "below"
    """近, 不足, 以内, 低于: the true value lies below."""
    ABOVE = "above"
    """超, 突破, 以上, 不低于."""
    AND_MORE = "and_more"
    """余, 多: above, up to the next unit of the printed digit."""
    ABOUT = "about"
    """约, 左右."""


class Status(StrEnum):
    """Whether a figure reports, promises or expects."""

    ACTUAL = "actual"
    TARGET = "target"
    FORECAST = "forecast"


def claim_id(sha256: str, start: int, end: int) -> str:
    """Short hash of document hash and span: the same wherever the claim is stored."""
    return hashlib.sha256(f"{sha256}:{start}:{end}".encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where in a table a claim stands; counts from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed figure; see the module for the meaning of the values."""

    id: str
    doc: str
    start: int
    end: int
    text: str
    """Numeral + scale + unit exactly as printed (the raw slice of the document)."""
    digits: str
    """The numeral in Arabic digits without separators (`29129.03`); Chinese numerals converted."""
    scale: str | None
    unit: str
    """As the field prints it (`元`, `%`, `个百分点`, `吨标准煤`); empty for a bare number."""
    value: str
    """Exact decimal with the scale applied and every printed digit kept; per cent stays per cent.

    Unsigned: the sign is `sign`. For a multiple it is the factor as printed (`1.3`); see `factor`.
    """
    kind: Kind
    sign: str = ""
    """`-` for 下降, 减少, 负; else empty."""
    hedge: Hedge | None = None
    values: tuple[str, ...] = ()
    """The members of a ratio list; then `value` is empty."""
    subject: str | None = None
    scope: str | None = None
    period: str | None = None
    area: str | None = None
    comparator: str | None = None
    status: Status | None = None
    indicator: str | None = None
    malformed: str | None = None
    """Why the numeral cannot be trusted (rule A36), else None."""
    factor_base: int = 0
    """For a multiple: 1 when the wording adds to the base (增长 1.3 倍 = 2.3 times), else 0."""
    cell: CellPlace | None = None
    page: int | None = None
    paragraph: int | None = None
