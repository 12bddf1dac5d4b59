"""Zip containers (压缩容器) of docx, xlsx and ofd, opened without trusting what they declare.

Sizes are checked twice: as declared in the directory, and while the bytes come out.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from jiefang.figures.read.limits import (
    MAX_ENTRIES,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNFOLDED_BYTES,
    RATIO_FROM_BYTES,
)
from jiefang.figures.read.refusals import refuse

_CHUNK: Final = 1 << 20
_ENCRYPTED: Final = 0x1

# What zipfile raises on hostile bytes, beyond its own error.
BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    ValueError,
    OSError,
    EOFError,
    KeyError,
    NotImplementedError,
    IndexError,
    OverflowError,
    RuntimeError,
)


@dataclass(frozen=True, slots=True)
class Container:
    """An opened container; parts are read by name."""

    zip: zipfile.ZipFile
    path: str

    def names(self) -> list[str]:
        """Names of all parts in the order of the directory."""
        return self.zip.namelist()

    def has(self, name: str) -> bool:
        """Whether the part exists."""
        return name in self.zip.NameToInfo

    def read(self, name: str) -> bytes:
        """The bytes of a part.

        Raises `UnreadableFile`: `damaged` when the part is missing or broken, `zip_bomb` when it
        unfolds to more than `MAX_PART_BYTES`.
        """
        try:
            return self._read(name)
        except BROKEN_ZIP as error:
            raise refuse(
                "damaged", path=self.path, detail=f"“{name}”读不出", detail_en=f"in {name}"
            ) from error

    def _read(self, name: str) -> bytes:
        chunks: list[bytes] = []
        size = 0
        with self.zip.open(name) as part:
            while chunk := part.read(_CHUNK):
                size += len(chunk)
                if size > MAX_PART_BYTES:
                    raise _bomb(self.path, f"{size // _CHUNK}+ MB")
                chunks.append(chunk)
        return b"".join(chunks)


@contextmanager
def open_container(data: bytes, *, path: str) -> Iterator[Container]:
    """Open a container after its directory was found harmless.

    Raises `UnreadableFile` with `damaged`, `password` or `zip_bomb`.
    """
    try:
        container = zipfile.ZipFile(io.BytesIO(data))
    except BROKEN_ZIP as error:
        raise refuse(
            "damaged",
            path=path,
            detail="压缩目录缺失，多半是没有下载完整",
            detail_en="the zip directory is missing, probably an incomplete download",
        ) from error
    with container:
        _check_directory(container, path=path)
        yield Container(container, path)


def _check_directory(container: zipfile.ZipFile, *, path: str) -> None:
    entries = container.infolist()
    if len(entries) > MAX_ENTRIES:
        raise _bomb(path, f"{len(entries)} entries")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNFOLDED_BYTES:
        raise _bomb(path, f"{total // _CHUNK} MB")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise refuse("password", path=path)
        is_large = entry.file_size > RATIO_FROM_BYTES
        if is_large and entry.file_size > max(1, entry.compress_size) * MAX_RATIO:
            raise _bomb(path, f"{entry.file_size // _CHUNK} MB")


def _bomb(path: str, size: str) -> Exception:
    return refuse("zip_bomb", path=path, detail=size)
