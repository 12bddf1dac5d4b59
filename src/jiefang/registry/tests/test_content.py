import io
import zipfile
from pathlib import Path

import pytest

from jiefang.registry import content
from jiefang.registry.content import content_of


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "bytes_", "expected"),
    [
        ("a.txt", "增长 5%".encode(), content.TEXT),
        ("a.txt", "增长".encode("gb18030"), content.TEXT),
        ("a.txt", "\ufeff增长".encode("utf-16-le"), content.TEXT),
        ("a.txt", b"GDP 100" * 20, content.TEXT),
        ("a.txt", b"BMW sold 5 cars", content.TEXT),
        ("a.html", b"<!DOCTYPE html><p>1", content.HTML),
        ("a.txt", b"  <html><body>", content.HTML),
        ("a.txt", b"%PDF-1.7\n", content.PDF),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 50, content.OLE),
        ("a.bin", packed("word/document.xml"), content.DOCX),
        ("a.bin", packed("xl/workbook.xml"), content.XLSX),
        ("a.bin", packed("OFD.xml"), content.OFD),
        ("a.docx", packed("a.txt"), "archive"),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "image"),
        ("a.txt", b"\xff\xd8\xff\xe0" + b"\0" * 20, "image"),
        ("a.txt", b"MZ\x90\0\3\0\0\0\4\0\0\0", "program"),
        ("a.txt", b"\x7fELF\2\1\1\0\0\0\0\0", "program"),
        ("a.txt", bytes(range(32)) * 40, "binary"),
        ("a.txt", b"Rar!\x1a\x07\x01\0" + b"\1" * 40, "archive"),
    ],
)
def test_content_not_names(tmp_path: Path, name: str, bytes_: bytes, expected: object) -> None:
    path = tmp_path / name
    path.write_bytes(bytes_)
    assert content_of(path) == expected


def test_a_broken_zip_is_left_to_its_reader(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(packed("word/document.xml")[:40])
    assert content_of(path) == content.Content("docx", "application/zip")
