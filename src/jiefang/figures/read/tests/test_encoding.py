"""Encodings: what Chinese offices save, read without a wrong character."""

import pytest

from jiefang.figures.errors import UnreadableFile
from jiefang.figures.read import read_bytes

SIMPLIFIED = "全区一般公共预算收入61646万元，比上年增长10.7%，税收占比44.3%。\r\n支出完成。"
TRADITIONAL = "全區一般公共預算收入61646萬元，比上年增長10.7%，稅收占比44.3%，經濟發展穩定。"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_simplified_text_is_read_as_written(encoding: str) -> None:
    document = read_bytes(SIMPLIFIED.encode(encoding), name="a.txt")
    assert document.text == SIMPLIFIED
    assert document.warnings == ()


@pytest.mark.parametrize("encoding", ["big5", "cp950", "utf-8", "gb18030", "utf-16"])
def test_traditional_text_is_read_as_written(encoding: str) -> None:
    assert read_bytes(TRADITIONAL.encode(encoding), name="a.txt").text == TRADITIONAL


def test_offsets_count_after_the_mark_and_keep_both_ends_of_a_line() -> None:
    document = read_bytes(SIMPLIFIED.encode("utf-8-sig"), name="a.txt")
    assert [document.text[b.start : b.end] for b in document.blocks] == SIMPLIFIED.split("\r\n")


def test_a_text_cut_inside_a_character_says_so() -> None:
    document = read_bytes("收入完成六亿元".encode()[:-1], name="a.txt")
    assert document.text == "收入完成六亿"
    assert "不完整" in document.warnings[0]
    assert "missing" in document.warnings_en[0]


def test_a_few_broken_bytes_are_marked() -> None:
    data = (SIMPLIFIED * 30).encode()
    document = read_bytes(data + b"\xff" + data, name="a.txt")
    assert "�" in document.text
    assert "1 处" in document.warnings[0]


def test_half_converted_characters_are_told() -> None:
    text = "全区經濟发展稳中向好，財政收入增长，税收占比提高，發展質量提升，城乡居民收入增長较快。"
    (warning,) = read_bytes(text.encode(), name="a.txt").warnings
    assert "繁体" in warning
    assert "經" in warning


def test_one_name_in_the_other_script_is_no_mixture() -> None:
    text = "全区经济发展稳中向好，" * 20 + "臺灣企业“聯發”签约。"
    assert read_bytes(text.encode(), name="a.txt").warnings == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (bytes(range(256)) * 8, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "binary"),
        (b"MZ\x90\x00\x03" + bytes(64), "binary"),
        (b"Rar!\x1a\x07\x00" + bytes(64), "binary"),
        (bytes(range(0x81, 0xFF)) * 3, "encoding"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, name="公报.txt")
    assert caught.value.reason == reason
