"""A03 DIFF 差额: a difference printed beside the two figures it lies between.

Licences: 由 a 提高到 b，提高 c（个百分点）; structures that move, with the changes told after them;
指数 100.7 beside 上涨 0.7%; 顺差 beside exports and imports; 收支相抵 beside both totals.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.claim import Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.formula import Expr, Var
from jiefang.figures.relate.build import (
    amount,
    equation,
    in_unit_of,
    one_subject,
    same_measure,
    usable,
    var,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.nearby import nearest
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_FROM_TO = (
    LicensePattern(
        r"(?:由|从|自)[^。；;，,]{0,14}?{first:level|rate|share|index}[^。；;，,]{0,8}?(?:到|至|为)了?"
        r"[^。；;，,]{0,10}?{last:level|rate|share|index}[，,、（(][^。；;，,年]{0,8}?{change:delta|pp_change}"
    ),
)
_STRUCTURES = (
    LicensePattern(r"由[^。；;，,]{0,8}?{first:ratio}[^。；;，,]{0,6}?(?:为|到|至){last:ratio}"),
)
_MEMBERS = (("第一产业", "一产"), ("第二产业", "二产"), ("第三产业", "三产", "服务业"))
_INDEX = (
    LicensePattern(
        r"指数[^。；;，,]{0,8}?{index:index}[^。；;，,]{0,4}?[，,（(][^。；;，,]{0,10}?{rate:growth}"
    ),
    LicensePattern(
        r"(?:上涨|下降|下跌|增长){rate:growth}[，,（(][^。；;，,]{0,6}?指数[^。；;，,]{0,4}?{index:index}"
    ),
)


_ALL_IN = regex.compile(r"收入(?:总量|合计|总计)$")
_ALL_OUT = regex.compile(r"支出(?:总量|合计|总计)$")
_DIRECTIONS = ("exports", "imports")
_NEAR = 400


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_FROM_TO):
        yield from _from_to(match)
    for match in corpus.matches(*_STRUCTURES):
        yield from _structures(match)
    for match in corpus.matches(*_INDEX):
        yield from _index(match)
    for extraction in corpus.extractions:
        yield from _balance(corpus, extraction)
        yield from _balance_rows(corpus, extraction)
        yield from _budget(extraction)


def _from_to(match: Match) -> Iterator[Relation]:
    first, last, change = (match.one(name).claim for name in ("first", "last", "change"))
    if match.one("last").own_subject or match.one("change").own_subject:
        return
    if not one_subject(first, last, change):
        return
    if change.kind is Kind.PP_CHANGE:
        if not usable(first, last, change) or first.unit != last.unit or first.unit not in "%‰":
            return
        recompute: Expr = var(last) - var(first)
    else:
        if not same_measure(first, last, change):
            return
        recompute = in_unit_of(amount(last) - amount(first), change)
    yield equation(
        "A03",
        change,
        recompute,
        (last, first),
        match.license,
        assumptions=("same_scope",),
        facts={"subject": last.subject or ""},
    )


def _structures(match: Match) -> Iterator[Relation]:
    """Changes of shares told after a structure that moved from one list to another."""
    first, last = match.one("first").claim, match.one("last").claim
    if len(first.values) != 3 or len(last.values) != 3 or "产业" not in (first.subject or ""):
        return
    for figure in match.template.figures:
        change = figure.claim
        if figure.start < match.one("last").start or change.kind is not Kind.PP_CHANGE:
            continue
        names = [n for n, words in enumerate(_MEMBERS) if (change.subject or "").startswith(words)]
        if len(names) != 1 or "拉动" in figure.left or not change.value:
            continue
        member = names[0]
        yield equation(
            "A03",
            change,
            Var(f"{last.id}#{member}") - Var(f"{first.id}#{member}"),
            (last, first),
            match.license,
            assumptions=("same_scope",),
            explanations=("forced_closure",),
            facts={"subject": change.subject or ""},
        )


def _index(match: Match) -> Iterator[Relation]:
    index, rate = match.one("index").claim, match.one("rate").claim
    second = max(match.one("index"), match.one("rate"), key=lambda figure: figure.start)
    if second.own_subject or not usable(index, rate) or not index.value.startswith(("9", "1")):
        return
    yield equation(
        "A03",
        rate,
        var(index) - 100,
        (index,),
        match.license,
        assumptions=("same_basis",),
        facts={"subject": index.subject or ""},
    )


def _budget(extraction: Extraction) -> Iterator[Relation]:
    """收支总量相抵，赤字 …: total expenditure less total revenue, as printed before it."""
    revenue: Figure | None = None
    spending: Figure | None = None
    for figure in extraction.figures:
        subject = figure.claim.subject or ""
        if figure.claim.kind is not Kind.LEVEL:
            continue
        if _ALL_IN.search(subject):
            revenue = figure
        elif _ALL_OUT.search(subject):
            spending = figure
        sign = _budget_sign(figure)
        if sign is None or revenue is None or spending is None:
            continue
        money, spent = revenue.claim, spending.claim
        if same_measure(figure.claim, money, spent) and money.status == figure.claim.status:
            yield equation(
                "A03",
                figure.claim,
                in_unit_of((amount(money) - amount(spent)) * sign, figure.claim),
                (spent, money),
                License(figure.claim.doc, min(money.start, spent.start), figure.claim.end),
                strength=Strength.SOFT,
                assumptions=("same_scope", "same_period"),
                facts={"subject": subject},
            )
            revenue = spending = None


def _budget_sign(figure: Figure) -> int | None:
    if "相抵" not in figure.left:
        return None
    if "赤字" in figure.left:
        return -1
    return 1 if "结余" in figure.left else None


def _balance(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    index = corpus.index(extraction)
    for figure in extraction.figures:
        claim = figure.claim
        words = (claim.subject or "") + figure.left[-6:]
        sign = _balance_sign(words)
        if claim.kind is not Kind.LEVEL or sign is None:
            continue
        sold, bought = (nearest(index, name, claim, (Kind.LEVEL,)) for name in _DIRECTIONS)
        if sold is None or bought is None or not same_measure(claim, sold, bought):
            continue
        if max(sold.start, bought.start) > claim.start or claim.start - sold.start > _NEAR:
            continue
        difference = (amount(sold) - amount(bought)) * sign
        yield equation(
            "A03",
            claim,
            in_unit_of(difference, claim),
            (sold, bought),
            License(claim.doc, min(sold.start, bought.start), claim.end),
            assumptions=("same_scope",),
            facts={"subject": claim.subject or ""},
        )


def _balance_rows(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    """The row of the balance in a table, under its rows of exports and imports."""
    index = corpus.index(extraction)
    for claim in extraction.claims:
        if claim.cell is None or claim.indicator != "trade_balance" or not claim.value:
            continue
        sold, bought = (nearest(index, name, claim, (Kind.LEVEL,)) for name in _DIRECTIONS)
        if sold is None or bought is None or not same_measure(claim, sold, bought):
            continue
        cells = [each.cell for each in (claim, sold, bought) if each.cell]
        if len({(cell.table, cell.column) for cell in cells}) != 1:
            continue
        yield equation(
            "A03",
            claim,
            in_unit_of(amount(sold) - amount(bought), claim),
            (sold, bought),
            License(claim.doc, claim.start, claim.end),
            assumptions=("same_scope",),
            facts={"subject": claim.subject or ""},
        )


def _balance_sign(words: str) -> int | None:
    if words.endswith("顺差") or "贸易顺差" in words or "差额" in words:
        return 1
    if words.endswith("逆差") or "贸易逆差" in words:
        return -1
    return None


RULE = Rule(
    id="A03",
    name_zh="差额",
    name_en="Difference",
    strength=Strength.HARD,
    formula="last - first = change",
    about_zh=(
        "“由甲提高到乙，提高了丙”，丙应等于乙减甲；指数减 100 应等于涨幅；顺差应等于出口减进口。"
    ),
    about_en=(
        "“From a to b, up c”: c is b − a; an index less 100 is the rise; a surplus is exports "
        "less imports."
    ),
    strong_zh="三个数在同一句话里，说的是同一指标。",
    strong_en="All three stand in one breath and speak of one indicator.",
    example_zh="由 60.1% 提高到 61.5%，提高 1.4 个百分点。",
    example_en="From 60.1 % to 61.5 %, up 1.4 points.",
    sentence_zh="{subject}的变化印作 {stated}，按前后两个数相减应为 {recomputed}。",
    sentence_en=(
        "The change of {subject} is printed as {stated}; the two figures differ by {recomputed}."
    ),
    find=_find,
)
