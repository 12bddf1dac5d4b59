"""Figures against the source tables (与来源表核对): equal, different, or without source."""

from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.models import AuditRun, Claim

PAGE: Final = 50
VERDICTS: Final = ("different", "without_source", "equal")
TONES: Final = {"different": "soft", "without_source": "und", "equal": "ok"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the three lists."""

    verdict: str
    name: str
    count: int
    is_here: bool


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A figure with what the table says; `finding` leads to it where there is one."""

    claim: Claim
    document: str
    subject: str
    cell: str
    source_text: str
    finding: str


def sources_content(actor: Actor, run: AuditRun, query: QueryDict) -> dict[str, Any]:
    """Context of the page. `Any`: templates take values of any kind."""
    counted = run.facts.get("sources", {})
    here = query.get("show", "")
    verdict = here if here in VERDICTS else next((v for v in VERDICTS if counted.get(v)), "equal")
    page = Paginator(queries.claims_by_source(actor, run.token, verdict), PAGE).get_page(
        query.get("page")
    )
    claims = list(page.object_list)
    leads = queries.first_findings(actor, claims)
    return {
        "run": run,
        "page": page,
        "verdict": verdict,
        "tone": TONES[verdict],
        "name": _name(verdict),
        "tabs": [Tab(v, _name(v), counted.get(v, 0), v == verdict) for v in VERDICTS],
        "rows": [_row(claim, leads.get(claim.pk, "")) for claim in claims],
    }


def _row(claim: Claim, finding: str) -> SourceRow:
    detail = claim.detail
    return SourceRow(
        claim=claim,
        document=claim.document.title or claim.document.name,
        subject=detail.get("subject") or "",
        cell=detail.get("cell", ""),
        source_text=detail.get("source_text", ""),
        finding=finding,
    )


def _name(verdict: str) -> str:
    names = {"different": _("不同"), "without_source": _("没有来源"), "equal": _("相同")}
    return names[verdict]
