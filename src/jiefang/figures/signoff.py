"""Sign-off of figures (数字核签): what the source offices say of each printed figure.

A sheet is filled in by people while the text goes on changing: an entry is carried over to the
claim with the same id, else to the one claim that prints the same figure of the same subject.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jiefang.figures.claim import Claim
from jiefang.figures.history import normalised


@dataclass(frozen=True, slots=True)
class SignOff:
    """One filled-in line of the figure sheet."""

    claim: str
    """Id of the claim."""
    printed: str
    subject: str
    period: str
    office: str = ""
    """责任单位: which office answers for the figure."""
    decision: str = ""
    """核签意见: what it says (无误, 需改 …), as it was filled in."""
    by: str = ""
    date: str = ""
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nobody filled in anything."""
        return not any((self.office, self.decision, self.by, self.date, self.remark))


def carried(claims: Sequence[Claim], signoffs: Sequence[SignOff]) -> Mapping[str, SignOff]:
    """The entries by claim id of the present text; a figure that was changed loses its entry."""
    by_content: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    known = {claim.id: claim for claim in claims}
    for claim in claims:
        by_content[_content(claim.text, claim.subject, claim.period)].append(claim)
    found: dict[str, SignOff] = {}
    for entry in signoffs:
        same = known.get(entry.claim)
        if same is None:
            alike = by_content[_content(entry.printed, entry.subject, entry.period)]
            same = alike[0] if len(alike) == 1 else None
        if same is not None and not entry.is_empty:
            found[same.id] = entry
    return found


def _content(text: str, subject: str | None, period: str | None) -> tuple[str, str, str]:
    return normalised(text), normalised(subject or ""), period or ""
