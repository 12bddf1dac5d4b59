"""The register (台账): targets, shares, scores and stages that rules A28–A32 test.

Read from a CSV or JSON file given with `--register`. Figures of the register are claims like those
of a document, so that a finding can show them: they stand in `Register.document`, which prints one
line for each row. What a register holds was decided or recorded, not rounded: whole numbers in it
are never taken as round ones.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from pathlib import Path

from jiefang.figures.claim import Claim, Kind, Status, claim_id
from jiefang.figures.document import Block, BlockKind, Document
from jiefang.figures.extract.table.number import CellNumber, number_in
from jiefang.figures.interval import Interval
from jiefang.figures.numeral import scaled
from jiefang.figures.relate.register_file import LAYOUT, Form, Row, read_rows
from jiefang.figures.relation import License

__all__ = ["Register", "Row", "printed_interval"]


@dataclass(frozen=True)
class Register:
    """All rows of a register file, in order."""

    name: str
    rows: tuple[Row, ...]
    text: str = field(default="", repr=False)
    """What `Row.spans` count in: one line for each row."""

    @classmethod
    def load(cls, path: Path) -> Register:
        """Read a register from a CSV or JSON file.

        Raises `BadOption` that names file, line and column of what does not fit.
        """
        return cls.of_rows(path.name, read_rows(path))

    @classmethod
    def of_rows(cls, name: str, rows: tuple[Row, ...]) -> Register:
        """A register of rows that were read or made elsewhere."""
        lines, placed, start = [], [], 0
        for row in rows:
            line, spans = _line(row, start)
            lines.append(line)
            placed.append(replace(row, spans=spans))
            start += len(line) + 1
        return cls(name, tuple(placed), "\n".join(lines))

    def of(self, record: str) -> tuple[Row, ...]:
        """Rows of one kind (`target`, `share`, `trajectory`, `score`, `item`, `stage` …)."""
        return tuple(row for row in self.rows if row.record == record)

    def belonging(self, record: str, reference: str, row: Row) -> tuple[Row, ...]:
        """Rows of one kind that refer to a row (`share` by `target`, `item` by `score` …)."""
        return self._referring.get((record, reference, row.get("id")), ())

    @cached_property
    def _referring(self) -> dict[tuple[str, str, str], tuple[Row, ...]]:
        found: dict[tuple[str, str, str], list[Row]] = {}
        for row in self.rows:
            for name, column in LAYOUT[row.record].items():
                if column.refers_to:
                    found.setdefault((row.record, name, row.get(name)), []).append(row)
        return {key: tuple(rows) for key, rows in found.items()}

    @cached_property
    def sha256(self) -> str:
        """Hash of the text of the register."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @cached_property
    def document(self) -> Document:
        """The register as a document, so that findings can quote its lines."""
        blocks, start = [], 0
        for number, line in enumerate(self.text.split("\n"), start=1):
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line), paragraph=number))
            start += len(line) + 1
        return Document(self.name, self.sha256, self.text, tuple(blocks), genre="table")

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every figure of the register, in order."""
        return tuple(self._all_figures())

    def _all_figures(self) -> Iterator[Claim]:
        for row in self.rows:
            for name, column in LAYOUT[row.record].items():
                claim = self.figure(row, name) if column.form is Form.NUMBER else None
                if claim is not None:
                    yield claim

    def figure(self, row: Row, name: str) -> Claim | None:
        """The figure in one field of a row, None where the field is empty."""
        printed = row.get(name)
        number = number_in(printed) if printed else None
        if number is None:
            return None
        start = row.spans[name][0] + number.start
        end = row.spans[name][0] + number.end
        scale, unit = (number.unit.scale, number.unit.unit) if number.unit else (None, "")
        return Claim(
            id=claim_id(self.sha256, start, end),
            doc=self.name,
            start=start,
            end=end,
            text=self.text[start:end],
            digits=number.digits,
            scale=scale,
            unit=unit,
            value=scaled(number.digits, scale),
            kind=_kind(number, name),
            sign=number.sign,
            hedge=number.hedge,
            subject=row.get("name") or row.get("owner") or row.get("list") or None,
            period=row.get("year") or None,
            area=row.get("area") or None,
            status=Status.TARGET if row.record in {"target", "share", "trajectory"} else None,
            malformed=number.malformed,
            paragraph=row.line,
        )

    def license(self, *rows: Row) -> License:
        """The lines that assert a relation, from the first to the last."""
        spans = [span for row in rows for span in row.spans.values()]
        return License(self.name, min(s for s, _ in spans), max(e for _, e in spans))


def printed_interval(claim: Claim) -> Interval:
    """What a figure of the register can stand for: half a step of its last decimal to each side.

    Whole numbers were decided, not rounded: a target of 12亿元 is not met by shares of 11.6.
    """
    value = Fraction(claim.sign + claim.value)
    if "." not in claim.digits:
        return Interval(value, value)
    step = Fraction(scaled("1", claim.scale)) / 10 ** len(claim.digits.partition(".")[2])
    return Interval(value - step / 2, value + step / 2)


def _kind(number: CellNumber, name: str) -> Kind:
    if name == "rank":
        return Kind.RANK
    if name == "weight":
        return Kind.SHARE
    return Kind.RATE if number.unit is not None and number.unit.unit in {"%", "‰"} else Kind.LEVEL


def _line(row: Row, start: int) -> tuple[str, dict[str, tuple[int, int]]]:
    """The line of a row, and where each field stands in it."""
    text, spans = row.record, {}
    for name, value in row.fields.items():
        text += f" {name}="
        spans[name] = (start + len(text), start + len(text) + len(value))
        text += value.replace("\n", " ")
    return text, spans
