from typing import Any

import pytest

from jiefang.ledger.actor import Actor
from jiefang.ledger.jobs import job_of
from jiefang.ledger.worker import work_once
from jiefang.plan import actions, queries
from jiefang.plan.auditing import StepReporter
from jiefang.plan.models import AuditRun
from jiefang.registry import queries as registry
from jiefang.registry.storage import path_of
from jiefang.registry.testing import Bytes

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = "2020年，社会消费品零售总额完成101.1亿元，年均增长5.8%，是2015年的1.19倍。"


def audited(actor: Actor, *documents: Bytes, sources: tuple[Bytes, ...] = ()) -> AuditRun:
    run = actions.start_audit(actor=actor, documents=documents, sources=sources)
    assert work_once("w")
    run.refresh_from_db()
    return run


def test_an_upload_becomes_findings_and_downloads(actor: Actor) -> None:
    run = audited(actor, Bytes("报告.txt", TEXT.encode()))
    assert job_of(actor, run.job_id or 0).state == "done"
    assert run.finished_at is not None
    assert run.finding_count >= 1
    assert run.claim_count >= 3
    report = queries.report_of(actor, run.token, "jsonl")
    assert report is not None
    file = registry.file_of(actor, report.file_id)
    lines = path_of(file.key).read_text("utf-8").splitlines()
    assert lines[0].startswith('{"type": "document", "doc": "报告"')
    assert file.name == "报告.txt.jsonl"


def test_two_files_of_one_name_are_kept_apart(actor: Actor) -> None:
    run = audited(actor, Bytes("报告.txt", TEXT.encode()), Bytes("报告.txt", b"GDP 5%"))
    assert [document.doc for document in run.documents.all()] == ["报告", "报告-2"]


def test_an_unreadable_file_is_named_and_the_others_are_done(actor: Actor) -> None:
    broken = Bytes("坏.docx", b"PK\x03\x04" + b"\0" * 60)
    run = audited(actor, broken, Bytes("报告.txt", TEXT.encode()))
    first, second = run.documents.all()
    assert first.refusal is not None
    assert "坏.docx" in first.refusal["zh"]
    assert "/" not in first.refusal["zh"].replace("坏.docx", "")
    assert second.doc == "报告"
    assert run.finding_count >= 1


def test_only_unreadable_files_fail_with_each_reason(actor: Actor) -> None:
    run = audited(actor, Bytes("坏.docx", b"PK\x03\x04" + b"\0" * 60))
    job = job_of(actor, run.job_id or 0)
    assert (job.state, job.error_code) == ("failed", "plan.no_readable_document")
    assert run.documents.get().refusal is not None


def test_sources_are_compared(actor: Actor) -> None:
    table = Bytes("表.csv", "指标,2020年\n社会消费品零售总额（亿元）,101.1\n".encode())
    run = audited(actor, Bytes("报告.txt", TEXT.encode()), sources=(table,))
    assert sum(run.facts["sources"].values()) == run.claim_count


def test_cancelling_stops_the_audit(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    run = actions.start_audit(actor=actor, documents=[Bytes("报告.txt", TEXT.encode())])
    real = StepReporter.__call__

    def cancelled(self: StepReporter, step: str, done: int, total: int) -> None:
        if step == "judge" and job_of(actor, run.job_id or 0).state == "running":
            actions.cancel_run(actor=actor, token=run.token)
        real(self, step, done, total)

    monkeypatch.setattr(StepReporter, "__call__", cancelled)
    work_once("w")
    run.refresh_from_db()
    assert job_of(actor, run.job_id or 0).state == "cancelled"
    assert run.finished_at is None


class Recorder:
    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def step(self, name: str, *, number: int, count: int, note: str = "") -> None:
        self.steps.append((name, number, count))

    def advance(self, done: int, total: int, *, note: str = "") -> None:
        return None


@pytest.mark.parametrize("has_sources", [True, False])
def test_steps_are_numbered_without_going_back(has_sources: bool) -> None:
    recorder: Any = Recorder()
    report = StepReporter(recorder, has_sources=has_sources)
    for step in ("read", "read", "relate", "judge", "judge", *(["read"] * has_sources), "report"):
        report(step, 0, 1)
    numbers = [number for _, number, _ in recorder.steps]
    assert numbers == list(range(1, len(numbers) + 1))
    assert recorder.steps[-1] == ("report", len(numbers), len(numbers))
