"""Properties: whatever the bytes are, a document with sound places or one refusal comes out."""

import random
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.document import Document
from jiefang.figures.errors import UnreadableFile
from jiefang.figures.read import read_bytes
from jiefang.figures.read.tests import samples

LONGEST_SECONDS = 60
SIGNS = ["\n", "\n\n", "\r\n", "\t", " ", "  ", "　　", "- 1 -", "# ", "\x0c", "\u2028", "\x00"]
PIECES = (
    "全区收入 6.2 亿元 增长 ， 。 ； ： | 一、 （一） 1. 第一章 —— 专栏1 表1 单位：亿元 指标 注： "
    "[1] % — “ ” （ ） ** 其中： 12 <br> 年均增长"
)
WORDS = st.sampled_from([*SIGNS, *PIECES.split()])
SHEET = (
    '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.5</v></c></row></sheetData>'
    '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
)
WHOLE = {
    "docx": samples.word(samples.par("收入") + samples.table([["项目", "数"], ["收入", "5"]])),
    "xlsx": samples.workbook(SHEET, strings=["项目"]),
    "xls": samples.old_workbook([["项目", "2023年"], ["收入", 61646]]),
    "ofd": samples.ofd([(30, 30, "全年收入182.5亿元。")]),
    "html": "<html><body><p>收入6.2亿元，增长。</p><table><tr><td>1</table></body></html>".encode(),
    "csv": "项目,数\n收入,5\n".encode("gbk"),
    "txt": "一、综合\n全年收入6.2亿元。\n指标 单位 数\n收入 亿元 5 6\n支出 亿元 7 8\n".encode(),
    "utf16": "全年收入6.2亿元。".encode("utf-16"),
    "big5": "全區收入增長，經濟發展。".encode("big5"),
}


def check(document: Document) -> None:
    """Every place lies inside the text and holds what it says."""
    size = len(document.text)
    assert all(0 <= block.start < block.end <= size for block in document.blocks)
    starts = [block.start for block in document.blocks]
    assert starts == sorted(starts)
    for block in document.blocks:
        edges = [block.start, *(edge for gap in block.gaps for edge in gap), block.end]
        assert edges == sorted(edges)
    for table in document.tables:
        assert 0 <= table.start <= table.end <= size
        for cell in table.cells:
            shown = "".join(document.text[cell.start : cell.end].split())
            assert shown == "".join(cell.text.split())
            assert cell.row + cell.row_span <= table.rows
            assert cell.column + cell.column_span <= table.columns
        for block in document.blocks:
            covered = [(gap[0] <= table.start and table.end <= gap[1]) for gap in block.gaps]
            apart = block.end <= table.start or block.start >= table.end
            assert apart or any(covered)


def read_or_refuse(data: bytes, name: str) -> None:
    started = time.monotonic()
    with suppress(UnreadableFile):
        check(read_bytes(data, name=name))
    assert time.monotonic() - started < LONGEST_SECONDS


@given(st.lists(WORDS, max_size=80))
def test_any_text_has_sound_places(words: list[str]) -> None:
    read_or_refuse("".join(words).encode(), "a.txt")


@given(st.text(max_size=300))
def test_any_characters(text: str) -> None:
    read_or_refuse(text.encode("utf-8", "ignore"), "a.txt")


@given(
    st.binary(max_size=600), st.sampled_from(["a.txt", "a.docx", "a.csv", "a.html", "a.xls", "-"])
)
def test_any_bytes(data: bytes, name: str) -> None:
    read_or_refuse(data, name)


@pytest.mark.parametrize("kind", WHOLE)
def test_broken_files(kind: str, repeats: Callable[[int], int]) -> None:
    chance = random.Random(kind)  # noqa: S311 - broken files, no secrets
    for _ in range(repeats(600)):
        read_or_refuse(spoiled(WHOLE[kind], chance), f"a.{kind}")


@pytest.mark.parametrize("kind", ["docx", "xlsx", "ofd"])
def test_broken_parts(kind: str, repeats: Callable[[int], int]) -> None:
    chance = random.Random(kind)  # noqa: S311 - broken files, no secrets
    with zipfile.ZipFile(BytesIO(WHOLE[kind])) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    for _ in range(repeats(600)):
        name = chance.choice(sorted(parts))
        broken = samples.zipped({**parts, name: spoiled(parts[name], chance)})
        read_or_refuse(broken, f"a.{kind}")


def test_broken_pdf(repeats: Callable[[int], int]) -> None:
    chance = random.Random(5)  # noqa: S311 - broken files, no secrets
    whole = samples.pdf([[(72, 700, "全年收入6.2亿元。")]], rules="70 600 m 300 600 l S\n" * 5)
    for _ in range(repeats(60)):
        read_or_refuse(spoiled(whole, chance), "a.pdf")


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """Cut, change, remove or repeat some bytes."""
    changed = bytearray(data)
    if chance.random() < 0.2:
        return bytes(changed[: chance.randrange(len(changed) + 1)])
    for _ in range(chance.choice([1, 1, 4, 20])):
        place = chance.randrange(len(changed) + 1)
        way = chance.randrange(4)
        if way == 0 and place < len(changed):
            changed[place] = chance.randrange(256)
        elif way == 1:
            del changed[place : place + chance.randrange(1, 40)]
        elif way == 2:
            changed[place:place] = chance.randbytes(chance.randrange(1, 12))
        else:
            changed[place:place] = changed[: chance.randrange(1, 200)]
    return bytes(changed)
