"""The text of a Word document with the place of every character (正文字符流), for exact marks.

`word/document.xml` is never parsed and written again: this module only finds out which bytes stand
for which character, so that marks can be put between bytes and everything else stays as it is.
Deleted text and the fallback copies of drawings are left out, as a reader with revisions accepted
sees it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

import regex

_PREFIX = regex.compile(
    rb"xmlns:(?P<prefix>[\w.-]+)\s*=\s*[\"']http://(?:schemas\.openxmlformats\.org/"
    rb"wordprocessingml/2006/main|purl\.oclc\.org/ooxml/wordprocessingml/main)[\"']"
)
_ENCODING = regex.compile(rb"^<\?xml[^>]*encoding\s*=\s*[\"'](?P<name>[\w-]+)")
_TAG = regex.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*+>")
_CHARACTER = regex.compile(r"&[^;]{1,12};|<!\[CDATA\[.*?\]\]>|.", regex.DOTALL)


class UnmarkableError(Exception):
    """The document cannot be marked safely; the message says why."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run (文字段) that stands in no other run, by byte offsets of its XML."""

    start: int
    end: int
    head: bytes
    """Its start tag and its properties: what a part split off needs in front."""
    content: int
    """Where its content begins, behind the properties."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One `w:t` of visible text: characters `at` to `at + len(bytes)` of the flow."""

    at: int
    run: int
    tag: int
    """Byte offset of the start tag."""
    offsets: tuple[int, ...]
    """Byte offset of each character, and of the end of the text."""
    preserved: bool
    """Whether the tag keeps white space at its ends."""
    nested: bool
    """Whether it stands in a run inside another run (a text box): never split."""


@dataclass(frozen=True, slots=True)
class Flow:
    """All visible characters of a main document part, in the order of its XML."""

    text: str
    pieces: tuple[Piece, ...]
    runs: tuple[Run, ...]
    prefix: str
    """Prefix of the word-processing namespace (`w`)."""
    footnotes: Mapping[str, int]
    """Number of the run that refers to a footnote, by the id of the footnote."""


def read_flow(xml: bytes) -> Flow:
    """Find the place of every character. Raises `UnmarkableError` for anything but plain UTF-8."""
    found = _PREFIX.search(xml[:20_000])
    encoding = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if encoding is not None and encoding.group("name").lower() != b"utf-8":
        raise UnmarkableError("an encoding other than UTF-8")
    if found is None:
        raise UnmarkableError("no word-processing namespace on the root")
    reader = _Reader(xml, found.group("prefix").decode())
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    parser.StartElementHandler = lambda name, attributes: reader.open(
        name, attributes, parser.CurrentByteIndex
    )
    parser.EndElementHandler = lambda name: reader.close(name, parser.CurrentByteIndex)
    try:
        parser.Parse(xml, True)  # noqa: FBT003 - expat takes no keyword
    except expat.ExpatError as error:
        raise UnmarkableError(str(error)) from error
    return reader.flow()


def _no_doctype(*_: object) -> None:
    raise UnmarkableError("a document type declaration")


@dataclass(slots=True)
class _Open:
    """An element that is being read."""

    name: str
    start: int
    inner: int
    preserved: bool = False


@dataclass(slots=True)
class _Reader:
    """Collects runs and pieces while the parser goes through the XML."""

    xml: bytes
    prefix: str
    stack: list[_Open] = field(default_factory=list)
    hidden: int = 0
    """How many open elements hide their text (deletions, fallbacks)."""
    runs: list[Run] = field(default_factory=list)
    open_runs: list[tuple[int, int]] = field(default_factory=list)
    """Start and end of the head of each open run, outermost first."""
    waiting: list[tuple[bytes, int, int, bool, bool]] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    length: int = 0
    notes: list[str] = field(default_factory=list)
    footnotes: dict[str, int] = field(default_factory=dict)

    def open(self, name: str, attributes: Mapping[str, str], start: int) -> None:
        """A start tag."""
        inner = _tag_end(self.xml, start)
        preserved = attributes.get("xml:space") == "preserve"
        self.stack.append(_Open(name, start, inner, preserved))
        if self._hides(name):
            self.hidden += 1
        elif name == self._word("r"):
            self.open_runs.append((start, inner))
        elif name == self._word("footnoteReference") and not self.hidden:
            self.notes.append(attributes.get(self._word("id"), ""))

    def close(self, name: str, end: int) -> None:
        """An end tag; for an empty element the parser gives the place of its start."""
        element = self.stack.pop()
        after = element.inner if end == element.start else _tag_end(self.xml, end)
        if self._hides(name):
            self.hidden -= 1
        elif name == self._word("t") and not self.hidden and self.open_runs:
            if end != element.start:
                self._text(element, end)
        elif (
            name == self._word("rPr") and self.open_runs and self.stack[-1].name == self._word("r")
        ):
            start, _ = self.open_runs[-1]
            self.open_runs[-1] = (start, after)
        elif name == self._word("r"):
            self._run(after)

    def flow(self) -> Flow:
        """What was found."""
        return Flow(
            "".join(self.words),
            tuple(self.pieces),
            tuple(self.runs),
            self.prefix,
            dict(self.footnotes),
        )

    def _word(self, name: str) -> str:
        return f"{self.prefix}:{name}"

    def _hides(self, name: str) -> bool:
        return name in {self._word("del"), self._word("moveFrom"), "mc:Fallback"}

    def _text(self, element: _Open, end: int) -> None:
        """Note the characters of one `w:t`, each with its byte offset."""
        offsets = [element.inner]
        characters = []
        raw = self.xml[element.inner : end].decode()
        for token in _CHARACTER.findall(raw):
            offsets.append(offsets[-1] + len(token.encode()))
            characters.append(_decoded(token))
        if any(len(each) != 1 for each in characters):
            raise UnmarkableError("a CDATA section in the text")
        text = "".join(characters)
        self.pieces.append(
            Piece(
                at=self.length,
                run=len(self.runs),
                tag=element.start,
                offsets=tuple(offsets),
                preserved=element.preserved,
                nested=len(self.open_runs) > 1,
            )
        )
        self.words.append(text)
        self.length += len(text)

    def _run(self, after: int) -> None:
        """The end of a run; only outermost runs are kept, what they hold belongs to them."""
        start, head_end = self.open_runs.pop()
        if self.open_runs:
            return
        for note in self.notes:
            self.footnotes.setdefault(note, len(self.runs))
        self.notes.clear()
        self.runs.append(Run(start, after, self.xml[start:head_end], head_end))


def _tag_end(xml: bytes, start: int) -> int:
    """The place behind the `>` of a tag; a `>` inside an attribute value does not count."""
    found = _TAG.match(xml, start)
    if found is None:
        raise UnmarkableError("a tag without end")
    return int(found.end())


_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


def _decoded(token: str) -> str:
    """The character that a piece of XML text stands for."""
    if not token.startswith("&"):
        return token
    if token in _NAMED:
        return _NAMED[token]
    if token.startswith("&#x"):
        return chr(int(token[3:-1], 16))
    if token.startswith("&#"):
        return chr(int(token[2:-1]))
    raise UnmarkableError(f"the entity {token}")
