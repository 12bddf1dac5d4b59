"""The five texts beside the checkout: their lines become whole sentences, their tables grids."""

import csv
from functools import cache
from pathlib import Path

from jiefang.figures.document import BlockKind, Document
from jiefang.figures.read import read_file


@cache
def seed(shared: Path, number: str) -> Document:
    (path,) = (shared / "seeds").glob(f"{number}_*.txt")
    return read_file(path)


def words(document: Document, start: int, end: int) -> str:
    return "".join(document.text[start:end].split())


def test_offsets_are_those_of_the_hand_read_figures(shared: Path) -> None:
    with (shared / "data/claims/seed-figures-spans.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["matches"] == "1"]
    wrong = [
        row["row"]
        for row in rows
        if seed(shared, row["doc"]).text[int(row["start"]) : int(row["end"])]
        != row["raw_text"].replace("\\n", "\n")
    ]
    assert wrong == []


def test_every_hand_read_figure_stands_whole_in_a_block_or_a_cell(shared: Path) -> None:
    with (shared / "data/claims/seed-figures-spans.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["start"].isdecimal()]
    outside = [row["row"] for row in rows if not _is_whole(seed(shared, row["doc"]), row)]
    assert len(outside) * 50 <= len(rows), outside


def _is_whole(document: Document, row: dict[str, str]) -> bool:
    start, end = int(row["start"]), int(row["end"])
    places = [(block.start, block.end) for block in document.blocks]
    places += [(table.start, table.end) for table in document.tables]
    return any(left <= start and end <= right for left, right in places)


def test_the_tables_of_the_outline(shared: Path) -> None:
    done, aims = seed(shared, "003").tables
    assert (done.rows, done.columns) == (10, 7)
    assert aims.columns == 4
    heads = {(c.column, c.row): words(seed(shared, "003"), c.start, c.end) for c in done.cells}
    assert heads[4, 1] == heads[6, 1]
    assert {c.column for c in done.cells if c.is_header and c.column_span == 2} == {3, 5}
    figures = [c for c in aims.cells if not c.is_header and c.column in (1, 2)]
    assert len(figures) >= 28


def test_wrapped_sentences_are_whole(shared: Path) -> None:
    """Nearly every paragraph of running text ends as sentences do."""
    for number, most_open in (("000", 4), ("001", 12), ("003", 12)):
        document = seed(shared, number)
        prose = [
            words(document, b.start, b.end)
            for b in document.blocks
            if b.kind is BlockKind.PARAGRAPH and b.end - b.start > 60
        ]
        open_ended = [text[-12:] for text in prose if text[-1] not in "。！？；：”）"]
        assert len(prose) > 25
        assert len(open_ended) <= most_open, open_ended
