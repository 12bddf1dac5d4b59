"""Relations and findings (关系、发现): what the wording asserts, and whether it can be true.

A rule (`jiefang.figures.relate`) licenses a `Relation`; the judge turns it into a `Finding`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from jiefang.figures.claim import Claim
from jiefang.figures.formula import Expr
from jiefang.figures.interval import Interval


class Strength(StrEnum):
    """How loudly a rule may speak at most."""

    HARD = "hard"
    SOFT = "soft"


class Verdict(StrEnum):
    """What the printed numbers allow."""

    CONSISTENT = "consistent"
    INCONSISTENT = "inconsistent"
    UNDECIDED = "undecided"
    EXPLAINED = "explained"


class Comparison(StrEnum):
    """How the stated value relates to the recomputed one when the relation holds."""

    EQUAL = "="
    AT_MOST = "<="
    """stated ≤ recomputed (a subset in its set)."""
    AT_LEAST = ">="


@dataclass(frozen=True, slots=True)
class License:
    """The words or table structure that assert a relation: half-open span in a document."""

    doc: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Equation:
    """stated `comparison` recompute(others); both in the unit of the stated claim's value.

    Variables of `recompute` are claim ids (a ratio list member is `<id>#<n>`, n from 0).
    """

    recompute: Expr
    stated: str
    comparison: Comparison = Comparison.EQUAL


@dataclass(frozen=True, slots=True)
class Between:
    """The stated value lies between the least and the greatest of several expressions (A12)."""

    parts: tuple[Expr, ...]
    stated: str


@dataclass(frozen=True, slots=True)
class WholeNumber:
    """`rate` % of `count` things must be a whole number of things (A21)."""

    rate: str
    count: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A finding that needs no arithmetic (A33–A37): it holds or it does not."""

    holds: bool
    zh: str
    en: str


Check: TypeAlias = Equation | Between | WholeNumber | Observation


@dataclass(frozen=True, slots=True)
class Relation:
    """One licensed relation between claims."""

    rule: str
    strength: Strength
    claims: tuple[Claim, ...]
    """The stated one first, then the others in the order of the formula."""
    check: Check
    license: License
    assumptions: tuple[str, ...] = ()
    """Codes of `jiefang.figures.relate.assumptions` under which the relation must hold."""
    missing: tuple[str, ...] = ()
    """Assumption codes nobody has confirmed: a miss is then *undecided*, never inconsistent."""
    explanations: tuple[str, ...] = ()
    """Codes of explanations that apply when it misses by little (`forced_closure` …)."""
    needs_slip: bool = False
    """Whether a miss is hard only where one slip of the pen (a digit, 万 for 亿) explains it.

    For totals whose parts a table lists without saying that they are all.
    """
    facts: Mapping[str, str] = field(default_factory=dict)
    """Words for the message (years between, name of the total …)."""

    @property
    def id(self) -> str:
        """Short hash of rule and claims."""
        key = ":".join([self.rule, *(claim.id for claim in self.claims)])
        if isinstance(self.check, Observation):
            key += f":{self.license.doc}:{self.license.start}:{self.check.en}"
        return hashlib.sha256(key.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest change that makes a relation hold (修改建议): never applied by itself."""

    claim: str
    before: str
    after: str
    way: str
    """`digit`, `decimal_shift`, `scale_slip`, `swap`, `recompute`, `sign`."""
    also: tuple[str, ...] = ()
    """Ids of other claims that print or depend on the same figure."""
    breaks: tuple[str, ...] = ()
    """Ids of relations that hold now and would fail after the change."""


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict on one relation."""

    relation: Relation
    verdict: Verdict
    strength: Strength
    stated: Interval | None = None
    recomputed: Interval | None = None
    gap: str | None = None
    """Distance in half-widths of the stated figure, two decimals; None when they meet."""
    explanation: str | None = None
    """Code of what explains or what is missing."""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Inequality:
    """One linear statement Σ coefficient·figure ≤ bound; all numbers exact (`p/q`)."""

    name: str
    """`<figure> >=`, `<figure> <=` for the ends of a printed interval; `<relation id> <=` …"""
    terms: tuple[tuple[str, str], ...]
    """(figure or product of figures, coefficient)."""
    bound: str


@dataclass(frozen=True, slots=True)
class Joint:
    """A connected set of relations that pass singly and cannot hold together."""

    relations: tuple[str, ...]
    certificate: tuple[tuple[str, str], ...]
    """(name of the bound or equation, exact multiplier `p/q`): their sum is a contradiction."""
    suspects: tuple[tuple[str, ...], ...]
    """Every smallest set of claim ids whose figures, if freed, make the rest possible."""
    inequalities: tuple[Inequality, ...] = ()
    """What the certificate adds up; `jiefang.figures.judge.certificate.holds` checks it."""
    strength: Strength = Strength.HARD
    explanation: str | None = None
    """Code of what may explain it (`forced_closure`); then it is soft."""
    capped: bool = False
    """Whether the search for suspects stopped before all sets were seen."""
