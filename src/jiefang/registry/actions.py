"""Writers of the registry (写入): keep a file, delete it, sweep what has expired."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.utils import timezone

from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.chain import recording
from jiefang.registry.content import Content, content_of, report_content
from jiefang.registry.errors import (
    ArchiveRefused,
    FileIsEmpty,
    FileTooLarge,
    PhotoRefused,
    ProgramRefused,
    UnsupportedContent,
)
from jiefang.registry.file_class import FileClass
from jiefang.registry.models import File
from jiefang.registry.naming import safe_name
from jiefang.registry.queries import visible_to
from jiefang.registry.storage import Stored, path_of, remove_bytes, stored_keys, write_bytes

logger = logging.getLogger(__name__)

MEBIBYTE: Final = 1024 * 1024
REFUSED: Final = {
    "image": PhotoRefused,
    "archive": ArchiveRefused,
    "program": ProgramRefused,
}
"""What a file looks like → how it is refused."""
ORPHAN_AGE: Final = timedelta(hours=1)
"""Bytes younger than this may belong to a transaction that has not committed yet."""


def store_file(
    *,
    actor: Actor,
    name: str,
    chunks: Iterable[bytes],
    file_class: FileClass,
    limit: int,
    expires_at: datetime | None,
    is_public: bool = False,
) -> File:
    """Keep a file (存文件): type by content, name made safe, bytes on disk before the row.

    Raises `FileTooLarge`, `FileIsEmpty` and `UnsupportedContent`, each naming the file; then
    nothing is kept.
    """
    clean = safe_name(name)
    try:
        stored = write_bytes(chunks, limit=limit)
    except FileTooLarge as error:
        raise FileTooLarge(name=clean, limit_mb=limit // MEBIBYTE) from error
    try:
        content = _admitted(clean, stored, file_class)
        file = File(
            key=stored.key,
            name=clean,
            suffix=_suffix(clean, content),
            media_type=content.media_type,
            file_class=file_class,
            is_public=is_public,
            size=stored.size,
            sha256=stored.sha256,
            owner=actor.id,
            created_at=timezone.now(),
            expires_at=expires_at,
        )
        _save(actor, file)
    except BaseException:
        remove_bytes(stored.key)
        raise
    return file


def delete_files(*, actor: Actor, file_ids: Iterable[int]) -> int:
    """Delete files (删除) for good: rows now, bytes when the transaction has committed."""
    with recording(actor) as record:
        files = list(visible_to(actor).filter(pk__in=list(file_ids)))
        for file in files:
            record(
                "registry.file_deleted",
                stream=f"registry.file:{file.pk}",
                payload={"sha256": file.sha256, "size": file.size},
            )
            transaction.on_commit(partial(remove_bytes, file.key))
        File.objects.filter(pk__in=[file.pk for file in files]).delete()
    return len(files)


def sweep_expired_files(*, now: datetime) -> int:
    """Delete every file whose time is over (到期清理), and bytes that no row knows."""
    expired = File.objects.filter(expires_at__lte=now).values_list("pk", flat=True)
    count = delete_files(actor=SYSTEM, file_ids=list(expired))
    known = set(File.objects.values_list("key", flat=True))
    for key in stored_keys() - known:
        written = datetime.fromtimestamp(path_of(key).stat().st_mtime, tz=now.tzinfo)
        if now - written > ORPHAN_AGE:
            remove_bytes(key)
            logger.info("bytes without a row removed", extra={"key": key})
    return count


def _admitted(name: str, stored: Stored, file_class: FileClass) -> Content:
    """Refuse what cannot be audited; our own reports are kept whatever they are."""
    if stored.size == 0:
        raise FileIsEmpty(name=name)
    if file_class == FileClass.REPORT:
        return report_content(name)
    content = content_of(path_of(stored.key))
    if isinstance(content, str):
        raise REFUSED.get(content, UnsupportedContent)(name=name)
    return content


def _save(actor: Actor, file: File) -> None:
    with recording(actor) as record:
        file.save()
        record(
            "registry.file_stored",
            stream=f"registry.file:{file.pk}",
            payload={"sha256": file.sha256, "size": file.size, "class": str(file.file_class)},
        )


SAME_CONTENT: Final = {
    "txt": {"txt", "md", "csv", "html", "htm", "mht", "tsv"},
    "html": {"html", "htm", "mht"},
    "doc": {"doc", "xls", "wps", "et"},
    "docx": {"docx", "docm"},
    "xlsx": {"xlsx", "xlsm"},
}
"""Suffixes that a name may keep when the content is of this kind; others give way to it."""


def _suffix(name: str, content: Content) -> str:
    given = name.rpartition(".")[2].lower() if "." in name else ""
    same = given == content.suffix or given in SAME_CONTENT.get(content.suffix, ())
    return given if same else content.suffix
