import pytest
from django.test import Client

from jiefang.access.identity import session_actor
from jiefang.ledger.actor import SYSTEM
from jiefang.plan.testing import stored_run

pytestmark = pytest.mark.django_db


def page(client: Client, path: str = "/") -> str:
    return client.get(path).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "mark"),
    [
        ("theme", "dark", 'data-bs-theme="dark"'),
        ("elder", "1", "data-elder"),
        ("language", "en", '<html lang="en"'),
    ],
)
def test_a_choice_is_kept(client: Client, field: str, value: str, mark: str) -> None:
    assert mark not in page(client)
    answer = client.post("/view/", {field: value, "next": "/help/"})
    assert answer["Location"] == "/help/"
    assert mark in page(client, "/help/")


@pytest.mark.parametrize(
    "wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", "\\\\x"]
)
def test_it_never_leads_elsewhere(client: Client, wanted: str) -> None:
    answer = client.post("/view/", {"theme": "dark", "next": wanted})
    assert answer["Location"] == "/"


def test_unknown_choices_are_ignored(client: Client) -> None:
    client.post("/view/", {"theme": "pink", "elder": "x", "language": "xx"})
    assert not {"jf_theme", "jf_elder", "django_language"} & set(client.cookies)


def test_a_browsers_wish_does_not_change_the_language(client: Client) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-US,en;q=0.9"})
    assert 'lang="zh-Hans"' in answer.content.decode()


def test_home_counts_the_latest_public_example(client: Client) -> None:
    assert "最近的公开示例" not in page(client)
    run = stored_run(SYSTEM, findings=10, is_public=True)
    shown = page(client)
    assert "最近的公开示例" in shown
    assert f"/audit/{run.token}/" in shown
    assert '<div class="v">30<small>' in shown


def test_home_shows_no_private_audit(client: Client) -> None:
    run = stored_run(session_actor("somebody"))
    assert run.token not in page(client)


def test_search_finds_rules_findings_and_figures(client: Client) -> None:
    run = stored_run(SYSTEM, is_public=True)
    assert "/rules/A10/" in page(client, "/search/?q=年均")
    assert f"/audit/{run.token}/finding/" in page(client, "/search/?q=合计印作")
    assert "177.7" in page(client, "/search/?q=地区生产总值")
    assert "没有找到" in page(client, "/search/?q=没有这样的词")
    assert "&lt;b&gt;" in page(client, "/search/?q=<b>")
    assert client.get("/search/").status_code == 200


def test_published_figures_keep_every_print(client: Client) -> None:
    shown = page(client, "/figures/?only=disputed")
    assert "177.7" in shown
    assert "172.3" in shown
    assert "829.16" not in shown
    assert "829.16" in page(client, "/figures/?q=接待游客")


def test_a_district_without_seeds_is_no_error(client: Client, settings: object) -> None:
    settings.JIEFANG_DISTRICT = "999999"  # type: ignore[attr-defined]
    assert client.get("/").status_code == 200
    assert client.get("/figures/").status_code == 200


@pytest.mark.parametrize("path", ["/help/", "/about/privacy/", "/about/accessibility/", "/audit/"])
def test_every_page_has_a_skip_link_and_one_heading(client: Client, path: str) -> None:
    shown = page(client, path)
    assert shown.index('class="skip"') < shown.index("<header")
    assert shown.count("<h1") == 1
