"""The one door of the reader (读取入口): bytes in, a `Document` or `UnreadableFile` out."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path, PurePath
from typing import Final, TypeAlias

from jiefang.figures.document import Block, BlockKind, Document
from jiefang.figures.read.files import document_name
from jiefang.figures.read.kind import KINDS_BY_SUFFIX, Kind, find_kind
from jiefang.figures.read.limits import MAX_FILE_BYTES, check_chars, check_size
from jiefang.figures.read.metadata import MOST_HEAD_BLOCKS, clean_line, find_metadata
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import Notice, notice, refuse
from jiefang.figures.read.text import read_text

FormatReader: TypeAlias = Callable[..., Reading]

_FORMATS: Final[dict[Kind, tuple[str, str]]] = {
    Kind.CSV: ("sheet", "read_csv"),
    Kind.HTML: ("html", "read_html"),
    Kind.MHTML: ("html", "read_mhtml"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.DOCX: ("word", "read_word"),
    Kind.XLSX: ("sheet", "read_workbook"),
    Kind.OFD: ("ofd", "read_ofd"),
    Kind.OLE: ("legacy", "read_ole"),
    Kind.RTF: ("legacy", "read_rtf"),
    Kind.ODF: ("legacy", "read_odf"),
}


def read_file(path: Path, *, name: str | None = None) -> Document:
    """Read a file from the disk; `name` is its document name where that differs from its own.

    Raises `UnreadableFile`, and nothing else, when the file cannot be read.
    """
    data = _load(path)
    return _read(data, path=str(path), name=path.name, doc=name or document_name(path.name))


def read_bytes(data: bytes, *, name: str) -> Document:
    """Read an upload or standard input (`-`); `name` is the file name it came with.

    Raises `UnreadableFile`, and nothing else, when the bytes cannot be read.
    """
    return _read(data, path=name, name=name, doc=document_name(name))


def _load(path: Path) -> bytes:
    """Read at most one byte more than the limit, so that a growing file cannot fill memory."""
    shown = str(path)
    try:
        if not path.exists():
            raise refuse("missing", path=shown)
        if not path.is_file():
            raise refuse("not_a_file", path=shown)
        check_size(path.stat().st_size, path=shown)
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except PermissionError as error:
        raise refuse("not_permitted", path=shown) from error
    except (OSError, ValueError) as error:
        raise refuse("not_readable", path=shown, detail=type(error).__name__) from error


def _read(data: bytes, *, path: str, name: str, doc: str) -> Document:
    check_size(len(data), path=path)
    kind = find_kind(data, name=name, path=path)
    reading = _reader_for(kind)(data, path=path)
    check_chars(len(reading.text), path=path)
    if not reading.text.strip():
        raise refuse("no_text", path=path)
    notices = (*_suffix_notice(kind, name), *reading.notices)
    metadata = find_metadata(reading, is_sheet=kind in (Kind.CSV, Kind.XLSX))
    return Document(
        doc=doc,
        sha256=hashlib.sha256(data).hexdigest(),
        text=reading.text,
        blocks=_with_title(reading, metadata.title),
        tables=reading.tables,
        title=metadata.title,
        issuer=metadata.issuer,
        date=metadata.date,
        genre=metadata.genre,
        warnings=tuple(each.zh for each in notices),
        warnings_en=tuple(each.en for each in notices),
        path=path,
    )


def _suffix_notice(kind: Kind, name: str) -> tuple[Notice, ...]:
    """Say when a file is not what its suffix tells: many .xls are web pages."""
    suffix = PurePath(name).suffix.lower()
    expected = KINDS_BY_SUFFIX.get(suffix)
    if expected is None or kind in expected:
        return ()
    return (notice("suffix_wrong", suffix=suffix, kind=kind.value),)


def _with_title(reading: Reading, title: str | None) -> tuple[Block, ...]:
    """Make the block that is the title a heading of the first level."""
    for index, block in enumerate(reading.blocks[:MOST_HEAD_BLOCKS]):
        may_be = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        if title and may_be and clean_line(reading.text[block.start : block.end]) == title:
            heading = replace(block, kind=BlockKind.HEADING, level=1)
            return (*reading.blocks[:index], heading, *reading.blocks[index + 1 :])
    return reading.blocks


def _reader_for(kind: Kind) -> FormatReader:
    """The module of a format is loaded when its first file comes (speed of start)."""
    if kind in (Kind.TXT, Kind.MARKDOWN):
        return read_text
    module, function = _FORMATS[kind]
    reader: FormatReader = getattr(import_module(f"jiefang.figures.read.{module}"), function)
    return reader
