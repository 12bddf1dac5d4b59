"""Jobs (任务): how long work is queued, claimed, reported on, cancelled and finished.

A room offers handlers in its app configuration as text, so that the ledger imports no room::

    job_handlers: ClassVar = {"plan.audit": "jiefang.plan.auditing.run_audit"}

A handler takes the job's arguments and a `Progress`; what it returns is not kept. Handlers are
written so that a second run of the same job gives the same result: a job is taken up again when
its worker died.
"""

import logging
import socket
import uuid
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, Final, TypeAlias

from django.apps import apps
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from jiefang.ledger.actor import Actor
from jiefang.ledger.errors import (
    JobCrashed,
    JobInterrupted,
    JobNotOver,
    JobOver,
    NoSuchJob,
    UnknownJobKind,
)
from jiefang.ledger.models import Job, JobState
from jiefang.ledger.refusal import Refusal

logger = logging.getLogger(__name__)

LEASE: Final = timedelta(seconds=20)
"""A running job without a heartbeat for this long is taken up by another worker."""
REPORT_EVERY: Final = timedelta(milliseconds=400)
"""Progress is written at most this often: pages ask every two seconds."""

Handler: TypeAlias = Callable[[Mapping[str, Any], "Progress"], None]  # Any: arguments are JSON


class JobCancelledError(Exception):
    """Raised inside a handler by `Progress` when somebody cancelled the job."""


class LostJobError(Exception):
    """Raised inside a handler when another worker has taken the job over: stop, write nothing."""


