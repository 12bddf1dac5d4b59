"""A15 PULL 拉动: pull = contribution × growth, and the pulls of a complete set add up to growth.

Licence: pulls in percentage points of the three industries or demands, printed with their
contributions or with the growth of the whole. Jointly (A16) the set may be impossible though each
pair passes; the joint check of the judge finds that.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.build import HUNDRED, equation, total_of, var
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.growth_account import (
    contributions,
    growth_of_whole,
    is_contribution,
    is_pull,
    pulls,
)
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.sentence import license_over, passages
from jiefang.figures.relation import Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        yield from _adding_up(extraction)
        yield from _each(extraction)


def _adding_up(extraction: Extraction) -> Iterator[Relation]:
    for members in pulls(extraction):
        growth = growth_of_whole(extraction, members[0])
        if growth is None:
            continue
        claims = [figure.claim for figure in members]
        yield equation(
            "A15",
            growth.claim,
            total_of(claims),
            claims,
            license_over(growth, *members),
            assumptions=("exhaustive", "same_period"),
            facts={"subject": growth.claim.subject or ""},
        )


def _each(extraction: Extraction) -> Iterator[Relation]:
    """Contribution and pull of one thing, in one paragraph, with the growth of the whole."""
    complete = {figure.claim.id for members in contributions(extraction) for figure in members}
    for figures in passages(extraction):
        points = [figure for figure in figures if is_pull(figure, figures)]
        for rate in (figure for figure in figures if is_contribution(figure)):
            pull = _same_subject(rate, points)
            growth = growth_of_whole(extraction, rate)
            if pull is None or growth is None:
                continue
            sure = rate.claim.id in complete or "增长" in (rate.whole or rate.left)
            yield _product(rate.claim, pull, growth, rate, sure=sure)


def _product(share: Claim, pull: Figure, growth: Figure, rate: Figure, *, sure: bool) -> Relation:
    return equation(
        "A15",
        pull.claim,
        var(share) * var(growth.claim) / HUNDRED,
        (share, growth.claim),
        license_over(rate, pull),
        strength=Strength.HARD if sure else Strength.SOFT,
        assumptions=("same_period", "pull_product"),
        facts={"subject": share.subject or ""},
    )


def _same_subject(rate: Figure, points: list[Figure]) -> Figure | None:
    words = _head(rate.claim.subject)
    for point in points:
        if words and _head(point.claim.subject) == words and point.claim.kind is Kind.PP_CHANGE:
            return point
    return None


def _head(subject: str | None) -> str:
    """The thing itself, without what it contributes to (第一产业对经济增长的贡献率 → 第一产业)."""
    text = subject or ""
    for mark in ("对", "的贡献", "贡献率", "拉动", "增加值"):
        text = text.split(mark)[0]
    return text


RULE = Rule(
    id="A15",
    name_zh="拉动点数",
    name_en="Pull on growth",
    strength=Strength.HARD,
    formula="pull = contribution × growth; pulls add up to growth",
    about_zh="拉动的百分点等于贡献率乘以总增速，各部分拉动之和等于总增速。",
    about_en="A pull is contribution times growth; the pulls of all parts add up to growth.",
    strong_zh="一组齐全的拉动点数与总增速在同一段。",
    strong_en="A complete set of pulls stands with the growth of the whole.",
    example_zh="增长 8.1%，三次产业拉动 1.2、1.3、5.6 个百分点。",
    example_en="Growth 8.1 %, pulls 1.2, 1.3 and 5.6 points.",
    sentence_zh="拉动点数、贡献率与增速对不上：印作 {stated}，重算为 {recomputed}。",
    sentence_en=(
        "Pull, contribution and growth disagree: printed {stated}, recomputed {recomputed}."
    ),
    find=_find,
)
