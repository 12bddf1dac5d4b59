"""Where bytes lie (存放): `JIEFANG_HOME/files/<two letters>/<key>`."""

import hashlib
import os
import secrets
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings

from jiefang.registry.errors import FileTooLarge, StorageFull

RESERVE_BYTES: Final = 200 * 1024 * 1024
"""What uploads leave free on the disk."""


@dataclass(frozen=True, slots=True)
class Stored:
    """Bytes that were written: their key, number and SHA-256."""

    key: str
    size: int
    sha256: str


def path_of(key: str) -> Path:
    """The path of a stored key."""
    return Path(settings.JIEFANG_HOME) / "files" / key[:2] / key


def write_bytes(chunks: Iterable[bytes], *, limit: int) -> Stored:
    """Write chunks under a new key; more than `limit` bytes raise and leave nothing behind."""
    key = secrets.token_hex(16)
    path, digest, size = path_of(key), hashlib.sha256(), 0
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if shutil.disk_usage(path.parent).free < limit + RESERVE_BYTES:
        raise StorageFull
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            for chunk in chunks:
                size += len(chunk)
                _check_size(size, limit)
                digest.update(chunk)
                out.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Stored(key=key, size=size, sha256=digest.hexdigest())


def _check_size(size: int, limit: int) -> None:
    if size > limit:
        raise FileTooLarge


def remove_bytes(key: str) -> None:
    """Delete the bytes of a key; already gone is as good."""
    path_of(key).unlink(missing_ok=True)


def stored_keys() -> set[str]:
    """Every key that lies on disk, for the sweep that looks for bytes without a row."""
    folder = Path(settings.JIEFANG_HOME) / "files"
    return {path.name for path in folder.glob("??/*") if path.is_file()}
