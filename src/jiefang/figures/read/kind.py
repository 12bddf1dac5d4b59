"""Kinds of files (文件类型): told by the first bytes and the entries of a container.

The suffix only decides between kinds of plain text (txt, md, csv).
"""

from __future__ import annotations

import io
import re
import zipfile
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from jiefang.figures.read.refusals import refuse


class Kind(StrEnum):
    """What a file is, whatever it is called."""

    TXT = "txt"
    MARKDOWN = "md"
    CSV = "csv"
    HTML = "html"
    MHTML = "mhtml"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    OFD = "ofd"
    OLE = "ole"
    """The old container of doc, xls, wps and of password-protected office files."""
    RTF = "rtf"
    ODF = "odf"
    """OpenDocument text or sheet: odt, ods."""


KINDS_BY_SUFFIX: Final[dict[str, frozenset[Kind]]] = {
    **dict.fromkeys((".txt",), frozenset([Kind.TXT])),
    **dict.fromkeys((".md", ".markdown"), frozenset([Kind.MARKDOWN])),
    **dict.fromkeys((".csv", ".tsv"), frozenset([Kind.CSV])),
    **dict.fromkeys((".html", ".htm", ".xhtml"), frozenset([Kind.HTML])),
    **dict.fromkeys((".mhtml", ".mht"), frozenset([Kind.MHTML])),
    **dict.fromkeys((".docx", ".docm"), frozenset([Kind.DOCX])),
    **dict.fromkeys((".xlsx", ".xlsm"), frozenset([Kind.XLSX])),
    **dict.fromkeys((".doc", ".wps", ".xls", ".et"), frozenset([Kind.OLE])),
    **dict.fromkeys((".odt", ".ods"), frozenset([Kind.ODF])),
    ".pdf": frozenset([Kind.PDF]),
    ".ofd": frozenset([Kind.OFD]),
    ".rtf": frozenset([Kind.RTF]),
}
"""What a suffix says a file is."""
SUFFIXES: Final = frozenset(KINDS_BY_SUFFIX)
"""Suffixes that a folder is searched for."""

_PICTURES: Final = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
_BINARIES: Final = (
    (b"\x7fELF", "可执行程序", "a program"),
    (b"MZ\x90", "可执行程序", "a program"),
    (b"Rar!\x1a\x07", "RAR 压缩包", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "7z 压缩包", "a 7z archive"),
    (b"\x1f\x8b\x08", "gzip 压缩包", "a gzip archive"),
    (b"BZh", "bzip2 压缩包", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "xz 压缩包", "an xz archive"),
    (b"\x28\xb5\x2f\xfd", "zstd 压缩包", "a zstd archive"),
    (b"SQLite format 3\x00", "数据库文件", "a database"),
    (b"ID3", "音频", "audio"),
    (b"OggS", "音频或视频", "audio or video"),
    (b"\x00\x01\x00\x00\x00", "字体文件", "a font"),
    (b"\xca\xfe\xba\xbe", "程序文件", "a program file"),
)
_OLE_MARK: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_HEADER_LINE = re.compile(rb"[A-Za-z-]+:")


def find_kind(data: bytes, *, name: str, path: str) -> Kind:
    """Tell what `data` is; raises `UnreadableFile` for what can never be read."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _container_kind(data, path=path)
    if b"%PDF-" in data[:1024]:
        return Kind.PDF
    if data.startswith(_OLE_MARK):
        return Kind.OLE
    if data.lstrip()[:5] == b"{\\rtf":
        return Kind.RTF
    _refuse_pictures(data, path=path)
    _refuse_binaries(data, path=path)
    return _text_kind(data, suffix=PurePath(name).suffix.lower())


def _container_kind(data: bytes, *, path: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            names = set(container.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
        raise refuse(
            "damaged",
            path=path,
            detail="压缩目录缺失，多半是没有下载完整",
            detail_en="the zip directory is missing, probably an incomplete download",
        ) from error
    if any(name.startswith("word/") for name in names):
        return Kind.DOCX
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if "OFD.xml" in names:
        return Kind.OFD
    if "content.xml" in names and "mimetype" in names:
        return Kind.ODF
    if any(name.startswith("ppt/") for name in names):
        raise refuse("unsupported", path=path, detail="演示文稿 pptx", detail_en="slides, pptx")
    if "[Content_Types].xml" in names:
        raise refuse(
            "damaged", path=path, detail="缺少正文部分", detail_en="the main part is missing"
        )
    raise refuse("unsupported", path=path, detail="ZIP 压缩包", detail_en="a zip archive")


def _refuse_pictures(data: bytes, *, path: str) -> None:
    for mark, picture in _PICTURES:
        if data.startswith(mark) and (mark != b"BM" or b"\x00" in data[:20]):
            raise refuse("photo", path=path, detail=picture)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise refuse("photo", path=path, detail="WebP")
    if data[4:8] == b"ftyp":
        if data[8:12] in (b"heic", b"heix", b"mif1", b"avif", b"msf1"):
            raise refuse("photo", path=path, detail="HEIC")
        raise refuse("binary", path=path, detail="视频", detail_en="a video")


def _refuse_binaries(data: bytes, *, path: str) -> None:
    for mark, zh, en in _BINARIES:
        if data.startswith(mark):
            raise refuse("binary", path=path, detail=zh, detail_en=en)


def _text_kind(data: bytes, *, suffix: str) -> Kind:
    head = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"")
    if _is_mime(head):
        return Kind.MHTML
    if _is_page(head, suffix):
        return Kind.HTML
    by_suffix = {
        ".md": Kind.MARKDOWN,
        ".markdown": Kind.MARKDOWN,
        ".csv": Kind.CSV,
        ".tsv": Kind.CSV,
        ".html": Kind.HTML,
        ".htm": Kind.HTML,
        ".xhtml": Kind.HTML,
    }
    return by_suffix.get(suffix, Kind.TXT)


def _is_page(head: bytes, suffix: str) -> bool:
    """Whether the file opens with HTML; a text or Markdown file may quote a tag."""
    start = _HTML_START.match(_skip_preamble(head))
    if start is None or suffix in (".md", ".markdown"):
        return False
    return suffix != ".txt" or start[0].lower().startswith((b"<!doctype", b"<html"))


def _is_mime(head: bytes) -> bool:
    """Whether the file opens with mail headers, as a page saved as mhtml does."""
    for line in head.splitlines()[:30]:
        if line.lower().startswith(b"mime-version:"):
            return True
        if line[:1] not in (b" ", b"\t") and not _HEADER_LINE.match(line):
            return False
    return False


def _skip_preamble(head: bytes) -> bytes:
    """Drop white space, comments and processing instructions before the first element."""
    while True:
        head = head.lstrip()
        closer = b"-->" if head.startswith(b"<!--") else b"?>" if head.startswith(b"<?") else b""
        if not closer or closer not in head:
            return head
        head = head.split(closer, 1)[1]
