"""Word documents (docx): the text as it prints when every tracked change is accepted.

Insertions are in, deletions out; footnotes, endnotes, text boxes, content controls and nested
tables are read. Automatic numbering is not text and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.etree.ElementTree import Element

from jiefang.figures.document import BlockKind
from jiefang.figures.read.compose import Composer, GridCell
from jiefang.figures.read.container import Container, open_container
from jiefang.figures.read.encoding import mixed_script
from jiefang.figures.read.limits import MAX_DEPTH, READ_SECONDS, Deadline
from jiefang.figures.read.reading import Properties, Reading
from jiefang.figures.read.refusals import Notice, notice, refuse
from jiefang.figures.read.xmlparts import attribute, child_of, name_of, parse, stream, whole_number

# Elements whose text is not printed once all changes are accepted, or is no text at all.
_DROPPED: Final = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr"}
)
_FIXED: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_HEADING_NAMES: Final = ("heading ", "标题 ", "标题")


def read_word(data: bytes, *, path: str, seconds: int = READ_SECONDS) -> Reading:
    """Read a docx or docm file in at most `seconds`."""
    deadline = Deadline.start(path, seconds)
    with open_container(data, path=path) as container:
        return _WordReader(container, path, deadline).read()


@dataclass(slots=True)
class _Counts:
    """What was met that the reader should be told of."""

    inserted: int = 0
    deleted: int = 0
    boxes: int = 0
    controls: int = 0
    notes: int = 0


@dataclass(slots=True)
class _Paragraph:
    """The text of one paragraph, with text boxes that hang on it."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)


