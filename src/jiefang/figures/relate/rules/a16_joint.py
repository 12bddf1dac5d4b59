"""A16 JOINT 联合检验: relations that pass one by one and cannot all hold together.

Needs no licence of its own: the judge joins the relations that other rules licensed wherever they
share figures, and decides the set exactly (see `jiefang.figures.judge.joint`).
"""

from __future__ import annotations

from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Relation, Strength


def _find(_corpus: Corpus) -> tuple[Relation, ...]:
    return ()


RULE = Rule(
    id="A16",
    name_zh="联合检验",
    name_en="Joint check",
    strength=Strength.HARD,
    formula="all relations that share figures hold at once",
    about_zh=(
        "单独看都说得通的几条关系，放在一起可能不能同时成立。"
        "联合检验给出可复核的证明和最小的嫌疑数字组合。"
    ),
    about_en=(
        "Relations that pass singly may be impossible together; the check gives a certificate "
        "and suspects."
    ),
    strong_zh="参与的关系都是硬性关系，且证明可以复核。",
    strong_en="All relations taking part are hard-capable and the certificate checks.",
    example_zh=(
        "贡献率 14.2、15.7、70.1%，拉动 1.2、1.3、5.6 个百分点，增长 8.1%：两两可行，合起来不行。"
    ),
    example_en=(
        "Contributions 14.2, 15.7, 70.1 %, pulls 1.2, 1.3, 5.6 points, growth 8.1 %: pairs "
        "pass, all together fail."
    ),
    sentence_zh="这几条关系单独成立，合起来不能同时成立。",
    sentence_en="These relations hold one by one but not together.",
    find=_find,
)
