"""The operators' log (运行日志): a constant phrase, then the fields that belong to it."""

import logging
from typing import Final

STANDARD: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}
"""Attributes of every record; whatever else a record has was given as `extra`."""
SKIPPED: Final = frozenset({"request", "status_code"})


class FieldFormatter(logging.Formatter):
    """Time, level, logger, phrase and `name=value` for each extra field, on one line."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  # Python's name
        """Append the extra fields to the phrase."""
        extra = {
            name: value
            for name, value in vars(record).items()
            if name not in STANDARD and name not in SKIPPED
        }
        told = " ".join(f"{name}={value!r}" for name, value in sorted(extra.items()))
        return f"{super().formatMessage(record)} {told}".rstrip()
