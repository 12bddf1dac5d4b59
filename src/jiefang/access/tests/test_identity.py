from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory
from django.utils import timezone

from jiefang.access.actions import delete_expired_sessions
from jiefang.access.identity import VISITOR, actor_of, remember_visitor
from jiefang.ledger.actor import ANONYMOUS

pytestmark = pytest.mark.django_db


def request(user: object = None) -> object:
    made = RequestFactory().get("/")
    made.session = SessionStore()  # type: ignore[attr-defined]
    made.user = user or AnonymousUser()
    return made


def test_a_visitor_without_a_session_owns_nothing() -> None:
    assert actor_of(request()) == ANONYMOUS  # type: ignore[arg-type]
    assert not ANONYMOUS.is_known


def test_a_remembered_visitor_keeps_one_actor() -> None:
    asked = request()
    actor = remember_visitor(asked)  # type: ignore[arg-type]
    assert actor.kind == "session"
    assert remember_visitor(asked) == actor_of(asked) == actor  # type: ignore[arg-type]


def test_the_actor_tells_nothing_of_the_cookie() -> None:
    asked = request()
    actor = remember_visitor(asked)  # type: ignore[arg-type]
    assert asked.session[VISITOR] not in actor.id  # type: ignore[attr-defined]


def test_two_visitors_are_two_actors() -> None:
    assert remember_visitor(request()) != remember_visitor(request())  # type: ignore[arg-type]


def test_an_account_acts_as_itself() -> None:
    user = get_user_model().objects.create_user("zhang", password="a long pass phrase")  # noqa: S106
    asked = request(user)
    assert actor_of(asked).id == remember_visitor(asked).id == f"account:{user.pk}"  # type: ignore[arg-type]


def test_expired_sessions_are_swept() -> None:
    for days in (-1, 1):
        session = SessionStore()
        session[VISITOR] = "x"
        session.set_expiry(timezone.now() + timedelta(days=days))
        session.save()
    assert delete_expired_sessions(now=timezone.now()) == 1
