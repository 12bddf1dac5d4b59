"""Saved web pages (网页): the article without navigation, with its tables and headings.

The article is the smallest part of the page that holds most of its prose; menus, footers and lists
of links are left out because their text is mostly links.
"""

from __future__ import annotations

import email
import email.errors
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from jiefang.figures.document import BlockKind
from jiefang.figures.read.compose import Composer, GridCell
from jiefang.figures.read.encoding import Decoded, decode, mixed_script
from jiefang.figures.read.limits import MAX_CELLS, Deadline, check_cells, check_chars
from jiefang.figures.read.metadata import iso_date
from jiefang.figures.read.reading import Properties, Reading
from jiefang.figures.read.refusals import refuse

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_NODES: Final = 1_000_000
MAX_NESTING: Final = 3_000
"""Open block elements; the parser walks all of them for each new one."""
MAX_SPAN: Final = 1_000
"""Most rows or columns that one cell may claim to cover."""

_SKIPPED_NAMES: Final = """
    script style noscript template iframe object svg canvas select button textarea nav
    footer aside form head input video audio del strike
    """
_SKIPPED: Final = frozenset(_SKIPPED_NAMES.split())
_PARAGRAPHS_NAMES: Final = """
    p div section article main li ul ol dl dt dd blockquote pre figure figcaption address
    center header body html table tr hr h1 h2 h3 h4 h5 h6 caption td th tbody thead tfoot
    """
_PARAGRAPHS: Final = frozenset(_PARAGRAPHS_NAMES.split())
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_META_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", re.IGNORECASE
)
_MENU = re.compile(
    r"(?:^|[-_ ])(?:nav|menu|breadcrumb|crumb|sidebar|footer|copyright|share|related|pager"
    r"|pagination|toolbar|banner|header-?bar|position|location|friend-?link)(?:$|[-_ \d])",
    re.IGNORECASE,
)
_NESTING = re.compile(
    r"<(/?)(?:div|section|article|ul|ol|dl|blockquote|center|main|header|footer|fieldset|figure"
    r"|address|details|summary|nav|aside|form|pre|listing|table|menu|dir|dialog|hgroup|search"
    r"|h[1-6]|figcaption)\b",
    re.IGNORECASE,
)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SENTENCE = re.compile(r"[，。；]")


def read_html(data: bytes, *, path: str) -> Reading:
    """Read a web page saved as html."""
    decoded = _decode(data, path=path)
    check_chars(len(decoded.text), path=path)
    return _read_page(decoded, path=path)


def read_mhtml(data: bytes, *, path: str) -> Reading:
    """Read a web page saved as one file with its pictures (mhtml)."""
    broken = refuse("damaged", path=path, detail="MHTML 里没有网页", detail_en="no page in it")
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        for part in message.walk():
            if part.get_content_type() == "text/html":
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload:
                    return read_html(payload, path=path)
    except (email.errors.MessageError, ValueError, LookupError, RecursionError) as error:
        raise broken from error
    raise broken


def _decode(data: bytes, *, path: str) -> Decoded:
    """Decode by what the page declares when that fits its bytes, else as any text."""
    declared = _META_CHARSET.search(data[:4096])
    if declared is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        name = declared[1].decode("ascii").lower()
        name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}.get(name, name)
        try:
            return Decoded(text=data.decode(name), encoding=name)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data, path=path)


def _read_page(decoded: Decoded, *, path: str) -> Reading:
    from selectolax.lexbor import LexborHTMLParser

    _check_depth(decoded.text, path=path)
    tree = LexborHTMLParser(decoded.text)
    body = tree.body
    if body is None:
        raise refuse("no_text", path=path)
    composer = Composer(path=path, deadline=Deadline.start(path))
    heading = _main_heading(tree)
    article = _article(body, path=path)
    writer = _Writer(composer)
    if heading and heading not in _text_of(article):
        composer.add_lines(heading, kind=BlockKind.HEADING, level=1)
    writer.write(article)
    text, blocks, tables = composer.finish()
    mixed = mixed_script(text)
    return Reading(
        text=text,
        blocks=blocks,
        tables=tables,
        notices=(*decoded.notices, *((mixed,) if mixed else ())),
        properties=_properties(tree),
    )


