import os
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.chain import verify_chain
from jiefang.ledger.testing import recorded_events
from jiefang.registry import actions, queries
from jiefang.registry.errors import (
    ArchiveRefused,
    FileIsEmpty,
    FileTooLarge,
    NoSuchFile,
    PhotoRefused,
    ProgramRefused,
    StorageFull,
    UnsupportedContent,
)
from jiefang.registry.file_class import FileClass
from jiefang.registry.models import File
from jiefang.registry.storage import path_of, stored_keys
from jiefang.registry.testing import Bytes

pytestmark = pytest.mark.django_db


def store(actor: Actor, item: Bytes, **options: object) -> File:
    defaults: dict[str, object] = {
        "file_class": FileClass.UPLOAD,
        "limit": 10_000,
        "expires_at": timezone.now() + timedelta(days=1),
    }
    chosen = defaults | options
    return actions.store_file(actor=actor, name=item.name, chunks=item.chunks(), **chosen)  # type: ignore[arg-type]


def test_a_file_is_kept_with_hash_class_and_owner(actor: Actor, home: Path) -> None:
    file = store(actor, Bytes("../报告.txt", "增长 5%".encode() * 300))
    assert (file.name, file.suffix, file.owner) == ("报告.txt", "txt", actor.id)
    assert path_of(file.key).read_bytes() == "增长 5%".encode() * 300
    assert path_of(file.key).is_relative_to(home)
    assert path_of(file.key).stat().st_mode & 0o077 == 0
    [(event, payload)] = recorded_events()
    assert event == "registry.file_stored"
    assert "报告" not in payload


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", FileIsEmpty),
        (b"1" * 10_001, FileTooLarge),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, PhotoRefused),
        (b"MZ\x90\0\3\0\0\0\4\0\0\0", ProgramRefused),
        (b"Rar!\x1a\x07\x01\0" + b"\1" * 40, ArchiveRefused),
        (bytes(range(32)) * 40, UnsupportedContent),
    ],
)
def test_refused_files_leave_nothing(actor: Actor, content: bytes, error: type) -> None:
    with pytest.raises(error) as refused:
        store(actor, Bytes("坏.txt", content))
    assert "坏.txt" in refused.value.told()
    assert not File.objects.exists()
    assert stored_keys() == set()


@pytest.mark.django_db(transaction=True)
def test_deleting_removes_row_and_bytes(actor: Actor) -> None:
    file = store(actor, Bytes("a.txt", b"text"))
    assert actions.delete_files(actor=actor, file_ids=[file.pk]) == 1
    assert not path_of(file.key).exists()
    assert verify_chain() == 2


@pytest.mark.django_db(transaction=True)
def test_strangers_neither_read_nor_delete(actor: Actor, stranger: Actor) -> None:
    file = store(actor, Bytes("a.txt", b"text"))
    with pytest.raises(NoSuchFile):
        queries.file_of(stranger, file.pk)
    assert actions.delete_files(actor=stranger, file_ids=[file.pk]) == 0
    assert path_of(file.key).exists()


def test_everybody_reads_public_files(stranger: Actor) -> None:
    file = store(SYSTEM, Bytes("a.txt", b"text"), is_public=True, expires_at=None)
    assert queries.file_of(stranger, file.pk) == file
    assert set(queries.files_of(stranger, [file.pk, 999])) == {file.pk}


@pytest.mark.django_db(transaction=True)
def test_the_sweep_deletes_what_has_expired_and_lost_bytes(actor: Actor) -> None:
    kept = store(actor, Bytes("a.txt", b"text"))
    gone = store(actor, Bytes("b.txt", b"text"), expires_at=timezone.now() - timedelta(days=1))
    lost, young = path_of("ab" + "0" * 30), path_of("cd" + "0" * 30)
    for path in (lost, young):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    os.utime(lost, (time.time() - 7200,) * 2)
    assert actions.sweep_expired_files(now=timezone.now()) == 1
    assert stored_keys() == {kept.key, young.name}
    assert not path_of(gone.key).exists()


@pytest.mark.parametrize(
    ("name", "content", "suffix"),
    [
        ("a.csv", b"a,b\n1,2\n", "csv"),
        ("a.md", b"# a", "md"),
        ("a.exe", b"plain words", "txt"),
        ("noname", b"plain words", "txt"),
        ("a.txt", b"%PDF-1.7\n", "pdf"),
    ],
)
def test_the_suffix_follows_the_content(
    actor: Actor, name: str, content: bytes, suffix: str
) -> None:
    assert store(actor, Bytes(name, content)).suffix == suffix


def test_our_own_reports_may_be_packed(actor: Actor) -> None:
    packed = Bytes("报告.zip", b"PK\x03\x04" + b"\0" * 40)
    file = store(actor, packed, file_class=FileClass.REPORT)
    assert file.suffix == "zip"


def test_a_full_disk_takes_no_more_files(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=1000))
    with pytest.raises(StorageFull):
        store(actor, Bytes("a.txt", b"text"))
    assert stored_keys() == set()
