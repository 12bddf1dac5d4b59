"""Series through several documents: revised, re-based, no longer reported."""

from __future__ import annotations

from jiefang.figures.claim import Claim, Kind, claim_id
from jiefang.figures.document import Document
from jiefang.figures.report.series import Mark, all_series

DOCUMENTS = [
    Document(doc=f"公报{year}", sha256=str(year), text="", blocks=(), date=str(year))
    for year in (2021, 2022, 2023)
]


def printed(year: int, period: str, digits: str, *, indicator: str | None = "gdp", **more) -> Claim:
    fields = {"unit": "亿元", "kind": Kind.LEVEL, "scale": None, "subject": "地区生产总值"}
    return Claim(
        id=claim_id(f"{year}{period}{digits}", 0, 1), doc=f"公报{year}", start=0, end=1,
        text=digits, digits=digits, value=digits, period=period, indicator=indicator,
        **(fields | more),
    )  # fmt: skip


def test_another_figure_for_one_period_is_a_revision() -> None:
    (series,) = all_series(
        DOCUMENTS, [printed(2022, "2021", "100.0"), printed(2023, "2021", "101.2")]
    )
    assert series.revised == {"2021"}
    assert series.marks == {Mark.REVISED}


def test_fewer_digits_are_no_revision() -> None:
    (series,) = all_series(
        DOCUMENTS, [printed(2022, "2021", "13.67"), printed(2023, "2021", "13.7")]
    )
    assert series.marks == frozenset()
    assert [claim.text for claim in series.cells["2021"].values()] == ["13.67", "13.7"]


def test_several_periods_changed_at_once_are_a_new_base() -> None:
    claims = [
        printed(2022, "2020", "90.0"),
        printed(2022, "2021", "100.0"),
        printed(2023, "2020", "95.0"),
        printed(2023, "2021", "106.0"),
    ]
    (series,) = all_series(DOCUMENTS, claims)
    assert series.marks == {Mark.REBASED}


def test_a_series_that_the_latest_document_leaves_out_is_named() -> None:
    claims = [printed(2021, "2020", "90.0"), printed(2022, "2021", "100.0")]
    (series,) = all_series(DOCUMENTS, claims)
    assert series.marks == {Mark.DROPPED}
    unknown = [
        printed(2021, "2020", "9", indicator=None),
        printed(2022, "2021", "8", indicator=None),
    ]
    assert all_series(DOCUMENTS, unknown)[0].marks == frozenset()


def test_targets_labels_and_single_prints_are_no_series() -> None:
    claims = [
        printed(2021, "2020", "65", kind=Kind.LABEL),
        printed(2022, "2020", "65", kind=Kind.LABEL),
        printed(2022, "2021", "100.0"),
    ]
    assert all_series(DOCUMENTS, claims) == ()


def test_other_units_and_areas_are_other_series() -> None:
    claims = [
        printed(2021, "2020", "90.0"),
        printed(2022, "2020", "90.0", unit="%"),
        printed(2022, "2020", "91.0", area="某市"),
    ]
    assert all_series(DOCUMENTS, claims) == ()
