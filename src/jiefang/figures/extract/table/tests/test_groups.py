"""Totals and parts are asserted by labels, known divisions and 其中, and by nothing else."""

from jiefang.figures.extract.table import fits, table_view
from jiefang.figures.extract.table.tests.builder import document_with
from jiefang.figures.indicators import load

CATALOGUE = load()


def sums(rows, **options):
    document = document_with(rows, **options)
    return table_view(document, document.tables[0], indicators=CATALOGUE).sums


def told(found):
    return [
        (one.why, one.exhaustive, one.total.digits, [part.digits for part in one.parts])
        for one in found
    ]


def test_total_row_with_its_parts():
    found = sums(
        [
            ["街道", "户数（户）", "人口（人）"],
            ["甲街道", "812", "2105"],
            ["乙街道", "905", "2377"],
            ["合 计", "1717", "4482"],
        ]
    )
    assert told(found) == [
        ("label", True, "1717", ["812", "905"]),
        ("label", True, "4482", ["2105", "2377"]),
    ]
    assert all(fits(one) for one in found)


def test_a_wrong_total_is_still_a_total():
    (one,) = sums([["街道", "户数（户）"], ["合计", "1771"], ["甲街道", "812"], ["乙街道", "905"]])
    assert one.exhaustive
    assert not fits(one)


def test_a_choice_of_rows_is_no_division():
    assert not sums(
        [["商品", "金额（亿元）"], ["总计", "900"], ["钢材", "300"], ["服装", "200"]],
        caption="主要商品出口金额",
    )
    found = sums(
        [["行业", "金额（亿元）"], ["总计", "900"], ["其中：制造业", "300"], ["建筑业", "200"]]
    )
    assert told(found) == [("among", False, "900", ["300"])]


def test_rows_after_among_leave_the_division_open():
    rows = [
        ["行业", "投资额（亿元）"],
        ["总计", "500"],
        ["采矿业", "100"],
        ["其中：煤炭开采", "60"],
        ["石油开采", "30"],
        ["建筑业", "400"],
    ]
    assert not [one for one in sums(rows) if one.exhaustive]


def test_averages_and_rates_have_no_sum():
    found = sums(
        [
            ["地区", "人均可支配收入（元）", "城镇化率（%）", "销售额（万元/户）"],
            ["合计", "30000", "60.0", "5"],
            ["东区", "31000", "70.0", "6"],
            ["西区", "29000", "50.0", "4"],
        ]
    )
    assert not found


def test_regions_need_a_column_that_fits():
    rows = [
        ["地区", "地区生产总值（亿元）", "粮食产量（万吨）"],
        ["全市", "300", "50.0"],
        ["东区", "180", "20.1"],
        ["西区", "100", "29.9"],
    ]
    (one,) = sums(rows)
    assert (one.why, one.total.digits) == ("area", "300")
    rows[1][2] = "60.0"
    assert not sums(rows)


def test_known_divisions_in_rows():
    found = sums(
        [
            ["指标", "绝对数（亿元）", "比重（%）"],
            ["地区生产总值", "100.0", "100.0"],
            ["第一产业", "10.0", "10.0"],
            ["第二产业", "40.0", "40.0"],
            ["第三产业", "50.1", "50.0"],
        ]
    )
    assert told(found) == [
        ("indicator", True, "100.0", ["10.0", "40.0", "50.1"]),
        ("indicator", True, "100.0", ["10.0", "40.0", "50.0"]),
    ]
    assert all(fits(one) for one in found)


def test_near_divisions_are_marked():
    found = sums(
        [
            ["指标", "绝对数（亿元）"],
            ["第二产业增加值", "296.65"],
            ["工业增加值", "166.32"],
            ["建筑业增加值", "130.52"],
        ]
    )
    assert [one.is_exact for one in found if one.why == "indicator"] == [False]


def test_a_part_missing_is_no_division():
    found = sums(
        [
            ["指标", "绝对数（亿元）"],
            ["地区生产总值", "100"],
            ["第一产业", "10"],
            ["第三产业", "50"],
        ]
    )
    assert not [one for one in found if one.exhaustive]


def test_total_column_beside_its_parts():
    found = sums(
        [
            ["街道", "人口（人）", None, None],
            [None, "合计", "男", "女"],
            ["甲街道", "100", "51", "49"],
            ["乙街道", "200", "98", "102"],
        ],
        spans={(0, 0): (2, 1), (0, 1): (1, 3)},
        headers=2,
    )
    assert ("label", True, "100", ["51", "49"]) in told(found)
    assert {one.along for one in found} == {"columns"}


def test_four_quarters_make_the_year():
    found = sums(
        [
            ["指标", "全年", "一季度", "二季度", "三季度", "四季度"],
            ["接待人次（万人次）", "100", "20", "25", "30", "25"],
        ]
    )
    assert told(found) == [("quarters", True, "100", ["20", "25", "30", "25"])]


def test_subtotals_make_the_total():
    found = sums(
        [
            ["项目", "金额（万元）"],
            ["道路", "10"],
            ["桥梁", "20"],
            ["小计", "30"],
            ["绿化", "5"],
            ["照明", "6"],
            ["小计", "11"],
            ["合计", "41"],
        ]
    )
    assert told(found) == [
        ("label", True, "30", ["10", "20"]),
        ("label", True, "11", ["5", "6"]),
        ("label", True, "41", ["30", "11"]),
    ]


def test_missing_cells_make_no_sum():
    assert not sums(
        [
            ["街道", "户数（户）"],
            ["合计", "1717"],
            ["甲街道", "812"],
            ["乙街道", "—"],
            ["丙街道", "9"],
        ]
    )


def test_license_is_the_label_of_the_total():
    document = document_with(
        [["街道", "户数（户）"], ["合计", "3"], ["甲街道", "1"], ["乙街道", "2"]]
    )
    (one,) = table_view(document, document.tables[0], indicators=CATALOGUE).sums
    assert document.text[slice(*one.license)] == "合计"
