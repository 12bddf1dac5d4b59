import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from jiefang.site import settings


def test_a_declared_setting_is_read_and_each_read_one_is_declared() -> None:
    source = Path(settings.__file__).read_text("utf-8")
    read = set(re.findall(r'read_\w+\("([A-Z_]+)"\)', source))
    assert read == {setting.name for setting in settings.DECLARED}
    assert len(settings.DECLARED) < 40


@pytest.mark.parametrize("value", ["yes", "2", "true"])
def test_a_flag_is_0_or_1(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JIEFANG_DEBUG", value)
    with pytest.raises(ImproperlyConfigured):
        settings.read_flag("JIEFANG_DEBUG")


@pytest.mark.parametrize("value", ["0", "-1", "a", "1.5"])
def test_a_number_is_whole_and_positive(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("JIEFANG_UPLOAD_MB", value)
    with pytest.raises(ImproperlyConfigured):
        settings.read_whole("JIEFANG_UPLOAD_MB")


def test_a_list_is_split_at_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIEFANG_HOSTS", " a.example, b.example ,,")
    assert settings.read_list("JIEFANG_HOSTS") == ["a.example", "b.example"]


def test_postgresql_is_described_by_one_address() -> None:
    described = settings.postgresql("postgres://me:p%40ss@db.example:5433/jf?sslmode=require")
    assert described["NAME"] == "jf"
    assert (described["USER"], described["PASSWORD"]) == ("me", "p@ss")
    assert (described["HOST"], described["PORT"]) == ("db.example", "5433")
    assert described["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_folder_may_stand_in_the_query() -> None:
    described = settings.postgresql("postgresql://postgres:@/postgres?host=/tmp/pg")
    assert described["HOST"] == "/tmp/pg"  # noqa: S108  # only an example


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://host", "nonsense"])
def test_other_addresses_are_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured):
        settings.postgresql(url)
