"""Tags that every template may use without loading them (界面标签)."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

register = template.Library()

WEEKDAYS: Final = "一二三四五六日"


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw one symbol of the sprite; a screen reader hears only the word beside it."""
    address = static("vendor/icons.svg")
    return format_html(
        '<svg class="ic" aria-hidden="true"><use href="{}#{}"/></svg>', address, name
    )


@register.filter
def clock_time(moment: datetime | None) -> str:
    """Show a moment as pages do: `11 月 20 日（周五）17:57`, in English `Fri 20 Nov, 17:57`."""
    if moment is None:
        return gettext("缺")
    local = timezone.localtime(moment)
    if (get_language() or "").startswith("en"):
        return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"
    day = WEEKDAYS[local.weekday()]
    return f"{local.month} 月 {local.day} 日（周{day}）{local:%H:%M}"


@register.filter
def counted(number: int | None) -> str:
    """Show a count with thousands separated; a missing one is said, never shown as nought."""
    return gettext("缺") if number is None else f"{number:,}"


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """The query of this page with some parameters changed; empty ones are dropped."""
    request: HttpRequest = context["request"]
    query = {key: request.GET.getlist(key) for key in request.GET}
    query |= {key: [str(value)] for key, value in changes.items() if value not in (None, "")}
    kept = {key: value for key, value in query.items() if changes.get(key, value) not in (None, "")}
    return f"?{urlencode(kept, doseq=True)}"
