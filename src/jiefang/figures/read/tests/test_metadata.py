"""Title, issuer, date and genre from the first lines."""

import pytest

from jiefang.figures.read import read_bytes
from jiefang.figures.read.metadata import iso_date

BODY = "\n　　初步核算，全年地区生产总值182.5亿元，比上年增长6.2%，" + "各项事业取得进步，" * 20

CASES = [
    (
        "某某区2023年国民经济和社会发展统计公报[1]\n某某区统计局\n2024年3月5日",
        ("某某区2023年国民经济和社会发展统计公报", "某某区统计局", "2024-03-05", "bulletin"),
    ),
    (
        "# 政府工作报告\n——2024年1月25日在甲乙市第十五届人民代表大会第四次会议上\n市长 某某",
        ("政府工作报告", "甲乙市人民政府", "2024-01-25", "report"),
    ),
    (
        "甲乙县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
        (
            "甲乙县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要",
            "甲乙县人民政府",
            None,
            "plan",
        ),
    ),
    (
        "关于甲乙市2023年预算执行情况和2024年预算草案的报告",
        ("关于甲乙市2023年预算执行情况和2024年预算草案的报告", "甲乙市财政局", None, "budget"),
    ),
    ("本报讯（记者 某某）昨日，", (None, None, None, "news")),
    ("发布时间：2024-02-11 来源：某网", (None, None, "2024-02-11", None)),
]


@pytest.mark.parametrize(("head", "expected"), CASES)
def test_first_lines(head: str, expected: tuple[str | None, ...]) -> None:
    document = read_bytes((head + BODY).encode(), name="a.txt")
    assert (document.title, document.issuer, document.date, document.genre) == expected


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("二〇二一年一月二十七日", "2021-01-27"),
        ("二○○三年十月", "2003-10"),
        ("2021年1月27日", "2021-01-27"),
        ("2021-01-27 10:00", "2021-01-27"),
        ("2021年", "2021"),
        ("2021年13月", "2021"),
        ("没有日期", None),
    ],
)
def test_dates(printed: str, iso: str | None) -> None:
    assert iso_date(printed) == iso
