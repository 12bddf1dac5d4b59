"""One entry of an indicator list (指标): names, unit and place among other indicators."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from jiefang.figures.errors import BadOption
from jiefang.figures.indicators.dimension import dimension

_Word = TypeVar("_Word", bound=StrEnum)


class Nature(StrEnum):
    """What kind of number an indicator's own value is."""

    LEVEL = "level"
    RATE = "rate"
    SHARE = "share"
    INDEX = "index"
    RATIO = "ratio"
    GROWTH = "growth"
    """Only published as a change (单位GDP能耗降低率)."""


class Role(StrEnum):
    """How an indicator stands to its parent."""

    PART = "part"
    """One of the parts that make up the whole together (地区生产总值 = 三次产业)."""
    OPTIONAL = "optional"
    """Such a part that many places do not have (早稻, 民航货运)."""
    NEAR = "near"
    """A part whose sum differs a little by definition (工业 + 建筑业 ≈ 第二产业: the industrial
    classification of 2012 counts mining support and repair as services)."""
    SUBSET = "subset"
    """Contained in the parent, not one of an exhaustive list."""
    TOPIC = "topic"
    """Told together with the parent and then by a short name (毕业生 after 招生); nothing is known
    of their sizes."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an indicator stands under one parent; `axis` names the division it belongs to."""

    parent: str
    role: Role
    axis: str = ""


@dataclass(frozen=True)
class Indicator:
    """One indicator of the list.

    `units` are printed units that fit, the first is the usual one. `additive_area` and
    `additive_time` say whether the value of an area (a year) is the sum over its districts
    (months). `price_basis` is `current`, `constant` or empty. `direction` is `up`, `down` or
    empty: which way is better.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    """Every spelling written out, the name first; a leading `~` marks a weak one."""
    units: tuple[str, ...]
    nature: Nature
    additive_area: bool
    additive_time: bool
    price_basis: str
    direction: str
    places: tuple[Place, ...] = ()

    @cached_property
    def dimensions(self) -> frozenset[str]:
        """Dimensions of the units that fit."""
        return frozenset(dimension(unit) for unit in self.units)


COLUMNS = (
    "id", "name", "aliases", "unit", "kind", "additive_area", "additive_time", "price_basis",
    "direction", "parent", "part_role",
)  # fmt: skip
"""Columns of the list. Lists inside a cell are separated by `;`."""


def read_entry(row: dict[str, str], place: str) -> Indicator:
    """Make an entry out of one row of the list; `place` names the row in complaints.

    Raises `BadOption` when an id or name is missing or a word is unknown.
    """
    if not row["id"] or not row["name"]:
        raise BadOption(place=place, zh="缺少指标编号或名称。", en="id or name is missing.")
    return Indicator(
        id=row["id"],
        name=row["name"],
        aliases=_aliases(row, place),
        units=tuple(_items(row["unit"])) or ("",),
        nature=_word(Nature, row["kind"] or "level", place),
        additive_area=_yes(row["additive_area"], place),
        additive_time=_yes(row["additive_time"], place),
        price_basis=row["price_basis"],
        direction=row["direction"],
        places=_places(row, place),
    )


def spellings(pattern: str) -> list[str]:
    """Write out an alias pattern: `[x]` may be left out, `(a|b)` is one or the other; they nest.

    >>> spellings("(规模以上|规上)工业[企业]利润")
    ['规模以上工业企业利润', '规模以上工业利润', '规上工业企业利润', '规上工业利润']
    """
    forms, rest = _alternatives(pattern)
    if rest:
        raise ValueError(f"unbalanced bracket before {rest!r}")
    return forms


def _alternatives(text: str) -> tuple[list[str], str]:
    """Return the spellings up to the closing bracket or the end, and what follows it."""
    done: list[str] = []
    forms = [""]
    while text and text[0] not in ")]":
        head, text = text[0], text[1:]
        if head == "|":
            done += forms
            forms = [""]
        elif head in "([":
            inner, after = _alternatives(text)
            if after[:1] != _CLOSING[head]:
                raise ValueError(f"unbalanced bracket before {text!r}")
            choices = [*inner, ""] if head == "[" else inner
            forms = [form + choice for form in forms for choice in choices]
            text = after[1:]
        else:
            forms = [form + head for form in forms]
    return done + forms, text


_CLOSING = {"(": ")", "[": "]"}


def _aliases(row: dict[str, str], place: str) -> tuple[str, ...]:
    """Return every spelling of a row, the name first."""
    try:
        forms = [form for item in _items(row["aliases"]) for form in spellings(item)]
    except ValueError as problem:
        raise BadOption(
            place=place, zh=f"别名括号不配对：{problem}。", en=f"aliases: {problem}."
        ) from None
    return tuple(dict.fromkeys([row["name"], *forms]))


def _items(cell: str) -> list[str]:
    return [item.strip() for item in cell.split(";") if item.strip()]


def _yes(cell: str, place: str) -> bool:
    if cell in {"yes", "1"}:
        return True
    if cell in {"", "no", "0"}:
        return False
    raise BadOption(place=place, zh=f"“{cell}”应为 yes 或 no。", en=f"'{cell}' is not yes or no.")


def _word(words: type[_Word], cell: str, place: str) -> _Word:
    try:
        return words(cell)
    except ValueError:
        known = "、".join(words)
        raise BadOption(
            place=place,
            zh=f"不认识“{cell}”，可用：{known}。",
            en=f"'{cell}' is unknown; use one of {known}.",
        ) from None


def _places(row: dict[str, str], place: str) -> tuple[Place, ...]:
    parents, roles = _items(row["parent"]), _items(row["part_role"])
    if len(parents) != len(roles):
        raise BadOption(
            place=place,
            zh="parent 与 part_role 的个数不同。",
            en="parent and part_role differ in length.",
        )
    found = []
    for parent, role in zip(parents, roles, strict=True):
        word, _, axis = role.partition(":")
        found.append(Place(parent, _word(Role, word, place), axis))
    return tuple(found)
