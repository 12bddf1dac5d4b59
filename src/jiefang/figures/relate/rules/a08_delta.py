"""A08 DELTA 增减量与增速: an absolute change beside the rate of the same change.

Licence: one clause chain prints the level, what it gained and by how much per cent
(比上年增加 888 万吨，增长 1.3%). Source: figures design §3.4; a rate is change / (level − change).
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim
from jiefang.figures.relate.build import (
    HUNDRED,
    amount,
    equation,
    one_subject,
    same_measure,
    usable,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Relation, Strength

_PATTERNS = (
    LicensePattern(
        r"{level:level}[，,、（(]?[^。；;]{0,26}?{change:delta}[，,、和]?[^。；;，,]{0,10}?{rate:growth}"
    ),
    LicensePattern(
        r"{level:level}[，,、（(]?[^。；;]{0,26}?{rate:growth}[，,、和]?[^。；;，,]{0,10}?{change:delta}"
    ),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_PATTERNS):
        relation = _relation(match)
        if relation is not None:
            yield relation


def _relation(match: Match) -> Relation | None:
    level, change, rate = (match.one(name) for name in ("level", "change", "rate"))
    claims = (level.claim, change.claim, rate.claim)
    if change.own_subject or rate.own_subject or not usable(*claims) or not one_subject(*claims):
        return None
    if not same_measure(level.claim, change.claim) or level.claim.status != rate.claim.status:
        return None
    if "年均" in match.words or "平均" in match.words or _speaks_of_other_base(match):
        return None
    base = amount(level.claim) - amount(change.claim)
    return equation(
        "A08",
        rate.claim,
        amount(change.claim) / base * HUNDRED,
        (level.claim, change.claim),
        match.license,
        assumptions=("same_basis", "same_scope"),
        strength=Strength.SOFT if _is_real(match) or _is_balance(level.claim) else Strength.HARD,
        facts={"subject": level.claim.subject or ""},
    )


def _speaks_of_other_base(match: Match) -> bool:
    """Two different comparison bases (比上年 … 比上月) in one chain give two changes."""
    change, rate = match.one("change").claim, match.one("rate").claim
    both = change.comparator and rate.comparator
    return bool(both) and change.comparator != rate.comparator


def _is_balance(level: Claim) -> bool:
    """Balances of deposits and loans grow on a comparable scope that the text seldom states."""
    return any(word in (level.subject or "") for word in ("存款", "贷款", "余额"))


def _is_real(match: Match) -> bool:
    return any(word in match.words for word in ("实际", "可比", "不变价", "扣除"))


RULE = Rule(
    id="A08",
    name_zh="增减量与增速",
    name_en="Change and its rate",
    strength=Strength.HARD,
    formula="change / (level - change) × 100 = rate",
    about_zh="同一句话里先后印出总量、比上年增减多少、增长百分之几，三个数应当互相算得出来。",
    about_en="A level, its absolute change and its growth rate printed in one breath must agree.",
    strong_zh="三个数属于同一指标、同一比较基期，且没有“可比价”“实际增长”等字样。",
    strong_en=(
        "All three belong to one indicator and one base, and no constant-price wording stands by."
    ),
    example_zh="收入 5.4108 亿元，净增 8086 万元，增长 17.6%。",
    example_en="Revenue 541.08 m, up 80.86 m, growth 17.6 %.",
    sentence_zh=(
        "{subject}的增减量与增速对不上：按总量和增减量重算，增速应为 {recomputed}，文中印作 "
        "{stated}。"
    ),
    sentence_en=(
        "{subject}: the change and the level give a rate of {recomputed}, the text prints {stated}."
    ),
    find=_find,
)
