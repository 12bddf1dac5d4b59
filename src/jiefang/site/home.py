"""What the home page shows (首页内容): every number on it is counted, none is typed."""

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.utils.translation import gettext as _

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.catalogue import rule_title, rule_views
from jiefang.plan.charts import Row, folded, rows
from jiefang.plan.detail import tone_name
from jiefang.plan.language import page_language
from jiefang.plan.queries import FindingFilter
from jiefang.plan.tone import ORDER, Tone
from jiefang.site.almanac import Fact, facts_of
from jiefang.site.seeds.published import NoSeedsError

if TYPE_CHECKING:
    from jiefang.plan.models import AuditRun

SHOWN_FINDINGS: Final = 4
SHOWN_FACTS: Final = 5
SHOWN_RULES: Final = 6
LOUD: Final = (Tone.HARD, Tone.SOFT, Tone.UNDECIDED, Tone.EXPLAINED)


def home_content(actor: Actor) -> dict[str, Any]:
    """Context of the home page. `Any`: templates take values of any kind."""
    example = queries.public_runs(actor).first()
    disputed = [fact for fact in _facts() if fact.is_disputed and not fact.is_target]
    content: dict[str, Any] = {
        "rule_count": len(rule_views(page_language())),
        "disputed": disputed[:SHOWN_FACTS],
        "disputed_count": len(disputed),
        "example": example,
    }
    return content | (_example(actor, example) if example else {})


def _example(actor: Actor, run: "AuditRun") -> dict[str, Any]:
    counts = queries.counts_by_tone(actor, run.token)
    language = page_language()
    found = queries.filtered_findings(actor, run.token, FindingFilter(LOUD))[:SHOWN_FINDINGS]
    return {
        "unsure": sum(counts.get(tone, 0) for tone in (Tone.SOFT, Tone.UNDECIDED, Tone.EXPLAINED)),
        "counts": {tone.value: counts.get(tone, 0) for tone in ORDER},
        "documents": queries.documents_of(actor, run.token).exclude(doc="").count(),
        "findings": [
            (item, tone_name(item.tone), rule_title(item.rule, language)) for item in found
        ],
        "tones": [(tone.value, tone_name(tone)) for tone in ORDER],
        "bars": _bars(actor, run),
    }


def _bars(actor: Actor, run: "AuditRun") -> tuple[Row, ...]:
    counted = sorted(queries.counts_by_rule(actor, run.token).items())
    language = page_language()
    named = [(rule_title(rule, language), "", counts) for rule, counts in counted]
    return rows(folded(named, SHOWN_RULES, _("其余 %(count)s 条规则")))


def _facts() -> tuple[Fact, ...]:
    try:
        return facts_of(settings.JIEFANG_DISTRICT)
    except NoSeedsError:
        return ()
