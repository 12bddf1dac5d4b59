"""What was found before and what was accepted (历次审核、已接受): findings known by their content.

A finding is recognised by its *key*: a hash of the rule and of what the figures say (printed text,
sign, value, subject, period), never of offsets. A sentence that moves, or a document that is
renamed, keeps its findings; a figure that is changed loses them.
"""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from jiefang.figures.claim import Claim
from jiefang.figures.errors import BadOption
from jiefang.figures.relation import Finding, Observation, Verdict

ACCEPTED_COLUMNS = ("key", "reason", "by", "date")
"""What the file of accepted findings holds; further columns are ignored."""


class Change(StrEnum):
    """A finding compared with an earlier run."""

    FIXED = "fixed"
    STILL_THERE = "still_there"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Past:
    """A finding of an earlier run (上次的发现) that needs attention, as far as its file tells."""

    key: str
    rule: str
    verdict: str
    strength: str
    message: str
    words: tuple[str, ...]
    """The figures as they were printed then."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Somebody accepted a finding with a reason (接受并说明理由)."""

    key: str
    reason: str
    by: str = ""
    date: str = ""


def needs_attention(finding: Finding) -> bool:
    """Whether a finding is one that somebody should look at: not consistent, not explained."""
    return finding.verdict in {Verdict.INCONSISTENT, Verdict.UNDECIDED}


def finding_key(finding: Finding) -> str:
    """The key of a finding: 12 characters, the same wherever the same figures stand."""
    relation = finding.relation
    parts = [_claim_content(claim) for claim in relation.claims]
    if isinstance(relation.check, Observation):
        parts.append(relation.check.en)
    return content_key(relation.rule, parts)


def content_key(rule: str, parts: Iterable[str]) -> str:
    """Hash a rule and the contents of its figures."""
    return hashlib.sha256("\n".join([rule, *parts]).encode()).hexdigest()[:12]


def _claim_content(claim: Claim) -> str:
    """What a claim says, without where it says it."""
    values = claim.values or (claim.value,)
    return "|".join(
        (
            normalised(claim.text),
            claim.sign,
            ":".join(values),
            normalised(claim.subject or ""),
            claim.period or "",
        )
    )


def normalised(words: str) -> str:
    """Words without what print changes at will: width of characters and white space.

    >>> normalised("104.2 亿 元")
    '104.2亿元'
    """
    return "".join(unicodedata.normalize("NFKC", words).split())


def compare(
    findings: Sequence[Finding], past: Sequence[Past]
) -> tuple[dict[str, Change], tuple[Past, ...]]:
    """Mark each finding by id as *still there* or *new*, and name those that are *fixed*.

    A key that was found n times before is still there at most n times.
    """
    left = Counter(old.key for old in past)
    marks = {}
    for finding in filter(needs_attention, findings):
        key = finding_key(finding)
        known = left[key] > 0
        left[key] -= known
        marks[finding.relation.id] = Change.STILL_THERE if known else Change.NEW
    fixed = []
    for old in past:
        if left[old.key] > 0:
            left[old.key] -= 1
            fixed.append(old)
    return marks, tuple(fixed)


def read_past(path: Path) -> tuple[Past, ...]:
    """The findings in JSON Lines of an earlier run (`--since`).

    Raises `BadOption` for a file that cannot be read or is not what `jiefang audit` prints.
    """
    relations = []
    claims: dict[str, Mapping[str, Any]] = {}
    for number, line in enumerate(_lines(path), start=1):
        entry = _entry(line, f"{path}:{number}")
        if entry.get("type") == "claim":
            claims[str(entry.get("id"))] = entry
        elif entry.get("type") == "relation":
            relations.append(entry)
    return tuple(
        _past(entry, claims)
        for entry in relations
        if entry.get("verdict") in {Verdict.INCONSISTENT, Verdict.UNDECIDED}
    )


