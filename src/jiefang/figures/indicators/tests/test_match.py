"""Subjects are resolved to indicators, and left alone where a word restricts them."""

import csv
import time
from pathlib import Path

import pytest

from jiefang.figures.claim import Kind
from jiefang.figures.indicators import load

CATALOGUE = load()
VECTORS = Path(__file__).with_name("vectors") / "subjects.csv"
CASES = list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_subject(case):
    found = CATALOGUE.match(
        case["subject"],
        case["unit"],
        Kind(case["kind"]),
        case["scope"] or None,
        within=case["within"] or None,
    )
    assert found == (case["expected"] or None)


def test_short_name_in_a_table_needs_its_measure_in_the_headers():
    asked = ("钢材", "吨", Kind.LEVEL)
    assert CATALOGUE.match(*asked, near="主要工业产品产量") == "prod_rolled_steel"
    assert CATALOGUE.match(*asked, near="主要商品出口数量、金额") is None


def test_a_hundred_thousand_subjects_take_less_than_two_seconds():
    names = [name.lstrip("~") for one in CATALOGUE.indicators for name in one.aliases]
    subjects = [lead + name for lead in ("全年全市", "截至年末，") for name in names]
    asked = [subjects[n * 7 % 10_000] for n in range(100_000)]
    catalogue = load()
    started = time.process_time()
    for subject in asked:
        catalogue.match(subject, "元", Kind.LEVEL)
    assert time.process_time() - started < 2
