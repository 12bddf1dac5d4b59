"""The list of rules (规则表): id, name, when it may be hard, example."""

from __future__ import annotations

import json

from jiefang.figures.relate import Rule, all_rules
from jiefang.figures.relation import Strength
from jiefang.figures.report.wording import Lang, pick


def rules_text(lang: Lang) -> str:
    """Every rule as a short paragraph."""
    return "\n".join(_rule_text(rule, lang) for rule in all_rules())


def rules_jsonl(lang: Lang) -> str:
    """Every rule as one line of JSON, in the chosen language."""
    return "".join(
        json.dumps(_record(rule, lang), ensure_ascii=False) + "\n" for rule in all_rules()
    )


def _rule_text(rule: Rule, lang: Lang) -> str:
    record = _record(rule, lang)
    hard = pick(lang, "必须改：", "hard: ") + record["hard_when"]
    if rule.strength is Strength.SOFT:
        hard = pick(lang, "只作提示，从不判“必须改”。", "a hint only, never hard.")
    return "\n".join(
        (
            f"{rule.id}  {record['name']}",
            f"     {record['about']}",
            f"     {hard}",
            f"     {pick(lang, '例：', 'example: ')}{record['example']}",
            "",
        )
    )


def _record(rule: Rule, lang: Lang) -> dict[str, str]:
    return {
        "type": "rule",
        "id": rule.id,
        "name": pick(lang, rule.name_zh, rule.name_en),
        "strength": rule.strength.value,
        "hard_when": pick(lang, rule.strong_zh, rule.strong_en),
        "about": pick(lang, rule.about_zh, rule.about_en),
        "formula": rule.formula,
        "example": pick(lang, rule.example_zh, rule.example_en),
    }
