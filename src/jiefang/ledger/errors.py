"""Refusals of the ledger (台账的错误).

Refusal
├── UnknownJobKind       no room offers a handler of that name
├── NoSuchJob            the job does not exist or belongs to somebody else
├── JobOver              the job is over, so it cannot be cancelled
├── JobNotOver           the job has not failed or been cancelled, so it cannot be retried
├── JobCrashed           the handler failed in a way nobody foresaw
├── JobInterrupted       its workers died as often as the job may be tried
├── JobOvertime          the job ran longer than it may
└── ChainBroken          a stored event does not match the chain
"""

from django.utils.translation import gettext_lazy as _

from jiefang.ledger.refusal import Refusal


class UnknownJobKind(Refusal):
    """No room offers a handler of that name: a programming mistake."""

    code = "ledger.unknown_job_kind"
    status = 500
    sentence = _("系统不认识“%(kind)s”这种任务，请告诉管理员。")


class NoSuchJob(Refusal):
    """The job does not exist, or the actor may not know that it does."""

    code = "ledger.no_such_job"
    status = 404
    sentence = _("没有这项任务，或者它不属于您。")


class JobOver(Refusal):
    """A job that is over cannot be cancelled."""

    code = "ledger.job_over"
    status = 409
    sentence = _("任务已经结束，不用再取消。")


class JobNotOver(Refusal):
    """Only a failed or cancelled job can be tried again."""

    code = "ledger.job_not_over"
    status = 409
    sentence = _("任务没有失败，不用重试。")


class JobCrashed(Refusal):
    """The handler failed in a way nobody foresaw; the log has the details."""

    code = "ledger.job_crashed"
    status = 500
    sentence = _("处理中程序出了错，没有留下半成品。可以重试；再失败请告诉管理员任务编号。")


class JobInterrupted(Refusal):
    """Its workers died as often as the job may be tried."""

    code = "ledger.job_interrupted"
    status = 500
    sentence = _("处理多次中断，可能是文件太大、内存不够。请把文件拆小后再送审。")


class JobOvertime(Refusal):
    """The job ran longer than it may."""

    code = "ledger.job_overtime"
    status = 500
    sentence = _("处理时间超过上限，已停止。请把文件拆小后再送审。")


class ChainBroken(Refusal):
    """An event's hash does not follow from its columns and its predecessor."""

    code = "ledger.chain_broken"
    status = 500
    sentence = _("第 %(seq)s 条事件与前一条对不上，台账可能被改动过。")
