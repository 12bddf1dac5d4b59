from __future__ import annotations

import pytest

from jiefang.figures.claim import Hedge, Kind
from jiefang.figures.extract.mention import Mention, find_mentions
from jiefang.figures.extract.normalise import passage_of


def only(text: str) -> Mention:
    (mention,) = find_mentions(passage_of(text))
    return mention


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("最近5家", None),
        ("近5家", Hedge.BELOW),
        ("签约5家", None),
        ("约5家", Hedge.ABOUT),
        ("通过5项", None),
        ("产值过5亿元", Hedge.ABOVE),
        ("打破5项", None),
        ("突破5亿元", Hedge.ABOVE),
        ("达到5家", None),
        ("控制在5%以内", Hedge.BELOW),
        ("不低于5%", Hedge.ABOVE),
        ("超过5%左右", Hedge.ABOUT),
        ("5万多人", Hedge.AND_MORE),
        ("5倍多", Hedge.AND_MORE),
        ("增长5%以上", Hedge.ABOVE),
    ],
)
def test_hedge(text, hedge):
    assert only(text).hedge is hedge


@pytest.mark.parametrize(
    ("text", "kind", "sign"),
    [
        ("增加到5万人", Kind.LEVEL, ""),
        ("增加5万人", Kind.DELTA, ""),
        ("工业增加值5亿元", Kind.LEVEL, ""),
        ("新增就业5万人", Kind.LEVEL, ""),
        ("比年初新增5亿元", Kind.DELTA, ""),
        ("减少贫困人口5万人", Kind.DELTA, "-"),
        ("高达5万人", Kind.LEVEL, ""),
        ("航班起降5万架次", Kind.LEVEL, ""),
        ("下降到5%", Kind.RATE, ""),
        ("下降5%", Kind.GROWTH, "-"),
        ("降幅为5%", Kind.GROWTH, "-"),
        ("占比5%", Kind.SHARE, ""),
        ("自然增长率5%", Kind.RATE, ""),
        ("增长（同口径）5%", Kind.GROWTH, ""),
        ("5%的速度", Kind.GROWTH, ""),
        ("5%的税率", Kind.RATE, ""),
        ("5%的企业", Kind.SHARE, ""),
        ("提高0.5个百分点", Kind.PP_CHANGE, ""),
        ("低于全国0.5个百分点", Kind.PP_CHANGE, "-"),
        ("每5万人", Kind.LABEL, ""),
    ],
)
def test_kind_and_sign(text, kind, sign):
    mention = only(text)
    assert (mention.kind, mention.sign) == (kind, sign)
