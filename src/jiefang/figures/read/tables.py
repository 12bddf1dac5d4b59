"""Tables (表) from grids: captions and units peeled off, heads found, empty columns dropped.

Every format hands its grid over as cells with row and column; spans that the format knows (HTML,
docx, xlsx) are kept, spans that it lost (Markdown, tabs) are put back from the empty cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from jiefang.figures.document import Cell, Span, Table
from jiefang.figures.read.cells import UNIT_LINE, YEAR, is_figure, is_stub, is_value
from jiefang.figures.read.patterns import CAPTION, PROSE, ends_sentence, outline_mark

BARS: Final = ("|", "｜")
"""Lines of nothing but a bar part the cells of a table with one cell a line."""
MOST_HEAD_ROWS: Final = 6
_TITLE_WORDS = re.compile(
    r"表\s?\d|表[一二三四五六七八九十]|表$|情况|情況|统计|統計|构成|構成|产量|增速|速度|指标|安排|目标|数据|幅度|涨幅|增幅|收支|总产出|总值|预算|决算|公报|\d{4}年"
)
_CAPTION_UNIT = re.compile(
    r"[（(]\s*(?:单位|單位)\s*[:：]\s*([^）)]{1,16})[）)]"
    r"|[（(]\s*([%％‰]|[^）)，]{0,5}(?:元|吨|人|户|家|个|公顷|亩|平方米|千瓦时))\s*[）)]$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """Lines above or beside a grid: its caption (表题) and its unit."""

    caption: str | None = None
    caption_span: Span | None = None
    unit: str | None = None


def build_table(
    cells: Iterable[Cell],
    *,
    index: int,
    span: Span,
    heading: Heading | None = None,
    infer_spans: bool,
    page: int | None = None,
    sheet: str | None = None,
) -> Table | None:
    """Make a `Table` of raw cells; None when nothing but a caption is left.

    `infer_spans`: the format has no merged cells, so that empty cells beside and under a head are
    read as part of it.
    """
    kept = [cell for cell in cells if cell.text]
    kept, heading = _peel_heading(kept, heading or Heading())
    kept = _without_empty_lines(kept)
    if not kept:
        return None
    if infer_spans:
        kept = _flattened_heads(kept)
    rows = max(cell.row + cell.row_span for cell in kept)
    columns = max(cell.column + cell.column_span for cell in kept)
    head = _head_rows(kept, rows)
    if infer_spans:
        kept = _shifted_heads(kept, head=head, columns=columns)
        kept = _spread_heads(kept, head=head, columns=columns)
    kept = [replace(cell, is_header=cell.row < head) for cell in kept]
    kept.sort(key=lambda cell: (cell.row, cell.column))
    return Table(
        index=index,
        start=min(span[0], heading.caption_span[0] if heading.caption_span else span[0]),
        end=span[1],
        cells=tuple(kept),
        rows=rows,
        columns=columns,
        caption=heading.caption,
        caption_span=heading.caption_span,
        unit=heading.unit,
        page=page,
        sheet=sheet,
    )


def read_heading(lines: Sequence[tuple[str, Span]]) -> tuple[Heading, int]:
    """Find caption and unit in the lines above a grid, nearest last; also how many were taken."""
    heading = Heading()
    taken = 0
    for words, span in reversed(lines):
        if words in BARS:
            taken += 1
            continue
        if (unit := unit_of(words)) and heading.unit is None and heading.caption is None:
            heading = replace(heading, unit=unit)
        elif is_caption(words) and heading.caption is None:
            heading = with_caption(heading, words, span)
        else:
            break
        taken += 1
    return heading, taken


def with_caption(heading: Heading, words: str, span: Span) -> Heading:
    """Add the caption, and the unit that it may name in brackets."""
    unit = _CAPTION_UNIT.search(words)
    return replace(
        heading,
        caption=words.strip(),
        caption_span=span,
        unit=heading.unit or ((unit[1] or unit[2]).strip() if unit else None),
    )


def unit_of(words: str) -> str | None:
    """The unit in a line like 单位：亿元; None when the line says something else as well."""
    match = UNIT_LINE.fullmatch(words.strip())
    return match[1] if match else None


def is_caption(words: str) -> bool:
    """Whether a line above a grid names it: a table number, or words that tables are named by."""
    if CAPTION.match(words):
        return len(words) <= 80
    if not 4 <= len(words) <= 60 or ends_sentence(words) or outline_mark(words):
        return False
    return _TITLE_WORDS.search(words) is not None and not PROSE.search(words.replace("、", ""))


def _peel_heading(cells: list[Cell], heading: Heading) -> tuple[list[Cell], Heading]:
    """Take caption and unit out of the first rows, where they stand alone in their row."""
    columns = max((cell.column + cell.column_span for cell in cells), default=0)
    rest = list(cells)
    while rest and columns > 1:
        row = min(cell.row for cell in rest)
        first = [cell for cell in rest if cell.row == row]
        if len(first) > 2 or any(cell.row_span > 1 for cell in first):
            break
        peeled = _peel_row(first, heading)
        if peeled is None or len(rest) == len(first):
            break
        heading = peeled
        rest = [cell for cell in rest if cell.row > row]
    return rest, heading


def _peel_row(first: Sequence[Cell], heading: Heading) -> Heading | None:
    """The heading with what one or two lonely cells add to it; None when they are no heading."""
    for cell in first:
        if unit := unit_of(cell.text):
            heading = replace(heading, unit=heading.unit or unit)
        elif len(first) == 1 and heading.caption is None and _is_cell_caption(cell):
            heading = with_caption(heading, cell.text, (cell.start, cell.end))
        elif len(first) == 1 and YEAR.fullmatch(cell.text) and cell.column_span > 1:
            continue
        else:
            return None
    return heading


def _is_cell_caption(cell: Cell) -> bool:
    return len(cell.text) <= 80 and not is_stub(cell.text) and not is_value(cell.text)


def _without_empty_lines(cells: list[Cell]) -> list[Cell]:
    """Renumber rows and columns so that none is empty all through."""
    rows = {row: place for place, row in enumerate(sorted({cell.row for cell in cells}))}
    columns = {c: place for place, c in enumerate(sorted({cell.column for cell in cells}))}
    return [
        replace(
            cell,
            row=rows[cell.row],
            column=columns[cell.column],
            row_span=max(1, _covered(rows, cell.row, cell.row_span)),
            column_span=max(1, _covered(columns, cell.column, cell.column_span)),
        )
        for cell in cells
    ]


def _covered(places: Mapping[int, int], start: int, span: int) -> int:
    if span == 1:
        return 1
    return sum(1 for place in places if start <= place < start + span)


def _head_rows(cells: Sequence[Cell], rows: int) -> int:
    """How many rows at the top are heads: those before the first row with a figure."""
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(min(rows, MOST_HEAD_ROWS + 1)):
        if _is_data(by_row.get(row, []), is_first=row == 0):
            return _without_section(by_row, row)
    return 1 if rows > 1 else 0


def _is_data(row: Sequence[Cell], *, is_first: bool) -> bool:
    others = [cell.text for cell in row if cell.column > 0]
    if any(is_figure(text) for text in others):
        return True
    if is_first or not others:
        return False
    # A later row of years is data only where years are what the table is about.
    return all(is_value(text) and not YEAR.fullmatch(text) for text in others)


def _without_section(by_row: Mapping[int, Sequence[Cell]], first_data: int) -> int:
    """A single cell right above the first figures (一、经济发展) heads rows, not columns."""
    row = first_data
    while row > 1:
        cells = by_row.get(row - 1, [])
        if len(cells) != 1 or cells[0].column != 0 or is_stub(cells[0].text):
            break
        row -= 1
    return row


def _flattened_heads(cells: list[Cell]) -> list[Cell]:
    """Put heads that were broken over several rows side by side, where their number fits.

    Happens where a page's head has a line for each word: 项目、单位 / 4月、1-4月 / 增长（%）.
    """
    columns = max(cell.column for cell in cells) + 1
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    heads: list[Cell] = []
    for row in range(MOST_HEAD_ROWS):
        line = sorted(by_row.get(row, []), key=lambda cell: cell.column)
        packed = [cell.column for cell in line] == list(range(len(line)))
        if not line or not packed or _is_data(line, is_first=row == 0):
            break
        heads += line
        if len(heads) >= columns:
            break
    last = heads[-1].row if heads else 0
    if len(heads) != columns or not last or len(by_row[0]) < 2:
        return cells
    side = [replace(cell, row=0, column=place) for place, cell in enumerate(heads)]
    return side + [replace(cell, row=cell.row - last) for cell in cells if cell.row > last]


def _shifted_heads(cells: list[Cell], *, head: int, columns: int) -> list[Cell]:
    """Move sub-heads that lost their place (男、女 at the left end) under their group.

    Happens where a page's merged cells were flattened: the first row has too few heads, the second
    exactly the missing ones, both packed to the left.
    """
    if head != 2:
        return cells
    first = sorted((cell for cell in cells if cell.row == 0), key=lambda cell: cell.column)
    second = sorted((cell for cell in cells if cell.row == 1), key=lambda cell: cell.column)
    is_packed = all(
        [cell.column for cell in row] == list(range(len(row))) for row in (first, second)
    )
    if not is_packed or not second or len(first) >= columns or len(first) < 2:
        return cells
    groups = _groups(len(first), len(second), columns)
    if groups is None:
        return cells
    moved = _place_groups(first, second, *groups)
    return [cell for cell in cells if cell.row > 1] + moved


def _groups(first: int, second: int, columns: int) -> tuple[int, int] | None:
    """How many heads are groups, and the sub-heads of each."""
    count = first + second - columns
    if 1 <= count < first and second % count == 0 and second // count > 1:
        return count, second // count
    return None


def _place_groups(
    first: Sequence[Cell], second: Sequence[Cell], count: int, size: int
) -> list[Cell]:
    placed: list[Cell] = []
    column = 0
    begin = _first_group(first, count)
    for number, cell in enumerate(first):
        is_group = begin <= number < begin + count
        span = size if is_group else 1
        placed.append(replace(cell, column=column, column_span=span, row_span=1 if is_group else 2))
        if is_group:
            below = second[(number - begin) * size : (number - begin + 1) * size]
            placed += [replace(sub, column=column + place) for place, sub in enumerate(below)]
        column += span
    return placed


def _first_group(first: Sequence[Cell], count: int) -> int:
    """The first head that can be a group: one named for parts, else the one after the stub."""
    if count == 1:
        for number, cell in enumerate(first[1:], 1):
            if re.search(r"比重|构成|構成|人口|其中|按", cell.text):
                return number
    return 1 if len(first) - 1 >= count else 0


def _spread_heads(cells: list[Cell], *, head: int, columns: int) -> list[Cell]:
    """Stretch heads over the empty cells at their right and below them."""
    taken = {
        (cell.row + down, cell.column + right)
        for cell in cells
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    }
    answer: list[Cell] = []
    for cell in cells:
        if cell.row >= head or cell.row_span > 1 or cell.column_span > 1:
            answer.append(_section(cell, taken, columns) if cell.row >= head else cell)
            continue
        width = _free_right(cell, taken, head=head, columns=columns)
        height = _free_below(cell, taken, width=width, head=head)
        taken |= {(cell.row + d, cell.column + r) for d in range(height) for r in range(width)}
        answer.append(replace(cell, column_span=width, row_span=height))
    return answer


def _section(cell: Cell, taken: set[tuple[int, int]], columns: int) -> Cell:
    """A lonely label in the body spans its row."""
    if cell.column == 0 and not any((cell.row, column) in taken for column in range(1, columns)):
        return replace(cell, column_span=columns)
    return cell


def _free_right(cell: Cell, taken: set[tuple[int, int]], *, head: int, columns: int) -> int:
    """Columns a head covers: those without a head of their own but with one below."""
    width = 1
    while cell.column and cell.column + width < columns:
        place = (cell.row, cell.column + width)
        below = [(row, cell.column + width) for row in range(cell.row + 1, head)]
        if place in taken or not any(spot in taken for spot in below):
            break
        width += 1
    return width


def _free_below(cell: Cell, taken: set[tuple[int, int]], *, width: int, head: int) -> int:
    height = 1
    while cell.row + height < head and width == 1:
        if (cell.row + height, cell.column) in taken:
            break
        height += 1
    return height
