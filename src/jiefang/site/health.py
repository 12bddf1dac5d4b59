"""What is unsound, and the cure (自查): for `jiefang doctor`."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import run_checks
from django.db import connection

from jiefang.ledger.chain import verify_chain
from jiefang.ledger.errors import ChainBroken
from jiefang.site.upkeep import pending_migrations

LEAST_FREE_BYTES: Final = 500 * 1024 * 1024
ASSETS: Final = ("vendor/bootstrap.min.css", "vendor/htmx.min.js", "vendor/icons.svg")


@dataclass(frozen=True, slots=True)
class Complaint:
    """One unsound thing and what to do about it."""

    what: str
    cure: str


def examine() -> list[Complaint]:
    """Look at home, database, ledger, assets and settings; empty when all is sound."""
    complaints = [*_home(), *_assets(), *_checks()]
    waiting = pending_migrations()
    if waiting:
        return [*complaints, Complaint(f"{waiting} migrations wait", "jiefang manage migrate")]
    return [*complaints, *_ledger()]


def _home() -> Iterator[Complaint]:
    home = settings.JIEFANG_HOME
    if not os.access(home, os.W_OK):
        yield Complaint(f"{home} cannot be written", "give the folder to the user that serves")
    elif shutil.disk_usage(home).free < LEAST_FREE_BYTES:
        yield Complaint(f"less than 500 MB free in {home}", "make room or move JIEFANG_HOME")
    key = home / "keys" / "secret.key"
    if key.is_file() and key.stat().st_mode & 0o077:
        yield Complaint(f"{key} can be read by others", f"chmod 600 {key}")


def _assets() -> Iterator[Complaint]:
    for name in ASSETS:
        if finders.find(name) is None:
            yield Complaint(f"static file {name} is missing", "python3 tools/assets.py")


def _checks() -> Iterator[Complaint]:
    for message in run_checks():
        yield Complaint(str(message.msg), str(message.hint or "see the settings reference"))


def _ledger() -> Iterator[Complaint]:
    if not connection.introspection.table_names():
        return
    try:
        verify_chain()
    except ChainBroken as error:
        yield Complaint(error.told(), "restore the last good backup; do not write further events")
