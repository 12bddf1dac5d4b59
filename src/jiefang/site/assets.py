"""Addresses of static files (静态文件): each carries a short hash, so none is shown when old."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedFiles(StaticFilesStorage):
    """Static files with `?v=<hash>`; a missing file is a plain address and a 404, not a crash."""

    def url(self, name: str | None) -> str:
        """Give the address of one file under `static/`."""
        plain = super().url(name)
        version = file_version(name or "")
        return f"{plain}?v={version}" if version else plain


def file_version(name: str) -> str:
    """Give eight hexadecimal digits of the file's hash, or nothing where there is no such file."""
    return _version_now(name) if settings.DEBUG else _version_once(name)


@lru_cache(maxsize=512)
def _version_once(name: str) -> str:
    return _version_now(name)


def _version_now(name: str) -> str:
    path = finders.find(name)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:8] if isinstance(path, str) else ""
