"""The page: nothing to load, its own policy, every link leads somewhere."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from jiefang.figures.audit import Options, audit_files
from jiefang.figures.gather import Upload
from jiefang.figures.history import finding_key
from jiefang.figures.report.html import audit_html
from jiefang.figures.report.tests.sample import TEXT, audited

VOID = {"meta", "br", "rect", "line", "path", "circle", "use"}


class Page(HTMLParser):
    """Collects tags, ids and links, and checks that tags are closed in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module", params=["zh", "en"])
def html(request) -> str:
    return audit_html(audited(), request.param)


def test_the_policy_holds_the_hash_of_the_style_sheet(html) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert policy.group(1).startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy.group(1)


def test_nothing_is_loaded_or_run(html) -> None:
    page = Page(html)
    assert not page.open
    for tag, attributes in page.tags:
        assert tag not in {"script", "link", "img", "iframe", "object"}
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")
    assert "url(" not in re.sub(r"url\(#pt-\w+\)", "", html)


def test_every_link_leads_somewhere_and_every_anchor_is_one(html) -> None:
    page = Page(html)
    ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
    assert len(ids) == len(set(ids))
    links = {attributes["href"] for _, attributes in page.tags if attributes.get("href")}
    assert {link[1:] for link in links} <= set(ids)


def test_each_finding_has_its_permanent_anchor(html) -> None:
    for finding in audited().findings:
        if finding.verdict != "consistent":
            assert f'id="f-{finding_key(finding)}"' in html


def test_the_text_is_marked_with_verdicts(html) -> None:
    assert re.search(r'<mark class="hard" id="c-[0-9a-f]+"><a href="#f-[^>]*>120.50亿元</a>', html)
    page = Page(html)
    shown = {a["id"] for tag, a in page.tags if tag == "mark" and a.get("id")}
    related = {claim.id for finding in audited().findings for claim in finding.relation.claims}
    assert shown == {f"c-{name}" for name in related}


def test_what_a_document_holds_stays_text() -> None:
    evil = TEXT + '\n<script>alert(1)</script> & "x" 2023年出口3.50亿元，进口1.10亿元。\n'
    page = audit_html(audit_files([Upload("a<b>.txt", evil.encode())], options=Options()), "zh")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert not Page(page).open


def test_a_page_without_findings_is_whole() -> None:
    page = audit_html(audited("没有数字的一段话。"), "zh")
    assert not Page(page).open
