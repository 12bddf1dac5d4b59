"""The readers of words that the text rules stand on: peers, ranks, lists, names, dates."""

from datetime import date

import pytest

from jiefang.figures.relate.dates import last_day, span_of_date
from jiefang.figures.relate.listing import certain_count
from jiefang.figures.relate.names import Name, is_reordered, names_in, sessions_in, suspects
from jiefang.figures.relate.peers import comparison_in
from jiefang.figures.relate.ranks import peers_in, ranked_in


@pytest.mark.parametrize(
    ("left", "area", "noun", "is_low"),
    [
        ("，高于全市平均水平", "全市", "", False),
        ("，增幅比全市平均水平高", "全市", "", False),
        ("，低于全省平均增速", "全省", "", True),
        ("，增速快于第二产业", None, "第二产业", False),
        ("，高于全市规上工业平均水平", "全市", "规上工业", False),
    ],
)
def test_a_comparison_names_its_peer(left: str, area: str, noun: str, is_low: bool) -> None:
    words = comparison_in(left)
    assert words is not None
    assert (words.area, words.noun, words.is_low) == (area, noun, is_low)


@pytest.mark.parametrize(
    "left", ["，高于去年同期增速", "，低于控制目标", "，比上年提高", "，增长", "，高于一季度"]
)
def test_earlier_times_and_plans_are_no_peers(left: str) -> None:
    assert comparison_in(left) is None


@pytest.mark.parametrize(
    ("left", "peers"),
    [
        ("，增幅居四城区第", 4),
        ("，位居六区两县第", 8),
        ("，在全市11个县（市、区）中排名第", 11),
        ("，在全国53个高新区中排第", 53),
        ("，居全省第", None),
        ("连续5年居全市第", None),
        ("，从全国第12位跃升至第", None),
    ],
)
def test_peers_are_counted_where_the_words_say(left: str, peers: int | None) -> None:
    assert peers_in(left) == peers


def test_a_rank_has_measure_and_area() -> None:
    ranked = ranked_in("，增速居全省第")
    assert ranked is not None
    assert (ranked.measure, ranked.area) == ("增速", "全省")
    assert ranked_in("，总量从全国第8位升至第") is None


@pytest.mark.parametrize(
    ("phrase", "count"),
    [
        ("全市三次产业增加值", 3),
        ("城乡居民人均可支配收入", 2),
        ("甲区、乙区和丙区", 3),
        ("出口、进口", 2),
        ("出口和进口", 2),
        ("交通运输、仓储和邮政业", None),
        ("道路交通、火灾事故起数和死亡人数", None),
        ("出口、进口等", None),
        ("城乡居民收入、消费支出", None),
    ],
)
def test_only_certain_lists_are_counted(phrase: str, count: int | None) -> None:
    known = {"出口", "进口"}
    assert certain_count(phrase, known.__contains__) == count


def test_names_differ_in_order_or_sound() -> None:
    assert is_reordered("一轴三区两带", "一轴两带三区")
    text = "建设“东湖福园”项目，“东湖富园”已开工，“千企改造”和“千村改造”并行。"
    pairs = [(one.text, other.text) for one, other in suspects(list(names_in(text, 0)))]
    assert pairs == [("东湖福园", "东湖富园")]


def test_numbers_in_names_are_other_names() -> None:
    names = [
        Name(text, 0, 0, 6, "实施，", "规划", is_quoted=True)
        for text in ("第十三个五年", "第十四个五年")
    ]
    assert list(suspects(names)) == []


def test_sessions_have_body_level_and_ordinals() -> None:
    (session,) = sessions_in("政协第十届甲区委员会第三次会议召开")
    assert (session.body, session.level, session.term, session.session) == ("政协", "区", 10, 3)
    (other,) = sessions_in("甲区十五届人大四次会议召开")
    assert (other.body, other.level, other.term, other.session) == ("人大", "区", 15, 4)


def test_dates_are_spans_as_exact_as_printed() -> None:
    year, month, day = (span_of_date(text) for text in ("2024", "2024年2月", "2024-02-28"))
    assert year is not None
    assert month is not None
    assert day is not None
    assert (year.first, year.last) == (date(2024, 1, 1), date(2024, 12, 31))
    assert month.last == date(2024, 2, 29)
    assert not month.surely_after(day)
    assert span_of_date("2023-02-29") is None
    assert last_day("2020/2024") == date(2024, 12, 31)
