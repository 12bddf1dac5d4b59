"""All sweeps of the installed rooms (清理): what has expired is deleted, every five minutes.

A room offers them in its app configuration as text: `sweeps = ("jiefang.plan.actions.…",)`; each
takes `now` and returns how many things it deleted.
"""

import logging

from django.apps import apps
from django.utils import timezone
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)


def sweep_all() -> None:
    """Run every sweep; one that fails is logged and does not hold up the others."""
    for config in apps.get_app_configs():
        for path in getattr(config, "sweeps", ()):
            try:
                count = import_string(path)(now=timezone.now())
            except Exception:
                logger.exception("sweep failed", extra={"sweep": path})
            else:
                if count:
                    logger.info("swept", extra={"sweep": path, "count": count})
