"""`jiefang manage messages` (更新译文): find new strings, keep translations, compile."""

from typing import Any

from django.core.management.base import BaseCommand

from jiefang.site.catalog import (
    CATALOG,
    compiled,
    merged,
    messages_in_sources,
    read_catalog,
    written,
)


class Command(BaseCommand):
    """Update `locale/en` and say what still lacks a translation."""

    help = "Find new strings, keep what is translated, compile; lists what is missing."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write django.po and django.mo. `Any`: Django's own signature."""
        del args, options
        messages = merged(messages_in_sources(), read_catalog())
        CATALOG.parent.mkdir(parents=True, exist_ok=True)
        CATALOG.write_text(written(messages.values()), "utf-8")
        CATALOG.with_suffix(".mo").write_bytes(compiled(messages.values()))
        missing = [message.text for message in messages.values() if not message.is_translated]
        for text in missing:
            self.stdout.write(f"untranslated: {text}")
        self.stdout.write(f"{len(messages)} strings, {len(missing)} untranslated")
