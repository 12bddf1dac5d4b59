"""Before the site runs (准备): folders, signing key, Django, migrations, stop signals."""

import logging
import os
import secrets
import signal
from collections.abc import Iterable
from contextlib import suppress
from types import FrameType

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

logger = logging.getLogger(__name__)

EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104  # compared, not bound


class NotMigratedError(Exception):
    """The PostgreSQL database lacks tables; its owner has to make them."""


def setup() -> None:
    """Choose the settings, make the home and its key, start Django."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiefang.site.settings")
    settings.JIEFANG_HOME.mkdir(parents=True, exist_ok=True)
    if not os.environ.get("JIEFANG_SECRET_KEY"):
        settings.SECRET_KEY = ensure_key()
    django.setup()


def prepare() -> None:
    """Make everything that the site needs; on PostgreSQL the owner migrates, not the site."""
    setup()
    waiting = pending_migrations()
    if waiting and connection.vendor != "sqlite":
        raise NotMigratedError(f"{waiting} migrations wait; run: jiefang manage migrate")
    if waiting:
        call_command("migrate", interactive=False, verbosity=0)


def ensure_key() -> str:
    """Read the signing key of this home, making it (mode 600) the first time."""
    path = settings.JIEFANG_HOME / "keys" / "secret.key"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as out:
            out.write(secrets.token_urlsafe(50))
    return str(path.read_text("ascii").strip())


def pending_migrations() -> int:
    """How many migrations the database lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def allow_host(host: str) -> None:
    """Answer to the address that the operator asked to listen on; on all, to any name."""
    if "JIEFANG_HOSTS" in os.environ or host in {"127.0.0.1", "localhost", "::1"}:
        return
    given = "*" if host in EVERYWHERE else host
    os.environ["JIEFANG_HOSTS"] = f"localhost,127.0.0.1,[::1],{given}"


class StopOnSignal:
    """Remembers that a signal asked to stop, or that the parent process is gone."""

    def __init__(self, signals: Iterable[signal.Signals], *, parent: int | None = None) -> None:
        self._asked = False
        self._parent = parent
        for number in signals:
            signal.signal(number, self._ask)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        del frame
        logger.info("asked to stop", extra={"signal": number})
        self._asked = True

    def is_asked(self) -> bool:
        """Whether to stop."""
        return self._asked or (self._parent is not None and os.getppid() != self._parent)
