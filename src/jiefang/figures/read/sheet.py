"""Spreadsheets (xlsx、csv、xls): every sheet one table, its cells as they are printed."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from xml.etree.ElementTree import Element

from jiefang.figures.document import BlockKind
from jiefang.figures.read.compose import Composer, GridCell
from jiefang.figures.read.container import Container, open_container
from jiefang.figures.read.encoding import decode, mixed_script
from jiefang.figures.read.limits import READ_SECONDS, Deadline, check_cells, check_chars
from jiefang.figures.read.number_format import exact, is_date_format, show
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import Notice, notice, refuse
from jiefang.figures.read.xmlparts import Node, attribute, name_of, stream, whole_number

ERRORS: Final = frozenset(
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"]
)
MOST_COLUMNS: Final = 16_384
MOST_ROWS: Final = 1_048_576

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表)\s?\d*", re.IGNORECASE)
# Numbers of the built-in formats that figures use (ECMA-376, part 1, 18.8.30).
_BUILT_IN: Final = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    37: "#,##0;-#,##0",
    38: "#,##0;-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00",
    43: "#,##0.00",
    44: "#,##0.00",
    49: "@",
}
_FREED: Final = frozenset(["row", "si", "mergeCell"])
_DATES: Final = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])


@dataclass(slots=True)
class SheetCounts:
    """What the reader of a sheet should be told of."""

    errors: int = 0
    first_error: str = ""
    unsaved: int = 0
    hidden: list[str] = field(default_factory=list)

    def notices(self) -> list[Notice]:
        """The warnings that the counts call for."""
        answer: list[Notice] = []
        if self.errors:
            answer.append(notice("formula_errors", count=self.errors, detail=self.first_error))
        if self.unsaved:
            answer.append(notice("formulas_without_values", count=self.unsaved))
        if self.hidden:
            answer.append(notice("hidden_sheets", detail="、".join(self.hidden)))
        return answer

    def error(self, text: str) -> None:
        """Count a formula error."""
        self.errors += 1
        self.first_error = self.first_error or text


def read_csv(data: bytes, *, path: str) -> Reading:
    """Read a csv or tsv file; the separator is the one that parts the lines most evenly."""
    decoded = decode(data, path=path)
    check_chars(len(decoded.text), path=path)
    separator = _separator(decoded.text)
    composer = Composer(path=path, deadline=Deadline.start(path))
    cells: list[GridCell] = []
    # A field may be as long as a text; the check above bounds it. The limit is the process's own:
    # it is only ever raised, so that no other reader of csv is cut off.
    csv.field_size_limit(max(csv.field_size_limit(), len(decoded.text) + 1))
    try:
        for number, row in enumerate(csv.reader(io.StringIO(decoded.text), delimiter=separator)):
            cells += [GridCell(number, column, text) for column, text in enumerate(row) if text]
            check_cells(len(cells), path=path)
    except csv.Error as error:
        raise refuse("damaged", path=path, detail="CSV 引号不成对", detail_en="quotes") from error
    composer.add_table(cells, infer_spans=True)
    return finish_sheets(composer, list(decoded.notices))


def read_workbook(data: bytes, *, path: str, seconds: int = READ_SECONDS) -> Reading:
    """Read an xlsx or xlsm file in at most `seconds`."""
    with open_container(data, path=path) as container:
        return _Workbook(container, path, Deadline.start(path, seconds)).read()


def finish_sheets(composer: Composer, notices: list[Notice]) -> Reading:
    """The reading of all sheets that were added."""
    text, blocks, tables = composer.finish()
    mixed = mixed_script(text)
    return Reading(text, blocks, tables, notices=(*notices, *((mixed,) if mixed else ())))


def add_sheet(composer: Composer, name: str, cells: Sequence[GridCell], *, is_only: bool) -> None:
    """Add one sheet as one table, headed by its name unless that says nothing."""
    if not any(cell.text.strip() for cell in cells):
        return
    if not is_only or not _DEFAULT_NAME.fullmatch(name.strip()):
        composer.add_lines(name, kind=BlockKind.HEADING, level=1)
    merged = any(cell.row_span > 1 or cell.column_span > 1 for cell in cells)
    composer.add_table(cells, infer_spans=not merged, sheet=name)


def _separator(text: str) -> str:
    lines = [line for line in text[:20_000].splitlines() if line.strip()][:50]
    counts = {mark: [line.count(mark) for line in lines] for mark in "\t;,|"}
    even = {mark: sum(1 for count in found if count) for mark, found in counts.items()}
    return max(even, key=lambda mark: (even[mark], mark == ","))


@dataclass(slots=True)
class _Workbook:
    """An opened xlsx: shared strings and formats, then its sheets one by one."""

    container: Container
    path: str
    deadline: Deadline
    strings: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    counts: SheetCounts = field(default_factory=SheetCounts)
    starts_1904: bool = False

    def read(self) -> Reading:
        """Read all sheets, hidden ones too."""
        sheets = self._sheets()
        self.strings = list(self._shared_strings())
        self.formats = self._cell_formats()
        composer = Composer(path=self.path, deadline=self.deadline)
        for name, part in sheets:
            add_sheet(composer, name, self._cells(part), is_only=len(sheets) == 1)
        return finish_sheets(composer, self.counts.notices())

    def _sheets(self) -> list[tuple[str, str]]:
        """Name and part of each sheet, in the order of the workbook."""
        targets = {
            attribute(node.element, "Id"): attribute(node.element, "Target")
            for node in self._elements("xl/_rels/workbook.xml.rels", "Relationship")
        }
        sheets: list[tuple[str, str]] = []
        for found in self._elements("xl/workbook.xml", "sheet", "workbookPr"):
            node = found.element
            if name_of(node) == "workbookPr":
                self.starts_1904 = attribute(node, "date1904") in ("1", "true")
                continue
            name, target = attribute(node, "name"), targets.get(attribute(node, "id"), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if attribute(node, "state") in ("hidden", "veryHidden"):
                self.counts.hidden.append(name)
            if self.container.has(part) and "chartsheet" not in part:
                sheets.append((name, part))
        if not sheets:
            raise refuse("damaged", path=self.path, detail="没有工作表", detail_en="no sheets")
        return sheets

    def _shared_strings(self) -> Iterator[str]:
        if self.container.has("xl/sharedStrings.xml"):
            for node in self._elements("xl/sharedStrings.xml", "si"):
                yield _string(node.element)

    def _cell_formats(self) -> list[str]:
        """The format code of each cell style."""
        if not self.container.has("xl/styles.xml"):
            return []
        custom: dict[int, str] = {}
        numbers: list[int] = []
        for found in self._elements("xl/styles.xml", "numFmt", "xf", "cellStyleXfs"):
            node = found.element
            if name_of(node) == "numFmt":
                custom[whole_number(attribute(node, "numFmtId"))] = attribute(node, "formatCode")
            elif name_of(node) == "cellStyleXfs":
                # Its entries came before; only those of cellXfs count.
                numbers.clear()
            else:
                numbers.append(whole_number(attribute(node, "numFmtId")))
        return [
            custom.get(n, "yyyy-mm-dd" if n in _DATES else _BUILT_IN.get(n, "General"))
            for n in numbers
        ]

    def _cells(self, part: str) -> list[GridCell]:
        cells: dict[tuple[int, int], GridCell] = {}
        merges: list[tuple[int, int, int, int]] = []
        place = _Place()
        for found in self._elements(part, "c", "mergeCell"):
            node = found.element
            if name_of(node) == "mergeCell":
                merges += _range(attribute(node, "ref"))
                continue
            row, column = place.of(found)
            text = self._text(node)
            if text.strip():
                indent = len(text) - len(text.lstrip(" \u3000"))
                cells[row, column] = GridCell(row, column, text, indent=indent)
                check_cells(len(cells), path=self.path)
        return merged(cells, merges)

    def _text(self, node: Element) -> str:
        """The cell as printed."""
        kind = attribute(node, "t")
        value = next((child.text or "" for child in node if name_of(child) == "v"), None)
        if kind == "inlineStr":
            return "".join(_string(child) for child in node if name_of(child) == "is")
        if not value:
            self.counts.unsaved += any(name_of(child) == "f" for child in node)
            return ""
        if kind == "s":
            index = whole_number(value)
            return self.strings[index] if 0 <= index < len(self.strings) else ""
        if kind == "e" or value in ERRORS:
            self.counts.error(value)
            return value
        if kind in ("str", "d"):
            return value
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return self._number(value, whole_number(attribute(node, "s")))

    def _number(self, value: str, style: int) -> str:
        number = exact(value)
        if number is None:
            return value
        code = self.formats[style] if 0 <= style < len(self.formats) else "General"
        return shown(number, code, starts_1904=self.starts_1904)

    def _elements(self, part: str, *names: str) -> Iterator[Node]:
        """Elements of these names as they end."""
        data = self.container.read(part)
        for node in stream(data, path=self.path, part=part, freed=_FREED):
            if name_of(node.element) in names:
                yield node
                self.deadline.check()


@dataclass(slots=True)
class _Place:
    """Where a cell stands; one without a reference stands beside the cell before it."""

    row: int = -1
    column: int = -1
    parent: Element | None = None

    def of(self, node: Node) -> tuple[int, int]:
        """Row and column of the next cell, from 0."""
        parent = node.parent
        if parent is not self.parent:
            number = whole_number(attribute(parent, "r")) if parent is not None else 0
            self.row = number - 1 if number else self.row + 1
            self.column, self.parent = -1, parent
        match = _REFERENCE.fullmatch(attribute(node.element, "r"))
        if match is not None:
            self.row, self.column = int(match[2]) - 1, column_number(match[1])
        else:
            self.column += 1
        return self.row, self.column


def merged(
    cells: dict[tuple[int, int], GridCell], merges: Sequence[tuple[int, int, int, int]]
) -> list[GridCell]:
    """The cells in order, those that merges make larger with their spans."""
    for top, left, bottom, right in merges:
        cell = cells.get((top, left))
        if cell is not None:
            cells[top, left] = GridCell(
                top, left, cell.text, bottom - top + 1, right - left + 1, cell.indent
            )
    return [cells[place] for place in sorted(cells)]


def shown(number: Decimal, code: str, *, starts_1904: bool) -> str:
    """A number as its cell prints it; dates as ISO dates."""
    if is_date_format(code):
        return _date(number, starts_1904=starts_1904)
    return show(number, code)


def _date(number: Decimal, *, starts_1904: bool) -> str:
    """A day count as an ISO date; day 60 of the 1900 system never was."""
    days = int(number)
    first = date(1904, 1, 1) if starts_1904 else date(1899, 12, 30)
    if not 0 < days < 2_900_000:
        return str(number)
    return (first + timedelta(days=days)).isoformat()


def _string(node: Element) -> str:
    """Text of a shared or inline string; phonetic hints are no text."""
    parts: list[str] = []
    stack = list(reversed(node))
    while stack:
        child = stack.pop()
        if name_of(child) == "t":
            parts.append(child.text or "")
        elif name_of(child) != "rPh":
            stack += reversed(child)
    return "".join(parts)


def _range(reference: str) -> list[tuple[int, int, int, int]]:
    found = _REFERENCE.findall(reference)
    if len(found) != 2:
        return []
    (left, top), (right, bottom) = found
    box = (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
    return [box] if box[0] <= box[2] < MOST_ROWS and box[1] <= box[3] < MOST_COLUMNS else []


def column_number(letters: str) -> int:
    """Number of a column, from 0, by its letters (A is 0, AA is 26)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
