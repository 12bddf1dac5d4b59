"""Heads of printed tables (表头): broken and grouped column heads put back over their columns.

A printed head arrives as words in reading order: `指标 单位 / 2015 / 年完成 / 目标 完成 / 绝对数 /
增速 / 绝对数 / 增速`. How many columns there are is known from the rows of figures; this module
finds the way to join and to group the words that fits that number at the least cost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from jiefang.figures.read.cells import Piece, is_stub, is_value

_NEVER: Final = 100
MOST_PIECES: Final = 60
"""Longer heads and rows are not taken apart; the search grows with the square."""

_UNFINISHED = re.compile(r"(?:[年的和或及与与、（(/·\-比均]|累计|同比|上年|其中[:：]?)$")
_CONTINUING = re.compile(r"年(?!均)|[）)、/％%]|增长|增速|增幅|目标|完成|比重|上年|同期|累计|下降")
_GROUP = re.compile(r"(?:19|20)\d\d|比重|构成|構成|其中")
"""What a head over several columns often says."""
_PARENTHESIS = re.compile(r"[（(][^（()）]{1,12}[）)]")
_LETTER = re.compile(r"[\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One cell of a resolved head, in rows and columns counted from 0."""

    row: int
    column: int
    column_span: int
    row_span: int
    pieces: tuple[Piece, ...]


def resolve_head(pieces: Sequence[Piece], columns: int) -> list[HeadCell] | None:
    """Put the words of a head over `columns` columns; None when no way fits."""
    if not pieces or len(pieces) > MOST_PIECES or columns < 2:
        return None
    body, units = _trailing_units(pieces)
    return (
        _grouped(body, units, columns)
        or _one_group(pieces, columns)
        or _flat(pieces, columns)
        or (_flat(body, columns) if units else None)
    )


def merge_pieces(
    pieces: Sequence[Piece], groups: int, *, last_words: frozenset[str] = frozenset()
) -> list[tuple[Piece, ...]] | None:
    """Join neighbours until `groups` cells remain, at the least cost; None when that is absurd.

    `last_words` are texts known to be a cell of their own (预期性、约束性).
    """
    count = len(pieces)
    if not 0 < groups <= count <= MOST_PIECES:
        return None

    @cache
    def best(start: int, left: int) -> tuple[int, tuple[int, ...]]:
        if left == 1:
            return _cost(pieces[start:], last_words), (count,)
        answer: tuple[int, tuple[int, ...]] = (_NEVER * count, ())
        for end in range(start + 1, count - left + 2):
            here = _cost(pieces[start:end], last_words) + _split_cost(pieces[end - 1], pieces[end])
            rest, ends = best(end, left - 1)
            if here + rest < answer[0]:
                answer = (here + rest, (end, *ends))
        return answer

    cost, ends = best(0, groups)
    if cost >= _NEVER:
        return None
    starts = (0, *ends[:-1])
    return [tuple(pieces[start:end]) for start, end in zip(starts, ends, strict=True)]


def _cost(group: Sequence[Piece], last_words: frozenset[str]) -> int:
    """What it costs to read `group` as one cell."""
    joins = sum(_join_cost(before, after, last_words) for before, after in pairwise(group))
    letters = len(group) if all(_is_letter(piece) for piece in group) else 0
    return joins + (2 if letters == 1 else max(0, letters - 3))


def _join_cost(before: Piece, after: Piece, last_words: frozenset[str]) -> int:
    if before.is_whole or after.is_whole or after.opens_item:
        return _NEVER
    if is_value(before.text) and not _CONTINUING.match(after.text):
        return _NEVER
    if is_value(after.text) and not _PARENTHESIS.fullmatch(after.text):
        return _NEVER
    if _PARENTHESIS.fullmatch(after.text):
        return 0
    if before.line == after.line:
        return 0 if _is_letter(before) and _is_letter(after) else 10
    if is_stub(before.text) or is_stub(after.text):
        return 6
    if before.text in last_words or after.text in last_words:
        return 8
    if _UNFINISHED.search(before.text) or _CONTINUING.match(after.text):
        return 0
    return 3 if before.text.endswith(("）", ")")) else 1


