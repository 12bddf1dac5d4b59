"""The pipeline (审核): read → extract → relate → judge, over one file or a whole folder.

>>> audit = audit_files([Path("report.docx")])  # doctest: +SKIP
>>> audit.summary.hard                          # doctest: +SKIP
1

The answer is the same whatever the number of processes. A file that cannot be read is named in
`failures`; the others are still done.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from time import perf_counter_ns

from jiefang.figures.claim import Claim
from jiefang.figures.document import Document
from jiefang.figures.gather import (
    Corpus,
    Progress,
    Refusal,
    Source,
    Twin,
    forget,
    gather,
    silent,
)
from jiefang.figures.history import (
    Acceptance,
    Change,
    Past,
    compare,
    finding_key,
    read_accepted,
    read_past,
)
from jiefang.figures.indicators import load
from jiefang.figures.judge import Judged, judge_all
from jiefang.figures.relate import Register, relate
from jiefang.figures.relation import Finding, Joint, Strength, Verdict
from jiefang.figures.signoff import SignOff, carried
from jiefang.figures.source import SourceMatch, match_sources
from jiefang.figures.workers import cores


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller may choose; every path is a file of the caller."""

    sources: tuple[Path, ...] = ()
    """Authoritative tables (`--source`)."""
    since: Path | None = None
    accepted: Path | None = None
    signoffs: tuple[SignOff, ...] = ()
    """What a filled-in figure sheet says (`report.xlsx.read_signoff`)."""
    register: Path | None = None
    indicators: Path | None = None
    joint: bool = True
    jobs: int | None = None
    """Processes; None for all cores."""
    state: Path | None = None
    """Folder where finished files are kept so that a broken-off run can go on."""
    keep_state: bool = True
    """Whether they stay there when the run is over, for the next one."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and times of one audit."""

    documents: int
    claims: int
    kinds: Mapping[str, int]
    verdicts: Mapping[str, int]
    rules: Mapping[str, Mapping[str, int]]
    """For each rule its findings by verdict."""
    tested_claims: int
    """Claims that take part in at least one tested relation."""
    hard: int
    """Hard inconsistencies that nobody accepted, joint ones included."""
    milliseconds: Mapping[str, int]
    """Work by step: read, extract, relate, judge (summed over processes)."""

    @property
    def coverage(self) -> Fraction:
        """Share of claims in at least one tested relation; 0 where there are none."""
        return Fraction(self.tested_claims, self.claims or 1)


