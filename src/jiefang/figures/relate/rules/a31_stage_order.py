"""A31 STAGE ORDER 阶段次序: 储备 → 签约 → 开工 → 投产 → 达效, in this order and on possible dates.

Licence: `stage` rows of one project in the register. Stages are independent events: one that is
missing is missing evidence, never an error. A date known to the month or year only is taken at its
most favourable day. After 停建, 并入 or 出库 nothing follows. Source: figures design §3.1, §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.dates import DateSpan, span_of_date
from jiefang.figures.relate.register import Register, Row
from jiefang.figures.relate.register_file import STAGES
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Observation, Relation, Strength

STAGE_NAMES = {
    "reserve": ("储备", "reserve"),
    "signed": ("签约", "contract signed"),
    "started": ("开工", "start of works"),
    "producing": ("投产", "start of production"),
    "on_target": ("达效", "target output"),
    "stopped": ("停建", "stop"),
    "merged": ("并入", "merger"),
    "left": ("出库", "leaving the list"),
}
_COLUMNS = {"date": ("日期", "date"), "planned": ("计划日期", "planned date")}


def _find(corpus: Corpus) -> Iterator[Relation]:
    register = corpus.register
    if register is None:
        return
    for project in register.of("project"):
        events = register.belonging("stage", "project", project)
        yield from _repeated(register, project, events)
        for column in _COLUMNS:
            dated = [(event, span_of_date(event.get(column))) for event in events]
            known = [(event, span) for event, span in dated if span is not None]
            known.sort(key=lambda pair: STAGES.index(pair[0].get("stage")))
            for one, other in combinations(known, 2):
                if one[0].get("stage") != other[0].get("stage"):
                    yield _in_order(register, project, one, other, column)


def _in_order(
    register: Register,
    project: Row,
    earlier: tuple[Row, DateSpan],
    later: tuple[Row, DateSpan],
    column: str,
) -> Relation:
    """Whether the earlier stage may lie on or before the day of the later one."""
    (one, first), (other, last) = earlier, later
    holds = not first.surely_after(last)
    label = _COLUMNS[column]
    events = [(STAGE_NAMES[row.get("stage")], row.get(column)) for row in (one, other)]
    zh = "，".join(f"{name[0]}{label[0]} {day}" for name, day in events)
    en = ", ".join(f"{label[1]} of {name[1]} {day}" for name, day in events)
    return _relation(
        register,
        project,
        (one, other),
        holds=holds,
        zh=f"“{project.get('name')}”{zh}" + ("。" if holds else "，先后颠倒。"),
        en=f"“{project.get('name')}”: {en}" + ("." if holds else ": in the wrong order."),
    )


def _repeated(register: Register, project: Row, events: Sequence[Row]) -> Iterator[Relation]:
    """One stage is reached once: two rows of it must not name different days."""
    for one, other in combinations(events, 2):
        first, second = span_of_date(one.get("date")), span_of_date(other.get("date"))
        if one.get("stage") != other.get("stage") or first is None or second is None:
            continue
        holds = not first.surely_after(second) and not second.surely_after(first)
        name = STAGE_NAMES[one.get("stage")]
        dates = (one.get("date"), other.get("date"))
        yield _relation(
            register,
            project,
            (one, other),
            holds=holds,
            zh=f"“{project.get('name')}”{name[0]}登记了两次：{dates[0]} 和 {dates[1]}"
            + ("。" if holds else "，日期不同。"),
            en=f"“{project.get('name')}”: {name[1]} is recorded twice, {' and '.join(dates)}"
            + ("." if holds else ": the dates differ."),
        )


def _relation(
    register: Register, project: Row, events: tuple[Row, Row], *, holds: bool, zh: str, en: str
) -> Relation:
    return Relation(
        rule="A31",
        strength=Strength.HARD,
        claims=(),
        check=Observation(holds=holds, zh=zh, en=en),
        license=register.license(*events),
        assumptions=("register_current",),
        facts={"subject": project.get("name")},
    )


RULE = Rule(
    id="A31",
    name_zh="阶段次序",
    name_en="Order of stages",
    strength=Strength.HARD,
    formula="储备 ≤ 签约 ≤ 开工 ≤ 投产 ≤ 达效 (dates)",
    about_zh="项目的储备、签约、开工、投产、达效应依次发生；缺一个阶段不算错，停建后不应再有进展。",
    about_en="Stages of a project follow one another; a missing one is no error, a stop ends it.",
    strong_zh="两个阶段的日期都登记了，而且无论取哪一天都颠倒。",
    strong_en="Both dates are recorded, and no day within them gives the right order.",
    example_zh="开工 2024-05-10，投产 2024-03-01。",
    example_en="Works started 2024-05-10, production 2024-03-01.",
    sentence_zh="{subject}的阶段日期先后颠倒。",
    sentence_en="The stages of {subject} are in the wrong order.",
    find=_find,
)
