"""The sheet of questions (提问单): one good question for each finding, for a deputy or editor."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone
from django.utils.translation import gettext as _

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.board import Choice
from jiefang.plan.catalogue import rule_title
from jiefang.plan.detail import DetailView, detail_of, tone_name
from jiefang.plan.language import page_language
from jiefang.plan.models import AuditRun, Finding
from jiefang.plan.queries import FindingFilter
from jiefang.plan.tone import Tone

MOST: Final = 60
ASKED: Final = (Tone.HARD, Tone.SOFT, Tone.UNDECIDED)


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the words that it is about."""

    number: int
    tone: str
    tone_name: str
    rule: str
    detail: DetailView
    ask: str


def questions_content(actor: Actor, run: AuditRun, choice: Choice) -> dict[str, Any]:
    """Context of the sheet; the filter of the page applies. `Any`: for templates."""
    wanted = choice.wanted
    tones = tuple(tone for tone in wanted.tones or ASKED if tone in ASKED) or ASKED
    narrowed = FindingFilter(tones, wanted.rule, wanted.document, wanted.state)
    found = queries.filtered_findings(actor, run.token, narrowed)
    total = found.count()
    documents = list(queries.documents_of(actor, run.token))
    names = {document.position: document.title or document.name for document in documents}
    asked = [
        _question(actor, finding, names, number) for number, finding in enumerate(found[:MOST], 1)
    ]
    return {
        "run": run,
        "questions": asked,
        "total": total,
        "is_cut": total > MOST,
        "today": timezone.localdate(),
        "documents": [names[d.position] for d in documents if d.doc],
    }


def _question(actor: Actor, finding: Finding, names: dict[int, str], number: int) -> Question:
    language = page_language()
    claims = list(queries.claims_of_finding(actor, finding))
    detail = detail_of(finding, claims, names, (), language=language)
    return Question(
        number=number,
        tone=finding.tone,
        tone_name=tone_name(finding.tone),
        rule=rule_title(finding.rule, language),
        detail=detail,
        ask=_ask(finding.tone, detail),
    )


def _ask(tone: str, detail: DetailView) -> str:
    if tone == Tone.UNDECIDED:
        if detail.why:
            return _("请问：%(why)s——实际情况是什么？") % {"why": detail.why.rstrip("。.")}
        return _("请问：这几个数的口径、时期是否相同？")
    if tone == Tone.SOFT:
        return _("请问：两处说法的差别从何而来，是口径、价格还是版本不同？")
    return _("请问：以哪一个数字为准？依据是什么？其余数字会怎样更正？")
