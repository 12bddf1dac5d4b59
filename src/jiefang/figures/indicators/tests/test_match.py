"""Subjects are resolved to indicators, and left alone where a word restricts them."""

import pytest

from jiefang.figures.claim import Kind
from jiefang.figures.indicators import load

CATALOGUE = load()


@pytest.mark.parametrize(
    ("subject", "unit", "kind", "scope", "expected"),
    [
        ("初步核算，全年国内生产总值[2]", "元", Kind.LEVEL, None, "gdp"),
        ("全市规模以上工业增加值", "%", Kind.GROWTH, None, "industry_va_above"),
        ("工业增加值", "%", Kind.GROWTH, "规上", "industry_va_above"),
        ("第一产业", "元", Kind.LEVEL, None, "gdp_primary"),
        ("固定资产投资增速", "%", Kind.GROWTH, None, "investment"),
        ("居民消费价格", "%", Kind.GROWTH, None, "cpi"),
        ("第一产业", "%", Kind.GROWTH, None, None),
        ("高新区地区生产总值", "元", Kind.LEVEL, None, None),
        ("地区生产总值", "人", Kind.LEVEL, None, None),
    ],
)
def test_subject_resolves(subject, unit, kind, scope, expected):
    assert CATALOGUE.match(subject, unit, kind, scope) == expected


def test_short_name_needs_its_set():
    assert CATALOGUE.match("第一产业", "%", Kind.GROWTH, within="gdp") == "gdp_primary"
