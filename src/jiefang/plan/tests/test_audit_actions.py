from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiefang.ledger import jobs
from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.chain import verify_chain
from jiefang.ledger.errors import NoSuchJob
from jiefang.ledger.testing import recorded_events
from jiefang.plan import actions, queries
from jiefang.plan.errors import (
    CommentMissing,
    NoSuchRun,
    NothingToAudit,
    NotYours,
    TooManyFiles,
    TooManyRuns,
)
from jiefang.plan.models import AuditRun, Claim, Finding, FindingState, Passage
from jiefang.plan.testing import example_result, refusing_result, stored_run
from jiefang.registry.errors import FileIsEmpty, FileTooLarge
from jiefang.registry.storage import stored_keys
from jiefang.registry.testing import Bytes

pytestmark = pytest.mark.django_db(transaction=True)

GOOD = Bytes("报告.txt", "增长 5%".encode())


def test_start_audit_keeps_files_and_queues_a_job(actor: Actor) -> None:
    run = actions.start_audit(actor=actor, documents=[GOOD], sources=[Bytes("表.csv", b"a,1\n")])
    assert (run.owner, run.title, run.is_public) == (actor.id, "报告.txt", False)
    assert [(d.position, d.role, d.name) for d in run.documents.all()] == [
        (0, "document", "报告.txt"),
        (1, "source", "表.csv"),
    ]
    assert jobs.job_of(actor, run.job_id or 0).arguments == {"run": run.pk}
    assert run.expires_at is not None
    assert run.expires_at > timezone.now()
    assert len(stored_keys()) == 2
    assert verify_chain() == 3


def test_nothing_is_refused(actor: Actor) -> None:
    with pytest.raises(NothingToAudit):
        actions.start_audit(actor=actor, documents=[])


def test_too_many_files_are_refused(actor: Actor, settings: Any) -> None:
    settings.JIEFANG_UPLOAD_FILES = 2
    with pytest.raises(TooManyFiles):
        actions.start_audit(actor=actor, documents=[GOOD] * 3)
    with pytest.raises(TooManyFiles):
        actions.start_audit(actor=actor, documents=[GOOD], sources=[GOOD] * 3)
    assert stored_keys() == set()


def test_a_session_keeps_so_many_audits(actor: Actor, stranger: Actor, settings: Any) -> None:
    settings.JIEFANG_RUNS_PER_SESSION = 1
    actions.start_audit(actor=actor, documents=[GOOD])
    with pytest.raises(TooManyRuns):
        actions.start_audit(actor=actor, documents=[GOOD])
    actions.start_audit(actor=stranger, documents=[GOOD])


def test_one_bad_file_does_not_hold_up_the_others(actor: Actor, settings: Any) -> None:
    settings.JIEFANG_UPLOAD_BYTES = 100
    big = Bytes("大.txt", b"1" * 101)
    run = actions.start_audit(actor=actor, documents=[big, GOOD, Bytes("空.txt", b"")])
    refused = [d.refusal and d.refusal["code"] for d in run.documents.all()]
    assert refused == ["registry.file_too_large", None, "registry.file_is_empty"]


def test_only_bad_files_leave_nothing(actor: Actor, settings: Any) -> None:
    settings.JIEFANG_UPLOAD_BYTES = 100
    with pytest.raises(FileIsEmpty):
        actions.start_audit(actor=actor, documents=[Bytes("空.txt", b"")], sources=[GOOD])
    with pytest.raises(FileTooLarge):
        actions.start_audit(actor=actor, documents=[Bytes("大.txt", b"1" * 101)])
    assert not AuditRun.objects.exists()
    assert stored_keys() == set()


def test_results_replace_earlier_ones(actor: Actor) -> None:
    run = stored_run(actor)
    actions.store_results(run_id=run.pk, result=example_result(3))
    run.refresh_from_db()
    assert (run.finding_count, run.claim_count, run.tested_claim_count) == (3, 9, 6)
    assert (Finding.objects.count(), Claim.objects.count(), Passage.objects.count()) == (3, 9, 3)
    assert [f.number for f in queries.findings_of(actor, run.token)] == [1, 2, 3]


def test_results_of_a_deleted_audit_are_dropped(actor: Actor) -> None:
    run = actions.start_audit(actor=actor, documents=[GOOD])
    actions.delete_run(actor=actor, token=run.token)
    actions.store_results(run_id=run.pk, result=example_result())
    assert not Finding.objects.exists()


