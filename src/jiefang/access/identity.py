"""From a request to an actor (识别): until somebody signs in, work belongs to a browser session.

The session holds a random word; the actor's id is a hash of it, so that neither the ledger nor a
log holds anything that could be put back into a cookie.
"""

import hashlib
import secrets
from typing import Final

from django.http import HttpRequest

from jiefang.ledger.actor import ANONYMOUS, Actor

VISITOR: Final = "visitor"


def actor_of(request: HttpRequest) -> Actor:
    """Build the actor of a request; a visitor without a session is `anonymous`."""
    if request.user.is_authenticated:
        return Actor(f"account:{request.user.pk}")
    word = request.session.get(VISITOR)
    return session_actor(word) if word else ANONYMOUS


def remember_visitor(request: HttpRequest) -> Actor:
    """Give the browser a session to own things with, and return its actor."""
    if request.user.is_authenticated:
        return actor_of(request)
    word = request.session.get(VISITOR)
    if not word:
        word = request.session[VISITOR] = secrets.token_urlsafe(24)
    return session_actor(word)


def session_actor(word: str) -> Actor:
    """The actor of a session's random word."""
    return Actor(f"session:{hashlib.sha256(word.encode()).hexdigest()[:32]}")
