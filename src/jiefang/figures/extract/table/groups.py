"""Totals and their parts in tables (合计与分项): what the structure of a table asserts.

A group is *exhaustive* only where something printed says so (合计, 小计, 全年 with its four
quarters) or the indicator list knows the division and every part is there. 其中 and # rows are
subsets. A total row that fits none of several columns is not taken for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.document import Span
from jiefang.figures.extract.table.grid import bare
from jiefang.figures.extract.table.rows import Row
from jiefang.figures.extract.table.view import LaidOut, TableFigure, is_additive
from jiefang.figures.indicators import IndicatorList

_SELECTED = regex.compile(r"主要|部分|重点|前[\d十]+|排名|其中|代表|典型|选")
_TOTAL_HEAD = regex.compile(r"(?:合|总|共)计|总(?:数|额|量)|小计|全部")
_QUARTERS = tuple(regex.compile(rf"第?{n}季度?") for n in "一二三四")
_WHOLE_YEAR = regex.compile(r"全年(?:合计)?")


@dataclass(frozen=True, slots=True)
class TableSum:
    """A total and figures that it is made of (`exhaustive`) or that it contains."""

    total: Claim
    parts: tuple[Claim, ...]
    exhaustive: bool
    along: str
    """`rows` when the parts stand in other rows of one column, `columns` when in one row."""
    why: str
    """`label` (合计), `indicator` (a known division), `area` (全市), `among` (其中), `quarters`."""
    license: Span
    """The header or label cells that say so."""
    is_exact: bool = True
    """False where the definitions of the parts overlap a little."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Lines (rows or columns) of a group before it is cut into figures."""

    total: int
    parts: tuple[int, ...]
    why: str
    is_open: bool = False
    """Whether the rows can be read in two ways: then another column must bear the sum out."""


def sums_of(table: LaidOut, indicators: IndicatorList) -> tuple[TableSum, ...]:
    """Every total with its parts that the table itself or the indicator list asserts."""
    found: list[TableSum] = []
    for group in [*_total_rows(table.rows), *_area_rows(table.rows)]:
        found += _cut_rows(table, group, indicators)
    found += _subsets(table, indicators)
    found += _by_indicator(table, indicators)
    for group in _total_columns(table):
        found += _cut_columns(table, group, indicators)
    return tuple(_without_doubles(found))


def _total_rows(rows: Sequence[Row]) -> Iterator[_Group]:
    """合计 rows with the rows that they close or open."""
    totals = [at for at, row in enumerate(rows) if row.is_total and row.has_figures]
    if len(totals) == 1:
        at = totals[0]
        others = [row for row in rows if row.has_figures and row is not rows[at]]
        is_outer = at == 0 or at == len(rows) - 1 or rows[at].number == others[-1].number
        first = next((n for n, row in enumerate(rows) if row.has_figures), 0)
        if others and (is_outer or at == first):
            yield from _flat(rows[at], others, "label")
        return
    yield from _subtotals(rows, totals)


def _subtotals(rows: Sequence[Row], totals: Sequence[int]) -> Iterator[_Group]:
    """小计 rows that close their segments, and the 合计 of all 小计."""
    small = [at for at in totals if rows[at].label == "小计"]
    large = [at for at in totals if at not in small]
    start = 0
    segments = []
    for at in small:
        between = [row for row in rows[start:at] if row.has_figures and not row.is_total]
        segments.append(between)
        yield from _flat(rows[at], between, "label")
        start = at + 1
    rest = [row for row in rows[start:] if row.has_figures and not row.is_total]
    if len(large) == 1 and len(small) > 1 and not rest and all(segments):
        parts = tuple(rows[at].number for at in small)
        yield _Group(rows[large[0]].number, parts, "label")


def _area_rows(rows: Sequence[Row]) -> Iterator[_Group]:
    """全市 with the districts in the other rows."""
    whole = [row for row in rows if row.is_area_total and row.has_figures]
    others = [row for row in rows if row.has_figures and not row.is_area_total]
    if len(whole) == 1 and not any(row.is_total for row in others):
        yield from _flat(whole[0], others, "area")


