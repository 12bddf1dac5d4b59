"""Limits kept: time and memory for the largest inputs, and a quick start."""

import subprocess
import sys
import time
from contextlib import suppress

import pytest

from jiefang.figures.errors import UnreadableFile
from jiefang.figures.read import read_bytes
from jiefang.figures.read.tests import samples

HEAVY = ("openpyxl", "pdfplumber", "docx", "pypdfium2", "selectolax", "xlrd", "charset_normalizer")
LINE = "全区生产总值完成一百亿元，增长百分之五点二，财政收入增长较快"


def test_the_start_loads_no_reader_of_formats() -> None:
    code = f"import sys, jiefang.figures.read; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_an_outline_of_46000_characters_is_read_quickly() -> None:
    paragraph = "\n\n".join([LINE] * 7) + "\n\n开创新局面。\n\n"
    text = (paragraph * (46_000 // len(paragraph) + 1)).encode()
    taken = []
    for _ in range(3):
        started = time.process_time()
        read_bytes(text, name="纲要.txt")
        taken.append(time.process_time() - started)
    assert min(taken) < 0.3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "build"),
    [
        ("digits.txt", lambda: b"1234567890" * 490_000),
        ("blank.txt", lambda: b"\n" * 4_000_000 + b"1"),
        ("wrapped.txt", lambda: (LINE + "\n").encode() * 100_000),
        ("rows.txt", lambda: "生产总值 亿元 104.2 155.8\n".encode() * 40_000),
        ("bars.txt", lambda: b"|" * 4_000_000),
        ("tabs.txt", lambda: b"a\t" * 1_000_000),
        ("dots.txt", lambda: b"." * 4_000_000),
        ("stars.md", lambda: b"**" * 2_000_000),
        ("brackets.txt", lambda: "（".encode() * 1_500_000),
        ("deep.html", lambda: b"<html><body>" + b"<div>" * 500_000 + b"1"),
        ("spans.html", lambda: b"<html><table><tr>" + b"<td rowspan=999 colspan=999>1" * 500),
        ("paragraphs.docx", lambda: samples.word(samples.par("收入增长") * 100_000)),
        ("runs.docx", lambda: samples.word(samples.par(samples.run("收") * 200_000))),
        ("quote.csv", lambda: b'"' + b"a,1\n" * 1_000_000),
        ("noise.bin", lambda: bytes(range(256)) * 70_000),
    ],
)
def test_the_largest_inputs_end_in_time(name: str, build: object) -> None:
    assert callable(build)
    data = build()
    started = time.monotonic()
    with suppress(UnreadableFile):
        read_bytes(data, name=name)
    assert time.monotonic() - started < 60
