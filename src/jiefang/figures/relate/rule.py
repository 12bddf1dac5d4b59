"""Rules (审核规则): what licenses a relation, how loud it may be, and how it is told.

One rule is one module in `jiefang.figures.relate.rules` with one constant `RULE`; its cases are
one data file in `relate/tests/cases`. Nothing else has to be touched to add a rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relation import Relation, Strength

Finder: TypeAlias = Callable[[Corpus], Iterable[Relation]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One audit rule, A01 …; texts are plain sentences for people who are not statisticians."""

    id: str
    name_zh: str
    name_en: str
    strength: Strength
    """The loudest it may speak."""
    formula: str
    """The arithmetic, in words both languages share (`part / total × 100 = share`)."""
    about_zh: str
    """What is tested, and where the licence comes from."""
    about_en: str
    strong_zh: str
    """When a miss is hard."""
    strong_en: str
    example_zh: str
    example_en: str
    sentence_zh: str
    """What a miss says, with `{stated}`, `{others}`, `{recomputed}` and the relation's facts."""
    sentence_en: str
    find: Finder
