"""Pages of the audit (审核页面): thin — read the request, call an action or a query, render."""

from collections.abc import Callable
from typing import Any, Final
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiefang.access.identity import actor_of, remember_visitor
from jiefang.ledger.refusal import Refusal
from jiefang.plan import actions, queries
from jiefang.plan.board import Choice, board, formats_of, tables_content
from jiefang.plan.catalogue import rule_view, rule_views
from jiefang.plan.errors import NoSuchReport, NotReady
from jiefang.plan.language import page_language
from jiefang.plan.letter import letter_content, letter_document
from jiefang.plan.models import FindingState
from jiefang.plan.progress import job_view
from jiefang.plan.questions import questions_content
from jiefang.plan.sources import sources_content
from jiefang.plan.uploads import PastedText
from jiefang.registry import queries as registry
from jiefang.registry.storage import path_of

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PASTED_NAME: Final = {"zh": "粘贴的文字.txt", "en": "pasted-text.txt"}

Page = Callable[..., HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def audits(request: HttpRequest) -> HttpResponse:
    """数字审核: the form, the reader's own audits and the public example; POST starts an audit."""
    if request.method == "POST":
        return _start(request)
    return render(request, "plan/audits.html", _audits_content(request))


@require_safe
def run(request: HttpRequest, token: str) -> HttpResponse:
    """一次审核: running, failed, or its findings beside the text."""
    actor = actor_of(request)
    found = queries.run_of(actor, token)
    if found.finished_at is None:
        content = {"run": found, "job": job_view(found), "documents": found.documents.all()}
        return render(request, "plan/running.html", content | {"is_owner": found.owner == actor.id})
    choice = Choice.read(request.GET, path=request.path)
    return render(request, "plan/run.html", board(actor, found, choice))


@require_safe
def finding(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """一条发现: the permanent address of a finding, with list and text beside it."""
    actor = actor_of(request)
    found = queries.run_of(actor, token)
    choice = Choice.read(request.GET, path=request.path, finding=key)
    return render(request, "plan/run.html", board(actor, found, choice))


@require_safe
def progress(request: HttpRequest, token: str) -> HttpResponse:
    """进度: the part of the page that asks again every two seconds.

    A page that waits is loaded anew when there are findings; one that is being read never is: it
    only gets its downloads.
    """
    actor = actor_of(request)
    found = queries.run_of(actor, token)
    job = job_view(found)
    is_over = job is None or job.is_over
    content = {"run": found, "job": job, "is_owner": found.owner == actor.id}
    if "board" in request.GET and is_over:
        return render(request, "plan/_ready.html", content | {"formats": formats_of(found)})
    if "board" not in request.GET and (is_over or found.finished_at is not None):
        response = HttpResponse()
        response["HX-Refresh"] = "true"
        return response
    return render(request, "plan/_job.html", content)


@require_POST
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """取消."""
    actions.cancel_run(actor=actor_of(request), token=token)
    return redirect("plan:run", token=token)


@require_POST
def retry(request: HttpRequest, token: str) -> HttpResponse:
    """重试."""
    actions.retry_run(actor=actor_of(request), token=token)
    return redirect("plan:run", token=token)


@require_POST
def delete(request: HttpRequest, token: str) -> HttpResponse:
    """删除: documents, results and downloads are gone for good."""
    actions.delete_run(actor=actor_of(request), token=token)
    return HttpResponseRedirect(f"{reverse('plan:audits')}?deleted=1")


@require_safe
def tables(request: HttpRequest, token: str) -> HttpResponse:
    """看表格: the numbers behind the charts."""
    actor = actor_of(request)
    found = _finished(actor_of(request), token)
    return render(request, "plan/tables.html", tables_content(actor, found))


@require_safe
def sources(request: HttpRequest, token: str) -> HttpResponse:
    """与来源表核对: every figure with what the source tables say of it."""
    actor = actor_of(request)
    found = _finished(actor, token)
    return render(request, "plan/sources.html", sources_content(actor, found, request.GET))


@require_safe
def questions(request: HttpRequest, token: str) -> HttpResponse:
    """提问单: a printable sheet of questions for a deputy."""
    actor = actor_of(request)
    found = _finished(actor, token)
    choice = Choice.read(request.GET, path=request.path)
    return render(request, "plan/questions.html", questions_content(actor, found, choice))


@require_safe
def download(request: HttpRequest, token: str, report_format: str) -> FileResponse:
    """下载: always an attachment, whatever is inside."""
    actor = actor_of(request)
    report = queries.report_of(actor, token, report_format)
    if report is None:
        raise NoSuchReport(format=report_format)
    file = registry.file_of(actor, report.file_id)
    response = FileResponse(
        path_of(file.key).open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.media_type,
    )
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def comment(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """意见: say something about a finding; back to it."""
    wanted = request.POST.get("stance", "")
    stance = FindingState(wanted) if wanted in FindingState.values else FindingState.OPEN
    actor, text = actor_of(request), request.POST.get("text", "")
    try:
        actions.comment_finding(actor=actor, token=token, key=key, stance=stance, text=text)
    except Refusal as refusal:
        if refusal.status != 400:
            raise
        found = queries.run_of(actor, token)
        choice = Choice.read(request.GET, path=request.path, finding=key)
        told = [{"field": "say-text", "sentence": refusal.told()}]
        content = board(actor, found, choice) | {"errors": told, "said": text}
        return render(request, "plan/run.html", content, status=refusal.status)
    address = reverse("plan:finding", kwargs={"token": token, "key": key})
    query = request.GET.urlencode()
    return HttpResponseRedirect(f"{address}{'?' if query else ''}{query}#say")


@require_safe
def letter(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """征询函: a neutral letter to the source office, to be printed or saved as docx."""
    actor = actor_of(request)
    found = _finished(actor, token)
    return render(request, "plan/letter.html", letter_content(actor, found, key))


@require_safe
def letter_docx(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """征询函 as a docx file."""
    actor = actor_of(request)
    found = _finished(actor, token)
    content = letter_document(letter_content(actor, found, key))
    name = {"zh": "征询函", "en": "inquiry"}[page_language()]
    response = HttpResponse(content, content_type=DOCX)
    shown = quote(f"{name}-{key}.docx")
    response["Content-Disposition"] = f"attachment; filename*=utf-8''{shown}"
    return response


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    """审核规则: every rule with when it may be hard."""
    return render(request, "plan/rules.html", {"rules": rule_views(page_language())})


@require_safe
def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """一条规则: what it tests, when it is hard, an example, and where it spoke up."""
    actor = actor_of(request)
    told = rule_view(rule_id, page_language())
    examples = queries.public_findings(actor, told.id)[:5]
    everything = rule_views(page_language())
    here = next(place for place, other in enumerate(everything) if other.id == told.id)
    content = {
        "rule": told,
        "examples": examples,
        "before": everything[here - 1] if here else None,
        "after": everything[here + 1] if here + 1 < len(everything) else None,
    }
    return render(request, "plan/rule.html", content)


def _finished(actor: "queries.Actor", token: str) -> "queries.AuditRun":
    found = queries.run_of(actor, token)
    if found.finished_at is None:
        raise NotReady(run=token)
    return found


def _audits_content(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    runs = list(queries.own_runs(actor)[:20]) if actor.is_known else []
    return {
        "runs": [(run, job_view(run)) for run in runs],
        "examples": queries.public_runs(actor)[:3],
        "limit_mb": settings.JIEFANG_UPLOAD_BYTES // (1024 * 1024),
        "limit_files": settings.JIEFANG_UPLOAD_FILES,
        "days": settings.JIEFANG_UPLOAD_DAYS,
        "is_deleted": "deleted" in request.GET,
    }


def _start(request: HttpRequest) -> HttpResponse:
    documents: list[Any] = list(request.FILES.getlist("documents"))  # Any: Django's upload types
    pasted = request.POST.get("pasted", "").strip()
    if pasted:
        documents.append(PastedText(PASTED_NAME[page_language()], pasted))
    try:
        run = actions.start_audit(
            actor=remember_visitor(request),
            documents=documents,
            sources=list(request.FILES.getlist("sources")),
            title=request.POST.get("title", ""),
            language=page_language(),
        )
    except Refusal as refusal:
        told = [{"field": "documents", "sentence": refusal.told()}]
        content = _audits_content(request) | {"errors": told, "pasted": pasted}
        return render(request, "plan/audits.html", content, status=refusal.status)
    return redirect("plan:run", token=run.token)
