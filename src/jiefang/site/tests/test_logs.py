import logging

from jiefang.site.logs import FieldFormatter


def test_extra_fields_follow_the_phrase() -> None:
    record = logging.makeLogRecord(
        {"name": "a.b", "levelname": "INFO", "msg": "job failed", "job": 7, "kind": "x\ny"}
    )
    line = FieldFormatter().format(record)
    assert line.endswith("INFO a.b job failed job=7 kind='x\\ny'")


def test_a_phrase_without_fields_stays_alone() -> None:
    record = logging.makeLogRecord({"name": "a", "levelname": "INFO", "msg": "started"})
    assert FieldFormatter().format(record).endswith("INFO a started")
