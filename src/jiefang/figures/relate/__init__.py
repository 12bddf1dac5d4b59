"""Relate (建立关系): from figures to the arithmetic relations that the wording licenses."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Sequence
from functools import cache

from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.indicators import IndicatorList, load
from jiefang.figures.relate import rules
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.register import Register
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import Relation

__all__ = ["Corpus", "Register", "Rule", "all_rules", "relate"]


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its id; found by folder, listed nowhere."""
    found = []
    for module in pkgutil.iter_modules(rules.__path__):
        if module.ispkg:
            continue
        found.append(importlib.import_module(f"{rules.__name__}.{module.name}").RULE)
    return tuple(sorted(found, key=lambda rule: rule.id))


def relate(
    extractions: Sequence[Extraction],
    *,
    register: Register | None = None,
    indicators: IndicatorList | None = None,
) -> tuple[Relation, ...]:
    """All licensed relations of a corpus, each once, in the order of rule and place."""
    known = indicators if indicators is not None else load()
    corpus = Corpus(extractions, indicators=known, register=register)
    found: dict[str, Relation] = {}
    for rule in all_rules():
        for relation in rule.find(corpus):
            found.setdefault(relation.id, relation)
    return tuple(found.values())
