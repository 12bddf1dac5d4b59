"""Cells become claims: subject, unit, kind, period, area and status from rows and columns."""

import pytest

from jiefang.figures.claim import Hedge, Kind, Status
from jiefang.figures.extract.table import table_claims, table_view
from jiefang.figures.extract.table.tests.builder import document_with
from jiefang.figures.indicators import load

CATALOGUE = load()


def read(rows, **options):
    document = document_with(rows, **options)
    figures = table_claims(document, document.tables[0], indicators=CATALOGUE)
    for figure in figures:
        claim = figure.claim
        assert document.text[claim.start : claim.end] == claim.text
    return {(figure.row, figure.column): figure.claim for figure in figures}


def test_unit_column_level_and_growth():
    claims = read(
        [
            ["指标", "单位", "绝对数", "比上年增长（%）"],
            ["地区生产总值", "亿元", "1,208.50", "5.2"],
            ["常住人口", "万人", "35.6", "-0.3"],
        ]
    )
    gdp, speed = claims[1, 2], claims[1, 3]
    assert (gdp.digits, gdp.scale, gdp.unit, gdp.value) == (
        "1208.50",
        "亿",
        "元",
        "120850000000.00",
    )
    assert (gdp.kind, gdp.indicator, gdp.period) == (Kind.LEVEL, "gdp", "2023")
    assert (speed.kind, speed.unit, speed.comparator) == (Kind.GROWTH, "%", "上年")
    assert claims[2, 3].sign == "-"
    assert claims[2, 3].indicator == "population"


def test_unit_of_the_header_goes_before_that_of_the_row():
    claims = read(
        [
            ["商品", "单位", "数量", "比上年增长（%）", "金额（亿元）", "比上年增长（%）"],
            ["鞋类", "万吨", "451", "0.6", "3290", "6.3"],
        ],
        caption="主要商品出口数量、金额及其增长速度",
    )
    assert (claims[1, 2].scale, claims[1, 2].unit) == ("万", "吨")
    assert (claims[1, 4].scale, claims[1, 4].unit) == ("亿", "元")
    scopes = {claims[1, column].scope for column in (2, 3)}
    assert len(scopes) == 1
    assert scopes.isdisjoint({claims[1, 4].scope})
    assert claims[1, 2].indicator is None


def test_caption_gives_unit_and_kind():
    claims = read(
        [
            ["指标", "全国", "城市", "农村"],
            ["居民消费价格", "0.2", "0.3", "0.1"],
            ["其中：食品烟酒", "0.3", "0.4", "-0.1"],
            ["衣着", "1.0", "1.1", "0.6"],
        ],
        caption="表2 2023年居民消费价格比上年涨跌幅度",
        unit="%",
    )
    assert {claim.kind for claim in claims.values()} == {Kind.GROWTH}
    assert claims[1, 1].indicator == "cpi"
    assert claims[1, 2].indicator == "cpi_urban"
    assert (claims[2, 2].indicator, claims[2, 2].scope) == ("cpi_food_tobacco", "城市")
    assert claims[3, 1].indicator == "cpi_clothing"


def test_plan_with_two_header_rows():
    claims = read(
        [
            ["指标名称", "单位", "2015年完成", "“十三五”目标", None, "“十三五”末完成", None],
            [None, None, None, "绝对数", "年均增长（%）", "绝对数", "年均增长（%）"],
            ["地区生产总值", "亿元", "90.1", "130", "8", "128.4", "7.3"],
            ["城镇登记失业率", "%", "—", "4", "—", "<3.8", "—"],
        ],
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2), (0, 5): (1, 2)},
        headers=2,
        title="某区“十四五”规划纲要",
        genre="plan",
    )
    assert (claims[2, 2].period, claims[2, 2].status) == ("2015", Status.ACTUAL)
    assert (claims[2, 3].period, claims[2, 3].status) == ("2020", Status.TARGET)
    assert (claims[2, 4].period, claims[2, 4].kind) == ("2016/2020", Kind.GROWTH)
    assert (claims[2, 4].unit, claims[2, 4].status) == ("%", Status.TARGET)
    assert (claims[2, 5].period, claims[2, 5].status) == ("2020", Status.ACTUAL)
    assert (claims[2, 6].period, claims[2, 6].status) == ("2016/2020", Status.ACTUAL)
    assert (claims[3, 3].kind, claims[3, 5].hedge) == (Kind.RATE, Hedge.BELOW)
    assert (3, 2) not in claims


def test_targets_of_a_plan():
    claims = read(
        [
            ["指标名称", "2025年目标", "五年年均增长或累计（%）", "属性"],
            ["一、经济发展", None, None, None],
            ["1 地区生产总值增长（%）", "—", "6.5", "预期性"],
            ["二、民生福祉", None, None, None],
            ["2 每千人口注册护士数（人）", ">4.3", "—", "预期性"],
            ["3 城镇登记失业率（%）", "—", "<3.5", "约束性"],
        ],
        spans={(1, 0): (1, 4), (3, 0): (1, 4)},
        caption="“十四五”时期经济社会发展主要指标",
        title="某区第十四个五年规划",
        genre="plan",
    )
    growth = claims[2, 2]
    assert (growth.indicator, growth.kind, growth.period) == ("gdp", Kind.GROWTH, "2021/2025")
    assert growth.status is Status.TARGET
    nurses = claims[4, 1]
    assert (nurses.hedge, nurses.unit, nurses.period) == (Hedge.ABOVE, "人", "2025")
    assert (claims[5, 2].kind, claims[5, 2].period) == (Kind.RATE, "2025")


