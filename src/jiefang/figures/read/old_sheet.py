"""Old spreadsheets (xls、et): the binary format of Excel 97, read by xlrd."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jiefang.figures.read.compose import Composer, GridCell
from jiefang.figures.read.foreign import foreign_parser
from jiefang.figures.read.limits import Deadline, check_cells
from jiefang.figures.read.number_format import exact
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import refuse
from jiefang.figures.read.sheet import SheetCounts, add_sheet, finish_sheets, merged, shown

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Cell, Sheet


def read_old_workbook(data: bytes, *, path: str) -> Reading:
    """Read an xls file."""
    composer = Composer(path=path, deadline=Deadline.start(path))
    counts = SheetCounts()
    with foreign_parser("xlrd", path=path):
        book = _open(data, path=path)
        names = book.sheet_names()
        for name in names:
            sheet = book.sheet_by_name(name)
            check_cells(sum(sheet.row_len(row) for row in range(sheet.nrows)), path=path)
            if sheet.visibility:
                counts.hidden.append(name)
            add_sheet(composer, name, _cells(book, sheet, counts), is_only=len(names) == 1)
            book.unload_sheet(name)
    return finish_sheets(composer, counts.notices())


def _open(data: bytes, *, path: str) -> Book:
    import io

    import xlrd

    try:
        return xlrd.open_workbook(
            file_contents=data,
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
            logfile=io.StringIO(),
        )
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            raise refuse("password", path=path) from error
        raise


def _cells(book: Book, sheet: Sheet, counts: SheetCounts) -> list[GridCell]:
    cells: dict[tuple[int, int], GridCell] = {}
    for row in range(sheet.nrows):
        for column, cell in enumerate(sheet.row(row)):
            text = _text(book, cell, counts)
            if text.strip():
                indent = len(text) - len(text.lstrip(" \u3000"))
                cells[row, column] = GridCell(row, column, text, indent=indent)
    merges = [(top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells]
    return merged(cells, merges)


def _text(book: Book, cell: Cell, counts: SheetCounts) -> str:
    """The cell as printed; types are those of xlrd: 1 text, 2 number, 3 date, 4 truth, 5 error."""
    import xlrd

    if cell.ctype == xlrd.XL_CELL_ERROR:
        text = str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
        counts.error(text)
        return text
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype not in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return str(cell.value)
    number = exact(repr(cell.value))
    if number is None:
        return str(cell.value)
    code = _format_code(book, cell.xf_index)
    if cell.ctype == xlrd.XL_CELL_DATE:
        code = "yyyy-mm-dd"
    return shown(number, code, starts_1904=bool(book.datemode))


def _format_code(book: Book, index: int | None) -> str:
    if index is None or not 0 <= index < len(book.xf_list):
        return "General"
    found = book.format_map.get(book.xf_list[index].format_key)
    return str(found.format_str) if found is not None else "General"