def _entry(line: str, place: str) -> dict[str, Any]:  # any JSON value can stand in a foreign file
    """One line of JSON Lines; an empty one is an empty entry."""
    if not line.strip():
        return {}
    try:
        entry = json.loads(line)
    except ValueError:
        entry = None
    if not isinstance(entry, dict):
        raise BadOption(
            place=place,
            zh=f"{place}：这一行不是 jiefang audit --format jsonl 的输出。",
            en=f"{place}: this line was not written by jiefang audit --format jsonl.",
        )
    return entry


def _past(entry: Mapping[str, Any], claims: Mapping[str, Mapping[str, Any]]) -> Past:
    """One earlier finding; a file of another program may lack the key, then it is made."""
    rule = str(entry.get("rule", ""))
    members = [claims.get(str(name), {}) for name in entry.get("claims", [])]
    key = entry.get("key") or content_key(rule, [_entry_content(claim) for claim in members])
    return Past(
        key=str(key),
        rule=rule,
        verdict=str(entry.get("verdict", "")),
        strength=str(entry.get("strength", "")),
        message=str(entry.get("message", "")),
        words=tuple(str(claim.get("text", "")) for claim in members),
    )


def _entry_content(entry: Mapping[str, Any]) -> str:
    """As `_claim_content`, from a line of JSON Lines."""
    values = entry.get("values") or [entry.get("value") or ""]
    return "|".join(
        (
            normalised(str(entry.get("text", ""))),
            str(entry.get("sign", "")),
            ":".join(str(value) for value in values),
            normalised(str(entry.get("subject") or "")),
            str(entry.get("period") or ""),
        )
    )


def read_accepted(path: Path) -> dict[str, Acceptance]:
    """The accepted findings by key (`--accepted`), from CSV or TOML.

    CSV has the columns key, reason, by, date; TOML has one `[[accepted]]` table each. Raises
    `BadOption` that names the line for an entry without key or reason.
    """
    rows = _toml_rows(path) if path.suffix.lower() == ".toml" else _csv_rows(path)
    accepted = {}
    for place, row in rows:
        entry = Acceptance(**{name: str(row.get(name) or "").strip() for name in ACCEPTED_COLUMNS})
        if not any((entry.key, entry.reason, entry.by, entry.date)):
            continue
        if not entry.key or not entry.reason:
            raise BadOption(
                place=place,
                zh=f"{place}：已接受的发现必须写明 key（记号）和 reason（理由）。",
                en=f"{place}: an accepted finding needs a key and a reason.",
            )
        accepted[entry.key] = entry
    return accepted


def _csv_rows(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    """Rows of a CSV file with their places."""
    reader = csv.DictReader(_lines(path))
    if not {"key", "reason"} <= set(reader.fieldnames or ()):
        raise BadOption(
            place=str(path),
            zh=f"{path}：第一行应有列名 key 和 reason（可另有 by、date）。",
            en=f"{path}: the first line must name the columns key and reason (also by, date).",
        )
    return [(f"{path}:{reader.line_num}", row) for row in reader]


def _toml_rows(path: Path) -> list[tuple[str, Mapping[str, Any]]]:
    """Tables of a TOML file with their places."""
    try:
        tables = tomllib.loads("".join(_lines(path))).get("accepted")
    except tomllib.TOMLDecodeError as error:
        raise BadOption(
            place=str(path),
            zh=f"{path}：不是正确的 TOML（{error}）。",
            en=f"{path}: not valid TOML ({error}).",
        ) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise BadOption(
            place=str(path),
            zh=f"{path}：每条已接受的发现应写成一个 [[accepted]] 表。",
            en=f"{path}: each accepted finding must be one [[accepted]] table.",
        )
    return [(f"{path} [[accepted]] {n}", table) for n, table in enumerate(tables, start=1)]


def _lines(path: Path) -> list[str]:
    """The lines of a companion file in UTF-8 (Excel's byte order mark is fine)."""
    try:
        return path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadOption(
            place=str(path),
            zh=f"{path}：读不出来（{reason}）；应是 UTF-8 编码的文本文件。",
            en=f"{path}: cannot be read ({reason}); it must be a text file in UTF-8.",
        ) from error
