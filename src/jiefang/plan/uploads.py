"""What comes in with an audit (送审材料): files from a form, pasted text, files of a seed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Incoming(Protocol):
    """Anything with a name and bytes in chunks; Django's uploaded files are such."""

    @property
    def name(self) -> str | None:
        """The name that the sender gave; never trusted."""

    def chunks(self) -> Iterable[bytes]:
        """The bytes, piece by piece."""


@dataclass(frozen=True, slots=True)
class PastedText:
    """Text from the paste box (粘贴的文字), kept as a UTF-8 file."""

    name: str
    text: str

    def chunks(self) -> Iterator[bytes]:
        """One piece; line ends as every reader expects them."""
        yield self.text.replace("\r\n", "\n").encode()


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A file of a seed (种子文件)."""

    path: Path

    @property
    def name(self) -> str:
        """Its name without the folder."""
        return self.path.name

    def chunks(self) -> Iterator[bytes]:
        """Its bytes in one piece: seeds are small."""
        yield self.path.read_bytes()
