"""The indicator list (指标库): from a subject to an indicator, from a whole to its parts.

A wrong match is worse than none: the unit must fit, words that may restrict the name forbid the
match, and a name that two indicators share is left unresolved unless the unit or the set that it
stands in decides.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from jiefang.figures.claim import Kind
from jiefang.figures.errors import BadOption
from jiefang.figures.indicators.dimension import BARE, COUNT, PERCENT, alike, dimension
from jiefang.figures.indicators.entry import COLUMNS, Indicator, Nature, Role, read_entry
from jiefang.figures.indicators.subject import after_clause, clean, is_dropped, without_tail

OWN_LIST = Path(__file__).with_name("list.csv")
_CACHED = 200_000
_NOBODY: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Division:
    """One exhaustive division (分组) of a whole, for example 三次产业 of 地区生产总值.

    The whole is the sum of `parts` and of those of `optional` that the place has. `exact` is
    False where definitions overlap a little, or where an optional part may exist unprinted: only
    a soft test is fair then.
    """

    axis: str
    parts: tuple[str, ...]
    optional: tuple[str, ...] = ()
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Name:
    """An indicator reached by a spelling: alone (0), with a unit (1) or inside a set (2)."""

    indicator: Indicator
    weakness: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a match is asked for, reduced to what decides."""

    kind: Kind
    dimension: str
    roots: frozenset[str]
    """Ids whose children may be named by their weak names."""
    family: frozenset[str]
    """These and the sets that contain them."""
    near: str | None = None
    """Words around a table cell, where it is one."""


