from typing import Any

import pytest
from django.test import Client

from jiefang.site.middleware import CONTENT_POLICY

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/nope/", "/health/", "/static/theme/jf.css"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    assert "default-src 'none'" in CONTENT_POLICY
    for lax in ("unsafe", "data:", "http", "*"):
        assert lax not in CONTENT_POLICY


def test_pages_hold_no_inline_style_or_script(client: Client) -> None:
    for path in ("/", "/audit/", "/help/", "/figures/", "/rules/"):
        page = client.get(path).content.decode()
        assert " style=" not in page
        assert "<style" not in page
        assert " onclick=" not in page
        assert "<script>" not in page


def test_too_large_a_body_is_refused_before_it_is_read(client: Client, settings: Any) -> None:
    settings.JIEFANG_UPLOAD_BYTES, settings.JIEFANG_UPLOAD_FILES = 1, 1
    answer = client.post("/audit/", CONTENT_LENGTH=str(9 * 1024 * 1024))
    assert answer.status_code == 413
    assert "太大" in answer.content.decode()


def test_static_addresses_change_with_the_content(client: Client) -> None:
    page = client.get("/").content.decode()
    assert "/static/theme/jf.css?v=" in page
    assert client.get("/static/theme/jf.css").status_code == 200


def test_visitors_get_no_session_before_they_own_something(client: Client) -> None:
    client.get("/")
    client.get("/audit/")
    assert "sessionid" not in client.cookies


def test_cookies_are_closed_to_scripts(client: Client) -> None:
    client.post("/audit/", {"pasted": "增长 5%"})
    assert client.cookies["sessionid"]["httponly"]
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_drafts_stay_out_of_shared_caches(client: Client) -> None:
    assert client.get("/audit/").headers["Cache-Control"] == "private, no-cache"
    assert "public" in client.get("/static/theme/jf.css").headers["Cache-Control"]
