"""A21 GRANULARITY 整数个数: p % of n things must be a whole number of things.

Licence: a rate of things (开工率, 合格率, 达标率 …) printed right after how many things there are.
After the GRIM test (Brown and Heathers 2017), with the printed digits as the interval.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.extract.unit import dimension_of
from jiefang.figures.relate.build import usable
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Relation, Strength, WholeNumber

_RATES = (
    r"(?:开工|投产|达效|竣工|完工|合格|达标|办结|优良"
    r"|入库|履约|签约|落地|面|覆盖|通过|参会|回复|满意)率?"
)
_PATTERNS = (
    LicensePattern(
        rf"{{count:level}}[^。；;，,]{{0,16}}?(?:项目|断面|城市|行业|样品|批次|案件|企业|事项|站点|村|社区|点位)[^。；;，,]{{0,6}}?"
        rf"[，,、]?[^。；;，,]{{0,6}}?{_RATES}(?:达到?|为|是)?{{rate:rate|share}}"
    ),
)
_MOST = 10_000


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_PATTERNS):
        relation = _relation(match)
        if relation is not None:
            yield relation


def _relation(match: Match) -> Relation | None:
    count, rate = match.one("count").claim, match.one("rate").claim
    if not usable(count, rate) or dimension_of(count.unit) != "count" or rate.unit != "%":
        return None
    if count.scale or "." in count.value or count.hedge or not 0 < int(count.value) < _MOST:
        return None
    return Relation(
        rule="A21",
        strength=Strength.HARD,
        claims=(rate, count),
        check=WholeNumber(rate=rate.id, count=count.id),
        license=match.license,
        assumptions=("whole_things", "same_scope"),
        facts={"subject": rate.subject or ""},
    )


RULE = Rule(
    id="A21",
    name_zh="整数个数",
    name_en="Whole things",
    strength=Strength.HARD,
    formula="rate × count is a whole number",
    about_zh="若干个项目的开工率、合格率等，乘以个数必须能得到整数个。",
    about_en="A rate of n things must correspond to a whole number of them.",
    strong_zh="个数与比率紧挨着印在一句话里。",
    strong_en="Count and rate stand side by side.",
    example_zh="15 个项目开工率 60%（9 个）可以；开工率 61% 不可能。",
    example_en="60 % of 15 projects is 9; 61 % is impossible.",
    sentence_zh="{subject}印作 {stated}，但没有哪个整数个数能得出这个比率，最近的是 {recomputed}。",
    sentence_en=(
        "{subject} is printed as {stated}, which no whole number of things gives; the nearest "
        "is {recomputed}."
    ),
    find=_find,
)
