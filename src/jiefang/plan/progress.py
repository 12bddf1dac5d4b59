"""The job of an audit as a page shows it (任务进度)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiefang.ledger import jobs
from jiefang.ledger.actor import SYSTEM
from jiefang.ledger.errors import NoSuchJob
from jiefang.ledger.refusal import told_again
from jiefang.plan.models import AuditRun


@dataclass(frozen=True, slots=True)
class JobView:
    """Where a job stands, in words and for a progress bar."""

    state: str
    is_over: bool
    is_cancelling: bool
    step: str
    share: str
    done: int
    total: int
    trouble: str


def job_view(run: AuditRun) -> JobView | None:
    """The job of a run, or None where it has none any more."""
    if run.job_id is None:
        return None
    try:
        job = jobs.job_of(SYSTEM, run.job_id)
    except NoSuchJob:
        return None
    ahead = jobs.place_in_queue(job) if job.state == "queued" else 0
    return JobView(
        state=job.state,
        is_over=job.is_over,
        is_cancelling=job.cancel_requested and not job.is_over,
        step=_step_words(job.step, job.step_number, job.step_count, ahead),
        share=_share_words(job.step, job.done, job.total),
        done=_bar(job.step_number, job.step_count, job.done, job.total),
        total=1000,
        trouble=told_again(job.error_fields) if job.state == "failed" else "",
    )


def _step_words(step: str, number: int, count: int, ahead: int) -> str:
    if not step:
        waiting = ngettext("排队等待，前面还有 %(n)s 项", "排队等待，前面还有 %(n)s 项", ahead)
        return waiting % {"n": ahead} if ahead else _("排队等待，马上开始")
    names = {
        "read": _("读取文件、识别数字"),
        "relate": _("建立关系"),
        "judge": _("逐条核算"),
        "source": _("与来源表核对"),
        "report": _("写出结果"),
    }
    named = {"number": number, "count": count, "name": names.get(step, step)}
    return _("第 %(number)s 步，共 %(count)s 步：%(name)s") % named


def _share_words(step: str, done: int, total: int) -> str:
    if total < 2:
        return ""
    named = {"done": f"{done:,}", "total": f"{total:,}"}
    if step in {"read", "source"}:
        return _("已读 %(done)s / %(total)s 份") % named
    if step == "judge":
        return _("已核 %(done)s / %(total)s 条") % named
    return f"{done:,} / {total:,}"


def _bar(number: int, count: int, done: int, total: int) -> int:
    """How full the bar is, in thousandths over all steps: it never runs backwards."""
    if not count:
        return 0
    inside = 1000 * done // total if total else 0
    return (1000 * (number - 1) + min(inside, 1000)) // count
