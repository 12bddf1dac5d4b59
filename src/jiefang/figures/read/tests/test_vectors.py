"""Golden cases of plain text: what becomes a paragraph, a heading, a note, a table."""

import json
from pathlib import Path

import pytest

from jiefang.figures.document import Document, Table
from jiefang.figures.read import read_bytes

VECTORS = Path(__file__).parent / "vectors"


def cases(name: str) -> list[object]:
    lines = (VECTORS / name).read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def words(document: Document, start: int, end: int) -> str:
    return "".join(document.text[start:end].split())


@pytest.mark.parametrize("case", cases("paragraphs.jsonl"))
def test_paragraphs(case: dict) -> None:
    document = read_bytes(case["input"].encode(), name="case.txt")
    found = []
    for block in document.blocks:
        places = [block.start, *(place for gap in block.gaps for place in gap), block.end]
        parts = zip(places[::2], places[1::2], strict=True)
        found.append([block.kind.value, "".join(words(document, *part) for part in parts)])
    assert found == [[kind, "".join(text.split())] for kind, text in case["expected"]]


@pytest.mark.parametrize("case", cases("tables.jsonl"))
def test_tables(case: dict) -> None:
    document = read_bytes(case["input"].encode(), name="case.txt")
    (table,) = document.tables
    expected = case["expected"]
    assert (table.caption, table.unit) == (expected["caption"], expected["unit"])
    assert rows(table) == expected["rows"]
    inside = [b for b in document.blocks if b.start < table.end and b.end > table.start]
    assert inside == []


def rows(table: Table) -> list[list[list[object]]]:
    return [
        [
            [cell.text, cell.column, cell.row_span, cell.column_span, cell.is_header]
            for cell in table.cells
            if cell.row == number
        ]
        for number in range(table.rows)
    ]
