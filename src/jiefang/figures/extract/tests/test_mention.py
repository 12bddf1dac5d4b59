from __future__ import annotations

import json
import re
from pathlib import Path
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.claim import Kind
from jiefang.figures.extract.candidate import MAX_NUMERALS
from jiefang.figures.extract.mention import Mention, find_mentions, read_mentions
from jiefang.figures.extract.nonfigure import Reason
from jiefang.figures.extract.normalise import Passage, passage_of

VECTORS = [
    json.loads(line)
    for line in (Path(__file__).parent / "vectors" / "mentions.jsonl")
    .read_text(encoding="utf-8")
    .splitlines()
]

WORDS = st.sampled_from(
    [
        *"增长下降占比为达到由至的和、，。；：:%‰-—~“”（）〔〕第前近超约余多以上下内",
        *"年月日元亿万千百十个家项人吨倍番成点分之一二三两０1２3.．,2 5\n[]+×/GA",
        "个百分点",
        "平方米",
        "比重",
        "2023",
        "1,210,207",
        "百分之",
        "亿元",
        "以上项目",
    ]
)


def printed(passage: Passage, raw: str, mention: Mention) -> str:
    start, end = passage.raw_span(mention.start, mention.end)
    fields = [
        raw[start:end],
        mention.digits,
        mention.scale or "",
        mention.unit,
        mention.kind.value,
        mention.sign,
        mention.hedge.value if mention.hedge else "",
        str(mention.factor_base or ""),
    ]
    return "|".join(fields)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["id"])
def test_golden_vectors(vector):
    passage = passage_of(vector["text"])
    found = [printed(passage, vector["text"], mention) for mention in find_mentions(passage)]
    assert found == vector["expected"]


def test_doubling_has_its_factor_as_value():
    values = [m.value for m in find_mentions(passage_of("翻一番、翻两番，实现翻番"))]
    assert values == ["2", "4", "2"]


def test_ratio_members_keep_their_zeros():
    (mention,) = find_mentions(passage_of("三次产业结构为8.0:41.0:51.0"))
    assert mention.values == ("8.0", "41.0", "51.0")
    assert mention.value == ""


def test_ends_of_a_range_know_each_other_among_the_claims():
    mentions = find_mentions(passage_of("2023年投资20.3-25.6亿元，引进2~3家"))
    assert [mention.partner for mention in mentions] == [1, 0, 3, 2]


def test_members_of_a_list_are_numbered():
    mentions = find_mentions(passage_of("分别增长1%、2%和3%，税收5亿元，建成6座、7座"))
    assert [(m.group, m.place) for m in mentions] == [
        (0, 0),
        (0, 1),
        (0, 2),
        (-1, 0),
        (1, 0),
        (1, 1),
    ]


def test_dropped_numerals_carry_the_reason():
    reasons = {m.reason for m in read_mentions(passage_of("2023年8月，PM2.5，“334”，第3批"))}
    assert reasons == {Reason.YEAR, Reason.DATE, Reason.NAME, Reason.SLOGAN, Reason.ORDINAL}


def test_sign_printed_twice_is_still_one_fall():
    (mention,) = find_mentions(passage_of("投资下降-3%"))
    assert (mention.kind, mention.sign) == (Kind.GROWTH, "-")
    assert mention.start == 4


def test_a_dump_of_numerals_is_cut_off():
    assert len(find_mentions(passage_of("1元 " * (MAX_NUMERALS + 10)))) == MAX_NUMERALS


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=60) | st.lists(WORDS, max_size=40).map("".join))
def test_any_text_is_read_without_a_crash(text):
    passage = passage_of(text)
    position = 0
    for mention in find_mentions(passage):
        assert position <= mention.start < mention.end <= len(passage.text)
        position = mention.end
        start, end = passage.raw_span(mention.start, mention.end)
        assert 0 <= start < end <= len(text)
        if mention.values:
            assert all(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value) for value in mention.values)
        else:
            exact = re.fullmatch(r"[0-9]+(\.[0-9]+|/[0-9]+)?", mention.value)
            assert exact or mention.malformed == "two_points", mention


@pytest.mark.parametrize(
    "unit", ["9", "一", "9,", "9.", "9 ", "9:", "9、", "“9", "亿", "9亿", "（9", "-9", "比9"]
)
def test_time_grows_linearly(unit):
    def seconds(count: int) -> float:
        passage = passage_of(unit * count)
        started = perf_counter()
        find_mentions(passage)
        return perf_counter() - started

    seconds(500)
    assert seconds(12_000) < 12 * max(seconds(3_000), 0.02)
