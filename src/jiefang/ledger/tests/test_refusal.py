from django.utils import translation

from jiefang.ledger.errors import ChainBroken, NoSuchJob
from jiefang.ledger.refusal import told_again


def test_a_refusal_is_told_in_the_readers_language() -> None:
    refusal = ChainBroken(seq=7)
    assert "第 7 条" in refusal.told()
    with translation.override("en"):
        assert "Event 7" in refusal.told()


def test_a_stored_refusal_is_told_later() -> None:
    assert told_again(ChainBroken(seq=7).stored()) == ChainBroken(seq=7).told()


def test_a_missing_field_is_said_and_not_a_crash() -> None:
    assert "缺" in ChainBroken().told()


def test_an_unknown_code_is_told_as_it_is() -> None:
    assert told_again({"code": "other.room"}) == "other.room"
    assert told_again(NoSuchJob().stored())
