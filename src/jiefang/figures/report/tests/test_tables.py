"""CSV and Excel: zeros survive, sheets come back filled in, nothing becomes a formula."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from jiefang.figures.audit import Options, audit_files
from jiefang.figures.errors import BadOption
from jiefang.figures.gather import Upload
from jiefang.figures.report.csv import claims_csv, findings_csv, keys_csv, safe
from jiefang.figures.report.tests.sample import CORRECTED, TEXT, audited
from jiefang.figures.report.xlsx import audit_xlsx, read_signoff
from jiefang.figures.signoff import carried


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text)))


def test_claims_keep_every_zero() -> None:
    found = {row["text"]: row for row in rows(claims_csv(audited().claims))}
    assert found["120.50亿元"]["value"] == "12050000000.00"
    assert found["3.0%"]["digits"] == "3.0"
    assert len(found) == len({claim.text for claim in audited().claims})


def test_findings_have_place_words_and_gap() -> None:
    row = next(row for row in rows(findings_csv(audited(), "zh")) if row["rule"] == "A01")
    assert row["group"] == "must"
    assert row["figure"] == "120.50亿元"
    assert row["gap"].startswith("相差 0.09 亿元")
    assert row["doc"] == "公报"


def test_keys_are_ready_to_fill_in() -> None:
    keys = rows(keys_csv(audited(), "zh"))
    assert keys
    assert all(len(row["key"]) == 12 and row["reason"] == "" for row in keys)


@given(st.text(max_size=20))
def test_no_cell_is_a_formula(words) -> None:
    cell = safe(words)
    assert cell.endswith(words)
    assert cell[:1] not in {"=", "@", "\t"}


def sheet_of(data: bytes):
    return load_workbook(BytesIO(data)).worksheets[0]


def test_the_figure_sheet_keeps_printed_digits_as_text() -> None:
    sheet = sheet_of(audit_xlsx(audited(), "zh"))
    heads = [cell.value for cell in sheet[1]]
    column = heads.index("印出的数字")
    printed = [row[column] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in printed] == [claim.text for claim in audited().claims]
    assert {cell.data_type for cell in printed} == {"s"}
    assert {cell.number_format for cell in printed} == {"@"}


def test_a_filled_in_sheet_comes_back_and_is_carried_to_the_next_text(tmp_path: Path) -> None:
    path = tmp_path / "核签.xlsx"
    path.write_bytes(audit_xlsx(audited(), "zh"))
    book = load_workbook(path)
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        row[heads.index("责任单位")].value = "统计局"
        row[heads.index("核签意见")].value = "无误"
    book.save(path)
    entries = read_signoff(path)
    assert {entry.office for entry in entries} == {"统计局"}
    assert [entry.printed for entry in entries] == [claim.text for claim in audited().claims]
    same = carried(audited().claims, entries)
    assert len(same) == len(audited().claims)
    changed = audit_files(
        [Upload("公报.txt", ("新加的一行。\n\n" + CORRECTED).encode())],
        options=Options(signoffs=entries),
    )
    kept = {changed.claim_by_id[name].text for name in changed.signoffs}
    assert "5.10亿元" in kept
    assert "120.60亿元" not in kept
    again = sheet_of(audit_xlsx(changed, "en"))
    offices = [cell.value for cell in again["L"]]
    assert offices.count("统计局") == len(kept)


def test_an_empty_sheet_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(audit_xlsx(audited(), "en"))
    assert read_signoff(path) == ()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"plain text"])
def test_another_kind_of_file_is_refused_with_a_sentence(tmp_path: Path, content) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(BadOption, match="figure sheet"):
        read_signoff(path)


def test_a_formula_in_the_text_stays_text() -> None:
    audit = audited("=cmd|'/c calc'!A1 投资完成3.50亿元。", name="=1+1.txt")
    sheet = sheet_of(audit_xlsx(audit, "zh"))
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_several_documents_get_a_table_of_series() -> None:
    older = "东河区2022年统计公报\n2022年全区常住人口31.10万人。2022年财政收入8.00亿元。\n"
    newer = "东河区2023年统计公报\n2022年全区常住人口31.40万人。2023年全区常住人口31.50万人。\n"
    audit = audit_files([Upload("旧.txt", older.encode()), Upload("新.txt", newer.encode())])
    book = load_workbook(BytesIO(audit_xlsx(audit, "zh")))
    lines = [[cell.value for cell in row] for row in book.worksheets[1].iter_rows(min_row=2)]
    population = [line for line in lines if line[3] == "2022" and line[2] == "人"]
    assert population
    assert population[0][4:6] == ["31.10万人", "31.40万人"]
    assert population[0][6] == "有修订"


def test_digits_of_the_source_text_are_all_there() -> None:
    for claim in audited().claims:
        assert claim.text in TEXT
