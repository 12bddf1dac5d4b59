"""A12 GROWTH_BOUND 增速区间: a whole grows within the range of its parts.

Licence: the indicator list knows the exhaustive parts of the whole, and every growth rate is
printed for one period. Means over people (居民收入) also move with the weights: then soft.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.table import TableView
from jiefang.figures.relate.build import var
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import base_of
from jiefang.figures.relate.nearby import following
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.table_lines import lines_of
from jiefang.figures.relation import Between, License, Relation, Strength

_TOWN_AND_COUNTRY = (
    frozenset({"全国", "全省", "全市", "全区", "全县", "合计", "总计", "平均", "全体"}),
    frozenset({"城市", "城镇"}),
    frozenset({"农村", "乡村"}),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for total in extraction.claims:
            if total.kind is Kind.GROWTH and total.indicator and total.cell is None:
                yield from _bounds(corpus, extraction, total)
        yield from _by_wording(corpus, extraction)
        for view in extraction.tables:
            for lines in lines_of(view, Kind.GROWTH):
                if lines.total is not None and lines.sum.exhaustive and len(lines.parts) > 1:
                    sure = lines.sum.is_exact and lines.sum.why != "area"
                    strength = Strength.HARD if sure else Strength.SOFT
                    yield _relation(lines.total, list(lines.parts), strength)
            yield from _town_and_country(view)


def _bounds(corpus: Corpus, extraction: Extraction, total: Claim) -> Iterator[Relation]:
    index = corpus.index(extraction)
    for division in corpus.indicators.parts_of(total.indicator or ""):
        found = [following(index, name, total, (Kind.GROWTH,)) for name in division.parts]
        parts = [claim for claim in found if claim is not None]
        if len(parts) != len(division.parts) or not total.value:
            continue
        extra = [following(index, name, total, (Kind.GROWTH,)) for name in division.optional]
        parts += [claim for claim in extra if claim is not None]
        if any(base_of(part) != base_of(total) for part in parts):
            continue
        sure = division.exact and None not in extra and _adds_up(corpus, total)
        yield _relation(total, parts, Strength.HARD if sure else Strength.SOFT)


def _relation(total: Claim, parts: list[Claim], strength: Strength) -> Relation:
    spans = [total, *parts]
    return Relation(
        rule="A12",
        strength=strength,
        claims=(total, *parts),
        check=Between(parts=tuple(var(part) for part in parts), stated=total.id),
        license=License(total.doc, min(c.start for c in spans), max(c.end for c in spans)),
        assumptions=("exhaustive", "same_basis"),
        facts={"subject": total.subject or ""},
    )


def _town_and_country(view: TableView) -> Iterator[Relation]:
    """Price rises of the whole, of towns and of villages, side by side in one row."""
    rows: dict[int, dict[str, Claim]] = {}
    for figure in view.figures:
        if figure.claim.kind is Kind.GROWTH and figure.claim.value and figure.column_headers:
            rows.setdefault(figure.row, {})[figure.column_headers[-1]] = figure.claim
    for row in rows.values():
        whole, town, country = (_under(row, heads) for heads in _TOWN_AND_COUNTRY)
        if whole and town and country:
            yield _relation(whole, [town, country], Strength.SOFT)


def _under(row: dict[str, Claim], heads: frozenset[str]) -> Claim | None:
    found = [claim for head, claim in row.items() if head in heads]
    return found[0] if len(found) == 1 else None


def _by_wording(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    """Growth of a total and of parts that the wording gives and that make it up."""
    for group in corpus.groups(extraction):
        rates = [corpus.growth_beside(f.claim) for f in (group.total, *group.parts)]
        known = [rate for rate in rates if rate is not None and rate.value]
        if not group.closed or len(known) != len(rates):
            continue
        total, *parts = known
        if all(base_of(part) == base_of(total) for part in parts):
            yield _relation(total, parts, Strength.SOFT)


def _adds_up(corpus: Corpus, total: Claim) -> bool:
    """Whether the indicator is an amount that is the sum of its parts, not a mean or a rate."""
    indicator = corpus.indicators.get(total.indicator or "")
    return indicator is not None and indicator.additive_area


RULE = Rule(
    id="A12",
    name_zh="增速区间",
    name_en="Growth within its parts",
    strength=Strength.HARD,
    formula="min(parts) ≤ growth ≤ max(parts)",
    about_zh="总体的增速不会超出各组成部分增速的范围。",
    about_en="The growth of a whole lies between the growth of its slowest and fastest part.",
    strong_zh="各部分按定义穷尽总体，且为可加的总量。",
    strong_en="The parts exhaust the whole by definition, and the whole is a sum.",
    example_zh="生产总值增长 5.2%，三次产业分别增长 3.2%、5.0%、5.5%。",
    example_en="GDP up 5.2 %, industries up 3.2, 5.0 and 5.5 %.",
    sentence_zh="{subject}的增速印作 {stated}，超出各组成部分增速的范围 {recomputed}。",
    sentence_en=(
        "Growth of {subject} is printed as {stated}, outside the range of its parts {recomputed}."
    ),
    find=_find,
)
