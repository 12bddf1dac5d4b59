"""A19 INTENSITY 强度: change of energy per unit of output from the two growth rates.

Licence: 单位生产总值能耗下降 beside the growth of energy consumption and of GDP, one period and
document: (1 + energy) / (1 + output) − 1. Output growth must be real, as printed for GDP.
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.relate.build import HUNDRED, equation, factor, usable
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.nearby import Index, printed_once
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Relation, Strength

_INTENSITY = frozenset({"energy_per_gdp"})
_ENERGY = ("energy_use",)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        index = corpus.index(extraction)
        for claim in extraction.claims:
            if claim.indicator in _INTENSITY and claim.kind is Kind.GROWTH and claim.value:
                yield from _intensity(extraction, index, claim)


def _intensity(extraction: Extraction, index: Index, stated: Claim) -> Iterator[Relation]:
    energy = _of_period(index, _ENERGY, stated)
    output = _of_period(index, ("gdp",), stated)
    if energy is None or output is None or not usable(energy, output):
        return
    excluded = "扣除" in extraction.document.text[stated.start - 60 : stated.start]
    yield equation(
        "A19",
        stated,
        (factor(energy) / factor(output) - 1) * HUNDRED,
        (energy, output),
        License(stated.doc, min(energy.start, stated.start), stated.end),
        strength=Strength.SOFT if excluded else Strength.HARD,
        assumptions=("same_period", "real_growth", "same_scope"),
        missing=("same_scope",) if excluded else (),
        facts={"subject": stated.subject or ""},
    )


def _of_period(index: Index, names: tuple[str, ...], stated: Claim) -> Claim | None:
    """The one growth rate of an indicator in the period of the stated figure."""
    for name in names:
        found = printed_once(index, name, stated, (Kind.GROWTH,))
        if found is not None:
            return found
    return None


RULE = Rule(
    id="A19",
    name_zh="能耗强度",
    name_en="Energy intensity",
    strength=Strength.HARD,
    formula="(1 + energy) / (1 + output) - 1 = intensity change",
    about_zh="单位生产总值能耗的升降，由能源消费增速和生产总值增速决定。",
    about_en="The change of energy per unit of output follows from the growth of both.",
    strong_zh="三个增速同一时期，且没有“扣除原料用能”等口径说明。",
    strong_en="All three rates share the period and no exclusion of fuels is stated.",
    example_zh="能源消费增长 2.0%，生产总值增长 6.0%，单位能耗下降 3.8%。",
    example_en="Energy +2.0 %, GDP +6.0 %: intensity −3.8 %.",
    sentence_zh="{subject}印作 {stated}，按能源消费和生产总值增速重算为 {recomputed}。",
    sentence_en="{subject} is printed as {stated}; growth of energy and output give {recomputed}.",
    find=_find,
)
