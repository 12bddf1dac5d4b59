"""The grid of a table (表格网格): which rows and columns are headers, labels, units or numbers.

Works the same for tables marked up as such (html, xlsx, docx) and for those that a text or pdf
reader reconstructed: what a row or column is follows from what stands in its cells.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import product

import regex

from jiefang.figures.document import Cell, Table
from jiefang.figures.extract.normalise import simplified
from jiefang.figures.extract.table.number import is_blank, is_number
from jiefang.figures.extract.table.units import unit_in_cell

_YEAR = regex.compile(r"(?:19|20)\d{2}(?:年[末底]?)?")
_ORDINAL = regex.compile(r"[(（]?\d{1,3}[)）]?|[甲乙丙丁]")
_UNIT_HEAD = regex.compile(r"(?:计量|计算|金额|数量)?单位")
_ORDINAL_HEAD = regex.compile(r"序号|编号|编码|代码|代号|行次|栏次|项次|顺序号?|No\.?")
_DROPPED = regex.compile(r"[\s\u3000\u200b*]+|<br>")


@lru_cache(maxsize=16_384)
def bare(text: str) -> str:
    """The text of a cell in simplified characters, without white space and bold marks."""
    return simplified(compact(text))


def compact(text: str) -> str:
    """The text of a cell without white space and bold marks, character by character as printed."""
    return _DROPPED.sub("", text)


def kept(text: str) -> list[int]:
    """Places of the characters that `compact` keeps."""
    dropped = {at for found in _DROPPED.finditer(text) for at in range(*found.span())}
    return [at for at in range(len(text)) if at not in dropped]


@dataclass(frozen=True)
class Grid:
    """A table with every slot filled, merged cells repeated, and its lines told apart."""

    table: Table

    @cached_property
    def slots(self) -> dict[tuple[int, int], Cell]:
        """The cell that covers each place."""
        found: dict[tuple[int, int], Cell] = {}
        for cell in self.table.cells:
            for row in range(cell.row, min(cell.row + cell.row_span, self.table.rows)):
                for column in range(cell.column, min(cell.column + cell.column_span, self.width)):
                    found.setdefault((row, column), cell)
        found.update(self._broken_header)
        return found

    @cached_property
    def _broken_header(self) -> dict[tuple[int, int], Cell]:
        """A header that line breaks tore over several rows, put back over its columns.

        Known by this: the first row does not reach over the table, and the cells of the rows up to
        some row are as many as there are columns, all of them words.
        """
        rows: dict[int, list[Cell]] = {}
        for cell in sorted(self.table.cells, key=lambda cell: (cell.row, cell.column)):
            if bare(cell.text):
                rows.setdefault(cell.row, []).append(cell)
        first = rows.get(0, [])
        if not first or sum(cell.column_span for cell in first) >= self.width:
            return {}
        cells: list[Cell] = []
        for row in sorted(rows):
            if any(is_number(bare(cell.text)) for cell in rows[row]):
                return {}
            cells += rows[row]
            if len(cells) >= self.width:
                torn = row > 0 and len(cells) == self.width
                places = product(range(row + 1), enumerate(cells)) if torn else ()
                return {(line, column): cell for line, (column, cell) in places}
        return {}

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.table.columns

    def text(self, row: int, column: int) -> str:
        """Text of the cell at a place without white space; empty where there is none."""
        cell = self.slots.get((row, column))
        return bare(cell.text) if cell else ""

    @cached_property
    def title_rows(self) -> tuple[int, ...]:
        """Rows on top that hold one text only: the title and the unit of the table."""
        found = []
        for row in range(0 if self._broken_header else self.table.rows):
            texts = self._texts(row)
            if len(texts) > 1 or (texts and is_number(texts[0])):
                break
            if row and not self._below_has_more(row):
                break
            found.append(row)
        return tuple(found) if len(found) < self.table.rows else ()

    @cached_property
    def header_rows(self) -> tuple[int, ...]:
        """Rows between title and data that name the columns."""
        if self._broken_header:
            return tuple(sorted({row for row, _ in self._broken_header}))
        found = []
        for row in range(len(self.title_rows), self.table.rows):
            if not self._is_header_row(row):
                break
            found.append(row)
        if len(self.title_rows) + len(found) == self.table.rows:
            return tuple(row for row in found if self._marked(row))
        return tuple(found)

    @cached_property
    def body_rows(self) -> tuple[int, ...]:
        """Rows below the header."""
        first = len(self.title_rows) + len(self.header_rows)
        return tuple(range(first, self.table.rows))

    @cached_property
    def unit_columns(self) -> frozenset[int]:
        """Columns that name the unit of their row."""
        return frozenset(
            column
            for column in range(self.width)
            if any(_UNIT_HEAD.fullmatch(self.text(row, column)) for row in self.header_rows)
            or self._all_units(column)
        )

    @cached_property
    def ordinal_columns(self) -> frozenset[int]:
        """Columns of running numbers and codes."""
        return frozenset(
            column
            for column in range(self.width)
            if any(_ORDINAL_HEAD.fullmatch(self.text(row, column)) for row in self.header_rows)
            or self._counts_up(column)
        )

    @cached_property
    def label_columns(self) -> frozenset[int]:
        """Columns of words that name the rows; words right of all numbers are remarks."""
        apart = self.unit_columns | self.ordinal_columns
        words = {c for c in range(self.width) if c not in apart and self._is_worded(c)}
        if not words and self.width > 1 and 0 not in apart:
            words = {0}
        numbers = [c for c in range(self.width) if c not in words and c not in apart]
        return frozenset(c for c in words if any(c < number for number in numbers))

    @cached_property
    def data_columns(self) -> tuple[int, ...]:
        """Columns that hold figures."""
        apart = self.unit_columns | self.ordinal_columns | self.label_columns
        first = min(self.label_columns, default=-1)
        return tuple(c for c in range(first + 1, self.width) if c not in apart)

    def labels_of(self, row: int, column: int) -> tuple[Cell, ...]:
        """Cells that name a row for a data column: the nearest run of label columns left of it."""
        cells = [self.slots[row, c] for c in self.label_runs[column] if (row, c) in self.slots]
        return tuple(dict.fromkeys(cell for cell in cells if not is_blank(bare(cell.text))))

    @cached_property
    def label_runs(self) -> tuple[tuple[int, ...], ...]:
        """For each column, and for the place after the last, the label columns that name it."""
        apart = self.unit_columns | self.ordinal_columns
        runs: list[tuple[int, ...]] = []
        run: tuple[int, ...] = ()
        is_open = False
        for column in range(self.width + 1):
            runs.append(run)
            if column in self.label_columns:
                run = (*run, column) if is_open else (column,)
                is_open = True
            elif column not in apart:
                is_open = False
        return tuple(runs)

    @cached_property
    def unit_places(self) -> tuple[tuple[int, ...], ...]:
        """For each column the unit columns that speak of it, the nearest first."""
        return tuple(
            tuple(
                place
                for place in sorted(self.unit_columns, reverse=True)
                if place < column and self.label_runs[place + 1] == self.label_runs[column]
            )
            for column in range(self.width)
        )

    def headers_of(self, column: int) -> tuple[Cell, ...]:
        """Header cells above a column, the outermost first."""
        return self._headers[column]

    @cached_property
    def _headers(self) -> tuple[tuple[Cell, ...], ...]:
        found = []
        for column in range(self.width):
            cells = (self.slots.get((row, column)) for row in self.header_rows)
            found.append(tuple(dict.fromkeys(one for one in cells if one and bare(one.text))))
        return tuple(found)

    def _texts(self, row: int) -> list[str]:
        cells = {self.slots[row, c] for c in range(self.width) if (row, c) in self.slots}
        return [text for text in (bare(cell.text) for cell in cells) if text]

    def _marked(self, row: int) -> bool:
        cells = {self.slots[row, c] for c in range(self.width) if (row, c) in self.slots}
        return bool(cells) and all(cell.is_header for cell in cells)

    def _below_has_more(self, row: int) -> bool:
        """Whether a row with one text still lies above the header."""
        return row + 1 < self.table.rows and not any(
            is_number(self.text(row + 1, column))
            and not _YEAR.fullmatch(self.text(row + 1, column))
            for column in range(1, self.width)
        )

    def _is_header_row(self, row: int) -> bool:
        texts = self._texts(row)
        if not texts:
            return not any(r not in self.title_rows for r in range(row))
        if self._marked(row) and not self._has_figures(row):
            return True
        if len(texts) == 1 and self.width > 2:
            return False
        return not self._has_figures(row) and self._names_columns(row)

    def _has_figures(self, row: int) -> bool:
        """Whether a row holds figures, years and a line of column numbers (甲 乙 1 2 3) apart."""
        texts = [self.text(row, column) for column in range(1, self.width)]
        numbers = [text for text in texts if is_number(text)]
        if not numbers:
            return False
        if all(_YEAR.fullmatch(text) for text in numbers):
            return False
        filled = [text for text in texts if text]
        if all(_ORDINAL.fullmatch(text) for text in filled):
            counts = [int(regex.sub(r"\D", "", t)) for t in filled if regex.search(r"\d", t)]
            return counts != list(range(counts[0], counts[0] + len(counts)))
        return True

    def _names_columns(self, row: int) -> bool:
        """Whether a row without figures stands above figures and is not one of blanks."""
        texts = [self.text(row, column) for column in range(1, self.width)]
        return any(text and not is_blank(text) for text in texts)

    def _column(self, column: int) -> list[str]:
        """Texts of the body of a column without blanks and cells that reach over other columns."""
        cells = [self.slots.get((row, column)) for row in self.body_rows]
        texts = [bare(cell.text) for cell in cells if cell and cell.column_span == 1]
        return [text for text in texts if text and not is_blank(text)]

    def _all_units(self, column: int) -> bool:
        texts = self._column(column)
        if not texts or any(is_number(text) for text in texts):
            return False
        return sum(unit_in_cell(text) is not None for text in texts) * 5 >= len(texts) * 4

    def _counts_up(self, column: int) -> bool:
        """Whether the column is a run 1, 2, 3 … without a header that names a measure."""
        texts = self._column(column)
        if len(texts) < 3 or not all(text.isdigit() for text in texts):
            return False
        numbers = [int(text) for text in texts]
        return numbers == list(range(1, len(numbers) + 1))

    def _is_worded(self, column: int) -> bool:
        texts = self._column(column)
        if not texts:
            return False
        worded = [t for t in texts if not is_number(t) or _YEAR.fullmatch(t)]
        return len(worded) * 2 > len(texts)
