"""What the home page shows (首页内容): every number on it is counted, none is typed."""

from typing import Any

from jiefang.ledger.actor import Actor
from jiefang.plan import queries


def home_content(actor: Actor) -> dict[str, Any]:
    """Context of the home page. `Any`: templates take values of any kind."""
    example = queries.public_runs(actor).first()
    return {"example": example}
