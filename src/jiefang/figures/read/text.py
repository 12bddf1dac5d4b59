"""Plain text and Markdown (纯文本): the text as decoded, cut into blocks and tables.

Offsets count in the decoded text itself, before any normalisation.
"""

from __future__ import annotations

from dataclasses import replace

from jiefang.figures.document import Block, BlockKind, Table
from jiefang.figures.read.encoding import decode, mixed_script
from jiefang.figures.read.furniture import furniture_lines
from jiefang.figures.read.grids import find_tables
from jiefang.figures.read.limits import check_chars
from jiefang.figures.read.lines import MAX_LINES, Line, split_lines
from jiefang.figures.read.outline import build_blocks
from jiefang.figures.read.paragraphs import join_lines
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import refuse


def read_text(data: bytes, *, path: str) -> Reading:
    """Read the bytes of a txt or md file."""
    decoded = decode(data, path=path)
    check_chars(len(decoded.text), path=path)
    lines = split_lines(decoded.text)
    if len(lines) > MAX_LINES:
        raise refuse("too_complex", path=path, detail="行数过多", detail_en="it has too many lines")
    blocks, tables = analyse(decoded.text, lines)
    mixed = mixed_script(decoded.text)
    return Reading(
        text=decoded.text,
        blocks=blocks,
        tables=tables,
        notices=(*decoded.notices, *((mixed,) if mixed else ())),
    )


def analyse(text: str, lines: list[Line]) -> tuple[tuple[Block, ...], tuple[Table, ...]]:
    """Cut printed lines into blocks and tables; both sorted by place."""
    outside = furniture_lines(lines)
    found = find_tables(text, lines, outside)
    inside = {index for table in found for index in range(table.first, table.last)}
    outside -= inside
    body = [line for i, line in enumerate(lines) if i not in outside and i not in inside]
    apart = [(line.start, line.end) for i, line in enumerate(lines) if i in outside or i in inside]
    blocks = build_blocks(join_lines(body, apart), text)
    blocks += [
        Block(kind=BlockKind.FURNITURE, start=line.start, end=line.end, page=line.page)
        for line in (lines[index] for index in sorted(outside))
    ]
    blocks.sort(key=lambda block: block.start)
    return tuple(numbered(blocks)), tuple(table.table for table in found)


def numbered(blocks: list[Block]) -> list[Block]:
    """Give every block its number (段落号), counted from 1 without the furniture."""
    answer: list[Block] = []
    count = 0
    for block in blocks:
        if block.kind is not BlockKind.FURNITURE:
            count += 1
            block = replace(block, paragraph=count)
        answer.append(block)
    return answer
