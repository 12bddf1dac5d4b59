"""Indicators (指标): the list of what reports print, and finding the one a figure speaks of."""

from jiefang.figures.indicators.catalogue import Division, IndicatorList, load
from jiefang.figures.indicators.entry import Indicator, Nature, Place, Role
from jiefang.figures.indicators.passage import match_passage

__all__ = [
    "Division",
    "Indicator",
    "IndicatorList",
    "Nature",
    "Place",
    "Role",
    "load",
    "match_passage",
]
