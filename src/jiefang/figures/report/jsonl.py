"""JSON Lines (逐行 JSON): the stable form of an audit that other programs score and compare.

One object a line, `type` first. What a document printed is a string, so that every zero survives;
counts, shares and seconds of our own are numbers. Keys may be added, never changed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from jiefang.figures.audit import Audit, Summary
from jiefang.figures.claim import Claim
from jiefang.figures.document import Document
from jiefang.figures.gather import Refusal
from jiefang.figures.history import Past, finding_key
from jiefang.figures.interval import Interval
from jiefang.figures.relation import Finding, Joint, Repair
from jiefang.figures.report.facts import joint_message
from jiefang.figures.report.wording import Lang, exact, message, pick, repair_text, warnings_of
from jiefang.figures.source import SourceMatch

Json: TypeAlias = "str | int | float | bool | Sequence[Json] | Mapping[str, Json] | None"
Record: TypeAlias = dict[str, Json]


def audit_lines(audit: Audit, lang: Lang) -> Iterator[str]:
    """Every record of an audit as one line each, without the line end."""
    return (line(record) for record in audit_records(audit, lang))


def line(record: Record) -> str:
    """One record as one line; never a bare line break, whatever the document holds."""
    text = json.dumps(record, ensure_ascii=False, separators=(", ", ": "))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def audit_records(audit: Audit, lang: Lang) -> Iterator[Record]:
    """Documents, claims, relations, joint sets, source matches, fixed findings and the summary."""
    for document in audit.documents:
        yield document_record(document, lang)
    for twin in audit.twins:
        first = audit.document_by_name.get(twin.same_as)
        if first is not None:
            same = pick(
                lang,
                f"内容与“{twin.same_as}”完全相同，只审核一次",
                f"same content as {twin.same_as}: audited once",
            )
            yield document_record(first, lang) | {"doc": twin.doc, "warnings": [same]}
    if audit.register is not None:
        yield document_record(audit.register.document, lang)
        yield from map(claim_record, audit.register.claims)
    yield from map(claim_record, audit.claims)
    for finding in audit.findings:
        yield relation_record(audit, finding, lang)
    for joint in audit.joints:
        yield joint_record(joint) | {"message": joint_message(audit, joint, lang)}
    yield from map(_match_record, audit.matches)
    yield from map(_fixed_record, audit.fixed)
    yield summary_record(audit, lang)


def extract_records(
    documents: Iterable[Document], claims: Iterable[Claim], lang: Lang
) -> Iterator[Record]:
    """What `jiefang extract` prints: documents, then claims."""
    for document in documents:
        yield document_record(document, lang)
    yield from map(claim_record, claims)


def document_record(document: Document, lang: Lang) -> Record:
    """One document."""
    return {
        "type": "document",
        "doc": document.doc,
        "sha256": document.sha256,
        "chars": document.chars,
        "issuer": document.issuer,
        "title": document.title,
        "date": document.date,
        "genre": document.genre,
        "warnings": list(warnings_of(document, lang)),
    }


def claim_record(claim: Claim) -> Record:
    """One claim with every key of the contract; a ratio list has `values` instead of `value`."""
    record: Record = {
        "type": "claim",
        "id": claim.id,
        "doc": claim.doc,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "digits": claim.digits,
        "scale": claim.scale,
        "unit": claim.unit,
        "value": claim.value or None,
        "kind": claim.kind.value,
        "sign": claim.sign,
        "hedge": claim.hedge and claim.hedge.value,
        "subject": claim.subject,
        "scope": claim.scope,
        "period": claim.period,
        "area": claim.area,
        "comparator": claim.comparator,
        "status": claim.status and claim.status.value,
        "indicator": claim.indicator,
        "page": claim.page,
        "paragraph": claim.paragraph,
        "table": claim.cell.table if claim.cell else None,
        "row": claim.cell.row if claim.cell else None,
        "column": claim.cell.column if claim.cell else None,
        "malformed": claim.malformed,
    }
    if claim.values:
        record["values"] = list(claim.values)
    return record


def relation_record(audit: Audit, finding: Finding, lang: Lang) -> Record:
    """One relation with its verdict; intervals in the unit of the stated claim's `value`."""
    relation = finding.relation
    licence = relation.license
    record: Record = {
        "type": "relation",
        "id": relation.id,
        "rule": relation.rule,
        "strength": finding.strength.value,
        "verdict": finding.verdict.value,
        "claims": [claim.id for claim in relation.claims],
        "spans": [[claim.doc, claim.start, claim.end] for claim in relation.claims],
        "license": [licence.doc, licence.start, licence.end],
        "stated": _ends(finding.stated),
        "recomputed": _ends(finding.recomputed),
        "gap": finding.gap,
        "assumptions": list(relation.assumptions),
        "explanation": finding.explanation,
        "repairs": [_repair_record(audit, repair, lang) for repair in finding.repairs],
        "message": message(finding, lang),
        "key": finding_key(finding),
    }
    change = audit.changes.get(relation.id)
    if change is not None:
        record["since"] = change.value
    acceptance = audit.accepted.get(relation.id)
    if acceptance is not None:
        record["accepted"] = {
            "reason": acceptance.reason,
            "by": acceptance.by,
            "date": acceptance.date,
        }
    return record


