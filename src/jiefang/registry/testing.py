"""Builders for tests (测试造数): a home of their own, and files with content."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True, slots=True)
class Bytes:
    """Something that comes in: a name and its bytes, as an upload has them."""

    name: str
    content: bytes

    def chunks(self) -> Iterator[bytes]:
        """The bytes in pieces of a kilobyte."""
        for start in range(0, len(self.content), 1024):
            yield self.content[start : start + 1024]


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:  # Any: pytest-django's settings proxy
    """A `JIEFANG_HOME` for one test."""
    settings.JIEFANG_HOME = tmp_path
    return tmp_path
