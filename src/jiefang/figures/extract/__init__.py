"""Extract claims (提取数字): from a document to every printed figure and what it says."""

from __future__ import annotations

from dataclasses import replace

from jiefang.figures.claim import Claim
from jiefang.figures.document import BlockKind, Document
from jiefang.figures.extract.context import Carrier, figures_of
from jiefang.figures.extract.discourse import Extraction, Figure, Template
from jiefang.figures.extract.frame import frame_of, own_grade, place_of
from jiefang.figures.extract.mention import find_mentions
from jiefang.figures.extract.normalise import passages
from jiefang.figures.extract.table import TableView, table_view
from jiefang.figures.indicators import IndicatorList, load, match_passage

__all__ = ["Extraction", "Figure", "Template", "extract_claims"]


def extract_claims(document: Document, *, indicators: IndicatorList | None = None) -> Extraction:
    """Read every figure of a document with its subject, period, area and kind."""
    known = indicators if indicators is not None else load()
    carrier = Carrier(frame_of(document), own_grade(document))
    found = tuple(passages(document))
    figures: list[Figure] = []
    templates: list[Template] = []
    for number, passage in enumerate(found):
        is_heading = passage.kind is BlockKind.HEADING
        carrier.start_passage(passage.text, is_heading=is_heading)
        mentions = find_mentions(passage)
        placed, text = figures_of(document, passage, number, mentions, carrier)
        placed = _with_indicators(placed, known, passage.text)
        figures += placed
        templates.append(Template(number, text, tuple(placed)))
    tables = tuple(table_view(document, table, indicators=known) for table in document.tables)
    return Extraction(
        document=document,
        place=place_of(document),
        passages=found,
        templates=tuple(templates),
        figures=tuple(figures),
        tables=tables,
        claims=_in_order(figures, tables),
    )


def _with_indicators(figures: list[Figure], known: IndicatorList, text: str) -> list[Figure]:
    """Resolve the subjects of a paragraph; parts of a set may go by their short names."""
    found = []
    for figure, indicator in zip(figures, match_passage(known, figures, text), strict=True):
        claim = figure.claim
        is_own = bool(indicator and claim.subject) and indicator == known.match(
            claim.subject or "", claim.unit, claim.kind, claim.scope
        )
        resolved = replace(claim, indicator=indicator)
        found.append(replace(figure, claim=resolved, own_indicator=is_own))
    return found


def _in_order(figures: list[Figure], tables: tuple[TableView, ...]) -> tuple[Claim, ...]:
    claims = [figure.claim for figure in figures]
    claims += [figure.claim for table in tables for figure in table.figures]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))
