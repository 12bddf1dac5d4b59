"""Naming table figures (表中指标名称): subject, scope, indicator and area from row and column."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.table.block import Block
from jiefang.figures.extract.table.grid import bare
from jiefang.figures.extract.table.measure import is_proportion, kind_of, unit_of
from jiefang.figures.extract.table.rows import Row

_MEASURE = regex.compile(
    r"总?产量|产值|增加值|面积|金额|数量|人数|余额|总额|投资额|销售(?:额|量)|收入|利润"
)
_SHORT = 4
"""Longer labels name their thing without the title of their section."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a figure is about."""

    subject: str | None
    scope: str | None
    indicator: str | None
    area: str | None


class Namer:
    """Names the figures of a block."""

    def __init__(self, block: Block) -> None:
        self.block = block
        self.around = block.around
        self.known = block.around.indicators
        self._ids: dict[int, str] = {}
        """Indicators of rows as they were found while the rows were put in order."""

    def resolve(self, row: Row, within: Row | None) -> str | None:
        """The indicator of a row, alone or inside the set of another row; what is found is kept."""
        known = self.known
        if within is None:
            found = self._id_of(row)
        else:
            inside = self._ids.get(within.number) or self._id_of(within)
            found = self._id_of(row, inside) if inside else None
            if found is not None and inside not in known.family_of(found):
                found = None
        if found is not None:
            self._ids[row.number] = found
        return found

    def name(self, row: Row, column: int, kind: Kind, unit: str) -> Name:
        """Name the figure at a place."""
        col = self.around.columns[column]
        area = self._area_of_row(row) or col.area
        own, full = self._row_words(row)
        words = self._column_words(column)
        if kind is Kind.GROWTH and col.kind is Kind.GROWTH and is_proportion(self.block, row):
            heads = "".join(bare(cell.text) for cell in self.around.grid.headers_of(column))
            return Name(full + heads, self._scope(words), None, area)
        for reading in self._readings(row, own, words, self.around.last_words(column)):
            found = self._match(reading.subject, unit, kind, within=reading.within, column=column)
            if found is not None and self._is_allowed(found, row):
                return Name(reading.subject, reading.scope, found, area)
        subject, scope = (full, words) if full else (words, "")
        return Name(subject or self.around.caption_words or None, self._scope(scope), None, area)

    def _readings(self, row: Row, own: str, column: str, last: str) -> list[_Reading]:
        """Ways to read row and column words together, the most specific first."""
        inside = self._parent_id(row) or self.around.caption_id
        if not own:
            return self._readings_of_column(row, column, last)
        if not column:
            return [_Reading(own, None, inside)]
        scope = None if _MEASURE.fullmatch(column) else column
        return [
            _Reading(own + column, None, None),
            _Reading(column + own, None, None),
            _Reading(own, scope, inside),
        ]

    def _readings_of_column(self, row: Row, column: str, last: str) -> list[_Reading]:
        """Names for a row that says only where or when: its column, in the set of the caption."""
        if row.is_total:
            words = self._words_of_total(column)
            return [_Reading(words, None, None)] if words else []
        about = self.around.caption_subject
        if not column:
            return [_Reading(about, None, None)] if about else []
        named = [_Reading(column, None, None), _Reading(last, None, self.around.caption_id)]
        return [*named, _Reading(about, None, None)] if about.endswith(column) else named

    def _words_of_total(self, column: str) -> str:
        """What a 合计 row counts: what the caption says, unless the column says something else."""
        if not self.around.caption_words:
            return column
        return self.around.caption_subject if not column or _MEASURE.fullmatch(column) else ""

    def _row_words(self, row: Row) -> tuple[str, str]:
        """What the row is called: its own words, and these with its parent's in front."""
        if self.block.rows_are_areas or row.is_total or row.is_divider:
            return "", ""
        own = self.block.headings[row.number].words
        parent = self.block.parent_of(row)
        if parent is None or parent.is_divider or parent.is_total:
            return own, own
        is_title = not parent.has_figures and len(own) > _SHORT
        if (is_title or not row.is_sure) and self.block.labels[row.label] == 1:
            return own, own
        _, above = self._row_words(parent)
        return own, own if own.startswith(above) else above + own

    def _parent_id(self, row: Row) -> str | None:
        """The indicator of the nearest parent that has one."""
        parent = self.block.parent_of(row)
        while parent is not None and (parent.is_divider or not parent.has_figures):
            parent = self.block.parent_of(parent)
        return self._id_of(parent, self._parent_id(parent)) if parent is not None else None

    def _is_allowed(self, found: str, row: Row) -> bool:
        """其中 rows are restricted by their parent: only a member of its set has their name."""
        parent = self.block.parent_of(row)
        if not row.is_among or parent is None or parent.is_total:
            return True
        above = self._parent_id(row)
        known = self.known
        return above in known.family_of(found)

    def _column_words(self, column: int) -> str:
        """Words of a column; a bare 增长 or 比重 speaks of the levels left of it."""
        heading = self.around.columns[column]
        if heading.words or heading.kind is None:
            return heading.words
        left = [c for c in self.block.columns if c < column and self.around.columns[c].kind is None]
        return self.around.columns[left[-1]].words if left else ""

    def _area_of_row(self, row: Row) -> str | None:
        if row.is_total or not (self.block.rows_are_areas or row.is_area_total):
            return None
        return row.label

    def _scope(self, scope: str | None) -> str | None:
        """A scope for words that no indicator stands for: without it equal words would meet."""
        table = self.around.caption_words or f"第{self.around.table.index + 1}表"
        return f"{scope}，{table}" if scope else table

    def _id_of(self, row: Row | None, inside: str | None = None) -> str | None:
        """The indicator of a row's own words, by its first column of levels."""
        if row is None or not self.block.headings[row.number].words:
            return None
        column = next(
            (c for c in self.block.columns if self.around.columns[c].kind is None),
            self.block.columns[0],
        )
        kind = kind_of(self.block, row, column)
        unit = unit_of(self.block, row, column, kind)
        words = self.block.headings[row.number].words
        col = self.around.columns[column].words
        for name in (words + col, words) if col else (words,):
            found = self._match(name, unit.unit, kind, within=inside, column=column)
            if found is not None:
                return found
        return None

    def _match(
        self, subject: str, unit: str, kind: Kind, *, within: str | None, column: int
    ) -> str | None:
        if not subject:
            return None
        heads = [bare(cell.text) for cell in self.around.grid.headers_of(column)]
        near = self.around.caption + "".join(heads)
        return self.known.match(subject, unit, kind, within=within, near=near)


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read row and column words: the name, what restricts it, the set it is in."""

    subject: str
    scope: str | None
    within: str | None
