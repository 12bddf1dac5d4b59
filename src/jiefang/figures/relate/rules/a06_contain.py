"""A06 CONTAIN 包含: a subset is not larger than the set that contains it.

Licences: 其中 after the set; 新增 … 总数; 开工 … 其中完工; or the indicator list knows the subset
(税收收入 in 一般公共预算收入, 工业增加值 in 第二产业增加值, 65 岁及以上 in 60 岁及以上).
"""

from __future__ import annotations

from collections.abc import Iterator

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.table import TableView
from jiefang.figures.relate.build import (
    amount,
    equation,
    in_unit_of,
    is_amount,
    same_measure,
    total_of,
    usable,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern
from jiefang.figures.relate.group import Group
from jiefang.figures.relate.nearby import preceding
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Comparison, License, Relation, Strength

_ADDED = (
    LicensePattern(
        r"(?:新增|净增)[^。；;，,]{0,16}?{part:level|delta}[、，,]总(?:数|量)(?:达到?|为)?{whole:level}"
    ),
)
_FINISHED = r"(?:已)?(?:完工|竣工|建成|投产|投用|入住)"
_DONE = (
    LicensePattern(
        rf"(?:开工|启动)[^。；;，,]{{0,4}}?{{whole:share|rate|level}}[，,、]其中{_FINISHED}(?:率)?{{part:share|rate|level}}"
    ),
    LicensePattern(rf"{{whole:level}}[^。；;，,、]{{1,14}}?{_FINISHED}{{part:level}}"),
)
_BARE = 2
"""Length of a subject that names no thing of its own (总数)."""


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for group in corpus.groups(extraction):
            yield from _among(corpus, group)
        yield from _known_subsets(corpus, extraction)
        for view in extraction.tables:
            yield from _subset_rows(extraction, view)
    yield from _newly_added(corpus)
    yield from _finished(corpus)


def _among(corpus: Corpus, group: Group) -> Iterator[Relation]:
    """Each part after 其中 for itself, the first for sure; all together if they do not overlap."""
    if group.divided or group.closed:
        return
    total, first = group.total.claim, group.parts[0].claim
    parts = [figure.claim for figure in group.parts]
    licence = License(total.doc, total.start, parts[-1].end)
    alike = [part for part in parts if (part.subject or "")[-2:] == (first.subject or "")[-2:]]
    for part in alike:
        if total.period == part.period and same_measure(total, part):
            strength = Strength.HARD if part is first else Strength.SOFT
            yield _contained(part, total, licence, strength)
    if len(alike) > 1 and not _make_up(corpus, total, alike):
        yield _together(total, alike, licence)


def _make_up(corpus: Corpus, total: Claim, parts: list[Claim]) -> bool:
    """Whether parts are all of a known division: then their sum is rule A01's."""
    names = {part.indicator for part in parts}
    divisions = corpus.indicators.parts_of(total.indicator or "")
    return any(names >= set(division.parts) for division in divisions)


def _newly_added(corpus: Corpus) -> Iterator[Relation]:
    """新增 a、总数 b: what was added is contained in all there are."""
    for match in corpus.matches(*_ADDED):
        part, whole = match.one("part"), match.one("whole")
        is_bare = not whole.own_subject or len(whole.claim.subject or "") <= _BARE
        if is_bare and same_measure(part.claim, whole.claim):
            yield _contained(part.claim, whole.claim, match.license)


def _finished(corpus: Corpus) -> Iterator[Relation]:
    """Of things of one kind no more are finished than there are, or than were begun."""
    for match in corpus.matches(*_DONE):
        whole, part = match.one("whole").claim, match.one("part").claim
        if whole.unit == part.unit and whole.kind == part.kind and usable(whole, part):
            yield _contained(part, whole, match.license)


def _together(total: Claim, parts: list[Claim], licence: License) -> Relation:
    """All parts fit in the total at once: the first in what the others leave of it."""
    first, *rest = parts
    return equation(
        "A06",
        first,
        in_unit_of(amount(total) - total_of(rest), first),
        (total, *rest),
        licence,
        strength=Strength.SOFT,
        comparison=Comparison.AT_MOST,
        assumptions=("subset", "disjoint", "same_period"),
        missing=("disjoint",),
        facts={"subject": first.subject or "", "whole": f"{total.subject or ''}除去其余各项所剩"},
    )


def _subset_rows(extraction: Extraction, view: TableView) -> Iterator[Relation]:
    """其中 and # rows of a table under the row that contains them."""
    for one in view.sums:
        if one.exhaustive or one.total.kind is not Kind.LEVEL or not is_amount(one.total):
            continue
        parts = [part for part in one.parts if same_measure(one.total, part)]
        licence = License(extraction.document.doc, *one.license)
        for part in parts:
            yield _contained(part, one.total, licence, Strength.SOFT)
        if len(parts) > 1:
            yield _together(one.total, parts, licence)


def _known_subsets(corpus: Corpus, extraction: Extraction) -> Iterator[Relation]:
    index = corpus.index(extraction)
    for part in extraction.claims:
        if part.kind is not Kind.LEVEL or not part.indicator or part.cell is not None:
            continue
        sure = corpus.indicators.subset_of(part.indicator)
        near = corpus.indicators.near_subset_of(part.indicator)
        for name in (*sure, *near):
            whole = preceding(index, name, part)
            if whole is not None and same_measure(whole, part):
                licence = License(part.doc, min(part.start, whole.start), max(part.end, whole.end))
                # Definitions of near parts reach a little beyond the whole (工业 in 第二产业).
                strength = Strength.HARD if name in sure else Strength.SOFT
                yield _contained(part, whole, licence, strength)


def _contained(
    part: Claim, whole: Claim, licence: License, strength: Strength = Strength.HARD
) -> Relation:
    return equation(
        "A06",
        part,
        in_unit_of(amount(whole), part),
        (whole,),
        licence,
        strength=strength,
        comparison=Comparison.AT_MOST,
        assumptions=("same_scope", "same_period"),
        facts={"subject": part.subject or "", "whole": whole.subject or ""},
    )


RULE = Rule(
    id="A06",
    name_zh="包含",
    name_en="Subset within its set",
    strength=Strength.HARD,
    formula="part ≤ whole",
    about_zh="“其中”的数和按定义属于总体的数，不应大于总体。",
    about_en=(
        "A figure introduced by “of which”, or contained by definition, is not larger than its "
        "whole."
    ),
    strong_zh="同一时期、同一计量单位，且包含关系由“其中”或指标定义给出。",
    strong_en="One period and unit, and containment given by the wording or by definition.",
    example_zh="一般公共预算收入 13.67 亿元，其中税收收入 11.2 亿元。",
    example_en="Revenue 13.67, of which taxes 11.2.",
    sentence_zh="{subject}印作 {stated}，比包含它的{whole}（{recomputed}）还大。",
    sentence_en=(
        "{subject} is printed as {stated}, more than {whole} ({recomputed}) that contains it."
    ),
    find=_find,
)
