"""Refusals of the plan room (规划与审核的错误).

Refusal
├── NoSuchRun            the audit does not exist, has expired, or belongs to somebody else
├── NoSuchFinding        the audit has no finding of that name
├── NoSuchRule           no rule has that number
├── NotYours             a public audit may be read but not changed
├── NothingToAudit       neither a file nor pasted text
├── TooManyFiles         more files than one audit may have
├── TooManyRuns          the session keeps as many audits as it may
├── NotReady             the audit has no results yet
├── NoSuchReport         there is no download of that format
├── CommentMissing       the stance needs a reason in words
└── NoReadableDocument   not one of the documents could be read
"""

from django.utils.translation import gettext_lazy as _

from jiefang.ledger.refusal import Refusal


class NoSuchRun(Refusal):
    """The audit does not exist, or the actor may not know that it does."""

    code = "plan.no_such_run"
    status = 404
    sentence = _("没有这次审核：可能已经删除或到期，也可能是在另一个浏览器里送审的。")


class NoSuchFinding(Refusal):
    """The audit has no finding of that name."""

    code = "plan.no_such_finding"
    status = 404
    sentence = _("这次审核里没有这条发现。请从发现清单里重新打开。")


class NoSuchRule(Refusal):
    """No rule has that number."""

    code = "plan.no_such_rule"
    status = 404
    sentence = _("没有编号为 %(rule)s 的规则。")


class NotYours(Refusal):
    """The actor may read this audit but not change it."""

    code = "plan.not_yours"
    status = 403
    sentence = _("这次审核可以看，但只有送审的人能改动或删除。")


class NothingToAudit(Refusal):
    """Neither a file nor pasted text was given."""

    code = "plan.nothing_to_audit"
    sentence = _("还没有材料。请选择至少一个文件，或把文字粘贴到框里。")


class TooManyFiles(Refusal):
    """More files than one audit may have."""

    code = "plan.too_many_files"
    sentence = _("一次最多送审 %(limit)s 份文件和同样多的来源表。请分几次送审。")


class TooManyRuns(Refusal):
    """The session keeps as many audits as it may; deleting one makes room."""

    code = "plan.too_many_runs"
    status = 429
    sentence = _("您已保存 %(limit)s 次审核，到了上限。请先删除不用的，再送审。")


class NotReady(Refusal):
    """The audit is not finished."""

    code = "plan.not_ready"
    status = 409
    sentence = _("审核还没有完成，请稍后再看。")


class NoSuchReport(Refusal):
    """There is no download of that format."""

    code = "plan.no_such_report"
    status = 404
    sentence = _("没有“%(format)s”格式的结果文件。")


class CommentMissing(Refusal):
    """Explaining or disputing a finding needs a reason in words."""

    code = "plan.comment_missing"
    sentence = _("请写明理由：为什么可以说明，或者为什么不同意。")


class NoReadableDocument(Refusal):
    """Not one of the documents could be read; the page lists each with its reason."""

    code = "plan.no_readable_document"
    sentence = _("送审的文件一份也没能读出来，原因列在各文件旁边。")
