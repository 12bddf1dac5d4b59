"""Old office containers (OLE 复合文档): which program's file stands inside.

Only the names of the streams are looked at, as they stand in the directory in UTF-16.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class OleKind(StrEnum):
    """What an old container holds."""

    DOC = "doc"
    XLS = "xls"
    PPT = "ppt"
    ENCRYPTED = "encrypted"
    """A new office file behind a password."""
    OTHER = "other"


_STREAMS: Final = (
    ("EncryptedPackage", OleKind.ENCRYPTED),
    ("WordDocument", OleKind.DOC),
    ("Workbook", OleKind.XLS),
    ("Book", OleKind.XLS),
    ("PowerPoint Document", OleKind.PPT),
)


def find_ole_kind(data: bytes) -> OleKind:
    """Tell what the container holds."""
    for name, kind in _STREAMS:
        # A name fills its directory entry up with zeros.
        if name.encode("utf-16-le") + b"\x00\x00" in data:
            return kind
    return OleKind.OTHER
