import threading

import pytest
from django.db import connection

from jiefang.ledger.actor import Actor
from jiefang.ledger.chain import event_hash, recording, verify_chain
from jiefang.ledger.errors import ChainBroken
from jiefang.ledger.models import ChainHead, Event

pytestmark = pytest.mark.django_db


def write(actor: Actor, count: int) -> None:
    for number in range(count):
        with recording(actor) as record:
            record("room.happened", stream="room:1", payload={"n": number, "字": "数"})


def test_events_are_numbered_and_chained(actor: Actor) -> None:
    write(actor, 3)
    first, second, third = Event.objects.all()
    assert [event.seq for event in (first, second, third)] == [1, 2, 3]
    assert (first.prev_hash, second.prev_hash, third.prev_hash) == ("", first.hash, second.hash)
    assert first.payload == '{"n":0,"字":"数"}'
    assert verify_chain() == 3


def test_an_empty_chain_is_sound() -> None:
    assert verify_chain() == 0


def test_an_exception_undoes_the_events(actor: Actor) -> None:
    def fail() -> None:
        with recording(actor) as record:
            record("room.happened", stream="room:1", payload={})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Event.objects.exists()
    write(actor, 1)
    assert verify_chain() == 1


def test_inner_actions_join_the_outer_transaction(actor: Actor) -> None:
    other = Actor("system")
    with recording(actor) as outer:
        outer("room.began", stream="room:1", payload={})
        with recording(other) as inner:
            inner("room.helped", stream="room:1", payload={})
        assert not Event.objects.exists()
    assert list(Event.objects.values_list("type", "actor")) == [
        ("room.began", actor.id),
        ("room.helped", "system"),
    ]


def test_a_failed_inner_action_takes_only_its_own_events(actor: Actor) -> None:
    def inner() -> None:
        with recording(actor) as record:
            record("room.lost", stream="room:1", payload={})
            raise LookupError

    with recording(actor) as record:
        record("room.kept", stream="room:1", payload={})
        with pytest.raises(LookupError):
            inner()
    assert list(Event.objects.values_list("type", flat=True)) == ["room.kept"]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("stream", "room:2"),
        ("type", "room.other"),
        ("actor", "system"),
        ("on_behalf_of", "account:1"),
        ("payload", '{"n":7}'),
        ("prev_hash", "0" * 64),
        ("hash", "0" * 64),
        ("at", None),
    ],
)
def test_any_edit_breaks_the_chain(actor: Actor, column: str, value: object) -> None:
    write(actor, 3)
    if column == "at":
        event = Event.objects.get(seq=2)
        value = event.at.replace(microsecond=(event.at.microsecond + 1) % 1_000_000)
    Event.objects.filter(seq=2).update(**{column: value})
    with pytest.raises(ChainBroken):
        verify_chain()


def test_a_cut_tail_and_a_gap_show(actor: Actor) -> None:
    write(actor, 3)
    Event.objects.filter(seq=3).delete()
    with pytest.raises(ChainBroken):
        verify_chain()
    Event.objects.filter(seq=1).delete()
    with pytest.raises(ChainBroken) as broken:
        verify_chain()
    assert broken.value.fields == {"seq": 1}


def test_the_hash_covers_the_canonical_text(actor: Actor) -> None:
    write(actor, 1)
    event = Event.objects.get()
    assert event.hash == event_hash(event)
    assert ChainHead.objects.get().hash == event.hash


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_no_gap(actor: Actor) -> None:
    troubles: list[Exception] = []

    def work() -> None:
        try:
            write(actor, 10)
        except Exception as error:  # noqa: BLE001  # shown by the assertion below
            troubles.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert troubles == []
    assert verify_chain() == 40
