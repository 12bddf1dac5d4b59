"""Word lists (词表) of `words.toml`, ready to stand in regular expressions."""

from __future__ import annotations

import tomllib
from pathlib import Path

_WORDS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_name("words.toml").read_text(encoding="utf-8")
)


def words(section: str, *names: str) -> tuple[str, ...]:
    """The words of one or more lists, longest first."""
    found = {word for name in names for word in _WORDS[section][name].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def either(section: str, *names: str) -> str:
    """An alternation of the words, for use inside a group.

    >>> either("noun", "index")
    'CPI|PMI|PPI|景气度|指数'
    """
    return "|".join(word.replace(".", r"\.") for word in words(section, *names))
