"""Pages of the shell (首页等): home, search, published figures, help, the reader's view."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST, require_safe

from jiefang.access.identity import actor_of
from jiefang.site.almanac import facts_of, matching
from jiefang.site.home import home_content
from jiefang.site.search import found
from jiefang.site.seeds.published import NoSeedsError, sources_of

YEAR_SECONDS: Final = 365 * 24 * 3600
TOPICS: Final = frozenset({"accessibility", "privacy"})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """首页: what the system does, a search box, four doors, the latest public audit."""
    return render(request, "site/home.html", home_content(actor_of(request)))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """查找: rules, findings of audits that the reader may see, published figures."""
    return render(request, "site/search.html", found(actor_of(request), request.GET.get("q", "")))


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """已公布数字: what the district has printed, by indicator, year and source."""
    words, only = request.GET.get("q", "")[:80], request.GET.get("only") == "disputed"
    try:
        everything = facts_of(settings.JIEFANG_DISTRICT)
        sources = sources_of(settings.JIEFANG_DISTRICT).values()
    except NoSeedsError:
        everything, sources = (), {}.values()
    content = {
        "q": words,
        "only": only,
        "facts": matching(everything, words, only_disputed=only),
        "total": len(everything),
        "sources": sources,
    }
    return render(request, "site/figures.html", content)


@require_safe
def keyboard_help(request: HttpRequest) -> HttpResponse:
    """帮助: how to audit, how to read a finding, the keys."""
    return render(request, "site/help.html")


@require_safe
def about(request: HttpRequest, topic: str) -> HttpResponse:
    """无障碍声明、隐私说明."""
    if topic not in TOPICS:
        raise Http404
    return render(request, f"site/{topic}.html", {"days": settings.JIEFANG_UPLOAD_DAYS})


@require_POST
def change_view(request: HttpRequest) -> HttpResponse:
    """显示方式: theme, large print and language, kept in cookies for a year; back to the page."""
    wanted = request.POST.get("next", "/")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(wanted if is_ours else "/")
    choices = {
        "theme": ("jf_theme", {"light", "dark"}),
        "elder": ("jf_elder", {"0", "1"}),
        "language": (settings.LANGUAGE_COOKIE_NAME, set(dict(settings.LANGUAGES))),
    }
    for name, (cookie, allowed) in choices.items():
        value = request.POST.get(name, "")
        if value in allowed:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(
                cookie, value, max_age=YEAR_SECONDS, samesite="Lax", secure=secure, httponly=True
            )
    return response


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Whether the process answers; for a supervisor, says nothing else."""
    del request
    return JsonResponse({"status": "ok"})
