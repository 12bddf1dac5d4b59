"""The chain of events (事件链): buffered by actions, numbered and hashed by the outermost one.

    with recording(actor) as record:
        ...change rows...
        record("plan.audit_started", stream="plan.audit_run:7", payload={"documents": 2})

`recording` is a transaction. Inner ones join the outer; the outermost locks the chain head last,
so that other work of the transaction does not hold up the writers of other events.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Protocol, TypeAlias

from django.db import transaction
from django.utils import timezone

from jiefang.ledger.actor import Actor
from jiefang.ledger.errors import ChainBroken
from jiefang.ledger.models import ChainHead, Event

Plain: TypeAlias = "str | int | bool | list[Plain] | Mapping[str, Plain] | None"

GENESIS: Final = ""
"""What the first event names as its predecessor."""


class Record(Protocol):
    """What `recording` hands out: a function that notes one event."""

    def __call__(self, event_type: str, *, stream: str, payload: Mapping[str, Plain]) -> None:
        """Note that something happened; it is written when the outermost action ends."""


@dataclass(slots=True)
class _Noted:
    type: str
    stream: str
    actor: str
    payload: str


@dataclass(slots=True)
class _Buffer:
    events: list[_Noted] = field(default_factory=list)


_open_buffer: ContextVar[_Buffer | None] = ContextVar("ledger_open_buffer", default=None)


@contextmanager
def recording(actor: Actor) -> Iterator[Record]:
    """Open a transaction whose events are chained when it ends; an exception undoes both."""
    outer = _open_buffer.get()
    buffer = outer if outer is not None else _Buffer()
    kept = len(buffer.events)

    def record(event_type: str, *, stream: str, payload: Mapping[str, Plain]) -> None:
        buffer.events.append(_Noted(event_type, stream, actor.id, canonical(payload)))

    token = _open_buffer.set(buffer)
    try:
        with transaction.atomic():
            yield record
            if outer is None:
                _append(buffer.events)
    except BaseException:
        del buffer.events[kept:]
        raise
    finally:
        _open_buffer.reset(token)


def canonical(payload: Mapping[str, Plain]) -> str:
    """Write a payload the one way that is hashed: keys sorted, no spaces, characters as they are.

    >>> canonical({"b": 1, "a": "数"})
    '{"a":"数","b":1}'
    """
    return json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def event_hash(event: Event) -> str:
    """Hash every column of an event with the hash of its predecessor (SHA-256, hexadecimal)."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    columns = [event.seq, event.stream, event.type, at, event.actor, event.on_behalf_of]
    text = json.dumps([*columns, event.payload, event.prev_hash], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def verify_chain() -> int:
    """Recompute the whole chain and return its length; raise `ChainBroken` at the first fault."""
    previous, expected = GENESIS, 0
    for event in Event.objects.order_by("seq").iterator(chunk_size=2000):
        expected += 1
        sound = event.seq == expected and event.prev_hash == previous
        if not sound or event_hash(event) != event.hash:
            raise ChainBroken(seq=expected)
        previous = event.hash
    head = ChainHead.objects.filter(pk=1).first()
    if expected and (head is None or head.seq != expected or head.hash != previous):
        raise ChainBroken(seq=expected)
    return expected


def _append(noted: list[_Noted]) -> None:
    if not noted:
        return
    ChainHead.objects.get_or_create(pk=1)
    head = ChainHead.objects.select_for_update().get(pk=1)
    at = timezone.now()
    events = [_chained(head, item, at) for item in noted]
    Event.objects.bulk_create(events)
    head.save(update_fields=["seq", "hash"])


def _chained(head: ChainHead, item: _Noted, at: datetime) -> Event:
    event = Event(
        seq=head.seq + 1,
        stream=item.stream,
        type=item.type,
        at=at,
        actor=item.actor,
        payload=item.payload,
        prev_hash=head.hash,
    )
    event.hash = event_hash(event)
    head.seq, head.hash = event.seq, event.hash
    return event
