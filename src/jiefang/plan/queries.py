"""Reads of the plan room (查询): each starts from what the actor may see."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from jiefang.ledger.actor import Actor
from jiefang.plan.errors import NoSuchFinding, NoSuchRun
from jiefang.plan.models import (
    AuditRun,
    Claim,
    Document,
    DocumentRole,
    Finding,
    Passage,
    ReportFile,
)
from jiefang.plan.tone import Tone

Key = TypeVar("Key", str, int)


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """What the list shows (筛选): empty means everything; `tones` are several at once."""

    tones: tuple[Tone, ...] = ()
    rule: str = ""
    document: int | None = None
    state: str = ""


def visible_to(actor: Actor) -> QuerySet[AuditRun]:
    """Audits of the actor and public ones, as long as they have not expired."""
    fresh = AuditRun.objects.filter(Q(expires_at=None) | Q(expires_at__gt=timezone.now()))
    return fresh if actor.is_system else fresh.filter(Q(owner=actor.id) | Q(is_public=True))


def own_runs(actor: Actor) -> QuerySet[AuditRun]:
    """The actor's own audits, newest first."""
    return visible_to(actor).filter(owner=actor.id).order_by("-id")


def public_runs(actor: Actor) -> QuerySet[AuditRun]:
    """Finished public audits, newest first."""
    return visible_to(actor).filter(is_public=True, finished_at__isnull=False).order_by("-id")


def run_of(actor: Actor, token: str) -> AuditRun:
    """Find one audit or refuse."""
    run = visible_to(actor).filter(token=token).first()
    if run is None:
        raise NoSuchRun(run=token)
    return run


def run_by_id(actor: Actor, run_id: int) -> AuditRun:
    """Find one audit by its number or refuse."""
    run = visible_to(actor).filter(pk=run_id).first()
    if run is None:
        raise NoSuchRun(run=run_id)
    return run


def documents_of_run(actor: Actor, run_id: int) -> QuerySet[Document]:
    """The documents and source tables of an audit by its number."""
    return Document.objects.filter(run__in=visible_to(actor).filter(pk=run_id))


def documents_of(actor: Actor, token: str) -> QuerySet[Document]:
    """The documents and source tables of an audit, in the order of upload."""
    return Document.objects.filter(run__in=visible_to(actor).filter(token=token))


def findings_of(actor: Actor, token: str) -> QuerySet[Finding]:
    """The findings of an audit, loudest first."""
    runs = visible_to(actor).filter(token=token)
    return Finding.objects.filter(run__in=runs).select_related("document").order_by("number")


def filtered_findings(actor: Actor, token: str, wanted: FindingFilter) -> QuerySet[Finding]:
    """The findings that a filter lets through."""
    found = findings_of(actor, token)
    if wanted.tones:
        found = found.filter(tone__in=wanted.tones)
    if wanted.rule:
        found = found.filter(rule=wanted.rule)
    if wanted.document is not None:
        found = found.filter(
            Q(document__position=wanted.document)
            | Q(parts__claim__document__position=wanted.document)
        ).distinct()
    return found.filter(state=wanted.state) if wanted.state else found


def finding_of(actor: Actor, token: str, key: str) -> Finding:
    """Find one finding or refuse."""
    finding = findings_of(actor, token).filter(key=key).first()
    if finding is None:
        raise NoSuchFinding(run=token, finding=key)
    return finding


def claims_of_finding(actor: Actor, finding: Finding) -> QuerySet[Claim]:
    """The figures that a finding is about, the stated one first."""
    runs = visible_to(actor).filter(pk=finding.run_id)
    parts = Claim.objects.filter(parts__finding=finding, document__run__in=runs)
    return parts.select_related("document").order_by("parts__part")


def passages_of(actor: Actor, document: Document) -> QuerySet[Passage]:
    """The passages of a document in order."""
    runs = visible_to(actor).filter(pk=document.run_id)
    return Passage.objects.filter(document=document, document__run__in=runs).order_by("number")


