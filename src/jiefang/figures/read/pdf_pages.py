"""Pages of a pdf (PDF 页面), read in a process of their own: `python -m …read.pdf_pages`.

The parsers of pdf are large programs in C and Python; a broken file may hold them for ever, fill
the memory or end the process. So they run apart, with limits, and hand over plain JSON.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator, Sequence
from ctypes import byref
from dataclasses import dataclass, field
from typing import Any, Final

from jiefang.figures.read.layout import (
    Glyph,
    page_rows,
    print_lines,
    reading_order,
    row_text,
)
from jiefang.figures.read.limits import MAX_CELLS, MAX_PAGES, TABLE_SECONDS, Deadline

MEMORY_BYTES: Final = 1_200_000_000
MOST_GLYPHS: Final = 200_000
"""More characters on one page are no page of text."""
MOST_PATHS: Final = 20_000
"""More strokes on one page are a drawing, not the rules of a table."""
FEWEST_PATHS: Final = 4

_HUNDREDTHS: Final = 100


@dataclass(slots=True)
class PdfPages:
    """What the pages hold, ready for JSON."""

    pages: list[dict[str, Any]] = field(default_factory=list)
    """Any: JSON; checked where it is used."""
    pictures: list[int] = field(default_factory=list)
    """Pages that are a picture without text."""
    garbled: int = 0
    """Characters whose font does not tell what they mean."""
    chars: int = 0
    tables_until: int | None = None
    """Last page that was searched for ruled tables, when time ran out."""
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: the edges of its cells as left, top, right, bottom."""

    boxes: tuple[tuple[int, int, int, int], ...]

    @property
    def top(self) -> int:
        """Upper edge."""
        return min(box[1] for box in self.boxes)

    def holds(self, glyph: Glyph) -> bool:
        """Whether a glyph stands inside the table."""
        return any(_inside(glyph, box) for box in self.boxes)


def read_pages(data: bytes) -> PdfPages:
    """Read all pages of a pdf; errors of the file are told in `error`."""
    import pypdfium2

    answer = PdfPages()
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        answer.error = "password" if error.err_code == 4 else "damaged"
        return answer
    deadline = Deadline.start("")
    ruler = _Ruler(data)
    for number in range(min(len(document), MAX_PAGES)):
        _read_page(document, number, answer, ruler, deadline)
    if len(document) > MAX_PAGES:
        answer.error = "too_many_pages"
    return answer


