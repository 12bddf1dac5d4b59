"""Analysis (版面分析): printed lines cut into blocks and tables, whatever file they came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jiefang.figures.document import Block, BlockKind, Span, Table
from jiefang.figures.read.boxes import find_boxes
from jiefang.figures.read.furniture import furniture_lines
from jiefang.figures.read.grids import find_tables
from jiefang.figures.read.limits import Deadline
from jiefang.figures.read.lines import Line
from jiefang.figures.read.outline import build_blocks
from jiefang.figures.read.paragraphs import Paragraph, join_lines
from jiefang.figures.read.tables import BARS, read_heading


@dataclass(frozen=True, slots=True)
class Hint:
    """What the file itself says of the line that begins at an offset."""

    kind: BlockKind | None = None
    level: int | None = None
    page: int | None = None


def analyse(
    text: str,
    lines: Sequence[Line],
    deadline: Deadline,
    *,
    given: Sequence[Table] = (),
    hints: Mapping[int, Hint] | None = None,
) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Cut `lines` into blocks and tables, both sorted by place.

    `given` are tables that the file marks as such; others are looked for in the remaining lines.
    `hints` say what the file knows of single lines, by their start.
    """
    known = hints or {}
    outside = furniture_lines(lines) | {
        index for index, line in enumerate(lines) if _kind(known, line) is BlockKind.FURNITURE
    }
    given, inside = _with_captions(lines, given)
    bars = {index for index in outside if lines[index].text in BARS}
    found = find_tables(text, lines, (outside - bars) | inside | _said(lines, known), deadline)
    inside |= {index for table in found for index in range(table.first, table.last)}
    outside -= inside
    boxes = find_boxes(lines, outside | inside)
    apart = outside | inside | {index for box in boxes for index in box}
    body = [line for index, line in enumerate(lines) if index not in apart]
    deadline.check()
    paragraphs = _joined(body, [(lines[i].start, lines[i].end) for i in sorted(apart)], known)
    for box in boxes:
        paragraphs += _joined([lines[index] for index in box if index not in inside], (), known)
    paragraphs.sort(key=lambda paragraph: paragraph.start)
    deadline.check()
    blocks = [_hinted(block, known) for block in build_blocks(paragraphs, text)]
    blocks += [
        Block(kind=BlockKind.FURNITURE, start=line.start, end=line.end, page=line.page)
        for line in (lines[index] for index in sorted(outside))
    ]
    blocks.sort(key=lambda block: block.start)
    tables = sorted([*given, *(table.table for table in found)], key=lambda table: table.start)
    return (
        tuple(_numbered(blocks)),
        tuple(replace(table, index=index) for index, table in enumerate(tables)),
    )


def _said(lines: Sequence[Line], hints: Mapping[int, Hint]) -> set[int]:
    """Lines of which the file says what they are: never rows of a table."""
    return {
        index
        for index, line in enumerate(lines)
        if (hint := hints.get(line.start)) is not None and hint.kind is not None
    }


def _with_captions(lines: Sequence[Line], given: Sequence[Table]) -> tuple[list[Table], set[int]]:
    """Give each marked table the caption and unit above it; also the lines that they take."""
    taken: set[int] = set()
    tables: list[Table] = []
    floor = index = 0
    for table in given:
        while index < len(lines) and lines[index].start < table.start:
            index += 1
        above = [
            (line.text, (line.start, line.end)) for line in lines[max(floor, index - 4) : index]
        ]
        heading, used = read_heading(above)
        if table.caption is not None and heading.caption is not None:
            heading, used = replace(heading, caption=None, caption_span=None), 0
        taken |= set(range(index - used, index))
        while index < len(lines) and lines[index].start < table.end:
            taken.add(index)
            index += 1
        floor = index
        start = heading.caption_span[0] if heading.caption_span else table.start
        tables.append(
            replace(
                table,
                start=min(start, table.start),
                caption=table.caption or heading.caption,
                caption_span=table.caption_span or heading.caption_span,
                unit=table.unit or heading.unit,
            )
        )
    return tables, taken


def _joined(
    body: Sequence[Line], apart: Sequence[Span], hints: Mapping[int, Hint]
) -> list[Paragraph]:
    """Join the lines between those whose kind is given."""
    return join_lines(body, apart, lambda line: _kind(hints, line) is not None)


def _kind(hints: Mapping[int, Hint], line: Line) -> BlockKind | None:
    hint = hints.get(line.start)
    return hint.kind if hint else None


def _hinted(block: Block, hints: Mapping[int, Hint]) -> Block:
    hint = hints.get(block.start)
    if hint is None or hint.kind is None:
        return block
    return replace(block, kind=hint.kind, level=hint.level)


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    """Give every block its number (段落号), counted from 1 without the furniture."""
    answer: list[Block] = []
    count = 0
    for block in blocks:
        if block.kind is BlockKind.FURNITURE:
            answer.append(block)
            continue
        count += 1
        answer.append(
            Block(block.kind, block.start, block.end, block.page, count, block.level, block.gaps)
        )
    return answer
