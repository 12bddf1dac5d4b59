"""Pages of the audit (审核页面): thin — read the request, call an action or a query, render."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiefang.access.identity import actor_of, remember_visitor
from jiefang.ledger import jobs
from jiefang.ledger.refusal import Refusal
from jiefang.plan import actions, queries
from jiefang.plan.uploads import PastedText


@require_http_methods(["GET", "HEAD", "POST"])
def audits(request: HttpRequest) -> HttpResponse:
    """数字审核: the form, the reader's own audits and the public example; POST starts an audit."""
    if request.method == "POST":
        return _start(request)
    return render(request, "plan/audits.html", _audits_content(request))


def _audits_content(request: HttpRequest) -> dict[str, Any]:
    actor = actor_of(request)
    return {
        "runs": queries.own_runs(actor)[:20] if actor.is_known else [],
        "examples": queries.public_runs(actor)[:3],
        "limit_mb": settings.JIEFANG_UPLOAD_BYTES // (1024 * 1024),
        "limit_files": settings.JIEFANG_UPLOAD_FILES,
        "days": settings.JIEFANG_UPLOAD_DAYS,
    }


def _start(request: HttpRequest) -> HttpResponse:
    documents: list[Any] = list(request.FILES.getlist("documents"))
    pasted = request.POST.get("pasted", "").strip()
    if pasted:
        documents.append(PastedText(f"{_pasted_name()}.txt", pasted))
    try:
        run = actions.start_audit(
            actor=remember_visitor(request),
            documents=documents,
            sources=list(request.FILES.getlist("sources")),
            title=request.POST.get("title", ""),
            language="en" if (get_language() or "").startswith("en") else "zh",
        )
    except Refusal as refusal:
        told = [{"field": "documents", "sentence": refusal.told()}]
        content = _audits_content(request) | {"errors": told, "pasted": pasted}
        return render(request, "plan/audits.html", content, status=refusal.status)
    return redirect("plan:run", token=run.token)


def _pasted_name() -> str:
    return "粘贴的文字"


@require_safe
def run(request: HttpRequest, token: str) -> HttpResponse:
    """One audit."""
    actor = actor_of(request)
    found = queries.run_of(actor, token)
    return render(request, "plan/run.html", {"run": found})


def progress(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def retry(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def delete(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def tables(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def questions(request: HttpRequest, token: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def download(request: HttpRequest, token: str, report_format: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def finding(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def comment(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def letter(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def letter_docx(request: HttpRequest, token: str, key: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def rules(request: HttpRequest) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError


def rule(request: HttpRequest, rule_id: str) -> HttpResponse:
    """Not there yet."""
    raise NotImplementedError