def _flat(total: Row, others: Sequence[Row], why: str) -> Iterator[_Group]:
    """A group when the other rows stand side by side; 其中 rows count within the row above."""
    parts = [row for row in others if not row.is_among]
    depth = min((row.depth for row in parts), default=0)
    level = [row for row in parts if row.depth == depth]
    nested = any(
        row.parent is not None and row.is_sure for row in level if row.parent != total.number
    )
    if len(level) > 1 and not nested and not any(_hangs_on(row, total) for row in others):
        is_open = any(_leaves_open(row, after) for row, after in pairwise(others))
        yield _Group(total.number, tuple(row.number for row in level), why, is_open)


def _leaves_open(row: Row, after: Row) -> bool:
    """Whether a 其中 row is followed by one that may or may not still be counted under it."""
    return row.is_among and not after.is_among and after.depth >= row.depth


def _hangs_on(row: Row, total: Row) -> bool:
    """Whether the total is followed by 其中: then its parts are a choice."""
    return row.is_among and row.parent == total.number


def _cut_rows(table: LaidOut, group: _Group, indicators: IndicatorList) -> list[TableSum]:
    """One sum for each column in which total and parts are figures of one measure."""
    found = []
    for column in table.columns:
        figures = [table.figures.get((number, column)) for number in (group.total, *group.parts)]
        one = _sum(table, figures, group, "rows", indicators)
        if one is not None:
            found.append(one)
    return _trusted(found, group)


def _trusted(sums: list[TableSum], group: _Group) -> list[TableSum]:
    """Drop a group whose columns show that it is not one; regions need a column that fits."""
    fitting = [fits(one) for one in sums]
    if group.why == "area" or group.is_open:
        return [s for at, s in enumerate(sums) if any(f for n, f in enumerate(fitting) if n != at)]
    return sums if any(fitting) or len(sums) < 3 else []


def _sum(
    table: LaidOut,
    figures: Sequence[TableFigure | None],
    group: _Group,
    along: str,
    indicators: IndicatorList,
) -> TableSum | None:
    claims = [figure.claim for figure in figures if figure is not None]
    if len(claims) != len(figures) or not _same_measure(claims):
        return None
    if not all(is_additive(claim, indicators) for claim in claims):
        return None
    if any(claim.hedge or claim.malformed for claim in claims):
        return None
    if group.why in {"label", "area"} and _SELECTED.search(table.caption):
        return None
    return TableSum(
        total=claims[0],
        parts=tuple(claims[1:]),
        exhaustive=True,
        along=along,
        why=group.why,
        license=_license(table, group, along),
    )


def _license(table: LaidOut, group: _Group, along: str) -> Span:
    if along == "rows":
        return table.row_label_span(group.total)
    cells = table.grid.headers_of(group.total)
    return (
        (cells[-1].start, cells[-1].end)
        if cells
        else (table.grid.table.start, table.grid.table.end)
    )


def _same_measure(claims: Sequence[Claim]) -> bool:
    return (
        len({(c.kind, c.unit, c.status) for c in claims}) == 1 and claims[0].kind is not Kind.RATIO
    )


def fits(one: TableSum) -> bool:
    """Whether the printed figures can add up, each rounded at its last digit."""
    bounds = [_rounded(claim) for claim in one.parts]
    value, half = _rounded(one.total)
    slack = half + sum((bound[1] for bound in bounds), Fraction(0))
    return abs(value - sum((bound[0] for bound in bounds), Fraction(0))) <= slack


def _rounded(claim: Claim) -> tuple[Fraction, Fraction]:
    """Signed value and half a unit of the last printed digit."""
    value = Fraction(claim.value) * (-1 if claim.sign else 1)
    _, _, decimals = claim.digits.partition(".")
    size = abs(value / Fraction(claim.digits)) if Fraction(claim.digits) else Fraction(1)
    return value, size * Fraction(1, 2 * 10 ** len(decimals))


