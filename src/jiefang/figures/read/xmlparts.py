"""XML parts (XML 部件) of containers, read as a stream: memory stays that of one block.

A document type declaration is refused: office files have none, and entities are how XML bombs
are built.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from jiefang.figures.read.limits import MAX_DEPTH
from jiefang.figures.read.refusals import refuse

_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E")


@dataclass(frozen=True, slots=True)
class Node:
    """An element that has just ended."""

    element: ET.Element
    depth: int
    """Elements around it; the root has 0."""
    parent: ET.Element | None


def stream(
    data: bytes, *, path: str, part: str, freed: frozenset[str] = frozenset()
) -> Iterator[Node]:
    """Elements in the order in which they end; those named in `freed` are dropped after use.

    Raises `UnreadableFile`: `damaged` for broken XML, `too_complex` for deep nesting.
    """
    if _DOCTYPE.search(data[:4096]):
        raise _damaged(path, part)
    stack: list[ET.Element] = []
    try:
        for event, element in ET.iterparse(io.BytesIO(data), ("start", "end")):  # noqa: S314
            if event == "start":
                stack.append(element)
                if len(stack) > MAX_DEPTH:
                    raise refuse("too_complex", path=path, detail="嵌套过深", detail_en="nesting")
                continue
            stack.pop()
            parent = stack[-1] if stack else None
            yield Node(element, len(stack), parent)
            if parent is not None and name_of(element) in freed:
                del parent[:]
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _damaged(path, part) from error


def parse(data: bytes, *, path: str, part: str) -> ET.Element:
    """A small part as a whole tree."""
    root: ET.Element | None = None
    for node in stream(data, path=path, part=part):
        root = node.element
    if root is None:
        raise _damaged(path, part)
    return root


def name_of(element: ET.Element) -> str:
    """Name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def child_of(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of this name."""
    return next((child for child in element if name_of(child) == name), None)


def attribute(element: ET.Element, name: str) -> str:
    """Value of an attribute whatever its namespace; empty where there is none."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return value
    return ""


def whole_number(text: str) -> int:
    """A number without sign; 0 for anything else.

    >>> whole_number("12"), whole_number("x"), whole_number("9999999999")
    (12, 0, 0)
    """
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _damaged(path: str, part: str) -> Exception:
    return refuse("damaged", path=path, detail=f"“{part}”不完整", detail_en=f"in {part}")
