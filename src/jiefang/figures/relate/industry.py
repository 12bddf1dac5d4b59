"""Complete sets of parts that growth accounts use (三次产业, 三大需求), told by their words."""

from __future__ import annotations

from collections.abc import Iterable

from jiefang.figures.extract.discourse import Figure

_SETS: tuple[tuple[tuple[str, ...], ...], ...] = (
    (
        ("第一产业", "一产", "一次产业"),
        ("第二产业", "二产", "二次产业"),
        ("第三产业", "三产", "三次产业", "服务业"),
    ),
    (("最终消费", "消费支出"), ("资本形成",), ("净出口", "净流出")),
)


def complete_sets(figures: Iterable[Figure]) -> list[tuple[Figure, ...]]:
    """Groups of figures whose subjects make up one complete set, in the order of the set."""
    found = []
    known = list(figures)
    for names in _SETS:
        members = [_named(known, words) for words in names]
        if all(member is not None for member in members):
            found.append(tuple(member for member in members if member is not None))
    return found


def _named(figures: list[Figure], words: tuple[str, ...]) -> Figure | None:
    for figure in figures:
        subject = figure.claim.subject or ""
        if any(subject.startswith(word) or word in subject for word in words):
            return figure
    return None
