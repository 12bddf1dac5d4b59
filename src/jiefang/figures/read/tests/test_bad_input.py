"""Bad input: one clear sentence in each language, with the file, the cause and what to do."""

import os
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from jiefang.figures.errors import UnreadableFile
from jiefang.figures.read import read_bytes, read_file
from jiefang.figures.read.refusals import refusal_reasons
from jiefang.figures.read.tests import samples

DOCX = samples.word(samples.par("全年收入61646万元，增长10.7%。"))
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
JPEG = b"\xff\xd8\xff\xe1" + bytes(40)


def bomb() -> bytes:
    """A docx whose main part is 120 MB of spaces."""
    return samples.zipped(
        {"[Content_Types].xml": samples.TYPES, "word/document.xml": " " * 120_000_000}
    )


def many_entries() -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as container:
        for number in range(6_000):
            container.writestr(f"word/{number}.xml", "")
    return buffer.getvalue()


def lying_sizes() -> bytes:
    """A container that declares a small part which unfolds to 120 MB."""
    data = bytearray(bomb())
    size = (120_000_000).to_bytes(4, "little")
    return bytes(data.replace(size, (1_000).to_bytes(4, "little")))


CASES: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "empty": ("a.txt", lambda: b"", "empty"),
    "blank": ("a.txt", lambda: b" \r\n\t\n", "no_text"),
    "too large": ("a.txt", lambda: b"1" * (20 * 1024 * 1024 + 1), "too_large"),
    "fifty megabytes of digits": ("a.txt", lambda: b"1234567890" * 5_000_000, "too_large"),
    "too long": ("a.txt", lambda: b"1" * 5_000_001, "too_long"),
    "too many lines": ("a.txt", lambda: b"1\n" * 260_000, "too_complex"),
    "too many cells": ("a.txt", lambda: b"a\t1\t2\t3\n" * 100_000, "too_complex"),
    "photo": ("照片.jpg", lambda: JPEG, "photo"),
    "photo renamed": ("公报.txt", lambda: PNG, "photo"),
    "photo renamed docx": ("公报.docx", lambda: PNG, "photo"),
    "binary renamed": ("公报.txt", lambda: bytes(range(256)) * 20, "binary"),
    "truncated docx": ("a.docx", lambda: DOCX[: len(DOCX) // 2], "damaged"),
    "docx without text": ("a.docx", lambda: samples.zipped({"word/x.xml": "<a/>"}), "damaged"),
    "docx with broken xml": (
        "a.docx",
        lambda: samples.zipped({"word/document.xml": "<w:document><w:body>"}),
        "damaged",
    ),
    "docx with entities": (
        "a.docx",
        lambda: samples.zipped(
            {"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a><p>&b;</p></a>'}
        ),
        "damaged",
    ),
    "deep docx": (
        "a.docx",
        lambda: samples.word("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000),
        "too_complex",
    ),
    "password docx": ("a.docx", lambda: samples.ole({"EncryptedPackage": b"x"}), "password"),
    "zip bomb": ("a.docx", bomb, "zip_bomb"),
    "zip with many entries": ("a.docx", many_entries, "zip_bomb"),
    "zip that lies": ("a.docx", lying_sizes, "damaged"),
    "plain zip": ("a.zip", lambda: samples.zipped({"a.txt": "x"}), "unsupported"),
    "slides": ("a.pptx", lambda: samples.zipped({"ppt/presentation.xml": "<a/>"}), "unsupported"),
    "truncated pdf": ("a.pdf", lambda: b"%PDF-1.7\n1 0 obj", "damaged"),
    "scan": ("扫描.pdf", samples.scanned_pdf, "scan"),
    "broken xls": ("a.xls", lambda: samples.ole({"Workbook": b"\x09\x08" * 40}), "damaged"),
    "xlsx without sheets": ("a.xlsx", lambda: samples.zipped({"xl/a.xml": "<a/>"}), "damaged"),
    "mhtml without a page": ("a.mht", lambda: b"MIME-Version: 1.0\r\n\r\nx", "damaged"),
    "ofd without pages": ("a.ofd", lambda: samples.zipped({"OFD.xml": "<a/>"}), "damaged"),
    "unknown encoding": ("a.txt", lambda: bytes(range(0x81, 0xFF)) * 3, "encoding"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_gives_one_clear_sentence(case: str) -> None:
    name, build, reason = CASES[case]
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(build(), name=name)
    error = caught.value
    assert error.reason == reason
    assert error.zh.startswith(f"{name}：")
    assert error.zh.endswith("。")
    assert error.en.startswith(f"{name}: ")
    assert error.en.endswith(".")
    assert "{" not in error.zh + error.en
    assert not any("\u4e00" <= character <= "\u9fff" for character in error.en.removeprefix(name))


def test_every_reason_is_known() -> None:
    assert {reason for _, _, reason in CASES.values()} <= set(refusal_reasons())


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none.txt", "missing"), (tmp_path, "not_a_file")):
        with pytest.raises(UnreadableFile) as caught:
            read_file(path)
        assert caught.value.reason == reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "a.txt"
    os.mkfifo(pipe)
    with pytest.raises(UnreadableFile) as caught:
        read_file(pipe)
    assert caught.value.reason == "not_a_file"


def test_a_name_that_no_system_has() -> None:
    with pytest.raises(UnreadableFile):
        read_file(Path("a\0b.txt"))
