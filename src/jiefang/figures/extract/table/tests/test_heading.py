"""Headers say period, unit, kind and base; what is left are words."""

import csv
from pathlib import Path

import pytest

from jiefang.figures.extract.period import Frame
from jiefang.figures.extract.table.heading import heading_of, is_area

VECTORS = Path(__file__).with_name("vectors") / "headings.csv"
CASES = list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_heading(case):
    found = heading_of(case["text"], Frame(2023))
    assert (found.kind.value if found.kind else "") == case["kind"]
    unit = found.unit
    assert ((unit.scale or "") + unit.unit if unit else "") == case["unit"]
    assert (found.period or "") == case["period"]
    assert (found.comparator or "") == case["comparator"]
    assert found.words == case["words"]


@pytest.mark.parametrize("text", ["全市", "全区合计", "解放区", "焦作市", "河南", "某某街道"])
def test_regions(text):
    assert is_area(text)


@pytest.mark.parametrize(
    "text", ["城镇", "城市", "农村", "自然保护区", "欧盟", "社区", "景区", "东部地区"]
)
def test_what_only_ends_like_a_region(text):
    assert not is_area(text)
