"""Native comments in a Word file (批注): marks between the bytes, nothing else changed.

Every part of the package that is not named here is copied as it is. In `word/document.xml` only
comment marks are put in; where a mark falls inside a run, the run is split and both parts keep
its properties. Comments stand in the comments part, beside those that are there already.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import regex

from jiefang.figures.report.wordflow import Flow, Piece, UnmarkableError, read_flow

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENTS_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STAMP = (1980, 1, 1, 0, 0, 0)
"""Date of parts that we add: the same input gives the same file."""


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment on characters `start` to `end` of the flow; each line is a paragraph."""

    start: int
    end: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Author:
    """Who signs the comments."""

    name: str
    initials: str


class WordFile:
    """A docx package that can be given comments. Raises `UnmarkableError` for a strange one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        try:
            with ZipFile(BytesIO(data)) as package:
                self._parts = {name: package.read(name) for name in _singular(package)}
        except BadZipFile as error:
            raise UnmarkableError("not a zip package") from error
        self._main = _main_part(self._parts)
        self.xml = self._parts[self._main]
        self.flow = read_flow(self.xml)

    def footnotes(self) -> Mapping[str, bytes]:
        """The XML of each footnote by its id."""
        part = self._parts.get(posixpath.join(posixpath.dirname(self._main), "footnotes.xml"), b"")
        prefix = self.flow.prefix.encode()
        found = regex.finditer(
            rb"<"
            + prefix
            + rb":footnote\b[^>]*?:id=[\"'](-?\d+)[\"'].*?</"
            + prefix
            + rb":footnote>",
            part,
            regex.DOTALL,
        )
        return {match.group(1).decode(): match.group(0) for match in found}

    def commented(self, comments: Sequence[Comment], author: Author) -> bytes:
        """The package with the comments, as bytes; unchanged bytes where there are none."""
        if not comments:
            return self._data
        path, parts = self._comments_part()
        first = _next_id(parts.get(path, b""), self.xml)
        numbered = list(enumerate(comments, start=first))
        parts[self._main] = with_marks(self.xml, self.flow, numbered)
        parts[path] = _with_comments(parts[path], numbered, author)
        return self._packed(parts)

    def _comments_part(self) -> tuple[str, dict[str, bytes]]:
        """The path of the comments part and the parts to change; made where there is none."""
        folder = posixpath.dirname(self._main)
        rels_path = posixpath.join(folder, "_rels", posixpath.basename(self._main) + ".rels")
        rels = self._parts.get(
            rels_path, f'<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        )
        target = _target(rels, "comments")
        if target is not None:
            path = _resolved(folder, target)
            if path in self._parts:
                return path, {path: self._parts[path]}
        path = _free_name(self._parts, folder)
        relation = (
            f'<Relationship Id="{_free_relation(rels)}" Type="{_COMMENTS_RELATION}" '
            f'Target="/{path}"/>'
        )
        types = "[Content_Types].xml"
        override = f'<Override PartName="/{path}" ContentType="{_COMMENTS_TYPE}"/>'
        return path, {
            path: _empty_comments(),
            rels_path: _appended(rels, "Relationships", relation),
            types: _appended(self._parts[types], "Types", override),
        }

    def _packed(self, changed: Mapping[str, bytes]) -> bytes:
        """The package again: same order, same settings, same bytes but for the changed parts."""
        out = BytesIO()
        with ZipFile(BytesIO(self._data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
            for info in old.infolist():
                new.writestr(_same(info), changed.get(info.filename, old.read(info)))
            for path in changed.keys() - self._parts.keys():
                new.writestr(_added(path), changed[path])
        return out.getvalue()


def with_marks(xml: bytes, flow: Flow, comments: Iterable[tuple[int, Comment]]) -> bytes:
    """Put the marks of numbered comments between the bytes of the main part."""
    marks = _Marks(xml, flow)
    for number, comment in comments:
        marks.add(number, comment)
    return marks.applied()


@dataclass(frozen=True, slots=True)
class _Split:
    """Marks that fall inside a run."""

    piece: Piece
    ends: list[bytes]
    starts: list[bytes]


class _Marks:
    """Collects what has to be inserted where; several marks may fall on one place."""

    def __init__(self, xml: bytes, flow: Flow) -> None:
        self._xml = xml
        self._flow = flow
        self._inside: dict[int, _Split] = {}
        self._outside: dict[int, tuple[list[bytes], list[bytes]]] = {}

    def add(self, number: int, comment: Comment) -> None:
        """Mark the range of one comment."""
        word = self._flow.prefix
        start = f'<{word}:commentRangeStart {word}:id="{number}"/>'.encode()
        end = (
            f'<{word}:commentRangeEnd {word}:id="{number}"/>'
            f'<{word}:r><{word}:commentReference {word}:id="{number}"/></{word}:r>'
        ).encode()
        self._place(comment.start, start, is_end=False)
        self._place(comment.end - 1, end, is_end=True)

    def applied(self) -> bytes:
        """The XML with everything inserted."""
        edits: dict[int, bytes] = {}
        for place, (ends, starts) in self._outside.items():
            edits[place] = b"".join([*ends, *starts])
        for place, split in self._inside.items():
            edits[place] = self._split(split.piece, b"".join([*split.ends, *split.starts]))
            self._preserve(split.piece, edits)
        out = []
        at = 0
        for place in sorted(edits):
            out += [self._xml[at:place], edits[place]]
            at = place
        return b"".join([*out, self._xml[at:]])

    def _place(self, character: int, mark: bytes, *, is_end: bool) -> None:
        """Put a mark before a character, or behind it when it ends a range."""
        piece = _piece_at(self._flow.pieces, character)
        run = self._flow.runs[piece.run]
        number = character - piece.at + (1 if is_end else 0)
        place = piece.offsets[number]
        is_inner = 0 < number < len(piece.offsets) - 1
        if piece.nested or (not is_inner and self._is_edge(piece, is_end=is_end)):
            edge = run.end if is_end else run.start
            self._outside.setdefault(edge, ([], []))[0 if is_end else 1].append(mark)
        else:  # inside a text, or between two children of the run (a tab, a break)
            split = self._inside.setdefault(place, _Split(piece, [], []))
            (split.ends if is_end else split.starts).append(mark)

    def _is_edge(self, piece: Piece, *, is_end: bool) -> bool:
        """Whether nothing of the run stands between the piece and the end of the run."""
        run = self._flow.runs[piece.run]
        if not is_end:
            return piece.tag == run.content
        close = f"</{self._flow.prefix}:t></{self._flow.prefix}:r>".encode()
        return self._xml[piece.offsets[-1] : run.end] == close

    def _split(self, piece: Piece, marks: bytes) -> bytes:
        """Close the run, put the marks, open a run with the same properties."""
        word = self._flow.prefix.encode()
        head = self._flow.runs[piece.run].head
        return b"".join(
            (
                b"</" + word + b":t></" + word + b":r>",
                marks,
                head,
                b"<" + word + b':t xml:space="preserve">',
            )
        )

    def _preserve(self, piece: Piece, edits: dict[int, bytes]) -> None:
        """A text that is split must keep the blanks at its new ends."""
        if not piece.preserved:
            edits[piece.offsets[0] - 1] = b' xml:space="preserve"'


def _piece_at(pieces: Sequence[Piece], character: int) -> Piece:
    """The piece that holds a character."""
    low, high = 0, len(pieces)
    while high - low > 1:
        middle = (low + high) // 2
        if pieces[middle].at <= character:
            low = middle
        else:
            high = middle
    return pieces[low]


def _with_comments(part: bytes, comments: Iterable[tuple[int, Comment]], author: Author) -> bytes:
    """The comments part with more comments at its end, in the prefix that it uses."""
    found = regex.search(rb"</(?:([\w.-]+):)?comments\s*>\s*$", part)
    if found is None:
        raise UnmarkableError("a comments part without end")
    word = f"{found.group(1).decode()}:" if found.group(1) else ""
    added = "".join(_comment_xml(number, comment, author, word) for number, comment in comments)
    return part[: found.start()] + added.encode() + part[found.start() :]


def _comment_xml(number: int, comment: Comment, author: Author, word: str) -> str:
    """One comment; no date, so that the same input gives the same file."""
    paragraphs = "".join(
        f'<{word}p><{word}r><{word}t xml:space="preserve">{escape(_clean(text))}</{word}t>'
        f"</{word}r></{word}p>"
        for text in comment.lines
    )
    return (
        f'<{word}comment {word}id="{number}" {word}author={quoteattr(author.name)} '
        f"{word}initials={quoteattr(author.initials)}>{paragraphs}</{word}comment>"
    )


def _clean(text: str) -> str:
    """Text without characters that XML forbids."""
    return regex.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", text)


def _empty_comments() -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
        f'<w:comments xmlns:w="{_WORD}"></w:comments>'
    ).encode()


def _next_id(comments: bytes, xml: bytes) -> int:
    """A comment number above all that the file uses."""
    used = regex.findall(rb"<[\w.-]*:?comment\b[^>]*?:id=[\"'](\d+)[\"']", comments)
    used += regex.findall(
        rb"comment(?:RangeStart|RangeEnd|Reference)[^>]*?:id=[\"'](\d+)[\"']", xml
    )
    return max((int(number) for number in used), default=-1) + 1


def _singular(package: ZipFile) -> list[str]:
    """Names of the parts; a package that has one name twice is not touched."""
    names = [info.filename for info in package.infolist()]
    if len(names) != len(set(names)):
        raise UnmarkableError("a part that occurs twice")
    return names


def _main_part(parts: Mapping[str, bytes]) -> str:
    """The path of the main document part."""
    target = _target(parts.get("_rels/.rels", b""), "officeDocument")
    path = _resolved("", target or "word/document.xml")
    if path not in parts or "[Content_Types].xml" not in parts:
        raise UnmarkableError("no main document part")
    return path


def _target(rels: bytes, kind: str) -> str | None:
    """Where the relationship of a kind leads."""
    for tag in regex.findall(rb"<(?:[\w.-]+:)?Relationship\b[^>]*>", rels):
        if regex.search(rb"Type\s*=\s*[\"'][^\"']*/" + kind.encode() + rb"[\"']", tag):
            found = regex.search(rb"Target\s*=\s*[\"']([^\"']*)[\"']", tag)
            return found.group(1).decode() if found else None
    return None


def _resolved(folder: str, target: str) -> str:
    """A target as a path in the package."""
    return posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")


def _appended(part: bytes, root: str, tag: str) -> bytes:
    """The part with one more empty element at the end of its root."""
    found = regex.search(rb"</((?:[\w.-]+:)?)" + root.encode() + rb"\s*>\s*$", part)
    if found is None:  # an empty root: <Relationships xmlns="…"/>
        opened = regex.search(rb"/>\s*$", part)
        if opened is None:
            raise UnmarkableError(f"no end of {root}")
        return part[: opened.start()] + f">{tag}</{root}>".encode()
    prefixed = tag.replace("<", "<" + found.group(1).decode(), 1)
    return part[: found.start()] + prefixed.encode() + part[found.start() :]


def _free_name(parts: Mapping[str, bytes], folder: str) -> str:
    number = ""
    while posixpath.join(folder, f"comments{number}.xml") in parts:
        number = str(int(number or 1) + 1)
    return posixpath.join(folder, f"comments{number}.xml")


def _free_relation(rels: bytes) -> str:
    used = {int(number) for number in regex.findall(rb"Id\s*=\s*[\"']rId(\d+)[\"']", rels)}
    return f"rId{max(used, default=0) + 1}"


def _same(info: ZipInfo) -> ZipInfo:
    """The settings of a part without sizes and sums, which are made anew."""
    copy = ZipInfo(info.filename, info.date_time)
    copy.compress_type = info.compress_type
    copy.external_attr = info.external_attr
    copy.create_system = info.create_system
    copy.comment = info.comment
    return copy


def _added(path: str) -> ZipInfo:
    info = ZipInfo(path, _STAMP)
    info.compress_type = ZIP_DEFLATED
    return info
