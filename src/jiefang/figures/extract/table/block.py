"""A block of a table (表块): rows under one run of label columns, with what their labels say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jiefang.figures.extract.table.heading import Heading, heading_of
from jiefang.figures.extract.table.rows import Row
from jiefang.figures.extract.table.surroundings import Surroundings


@dataclass(frozen=True)
class Block:
    """Rows and data columns that belong together."""

    around: Surroundings
    rows: dict[int, Row]
    columns: tuple[int, ...]
    headings: dict[int, Heading]
    """What the label of each row says."""
    rows_are_areas: bool
    labels: Counter[str]
    """How often each label stands in the block."""

    def parent_of(self, row: Row) -> Row | None:
        """The row that a row belongs under."""
        return self.rows.get(row.parent) if row.parent not in {None, row.number} else None

    def path(self, row: Row) -> tuple[str, ...]:
        """Labels from the outermost parent to the row."""
        labels = [row.label]
        seen = {row.number}
        above = self.parent_of(row)
        while above is not None and above.number not in seen:
            seen.add(above.number)
            labels.insert(0, above.label)
            above = self.parent_of(above)
        return tuple(label for label in [row.group, *labels] if label)


def block_of(around: Surroundings, rows: Sequence[Row], columns: Sequence[int]) -> Block:
    """Read the labels of rows; most of them regions makes it a table of regions."""
    headings = {row.number: heading_of(row.label, around.frame) for row in rows}
    areas = [row for row in rows if headings[row.number].area]
    rows_are_areas = len(areas) * 2 > len(rows) > 1
    for row in areas if not rows_are_areas else ():
        headings[row.number] = Heading(words="" if row.is_area_total else row.label)
    headings.update(_by_section(rows, headings))
    return Block(
        around=around,
        rows={row.number: row for row in rows},
        columns=tuple(columns),
        headings=headings,
        rows_are_areas=rows_are_areas,
        labels=Counter(row.label for row in rows),
    )


def _by_section(rows: Sequence[Row], headings: dict[int, Heading]) -> dict[int, Heading]:
    """Rows that say neither unit nor kind take them from the row that heads their section.

    A section begins with a row that names its own unit or kind (总产出构成（%）) and either has no
    figures itself or is followed by labels that stood in the table before.
    """
    found: dict[int, Heading] = {}
    seen: set[str] = set()
    head: Heading | None = None
    is_group = False
    for row in rows:
        own = headings[row.number]
        if own.unit is not None or own.kind is not None:
            head, is_group = own, not row.has_figures
        elif head is not None and (is_group or row.label in seen):
            found[row.number] = replace(own, unit=head.unit, kind=head.kind)
        elif row.has_figures and head is not None:
            head = None
        seen.add(row.label)
    return found
