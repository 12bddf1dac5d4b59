"""Every address of the site × who asks: declared here, so that a new page has to be declared."""

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from jiefang.access.identity import VISITOR, session_actor
from jiefang.ledger.actor import SYSTEM
from jiefang.plan import actions
from jiefang.plan.testing import stored_run

pytestmark = pytest.mark.django_db


@dataclass(frozen=True, slots=True)
class Rule:
    """What GET answers for a private audit: owner, stranger; and a stranger on a public one."""

    owner: int
    stranger: int
    public: int
    post: int = 405
    """What a stranger's POST answers on a public audit."""


OPEN = Rule(200, 200, 200)
READ = Rule(200, 404, 200)
WRITE = Rule(405, 405, 405, post=403)

ADDRESSES = {
    "": OPEN,
    "search/": OPEN,
    "figures/": OPEN,
    "help/": OPEN,
    "about/<slug:topic>/": OPEN,
    "health/": OPEN,
    "view/": Rule(405, 405, 405, post=302),
    "rules/": OPEN,
    "rules/<slug:rule_id>/": OPEN,
    "audit/": Rule(200, 200, 200, post=400),
    "audit/<str:token>/": READ,
    "audit/<str:token>/progress/": READ,
    "audit/<str:token>/tables/": READ,
    "audit/<str:token>/questions/": READ,
    "audit/<str:token>/sources/": READ,
    "audit/<str:token>/get/<slug:report_format>/": READ,
    "audit/<str:token>/finding/<slug:key>/": READ,
    "audit/<str:token>/finding/<slug:key>/letter/": READ,
    "audit/<str:token>/finding/<slug:key>/letter.docx": READ,
    "audit/<str:token>/cancel/": WRITE,
    "audit/<str:token>/retry/": WRITE,
    "audit/<str:token>/delete/": WRITE,
    "audit/<str:token>/finding/<slug:key>/say/": WRITE,
}


def patterns(resolver: URLResolver, before: str = "") -> list[str]:
    found = []
    for item in resolver.url_patterns:
        if isinstance(item, URLPattern):
            found.append(before + str(item.pattern))
        else:
            found += patterns(item, before + str(item.pattern))
    return found


def test_every_address_is_declared() -> None:
    assert sorted(patterns(get_resolver())) == sorted(ADDRESSES)


def filled(pattern: str, token: str) -> str:
    named = {
        "<str:token>": token,
        "<slug:key>": "f000",
        "<slug:topic>": "privacy",
        "<slug:rule_id>": "A01",
        "<slug:report_format>": "csv",
    }
    for name, value in named.items():
        pattern = pattern.replace(name, value)
    return f"/{pattern}"


def visitor(word: str) -> Client:
    client = Client()
    session = client.session
    session[VISITOR] = word
    session.save()
    return client


@pytest.mark.parametrize("pattern", sorted(ADDRESSES))
def test_who_may_see_it(pattern: str) -> None:
    rule = ADDRESSES[pattern]
    private = stored_run(session_actor("owner"))
    public = stored_run(SYSTEM, is_public=True)
    for run in (private, public):
        actions.store_report(run_id=run.pk, report_format="csv", name="a.csv", content=b"a\n")
    own, other, nobody = visitor("owner"), visitor("other"), Client()
    assert own.get(filled(pattern, private.token)).status_code == rule.owner
    assert other.get(filled(pattern, private.token)).status_code == rule.stranger
    assert nobody.get(filled(pattern, private.token)).status_code == rule.stranger
    assert other.get(filled(pattern, public.token)).status_code == rule.public
    assert nobody.get(filled(pattern, public.token)).status_code == rule.public
    assert other.post(filled(pattern, public.token)).status_code == rule.post
    if rule is WRITE:
        assert other.post(filled(pattern, private.token)).status_code == 404


@pytest.mark.parametrize("pattern", [p for p, rule in ADDRESSES.items() if rule.post != 405])
def test_forms_need_their_token(pattern: str) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(filled(pattern, "x"))
    assert answer.status_code == 403
    assert "过期" in answer.content.decode()
