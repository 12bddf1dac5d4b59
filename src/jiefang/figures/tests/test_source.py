"""Claims beside authoritative tables: equal, different with both values, or without source."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.audit import Options, audit_files
from jiefang.figures.claim import CellPlace, Claim, Hedge, Kind, claim_id
from jiefang.figures.document import Document, Table
from jiefang.figures.gather import Upload
from jiefang.figures.report.tests.sample import TEXT
from jiefang.figures.source import SourceVerdict, agrees, column_letters, place_in_source

SHEET = """2023年东河区主要指标反馈表,,,
指标,单位,2023年,比上年增长(%)
地区生产总值,亿元,120.497,5.2
第一产业增加值,亿元,5.01,3.0
第三产业增加值,亿元,75.30,6.1
"""


def claim(text: str, digits: str, value: str, **more) -> Claim:
    fields = {
        "scale": None,
        "unit": "亿元",
        "kind": Kind.LEVEL,
        "subject": "财政收入",
        "period": "2023",
    }
    return Claim(
        id=claim_id(text, 0, len(text)), doc="d", start=0, end=len(text), text=text, digits=digits,
        value=value, **(fields | more),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "given", "verdict"),
    [
        ("13.7", "13.67", ""),
        ("13.67", "13.7", ""),
        ("13.70", "13.67", None),
        ("13.6", "13.67", "truncated"),
        ("13.8", "13.67", None),
    ],
)
def test_prints_are_compared_as_intervals(printed, given, verdict) -> None:
    here, there = claim("a", printed, printed), claim("b", given, given)
    assert agrees(here, there) == verdict


def test_a_hedged_figure_agrees_with_what_it_hedges() -> None:
    above = claim("超170", "170", "170", hedge=Hedge.ABOVE)
    assert agrees(above, claim("b", "172.3", "172.3")) == ""
    assert agrees(above, claim("b", "169.3", "169.3")) is None


def test_signs_count() -> None:
    assert agrees(claim("a", "1.2", "1.2", sign="-"), claim("b", "1.2", "1.2")) is None


def test_ratio_lists_agree_member_by_member() -> None:
    here = claim("a", "", "", values=("4.2", "33.4", "62.4"), kind=Kind.RATIO, unit="")
    same = claim("b", "", "", values=("4.23", "33.37", "62.40"), kind=Kind.RATIO, unit="")
    other = claim("c", "", "", values=("4.3", "33.3", "62.4"), kind=Kind.RATIO, unit="")
    assert agrees(here, same) == ""
    assert agrees(here, other) is None


@given(st.integers(1, 10**9), st.integers(0, 4), st.integers(0, 4))
def test_a_rounded_print_always_agrees_with_its_source(number, decimals, coarser) -> None:
    exact = Fraction(number, 10**decimals)
    kept = max(0, decimals - coarser)
    rounded = Fraction(round(exact * 10**kept), 10**kept)

    def words(value: Fraction, places: int) -> str:
        whole = str(int(value * 10**places)).rjust(places + 1, "0")
        return f"{whole[:-places]}.{whole[-places:]}" if places else whole

    here, there = words(rounded, kept), words(exact, decimals)
    assert agrees(claim("a", here, here), claim("b", there, there)) is not None


def test_a_cell_has_the_name_that_a_spreadsheet_gives_it() -> None:
    table = Table(index=0, start=0, end=9, cells=(), rows=9, columns=9, sheet="一季度")
    document = Document("反馈", "x", "", (), (table,), path="dir/反馈.xlsx")
    cell = claim("a", "1", "1", cell=CellPlace(0, 4, 27))
    assert place_in_source(document, cell) == "反馈.xlsx!一季度!AB5"


@given(st.integers(0, 20_000))
def test_columns_are_named_as_in_a_spreadsheet(column) -> None:
    number = 0
    for letter in column_letters(column):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number == column + 1


def test_a_feedback_sheet_confirms_and_contradicts(tmp_path) -> None:
    sheet = tmp_path / "反馈表.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    audit = audit_files([Upload("公报.txt", TEXT.encode())], options=Options(sources=(sheet,)))
    told = {audit.claim_by_id[match.claim].text: match for match in audit.matches}
    assert len(audit.matches) == len(audit.claims)
    assert told["120.50亿元"].verdict is SourceVerdict.EQUAL
    assert told["5.10亿元"].verdict is SourceVerdict.DIFFERENT
    assert told["5.10亿元"].source_value == "501000000.00"
    assert told["5.10亿元"].cell == "反馈表.csv!1!C4"
    assert told["5.2%"].verdict is SourceVerdict.EQUAL
    assert told["6.0%"].verdict is SourceVerdict.DIFFERENT
    assert told["84.00亿元"].verdict is SourceVerdict.WITHOUT_SOURCE


def test_a_source_that_cannot_be_read_is_named(tmp_path) -> None:
    options = Options(sources=(tmp_path / "none.xlsx",))
    audit = audit_files([Upload("公报.txt", TEXT.encode())], options=options)
    assert audit.exit_status == 2
    assert "none.xlsx" in audit.failures[0].zh
    assert {match.verdict for match in audit.matches} == {SourceVerdict.WITHOUT_SOURCE}