def test_a_refused_document_keeps_its_reason(actor: Actor) -> None:
    run = actions.start_audit(actor=actor, documents=[GOOD])
    actions.store_results(run_id=run.pk, result=refusing_result("报告.txt"))
    document = run.documents.get()
    assert document.refusal == {
        "name": "报告.txt",
        "reason": "truncated",
        "zh": "“报告.txt”不完整，请重新保存。",
        "en": "报告.txt is cut off.",
    }


def test_a_report_replaces_the_earlier_one(actor: Actor) -> None:
    run = stored_run(actor)
    for content in (b"{}\n", b'{"a":1}\n'):
        actions.store_report(
            run_id=run.pk, report_format="jsonl", name="报告.jsonl", content=content
        )
    report = queries.report_of(actor, run.token, "jsonl")
    assert report is not None
    assert run.reports.count() == 1
    assert len(stored_keys()) == 2


def test_a_report_of_a_deleted_audit_is_dropped() -> None:
    actions.store_report(run_id=999, report_format="csv", name="a.csv", content=b"a\n")
    assert stored_keys() == set()


def test_a_comment_changes_the_state(actor: Actor) -> None:
    run = stored_run(actor)
    key = "f000"
    actions.comment_finding(
        actor=actor, token=run.token, key=key, stance=FindingState.EXPLAINED, text=" 口径不同 "
    )
    finding = queries.finding_of(actor, run.token, key)
    assert finding.state == FindingState.EXPLAINED
    assert finding.comments.get().text == "口径不同"
    assert "口径" not in "".join(payload for _, payload in recorded_events())


@pytest.mark.parametrize("stance", [FindingState.EXPLAINED, FindingState.DISPUTED])
def test_a_stance_that_needs_a_reason(actor: Actor, stance: FindingState) -> None:
    run = stored_run(actor)
    with pytest.raises(CommentMissing):
        actions.comment_finding(actor=actor, token=run.token, key="f000", stance=stance, text="   ")
    actions.comment_finding(actor=actor, token=run.token, key="f000", stance=FindingState.ACCEPTED)


def test_delete_takes_everything(actor: Actor) -> None:
    run = stored_run(actor)
    actions.store_report(run_id=run.pk, report_format="csv", name="a.csv", content=b"a\n")
    actions.delete_run(actor=actor, token=run.token)
    assert stored_keys() == set()
    assert not AuditRun.objects.exists()
    assert not Claim.objects.exists()
    with pytest.raises(NoSuchJob):
        jobs.job_of(SYSTEM, run.job_id or 0)
    assert verify_chain()


def test_expired_audits_vanish_and_are_swept(actor: Actor) -> None:
    run = stored_run(actor)
    AuditRun.objects.filter(pk=run.pk).update(expires_at=timezone.now() - timedelta(minutes=1))
    with pytest.raises(NoSuchRun):
        queries.run_of(actor, run.token)
    assert actions.delete_expired_runs(now=timezone.now()) == 1
    assert stored_keys() == set()


def test_strangers_do_not_know_an_audit(actor: Actor, stranger: Actor) -> None:
    run = stored_run(actor)
    for refused in (
        lambda: queries.run_of(stranger, run.token),
        lambda: actions.delete_run(actor=stranger, token=run.token),
        lambda: actions.cancel_run(actor=stranger, token=run.token),
        lambda: actions.retry_run(actor=stranger, token=run.token),
        lambda: actions.comment_finding(
            actor=stranger, token=run.token, key="f000", stance=FindingState.ACCEPTED
        ),
    ):
        with pytest.raises(NoSuchRun):
            refused()


def test_a_public_audit_is_read_by_all_and_changed_by_its_owner(stranger: Actor) -> None:
    run = stored_run(SYSTEM, is_public=True)
    assert queries.run_of(stranger, run.token) == run
    assert run.expires_at is None
    for refused in (
        lambda: actions.delete_run(actor=stranger, token=run.token),
        lambda: actions.comment_finding(
            actor=stranger, token=run.token, key="f000", stance=FindingState.ACCEPTED
        ),
    ):
        with pytest.raises(NotYours):
            refused()


def test_cancel_and_retry(actor: Actor) -> None:
    run = actions.start_audit(actor=actor, documents=[GOOD])
    actions.cancel_run(actor=actor, token=run.token)
    assert jobs.job_of(actor, run.job_id or 0).state == "cancelled"
    actions.retry_run(actor=actor, token=run.token)
    assert jobs.job_of(actor, run.job_id or 0).state == "queued"
