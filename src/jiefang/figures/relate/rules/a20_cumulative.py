"""A20 CUMULATIVE 累计: cumulative months or quarters add up.

Licence: one indicator printed for the months up to m − 1, for month m, and for the months up to m;
or for all quarters and the year. Months are revised later, so between documents a miss is open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.relate.build import equation, in_unit_of, same_measure, total_of
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import FactKey
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    series: dict[FactKey, dict[str, tuple[Claim, ...]]] = defaultdict(dict)
    for key, claims in corpus.facts.items():
        if key.kind == "level" and key.what.startswith("#") and not key.planned:
            known = corpus.indicators.get(key.what[1:])
            if known is not None and known.additive_time:
                series[replace(key, period="")][key.period] = claims
    for periods in series.values():
        for period, totals in periods.items():
            for pieces in _divisions(period):
                yield from _sums(totals, [periods.get(piece, ()) for piece in pieces])


def _divisions(period: str) -> list[tuple[str, ...]]:
    """The ways a period is made up: earlier months and the last one, quarters, half-years."""
    if len(period) == 4:
        halves = (f"{period}-01/{period}-06", f"{period}-07/{period}-12")
        quarters = tuple(f"{period}-Q{number}" for number in range(1, 5))
        return [halves, quarters]
    first, _, last = period.partition("/")
    if not first.endswith("-01") or not last:
        return []
    year, month = first[:4], int(last[5:7])
    found: list[tuple[str, ...]] = []
    if month > 2:
        found.append((f"{year}-01/{year}-{month - 1:02d}", f"{year}-{month:02d}"))
    if month in (6, 9):
        found.append(tuple(f"{year}-Q{number}" for number in range(1, month // 3 + 1)))
    return found


def _sums(totals: tuple[Claim, ...], pieces: list[tuple[Claim, ...]]) -> Iterator[Relation]:
    if any(len(claims) != 1 for claims in pieces) or len(totals) != 1:
        return
    total, parts = totals[0], [claims[0] for claims in pieces]
    if total.kind is not Kind.LEVEL or not same_measure(total, *parts):
        return
    one_document = len({claim.doc for claim in (total, *parts)}) == 1
    yield equation(
        "A20",
        total,
        in_unit_of(total_of(parts), total),
        parts,
        License(total.doc, total.start, total.end),
        strength=Strength.HARD if one_document else Strength.SOFT,
        assumptions=("cumulative", "same_scope", *(() if one_document else ("same_vintage",))),
        missing=() if one_document else ("same_vintage",),
        facts={"subject": total.subject or ""},
    )


RULE = Rule(
    id="A20",
    name_zh="累计",
    name_en="Cumulative periods",
    strength=Strength.HARD,
    formula="months to m-1 + month m = months to m; quarters = year",
    about_zh="上期累计加本期等于本期累计，四个季度之和等于全年。跨文件时数据可能修订，只列为待定。",
    about_en=(
        "Earlier months plus this month make the new total; across documents revisions leave "
        "it open."
    ),
    strong_zh="各期的数都在同一份文件里。",
    strong_en="All periods stand in one document.",
    example_zh="1—5 月 40 亿元，6 月 9 亿元，1—6 月 49 亿元。",
    example_en="January–May 40, June 9, January–June 49.",
    sentence_zh="{subject}的累计数印作 {stated}，各期相加应为 {recomputed}。",
    sentence_en=(
        "The cumulative {subject} is printed as {stated}; the periods add up to {recomputed}."
    ),
    find=_find,
)