def _read_page(
    document: Any, number: int, answer: PdfPages, ruler: _Ruler, deadline: Deadline
) -> None:
    """Any: a document of pypdfium2, which ships no types."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number]
        width, height = (round(side * _HUNDREDTHS) for side in page.get_size())
        text_page = page.get_textpage()
        glyphs, garbled = _glyphs(text_page, height)
        kinds = [thing.type for thing in page.get_objects(max_depth=3)]
    except (pypdfium2.PdfiumError, ValueError, OverflowError):
        answer.pictures.append(number + 1)
        return
    answer.garbled += garbled
    answer.chars += len(glyphs)
    if not glyphs:
        if raw.FPDF_PAGEOBJ_IMAGE in kinds or raw.FPDF_PAGEOBJ_PATH in kinds:
            answer.pictures.append(number + 1)
        return
    tables: list[Ruled] = []
    if FEWEST_PATHS <= kinds.count(raw.FPDF_PAGEOBJ_PATH) <= MOST_PATHS:
        if deadline.passed(TABLE_SECONDS):
            answer.tables_until = answer.tables_until or number
        else:
            tables = ruler.tables(number)
    answer.pages.append(
        {
            "number": number + 1,
            "height": height,
            "items": list(_items(glyphs, tables, width=width)),
        }
    )


def _glyphs(text_page: Any, height: int) -> tuple[list[Glyph], int]:
    """Characters with their boxes, and how many have no meaning. Any: as above."""
    from pypdfium2 import raw

    glyphs: list[Glyph] = []
    garbled = 0
    box = raw.FS_RECTF()
    count = text_page.count_chars()
    if count > MOST_GLYPHS:
        raise ValueError("too many characters on one page")
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code <= 0x20 or 0xD800 <= code < 0xE000 or code in (0xA0, 0xFFFE, 0xFFFF):
            continue
        if code == 0xFFFD or 0xE000 <= code < 0xF900:
            garbled += 1
        # The loose box has the full height of the line, so that commas stand on theirs.
        raw.FPDFText_GetLooseCharBox(text_page, index, byref(box))
        left, right = round(box.left * _HUNDREDTHS), round(box.right * _HUNDREDTHS)
        low, high = round(box.bottom * _HUNDREDTHS), round(box.top * _HUNDREDTHS)
        glyphs.append(Glyph(chr(code), left, height - high, right, height - low))
    return glyphs, garbled


def _items(glyphs: Sequence[Glyph], tables: Sequence[Ruled], *, width: int) -> Iterator[list[Any]]:
    """Lines and tables of a page in reading order, as JSON. Any: mixed lists."""
    free = glyphs
    placed: list[tuple[int, list[Any]]] = []
    for table in tables:
        inside = [glyph for glyph in free if table.holds(glyph)]
        if not inside:
            continue
        free = [glyph for glyph in free if not table.holds(glyph)]
        placed.append((table.top, ["table", _grid(table, inside)]))
    lines: list[tuple[int, list[Any]]] = []
    for group in reading_order(page_rows(free), width=width):
        lines += [
            (line.top, ["line", line.text, line.top, line.bottom, line.blank_before])
            for line in print_lines(group)
        ]
    yield from _woven(lines, placed)


def _woven(
    lines: Sequence[tuple[int, list[Any]]], tables: Sequence[tuple[int, list[Any]]]
) -> Iterator[list[Any]]:
    """Put each table before the first line that stands below its upper edge."""
    waiting = sorted(tables, key=lambda table: table[0])
    for top, line in lines:
        while waiting and waiting[0][0] <= top:
            yield waiting.pop(0)[1]
        yield line
    for _, table in waiting:
        yield table


def _grid(table: Ruled, glyphs: Sequence[Glyph]) -> list[list[Any]]:
    """Cells as row, column, text, row span, column span; spans from the edges they cover."""
    across = _edges([box[0] for box in table.boxes] + [box[2] for box in table.boxes])
    down = _edges([box[1] for box in table.boxes] + [box[3] for box in table.boxes])
    cells: list[list[Any]] = []
    for box in table.boxes[:MAX_CELLS]:
        inside = [glyph for glyph in glyphs if _inside(glyph, box)]
        left, right = _nearest(across, box[0]), _nearest(across, box[2])
        top, bottom = _nearest(down, box[1]), _nearest(down, box[3])
        text = "\n".join(row_text(row) for row in page_rows(inside))
        cells.append([top, left, text, max(1, bottom - top), max(1, right - left)])
    return cells


def _inside(glyph: Glyph, box: tuple[int, int, int, int]) -> bool:
    x = (glyph.left + glyph.right) // 2
    return box[0] <= x <= box[2] and box[1] <= glyph.middle <= box[3]


def _edges(places: Sequence[int]) -> list[int]:
    """Places closer than three points are one edge."""
    edges: list[int] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > 3 * _HUNDREDTHS:
            edges.append(place)
    return edges


def _nearest(edges: Sequence[int], place: int) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


@dataclass(slots=True)
class _Ruler:
    """Finds ruled tables with pdfplumber, which is opened when the first page needs it."""

    data: bytes
    opened: Any = None
    """Any: a document of pdfplumber, which ships no types."""
    failed: bool = False

    def tables(self, number: int) -> list[Ruled]:
        """The ruled tables of page `number`, counted from 0; none where the page defeats it."""
        if self.failed:
            return []
        try:
            return self._tables(number)
        except Exception:  # noqa: BLE001 - pdfminer fails on broken files in every way there is
            self.failed = self.opened is None
            return []

    def _tables(self, number: int) -> list[Ruled]:
        import pdfplumber

        if self.opened is None:
            self.opened = pdfplumber.open(io.BytesIO(self.data))
        page = self.opened.pages[number]
        found = [
            Ruled(tuple(_box(cell, page) for cell in table.cells if cell))
            for table in page.find_tables()
        ]
        page.close()
        return [table for table in found if len(table.boxes) >= 2]


def _box(cell: Sequence[Any], page: Any) -> tuple[int, int, int, int]:
    """A cell's edges, from the upper left corner of the visible page. Any: as above."""
    left, top, right, bottom = (round(side * _HUNDREDTHS) for side in cell)
    dx, dy = (round(side * _HUNDREDTHS) for side in page.bbox[:2])
    return (left - dx, top - dy, right - dx, bottom - dy)


def main() -> int:
    """Read a pdf from standard input, and print what it holds as JSON."""
    _limit_memory()
    answer = read_pages(sys.stdin.buffer.read())
    json.dump(
        {
            "pages": answer.pages,
            "pictures": answer.pictures,
            "garbled": answer.garbled,
            "chars": answer.chars,
            "tables_until": answer.tables_until,
            "error": answer.error,
        },
        sys.stdout,
    )
    return 0


def _limit_memory() -> None:
    """Bound the memory of this process where the system can."""
    try:
        import resource
    except ImportError:
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = MEMORY_BYTES if hard == resource.RLIM_INFINITY else min(MEMORY_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))


if __name__ == "__main__":
    sys.exit(main())
