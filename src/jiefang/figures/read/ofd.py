"""OFD documents (版式文档, GB/T 33190-2016): text by its places on the pages.

Read directly: a container of XML in which every text object gives its box, its size and the step
from one character to the next. Measures are hundredths of a millimetre.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree.ElementTree import Element

from jiefang.figures.document import BlockKind
from jiefang.figures.read.compose import Composer
from jiefang.figures.read.container import Container, open_container
from jiefang.figures.read.encoding import mixed_script
from jiefang.figures.read.layout import (
    TOP_SHARE,
    Glyph,
    page_rows,
    print_lines,
    reading_order,
)
from jiefang.figures.read.limits import MAX_CHARS, MAX_PAGES, Deadline, check_chars
from jiefang.figures.read.patterns import is_page_number
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import refuse
from jiefang.figures.read.xmlparts import attribute, name_of, parse, stream

_HUNDREDTHS: Final = 100
_A4: Final = (0, 0, 21_000, 29_700)
_LARGEST: Final = 10_000_000
"""A place further out than 100 metres is a broken file."""


def read_ofd(data: bytes, *, path: str) -> Reading:
    """Read an ofd file; one whose pages are only pictures is refused as a scan."""
    with open_container(data, path=path) as container:
        composer = Composer(path=path, deadline=Deadline.start(path))
        root, box, pages = _document(container, path=path)
        pictures = 0
        for number, part in enumerate(pages, 1):
            composer.begin_page(number)
            pictures += _add_page(container, posixpath.join(root, part), box, composer, path=path)
    text, blocks, tables = composer.finish()
    if not text.strip():
        raise refuse("scan" if pictures else "no_text", path=path)
    mixed = mixed_script(text)
    return Reading(text, blocks, tables, notices=(mixed,) if mixed else ())


def _document(container: Container, *, path: str) -> tuple[str, tuple[int, ...], list[str]]:
    """Folder of the document, its page box, and the parts of its pages."""
    start = parse(container.read("OFD.xml"), path=path, part="OFD.xml")
    places = [node.text or "" for node in start.iter() if name_of(node) == "DocRoot"]
    if not places:
        raise refuse("damaged", path=path, detail="OFD.xml 里没有文档", detail_en="no document")
    part = places[0].strip().lstrip("/")
    tree = parse(container.read(part), path=path, part=part)
    boxes = [node.text or "" for node in tree.iter() if name_of(node) == "PhysicalBox"]
    box = _numbers(boxes[0]) if boxes else _A4
    pages = [
        attribute(node, "BaseLoc")
        for node in tree.iter()
        if name_of(node) == "Page" and attribute(node, "BaseLoc")
    ]
    if len(pages) > MAX_PAGES:
        raise refuse("too_complex", path=path, detail=f"超过 {MAX_PAGES} 页", detail_en="pages")
    return posixpath.dirname(part), box if len(box) == 4 else _A4, pages


def _add_page(
    container: Container, part: str, box: tuple[int, ...], composer: Composer, *, path: str
) -> int:
    """Add the text of one page; returns how many pictures it has."""
    glyphs: list[Glyph] = []
    pictures = 0
    freed = frozenset(["TextObject", "PathObject"])
    for node in stream(container.read(part.lstrip("/")), path=path, part=part, freed=freed):
        if name_of(node.element) == "TextObject":
            glyphs += _glyphs(node.element)
            check_chars(len(glyphs), path=path)
        pictures += name_of(node.element) == "ImageObject"
    height = max(1, box[3])
    for group in reading_order(page_rows(glyphs), width=max(1, box[2])):
        for line in print_lines(group):
            at_edge = _is_at_edge(line.top, line.bottom, height)
            words = line.text.strip()
            is_number = at_edge and (words.isdigit() or is_page_number(words))
            if line.blank_before:
                composer.add_blank()
            composer.add_lines(line.text, kind=BlockKind.FURNITURE if is_number else None)
    return pictures


def _is_at_edge(top: int, bottom: int, height: int) -> bool:
    return bottom * 100 <= height * TOP_SHARE or top * 100 >= height * (100 - TOP_SHARE)


def _glyphs(thing: Element) -> Iterator[Glyph]:
    """Characters of a text object, each at its place."""
    boundary = _numbers(attribute(thing, "Boundary"))
    sizes = _numbers(attribute(thing, "Size"))
    scale, moved = _matrix(_decimals(attribute(thing, "CTM")))
    if len(boundary) != 4 or not sizes:
        return
    size = max(1, int(sizes[0] * scale))
    for code in thing:
        if name_of(code) != "TextCode" or not code.text:
            continue
        x, y = (_numbers(attribute(code, name) or "0") or (0,) for name in ("X", "Y"))
        left = boundary[0] + moved[0] + int(x[0] * scale)
        base = boundary[1] + moved[1] + int(y[0] * scale)
        steps = _steps(attribute(code, "DeltaX"), scale)
        falls = _steps(attribute(code, "DeltaY"), scale)
        yield from _placed(code.text, left, base, size, (steps, falls))


def _placed(
    text: str, left: int, base: int, size: int, deltas: tuple[Sequence[int], Sequence[int]]
) -> Iterator[Glyph]:
    steps, falls = deltas
    for index, char in enumerate(text):
        step = steps[index] if index < len(steps) else 0
        width = step if 0 < step <= size else size if char >= "\u2e80" else size * 3 // 5
        if abs(left) < _LARGEST and abs(base) < _LARGEST and not char.isspace():
            yield Glyph(char, left, base - size * 17 // 20, left + width, base + size * 3 // 20)
        left += steps[index] if index < len(steps) else (0 if falls else width)
        base += falls[index] if index < len(falls) else 0


def _steps(text: str, scale: Decimal) -> list[int]:
    """Steps between characters; `g 3 5.2` says the same step three times."""
    steps: list[int] = []
    words = text.split()
    index = 0
    while index < len(words):
        count, word = 1, words[index]
        if word == "g" and index + 2 < len(words):
            count = int(words[index + 1]) if words[index + 1].isdecimal() else 1
            word = words[index + 2]
            index += 2
        step = _decimals(word)
        steps += [int((step[0] if step else Decimal(0)) * scale)] * min(count, MAX_CHARS)
        if len(steps) > MAX_CHARS:
            break
        index += 1
    return steps


def _matrix(numbers: Sequence[Decimal]) -> tuple[Decimal, tuple[int, int]]:
    """Scale and shift of a transformation; text that is turned keeps its place only."""
    if len(numbers) != 6:
        return Decimal(1), (0, 0)
    scale = max(abs(numbers[0]), abs(numbers[1])) / _HUNDREDTHS
    return scale or Decimal(1), (int(numbers[4]), int(numbers[5]))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in _decimals(text))


def _decimals(text: str) -> list[Decimal]:
    """Measures in hundredths; what is no number, or far too large, is left out."""
    answer: list[Decimal] = []
    for word in text.split()[:16]:
        try:
            number = Decimal(word) * _HUNDREDTHS
        except InvalidOperation:
            continue
        if number.is_finite() and abs(number) < _LARGEST:
            answer.append(number)
    return answer
