"""What bytes are (内容识别): the type of a file from its content, never from its name.

Only what the audit can read, or can explain why not, is let in. The list is ours; the marks are
the public ones of each format (PDF 1.7 §7.5.2, ZIP APPNOTE §4.3.7, MS-CFB §2.2).
"""

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REPORT_TYPES: Final = {
    "csv": "text/csv",
    "jsonl": "application/x-ndjson",
    "zip": "application/zip",
}
HEAD_BYTES: Final = 4096


@dataclass(frozen=True, slots=True)
class Content:
    """A kind of content: `suffix` as the readers know it and the media type it is served as."""

    suffix: str
    media_type: str


TEXT: Final = Content("txt", "text/plain")
HTML: Final = Content("html", "text/html")
PDF: Final = Content("pdf", "application/pdf")
OLE: Final = Content("doc", "application/x-ole-storage")
OFD: Final = Content("ofd", "application/ofd")
DOCX: Final = Content(
    "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
)
XLSX: Final = Content("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

REFUSED_MARKS: Final = (
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x7fELF", "program"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
)
"""First bytes of what is refused at the door, and the word for it."""
WEAK_MARKS: Final = ((b"MZ", "program"), (b"BM", "image"))
"""Marks that a text may begin with too: they count only where the rest is no text."""


def content_of(path: Path) -> Content | str:
    """Tell what a file holds; a string names what it looks like when it cannot be audited.

    The strings: `image`, `program`, `archive`, `binary`.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    if head.startswith(b"%PDF-") or b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return OLE
    if head.startswith(b"PK\x03\x04"):
        return _zip_content(path)
    refused = _refused_as(head, REFUSED_MARKS)
    if refused:
        return refused
    if not _looks_like_text(head):
        return _refused_as(head, WEAK_MARKS) or "binary"
    return HTML if _looks_like_html(head) else TEXT


def report_content(name: str) -> Content:
    """What one of our own reports is: its suffix says so, because we wrote it."""
    suffix = name.rpartition(".")[2].lower()[:12]
    known = {kind.suffix: kind for kind in (DOCX, XLSX, HTML, PDF)}
    return known.get(suffix, Content(suffix, REPORT_TYPES.get(suffix, "application/octet-stream")))


def _refused_as(head: bytes, marks: tuple[tuple[bytes, str], ...]) -> str:
    return next((word for mark, word in marks if head.startswith(mark)), "")


def _zip_content(path: Path) -> Content | str:
    """Tell office files by the parts every one of them has; a broken one is left to its reader."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, NotImplementedError, UnicodeDecodeError):
        return Content(path.suffix.lstrip(".").lower() or "docx", "application/zip")
    if "word/document.xml" in names or any(name.startswith("word/") for name in names):
        return DOCX
    if any(name.startswith("xl/") for name in names):
        return XLSX
    return OFD if "OFD.xml" in names else "archive"


def _looks_like_text(head: bytes) -> bool:
    """Text has a mark, or hardly a control byte; in UTF-16 zeros stand at one parity only."""
    if head.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return True
    if head[::2].count(0) and head[1::2].count(0):
        return False
    odd = sum(0 < byte < 9 or 13 < byte < 27 or 27 < byte < 32 for byte in head)
    return 100 * odd <= len(head)


def _looks_like_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html")) or b"<html" in start[:1000]
