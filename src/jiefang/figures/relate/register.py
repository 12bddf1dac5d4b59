"""The register (台账): targets, shares, scores and stages that rules A28–A32 test.

Read from a CSV or JSON file given with `--register`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the register: `record` names its kind, `fields` the rest as printed."""

    record: str
    fields: dict[str, str]
    line: int


@dataclass(frozen=True, slots=True)
class Register:
    """All rows of a register file, in order."""

    name: str
    rows: tuple[Row, ...]

    def of(self, record: str) -> tuple[Row, ...]:
        """Rows of one kind (`target`, `share`, `trajectory`, `score`, `stage`, `rate`)."""
        return tuple(row for row in self.rows if row.record == record)
