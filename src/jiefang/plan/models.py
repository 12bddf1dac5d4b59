"""Tables of the plan room (审核表): a run, its documents, their passages, claims and findings."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiefang.plan.tone import Tone


class AuditRun(models.Model):
    """One audit (一次审核) of some documents against each other and against source tables.

    `token` is the address: long enough that nobody guesses it. `owner` is an actor as text.
    """

    token = models.CharField(max_length=24, unique=True)
    owner = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    is_public = models.BooleanField(default=False)
    origin = models.CharField(max_length=60, blank=True, default="")
    language = models.CharField(max_length=8, default="zh")
    job_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True, db_index=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    claim_count = models.PositiveIntegerField(default=0)
    tested_claim_count = models.PositiveIntegerField(default=0)
    finding_count = models.PositiveIntegerField(default=0)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "-id"], name="plan_run_owner"),
            models.Index(fields=["is_public", "-id"], name="plan_run_public"),
        ]

    def __str__(self) -> str:
        return self.title


class DocumentRole(models.TextChoices):
    """What a document is for in its run (文件角色)."""

    DOCUMENT = "document", _("待审文件")
    SOURCE = "source", _("来源表")


class Document(models.Model):
    """A document of a run (文件): its bytes are a `registry.File`, here is what was read."""

    run = models.ForeignKey(AuditRun, models.CASCADE, related_name="documents")
    position = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=10, choices=DocumentRole)
    file_id = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=130)
    doc = models.CharField(max_length=140, blank=True, default="")
    title = models.CharField(max_length=300, blank=True, default="")
    issuer = models.CharField(max_length=200, blank=True, default="")
    date = models.CharField(max_length=20, blank=True, default="")
    genre = models.CharField(max_length=20, blank=True, default="")
    chars = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    warnings = models.JSONField(default=list)
    refusal = models.JSONField(null=True, blank=True)
    twin_of = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["run", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "position"], name="plan_document_position")
        ]

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A paragraph, heading, note or table of a document (段落), with offsets in its text."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    level = models.PositiveSmallIntegerField(default=0)
    page = models.PositiveIntegerField(null=True, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.TextField()
    grid = models.JSONField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["document", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["document", "number"], name="plan_passage_number"),
            models.CheckConstraint(
                condition=models.Q(end__gte=models.F("start")), name="plan_passage_span"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.text[:20]}"


class Claim(models.Model):
    """One printed figure (数字主张); `key` is the same wherever the claim is stored."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="claims")
    key = models.CharField(max_length=16)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=12)
    tone = models.CharField(max_length=4, blank=True, default="")
    source = models.CharField(max_length=16, blank=True, default="")
    detail = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["document", "start"]
        indexes: ClassVar = [models.Index(fields=["document", "start"], name="plan_claim_place")]

    def __str__(self) -> str:
        return self.text


class FindingState(models.TextChoices):
    """What people have said about a finding (处理状态)."""

    OPEN = "open", _("未处理")
    EXPLAINED = "explained", _("已说明")
    ACCEPTED = "accepted", _("已接受")
    DISPUTED = "disputed", _("有异议")


class Finding(models.Model):
    """The verdict on one relation (发现); `number` is its place in the list, from 1."""

    run = models.ForeignKey(AuditRun, models.CASCADE, related_name="findings")
    key = models.CharField(max_length=16)
    number = models.PositiveIntegerField()
    rule = models.CharField(max_length=8)
    tone = models.CharField(max_length=4, choices=[(tone.value, tone.name) for tone in Tone])
    verdict = models.CharField(max_length=12)
    strength = models.CharField(max_length=4)
    document = models.ForeignKey(Document, models.CASCADE, related_name="findings")
    start = models.PositiveIntegerField()
    place = models.JSONField(default=dict)
    message_zh = models.TextField()
    message_en = models.TextField()
    detail = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=FindingState, default=FindingState.OPEN)
    claims = models.ManyToManyField(Claim, through="FindingClaim", related_name="findings")

    class Meta:
        ordering: ClassVar = ["run", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "key"], name="plan_finding_key"),
            models.UniqueConstraint(fields=["run", "number"], name="plan_finding_number"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "tone", "number"], name="plan_finding_tone"),
            models.Index(fields=["run", "rule"], name="plan_finding_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} {self.key}"


class FindingClaim(models.Model):
    """A claim's part in a finding: 0 is the stated one, the others follow the formula."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="parts")
    claim = models.ForeignKey(Claim, models.CASCADE, related_name="parts")
    part = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["finding", "part"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["finding", "part"], name="plan_finding_part")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}/{self.part}"


class Comment(models.Model):
    """What somebody said about a finding (意见); nothing is ever changed in the document."""

    finding = models.ForeignKey(Finding, models.CASCADE, related_name="comments")
    at = models.DateTimeField()
    author = models.CharField(max_length=80)
    stance = models.CharField(max_length=10, choices=FindingState)
    text = models.TextField(blank=True, default="", max_length=2000)

    class Meta:
        ordering: ClassVar = ["finding", "id"]

    def __str__(self) -> str:
        return f"{self.stance}: {self.text[:30]}"


class ReportFile(models.Model):
    """A finished download of a run (审核结果文件): its bytes are a `registry.File`."""

    run = models.ForeignKey(AuditRun, models.CASCADE, related_name="reports")
    format = models.CharField(max_length=8)
    file_id = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["run", "format"], name="plan_report_format")
        ]

    def __str__(self) -> str:
        return self.format
