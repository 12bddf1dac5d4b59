"""Plain text and Markdown (纯文本): the text as decoded, cut into blocks and tables.

Offsets count in the decoded text itself, before any normalisation.
"""

from __future__ import annotations

from jiefang.figures.read.analysis import analyse
from jiefang.figures.read.encoding import decode, mixed_script
from jiefang.figures.read.limits import Deadline, check_chars, check_lines
from jiefang.figures.read.lines import split_lines
from jiefang.figures.read.reading import Reading


def read_text(data: bytes, *, path: str) -> Reading:
    """Read the bytes of a txt or md file."""
    decoded = decode(data, path=path)
    check_chars(len(decoded.text), path=path)
    lines = split_lines(decoded.text)
    check_lines(len(lines), path=path)
    blocks, tables = analyse(decoded.text, lines, Deadline.start(path))
    mixed = mixed_script(decoded.text)
    return Reading(
        text=decoded.text,
        blocks=blocks,
        tables=tables,
        notices=(*decoded.notices, *((mixed,) if mixed else ())),
    )
