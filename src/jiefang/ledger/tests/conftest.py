import pytest

from jiefang.ledger.actor import Actor


@pytest.fixture
def actor() -> Actor:
    return Actor("session:test")


@pytest.fixture
def stranger() -> Actor:
    return Actor("session:other")
