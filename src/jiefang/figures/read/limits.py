"""Limits (上限): what the reader refuses, so that no input takes all memory or time.

The sizes of files and texts are promised to users (20 MB, 5 million characters); the others are
our own, chosen so that the largest accepted input stays under 500 MB of memory and 60 seconds.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Final

from jiefang.figures.read.refusals import refuse

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_CHARS: Final = 5_000_000
MAX_LINES: Final = 250_000
"""More printed lines than a text of five million characters has (20 characters a line)."""
MAX_PAGES: Final = 3_000
MAX_CELLS: Final = 200_000
MAX_DEPTH: Final = 200
"""Deepest nesting of elements in XML, HTML or of tables within tables."""

MAX_ENTRIES: Final = 5_000
"""Most files inside one zip container."""
MAX_UNFOLDED_BYTES: Final = 200 * 1024 * 1024
"""Most bytes that all entries of a container may unfold to."""
MAX_PART_BYTES: Final = 80 * 1024 * 1024
"""Most bytes that one entry which is read may unfold to."""
MAX_RATIO: Final = 250
"""Largest believable compression ratio of an entry above `RATIO_FROM_BYTES`."""
RATIO_FROM_BYTES: Final = 10 * 1024 * 1024

READ_SECONDS: Final = 45
"""Time for one file; the promise to users is 60."""
TABLE_SECONDS: Final = 25
"""After so long no more ruled tables are looked for in a pdf."""
PAGES_SECONDS: Final = 35
"""Time for the process that reads the pages of a pdf; the rest is for joining them."""
OFFICE_SECONDS: Final = 38
"""Time given to an installed office program for one conversion."""
CONVERTED_SECONDS: Final = 15
"""Time for reading what an office program made of a file."""

_MEGABYTE: Final = 1024 * 1024
_NANOSECONDS: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Deadline:
    """A point in time (monotonic nanoseconds) after which reading stops."""

    path: str
    started: int
    seconds: int = READ_SECONDS

    @classmethod
    def start(cls, path: str, seconds: int = READ_SECONDS) -> Deadline:
        """Begin counting now."""
        return cls(path=path, started=time.monotonic_ns(), seconds=seconds)

    def passed(self, seconds: int) -> bool:
        """Whether `seconds` have gone by since the start."""
        return time.monotonic_ns() - self.started > seconds * _NANOSECONDS

    def check(self) -> None:
        """Raise `UnreadableFile` (too_slow) when the time is up."""
        if self.passed(self.seconds):
            raise refuse("too_slow", path=self.path, limit=self.seconds)


def check_size(size: int, *, path: str) -> None:
    """Raise `UnreadableFile` for an empty or too large file; `size` in bytes."""
    if size == 0:
        raise refuse("empty", path=path)
    if size > MAX_FILE_BYTES:
        raise refuse(
            "too_large",
            path=path,
            size=-(-size // _MEGABYTE),
            limit=MAX_FILE_BYTES // _MEGABYTE,
        )


def check_chars(count: int, *, path: str) -> None:
    """Raise `UnreadableFile` (too_long) when a text has more than `MAX_CHARS` characters."""
    if count > MAX_CHARS:
        raise refuse("too_long", path=path, limit=f"{MAX_CHARS:,}")


def check_lines(count: int, *, path: str) -> None:
    """Raise `UnreadableFile` (too_complex) when a text has more than `MAX_LINES` lines."""
    if count > MAX_LINES:
        raise refuse("too_complex", path=path, detail="行数过多", detail_en="too many lines")


def check_cells(count: int, *, path: str) -> None:
    """Raise `UnreadableFile` (too_complex) when tables have more than `MAX_CELLS` cells."""
    if count > MAX_CELLS:
        raise refuse(
            "too_complex",
            path=path,
            detail=f"表格超过 {MAX_CELLS} 格",
            detail_en=f"tables of more than {MAX_CELLS} cells",
        )