@dataclass(frozen=True)
class IndicatorList:
    """All indicators of a list with the ways to find them."""

    indicators: tuple[Indicator, ...]
    _by_id: dict[str, Indicator] = field(default_factory=dict, repr=False)
    _by_name: dict[str, list[_Name]] = field(default_factory=dict, repr=False)
    _cache: dict[tuple[str, ...], str | None] = field(default_factory=dict, repr=False)
    _divisions: dict[str, tuple[Division, ...]] = field(default_factory=dict, repr=False)
    _lengths: dict[str, tuple[int, ...]] = field(default_factory=dict, repr=False)
    """Last two characters → lengths of the names that end so, the longest first."""

    def __post_init__(self) -> None:
        """Build the look-ups. Raises `BadOption` on a double id or an unknown parent."""
        for indicator in self.indicators:
            if indicator.id in self._by_id:
                raise _refusal(indicator.id, "编号重复", "id occurs twice")
            self._by_id[indicator.id] = indicator
            for spelling in indicator.aliases:
                self._add(spelling, indicator)
        for indicator in self.indicators:
            for place in indicator.places:
                if place.parent not in self._by_id:
                    raise _refusal(indicator.id, f"没有上级 {place.parent}", "unknown parent")
        self._divisions.update(_divisions(self.indicators))
        self._lengths.update(_lengths(self._by_name))

    def __len__(self) -> int:
        """Number of indicators."""
        return len(self.indicators)

    def __contains__(self, indicator_id: object) -> bool:
        """Whether an id is in the list."""
        return indicator_id in self._by_id

    def get(self, indicator_id: str) -> Indicator | None:
        """Return the indicator with an id."""
        return self._by_id.get(indicator_id)

    def match(
        self,
        subject: str,
        unit: str,
        kind: Kind,
        scope: str | None = None,
        *,
        within: str | None = None,
        near: str | None = None,
    ) -> str | None:
        """Return the id of the indicator that a figure speaks of, or None.

        `scope` is the restriction that was read apart (规模以上, 限额以上): it chooses the
        indicator that has it in its name, else it stays the figure's own. `within` is the id of
        the set that the wording is in (其中 …): parts and subsets of it may then go by their short
        names. `near` is what stands around a table cell (caption and headers): where given, a short
        name must find the rest of its indicator's name there (钢材 is 钢材产量 only in a table of
        产量). Growth and percentage points belong to the indicator of their level.
        """
        key = (subject, unit, kind.value, scope or "", within or "", near or "")
        if key in self._cache:
            return self._cache[key]
        if len(self._cache) >= _CACHED:
            self._cache.clear()
        restricted = clean(scope) if scope else ""
        roots = self._roots(within, restricted)
        asked = _Asked(kind, dimension(unit), roots, self._family(roots), near)
        found = self._match(subject, restricted, asked)
        self._cache[key] = found
        return found

    def fits(self, indicator_id: str, unit: str, kind: Kind) -> bool:
        """Whether a figure of this kind and unit can speak of an indicator."""
        indicator = self._by_id.get(indicator_id)
        asked = _Asked(kind, dimension(unit), _NOBODY, _NOBODY)
        return indicator is not None and _fits(indicator, asked)

    def parts_of(self, indicator_id: str) -> tuple[Division, ...]:
        """Return the exhaustive divisions of an indicator."""
        return self._divisions.get(indicator_id, ())

    def subset_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return every indicator that contains this one, the nearest first.

        Parts with role *near* are left out: their definition reaches a little beyond the whole.
        """
        return self._above(indicator_id, _CONTAINED)

    def family_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return every set in which this indicator may go by a short name, the nearest first."""
        return self._above(indicator_id, frozenset(Role))

    def near_subset_of(self, indicator_id: str) -> tuple[str, ...]:
        """Return the wholes that contain this one but for a small overlap of definitions."""
        indicator = self._by_id.get(indicator_id)
        places = indicator.places if indicator else ()
        return tuple(place.parent for place in places if place.role is Role.NEAR)

    def _above(self, indicator_id: str, roles: frozenset[Role]) -> tuple[str, ...]:
        """Parents, and theirs, over places with one of the roles."""
        found: list[str] = []
        waiting = [indicator_id]
        while waiting:
            current = self._by_id.get(waiting.pop(0))
            for place in current.places if current else ():
                if place.role in roles and place.parent not in found:
                    found.append(place.parent)
                    waiting.append(place.parent)
        return tuple(found)

    def _add(self, spelling: str, indicator: Indicator) -> None:
        bare = spelling.lstrip("~")
        name = _Name(indicator, min(len(spelling) - len(bare), 2))
        names = self._by_name.setdefault(clean(bare), [])
        if all(known.indicator.id != indicator.id for known in names):
            names.append(name)

    def _match(self, subject: str, scope: str, asked: _Asked) -> str | None:
        if asked.kind in {Kind.THRESHOLD, Kind.LABEL}:
            return None
        text = clean(subject)
        for form in _forms(text, scope):
            found = self._choose(form, asked)
            if found is not None:
                return found
        short = without_tail(text)
        found = self._by_ending(text, asked)
        return found if found or short == text else self._by_ending(short, asked)

    def _roots(self, within: str | None, scope: str) -> frozenset[str]:
        """The sets whose members may go by short names: the given one, and what a scope names."""
        if not scope:
            return frozenset([within]) if within else _NOBODY
        named = (name.indicator.id for name in self._by_name.get(scope, ()))
        return frozenset([*named, within] if within else named)

    def _family(self, roots: frozenset[str]) -> frozenset[str]:
        if not roots:
            return roots
        above = (one for root in roots for one in self.family_of(root))
        return frozenset([*roots, *above])

    def _choose(self, text: str, asked: _Asked) -> str | None:
        """Return the one indicator with this very name that fits what is asked."""
        names = [name for name in self._by_name.get(text, ()) if _fits(name.indicator, asked)]
        if not names:
            return None
        for family in (asked.roots, asked.family):
            inside = [name for name in names if _is_inside(name.indicator, family)]
            if len(inside) == 1:
                return inside[0].indicator.id
        strong = [name for name in names if name.weakness == 0]
        if len(strong) == 1:
            return strong[0].indicator.id
        if strong:
            return None
        allowed = [name for name in names if _may_be_short(name, text, asked)]
        return allowed[0].indicator.id if len(allowed) == 1 else None

    def _by_ending(self, text: str, asked: _Asked) -> str | None:
        """Find the longest name at the end, when what precedes it restricts nothing."""
        whole = len(text)
        for length in self._lengths.get(text[-2:], ()):
            name = text[whole - length :]
            if length >= whole or name not in self._by_name:
                continue
            before = text[: whole - length]
            if not (is_dropped(before) or is_dropped(after_clause(before))):
                return None
            found = self._choose(name, asked)
            if found is not None:
                return found
        return None


def load(path: Path | None = None) -> IndicatorList:
    """Read an indicator list from a CSV file, our own one when none is given.

    Raises `BadOption` naming row and column when the file does not follow the columns.
    """
    source = path or OWN_LIST
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        zh, en = f"指标库无法读取：{problem}", f"cannot be read: {problem}"
        raise _refusal(str(source), zh, en) from None
    rows = csv.DictReader(text.splitlines())
    if tuple(rows.fieldnames or ()) != COLUMNS:
        wanted = ",".join(COLUMNS)
        raise _refusal(str(source), f"表头应为 {wanted}", f"the header must be {wanted}")
    return IndicatorList(
        tuple(
            read_entry({key: (value or "").strip() for key, value in row.items() if key}, place)
            for row, place in ((row, f"{source.name}:{rows.line_num}") for row in rows)
        )
    )


