"""PDF documents: text with page numbers and reading order, ruled tables, running heads apart.

A scan without text is refused; so is a file behind a password.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from jiefang.figures.document import BlockKind
from jiefang.figures.read.cells import is_figure
from jiefang.figures.read.compose import Composer, GridCell
from jiefang.figures.read.encoding import mixed_script
from jiefang.figures.read.layout import TOP_SHARE
from jiefang.figures.read.limits import MAX_PAGES, PAGES_SECONDS, Deadline
from jiefang.figures.read.patterns import is_page_number
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import Notice, notice, refuse

FEWEST_CHARS: Final = 15
"""A pdf with pictures and fewer characters than this is a scan with a stamp on it."""

_DIGITS = re.compile(r"\d+|[ivxlc]+\b")


def read_pdf(data: bytes, *, path: str) -> Reading:
    """Read a pdf in a process of its own, which is stopped after `PAGES_SECONDS`."""
    deadline = Deadline.start(path)
    found = _Pages.of(_run(data, path=path), path=path)
    composer = Composer(path=path, deadline=deadline)
    heads = _running_heads(found)
    _join_tables(found, heads)
    for page in found.pages:
        composer.begin_page(page["number"])
        for item in page["items"]:
            _add(item, page, heads, composer)
    text, blocks, tables = composer.finish()
    return Reading(text, blocks, tables, notices=_notices(found, text))


@dataclass(frozen=True, slots=True)
class _Pages:
    """What the other process found; Any: JSON that our own code wrote."""

    pages: list[dict[str, Any]]
    pictures: list[int] = field(default_factory=list)
    tables_until: int | None = None

    @classmethod
    def of(cls, answer: dict[str, Any], *, path: str) -> _Pages:
        """Check what came back. Any: as above."""
        if answer["error"] == "password":
            raise refuse("password", path=path)
        if answer["error"] == "too_many_pages":
            raise refuse(
                "too_complex",
                path=path,
                detail=f"超过 {MAX_PAGES} 页",
                detail_en=f"more than {MAX_PAGES} pages",
            )
        if answer["error"]:
            raise refuse("damaged", path=path, detail="PDF 结构", detail_en="its structure")
        if answer["chars"] < FEWEST_CHARS and answer["pictures"]:
            raise refuse("scan", path=path)
        if answer["garbled"] * 3 > answer["chars"]:
            raise refuse("garbled", path=path)
        return cls(answer["pages"], answer["pictures"], answer["tables_until"])


def _run(data: bytes, *, path: str) -> dict[str, Any]:
    """Run the page reader on `data`. Any: JSON."""
    command = [sys.executable, "-m", "jiefang.figures.read.pdf_pages"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            command,
            input=data,
            capture_output=True,
            timeout=PAGES_SECONDS,
            env=environment,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise refuse("too_slow", path=path, limit=PAGES_SECONDS) from error
    except OSError as error:
        raise refuse("not_readable", path=path, detail=type(error).__name__) from error
    if done.returncode != 0:
        raise refuse("damaged", path=path, detail="PDF 结构", detail_en="its structure")
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _add(item: list[Any], page: dict[str, Any], heads: set[str], composer: Composer) -> None:
    """Add a line or a table of the page. Any: JSON."""
    if item[0] == "table":
        cells = [
            GridCell(row, column, text, down, right) for row, column, text, down, right in item[1]
        ]
        composer.add_table(cells, infer_spans=False)
        return
    if item[4]:
        composer.add_blank()
    kind = BlockKind.FURNITURE if _is_head(item, page, heads) else None
    composer.add_lines(item[1], kind=kind)


def _is_head(item: list[Any], page: dict[str, Any], heads: set[str]) -> bool:
    """Whether a line is a running head or a page number. Any: JSON."""
    _, text, top, bottom, _ = item
    words = text.strip()
    is_known = _shape(words) in heads or is_page_number(words) or words.isdigit()
    return is_known and _is_at_edge(top, bottom, page["height"])


def _join_tables(found: _Pages, heads: set[str]) -> None:
    """Put tables that go on over a page break back together.

    The second part stands first on its page, has as many columns, and begins with figures or with
    the head of the first part.
    """
    last: list[list[Any]] | None = None
    for page in found.pages:
        body = [i for i in page["items"] if i[0] == "table" or not _is_head(i, page, heads)]
        if last and body and body[0][0] == "table" and _goes_on(last, body[0][1]):
            _append_rows(last, body[0][1])
            page["items"].remove(body[0])
            body = body[1:]
            if not body:
                continue
        last = body[-1][1] if body and body[-1][0] == "table" else None


def _goes_on(first: list[list[Any]], second: list[list[Any]]) -> bool:
    if _columns(first) != _columns(second):
        return False
    top = _row_texts(second, 0)
    return top == _row_texts(first, 0) or any(is_figure(text) for text in top[1:])


def _append_rows(first: list[list[Any]], second: list[list[Any]]) -> None:
    """Add the rows of the second part, without those that repeat the head."""
    repeated = 0
    while repeated < 4 and _row_texts(second, repeated) == _row_texts(first, repeated):
        repeated += 1
    base = max(row + down for row, _, _, down, _ in first) - repeated
    first += [
        [row + base, column, text, down, right]
        for row, column, text, down, right in second
        if row >= repeated
    ]


def _columns(cells: list[list[Any]]) -> int:
    return max(int(column) + int(right) for _, column, _, _, right in cells)


def _row_texts(cells: list[list[Any]], number: int) -> list[str]:
    return ["".join(text.split()) for row, _, text, _, _ in cells if row == number]


def _running_heads(found: _Pages) -> set[str]:
    """Lines at the head or foot that come back on at least three pages, digits apart."""
    counts: Counter[str] = Counter()
    for page in found.pages:
        counts.update(
            {
                _shape(item[1])
                for item in page["items"]
                if item[0] == "line" and _is_at_edge(item[2], item[3], page["height"])
            }
        )
    return {
        shape for shape, count in counts.items() if count >= 3 and count * 3 >= len(found.pages)
    }


def _shape(text: str) -> str:
    return _DIGITS.sub("0", text.strip())


def _is_at_edge(top: int, bottom: int, height: int) -> bool:
    return bottom * 100 <= height * TOP_SHARE or top * 100 >= height * (100 - TOP_SHARE)


def _notices(found: _Pages, text: str) -> tuple[Notice, ...]:
    notices: list[Notice] = []
    if found.pictures:
        shown = "、".join(str(number) for number in found.pictures[:20])
        notices.append(notice("pages_without_text", count=len(found.pictures), detail=shown))
    if found.tables_until is not None:
        notices.append(notice("tables_skipped", detail=found.tables_until))
    mixed = mixed_script(text)
    return (*notices, *((mixed,) if mixed else ()))
