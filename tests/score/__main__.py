"""Print the scores: `python -m tests.score`, or `make score`.

End-to-end counts every hand-read item; given extraction counts only items whose figures were all
read, so that the two parts of a miss can be told apart. Recall stands beside coverage, the share
of claims that take part in a tested relation: silence earns nothing.
"""

from __future__ import annotations

import sys
from fractions import Fraction

from jiefang.figures.claim import Claim
from jiefang.figures.extract import Extraction, extract_claims
from jiefang.figures.judge import judge_all
from jiefang.figures.read import read_file
from jiefang.figures.relate import relate
from jiefang.figures.relation import Finding, Strength, Verdict
from tests.score.shared import (
    Expected,
    ExpectedRelation,
    expected_figures,
    expected_relations,
    seed_files,
    shared_folder,
)

_WORDS_ONLY = {"代号", "号码", "版本", "A"}
"""Units of code words: names with digits in them, which are not figures (334, 4.0版)."""


def main() -> int:
    """Print every score; exit status 1 when the shared data is missing."""
    folder = shared_folder()
    if folder is None:
        sys.stderr.write("make score: the folder shared/ is not beside the checkout.\n")
        return 1
    extractions = {}
    for number, path in seed_files(folder).items():
        extractions[number] = extract_claims(read_file(path, name=number))
    findings = judge_all(relate(tuple(extractions.values()))).findings
    missed = _figures(expected_figures(folder), extractions)
    _relations(expected_relations(folder), extractions, findings)
    _coverage(extractions, findings)
    if "--misses" in sys.argv:
        for row in missed:
            sys.stdout.write(f"  missed {row}\n")
    return 0


def _figures(expected: list[Expected], extractions: dict[str, Extraction]) -> list[Expected]:
    """Value recall and value + unit on the figures read by hand."""
    wanted = [row for row in expected if row.value and row.unit not in _WORDS_ONLY]
    found = [row for row in wanted if _value_at(row, extractions)]
    units = [row for row in found if _unit_at(row, extractions)]
    _line("figures with the value read", len(found), len(wanted))
    _line("figures with value and unit read", len(units), len(wanted))
    return [row for row in wanted if row not in units]


def _claims_at(row: Expected, extractions: dict[str, Extraction]) -> list[Claim]:
    claims = extractions[row.doc].claims
    return [claim for claim in claims if claim.start < row.end and claim.end > row.start]


def _value_at(row: Expected, extractions: dict[str, Extraction]) -> bool:
    return any(_same_value(claim, row) for claim in _claims_at(row, extractions))


def _same_value(claim: Claim, row: Expected) -> bool:
    wanted = Fraction(row.value)
    values = claim.values or (claim.value,)
    scale = {"万": 10**4, "亿": 10**8}.get(row.unit[:1], 1)
    return any(value and Fraction(value) in (wanted, wanted * scale) for value in values)


def _unit_at(row: Expected, extractions: dict[str, Extraction]) -> bool:
    wanted = row.unit.lstrip("万亿").split("/")[0]
    return any(
        _same_value(claim, row) and (claim.unit.startswith(wanted) or wanted.startswith(claim.unit))
        for claim in _claims_at(row, extractions)
    )


def _relations(
    expected: list[ExpectedRelation],
    extractions: dict[str, Extraction],
    findings: tuple[Finding, ...],
) -> None:
    ruled = [row for row in expected if row.kind != "pass" and row.rule.startswith("A")]
    given = [row for row in ruled if all(_read(place, extractions) for place in row.places)]
    found = [row for row in ruled if _is_found(row, findings)]
    _line("conflicts found, end to end", len(found), len(ruled))
    _line("conflicts found, given extraction", len([r for r in given if r in found]), len(given))
    for row in ruled:
        sys.stdout.write(f"  {row.id} {row.rule} {'found' if row in found else 'MISSED'}\n")
    passes = [row for row in expected if row.kind == "pass"]
    hard = [row for row in passes if _is_hard(row, findings)]
    _line("passing checks left alone", len(passes) - len(hard), len(passes))
    alarms = [f for f in findings if f.verdict is Verdict.INCONSISTENT and f.strength == "hard"]
    sys.stdout.write(f"hard alarms on the five texts: {len(alarms)}\n")


def _read(place: tuple[str, int, int], extractions: dict[str, Extraction]) -> bool:
    doc, start, end = place
    return any(c.start < end and c.end > start for c in extractions[doc].claims)


def _is_found(row: ExpectedRelation, findings: tuple[Finding, ...]) -> bool:
    """A finding of the same rule that is not consistent and stands in the quotes.

    It touches two of them, or all its figures stand in one that prints the whole conflict.
    """
    return any(
        finding.relation.rule == row.rule
        and finding.verdict is not Verdict.CONSISTENT
        and (row.strength == "soft" or finding.strength is Strength.HARD)
        and (_touches(finding, row) >= min(2, len(row.places)) or _is_quoted(finding, row))
        for finding in findings
    )


def _is_quoted(finding: Finding, row: ExpectedRelation) -> bool:
    return bool(finding.relation.claims) and _inside(finding, row)


def _is_hard(row: ExpectedRelation, findings: tuple[Finding, ...]) -> bool:
    return any(
        finding.verdict is Verdict.INCONSISTENT
        and finding.strength is Strength.HARD
        and _inside(finding, row)
        for finding in findings
    )


def _spans(finding: Finding) -> list[tuple[str, int, int]]:
    licence = finding.relation.license
    spans = [(claim.doc, claim.start, claim.end) for claim in finding.relation.claims]
    return [*spans, (licence.doc, licence.start, licence.end)]


def _touches(finding: Finding, row: ExpectedRelation) -> int:
    return sum(
        any(doc == d and start < e and end > s for d, s, e in _spans(finding))
        for doc, start, end in row.places
    )


def _inside(finding: Finding, row: ExpectedRelation) -> bool:
    """Whether every figure of a finding stands in a quote of the passing check."""
    return all(
        any(c.doc == doc and start <= c.start and c.end <= end for doc, start, end in row.places)
        for c in finding.relation.claims
    )


def _coverage(extractions: dict[str, Extraction], findings: tuple[Finding, ...]) -> None:
    tested = {c.id for f in findings for c in f.relation.claims}
    claims = {claim.id for extraction in extractions.values() for claim in extraction.claims}
    _line("coverage: claims in a tested relation", len(tested & claims), len(claims))


def _line(name: str, part: int, whole: int) -> None:
    rate = Fraction(part * 1000, whole) if whole else Fraction(0)
    sys.stdout.write(f"{name}: {part} of {whole} ({int(rate) // 10}.{int(rate) % 10} %)\n")


if __name__ == "__main__":
    sys.exit(main())
