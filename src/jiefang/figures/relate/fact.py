"""Facts (事实): when two figures state the same thing.

Same indicator (or, where none is known, the same words), period, area, scope, kind and measure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from jiefang.figures.claim import Claim, Kind, Status
from jiefang.figures.extract.unit import dimension_of

_FILLER = regex.compile(r"^(?:的|全部)|[“”\"'《》\s]")
_VAGUE = frozenset(
    {
        "投资",
        "收入",
        "支出",
        "总量",
        "总额",
        "项目",
        "面积",
        "资金",
        "人数",
        "数量",
        "规模",
        "金额",
        "产量",
        "利润",
    }
)
"""Subjects that name a measure but not the thing: never enough to call two figures one fact."""

_YEAR_BEFORE = frozenset({None, "上年", "上年同期", "上年末", "去年", "去年同期", "同比"})
LEVELS = frozenset({Kind.LEVEL, Kind.RATE, Kind.SHARE, Kind.INDEX})


@dataclass(frozen=True, slots=True)
class FactKey:
    """Identity of a fact; claims with equal keys should print equal figures."""

    what: str
    kind: str
    period: str
    area: str | None
    scope: str | None
    dimension: str
    planned: bool
    against: str | None
    """Base of a change, whole of a share; None for a level."""


def fact_key(claim: Claim) -> FactKey | None:
    """The key of a claim, or None where subject or period is unknown."""
    what = subject_key(claim)
    if what is None or claim.period is None:
        return None
    return FactKey(
        what=what,
        kind="level" if claim.kind in LEVELS - {Kind.SHARE} else claim.kind.value,
        period=claim.period,
        area=claim.area,
        scope=claim.scope,
        dimension=dimension_of(claim.unit),
        planned=claim.status is Status.TARGET,
        against=base_of(claim),
    )


def base_of(claim: Claim) -> str | None:
    """What a change compares with; a year before is the usual base, however it is worded."""
    if claim.kind in LEVELS - {Kind.SHARE} or claim.comparator in _YEAR_BEFORE:
        return None
    return claim.comparator


def subject_key(claim: Claim) -> str | None:
    """The indicator id, else the subject's own words; None where the words say too little."""
    if claim.indicator:
        return f"#{claim.indicator}"
    if not claim.subject:
        return None
    words = _FILLER.sub("", claim.subject)
    return words if len(words) >= 3 and words not in _VAGUE else None


def year_before(key: FactKey) -> FactKey | None:
    """The same fact one year earlier; None for spans of several years."""
    first, _, last = key.period.partition("/")
    if last and first[:4] != last[:4]:
        return None
    periods = [f"{int(part[:4]) - 1}{part[4:]}" for part in (first, last) if part[:4].isdigit()]
    return replace(key, period="/".join(periods)) if periods else None