@dataclass(frozen=True)
class Audit:
    """Everything that one audit found, in the order of files and text."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    findings: tuple[Finding, ...]
    joints: tuple[Joint, ...]
    matches: tuple[SourceMatch, ...]
    failures: tuple[Refusal, ...]
    summary: Summary
    twins: tuple[Twin, ...] = ()
    changes: Mapping[str, Change] = field(default_factory=dict)
    """By relation id, with `--since`."""
    fixed: tuple[Past, ...] = ()
    accepted: Mapping[str, Acceptance] = field(default_factory=dict)
    """By relation id: findings that somebody accepted with a reason."""
    unused_acceptances: tuple[Acceptance, ...] = ()
    """Accepted findings that no longer occur."""
    has_since: bool = False
    register: Register | None = None
    notes: tuple[str, ...] = ()
    """What the judge left untested, and why."""
    files: Mapping[str, Source] = field(default_factory=dict)
    """Where each document came from, by document name."""
    signoffs: Mapping[str, SignOff] = field(default_factory=dict)
    """By claim id: what a filled-in figure sheet says of it."""

    @cached_property
    def claim_by_id(self) -> Mapping[str, Claim]:
        """Look up a claim, those of the register included."""
        registered = self.register.claims if self.register else ()
        return {claim.id: claim for claim in (*registered, *self.claims)}

    @cached_property
    def document_by_name(self) -> Mapping[str, Document]:
        """Look up a document; the register is one too, so that findings can quote it."""
        registered = (self.register.document,) if self.register else ()
        return {document.doc: document for document in (*registered, *self.documents)}

    @cached_property
    def finding_by_id(self) -> Mapping[str, Finding]:
        """Look up a finding by the id of its relation."""
        return {finding.relation.id: finding for finding in self.findings}

    @property
    def exit_status(self) -> int:
        """0 nothing inconsistent, 1 a hard inconsistency, 2 a file could not be read."""
        return 2 if self.failures else int(self.summary.hard > 0)


def audit_files(
    paths: Sequence[Source], *, options: Options | None = None, progress: Progress = silent
) -> Audit:
    """Audit files as one corpus; relations across documents are tested too.

    Raises `BadOption` for a companion file that cannot be used; never for a file to be audited.
    """
    chosen = options or Options()
    past = read_past(chosen.since) if chosen.since else ()
    acceptances = read_accepted(chosen.accepted) if chosen.accepted else {}
    register = Register.load(chosen.register) if chosen.register else None
    indicators = load(chosen.indicators)
    corpus = gather(
        paths, indicators=indicators, jobs=chosen.jobs, state=chosen.state, progress=progress
    )
    judged, times = _judged(corpus, register, chosen, progress)
    findings, joints = _in_order(corpus, judged.findings), tuple(judged.joints)
    claims = corpus.claims
    matches, refused = match_sources(
        claims, chosen.sources, indicators=indicators, progress=progress
    )
    if not chosen.keep_state:
        forget(corpus)
    changes, fixed = compare(findings, past)
    accepted, unused = _accepted(findings, acceptances)
    return Audit(
        documents=tuple(unit.document for unit in corpus.units),
        claims=claims,
        findings=findings,
        joints=joints,
        matches=matches,
        failures=(*corpus.failures, *refused),
        summary=_summary(corpus, claims, findings, joints, accepted, times),
        twins=corpus.twins,
        changes=changes if chosen.since else {},
        fixed=fixed,
        accepted=accepted,
        unused_acceptances=unused,
        has_since=chosen.since is not None,
        register=register,
        notes=tuple(judged.notes),
        files=corpus.files,
        signoffs=carried(claims, chosen.signoffs),
    )


def _judged(
    corpus: Corpus, register: Register | None, options: Options, progress: Progress
) -> tuple[Judged, dict[str, int]]:
    """Relate and judge the joined corpus; with the milliseconds of every step."""
    started = perf_counter_ns()
    progress("relate", 0, 1)
    relations = relate([unit.extraction for unit in corpus.units], register=register)
    related = perf_counter_ns()
    progress("judge", 0, len(relations))
    judged = judge_all(
        relations, claims=corpus.claims, joint=options.joint, jobs=options.jobs or cores()
    )
    progress("judge", len(relations), len(relations))
    times = {
        "read": sum(unit.read_ns for unit in corpus.units) // 1_000_000,
        "extract": sum(unit.extract_ns for unit in corpus.units) // 1_000_000,
        "relate": (related - started) // 1_000_000,
        "judge": (perf_counter_ns() - related) // 1_000_000,
    }
    return judged, times


def _in_order(corpus: Corpus, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings in the order of files and text; those of the register come last."""
    place = {unit.document.doc: number for number, unit in enumerate(corpus.units)}

    def order(finding: Finding) -> tuple[int, int, str, str]:
        licence = finding.relation.license
        number = place.get(licence.doc, len(place))
        return number, licence.start, finding.relation.rule, finding.relation.id

    return tuple(sorted(findings, key=order))


def _accepted(
    findings: Sequence[Finding], acceptances: Mapping[str, Acceptance]
) -> tuple[dict[str, Acceptance], tuple[Acceptance, ...]]:
    """Which findings were accepted, by relation id, and which acceptances met nothing."""
    if not acceptances:
        return {}, ()
    accepted = {}
    for finding in findings:
        known = acceptances.get(finding_key(finding))
        if known:
            accepted[finding.relation.id] = known
    used = {acceptance.key for acceptance in accepted.values()}
    return accepted, tuple(entry for key, entry in acceptances.items() if key not in used)


def is_tested(finding: Finding) -> bool:
    """Whether a relation was really compared: a recomputed interval, or a check without one."""
    return finding.recomputed is not None or finding.verdict is not Verdict.UNDECIDED


def is_hard_error(finding: Finding) -> bool:
    """Whether a finding says that the print cannot be right (必须改)."""
    return finding.verdict is Verdict.INCONSISTENT and finding.strength is Strength.HARD


def _summary(
    corpus: Corpus,
    claims: Sequence[Claim],
    findings: Sequence[Finding],
    joints: Sequence[Joint],
    accepted: Mapping[str, Acceptance],
    milliseconds: Mapping[str, int],
) -> Summary:
    """Count."""
    rules: dict[str, Counter[str]] = {}
    for finding in findings:
        rules.setdefault(finding.relation.rule, Counter())[finding.verdict.value] += 1
    tested = {
        claim.id for finding in findings if is_tested(finding) for claim in finding.relation.claims
    } & {claim.id for claim in claims}
    hard = [item for item in findings if is_hard_error(item) and item.relation.id not in accepted]
    return Summary(
        documents=len(corpus.units),
        claims=len(claims),
        kinds=dict(sorted(Counter(claim.kind.value for claim in claims).items())),
        verdicts={
            verdict.value: sum(finding.verdict is verdict for finding in findings)
            for verdict in Verdict
        },
        rules={rule: dict(sorted(counts.items())) for rule, counts in sorted(rules.items())},
        tested_claims=len(tested),
        hard=len(hard) + sum(joint.strength is Strength.HARD for joint in joints),
        milliseconds=dict(milliseconds),
    )
