"""Tables of the ledger (台账表): events in one chain, the chain's head, and jobs."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.Model):
    """One thing that happened (事件): written once, never changed, chained by hash.

    `seq` has no gaps: it is numbered under the lock of the head, not by a database sequence.
    `payload` is the canonical text that the hash covers, with ids and open data only.
    """

    seq = models.BigIntegerField(primary_key=True)
    stream = models.CharField(max_length=80)
    type = models.CharField(max_length=80)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    on_behalf_of = models.CharField(max_length=80, blank=True, default="")
    payload = models.TextField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering: ClassVar = ["seq"]
        indexes: ClassVar = [models.Index(fields=["stream", "seq"], name="ledger_event_stream")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_event_seq_from_1")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.type}"


class ChainHead(models.Model):
    """The end of the chain (链头): one row, locked last in every writing transaction."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    seq = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default="")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="ledger_one_chain_head")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class JobState(models.TextChoices):
    """Where a job stands (任务状态)."""

    QUEUED = "queued", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("失败")
    CANCELLED = "cancelled", _("已取消")


class Job(models.Model):
    """Long work with visible progress (任务): survives a restart, can be cancelled and retried.

    A worker claims a row and renews `heartbeat_at`; a row whose heartbeat has stopped is taken up
    again until `max_attempts` is reached.
    """

    kind = models.CharField(max_length=60)
    arguments = models.JSONField(default=dict)
    actor = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    step = models.CharField(max_length=40, blank=True, default="")
    step_number = models.PositiveSmallIntegerField(default=0)
    step_count = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=200, blank=True, default="")
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    cancel_requested = models.BooleanField(default=False)
    claimed_by = models.CharField(max_length=80, blank=True, default="")
    heartbeat_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    error_code = models.CharField(max_length=60, blank=True, default="")
    error_fields = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "id"], name="ledger_job_queue"),
            models.Index(fields=["actor", "id"], name="ledger_job_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} {self.state}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it by itself."""
        return self.state in {JobState.DONE, JobState.FAILED, JobState.CANCELLED}
