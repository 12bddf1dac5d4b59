from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.test import Client

from jiefang.site import pages

pytestmark = pytest.mark.django_db


def test_an_unknown_address_is_told_in_words(client: Client) -> None:
    answer = client.get("/nothing/here/")
    assert answer.status_code == 404
    assert "没有这一页" in answer.content.decode()
    assert 'lang="zh-Hans"' in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (PermissionDenied(), 403, "这一步您不能做"),
        (SuspiciousOperation(), 400, "没法处理"),
        (ValueError("secret detail"), 500, "系统出了错"),
    ],
)
def test_errors_are_pages_in_plain_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(actor: Any) -> dict[str, Any]:
        raise error

    monkeypatch.setattr(pages, "home_content", fail)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == status
    page = answer.content.decode()
    assert words in page
    assert "secret" not in page
    assert "Traceback" not in page
    assert ("E-" in page) == (status == 500)


def test_a_wrong_method_is_refused(client: Client) -> None:
    assert client.post("/help/").status_code == 405
    assert client.get("/view/").status_code == 405


def test_error_pages_speak_the_readers_language(client: Client) -> None:
    client.cookies["django_language"] = "en"
    page = client.get("/nothing/").content.decode()
    assert "There is no such page" in page
    assert 'lang="en"' in page