def joint_record(joint: Joint) -> Record:
    """A set of relations that cannot hold together, with its proof."""
    return {
        "type": "joint",
        "id": joint_id(joint),
        "strength": joint.strength.value,
        "explanation": joint.explanation,
        "relations": list(joint.relations),
        "certificate": [[name, multiplier] for name, multiplier in joint.certificate],
        "suspects": [list(suspects) for suspects in joint.suspects],
    }


def joint_id(joint: Joint) -> str:
    """Short hash of the relations, the same wherever the set is stored."""
    return hashlib.sha256(":".join(sorted(joint.relations)).encode()).hexdigest()[:12]


def summary_record(audit: Audit, lang: Lang) -> Record:
    """Counts, coverage, seconds, and the files that could not be read."""
    summary = audit.summary
    record: Record = {
        "type": "summary",
        "documents": summary.documents,
        "claims": summary.claims,
        "relations": len(audit.findings),
        "kinds": dict(summary.kinds),
        "verdicts": dict(summary.verdicts),
        "rules": {rule: dict(counts) for rule, counts in summary.rules.items()},
        "hard": summary.hard,
        "joints": len(audit.joints),
        "accepted": len(audit.accepted),
        "notes": list(audit.notes),
        "failures": [_refusal_record(refusal, lang) for refusal in audit.failures],
    }
    if audit.has_since:
        record["since"] = {
            "fixed": len(audit.fixed),
            "still_there": sum(change == "still_there" for change in audit.changes.values()),
            "new": sum(change == "new" for change in audit.changes.values()),
        }
    return record | _measured(summary)


def _measured(summary: Summary) -> Record:
    """Our own measurements, no figure of a document: the only numbers that may have decimals."""
    coverage = summary.coverage
    return {
        "coverage": coverage.numerator * 10_000 // coverage.denominator / 10_000,
        "seconds": {step: ms / 1000 for step, ms in summary.milliseconds.items()},
    }


def _ends(interval: Interval | None) -> Json:
    """Both ends as decimal strings or `p/q`; null for an open side or no interval."""
    return None if interval is None else [exact(interval.lo), exact(interval.hi)]


def _repair_record(audit: Audit, repair: Repair, lang: Lang) -> Record:
    """What to change to what; the judge offers only changes after which the relation holds."""
    return {
        "claim": repair.claim,
        "before": repair.before,
        "after": repair.after,
        "way": repair.way,
        "holds": True,
        "also": list(repair.also),
        "breaks": list(repair.breaks),
        "text": repair_text(audit, repair, lang),
    }


def _match_record(match: SourceMatch) -> Record:
    return {
        "type": "source_match",
        "claim": match.claim,
        "verdict": match.verdict.value,
        "cell": match.cell,
        "source_value": match.source_value,
        "source_text": match.source_text,
        "note": match.note,
    }


def _fixed_record(past: Past) -> Record:
    """A finding of the earlier run that is gone."""
    return {
        "type": "fixed",
        "since": "fixed",
        "key": past.key,
        "rule": past.rule,
        "verdict": past.verdict,
        "strength": past.strength,
        "words": list(past.words),
        "message": past.message,
    }


def _refusal_record(refusal: Refusal, lang: Lang) -> Record:
    return {
        "path": refusal.path,
        "reason": refusal.reason,
        "message": pick(lang, refusal.zh, refusal.en),
    }
