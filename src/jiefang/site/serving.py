"""The running site (运行): granian in this process, the job worker as a child beside it."""

import logging
import os
import subprocess
import sys
import threading
import time
from typing import Final

from django.db import connection
from granian import Granian
from granian.constants import Interfaces

logger = logging.getLogger(__name__)

RESTART_SECONDS: Final = 2
STOP_SECONDS: Final = 10
SQLITE_THREADS: Final = 4
POSTGRESQL_WORKERS: Final = 2


def run(*, host: str, port: int, with_worker: bool) -> None:
    """Serve until a signal; the worker is restarted when it dies and stopped at the end."""
    supervisor = WorkerSupervisor() if with_worker else None
    if supervisor:
        supervisor.start()
    is_sqlite = connection.vendor == "sqlite"
    connection.close()
    try:
        Granian(
            "jiefang.site.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=1 if is_sqlite else POSTGRESQL_WORKERS,
            blocking_threads=SQLITE_THREADS,
            log_enabled=False,
        ).serve()
    finally:
        if supervisor:
            supervisor.stop()


class WorkerSupervisor:
    """Keeps one `jiefang worker` running."""

    def __init__(self) -> None:
        self._over = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(target=self._keep_running, daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the worker to finish, and insist after ten seconds."""
        self._over.set()
        child = self._child
        if child is None or child.poll() is not None:
            return
        child.terminate()
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()

    def _keep_running(self) -> None:
        command = [sys.executable, "-m", "jiefang", "worker", "--parent", str(os.getpid())]
        while not self._over.is_set():
            self._child = subprocess.Popen(command)  # noqa: S603  # our own program
            status = self._child.wait()
            if not self._over.is_set():
                logger.warning("worker ended, starting again", extra={"status": status})
                time.sleep(RESTART_SECONDS)
