"""Finding files (找文件): folders expanded, documents named, nothing hidden read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePath

from jiefang.figures.read.kind import SUFFIXES

STANDARD_INPUT = "-"


def find_files(paths: Iterable[Path]) -> list[Path]:
    """Expand folders (sorted, recursive, supported suffixes); files named singly always stay.

    Hidden files, lock files of office programs (`~$`) and links that lead back are skipped. A file
    that was named twice is returned once.
    """
    found: dict[Path, Path] = {}
    for path in paths:
        for file in _files_below(path) if path.is_dir() else [path]:
            found.setdefault(Path(os.path.realpath(file)), file)
    return list(found.values())


def document_names(paths: Sequence[PurePath | str]) -> list[str]:
    """A unique `doc` for each file, in order: a second file of one name gets `-2`.

    >>> document_names(["a/bulletin.txt", "b/bulletin.docx", "b/plan.txt"])
    ['bulletin', 'bulletin-2', 'plan']
    """
    wanted = [document_name(str(path)) for path in paths]
    taken: set[str] = set()
    names: list[str] = []
    for name in wanted:
        unique, count = name, 1
        # A number that some other file has for its own name is left to that file.
        while unique in taken or (count > 1 and unique in wanted):
            count += 1
            unique = f"{name}-{count}"
        taken.add(unique)
        names.append(unique)
    return names


def document_name(name: str) -> str:
    """File name without folder or suffix; `stdin` for standard input.

    >>> document_name("C:\\\\公报\\\\2020年1.5版.txt"), document_name("2020年1.5版")
    ('2020年1.5版', '2020年1.5版')
    """
    if name == STANDARD_INPUT:
        return "stdin"
    base = PurePath(name.replace("\\", "/")).name
    suffix = PurePath(base).suffix
    if suffix and len(suffix) <= 6 and suffix[1:2].isalpha() and suffix[1:].isascii():
        base = base[: -len(suffix)]
    return base or name or "document"


def _files_below(folder: Path) -> list[Path]:
    files: list[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        files += [
            Path(place, name)
            for name in sorted(names)
            if not _is_hidden(name) and PurePath(name).suffix.lower() in SUFFIXES
        ]
    return sorted(files, key=lambda file: file.parts)


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX"
