"""axe-core, sideways scrolling and content policy on every page, light and dark, three widths."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.journeys.conftest import ROOT, SIZES, Site, Visit, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

AXE = ROOT / "tests/vendor/axe.min.js"
PAGES = {
    "home": "/",
    "audits": "/audit/",
    "run": "{example}",
    "run-filtered": "{example}?show=soft",
    "run-empty": "{example}?state=accepted",
    "finding": "{finding}",
    "letter": "{finding}letter/",
    "questions": "{example}questions/",
    "tables": "{example}tables/",
    "sources": "{example}sources/",
    "rules": "/rules/",
    "rule": "/rules/A10/",
    "search": "/search/?q=增长",
    "search-empty": "/search/?q=没有这样的词",
    "figures": "/figures/?only=disputed",
    "help": "/help/",
    "privacy": "/about/privacy/",
    "accessibility": "/about/accessibility/",
    "missing": "/nothing/here/",
}


def axe(visited: Visit) -> list[str]:
    """Run axe-core, which stands past the content policy; returns its violations."""
    if not visited.page.evaluate("() => 'axe' in window"):
        session = visited.page.context.new_cdp_session(visited.page)
        session.send("Runtime.evaluate", {"expression": AXE.read_text("utf-8")})
    found: list[str] = visited.page.evaluate(
        """async () => (await axe.run(document, {resultTypes: ['violations']})).violations.map(
             (v) => v.id + ' ' + v.nodes.map((n) => n.target.join(' ')).slice(0, 3).join(' | '))"""
    )
    return found


def overflow(visited: Visit) -> int:
    """By how many pixels the page scrolls sideways."""
    width: int = visited.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return width


def address(name: str, site: Site, finding: str) -> str:
    plain = finding.partition("?")[0]
    return PAGES[name].format(example=site.example, finding=plain)


def examine(visited: Visit, sizes: Iterable[str]) -> None:
    """Check one page at several widths, without loading it again."""
    for size in sizes:
        width, height = SIZES[size]
        visited.page.set_viewport_size({"width": width, "height": height})
        assert [size, *axe(visited)] == [size]
        assert (size, overflow(visited)) == (size, 0)
    visited.sound()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_every_page(name: str, theme: str, site: Site, first_finding: str, visit: Visitor) -> None:
    examine(visit(address(name, site, first_finding), theme=theme), SIZES)


@pytest.mark.parametrize("name", ["home", "audits", "run", "finding", "rule", "figures", "letter"])
def test_english(name: str, site: Site, first_finding: str, visit: Visitor) -> None:
    visited = visit(address(name, site, first_finding), language="en")
    examine(visited, ["desktop", "phone"])
    assert visited.page.locator("html").get_attribute("lang") == "en"


SMALL = """() => [...document.querySelectorAll('body *')].filter((e) => {
  const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
  return own && !e.closest('svg, sup, .visually-hidden, .skip, .demo')
    && e.getClientRects().length && parseFloat(getComputedStyle(e).fontSize) < 18;
}).map((e) => e.className + ' ' + e.textContent.trim().slice(0, 20))"""
LOW = """() => [...document.querySelectorAll('main .bt, main .form-control, main select,'
  + ' main .form-check, header .tb')]
  .filter((e) => e.type !== 'hidden' && e.getClientRects().length
    && e.getBoundingClientRect().height < 59.5)
  .map((e) => e.className + ' ' + e.textContent.trim().slice(0, 20))"""


@pytest.mark.parametrize("name", ["home", "audits", "run", "finding", "rules", "figures", "help"])
def test_large_print(name: str, site: Site, first_finding: str, visit: Visitor) -> None:
    visited = visit(address(name, site, first_finding), elder=True)
    for size in ("desktop", "phone"):
        examine(visited, [size])
        assert [size, *visited.page.evaluate(SMALL)] == [size]
        assert [size, *visited.page.evaluate(LOW)] == [size]


@pytest.mark.parametrize("name", ["run", "questions", "letter"])
def test_print(name: str, site: Site, first_finding: str, visit: Visitor, tmp_path: Path) -> None:
    visited = visit(address(name, site, first_finding), theme="dark")
    visited.page.emulate_media(media="print")
    assert not visited.page.locator(".nav-m").is_visible()
    ink = visited.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert ink == "rgb(255, 255, 255)"
    written = tmp_path / "page.pdf"
    visited.page.pdf(path=written, format="A4")
    assert written.stat().st_size > 10_000