def claims_between(actor: Actor, document: Document, start: int, end: int) -> QuerySet[Claim]:
    """The figures of a document in [start, end) that take part in a tested relation."""
    runs = visible_to(actor).filter(pk=document.run_id)
    tested = Claim.objects.filter(document=document, document__run__in=runs).exclude(tone="")
    return tested.filter(start__gte=start, start__lt=end).order_by("start")


def first_findings(actor: Actor, claims: Collection[Claim] | QuerySet[Claim]) -> dict[int, str]:
    """For each figure the key of its loudest finding, which its mark links to."""
    runs = visible_to(actor)
    rows = Finding.objects.filter(run__in=runs, parts__claim__in=claims).order_by("-number")
    return dict(rows.values_list("parts__claim", "key"))


def public_findings(actor: Actor, rule: str) -> QuerySet[Finding]:
    """Findings of one rule in public audits, the loudest first."""
    runs = visible_to(actor).filter(is_public=True, finished_at__isnull=False)
    found = Finding.objects.filter(run__in=runs, rule=rule).exclude(tone=Tone.CONSISTENT)
    return found.select_related("run", "document").order_by("number")


def findings_with(actor: Actor, words: str) -> QuerySet[Finding]:
    """Findings whose sentence holds every word, own and public ones, the newest audit first."""
    found = Finding.objects.filter(run__in=visible_to(actor), run__finished_at__isnull=False)
    for word in words.split():
        found = found.filter(Q(message_zh__icontains=word) | Q(message_en__icontains=word))
    return found.select_related("run", "document").order_by("-run", "number")


def report_of(actor: Actor, token: str, report_format: str) -> ReportFile | None:
    """A finished download of an audit."""
    runs = visible_to(actor).filter(token=token)
    return ReportFile.objects.filter(run__in=runs, format=report_format).first()


def counts_by_tone(actor: Actor, token: str) -> dict[str, int]:
    """Number of findings of each tone."""
    rows = findings_of(actor, token).order_by().values_list("tone").annotate(Count("pk"))
    return dict(rows)


def counts_by_rule(actor: Actor, token: str) -> dict[str, dict[str, int]]:
    """Number of findings by rule and tone."""
    rows = findings_of(actor, token).order_by().values_list("rule", "tone").annotate(Count("pk"))
    return _nested(rows)


def counts_by_document(actor: Actor, token: str) -> dict[int, dict[str, int]]:
    """Number of findings by position of the document and tone."""
    rows = findings_of(actor, token).order_by().values_list("document__position", "tone")
    return _nested(rows.annotate(Count("pk")))


def counts_by_kind(actor: Actor, token: str) -> dict[str, tuple[int, int]]:
    """Number of figures by kind: those in a tested relation, and the others."""
    runs = visible_to(actor).filter(token=token)
    claims = Claim.objects.filter(document__run__in=runs).order_by()
    inside = Count("pk", filter=~Q(tone=""))
    outside = Count("pk", filter=Q(tone=""))
    rows = claims.values("kind").annotate(inside=inside, outside=outside)
    return {row["kind"]: (row["inside"], row["outside"]) for row in rows}


def claims_by_source(actor: Actor, token: str, verdict: str) -> QuerySet[Claim]:
    """The figures for which the source tables gave a verdict, in the order of the text."""
    runs = visible_to(actor).filter(token=token)
    found = Claim.objects.filter(document__run__in=runs, source=verdict)
    return found.select_related("document").order_by("document__position", "start")


def source_documents(actor: Actor, token: str) -> QuerySet[Document]:
    """The source tables of an audit."""
    return documents_of(actor, token).filter(role=DocumentRole.SOURCE)


def _nested(rows: Iterable[tuple[Key, str, int]]) -> dict[Key, dict[str, int]]:
    table: dict[Key, dict[str, int]] = {}
    for key, tone, count in rows:
        table.setdefault(key, {})[tone] = count
    return table
