"""Errors of the figures library.

FiguresError
├── UnreadableFile        a file cannot be read; says which, why and what to do
└── BadOption             an option or companion file (register, indicators …) is wrong
"""

from __future__ import annotations


class FiguresError(Exception):
    """Base of all errors raised by `jiefang.figures`; `code` is stable, the sentence is shown."""

    code = "figures.error"


class UnreadableFile(FiguresError):
    """A file that cannot be read; `reason` is a stable code, `zh` and `en` the full sentences."""

    code = "figures.unreadable"

    def __init__(self, *, path: str, reason: str, zh: str, en: str) -> None:
        super().__init__(f"{path}: {en}")
        self.path = path
        self.reason = reason
        self.zh = zh
        self.en = en


class BadOption(FiguresError):
    """A companion file or option that cannot be used; names the place."""

    code = "figures.bad_option"

    def __init__(self, *, place: str, zh: str, en: str) -> None:
        super().__init__(f"{place}: {en}")
        self.place = place
        self.zh = zh
        self.en = en