def _check_depth(text: str, *, path: str) -> None:
    """Refuse pages nested so deep that parsing them takes quadratic time."""
    depth = 0
    for match in _NESTING.finditer(text):
        depth = max(0, depth - 1) if match[1] else depth + 1
        if depth > MAX_NESTING:
            raise refuse("too_complex", path=path, detail="标签嵌套过深", detail_en="deep nesting")


def _article(body: LexborNode, *, path: str) -> LexborNode:
    """The deepest part that still holds nine tenths of the prose."""
    weights = _weights(body, path=path)
    total = weights.get(body.mem_id, 0)
    best = body
    while True:
        children = [
            node for node in _elements(best) if weights.get(node.mem_id, 0) * 10 >= total * 9
        ]
        if not children or total == 0 or children[0].tag in ("table", "p", "ul", "ol"):
            return best
        best = children[0]


def _weights(body: LexborNode, *, path: str) -> dict[int, int]:
    """Characters of prose below each element: text with stops, outside links and menus."""
    weights: dict[int, int] = {}
    order: list[tuple[LexborNode, LexborNode | None]] = []
    stack: list[tuple[LexborNode, LexborNode | None]] = [(body, None)]
    while stack:
        node, parent = stack.pop()
        order.append((node, parent))
        if len(order) > MAX_NODES:
            raise refuse("too_complex", path=path, detail="标签过多", detail_en="too many tags")
        if node.tag == "-text":
            text = node.text_content or ""
            weights[node.mem_id] = len(text) if _SENTENCE.search(text) or _has_digit(text) else 0
        elif not _is_outside(node):
            stack += [(child, node) for child in _children(node)]
    for node, parent in reversed(order):
        if parent is not None:
            weight = weights.get(node.mem_id, 0)
            weights[parent.mem_id] = weights.get(parent.mem_id, 0) + weight
    return weights


