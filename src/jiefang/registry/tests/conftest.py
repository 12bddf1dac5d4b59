import pytest

from jiefang.ledger.actor import Actor
from jiefang.registry.testing import home

__all__ = ["home"]


@pytest.fixture
def actor() -> Actor:
    return Actor("session:test")


@pytest.fixture
def stranger() -> Actor:
    return Actor("session:other")


@pytest.fixture(autouse=True)
def own_home(home: object) -> object:
    return home
