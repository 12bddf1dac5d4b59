"""The audit rules as pages show them (规则说明): straight from the figures library."""

from dataclasses import dataclass
from functools import lru_cache

from django.utils.translation import gettext as _

from jiefang.figures.relate import Rule, all_rules
from jiefang.plan.errors import NoSuchRule
from jiefang.plan.telling import SOURCE_RULE


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule in the reader's language."""

    id: str
    name: str
    is_hard: bool
    formula: str
    about: str
    strong: str
    example: str


@lru_cache(maxsize=1)
def _by_id() -> dict[str, Rule]:
    return {rule.id: rule for rule in all_rules()}


def rule_views(language: str) -> list[RuleView]:
    """Every rule in the order of its number."""
    return [_view(rule, language) for rule in _by_id().values()]


def rule_view(rule_id: str, language: str) -> RuleView:
    """One rule or a refusal."""
    rule = _by_id().get(rule_id.upper())
    if rule is None:
        raise NoSuchRule(rule=rule_id)
    return _view(rule, language)


def rule_title(rule_id: str, language: str) -> str:
    """Number and name as lists show them; a rule of another version keeps its number."""
    if rule_id == SOURCE_RULE:
        return _("来源核对")
    rule = _by_id().get(rule_id)
    if rule is None:
        return rule_id
    return f"{rule.id} {rule.name_en if language == 'en' else rule.name_zh}"


def _view(rule: Rule, language: str) -> RuleView:
    is_english = language == "en"
    return RuleView(
        id=rule.id,
        name=rule.name_en if is_english else rule.name_zh,
        is_hard=rule.strength.value == "hard",
        formula=rule.formula,
        about=rule.about_en if is_english else rule.about_zh,
        strong=rule.strong_en if is_english else rule.strong_zh,
        example=rule.example_en if is_english else rule.example_zh,
    )
