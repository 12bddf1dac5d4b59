"""The worker (任务执行者): takes jobs one after the other and runs the platform's sweeps.

A thread renews the lease of the running job, so that a long step is not mistaken for a dead
worker. A job that runs longer than the limit is ended by ending this process: the supervisor
starts a new one, and the job fails with a reason instead of running for ever.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from jiefang.ledger.errors import JobOvertime
from jiefang.ledger.jobs import beat, claim_job, run_job, worker_name
from jiefang.ledger.models import Job, JobState

logger = logging.getLogger(__name__)

IDLE_SECONDS: Final = 0.5
BEAT_SECONDS: Final = 4
SWEEP_SECONDS: Final = 300
EXIT_OVERTIME: Final = 75
"""Exit status of a worker that ended itself to stop a job that ran too long."""


def work(*, stop: Callable[[], bool], sweep: Callable[[], None]) -> None:
    """Work until `stop` says so: claim, run, sweep every five minutes."""
    name, next_sweep = worker_name(), time.monotonic()
    logger.info("worker started", extra={"worker": name})
    while not stop():
        close_old_connections()
        if time.monotonic() >= next_sweep:
            sweep()
            next_sweep = time.monotonic() + SWEEP_SECONDS
        if not work_once(name):
            time.sleep(IDLE_SECONDS)


def work_once(name: str) -> bool:
    """Run one job if there is one; say whether there was."""
    job = claim_job(worker=name, now=timezone.now())
    if job is None:
        return False
    over = threading.Event()
    keeper = threading.Thread(target=_keep_lease, args=(job, over), daemon=True)
    keeper.start()
    try:
        run_job(job)
    finally:
        over.set()
        keeper.join()
    return True


def _keep_lease(job: Job, over: threading.Event) -> None:
    limit = time.monotonic() + settings.JIEFANG_JOB_SECONDS
    while not over.wait(BEAT_SECONDS):
        if time.monotonic() > limit:
            _end_overtime(job)
        beat(job)
    connection.close()


def _end_overtime(job: Job) -> None:
    logger.error("job ran too long, worker ends", extra={"job": job.pk, "kind": job.kind})
    Job.objects.filter(pk=job.pk, claimed_by=job.claimed_by).update(
        state=JobState.FAILED, error_code=JobOvertime.code, finished_at=timezone.now()
    )
    os._exit(EXIT_OVERTIME)
