"""Readers for tests of other rooms (测试用): what the ledger holds, without its tables."""

from jiefang.ledger.models import Event


def recorded_events() -> list[tuple[str, str]]:
    """Type and payload of every event, in order."""
    return list(Event.objects.order_by("seq").values_list("type", "payload"))
