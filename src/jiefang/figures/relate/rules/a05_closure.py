"""A05 CLOSURE 构成闭合: the members of a complete structure add up to 100.

Licence: a ratio list whose subject is a structure (三次产业结构 6.0:38.3:55.7), a complete set of
shares of one whole, or a share column of a table. Source: figures design §3.4.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.extract.discourse import Extraction, Figure
from jiefang.figures.relate.build import equation, total_of
from jiefang.figures.relate.closing import closed_list, closed_ratio
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.industry import complete_sets
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relate.sentence import license_over, passages
from jiefang.figures.relate.table_lines import Lines, lines_of
from jiefang.figures.relation import License, Relation, Strength

_STRUCTURE = ("结构", "比重", "构成", "比例", "之比", "占比", "产业")


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for claim in extraction.claims:
            if claim.kind is Kind.RATIO and _adds_to_hundred(claim):
                yield closed_ratio("A05", claim)
        for view in extraction.tables:
            for lines in lines_of(view, Kind.SHARE):
                if lines.sum.exhaustive and len(lines.parts) > 1:
                    yield _column(lines)
        for members in _shares(extraction):
            claims = [figure.claim for figure in members]
            yield closed_list("A05", claims, license_over(*members), members[0].whole or "")


def _shares(extraction: Extraction) -> Iterator[tuple[Figure, ...]]:
    """Complete sets of shares of one whole in one paragraph (一产、二产、三产占生产总值的比重)."""
    for figures in passages(extraction):
        shares = [f for f in figures if f.claim.kind is Kind.SHARE and f.claim.value and f.whole]
        for members in complete_sets(shares):
            if len({figure.whole for figure in members}) == 1 and not _is_account(members):
                yield members


def _is_account(members: tuple[Figure, ...]) -> bool:
    """Contributions to growth are rule A14."""
    return any("贡献" in (f.claim.subject or "") + f.left for f in members)


def _column(lines: Lines) -> Relation:
    """A column of shares adds up to the share printed for the total, else to 100."""
    total = lines.total
    licence = License(lines.parts[0].doc, *lines.sum.license)
    subject = lines.sum.total.subject or ""
    if total is None:
        return closed_list("A05", lines.parts, licence, subject)
    return equation(
        "A05",
        total,
        total_of(lines.parts),
        lines.parts,
        licence,
        assumptions=("exhaustive",),
        explanations=("forced_closure",),
        facts={"subject": subject},
    )


def _adds_to_hundred(claim: Claim) -> bool:
    """A structure in per cent; a mere proportion (男女 104:100) or multiple (1.3:1) is not one."""
    if len(claim.values) < 3 or not any(word in (claim.subject or "") for word in _STRUCTURE):
        return False
    total = sum(Fraction(value) for value in claim.values)
    return 80 <= total <= 120


RULE = Rule(
    id="A05",
    name_zh="构成闭合",
    name_en="Closure to 100",
    strength=Strength.HARD,
    formula="a + b + c = 100",
    about_zh="完整的构成（如三次产业结构）各项相加应为 100。差一个末位属于四舍五入，不算错。",
    about_en=(
        "The members of a complete structure add up to 100; one unit of the last digit is rounding."
    ),
    strong_zh="各项相加与 100 的差超出四舍五入所能解释的范围。",
    strong_en="The sum misses 100 by more than rounding can explain.",
    example_zh="三次产业结构 6.0:38.3:55.7。",
    example_en="Structure 6.0 : 38.3 : 55.7.",
    sentence_zh="{subject}各项相加不等于 100：首项印作 {stated}，其余各项要求它为 {recomputed}。",
    sentence_en=(
        "The members of {subject} do not add up to 100: the first is {stated}, the others "
        "leave {recomputed}."
    ),
    find=_find,
)
