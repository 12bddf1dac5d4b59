"""Foreign parsers (外部解析库): whatever they raise on hostile bytes becomes one refusal.

The libraries that read old and binary formats document no closed set of errors; broken files make
them fail in every way a program can. This module is the edge where that stops.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from jiefang.figures.errors import FiguresError
from jiefang.figures.read.refusals import refuse


@contextmanager
def foreign_parser(name: str, *, path: str) -> Iterator[None]:
    """Turn any error of the library `name` into `UnreadableFile` (damaged)."""
    try:
        yield
    except FiguresError:
        raise
    except Exception as error:
        kind = type(error).__name__
        raise refuse(
            "damaged", path=path, detail=f"{name}：{kind}", detail_en=f"{name}: {kind}"
        ) from error
