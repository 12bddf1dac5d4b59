"""A01 SUM 合计: a total and its exhaustive parts.

Licences: the indicator list knows the parts of the total (三次产业, 城镇与乡村 …) and all of them
are printed with it; or the wording announces a complete division (由……组成, 合计, 共计).
Source: figures design §3.4; parts must be exhaustive.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.build import equation, in_unit_of, same_measure, total_of
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.magnitude import adds_up
from jiefang.figures.relate.nearby import Index, following
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_ADDED_UP = (
    LicensePattern(
        r"(?:{part:level}[^。；;]{0,14}?[，,、][^。；;，,]{0,16}?)+?{part:level}"
        r"[，,、](?:三者|两项|两者|三项|以上)?(?:合计|共计|总计|总数)[^。；;，,]{0,6}?{total:level}"
    ),
)
_FEW = 4
"""Amounts before 加上 that it may go on from: the result itself or a part of it."""
_TOGETHER_WITH = (
    LicensePattern(
        r"加上[^。；;等]{0,40}?{part:level}(?:[，,、和及][^。；;，,等]{0,24}?{part:level})*"
        r"[，,][^。；;，,]{0,8}?(?:合计|总计|总量|总额)[^。；;，,]{0,4}?{total:level}"
    ),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        yield from _by_indicator(corpus, extraction)
        yield from _by_wording(corpus, extraction)
    for match in corpus.matches(*_ADDED_UP):
        relation = _added_up(match)
        if relation is not None:
            yield relation
    for match in corpus.matches(*_TOGETHER_WITH):
        relation = _together_with(match)
        if relation is not None:
            yield relation


def _together_with(match: Match) -> Relation | None:
    """A result, 加上 another amount, makes the total printed next."""
    added = [figure.claim for figure in match.all("part")]
    total = match.one("total").claim
    if not same_measure(total, *added):
        return None
    start = match.all("part")[0].start
    before = [f for f in match.template.figures if f.own_subject and f.end <= start]
    firsts = [f.claim for f in reversed(before) if _may_open(f.claim, total)][:_FEW]
    closing = [first for first in firsts if adds_up(total, [first, *added])]
    if not firsts:
        return None
    return _sum(total, [(closing or firsts)[0], *added], closed=True)


def _may_open(claim: Claim, total: Claim) -> bool:
    return claim.kind is Kind.LEVEL and same_measure(claim, total) and claim.status == total.status


def _by_indicator(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    index = corpus.index(extraction)
    for total in extraction.claims:
        if total.kind is not Kind.LEVEL or not total.indicator or total.cell is not None:
            continue
        for division in corpus.indicators.parts_of(total.indicator):
            parts = _parts(index, total, division.parts)
            if parts is None:
                continue
            optional = [
                following(index, extra, total, (Kind.LEVEL,)) for extra in division.optional
            ]
            parts += [claim for claim in optional if claim is not None]
            if not same_measure(total, *parts):
                continue
            yield equation(
                "A01",
                total,
                in_unit_of(total_of(parts), total),
                parts,
                _license(total, parts),
                strength=Strength.HARD if division.exact else Strength.SOFT,
                assumptions=("exhaustive", "same_scope"),
                explanations=() if division.exact else ("scope",),
                facts={"subject": total.subject or ""},
            )


def _by_wording(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    """Groups that the wording announces; an open one is only tested where the text divides."""
    for group in corpus.groups(extraction):
        if not group.closed and (not group.divided or len(group.parts) < 2):
            continue
        parts = [figure.claim for figure in group.parts]
        yield _sum(group.total.claim, parts, closed=group.closed or group.complete)
        plans = [corpus.plan_of(figure) for figure in (group.total, *group.parts)]
        known = [plan for plan in plans if plan is not None]
        if len(known) == len(parts) + 1 and same_measure(*known):
            yield _sum(known[0], known[1:], closed=group.closed)


def _sum(total: Claim, parts: list[Claim], *, closed: bool) -> Relation:
    return equation(
        "A01",
        total,
        in_unit_of(total_of(parts), total),
        parts,
        _license(total, parts),
        strength=Strength.SOFT,
        assumptions=("exhaustive", "disjoint", "same_scope"),
        missing=() if closed else ("exhaustive",),
        facts={"subject": total.subject or ""},
    )


def _parts(index: Index, total: Claim, names: tuple[str, ...]) -> list[Claim] | None:
    found = [following(index, name, total, (Kind.LEVEL,)) for name in names]
    parts = [claim for claim in found if claim is not None]
    return parts if len(parts) == len(names) else None


def _added_up(match: Match) -> Relation | None:
    parts: tuple[Figure, ...] = match.all("part")
    total = match.one("total").claim
    claims = [figure.claim for figure in parts]
    if not same_measure(total, *claims) or any(claim.unit != total.unit for claim in claims):
        return None
    return equation(
        "A01",
        total,
        in_unit_of(total_of(claims), total),
        claims,
        match.license,
        assumptions=("exhaustive", "same_scope"),
        missing=("exhaustive",),
        facts={"subject": total.subject or ""},
    )


def _license(total: Claim, parts: list[Claim]) -> License:
    spans = [total, *parts]
    return License(total.doc, min(c.start for c in spans), max(c.end for c in spans))


RULE = Rule(
    id="A01",
    name_zh="合计",
    name_en="Sum",
    strength=Strength.HARD,
    formula="total = part + part + …",
    about_zh=(
        "总数应等于各部分之和。只有当各部分按定义凑成总数（如三次产业、城镇与乡村、"
        "出口与进口）或文中写明合计时才检验。"
    ),
    about_en=(
        "A total equals the sum of its parts, tested only where the parts make it up by "
        "definition or wording."
    ),
    strong_zh="各部分按定义穷尽总数，且时间、范围相同。",
    strong_en="The parts exhaust the total by definition, in the same period and scope.",
    example_zh="地区生产总值 100.0 亿元，三次产业 5.1、30.2、64.7 亿元。",
    example_en="GDP 100.0 with industries 5.1, 30.2 and 64.7.",
    sentence_zh="{subject}印作 {stated}，各部分相加应为 {recomputed}。",
    sentence_en="{subject} is printed as {stated}; its parts add up to {recomputed}.",
    find=_find,
)
