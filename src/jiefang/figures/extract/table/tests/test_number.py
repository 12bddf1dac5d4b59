"""A cell is a figure only when nothing stands in it but a figure."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.extract.table.number import is_blank, number_in

VECTORS = Path(__file__).with_name("vectors") / "cell_numbers.csv"
CASES = list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_cell(case):
    found = number_in(case["input"])
    if not case["digits"]:
        assert found is None
        return
    assert found is not None
    assert found.digits == case["digits"]
    assert found.sign == case["sign"]
    assert (found.hedge.value if found.hedge else "") == case["hedge"]
    unit = found.unit
    assert ((unit.scale or "") + unit.unit if unit else "") == case["unit"]
    assert " ".join(found.values) == case["values"]


@pytest.mark.parametrize("text", ["", "-", "—", "——", "…", "...", "/", "无"])
def test_blanks(text):
    assert is_blank(text)


@given(st.integers(0, 10**12), st.integers(0, 4))
def test_what_is_printed_is_read(number, decimals):
    digits = f"{number:,}" + ("." + "0" * decimals if decimals else "")
    found = number_in(f"-{digits}")
    assert found is not None
    assert found.digits == digits.replace(",", "")
    assert found.sign == "-"


@given(st.text(max_size=40))
def test_any_text_is_read_without_complaint(text):
    found = number_in(text)
    assert found is None or text[found.start : found.end]