def _subsets(table: LaidOut, indicators: IndicatorList) -> Iterator[TableSum]:
    """其中 rows within the row that they belong to."""
    for row in table.rows:
        if not row.is_among or row.parent is None or not row.is_sure:
            continue
        for column in table.columns:
            whole, part = (
                table.figures.get((row.parent, column)),
                table.figures.get((row.number, column)),
            )
            if whole is None or part is None or not _same_measure([whole.claim, part.claim]):
                continue
            if is_additive(part.claim, indicators) and is_additive(whole.claim, indicators):
                yield TableSum(
                    total=whole.claim,
                    parts=(part.claim,),
                    exhaustive=False,
                    along="rows",
                    why="among",
                    license=table.row_label_span(row.number),
                )


def _by_indicator(table: LaidOut, indicators: IndicatorList) -> Iterator[TableSum]:
    """Known divisions of which every part is printed in the same column, or in the same row."""
    for along in ("rows", "columns"):
        for group, is_exact in _known_groups(table, indicators, along):
            cut = _cut_rows if along == "rows" else _cut_columns
            for one in cut(table, group, indicators):
                yield replace(one, is_exact=is_exact)


def _known_groups(
    table: LaidOut, indicators: IndicatorList, along: str
) -> Iterator[tuple[_Group, bool]]:
    """Lines whose levels are a whole and all its known parts, for one area and period."""
    lines: dict[tuple[str | None, str | None], dict[str, int]] = {}
    for place, figure in table.figures.items():
        claim = figure.claim
        if claim.indicator and claim.kind is Kind.LEVEL and not claim.scope:
            found = lines.setdefault((claim.area, claim.period), {})
            found.setdefault(claim.indicator, place[0] if along == "rows" else place[1])
    for found in lines.values():
        for name, total in found.items():
            for division in indicators.parts_of(name):
                parts = [found.get(part) for part in division.parts]
                parts += [found[part] for part in division.optional if part in found]
                known = tuple(part for part in parts if part is not None)
                if len(known) == len(parts) and total not in known and len(set(known)) > 1:
                    yield _Group(total, known, "indicator"), division.exact


def _total_columns(table: LaidOut) -> Iterator[_Group]:
    """合计 beside the columns under the same header, and 全年 beside its four quarters."""
    families: dict[tuple[int, ...], list[int]] = {}
    for column in table.columns:
        heads = table.grid.headers_of(column)
        families.setdefault(tuple(head.start for head in heads[:-1]), []).append(column)
    for columns in families.values():
        names = {column: _last_head(table, column) for column in columns}
        totals = [column for column in columns if _TOTAL_HEAD.fullmatch(names[column])]
        others = [column for column in columns if column not in totals]
        plain = [c for c in others if table.columns[c].kind is None and "其中" not in names[c]]
        if len(totals) == 1 and len(plain) > 1 and len(plain) == len(others):
            yield _Group(totals[0], tuple(plain), "label")
        yield from _year_of_quarters(names)


def _year_of_quarters(names: dict[int, str]) -> Iterator[_Group]:
    year = [column for column, name in names.items() if _WHOLE_YEAR.fullmatch(name)]
    quarters = [
        next((column for column, name in names.items() if wanted.fullmatch(name)), None)
        for wanted in _QUARTERS
    ]
    known = tuple(column for column in quarters if column is not None)
    if len(year) == 1 and len(known) == len(_QUARTERS):
        yield _Group(year[0], known, "quarters")


def _last_head(table: LaidOut, column: int) -> str:
    heads = table.grid.headers_of(column)
    return bare(heads[-1].text) if heads else ""


def _cut_columns(table: LaidOut, group: _Group, indicators: IndicatorList) -> list[TableSum]:
    found = []
    for row in table.rows:
        figures = [table.figures.get((row.number, c)) for c in (group.total, *group.parts)]
        one = _sum(table, figures, group, "columns", indicators)
        if one is not None:
            found.append(one)
    return _trusted(found, group)


def _without_doubles(sums: Iterable[TableSum]) -> Iterator[TableSum]:
    """Each total with each set of parts once, the first reason given kept."""
    seen: set[tuple[str, frozenset[str]]] = set()
    for one in sums:
        key = (one.total.id, frozenset(part.id for part in one.parts))
        if key not in seen:
            seen.add(key)
            yield one
