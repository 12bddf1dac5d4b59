"""Price basis (价格口径): whether a growth rate is real while the levels are in current prices."""

from __future__ import annotations

from jiefang.figures.claim import Claim

_REAL_WORDS = ("可比价", "不变价", "实际增", "实际下", "扣除价格", "可比口径", "同口径", "剔除")
_REAL_BY_CONVENTION = ("生产总值", "增加值", "GDP", "gdp", "总产值", "劳动生产率", "万元")


def is_real_growth(level: Claim, words: str, *, unit: str | None = None) -> bool:
    """Whether growth of this level is, or by convention may be, at constant prices.

    Output and value added grow in constant prices though their levels are printed in current
    ones; revenue, trade, deposits and counts grow as printed unless the words say otherwise.
    `unit` is the unit of the levels where the claim given is itself a rate.
    """
    if any(word in words for word in _REAL_WORDS):
        return True
    subject = level.subject or ""
    return "元" in (level.unit if unit is None else unit) and any(
        word in subject for word in _REAL_BY_CONVENTION
    )
