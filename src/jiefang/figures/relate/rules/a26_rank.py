"""A26 RANK 位次: a rank is possible among its peers, and one ranking has one result.

Licences: the number of peers stands with the rank (四城区第六, 11 个县区中居第 12 位); the same
ranking (measure, area, period) of one indicator printed twice in a document; a table with a rank
column beside the column that it ranks: equal ranks mean equal values, the order follows them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.extract.table import TableFigure, TableView
from jiefang.figures.formula import as_expr
from jiefang.figures.relate.build import equation, same_measure, usable, var
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.ranks import Ranked, peers_in, ranked_in
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Comparison, License, Relation, Strength

_LEAST_ROWS = 4
"""Shorter tables do not show in which direction they rank."""


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        ranks = [f for f in extraction.figures if f.claim.kind is Kind.RANK and usable(f.claim)]
        for figure in ranks:
            yield from _among_peers(extraction, figure)
        yield from _twice(ranks)
        for table in extraction.tables:
            yield from _in_table(table)


def _among_peers(extraction: Extraction, figure: Figure) -> Iterator[Relation]:
    passage = extraction.passages[figure.passage].text
    peers = peers_in(passage[max(0, figure.start - 40) : figure.start])
    claim = figure.claim
    if peers is None or peers < 2:
        return
    start, _ = extraction.raw_span(
        figure.passage, max(0, figure.start - len(figure.left)), figure.start
    )
    yield equation(
        "A26",
        claim,
        as_expr(peers),
        (),
        License(claim.doc, min(start, claim.start), claim.end),
        comparison=Comparison.AT_MOST,
        assumptions=("same_ranking",),
        facts={"subject": claim.subject or "", "what": f"共 {peers} 个", "told": f"{peers} peers"},
    )


def _twice(ranks: Sequence[Figure]) -> Iterator[Relation]:
    """The same ranking printed twice: same indicator, measure, area and period."""
    known: dict[tuple[str, Ranked, str], list[Claim]] = {}
    for figure in ranks:
        ranked = ranked_in(figure.left)
        claim = figure.claim
        if ranked is not None and claim.indicator and claim.period:
            known.setdefault((claim.indicator, ranked, claim.period), []).append(claim)
    for (_, ranked, _), claims in known.items():
        for one, other in combinations(claims[:4], 2):
            yield equation(
                "A26",
                other,
                var(one),
                (one,),
                License(other.doc, other.start, other.end),
                assumptions=("same_ranking", "same_period", "same_indicator"),
                facts={
                    "subject": other.subject or "",
                    "what": f"{ranked.measure}在{ranked.area}的另一处位次",
                    "told": "the rank printed elsewhere",
                },
            )


def _in_table(table: TableView) -> Iterator[Relation]:
    """Each rank column against the column that stands right before it."""
    columns: dict[int, dict[int, TableFigure]] = {}
    for figure in table.figures:
        columns.setdefault(figure.column, {})[figure.row] = figure
    for column, ranks in columns.items():
        before = columns.get(column - 1)
        if before is None or not all(f.claim.kind is Kind.RANK for f in ranks.values()):
            continue
        rows = [(figure.claim, before[row].claim) for row, figure in ranks.items() if row in before]
        known = [pair for pair in rows if usable(*pair) and pair[0].value.isdigit()]
        if len(known) >= _LEAST_ROWS and same_measure(*(value for _, value in known)):
            yield from _ordered(known)


def _ordered(rows: list[tuple[Claim, Claim]]) -> Iterator[Relation]:
    """Neighbouring ranks against their values, in the direction that most rows follow."""
    rows = sorted(rows, key=lambda pair: int(pair[0].value))
    pairs = list(pairwise(rows))
    falling = sum(_size(one[1]) >= _size(other[1]) for one, other in pairs)
    rising = sum(_size(one[1]) <= _size(other[1]) for one, other in pairs)
    if max(falling, rising) * 4 < len(pairs) * 3:
        return
    comparison = Comparison.AT_LEAST if falling >= rising else Comparison.AT_MOST
    for (rank, value), (next_rank, next_value) in pairs:
        tie = rank.value == next_rank.value
        yield equation(
            "A26",
            value,
            var(next_value),
            (next_value, rank, next_rank),
            License(rank.doc, min(rank.start, value.start), max(rank.end, value.end)),
            comparison=Comparison.EQUAL if tie else comparison,
            strength=Strength.SOFT,
            assumptions=("same_ranking",),
            facts={
                "subject": value.subject or "",
                "what": "并列者的数" if tie else "名次紧挨者的数",
                "told": "a tied value" if tie else "the value ranked next",
            },
        )


def _size(claim: Claim) -> Fraction:
    return Fraction(claim.sign + claim.value)


RULE = Rule(
    id="A26",
    name_zh="位次",
    name_en="Ranks",
    strength=Strength.HARD,
    formula="rank ≤ number of peers; one ranking, one rank; order follows values",
    about_zh="位次不能大于参加排名的个数；同一排名前后应一致；表中名次应与数值的次序相符。",
    about_en="A rank is within the number of peers, told alike twice, and follows the values.",
    strong_zh="个数与位次印在一起，或同一排名在一份文件里印了两次。",
    strong_en="The number of peers stands with the rank, or one ranking is printed twice.",
    example_zh="“五城区第六”。",
    example_en="“sixth of the five districts”.",
    sentence_zh="{subject}位次印作 {stated}，与{what}（{recomputed}）不符。",
    sentence_en="{subject}: the rank is printed as {stated}, against {told} ({recomputed}).",
    find=_find,
)