@dataclass(slots=True)
class _WordReader:
    container: Container
    path: str
    deadline: Deadline
    counts: _Counts = field(default_factory=_Counts)
    levels: dict[str, int] = field(default_factory=dict)
    cited: list[tuple[str, str]] = field(default_factory=list)
    """Notes in the order in which the text refers to them: part and id."""
    held: str = ""
    """Text of a paragraph whose end mark was deleted: the next one goes on."""

    def read(self) -> Reading:
        """Read the main part, then the notes that it refers to."""
        main = self._main_part()
        self.levels = self._style_levels()
        composer = Composer(path=self.path, deadline=self.deadline)
        for block in self._body_blocks(main):
            self._add_block(block, composer, depth=0)
        if self.held:
            composer.add_lines(self.held)
        self._add_notes(composer)
        text, blocks, tables = composer.finish()
        return Reading(
            text=text,
            blocks=blocks,
            tables=tables,
            notices=self._notices(text),
            properties=self._properties(),
        )

    def _main_part(self) -> str:
        for name in ("word/document.xml", "word/document2.xml"):
            if self.container.has(name):
                return name
        found = [
            n for n in self.container.names() if n.startswith("word/document") and n.endswith("xml")
        ]
        if not found:
            raise refuse(
                "damaged",
                path=self.path,
                detail="缺少正文部分",
                detail_en="the main part is missing",
            )
        return found[0]

    def _body_blocks(self, part: str) -> Iterator[Element]:
        """Paragraphs and tables of the body one by one; each is freed after use."""
        for node in stream(self.container.read(part), path=self.path, part=part):
            if node.depth == 2:
                yield from _unwrapped(node.element)
                if node.parent is not None:
                    del node.parent[:]

    def _tree(self, part: str) -> Element | None:
        """A small part as a tree; None where there is none."""
        if not self.container.has(part):
            return None
        return parse(self.container.read(part), path=self.path, part=part)

    def _add_block(self, block: Element, composer: Composer, *, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise refuse("too_complex", path=self.path, detail="嵌套过深", detail_en="nesting")
        name = name_of(block)
        if name == "p":
            self._add_paragraph(block, composer, depth=depth)
        elif name == "tbl":
            self._add_table(block, composer, depth=depth)

    def _add_paragraph(self, element: Element, composer: Composer, *, depth: int) -> None:
        paragraph = self._paragraph(element)
        text = self.held + "".join(paragraph.text)
        self.held = ""
        level = self._level(element)
        if _is_mark_deleted(element):
            self.held = text
        elif text.strip():
            is_heading = level is not None and len(text) <= 120
            composer.add_lines(
                text,
                kind=BlockKind.HEADING if is_heading else None,
                level=level if is_heading else None,
            )
        for box in paragraph.boxes:
            self.counts.boxes += 1
            for block in _blocks_below(box):
                self._add_block(block, composer, depth=depth + 1)

    def _add_table(self, table: Element, composer: Composer, *, depth: int) -> None:
        rows = [row for row in _children(table, "tr") if not _is_row_deleted(row)]
        widths = [sum(1 for _ in _children(row, "tc")) for row in rows]
        if max(widths, default=0) <= 1:
            # One column only frames its content (专栏): its paragraphs are read as such.
            for row in rows:
                for cell in _children(row, "tc"):
                    for block in _blocks_below(cell):
                        self._add_block(block, composer, depth=depth + 1)
            return
        nested: list[Element] = []
        composer.add_table(self._grid(rows, nested), infer_spans=False)
        for inner in nested:
            self._add_block(inner, composer, depth=depth + 1)

    def _grid(self, rows: list[Element], nested: list[Element]) -> list[GridCell]:
        """Cells of a table; tables inside cells are put aside into `nested`."""
        cells: list[GridCell] = []
        open_merges: dict[int, int] = {}
        for number, row in enumerate(rows):
            column = _number(row, "trPr", "gridBefore")
            for cell in _children(row, "tc"):
                span = max(1, _number(cell, "tcPr", "gridSpan"))
                merge = _merge(cell)
                if merge == "continue" and column in open_merges:
                    index = open_merges[column]
                    cells[index] = _taller(cells[index])
                else:
                    text = self._cell_text(cell, nested)
                    indent = len(text) - len(text.lstrip("\u3000 "))
                    cells.append(GridCell(number, column, text, 1, span, indent=indent * 2))
                    open_merges.pop(column, None)
                    if merge == "restart":
                        open_merges[column] = len(cells) - 1
                column += span
        return cells

    def _cell_text(self, cell: Element, nested: list[Element]) -> str:
        lines: list[str] = []
        for block in _blocks_below(cell):
            if name_of(block) == "tbl":
                nested.append(block)
            else:
                paragraph = self._paragraph(block)
                lines.append("".join(paragraph.text))
                nested += [b for box in paragraph.boxes for b in _blocks_below(box)]
        return "\n".join(line for line in lines if line.strip())

    def _paragraph(self, element: Element) -> _Paragraph:
        """Text of a paragraph, without recursion: content controls may nest without end."""
        paragraph = _Paragraph()
        stack: list[Element] = list(reversed(element))
        while stack:
            node = stack.pop()
            name = name_of(node)
            if name in ("txbxContent", "textbox"):
                paragraph.boxes.append(node)
            elif name in _DROPPED:
                self.counts.deleted += name in ("del", "moveFrom")
            elif name in ("t", "sym"):
                paragraph.text.append(_text(node))
            elif name in _FIXED:
                paragraph.text.append(_FIXED[name])
            elif name in ("footnoteReference", "endnoteReference"):
                paragraph.text.append(self._cite(node, name))
            elif name == "AlternateContent":
                stack += list(node)[:1]
            elif name == "ruby":
                stack += [child for child in node if name_of(child) == "rubyBase"]
            elif not (name == "r" and _is_hidden(node)):
                self.counts.inserted += name in ("ins", "moveTo")
                self.counts.controls += name == "sdt"
                stack += reversed(node)
        return paragraph

    def _cite(self, node: Element, name: str) -> str:
        """The printed mark of a footnote; notes count in the order of their marks."""
        part = "word/footnotes.xml" if name.startswith("foot") else "word/endnotes.xml"
        self.cited.append((part, attribute(node, "id")))
        return f"[{len(self.cited)}]"

    def _add_notes(self, composer: Composer) -> None:
        """Footnotes and endnotes after the text, each with the mark that stands there."""
        wanted = {part for part, _ in self.cited}
        notes: dict[tuple[str, str], str] = {}
        for part in sorted(wanted):
            root = self._tree(part)
            for note in root if root is not None else ():
                lines = ["".join(self._paragraph(p).text) for p in note if name_of(p) == "p"]
                notes[(part, attribute(note, "id"))] = " ".join(lines).strip()
        for number, key in enumerate(self.cited, 1):
            if text := notes.get(key):
                self.counts.notes += 1
                composer.add_lines(f"[{number}]{text}", kind=BlockKind.NOTE)

    def _level(self, element: Element) -> int | None:
        """Outline level of a paragraph from its own mark or its style."""
        properties = child_of(element, "pPr")
        if properties is None:
            return None
        own = child_of(properties, "outlineLvl")
        if own is not None:
            return _level_of(attribute(own, "val"))
        style = child_of(properties, "pStyle")
        return self.levels.get(attribute(style, "val")) if style is not None else None

    def _style_levels(self) -> dict[str, int]:
        """Outline level of each heading style, by style id."""
        levels: dict[str, int] = {}
        root = self._tree("word/styles.xml")
        for style in root if root is not None else ():
            if name_of(style) != "style" or attribute(style, "type") != "paragraph":
                continue
            level = _style_level(style)
            if level is not None:
                levels[attribute(style, "styleId")] = level
        return levels

    def _notices(self, text: str) -> tuple[Notice, ...]:
        counts = self.counts
        notices: list[Notice] = []
        if counts.inserted or counts.deleted:
            notices.append(notice("revisions", inserted=counts.inserted, deleted=counts.deleted))
        side = [
            (counts.notes, f"脚注 {counts.notes} 条", f"{counts.notes} footnotes"),
            (counts.boxes, f"文本框 {counts.boxes} 个", f"{counts.boxes} text boxes"),
            (
                counts.controls,
                f"内容控件 {counts.controls} 个",
                f"{counts.controls} content controls",
            ),
        ]
        found = [(zh, en) for count, zh, en in side if count]
        if found:
            zh = "、".join(words for words, _ in found)
            en = ", ".join(words for _, words in found)
            notices.append(notice("side_text", detail=zh, detail_en=en))
        mixed = mixed_script(text)
        return (*notices, *((mixed,) if mixed else ()))

    def _properties(self) -> Properties:
        root = self._tree("docProps/core.xml")
        found = (
            {name_of(node): (node.text or "").strip() for node in root} if root is not None else {}
        )
        return Properties(title=found.get("title") or None, author=found.get("creator") or None)


def _unwrapped(element: Element) -> Iterator[Element]:
    """A block, or the blocks inside a content control or a tracked move around it."""
    if name_of(element) in ("p", "tbl"):
        yield element
    elif name_of(element) not in ("sectPr", *_DROPPED):
        yield from _blocks_below(element)


def _blocks_below(element: Element) -> Iterator[Element]:
    """The nearest paragraphs and tables below an element, in order."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        name = name_of(node)
        if name in ("p", "tbl"):
            yield node
        elif name == "AlternateContent":
            stack += list(node)[:1]
        elif name not in _DROPPED and name not in ("tcPr", "sdtPr"):
            stack += reversed(node)


def _children(element: Element, name: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls."""
    stack = list(reversed(element))
    while stack:
        node = stack.pop()
        if name_of(node) == name:
            yield node
        elif name_of(node) in ("sdt", "sdtContent", "customXml", "ins", "smartTag"):
            stack += reversed(node)


def _number(element: Element, properties: str, name: str) -> int:
    """A number in the properties of a row or cell; 0 where there is none."""
    holder = child_of(element, properties)
    node = child_of(holder, name) if holder is not None else None
    value = attribute(node, "val") if node is not None else ""
    return min(whole_number(value), 1_000)


def _merge(cell: Element) -> str | None:
    holder = child_of(cell, "tcPr")
    node = child_of(holder, "vMerge") if holder is not None else None
    return None if node is None else attribute(node, "val") or "continue"


def _taller(cell: GridCell) -> GridCell:
    return GridCell(
        cell.row, cell.column, cell.text, cell.row_span + 1, cell.column_span, cell.indent
    )


def _text(node: Element) -> str:
    if name_of(node) == "sym":
        code = attribute(node, "char")
        try:
            value = int(code, 16)
        except ValueError:
            return ""
        # Symbol fonts use the private area; their characters have no meaning outside the font.
        return chr(value) if 0x20 <= value < 0xD800 else "·"
    return node.text or ""


def _is_hidden(run: Element) -> bool:
    properties = child_of(run, "rPr")
    node = child_of(properties, "vanish") if properties is not None else None
    return node is not None and attribute(node, "val") not in ("0", "false")


def _is_mark_deleted(paragraph: Element) -> bool:
    """Whether the end mark of a paragraph was deleted in a tracked change."""
    properties = child_of(paragraph, "pPr")
    marks = child_of(properties, "rPr") if properties is not None else None
    return marks is not None and any(name_of(node) in ("del", "moveFrom") for node in marks)


def _is_row_deleted(row: Element) -> bool:
    properties = child_of(row, "trPr")
    return properties is not None and child_of(properties, "del") is not None


def _level_of(value: str) -> int | None:
    return int(value) + 1 if value.isdecimal() and int(value) < 9 else None


def _style_level(style: Element) -> int | None:
    properties = child_of(style, "pPr")
    outline = child_of(properties, "outlineLvl") if properties is not None else None
    if outline is not None:
        return _level_of(attribute(outline, "val"))
    node = child_of(style, "name")
    name = attribute(node, "val").lower() if node is not None else ""
    if name == "title":
        return 1
    for prefix in _HEADING_NAMES:
        rest = name.removeprefix(prefix).strip()
        if rest != name and rest.isdecimal() and 1 <= int(rest) <= 9:
            return int(rest)
    return None
