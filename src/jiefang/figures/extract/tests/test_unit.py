from __future__ import annotations

from fractions import Fraction

import pytest

from jiefang.figures.extract.unit import BARE, dimension_of, to_base, unit_at, unit_named


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("千瓦时，增长", "千瓦时"),
        ("千伏安", "千伏安"),
        ("个百分点", "个百分点"),
        ("个小区", "个"),
        ("吨标准煤/万元", "吨标准煤/万元"),
        ("吨公里", "吨公里"),
        ("微克/立方米", "微克/立方米"),
        ("元/人·年", "元/人·年"),
        ("元/平方米", "元/平方米"),
        ("名（个）以上", "名（个）"),
        ("册（张）", "册（张）"),
        ("人次", "人次"),
        ("人口", "人"),
        ("%以上", "%"),
        ("平方千米", "平方千米"),
        ("kW·h", "kW·h"),
        ("张/千人", "张/千人"),
    ],
)
def test_longest_unit(text, printed):
    found = unit_at(text, 0)
    assert found is not None
    assert found.printed == printed
    assert found.end == len(printed)


@pytest.mark.parametrize(
    "text", ["项目", "分别", "部门", "次产业", "年代", "人均", "mm2a", "的", ""]
)
def test_words_that_only_begin_like_a_unit(text):
    assert unit_at(text, 0) is None


@pytest.mark.parametrize(
    ("value", "unit", "base"),
    [
        ("1", "公顷", Fraction(10_000)),
        ("3", "亩", Fraction(2_000)),
        ("1", "平方公里", Fraction(1_000_000)),
        ("2", "斤", Fraction(1)),
        ("0.5", "吨标准煤/万元", Fraction(1, 20_000)),
        ("35", "微克/立方米", Fraction(35, 1_000_000_000)),
        ("1.50", "瓩", Fraction(3, 2)),
    ],
)
def test_exact_size_in_the_base_unit(value, unit, base):
    assert to_base(value, unit) == base


def test_dimensions_meet_where_the_units_can_be_compared():
    assert dimension_of("吨") == dimension_of("公斤")
    assert dimension_of("亩") == dimension_of("公顷") == "area"
    assert dimension_of("元/平方米") == "money/area"
    assert dimension_of("家") == dimension_of("个")
    assert dimension_of("%") != dimension_of("个百分点")
    assert dimension_of("") == BARE
    assert dimension_of("瓩") == "瓩"


def test_name_of_an_alias():
    unit = unit_named("㎡")
    assert unit is not None
    assert unit.name == "平方米"
    assert unit_named("不是单位") is None
