from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiefang.ledger import jobs, worker
from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.errors import JobNotOver, JobOver, NoSuchJob, UnknownJobKind
from jiefang.ledger.jobs import Progress
from jiefang.ledger.models import Job, JobState
from jiefang.ledger.refusal import told_again

pytestmark = pytest.mark.django_db

Work = Callable[[Mapping[str, Any], Progress], None]


@pytest.fixture
def does(monkeypatch: pytest.MonkeyPatch) -> Callable[[Work], None]:
    """Let jobs of the kind `test` do this."""

    def offer(work: Work) -> None:
        monkeypatch.setattr(jobs, "handlers", lambda: {"test": "unused"})
        monkeypatch.setattr(jobs, "import_string", lambda path: work)

    return offer


def queued(actor: Actor, **arguments: object) -> Job:
    return jobs.queue_job(actor=actor, kind="test", arguments=arguments)


def test_a_job_runs_and_is_done(actor: Actor, does: Callable[[Work], None]) -> None:
    seen: list[object] = []

    def work(arguments: Mapping[str, Any], progress: Progress) -> None:
        progress.step("read", number=1, count=2)
        progress.advance(3, 10)
        seen.append(arguments["n"])

    does(work)
    job = queued(actor, n=7)
    assert worker.work_once("w") is True
    assert worker.work_once("w") is False
    job.refresh_from_db()
    assert (job.state, job.attempts, seen) == (JobState.DONE, 1, [7])
    assert (job.step, job.step_number, job.step_count) == ("read", 1, 2)


def test_the_oldest_job_goes_first(actor: Actor, does: Callable[[Work], None]) -> None:
    seen: list[object] = []
    does(lambda arguments, progress: seen.append(arguments["n"]))
    for number in (1, 2):
        queued(actor, n=number)
    worker.work_once("w")
    assert seen == [1]


def test_an_unknown_kind_is_refused(actor: Actor) -> None:
    with pytest.raises(UnknownJobKind):
        jobs.queue_job(actor=actor, kind="nobody.does_this", arguments={})


def test_a_waiting_job_is_cancelled_at_once(actor: Actor, does: Callable[[Work], None]) -> None:
    does(lambda arguments, progress: None)
    job = jobs.cancel_job(actor=actor, job_id=queued(actor).pk)
    assert job.state == JobState.CANCELLED
    assert worker.work_once("w") is False
    with pytest.raises(JobOver):
        jobs.cancel_job(actor=actor, job_id=job.pk)


def test_a_running_job_is_cancelled_at_its_next_report(
    actor: Actor, does: Callable[[Work], None]
) -> None:
    reached: list[str] = []

    def work(arguments: Mapping[str, Any], progress: Progress) -> None:
        jobs.cancel_job(actor=actor, job_id=progress.job_id)
        reached.append("before")
        progress.check()
        reached.append("after")

    does(work)
    job = queued(actor)
    worker.work_once("w")
    job.refresh_from_db()
    assert (job.state, reached) == (JobState.CANCELLED, ["before"])


def test_a_crash_is_told_without_its_details(actor: Actor, does: Callable[[Work], None]) -> None:
    def work(arguments: Mapping[str, Any], progress: Progress) -> None:
        raise ZeroDivisionError("secret path")

    does(work)
    job = queued(actor)
    worker.work_once("w")
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.FAILED, "ledger.job_crashed")
    assert "secret" not in str(job.error_fields)
    assert "重试" in told_again(job.error_fields)


def test_a_failed_job_can_be_tried_again(actor: Actor, does: Callable[[Work], None]) -> None:
    outcomes = iter([NoSuchJob(job=1), None])

    def work(arguments: Mapping[str, Any], progress: Progress) -> None:
        error = next(outcomes)
        if error:
            raise error

    does(work)
    job = queued(actor)
    with pytest.raises(JobNotOver):
        jobs.retry_job(actor=actor, job_id=job.pk)
    worker.work_once("w")
    job.refresh_from_db()
    assert job.error_code == "ledger.no_such_job"
    jobs.retry_job(actor=actor, job_id=job.pk)
    worker.work_once("w")
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.DONE, "")


def test_a_job_whose_worker_died_is_taken_up_again(
    actor: Actor, does: Callable[[Work], None]
) -> None:
    does(lambda arguments, progress: None)
    job = queued(actor)
    now = timezone.now()
    assert jobs.claim_job(worker="dead", now=now) is not None
    assert jobs.claim_job(worker="other", now=now + timedelta(seconds=5)) is None
    taken = jobs.claim_job(worker="other", now=now + jobs.LEASE + timedelta(seconds=1))
    assert taken is not None
    assert (taken.pk, taken.claimed_by, taken.attempts) == (job.pk, "other", 2)


def test_a_job_that_kills_every_worker_is_given_up(
    actor: Actor, does: Callable[[Work], None]
) -> None:
    does(lambda arguments, progress: None)
    job, now = queued(actor), timezone.now()
    for attempt in range(job.max_attempts):
        now += jobs.LEASE + timedelta(seconds=1)
        assert jobs.claim_job(worker=f"w{attempt}", now=now) is not None
    now += jobs.LEASE + timedelta(seconds=1)
    assert jobs.claim_job(worker="last", now=now) is None
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.FAILED, "ledger.job_interrupted")


def test_a_worker_that_lost_its_job_writes_nothing(
    actor: Actor, does: Callable[[Work], None]
) -> None:
    def work(arguments: Mapping[str, Any], progress: Progress) -> None:
        Job.objects.filter(pk=progress.job_id).update(claimed_by="other")
        progress.check()

    does(work)
    job = queued(actor)
    worker.work_once("w")
    job.refresh_from_db()
    assert (job.state, job.claimed_by) == (JobState.RUNNING, "other")


def test_strangers_see_no_job(actor: Actor, stranger: Actor, does: Callable[[Work], None]) -> None:
    does(lambda arguments, progress: None)
    job = queued(actor)
    assert jobs.job_of(SYSTEM, job.pk) == job
    for attempt in (jobs.job_of, lambda a, j: jobs.cancel_job(actor=a, job_id=j)):
        with pytest.raises(NoSuchJob):
            attempt(stranger, job.pk)


def test_the_place_in_the_queue(actor: Actor, does: Callable[[Work], None]) -> None:
    does(lambda arguments, progress: None)
    assert [jobs.place_in_queue(queued(actor)) for _ in range(3)] == [0, 1, 2]
