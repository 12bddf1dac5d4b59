"""A24 IMPLIED BASE 推算基数: this year's level and growth imply last year's level.

Licence: a level with its growth in one document, last year's level of the same indicator in an
earlier one. A miss means revision, another scope or a mistake: a question, never hard.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Kind
from jiefang.figures.relate.build import amount, equation, factor, in_unit_of, same_measure, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.fact import year_before
from jiefang.figures.relate.price import is_real_growth
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength


def _find(corpus: Corpus) -> Iterator[Relation]:
    for key, levels in corpus.facts.items():
        before = year_before(key)
        if before is None or key.kind != "level" or key.planned:
            continue
        for last in levels:
            rate = corpus.growth_beside(last)
            if rate is None or last.kind is not Kind.LEVEL:
                continue
            if is_real_growth(last, corpus.words_before(rate)):
                continue
            for first in corpus.facts.get(before, ()):
                if first.doc == last.doc or not corpus.same_place(first, last):
                    continue
                if same_measure(first, last) and usable(first, rate):
                    yield equation(
                        "A24",
                        first,
                        in_unit_of(amount(last) / factor(rate), first),
                        (last, rate),
                        License(rate.doc, last.start, max(last.end, rate.end)),
                        strength=Strength.SOFT,
                        assumptions=("unrevised_base", "same_scope"),
                        missing=("unrevised_base",),
                        facts={"subject": last.subject or "", "period": before.period},
                    )


RULE = Rule(
    id="A24",
    name_zh="推算基数",
    name_en="Implied base",
    strength=Strength.SOFT,
    formula="level / (1 + growth) = last year's level",
    about_zh="用今年的总量和增速倒推去年的数，与去年文件里印的数比较。不符往往是修订或口径调整。",
    about_en="This year's level and growth imply last year's, compared with what was printed then.",
    strong_zh="不作硬性判断。",
    strong_en="Never hard.",
    example_zh="今年 110 亿元、增长 10%，去年印 100 亿元。",
    example_en="110 now, up 10 %, 100 printed last year.",
    sentence_zh=(
        "{subject}（{period}）当年印作 {stated}，按后一年的总量和增速倒推为 {recomputed}，"
        "可能修订过。"
    ),
    sentence_en=(
        "{subject} ({period}) was printed as {stated}; the next year implies {recomputed}: "
        "perhaps revised."
    ),
    find=_find,
)
