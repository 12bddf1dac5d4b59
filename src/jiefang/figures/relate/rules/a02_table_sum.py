"""A02 TABLE SUM 表内合计: a total row or column of a table and the rows or columns it adds up.

Licence: the structure of the table — 合计, 总计 or 小计 over the lines it closes, 全年 beside its
four quarters, or every part of a division that the indicator list knows. 其中 and # lines are
subsets (A06) and are not added. Regions under 全市 are only a hint: areas overlap and are revised.
Where a table lost its indentation or its columns slipped, nothing in it is taken for a total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.table import TableFigure, TableSum, TableView, fits
from jiefang.figures.extract.unit import dimension_of
from jiefang.figures.relate.build import equation, in_unit_of, same_measure, total_of
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.table_lines import sums_in
from jiefang.figures.relation import License, Relation, Strength

_MOST_PARTS = 60
"""A total of more lines than this leaves so much room for rounding that nothing is tested."""
_FEW_PARTS = 9
_HINTS = frozenset({"area", "share"})
_AMONG = regex.compile(r"\s*(?:其中|[#＃])")
_MAY_BE_NEGATIVE = regex.compile(r"利润|盈亏|差额|顺差|净|增加|变动|结余|增减|新增")


@dataclass(frozen=True, slots=True)
class _Layout:
    """What is asked of a table for each of its sums, made once."""

    figures: Mapping[tuple[int, int], TableFigure]
    width: Counter[int]
    """Number of figures in each row."""
    has_heads: bool
    has_among: bool
    sums: tuple[TableSum, ...]

    @classmethod
    def of(cls, table: TableView) -> _Layout:
        """Look over a table."""
        return cls(
            figures={(figure.row, figure.column): figure for figure in table.figures},
            width=Counter(figure.row for figure in table.figures),
            has_heads=any(figure.column_headers for figure in table.figures),
            has_among=any(_AMONG.match(cell.text) for cell in table.table.cells),
            sums=table.sums,
        )


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for table in extraction.tables:
            layout = _Layout.of(table) if table.sums else None
            for one in sums_in(table):
                if layout and one.exhaustive and _is_sound(layout, one):
                    yield _sum(extraction, one)


def _sum(extraction: Extraction, one: TableSum) -> Relation:
    return equation(
        "A02",
        one.total,
        in_unit_of(total_of(one.parts), one.total),
        one.parts,
        License(extraction.document.doc, *one.license),
        strength=Strength.HARD if _is_sure(one) else Strength.SOFT,
        assumptions=("exhaustive", "disjoint", "same_scope"),
        # Definitions of near parts overlap: 工业 and 建筑业 miss 第二产业 by mining support.
        explanations=() if one.is_exact else ("scope",),
        needs_slip=one.why == "label",
        facts={"subject": one.total.subject or "", "along": one.along},
    )


def _is_sure(one: TableSum) -> bool:
    """Among many lines some slip always fits; a label alone then proves nothing."""
    if one.why in _HINTS or not one.is_exact:
        return False
    return one.why != "label" or len(one.parts) <= _FEW_PARTS


def _is_sound(layout: _Layout, one: TableSum) -> bool:
    """Whether the figures stand where they belong: no slipped columns, no mixed measures."""
    claims = (one.total, *one.parts)
    if not 2 <= len(one.parts) <= _MOST_PARTS or not same_measure(*claims):
        return False
    if not all(_is_named(layout, claim) for claim in claims):
        return False
    if one.total.kind is Kind.LEVEL and any(_is_impossible(claim, one.total) for claim in claims):
        return False
    return _has_usual_width(layout, one) and _is_borne_out(layout, one)


def _is_named(layout: _Layout, claim: Claim) -> bool:
    """Whether a column has a head of its own, as far as the table has heads at all."""
    if claim.cell is None:
        return False
    figure = layout.figures.get((claim.cell.row, claim.cell.column))
    return figure is not None and (bool(figure.column_headers) or not layout.has_heads)


def _is_impossible(claim: Claim, total: Claim) -> bool:
    """A negative amount or part of a thing: the growth column was read as amounts."""
    if claim.sign and not _MAY_BE_NEGATIVE.search(f"{claim.subject or ''}{total.subject or ''}"):
        return True
    counted = dimension_of(claim.unit) == "count" and not claim.scale
    return counted and "." in claim.digits and "." not in total.digits


def _has_usual_width(layout: _Layout, one: TableSum) -> bool:
    """Whether the total row holds as many figures as most of its parts (no missing cell)."""
    if one.along != "rows" or one.total.cell is None:
        return True
    rows = [part.cell.row for part in one.parts if part.cell]
    usual = Counter(layout.width[row] for row in rows).most_common(1)
    return bool(usual) and layout.width[one.total.cell.row] == usual[0][0]


def _is_borne_out(layout: _Layout, one: TableSum) -> bool:
    """After 其中 lines the table does not say where the parts go on: another column must fit."""
    if one.why != "label" or not layout.has_among:
        return True
    return any(_same_lines(one, other) and fits(other) for other in layout.sums if other != one)


def _same_lines(one: TableSum, other: TableSum) -> bool:
    return one.along == other.along and _lines(one) == _lines(other)


def _lines(one: TableSum) -> tuple[int, ...]:
    cells = [claim.cell for claim in (one.total, *one.parts) if claim.cell]
    return tuple(cell.row if one.along == "rows" else cell.column for cell in cells)


RULE = Rule(
    id="A02",
    name_zh="表内合计",
    name_en="Table total",
    strength=Strength.HARD,
    formula="total line = line + line + …",
    about_zh="表中合计、小计的行或列，应等于它所合计的各行各列之和；“其中”行不相加。",
    about_en="A total row or column equals the lines it adds up; “of which” lines are not added.",
    strong_zh="表头或指标定义写明这些行列就是全部，且计量单位相同。",
    strong_en="The heads, or the definition, say that these lines are all, in one unit.",
    example_zh="合计 100，甲街道 40、乙街道 35、丙街道 25。",
    example_en="Total 100; streets 40, 35 and 25.",
    sentence_zh="表中{subject}合计印作 {stated}，各行（列）相加应为 {recomputed}。",
    sentence_en="The table prints {stated} as the total of {subject}; its lines make {recomputed}.",
    find=_find,
)
