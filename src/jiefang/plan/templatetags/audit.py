"""Tags of the audit pages (审核标签): words for stored things, addresses that keep the filter."""

from collections.abc import Mapping

from django import template
from django.urls import reverse

from jiefang.ledger.refusal import told_again
from jiefang.plan.board import Choice
from jiefang.plan.detail import tone_name
from jiefang.plan.language import page_language
from jiefang.plan.models import Finding

register = template.Library()


@register.filter
def refusal_told(stored: Mapping[str, str]) -> str:
    """Why a file was not read: our own refusal, or the reader's sentence in both languages."""
    return stored[page_language()] if "zh" in stored else told_again(stored)


@register.filter
def in_language(words: Mapping[str, str]) -> str:
    """One of two stored sentences."""
    return words.get(page_language(), "")


@register.filter
def tone_word(tone: str) -> str:
    """The word for a conclusion."""
    return tone_name(tone)


@register.filter
def message_told(finding: Finding) -> str:
    """What a finding says."""
    return finding.message_en if page_language() == "en" else finding.message_zh


@register.simple_tag(takes_context=True)
def finding_address(context: template.Context, token: str, key: str) -> str:
    """The permanent address of a finding, with the filter that the reader chose."""
    choice = context.get("choice")
    query = choice.query() if isinstance(choice, Choice) else ""
    return reverse("plan:finding", kwargs={"token": token, "key": key}) + query


@register.simple_tag
def list_page(choice: Choice, number: int) -> str:
    """The query of another page of the list."""
    return choice.query(page=number)


@register.simple_tag
def source_page(choice: Choice, position: int, at: int) -> str:
    """The query that shows another document or another part of it."""
    return choice.query(doc=position, at=at)
