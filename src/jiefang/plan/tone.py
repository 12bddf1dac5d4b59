"""Five tones of a finding (五种结论): what the page shows for verdict and strength together."""

from enum import StrEnum
from typing import Final


class Tone(StrEnum):
    """The five conclusions; the value is also the class in the style sheet and the icon."""

    HARD = "hard"
    """不一致: cannot be true under any reading of rounding."""
    SOFT = "soft"
    """存疑: the rule itself only points things out."""
    UNDECIDED = "und"
    """待定: an assumption that has a name is missing."""
    EXPLAINED = "exp"
    """已解释: closure, price basis, vintage or truncation explains it."""
    CONSISTENT = "ok"
    """一致: the intervals meet."""


ORDER: Final = tuple(Tone)
"""From what must be changed to what is in order: the order of lists and charts."""
LOUDNESS: Final = {tone: rank for rank, tone in enumerate(ORDER)}


def tone_of(verdict: str, strength: str) -> Tone:
    """The tone of a verdict under a strength, both as the figures library names them.

    >>> tone_of("inconsistent", "soft")
    <Tone.SOFT: 'soft'>
    """
    if verdict == "inconsistent":
        return Tone.HARD if strength == "hard" else Tone.SOFT
    named = {
        "consistent": Tone.CONSISTENT,
        "undecided": Tone.UNDECIDED,
        "explained": Tone.EXPLAINED,
    }
    return named[verdict]
