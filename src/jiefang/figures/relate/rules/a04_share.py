"""A04 SHARE 占比: a share, its part and its whole.

Licences: 占 X 的 p% where X is printed too; a structure a:b:c beside the values of the parts and
their total (三次产业结构). A share that is one of a closed set may miss by one last unit because
shares are adjusted to add up to 100.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.formula import Expr, as_expr
from jiefang.figures.relate.build import (
    HUNDRED,
    amount,
    equation,
    one_subject,
    same_measure,
    total_of,
    usable,
    var,
)
from jiefang.figures.relate.corpus import Corpus, LicensePattern, Match
from jiefang.figures.relate.nearby import belongs_with, nearest
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.table_lines import Lines, lines_of
from jiefang.figures.relation import License, Relation, Strength

_NEAR = 1500
_OTHER_STRUCTURES = ("贡献", "拉动", "税", "就业", "投资", "贷款", "用电")
_WITH_WHOLE = (
    LicensePattern(
        r"{part:level}(?:[^。；;]{0,30}?)[，,、（(]占[^。；;，,]{1,20}?{whole:level}的{share:share|rate}"
    ),
)
_TELLING = 3
"""Characters that a name must have to be found inside a longer one."""
_UNITS = ("元", "人", "公顷", "吨", "户", "家")
"""Units to try a name with: a share does not print the unit of its part."""
_PLANNED = regex.compile(r"计划|任务|目标|(?:年初|年度|全年|调整)预算|预算(?:数|的)?$")
"""占年度计划的 … is completion (rule A09), not a share; 一般公共预算收入 may be a whole."""
_THREE = ("gdp_primary", "gdp_secondary", "gdp_tertiary")


def _find(corpus: Corpus) -> Iterator[Relation]:
    for match in corpus.matches(*_WITH_WHOLE):
        relation = _inside(match)
        if relation is not None:
            yield relation
    for extraction in corpus.extractions:
        for figure in extraction.figures:
            if figure.claim.kind is Kind.SHARE and figure.whole:
                yield from _share(corpus, extraction, figure)
            elif figure.claim.kind is Kind.RATIO:
                yield from _structure(corpus, extraction, figure)
        for view in extraction.tables:
            for lines in lines_of(view, Kind.SHARE):
                yield from _share_column(lines)


def _inside(match: Match) -> Relation | None:
    """占 X 41.7 亿元的 38.5%: the whole is printed inside the words of the share."""
    part, whole, share = (match.one(name) for name in ("part", "whole", "share"))
    if _PLANNED.search(match.words) or not part.own_subject:
        return None
    if not same_measure(part.claim, whole.claim) or not usable(share.claim):
        return None
    if not one_subject(part.claim, share.claim):
        return None
    return equation(
        "A04",
        share.claim,
        amount(part.claim) / amount(whole.claim) * HUNDRED,
        (part.claim, whole.claim),
        match.license,
        assumptions=("same_scope", "same_period"),
        facts={"subject": part.claim.subject or "", "whole": whole.claim.subject or ""},
    )


def _share(corpus: Corpus, extraction: Extraction, figure: Figure) -> Iterator[Relation]:
    share = figure.claim
    if _PLANNED.search(figure.whole or ""):
        return
    part = _part_of(corpus, extraction, figure)
    whole = _whole_of(corpus, extraction, figure)
    if part is None or whole is None or part.id == whole.id or not same_measure(part, whole):
        return
    yield equation(
        "A04",
        share,
        amount(part) / amount(whole) * HUNDRED,
        (part, whole),
        License(share.doc, min(share.start, part.start), share.end),
        assumptions=("same_scope", "same_period"),
        explanations=("forced_closure",),
        facts={"subject": part.subject or "", "whole": figure.whole or ""},
    )


def _part_of(corpus: Corpus, extraction: Extraction, figure: Figure) -> Claim | None:
    """The level that the share is printed with: same sentence and subject, else same indicator."""
    return _part_beside(extraction, figure) or _part_by_indicator(corpus, extraction, figure)


def _part_by_indicator(corpus: Corpus, extraction: Extraction, figure: Figure) -> Claim | None:
    share = figure.claim
    subject = (share.subject or "").removesuffix("比重").removesuffix("占比")
    for unit in _UNITS:
        known = corpus.indicators.match(subject, unit, Kind.LEVEL, share.scope)
        if known:
            return nearest(corpus.index(extraction), known, share, (Kind.LEVEL,))
    return None


def _part_beside(extraction: Extraction, figure: Figure) -> Claim | None:
    share = figure.claim
    for other in reversed(extraction.figures):
        if other.start >= figure.start or other.passage != figure.passage:
            continue
        if other.sentence != figure.sentence:
            break
        if other.claim.kind is Kind.LEVEL and other.claim.subject == share.subject:
            return other.claim if usable(other.claim) else None
        if other.own_subject and other.claim.kind is Kind.LEVEL:
            break
    return None


def _whole_of(corpus: Corpus, extraction: Extraction, figure: Figure) -> Claim | None:
    """The print of what the share is of, by indicator or by the very words."""
    words = figure.whole or ""
    share = figure.claim
    index = corpus.index(extraction)
    for unit in _UNITS:
        known = corpus.indicators.match(words, unit, Kind.LEVEL)
        if known:
            return nearest(index, known, share, (Kind.LEVEL,))
    if len(words) < _TELLING:
        return None
    candidates = [
        other.claim
        for other in extraction.figures
        if other.claim.kind is Kind.LEVEL
        and words in (other.claim.subject or "")
        and other.own_subject
        and belongs_with(other.claim, share)
        and abs(other.claim.start - share.start) <= _NEAR
    ]
    exact = [claim for claim in candidates if claim.subject == words] or candidates
    if len({claim.value for claim in exact}) != 1 or not usable(exact[-1]):
        return None
    return exact[-1]


def _structure(corpus: Corpus, extraction: Extraction, figure: Figure) -> Iterator[Relation]:
    """Each member of a three-industry structure against the value added printed nearby."""
    ratio = figure.claim
    if len(ratio.values) != len(_THREE) or not _is_structure(ratio):
        return
    index = corpus.index(extraction)
    found = [nearest(index, name, ratio, (Kind.LEVEL,)) for name in _THREE]
    parts = [claim for claim in found if claim is not None]
    if len(parts) != len(_THREE) or not same_measure(*parts):
        return
    total = nearest(index, "gdp", ratio, (Kind.LEVEL,))
    known = total if total is not None and same_measure(total, *parts) else None
    for number, part in enumerate(parts):
        yield _member(ratio, number, part, parts, known)


def _member(
    ratio: Claim, number: int, part: Claim, parts: list[Claim], total: Claim | None
) -> Relation:
    """One member of a structure, against the printed total or else the sum of the parts."""
    whole = amount(total) if total is not None else total_of(parts)
    others = (part, total) if total is not None else tuple(parts)
    return equation(
        "A04",
        ratio,
        amount(part) / whole * HUNDRED,
        others,
        License(ratio.doc, ratio.start, ratio.end),
        assumptions=("same_scope", "same_period"),
        explanations=("forced_closure",),
        facts={"subject": part.subject or "", "whole": "三次产业合计", "member": str(number)},
        stated_variable=f"{ratio.id}#{number}",
    )


def _share_column(lines: Lines) -> Iterator[Relation]:
    """Each share of a column against the amounts of its row and of the total row.

    A nested total (60 岁及以上, of which 65 岁及以上) has a share of its own that its parts divide.
    """
    total = lines.sum.total
    own = lines.total
    whole: Expr = var(own) if own is not None else as_expr(HUNDRED)
    printed = (total,) if own is None else (total, own)
    for share, part in zip(lines.parts, lines.sum.parts, strict=True):
        if not same_measure(part, total) or share.unit != "%":
            continue
        yield equation(
            "A04",
            share,
            amount(part) / amount(total) * whole,
            (part, *printed),
            License(share.doc, *lines.sum.license),
            assumptions=("same_scope", "same_period"),
            explanations=("forced_closure",),
            facts={"subject": part.subject or "", "whole": total.subject or ""},
        )


def _is_structure(ratio: Claim) -> bool:
    """A structure of output; contributions and the like print ratios of the same form."""
    subject = ratio.subject or ""
    return "产业" in subject and not any(word in subject for word in _OTHER_STRUCTURES)


RULE = Rule(
    id="A04",
    name_zh="占比",
    name_en="Share",
    strength=Strength.HARD,
    formula="part / whole × 100 = share",
    about_zh="“占……的百分之几”和结构比，应与文中印出的部分、总数相符。",
    about_en=(
        "A printed share or structure must agree with the part and the whole printed beside it."
    ),
    strong_zh="部分与总数同一时期、同一范围，且差距超出凑整到 100 的调整。",
    strong_en="Part and whole share period and scope, and the miss exceeds adjustment to 100.",
    example_zh="第三产业 64.7 亿元，占生产总值 100.0 亿元的 64.7%。",
    example_en="Services 64.7 of a GDP of 100.0: 64.7 %.",
    sentence_zh="{subject}占{whole}的比重印作 {stated}，按印出的数重算为 {recomputed}。",
    sentence_en=(
        "The share of {subject} in {whole} is printed as {stated}; the printed values give "
        "{recomputed}."
    ),
    find=_find,
)
