"""A32 STAGE RATES 阶段比率: a printed 开工率, 投产率 … against the projects of the register.

Licence: the words before the rate name a list of the register (省重点项目开工率 100%), and the
register holds the projects of that list with their stages; or a `rate` row of the register itself.
A project has reached a stage when it, or a later one, is dated no later than the period of the
figure. The register is the witness: it must be up to date. Source: figures design §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import regex

from jiefang.figures.claim import Claim, Kind, Status
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.formula import Const
from jiefang.figures.relate.build import equation, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.dates import last_day, span_of_date
from jiefang.figures.relate.register import Register, Row
from jiefang.figures.relate.register_file import STAGES
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_RATE = regex.compile(
    r"(?P<signed>签约率)|(?P<started>开工率)|(?P<producing>投产率|竣工投产率)|(?P<on_target>达效率|达产达效率)"
)
_WAYS_OUT = frozenset(STAGES[5:])


@dataclass(frozen=True, slots=True)
class _Count:
    """How many projects of a list have reached a stage."""

    reached: int
    projects: int


def _find(corpus: Corpus) -> Iterator[Relation]:
    register = corpus.register
    if register is None:
        return
    lists = _lists(register)
    for extraction in corpus.extractions:
        for figure in extraction.figures:
            yield from _printed(register, lists, extraction, figure)
    for row in register.of("rate"):
        yield from _registered(register, lists, row)


def _lists(register: Register) -> dict[str, tuple[Row, ...]]:
    """Projects by the name of their list, longer names first."""
    found: dict[str, list[Row]] = {}
    for project in register.of("project"):
        if project.get("list"):
            found.setdefault(project.get("list"), []).append(project)
    return {name: tuple(found[name]) for name in sorted(found, key=len, reverse=True)}


def _printed(
    register: Register,
    lists: dict[str, tuple[Row, ...]],
    extraction: Extraction,
    figure: Figure,
) -> Iterator[Relation]:
    claim = figure.claim
    stage = _stage_of(figure)
    if claim.kind not in (Kind.RATE, Kind.SHARE) or claim.unit != "%" or stage is None:
        return
    if not usable(claim) or claim.status is not Status.ACTUAL:
        return
    name = _list_named(lists, extraction, figure)
    if name is None:
        return
    until = last_day(claim.period) if claim.period else None
    count = _count(register, _of_year(lists[name], claim), stage, until)
    if count.projects:
        yield _relation(claim, count, name, stage, License(claim.doc, claim.start, claim.end))


def _registered(
    register: Register, lists: dict[str, tuple[Row, ...]], row: Row
) -> Iterator[Relation]:
    claim = register.figure(row, "value")
    projects = lists.get(row.get("list"), ())
    if claim is None or not projects or not usable(claim):
        return
    day = span_of_date(row.get("date"))
    count = _count(register, projects, row.get("stage"), day.last if day else None)
    yield _relation(claim, count, row.get("list"), row.get("stage"), register.license(row))


def _stage_of(figure: Figure) -> str | None:
    """The stage whose rate stands right before the figure."""
    found = list(_RATE.finditer(figure.left))
    return found[-1].lastgroup if found else None


def _list_named(
    lists: dict[str, tuple[Row, ...]], extraction: Extraction, figure: Figure
) -> str | None:
    """The list that the sentence names before the rate; the nearest one, None when unclear."""
    template = next(t for t in extraction.templates if t.passage == figure.passage)
    words = template.text[: figure.position]
    sentence = regex.split(r"[。；;！？]", words)[-1]
    places = {name: sentence.rfind(name) for name in lists}
    found = [name for name, place in places.items() if place >= 0]
    return max(found, key=lambda name: (places[name] + len(name), len(name))) if found else None


def _of_year(projects: tuple[Row, ...], claim: Claim) -> tuple[Row, ...]:
    """Projects of the year of a figure; those without a year belong to every year."""
    year = (claim.period or "").rpartition("/")[2][:4]
    return tuple(row for row in projects if not year or row.get("year") in ("", year))


def _count(register: Register, projects: tuple[Row, ...], stage: str, until: date | None) -> _Count:
    least = STAGES.index(stage)
    reached = 0
    for project in projects:
        events = register.belonging("stage", "project", project)
        reached += any(
            STAGES.index(event.get("stage")) >= least
            and event.get("stage") not in _WAYS_OUT
            and _has_happened(event, until)
            for event in events
        )
    return _Count(reached, len(projects))


def _has_happened(event: Row, until: date | None) -> bool:
    """Whether an event is dated, and no later than a day; a planned date is none."""
    span = span_of_date(event.get("date"))
    return span is not None and (until is None or span.first <= until)


def _relation(claim: Claim, count: _Count, name: str, stage: str, licence: License) -> Relation:
    share = Fraction(100 * count.reached, count.projects)
    return equation(
        "A32",
        claim,
        Const(share),
        (),
        licence,
        assumptions=("same_register", "register_current"),
        facts={
            "subject": name,
            "stage": stage,
            "count": f"{count.reached}/{count.projects}",
        },
    )


RULE = Rule(
    id="A32",
    name_zh="阶段比率与台账",
    name_en="Stage rates and the register",
    strength=Strength.HARD,
    formula="projects that reached the stage / projects of the list × 100 = rate",
    about_zh="文中印的开工率、投产率、达效率，应与台账里同一清单的项目数出来的比率相同。",
    about_en="A printed rate of started or producing projects equals the count in the register.",
    strong_zh="文中写明清单名称，台账里有这份清单的全部项目。",
    strong_en="The text names the list, and the register holds its projects.",
    example_zh="省重点项目投产率 60%；台账里 5 个项目有 2 个投产，应为 40%。",
    example_en="60 % producing; 2 of the 5 projects in the register are: 40 %.",
    sentence_zh="{subject}的比率印作 {stated}，按台账（{count}）应为 {recomputed}。",
    sentence_en="The rate of {subject} is {stated}; the register ({count}) gives {recomputed}.",
    find=_find,
)
