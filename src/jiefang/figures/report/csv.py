"""CSV (表格文本): one row a finding for an audit, one row a claim for an extraction.

Digits are text and keep every zero. Words of a document that a spreadsheet would take for a
formula get an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.history import finding_key
from jiefang.figures.relation import Finding
from jiefang.figures.report.facts import quotes_of
from jiefang.figures.report.jsonl import claim_record
from jiefang.figures.report.wording import (
    Lang,
    exact,
    full_place,
    gap_text,
    group_of,
    message,
    own_unit,
    reasons,
    repair_text,
    rules_by_id,
    show_interval,
    stated_member,
    why,
)

FINDING_COLUMNS = (
    "id", "key", "group", "verdict", "strength", "rule", "rule_name", "doc", "place", "figure",
    "others", "words", "recomputed", "gap", "stated_lo", "stated_hi", "recomputed_lo",
    "recomputed_hi", "explanation", "assumptions", "repair", "message", "since", "accepted",
)  # fmt: skip
CLAIM_COLUMNS = (
    "id", "doc", "start", "end", "text", "digits", "scale", "unit", "value", "kind", "sign",
    "hedge", "subject", "scope", "period", "area", "comparator", "status", "indicator", "page",
    "paragraph", "table", "row", "column", "malformed", "values",
)  # fmt: skip


def findings_csv(audit: Audit, lang: Lang) -> str:
    """Every finding that is not consistent, in the order of the text."""
    rows = [
        _finding_row(audit, finding, lang)
        for finding in audit.findings
        if finding.verdict != "consistent"
    ]
    return _table(FINDING_COLUMNS, rows)


def keys_csv(audit: Audit, lang: Lang) -> str:
    """The file of accepted findings to fill in (`--keys`): key, empty reason, by and date."""
    rows = [
        (finding_key(finding), "", "", "", finding.relation.rule, message(finding, lang))
        for finding in audit.findings
        if finding.verdict in {"inconsistent", "undecided"}
        and finding.relation.id not in audit.accepted
    ]
    return _table(("key", "reason", "by", "date", "rule", "message"), rows)


def claims_csv(claims: Iterable[Claim]) -> str:
    """Every claim with the keys of JSON Lines as columns; `values` joined by colons."""
    rows = []
    for claim in claims:
        record = claim_record(claim) | {"values": ":".join(claim.values)}
        rows.append(tuple("" if record[key] is None else str(record[key]) for key in CLAIM_COLUMNS))
    return _table(CLAIM_COLUMNS, rows)


def safe(words: str) -> str:
    """Words that no spreadsheet takes for a formula; a sign in front of a digit stays.

    >>> safe("=1+1"), safe("-3.10")
    ("'=1+1", '-3.10')
    """
    if words[:1] in {"=", "@", "\t", "\r"}:
        return f"'{words}"
    if words[:1] in {"+", "-"} and words[1:] and not words[1:2].isdigit():
        return f"'{words}"
    return words


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue()


def _finding_row(audit: Audit, finding: Finding, lang: Lang) -> tuple[str, ...]:
    relation = finding.relation
    rule = rules_by_id().get(relation.rule)
    stated = relation.claims[0] if relation.claims else None
    interval = finding.recomputed
    acceptance = audit.accepted.get(relation.id)
    row = {
        "id": relation.id,
        "key": finding_key(finding),
        "group": group_of(audit, finding).value,
        "verdict": finding.verdict.value,
        "strength": finding.strength.value,
        "rule": relation.rule,
        "rule_name": (rule.name_zh if lang == "zh" else rule.name_en) if rule else "",
        "doc": relation.license.doc,
        "place": full_place(audit, stated, lang) if stated else "",
        "figure": stated.text if stated else "",
        "others": "; ".join(claim.text for claim in relation.claims[1:]),
        "words": " / ".join(quote.text for quote in quotes_of(audit, finding)),
        "recomputed": _shown(finding, lang) if interval and stated else "",
        "gap": gap_text(finding, lang),
        "stated_lo": (finding.stated and exact(finding.stated.lo)) or "",
        "stated_hi": (finding.stated and exact(finding.stated.hi)) or "",
        "recomputed_lo": (interval and exact(interval.lo)) or "",
        "recomputed_hi": (interval and exact(interval.hi)) or "",
        "explanation": why(finding, lang),
        "assumptions": "; ".join(reasons(finding, lang)),
        "repair": repair_text(audit, finding.repairs[0], lang) if finding.repairs else "",
        "message": message(finding, lang),
        "since": audit.changes[relation.id].value if relation.id in audit.changes else "",
        "accepted": acceptance.reason if acceptance else "",
    }
    return tuple(row[column] for column in FINDING_COLUMNS)


def _shown(finding: Finding, lang: Lang) -> str:
    """The recomputed value in the unit of the stated figure."""
    if finding.recomputed is None:
        return ""
    unit = own_unit(finding.relation.claims[0], stated_member(finding))
    return show_interval(finding.recomputed, unit, lang)