def test_years_in_rows_and_indicators_in_columns():
    claims = read(
        [
            ["年份", "地区生产总值（亿元）", "增速（%）"],
            ["2021", "110.2", "6.1"],
            ["2022", "118.9", "4.8"],
        ]
    )
    assert {claim.period for (row, _), claim in claims.items() if row == 1} == {"2021"}
    assert claims[2, 1].indicator == "gdp"
    assert (claims[2, 2].indicator, claims[2, 2].kind) == ("gdp", Kind.GROWTH)


def test_years_in_columns():
    claims = read(
        [
            ["指标", "单位", "2021", "2022", "2023"],
            ["农村居民人均可支配收入", "元", "17533", "18697", "20053"],
        ]
    )
    assert [claims[1, column].period for column in (2, 3, 4)] == ["2021", "2022", "2023"]


def test_regions_in_rows():
    claims = read(
        [
            ["地区", "地区生产总值（亿元）", "常住人口（万人）"],
            ["全市", "300.0", "100.0"],
            ["东 区", "180.5", "60.2"],
            ["西 区", "119.5", "39.8"],
        ]
    )
    assert [claims[row, 1].area for row in (1, 2, 3)] == ["全市", "东区", "西区"]
    assert {claims[row, 2].indicator for row in (1, 2, 3)} == {"population"}


def test_this_and_last_period():
    claims = read(
        [
            ["指标", "1-8月（万元）", "上年同期（万元）", "同比增长（%）"],
            ["税收收入", "5200", "5000", "4.0"],
        ],
        title="2023年8月财政收支情况",
    )
    assert claims[1, 1].period == "2023-01/2023-08"
    assert claims[1, 3].period == "2023-01/2023-08"
    assert claims[1, 2].period in {"2022-01/2022-08", "2022"}


def test_code_and_running_number_columns_are_no_claims():
    claims = read(
        [
            ["序号", "街道", "户数（户）"],
            ["1", "甲街道", "812"],
            ["2", "乙街道", "905"],
            ["3", "丙街道", "640"],
        ]
    )
    assert {column for _, column in claims} == {2}


def test_a_line_of_column_numbers_is_a_header():
    claims = read(
        [
            ["指标", "本年", "上年"],
            ["甲", "1", "2"],
            ["货运量（万吨）", "350", "330"],
        ],
        headers=1,
    )
    assert {row for row, _ in claims} == {2}


def test_two_blocks_side_by_side():
    claims = read(
        [
            ["行业", "比上年增长（%）", "行业", "比上年增长（%）"],
            ["采矿业", "2.1", "教育", "2.8"],
            ["制造业", "6.5", "建筑业", "22.5"],
        ],
        caption="2023年分行业固定资产投资（不含农户）增长速度",
    )
    assert claims[2, 1].indicator == "investment_manufacturing"
    assert claims[1, 3].subject == "教育"


def test_child_rows_are_named_inside_their_parent():
    claims = read(
        [
            ["指标", "绝对数（亿元）", "比上年增长（%）"],
            ["货物进出口总额", "900", "3.0"],
            ["货物出口额", "500", "4.0"],
            ["其中：一般贸易", "300", "5.0"],
            ["加工贸易", "150", "1.0"],
            ["货物进口额", "400", "2.0"],
            ["其中：一般贸易", "250", "2.5"],
        ]
    )
    assert claims[3, 1].indicator == "exports_general"
    assert claims[4, 1].indicator == "exports_processing"
    assert claims[6, 1].indicator == "imports_general"


def test_unknown_child_rows_carry_their_parent_and_table():
    claims = read(
        [
            ["指标", "人数（万人）"],
            ["参加工伤保险人数", "30"],
            ["其中：农民工", "12"],
        ]
    )
    child = claims[2, 1]
    assert child.indicator is None or child.indicator == "injury_migrants"
    assert "农民工" in child.subject
    assert child.indicator or child.scope


def test_sections_hand_down_unit_and_kind():
    claims = read(
        [
            ["项目", "2022", "2023"],
            ["总产出（亿元）", "100", "110"],
            ["第一产业", "40", "42"],
            ["第二产业", "60", "68"],
            ["总产出构成（%）", "100.0", "100.0"],
            ["第一产业", "40.0", "38.2"],
            ["第二产业", "60.0", "61.8"],
        ],
        unit="亿元",
    )
    assert claims[2, 1].kind is Kind.LEVEL
    assert (claims[5, 1].kind, claims[5, 1].unit) == (Kind.SHARE, "%")


def test_change_of_a_rate_is_not_its_growth():
    claims = read(
        [
            ["指标", "单位", "2023年", "比上年增长（%）"],
            ["城镇化率", "%", "60.6", "1.0"],
        ]
    )
    assert claims[1, 2].indicator == "urbanisation"
    assert claims[1, 3].indicator is None
    assert claims[1, 3].subject != claims[1, 2].subject


def test_falls_are_negative():
    claims = read([["指标", "比上年降低（%）"], ["单位GDP能耗", "3.5"]])
    claim = claims[1, 1]
    assert (claim.sign, claim.indicator) == ("-", "energy_per_gdp")


def test_traditional_characters_are_understood():
    claims = read([["指標", "絕對數（億元）"], ["地區生產總值", "120.5"]], title="2023年統計公報")
    assert (claims[1, 1].indicator, claims[1, 1].scale) == ("gdp", "亿")


@pytest.mark.parametrize(
    "rows",
    [
        [["说明"]],
        [["", ""], ["", ""]],
        [["1", "2"], ["3", "4"]],
        [["甲", "乙"], ["丙", "丁"]],
        [["—"]],
    ],
)
def test_tables_that_say_nothing_do_no_harm(rows):
    document = document_with(rows)
    view = table_view(document, document.tables[0], indicators=CATALOGUE)
    assert view.sums == ()
