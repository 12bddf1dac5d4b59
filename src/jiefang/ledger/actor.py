"""Who acts (行为主体): one frozen value that every action and every query takes.

It is plain text and sets, no foreign key: the ledger lies below accounts. `jiefang.access` builds
it from a request, a token or a device.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor: `account:17`, `session:<hash>`, `device:x`, `system` or `anonymous`.

    >>> Actor("session:ab12").kind
    'session'
    """

    id: str
    scopes: frozenset[str] = field(default_factory=frozenset)
    permissions: frozenset[str] = field(default_factory=frozenset)

    @property
    def kind(self) -> str:
        """The word before the colon: what sort of actor this is."""
        return self.id.partition(":")[0]

    @property
    def is_known(self) -> bool:
        """Whether something can belong to this actor; a visitor without a session owns nothing."""
        return self.id != "anonymous"

    @property
    def is_system(self) -> bool:
        """Whether the platform itself acts (a sweep, a seed, a worker)."""
        return self.id == "system"


SYSTEM = Actor("system")
ANONYMOUS = Actor("anonymous")
