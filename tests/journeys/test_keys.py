"""Only the keyboard: skip link, order of focus, single letters, and switching them off."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Site, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FOCUSED = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  return [element.textContent.trim().slice(0, 20), style.outlineStyle,
    parseFloat(style.outlineWidth)];
}"""


def test_the_skip_link_comes_first_and_leads_to_the_content(visit: Visitor) -> None:
    page = visit("/audit/").page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


@pytest.mark.parametrize("path", ["/", "/audit/", "/rules/"])
def test_tab_reaches_everything_in_order_with_an_outline(visit: Visitor, path: str) -> None:
    page = visit(path).page
    order = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary,'
             + ' [tabindex="0"]')].filter((e) => e.type !== 'hidden' && e.checkVisibility())
             .map((e, n) => (e.dataset.n = n))"""
    )
    reached = []
    for _ in range(len(order)):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => Number(document.activeElement.dataset.n)"))
    assert reached == sorted(reached)
    assert set(reached) == set(order)


def test_the_focus_is_outlined(visit: Visitor) -> None:
    page = visit("/").page
    for _ in range(6):
        page.keyboard.press("Tab")
        name, style, width = page.evaluate(FOCUSED)
        assert (style, width >= 2) == ("solid", True), name


def test_j_and_k_walk_through_the_findings(visit: Visitor, site: Site) -> None:
    visited = visit(site.example)
    page = visited.page
    first = page.locator("#h-d").text_content()
    page.keyboard.press("j")
    expect(page.locator("#h-d")).not_to_have_text(first or "")
    expect(page.locator("#h-d")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#h-d")).to_have_text(first or "")
    visited.sound()


def test_slash_question_mark_and_g(visit: Visitor) -> None:
    page = visit("/").page
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("j?g/")
    expect(page.locator("#q")).to_have_value("j?g/")
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("r")
    expect(page).to_have_url(re.compile("/rules/"))
    page.keyboard.press("?")
    expect(page).to_have_url(re.compile("/help/"))


def test_single_letters_can_be_switched_off(visit: Visitor) -> None:
    page = visit("/help/").page
    page.locator("[data-keys-switch]").uncheck()
    page.locator("h1").click()
    page.keyboard.press("g")
    page.keyboard.press("a")
    page.wait_for_timeout(200)
    expect(page).to_have_url(re.compile("/help/"))


def test_escape_closes_the_menu_and_returns_the_focus(visit: Visitor, site: Site) -> None:
    page = visit(site.example).page
    summary = page.locator("details.menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".menu-l")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".menu-l")).to_be_hidden()
    expect(summary).to_be_focused()
