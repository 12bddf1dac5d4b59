"""The place of a figure (语境): its passage, clause and sentence, as far as words decide."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

CLAUSE_REACH = 80
"""Words farther left decide nothing; the bound keeps the cost linear in text without marks."""
SENTENCE_REACH = 240

_CLAUSE_MARK = re.compile(r"[，,；。:！？（）]|(?<=[0-9%])\.(?=[一-龥])")
_SENTENCE_MARK = re.compile(r"[；。！？]")
_BEFORE_BRACKET = re.compile(r"[^，,；。:！？（）]*$")
_BRACKET_LENGTH = 40
"""A longer bracket parts the words before it from the figure behind it."""


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its passage: where it stands, its unit and where its words begin."""

    text: str
    start: int
    end: int
    """End of the figure, or of the list or range that it belongs to."""
    unit: str
    dimension: str
    clause_start: int
    sentence_start: int
    has_minus: bool = False
    is_implied: bool = False
    """The leading one is not printed (亿元以上)."""

    @property
    def clause(self) -> str:
        """The words of the clause left of the figure; a bracket between is read over."""
        earliest = max(self.clause_start, self.start - CLAUSE_REACH)
        own = self.text[earliest : self.start - self.has_minus]
        if not self.clause_start or self.text[self.clause_start - 1] != "）":
            return own
        earliest = max(0, self.clause_start - _BRACKET_LENGTH)
        opening = self.text.rfind("（", earliest, self.clause_start)
        if opening < 0:
            return own
        before = _BEFORE_BRACKET.search(self.text[max(0, opening - _BRACKET_LENGTH) : opening])
        return (before.group() if before else "") + own

    @property
    def sentence(self) -> str:
        """The words of the sentence left of the figure."""
        earliest = max(self.sentence_start, self.start - SENTENCE_REACH)
        return self.text[earliest : self.start - self.has_minus]

    def before(self, count: int) -> str:
        """The last characters left of the figure."""
        return self.text[max(0, self.start - count) : self.start]


class Bounds:
    """Where clauses and sentences of a passage begin; asked once for each figure."""

    def __init__(self, text: str) -> None:
        self._clauses = [match.end() for match in _CLAUSE_MARK.finditer(text)]
        self._sentences = [match.end() for match in _SENTENCE_MARK.finditer(text)]

    def clause_at(self, position: int) -> int:
        """Start of the clause that holds a position."""
        return _last(self._clauses, position)

    def sentence_at(self, position: int) -> int:
        """Start of the sentence that holds a position; a semicolon ends a sentence."""
        return _last(self._sentences, position)


def _last(marks: list[int], position: int) -> int:
    index = bisect_right(marks, position)
    return marks[index - 1] if index else 0