def _lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = defaultdict(set)
    for name in names:
        found[name[-2:]].add(len(name))
    return {ending: tuple(sorted(sizes, reverse=True)) for ending, sizes in found.items()}


def _refusal(place: str, zh: str, en: str) -> BadOption:
    return BadOption(place=place, zh=f"{zh}。", en=f"{en}.")


def _forms(text: str, scope: str) -> list[str]:
    """Spellings to look up, the most specific first: with scope, as it stands, without its tail."""
    short = without_tail(text)
    forms = [scope + text, scope + short] if scope else []
    forms += [text, short]
    if "中," in text or "中:" in text:
        joined = text.replace("中,", "").replace("中:", "")
        forms += [joined, without_tail(joined)]
    return list(dict.fromkeys(forms))


def _is_inside(indicator: Indicator, family: frozenset[str]) -> bool:
    return any(place.parent in family for place in indicator.places)


def _may_be_short(name: _Name, text: str, asked: _Asked) -> bool:
    """Whether a weak name is enough: the words around complete it, or the unit leaves no other."""
    if asked.near is None:
        return name.weakness == 1 and _unit_decides(asked)
    if name.weakness == 2 and not name.indicator.name.endswith("产量"):
        return False
    full = clean(name.indicator.name)
    rest = full.replace(text, "", 1) if text in full else full[-2:]
    return rest in _NATURAL and rest in clean(asked.near) and _unit_decides_or_changes(asked)


_NATURAL = frozenset({"产量", "面积", "种植面积", "播种面积", "出栏", "存栏"})
"""Measures in natural units: only these complete a short name from the words around a table."""


def _unit_decides_or_changes(asked: _Asked) -> bool:
    return asked.kind in {Kind.LEVEL, Kind.DELTA, Kind.GROWTH}


def _unit_decides(asked: _Asked) -> bool:
    """Whether the unit alone can tell what a weak name means."""
    return asked.kind in {Kind.LEVEL, Kind.DELTA} and asked.dimension not in {COUNT, BARE, PERCENT}


_PROPORTION = frozenset({Nature.RATE, Nature.SHARE})
_ANY_UNIT = {
    Kind.GROWTH: frozenset({Nature.LEVEL, Nature.GROWTH, Nature.INDEX}),
    Kind.PP_CHANGE: frozenset(Nature) - {Nature.RATIO},
    Kind.MULTIPLE: frozenset({Nature.LEVEL}),
    Kind.RANK: frozenset(Nature) - {Nature.RATIO},
    Kind.RATIO: frozenset({Nature.RATIO}),
    Kind.INDEX: frozenset({Nature.INDEX, Nature.LEVEL}),
}
"""Kinds whose unit is the kind's own (%, 个百分点, 倍, 位): natures that can be told that way."""


def _fits(indicator: Indicator, asked: _Asked) -> bool:
    """Whether a figure of this kind and dimension can speak of the indicator."""
    natures = _ANY_UNIT.get(asked.kind)
    if natures is not None:
        return indicator.nature in natures
    if asked.kind in {Kind.RATE, Kind.SHARE} and indicator.nature not in _PROPORTION:
        return False
    return any(alike(asked.dimension, wanted) for wanted in indicator.dimensions)


_CONTAINED = frozenset({Role.PART, Role.OPTIONAL, Role.SUBSET})
_DIVIDING = frozenset({Role.PART, Role.OPTIONAL, Role.NEAR})


def _divisions(indicators: Iterable[Indicator]) -> dict[str, tuple[Division, ...]]:
    """Collect the parts of each whole by axis."""
    groups: dict[tuple[str, str], dict[Role, list[str]]] = defaultdict(lambda: defaultdict(list))
    for indicator in indicators:
        for place in indicator.places:
            if place.role in _DIVIDING:
                groups[place.parent, place.axis][place.role].append(indicator.id)
    found: dict[str, list[Division]] = defaultdict(list)
    for (parent, axis), roles in groups.items():
        parts, extra = (*roles[Role.PART], *roles[Role.NEAR]), tuple(roles[Role.OPTIONAL])
        exact = not roles[Role.NEAR]
        if len(parts) + len(extra) > 1:
            found[parent].append(Division(axis, (*parts, *extra), (), exact))
        if extra and len(parts) > 1:
            found[parent].append(Division(axis, parts, extra, exact=False))
    return {parent: tuple(divisions) for parent, divisions in found.items()}
