"""Discourse (篇章): figures in their sentences, and the templates that rules match against.

A *template* is the normalised text of a passage in which every figure is replaced by one
private-use character that tells its kind, so that a licence pattern is an ordinary regular
expression: `{total:level}，比上年增加{change:delta}，增长{rate:growth}`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.document import Document, Span
from jiefang.figures.extract.normalise import Passage
from jiefang.figures.extract.table import TableView

KIND_SIGN = {kind: chr(0xE000 + number) for number, kind in enumerate(Kind)}
"""The private-use character of each kind of figure in templates."""

IN_WORDS = frozenset({Kind.LABEL, Kind.THRESHOLD})
"""Kinds that are part of a name: they stay as words in templates and subjects."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A claim in its place in the text; `start`/`end` count in the normalised passage."""

    claim: Claim
    passage: int
    start: int
    end: int
    sentence: int
    """Number of the sentence in the document; a semicolon ends a sentence too."""
    left: str
    """Words between the previous figure (or the start of the sentence) and this one."""
    whole: str | None = None
    """For a share: of what (占……的)."""
    own_subject: bool = True
    """Whether the subject is printed for this figure, not carried over from the one before."""
    own_indicator: bool = False
    """Whether the subject names the indicator in full, without help from the set it stands in."""
    explicit_period: bool = False
    """Whether a word of time stands with the figure itself."""
    aside: bool = False
    """Whether it stands inside a bracket that a longer statement goes around."""
    position: int = -1
    """Place of its sign in the template; -1 where it is part of a name."""


@dataclass(frozen=True, slots=True)
class Template:
    """One passage with figures as signs; `figures[i]` has its sign at `figures[i].position`."""

    passage: int
    text: str
    figures: tuple[Figure, ...]

    def figure_at(self, position: int) -> Figure:
        """The figure whose sign stands at a place of the template."""
        for figure in self.figures:
            if figure.position == position:
                return figure
        raise LookupError(position)


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one document."""

    document: Document
    place: str | None
    """Name of the area the document is about; claims without `area` speak of it."""
    passages: tuple[Passage, ...]
    templates: tuple[Template, ...]
    figures: tuple[Figure, ...]
    """Figures of running text, in order; those of tables are in `tables`."""
    tables: tuple[TableView, ...]
    claims: tuple[Claim, ...]
    """All claims, of text and tables, in order of place."""

    def raw_span(self, passage: int, start: int, end: int) -> Span:
        """The document span of a stretch of a normalised passage."""
        offsets = self.passages[passage].offsets
        return offsets[start], offsets[max(start, end - 1)] + 1


def template_of(text: str, figures: Sequence[Figure]) -> tuple[str, list[int]]:
    """The template text of a passage and the place of each figure's sign (-1 when in words)."""
    parts: list[str] = []
    places: list[int] = []
    length = position = 0
    for figure in figures:
        if figure.claim.kind in IN_WORDS or figure.start < position:
            places.append(-1)
            continue
        between = text[position : figure.start]
        parts += [between, KIND_SIGN[figure.claim.kind]]
        places.append(length + len(between))
        length += len(between) + 1
        position = figure.end
    parts.append(text[position:])
    return "".join(parts), places
