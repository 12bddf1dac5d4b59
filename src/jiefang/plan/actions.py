"""Writers of the plan room (写入): start an audit, keep its results, comment, delete."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils import timezone

from jiefang.ledger import jobs
from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.chain import recording
from jiefang.plan import queries
from jiefang.plan.errors import (
    CommentMissing,
    NothingToAudit,
    NotYours,
    TooManyFiles,
    TooManyRuns,
)
from jiefang.plan.models import (
    AuditRun,
    Claim,
    Comment,
    Document,
    DocumentRole,
    Finding,
    FindingClaim,
    FindingState,
    Passage,
    ReportFile,
)
from jiefang.plan.results import DocumentRow, FindingRow, RunResult
from jiefang.plan.uploads import Incoming
from jiefang.registry import actions as registry
from jiefang.registry.errors import FileRefused
from jiefang.registry.file_class import FileClass
from jiefang.registry.naming import safe_name

AUDIT_JOB: Final = "plan.audit"
BATCH: Final = 500
REPORT_BYTES: Final = 200 * 1024 * 1024
COMMENT_CHARACTERS: Final = 2000
NEEDS_REASON: Final = frozenset({FindingState.EXPLAINED, FindingState.DISPUTED})


@dataclass(frozen=True, slots=True)
class _Admitted:
    role: DocumentRole
    name: str
    file_id: int | None
    refusal: FileRefused | None


def start_audit(
    *,
    actor: Actor,
    documents: Sequence[Incoming],
    sources: Sequence[Incoming] = (),
    title: str = "",
    language: str = "zh",
    is_public: bool = False,
    origin: str = "",
) -> AuditRun:
    """Start an audit (送审): keep the files, make the run, queue the job.

    A file that is refused at the door (empty, too large, a photo) does not hold up the others: it
    stands in the run with its reason. Where every document is refused, the first refusal is
    raised and nothing is kept. Raises also `NothingToAudit`, `TooManyFiles`, `TooManyRuns`.
    """
    _check_numbers(actor, documents, sources)
    now = timezone.now()
    expires = None if actor.is_system else now + timedelta(days=settings.JIEFANG_UPLOAD_DAYS)
    admitted: list[_Admitted] = []
    try:
        for role, files in ((DocumentRole.DOCUMENT, documents), (DocumentRole.SOURCE, sources)):
            for file in files:
                item = _admit(actor, file, role, expires, is_public=is_public)
                admitted.append(item)
            _insist_on_one(admitted)
        run = AuditRun(
            token=secrets.token_urlsafe(12),
            owner=actor.id,
            title=title.strip()[:200] or admitted[0].name,
            is_public=is_public,
            origin=origin,
            language=language,
            created_at=now,
            expires_at=expires,
        )
        _open_run(actor, run, admitted)
    except BaseException:
        kept = [item.file_id for item in admitted if item.file_id is not None]
        registry.delete_files(actor=actor, file_ids=kept)
        raise
    return run


def store_results(*, run_id: int, result: RunResult) -> None:
    """Keep what an audit found (存结果), in place of any earlier results of the same run."""
    with recording(SYSTEM) as record:
        run = AuditRun.objects.select_for_update().filter(pk=run_id).first()
        if run is None:
            return
        Finding.objects.filter(run=run).delete()
        Passage.objects.filter(document__run=run).delete()
        Claim.objects.filter(document__run=run).delete()
        documents = _store_documents(run, result)
        _store_findings(run, documents, result.findings)
        claims = [claim for row in result.documents for claim in row.claims]
        run.claim_count = len(claims)
        run.tested_claim_count = result.tested_claims
        run.finding_count = len(result.findings)
        run.facts = result.facts
        run.finished_at = timezone.now()
        run.save()
        counts = {"claims": run.claim_count, "findings": run.finding_count}
        record("plan.audit_finished", stream=_stream(run), payload=counts)


def store_report(*, run_id: int, report_format: str, name: str, content: bytes) -> None:
    """Keep a finished download (存报告) beside its run, in place of an earlier one.

    A run that was deleted meanwhile keeps nothing.
    """
    run = AuditRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    file = registry.store_file(
        actor=_job_actor(run),
        name=name,
        chunks=[content],
        file_class=FileClass.REPORT,
        is_public=run.is_public,
        limit=REPORT_BYTES,
        expires_at=run.expires_at,
    )
    old = list(ReportFile.objects.filter(run=run, format=report_format))
    ReportFile.objects.update_or_create(
        run=run, format=report_format, defaults={"file_id": file.pk}
    )
    registry.delete_files(actor=SYSTEM, file_ids=[report.file_id for report in old])


def comment_finding(
    *, actor: Actor, token: str, key: str, stance: FindingState, text: str = ""
) -> Comment:
    """Say something about a finding (意见): explained, accepted, disputed, or open again.

    Explaining and disputing need words. The document is never changed.
    """
    words = text.strip()[:COMMENT_CHARACTERS]
    if stance in NEEDS_REASON and not words:
        raise CommentMissing(stance=str(stance))
    with recording(actor) as record:
        run = _owned(actor, token)
        finding = queries.finding_of(actor, token, key)
        comment = Comment.objects.create(
            finding=finding, at=timezone.now(), author=actor.id, stance=stance, text=words
        )
        Finding.objects.filter(pk=finding.pk).update(state=stance)
        payload = {"finding": finding.key, "stance": str(stance)}
        record("plan.finding_commented", stream=_stream(run), payload=payload)
    return comment


def delete_run(*, actor: Actor, token: str) -> None:
    """Delete an audit (删除) with its documents, results, downloads and job."""
    _delete(actor, _owned(actor, token))


def cancel_run(*, actor: Actor, token: str) -> None:
    """Cancel a running audit (取消): what was uploaded stays until it is deleted or expires."""
    run = _owned(actor, token)
    if run.job_id is not None:
        jobs.cancel_job(actor=_job_actor(run), job_id=run.job_id)


def retry_run(*, actor: Actor, token: str) -> None:
    """Try a failed or cancelled audit again (重试)."""
    run = _owned(actor, token)
    if run.job_id is not None:
        jobs.retry_job(actor=_job_actor(run), job_id=run.job_id)


def delete_expired_runs(*, now: datetime) -> int:
    """Delete every audit whose time is over (到期清理)."""
    expired = list(AuditRun.objects.filter(expires_at__lte=now))
    for run in expired:
        _delete(SYSTEM, run)
    return len(expired)


def _check_numbers(
    actor: Actor, documents: Sequence[Incoming], sources: Sequence[Incoming]
) -> None:
    if not documents:
        raise NothingToAudit
    most = settings.JIEFANG_UPLOAD_FILES
    if max(len(documents), len(sources)) > most:
        raise TooManyFiles(limit=most)
    if not actor.is_system and queries.own_runs(actor).count() >= settings.JIEFANG_RUNS_PER_SESSION:
        raise TooManyRuns(limit=settings.JIEFANG_RUNS_PER_SESSION)


def _admit(
    actor: Actor,
    file: Incoming,
    role: DocumentRole,
    expires: datetime | None,
    *,
    is_public: bool,
) -> _Admitted:
    name = safe_name(file.name or "")
    try:
        stored = registry.store_file(
            actor=actor,
            name=name,
            chunks=file.chunks(),
            file_class=FileClass.UPLOAD,
            is_public=is_public,
            limit=settings.JIEFANG_UPLOAD_BYTES,
            expires_at=expires,
        )
    except FileRefused as error:
        return _Admitted(role, name, None, error)
    return _Admitted(role, stored.name, stored.pk, None)


def _insist_on_one(admitted: Iterable[_Admitted]) -> None:
    """Refuse the whole when not one document came through the door."""
    refusals = [item.refusal for item in admitted if item.role == DocumentRole.DOCUMENT]
    if refusals and None not in refusals:
        raise next(error for error in refusals if error is not None)


def _open_run(actor: Actor, run: AuditRun, admitted: Sequence[_Admitted]) -> None:
    with recording(actor) as record:
        run.save()
        for position, item in enumerate(admitted):
            Document.objects.create(
                run=run,
                position=position,
                role=item.role,
                file_id=item.file_id,
                name=item.name,
                refusal=item.refusal.stored() if item.refusal else None,
            )
        job = jobs.queue_job(actor=actor, kind=AUDIT_JOB, arguments={"run": run.pk})
        run.job_id = job.pk
        run.save(update_fields=["job_id"])
        record("plan.audit_started", stream=_stream(run), payload={"files": len(admitted)})


def _store_documents(run: AuditRun, result: RunResult) -> dict[int, Document]:
    documents = {document.position: document for document in run.documents.all()}
    for row in result.documents:
        document = documents[row.position]
        _copy_reading(document, row)
        document.save()
        Passage.objects.bulk_create(
            (Passage(document=document, number=n, **asdict(p)) for n, p in enumerate(row.passages)),
            batch_size=BATCH,
        )
        Claim.objects.bulk_create(
            (Claim(document=document, **asdict(claim)) for claim in row.claims), batch_size=BATCH
        )
    for position, refused in result.refused.items():
        Document.objects.filter(pk=documents[position].pk).update(refusal=asdict(refused))
    for position, first in result.twins.items():
        Document.objects.filter(pk=documents[position].pk).update(twin_of=first)
    return documents


def _copy_reading(document: Document, row: DocumentRow) -> None:
    document.doc, document.title, document.issuer = row.doc, row.title[:300], row.issuer[:200]
    document.date, document.genre, document.chars = row.date[:20], row.genre[:20], row.chars
    document.sha256, document.warnings, document.refusal = row.sha256, list(row.warnings), None


def _store_findings(
    run: AuditRun, documents: Mapping[int, Document], rows: Sequence[FindingRow]
) -> None:
    findings = [_finding(run, documents, number, row) for number, row in enumerate(rows, start=1)]
    Finding.objects.bulk_create(findings, batch_size=BATCH)
    claims = {
        claim.key: claim.pk for claim in Claim.objects.filter(document__run=run).only("key", "pk")
    }
    parts = (
        FindingClaim(finding=finding, claim_id=claims[key], part=part)
        for finding, row in zip(findings, rows, strict=True)
        for part, key in enumerate(row.claims)
    )
    FindingClaim.objects.bulk_create(parts, batch_size=BATCH)


def _finding(
    run: AuditRun, documents: Mapping[int, Document], number: int, row: FindingRow
) -> Finding:
    return Finding(
        run=run,
        key=row.key,
        number=number,
        rule=row.rule,
        tone=row.tone,
        verdict=row.verdict,
        strength=row.strength,
        document=documents[row.position],
        start=row.start,
        place=row.place,
        message_zh=row.message_zh,
        message_en=row.message_en,
        detail=row.detail,
    )


def _owned(actor: Actor, token: str) -> AuditRun:
    run = queries.run_of(actor, token)
    if not actor.is_system and run.owner != actor.id:
        raise NotYours(run=token)
    return run


def _delete(actor: Actor, run: AuditRun) -> None:
    with recording(actor) as record:
        files = [document.file_id for document in run.documents.all()]
        files += [report.file_id for report in run.reports.all()]
        record("plan.audit_deleted", stream=_stream(run), payload={"files": len(files)})
        if run.job_id is not None:
            jobs.delete_jobs(job_ids=[run.job_id])
        registry.delete_files(actor=SYSTEM, file_ids=[pk for pk in files if pk is not None])
        run.delete()


def _job_actor(run: AuditRun) -> Actor:
    return Actor(run.owner)


def _stream(run: AuditRun) -> str:
    return f"plan.audit_run:{run.pk}"
