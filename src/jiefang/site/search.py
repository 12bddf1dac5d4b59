"""Search (查找): rules, findings that the reader may see, and published figures."""

from typing import Any, Final

from django.conf import settings

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.catalogue import RuleView, rule_views
from jiefang.plan.language import page_language
from jiefang.site.almanac import Fact, facts_of, matching
from jiefang.site.seeds.published import NoSeedsError

MOST: Final = 20
LONGEST: Final = 80


def found(actor: Actor, asked: str) -> dict[str, Any]:
    """Context of the search page. `Any`: templates take values of any kind."""
    words = " ".join(asked.split())[:LONGEST]
    if not words:
        return {"q": "", "rules": [], "facts": (), "findings": [], "is_empty": False}
    rules, facts = _rules(words), _facts(words)
    findings = list(queries.findings_with(actor, words)[:MOST])
    return {
        "q": words,
        "rules": rules[:MOST],
        "facts": facts[:MOST],
        "findings": findings,
        "is_empty": not rules and not facts and not findings,
    }


def _rules(words: str) -> list[RuleView]:
    wanted = words.casefold().split()
    return [
        rule
        for rule in rule_views(page_language())
        if all(word in f"{rule.id} {rule.name} {rule.about}".casefold() for word in wanted)
    ]


def _facts(words: str) -> tuple[Fact, ...]:
    try:
        return matching(facts_of(settings.JIEFANG_DISTRICT), words, only_disputed=False)
    except NoSeedsError:
        return ()