def _split_cost(before: Piece, after: Piece) -> int:
    """What it costs to read two neighbours as different cells."""
    if _PARENTHESIS.fullmatch(after.text):
        return 3
    if before.line == after.line:
        return 1 if _is_letter(before) and _is_letter(after) else 0
    return 2 if _UNFINISHED.search(before.text) or _CONTINUING.match(after.text) else 0


def _is_letter(piece: Piece) -> bool:
    return len(piece.text) == 1 and _LETTER.match(piece.text) is not None


def _trailing_units(pieces: Sequence[Piece]) -> tuple[Sequence[Piece], Sequence[Piece]]:
    """Part the last words in parentheses （%）, which stand under the last columns."""
    cut = len(pieces)
    while cut and _PARENTHESIS.fullmatch(pieces[cut - 1].text):
        cut -= 1
    return pieces[:cut], pieces[cut:]


def _flat(pieces: Sequence[Piece], columns: int) -> list[HeadCell] | None:
    groups = merge_pieces(pieces, columns)
    if groups is None or any(_joins_heads(group) for group in groups):
        return None
    return [HeadCell(0, column, 1, 1, group) for column, group in enumerate(groups)]


def _joins_heads(group: Sequence[Piece]) -> bool:
    """Whether a cell would hold two words that head a column each (单位、绝对数)."""
    return len(group) > 1 and sum(1 for piece in group if is_stub(piece.text)) > 1


def _one_group(pieces: Sequence[Piece], columns: int) -> list[HeadCell] | None:
    """Two lines of which the second has the sub-heads of one head of the first."""
    lines = sorted({piece.line for piece in pieces})
    if len(lines) != 2:
        return None
    above = [piece for piece in pieces if piece.line == lines[0]]
    below = [piece for piece in pieces if piece.line == lines[1]]
    if len(below) < 2 or len(above) + len(below) - 1 != columns or len(above) < 2:
        return None
    named = [i for i, piece in enumerate(above) if _GROUP.search(piece.text)]
    other = [i for i, piece in enumerate(above) if not is_stub(piece.text)]
    group = next(iter([*named, *other]), 1)
    cells: list[HeadCell] = []
    column = 0
    for place, piece in enumerate(above):
        width = len(below) if place == group else 1
        cells.append(HeadCell(0, column, width, 1 if place == group else 2, (piece,)))
        if place == group:
            cells += [HeadCell(1, column + i, 1, 1, (leaf,)) for i, leaf in enumerate(below)]
        column += width
    return cells


def _grouped(
    pieces: Sequence[Piece], units: Sequence[Piece], columns: int
) -> list[HeadCell] | None:
    """A head whose groups repeat the same sub-heads: 目标、完成 each over 绝对数、增速."""
    for repeats in range(2, columns // 2 + 1):
        for size in range(2, columns // repeats + 1):
            single = columns - repeats * size
            head = _grouped_as(pieces, units, single=single, repeats=repeats, size=size)
            if head is not None:
                return head
    return None


def _grouped_as(
    pieces: Sequence[Piece], units: Sequence[Piece], *, single: int, repeats: int, size: int
) -> list[HeadCell] | None:
    leaves = pieces[len(pieces) - repeats * size :]
    rest = pieces[: len(pieces) - len(leaves)]
    words = [piece.text for piece in leaves]
    if words != words[:size] * repeats or len(rest) < single + repeats or len(set(words)) != size:
        return None
    heads = merge_pieces(rest, single + repeats)
    if heads is None:
        return None
    rows = 3 if units else 2
    cells = [HeadCell(0, column, 1, rows, heads[column]) for column in range(single)]
    cells += [
        HeadCell(0, single + number * size, size, 1, heads[single + number])
        for number in range(repeats)
    ]
    cells += [HeadCell(1, single + number, 1, 1, (leaf,)) for number, leaf in enumerate(leaves)]
    return cells + _units_below(units, single=single, repeats=repeats, size=size)


def _units_below(units: Sequence[Piece], *, single: int, repeats: int, size: int) -> list[HeadCell]:
    """One unit a group stands under its last column; one a leaf stands under each."""
    if len(units) == repeats * size:
        places = list(range(single, single + len(units)))
    elif len(units) == repeats:
        places = [single + (number + 1) * size - 1 for number in range(repeats)]
    else:
        return []
    return [HeadCell(2, place, 1, 1, (unit,)) for place, unit in zip(places, units, strict=True)]
