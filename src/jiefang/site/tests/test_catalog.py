import re
from pathlib import Path

import pytest
from django.utils import translation

from jiefang.site.catalog import (
    CATALOG,
    PACKAGE,
    compiled,
    merged,
    messages_in_sources,
    read_catalog,
    written,
)

PLACEHOLDER = re.compile(r"%\(\w+\)s")
CHINESE = re.compile("[\u4e00-\u9fff]+")
INPUT_WORDS = {"近", "约", "万", "亿"}
"""Words of documents that an English sentence quotes."""


def test_every_string_is_in_the_catalogue_and_none_too_many() -> None:
    assert set(read_catalog()) == set(messages_in_sources())


def test_english_is_complete() -> None:
    assert [m.text for m in read_catalog().values() if not m.is_translated] == []


def test_translations_keep_the_placeholders() -> None:
    for message in read_catalog().values():
        for form in message.translations:
            assert set(PLACEHOLDER.findall(form)) == set(PLACEHOLDER.findall(message.text))


def test_translations_are_english() -> None:
    left = {w for m in read_catalog().values() for f in m.translations for w in CHINESE.findall(f)}
    assert left <= INPUT_WORDS


def test_the_compiled_catalogue_is_up_to_date() -> None:
    messages = merged(messages_in_sources(), read_catalog())
    assert CATALOG.read_text("utf-8") == written(messages.values())
    assert CATALOG.with_suffix(".mo").read_bytes() == compiled(messages.values())


def test_django_reads_what_we_compile() -> None:
    with translation.override("en"):
        assert translation.gettext("数字审核") == "Audit"
        text = "%(n)s 份文件"
        assert translation.ngettext(text, text, 1) == "%(n)s document"
        assert translation.ngettext(text, text, 2) == "%(n)s documents"


def templates() -> list[Path]:
    return sorted(PACKAGE.rglob("templates/**/*.html"))


@pytest.mark.parametrize("path", templates(), ids=lambda path: path.name)
def test_no_chinese_stands_outside_a_translation(path: Path) -> None:
    source = path.read_text("utf-8")
    source = re.sub(r"{% blocktrans.*?{% endblocktrans %}", "", source, flags=re.DOTALL)
    source = re.sub(r"{%.*?%}|{{.*?}}", "", source, flags=re.DOTALL)
    source = re.sub(r'<(\w+)[^>]*\slang="zh-Hans"[^>]*>.*?</\1>', "", source, flags=re.DOTALL)
    allowed = {"解", "中", "文"}
    assert set(CHINESE.findall(source)) <= allowed