class Progress:
    """How a handler tells where it is (进度); every report also asks whether to go on."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._next_write = timezone.now()

    @property
    def job_id(self) -> int:
        """The job this is about."""
        return self._job.pk

    def step(self, name: str, *, number: int, count: int, note: str = "") -> None:
        """Begin step `number` of `count`; `name` is a code that the page translates."""
        self._write(step=name, step_number=number, step_count=count, note=note, done=0, total=0)

    def advance(self, done: int, total: int, *, note: str = "") -> None:
        """Say how much of the current step is done; cheap enough to call for every paragraph."""
        if timezone.now() >= self._next_write:
            self._write(done=max(done, 0), total=max(total, 0), note=note[:200])

    def check(self) -> None:
        """Stop here if the job was cancelled or lost."""
        self._write()

    def _write(self, **columns: str | int) -> None:
        now = timezone.now()
        self._next_write = now + REPORT_EVERY
        mine = Job.objects.filter(
            pk=self._job.pk, state=JobState.RUNNING, claimed_by=self._job.claimed_by
        )
        if not mine.update(heartbeat_at=now, **columns):
            raise LostJobError
        if mine.filter(cancel_requested=True).exists():
            raise JobCancelledError


def handlers() -> dict[str, str]:
    """Collect what every installed room offers: kind of job → dotted path of its handler."""
    offered: dict[str, str] = {}
    for config in apps.get_app_configs():
        offered |= getattr(config, "job_handlers", {})
    return offered


def handler_of(kind: str) -> Handler:
    """Import the handler of a kind of job; raises `UnknownJobKind`."""
    path = handlers().get(kind)
    if path is None:
        raise UnknownJobKind(kind=kind)
    handler: Handler = import_string(path)
    return handler


def queue_job(
    *, actor: Actor, kind: str, arguments: Mapping[str, Any], max_attempts: int = 3
) -> Job:
    """Put long work into the queue; a worker takes it up when the transaction has committed."""
    if kind not in handlers():
        raise UnknownJobKind(kind=kind)
    return Job.objects.create(
        kind=kind,
        arguments=dict(arguments),
        actor=actor.id,
        max_attempts=max_attempts,
        created_at=timezone.now(),
    )


def visible_to(actor: Actor) -> QuerySet[Job]:
    """Jobs that an actor may see: their own; the platform sees all."""
    return Job.objects.all() if actor.is_system else Job.objects.filter(actor=actor.id)


def job_of(actor: Actor, job_id: int) -> Job:
    """Find one job that the actor may see."""
    job = visible_to(actor).filter(pk=job_id).first()
    if job is None:
        raise NoSuchJob(job=job_id)
    return job


def cancel_job(*, actor: Actor, job_id: int) -> Job:
    """Cancel (取消): a waiting job ends at once, a running one at its next report."""
    with transaction.atomic():
        job = _locked(actor, job_id)
        if job.is_over:
            raise JobOver(job=job_id)
        job.cancel_requested = True
        if job.state == JobState.QUEUED:
            job.state, job.finished_at = JobState.CANCELLED, timezone.now()
        job.save(update_fields=["cancel_requested", "state", "finished_at"])
    return job


def retry_job(*, actor: Actor, job_id: int) -> Job:
    """Try again (重试): a failed or cancelled job goes back into the queue with fresh attempts."""
    with transaction.atomic():
        job = _locked(actor, job_id)
        if job.state not in {JobState.FAILED, JobState.CANCELLED}:
            raise JobNotOver(job=job_id)
        _requeue(job)
        job.attempts = 0
        job.save()
    return job


def claim_job(*, worker: str, now: datetime) -> Job | None:
    """Take the oldest waiting or abandoned job for `worker`, or None when there is none."""
    abandoned = Q(state=JobState.RUNNING, heartbeat_at__lt=now - LEASE)
    with transaction.atomic():
        waiting = Job.objects.filter(Q(state=JobState.QUEUED) | abandoned).order_by("id")
        skip = connection.features.has_select_for_update_skip_locked
        job = waiting.select_for_update(skip_locked=skip).first()
        if job is None:
            return None
        if job.cancel_requested or job.attempts >= job.max_attempts:
            _give_up(job, now)
            return None
        job.state, job.claimed_by = JobState.RUNNING, worker
        job.attempts, job.heartbeat_at, job.started_at = job.attempts + 1, now, now
        job.step, job.step_number, job.done, job.total, job.note = "", 0, 0, 0, ""
        job.save()
    return job


def run_job(job: Job) -> None:
    """Run a claimed job to its end and store how it ended; the edge where errors are logged."""
    try:
        handler_of(job.kind)(job.arguments, Progress(job))
    except JobCancelledError:
        _finish(job, JobState.CANCELLED)
    except LostJobError:
        logger.warning("job lost to another worker", extra={"job": job.pk})
    except Refusal as error:
        _finish(job, JobState.FAILED, error=error)
    except Exception:
        logger.exception("job failed", extra={"job": job.pk, "kind": job.kind})
        _finish(job, JobState.FAILED, error=JobCrashed(job=job.pk))
    else:
        _finish(job, JobState.DONE)


def beat(job: Job) -> None:
    """Renew the lease of a running job, from beside its handler."""
    Job.objects.filter(pk=job.pk, claimed_by=job.claimed_by, state=JobState.RUNNING).update(
        heartbeat_at=timezone.now()
    )


def worker_name() -> str:
    """Name this worker so that two never share a name."""
    return f"{socket.gethostname()[:40]}:{uuid.uuid4().hex[:12]}"


def delete_jobs(*, job_ids: list[int]) -> int:
    """Delete jobs whose subject is deleted; the caller has checked that the actor may."""
    return Job.objects.filter(pk__in=job_ids).delete()[0]


def place_in_queue(job: Job) -> int:
    """How many jobs wait or run before this one."""
    ahead = Q(state=JobState.QUEUED, pk__lt=job.pk) | Q(state=JobState.RUNNING)
    return Job.objects.filter(ahead).exclude(pk=job.pk).count()


def _locked(actor: Actor, job_id: int) -> Job:
    job = visible_to(actor).select_for_update().filter(pk=job_id).first()
    if job is None:
        raise NoSuchJob(job=job_id)
    return job


def _requeue(job: Job) -> None:
    job.state, job.cancel_requested, job.finished_at = JobState.QUEUED, False, None
    job.claimed_by, job.heartbeat_at, job.error_code, job.error_fields = "", None, "", {}


def _give_up(job: Job, now: datetime) -> None:
    cancelled = job.cancel_requested
    job.state = JobState.CANCELLED if cancelled else JobState.FAILED
    job.error_code = "" if cancelled else JobInterrupted.code
    job.finished_at = now
    job.save()


def _finish(job: Job, state: JobState, *, error: Refusal | None = None) -> None:
    mine = Job.objects.filter(pk=job.pk, claimed_by=job.claimed_by, state=JobState.RUNNING)
    done = F("total") if state == JobState.DONE else F("done")
    fields = error.stored() if error else {}
    code = fields.get("code", "")
    mine.update(
        state=state, finished_at=timezone.now(), error_code=code, error_fields=fields, done=done
    )