@dataclass(slots=True)
class _Writer:
    """Writes an element's text to the composer, paragraph by paragraph."""

    composer: Composer
    _buffer: list[str] = field(default_factory=list)
    _heading: int | None = None

    def write(self, root: LexborNode) -> None:
        """Walk without recursion: pages nest their elements without end."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, is_end = stack.pop()
            tag = node.tag or ""
            if is_end:
                self._flush(tag)
            elif tag == "-text":
                self._buffer.append(_SPACE.sub(" ", node.text_content or ""))
            elif tag == "br":
                self._buffer.append("\n")
            elif tag == "table" and not _is_layout(node):
                self._flush("")
                self._write_table(node)
            elif not _is_outside(node):
                self._open(tag)
                stack.append((node, True))
                stack += [(child, False) for child in reversed(list(_children(node)))]
        self._flush("")

    def _open(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._flush("")
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]

    def _flush(self, tag: str) -> None:
        """End a paragraph; `tag` is the element that ended, empty at other borders."""
        if tag and tag not in _PARAGRAPHS:
            return
        text = re.sub(r" ?\n ?", "\n", "".join(self._buffer)).strip(" \n\xa0")
        self._buffer.clear()
        if text.strip():
            heading = self._heading is not None and len(text) <= 120
            self.composer.add_lines(
                text.replace("\xa0", " "),
                kind=BlockKind.HEADING if heading else None,
                level=self._heading if heading else None,
            )
        if tag in _HEADINGS:
            self._heading = None

    def _write_table(self, table: LexborNode) -> None:
        caption = table.css_first("caption")
        words = _text_of(caption) if caption is not None else ""
        self.composer.add_table(
            _grid(table, path=self.composer.path), infer_spans=False, caption=words or None
        )


def _grid(table: LexborNode, *, path: str) -> list[GridCell]:
    """Cells of a table with the spans that the page gives; nested tables become plain text."""
    cells: list[GridCell] = []
    covered: set[tuple[int, int]] = set()
    for row, line in enumerate(_rows(table)):
        column = 0
        for cell in _elements(line):
            if cell.tag not in ("td", "th"):
                continue
            while (row, column) in covered:
                column += 1
            right, down = _span(cell, "colspan"), _span(cell, "rowspan")
            if len(covered) + right * down <= MAX_CELLS:
                covered |= {(row + d, column + r) for d in range(down) for r in range(right)}
            text = _text_of(cell)
            indent = len(text) - len(text.lstrip("\u3000\xa0 "))
            cells.append(GridCell(row, column, text, down, right, indent=indent * 2))
            check_cells(len(cells), path=path)
            column += right
    return cells


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    for child in _elements(table):
        if child.tag == "tr":
            yield child
        elif child.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in _elements(child) if row.tag == "tr")


def _is_layout(table: LexborNode) -> bool:
    """A table that only places things: one column, or one inside another."""
    widest = rows = 0
    for row in _rows(table):
        rows += 1
        widest = max(widest, sum(1 for cell in _elements(row) if cell.tag in ("td", "th")))
    if widest <= 1 or rows == 0:
        return True
    return table.css_first("table table") is not None or table.css_first("td h1") is not None


def _span(cell: LexborNode, name: str) -> int:
    text = (cell.attributes.get(name) or "1").strip()
    return min(MAX_SPAN, max(1, int(text))) if text.isdecimal() and len(text) < 6 else 1


def _is_outside(node: LexborNode) -> bool:
    """Whether an element is a menu, a script or hidden."""
    tag = node.tag or ""
    if tag in _SKIPPED or tag.startswith("-") or tag == "_comment":
        return True
    if tag not in ("div", "ul", "ol", "section", "header", "span", "table", "p"):
        return False
    attributes = node.attributes
    style = (attributes.get("style") or "").replace(" ", "").lower()
    if "display:none" in style:
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return tag in ("div", "ul", "ol", "section") and _is_menu(node, names)


def _is_menu(node: LexborNode, names: str) -> bool:
    """An element named as a menu, when links make up most of its text."""
    if not _MENU.search(names):
        return False
    text = node.text(deep=True) or ""
    return len(text) < 2_000 or not _SENTENCE.search(text)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.first_child
    while child is not None:
        yield child
        child = child.next


def _elements(node: LexborNode) -> Iterator[LexborNode]:
    return (child for child in _children(node) if child.is_element_node)


def _text_of(node: LexborNode) -> str:
    """Text of an element; breaks where the page breaks lines."""
    writer = _Collector()
    stack: list[LexborNode] = [node]
    while stack:
        current = stack.pop()
        tag = current.tag or ""
        if tag == "-text":
            writer.parts.append(_SPACE.sub(" ", current.text_content or ""))
        elif tag == "br":
            writer.parts.append("\n")
        elif tag not in _SKIPPED:
            if tag in _PARAGRAPHS and writer.parts:
                writer.parts.append("\n")
            stack += reversed(list(_children(current)))
    return re.sub(r"[ \n]*\n[ \n]*", "\n", "".join(writer.parts)).strip(" \n")


@dataclass(slots=True)
class _Collector:
    parts: list[str] = field(default_factory=list)


def _has_digit(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _main_heading(tree: LexborHTMLParser) -> str:
    heading = tree.css_first("h1")
    text = _text_of(heading) if heading is not None else ""
    return text.replace("\n", " ") if 4 <= len(text) <= 80 else ""


def _properties(tree: LexborHTMLParser) -> Properties:
    title = tree.css_first("title")
    named = {
        (node.attributes.get("name") or node.attributes.get("property") or "").lower(): (
            node.attributes.get("content") or ""
        )
        for node in tree.css("meta")
    }
    words = named.get("articletitle") or (_text_of(title) if title is not None else "")
    date = named.get("pubdate") or named.get("article:published_time") or named.get("publishdate")
    source = named.get("contentsource") or named.get("author")
    return Properties(
        title=re.split(r"[_|\-—]", words)[0].strip() or None,
        author=source or None,
        published=iso_date(date) if date else None,
    )
