"""What is told of a finding (发现的要点), label by label; text, Word and pages use the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from jiefang.figures.assumptions import sentence
from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.history import Change, finding_key
from jiefang.figures.relation import Finding, Joint, Observation
from jiefang.figures.report.quote import Quote, quote_names, quote_span, quotes
from jiefang.figures.report.wording import (
    Lang,
    full_offset_place,
    full_place,
    gap_text,
    is_other_print,
    message,
    other_places,
    own_unit,
    pick,
    printed,
    reasons,
    repair_texts,
    rule_name,
    show_interval,
    stated_member,
    stated_words,
    why,
)
from jiefang.figures.source import SourceMatch

REPAIRS_TOLD = 3
PLACES_TOLD = 6
CHANGE_NAMES = {
    Change.STILL_THERE: ("仍在", "still there"),
    Change.NEW: ("新增", "new"),
    Change.FIXED: ("已改", "fixed"),
}


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled line about a finding; `name` is stable, `label` is for readers."""

    name: str
    label: str
    words: str


def finding_facts(audit: Audit, finding: Finding, lang: Lang) -> Iterator[Fact]:
    """Recomputed value, gap, explanation, assumptions, repairs, other places, acceptance, rule."""
    yield from _computed(finding, lang)
    if explanation := why(finding, lang):
        yield Fact("note", pick(lang, "说明", "note"), explanation)
    if assumed := reasons(finding, lang):
        yield Fact(
            "assumptions", pick(lang, "前提", "assuming"), pick(lang, "；", "; ").join(assumed)
        )
    for words in repair_texts(audit, finding, lang)[:REPAIRS_TOLD]:
        yield Fact("repair", pick(lang, "怎样改", "repair"), words)
    if others := other_places(audit, finding, lang):
        label = pick(lang, "相关之处", "see also")
        words = pick(lang, "；", "; ").join(others[:PLACES_TOLD])
        if len(others) > PLACES_TOLD:
            rest = len(others) - PLACES_TOLD
            words += pick(lang, f"；另有 {rest} 处", f"; {rest} more")
        yield Fact("places", label, words)
    acceptance = audit.accepted.get(finding.relation.id)
    if acceptance is not None:
        signed = " ".join(word for word in (acceptance.by, acceptance.date) if word)
        words = f"{acceptance.reason} {signed}".strip()
        yield Fact("accepted", pick(lang, "已接受", "accepted"), words)
    yield Fact("rule", pick(lang, "规则", "rule"), _rule_words(audit, finding, lang))


def _computed(finding: Finding, lang: Lang) -> Iterator[Fact]:
    claims = finding.relation.claims
    if finding.recomputed is not None and claims and not is_other_print(finding):
        unit = own_unit(claims[0], stated_member(finding))
        told = show_interval(finding.recomputed, unit, lang)
        stated = stated_words(finding, lang)
        words = pick(lang, f"{told}；印作 {stated}", f"{told}; printed {stated}")
        yield Fact("recomputed", pick(lang, "重算", "recomputed"), words)
    if gap := gap_text(finding, lang):
        yield Fact("gap", pick(lang, "差距", "gap"), gap)


def _rule_words(audit: Audit, finding: Finding, lang: Lang) -> str:
    words = f"{rule_name(finding.relation.rule, lang)}  "
    words += pick(lang, "记号 ", "key ") + finding_key(finding)
    change = audit.changes.get(finding.relation.id)
    return words if change is None else f"{words}  {pick(lang, *CHANGE_NAMES[change])}"


def quotes_of(audit: Audit, finding: Finding) -> tuple[Quote, ...]:
    """The quotes of a finding in every document that it touches; its licence where it has none."""
    relation = finding.relation
    found: list[Quote] = []
    for doc in dict.fromkeys(claim.doc for claim in relation.claims):
        document = audit.document_by_name.get(doc)
        if document is not None:
            found += quotes(document, [claim for claim in relation.claims if claim.doc == doc])
    licence = relation.license
    if not found and licence.doc in audit.document_by_name:
        document = audit.document_by_name[licence.doc]
        found += quote_names(document, _names(finding), licence.start, licence.end)
        if not found:
            found.append(quote_span(document, licence.start, licence.end))
    return tuple(found)


def _names(finding: Finding) -> list[str]:
    """The words that the sentence of a finding without figures puts in quotation marks."""
    check = finding.relation.check
    return regex.findall(r"“([^”]+)”", check.zh) if isinstance(check, Observation) else []


def quote_place(audit: Audit, quote: Quote, lang: Lang) -> str:
    """Where a quote stands, also one without a figure."""
    if quote.first is not None:
        return full_place(audit, quote.first, lang)
    return full_offset_place(audit, quote.doc, quote.at, lang)


def joint_title(joint: Joint, lang: Lang) -> str:
    """What a set that fails only together says."""
    count = len(joint.relations)
    return pick(
        lang,
        f"下面 {count} 条关系单独看都成立，放在一起不能同时成立。",
        f"These {count} relations hold one by one but not together.",
    )


def joint_message(audit: Audit, joint: Joint, lang: Lang) -> str:
    """The title and the first suspects in one sentence."""
    note = sentence(joint.explanation, lang) if joint.explanation else ""
    words = (joint_title(joint, lang), note, suspects_text(audit, joint, lang))
    return " ".join(word for word in words if word)


def joint_members(audit: Audit, joint: Joint, lang: Lang) -> tuple[str, ...]:
    """The relations of a joint set, each as its sentence with the figures it prints."""
    told = []
    for name in joint.relations:
        finding = audit.finding_by_id.get(name)
        if finding is not None:
            told.append(message(finding, lang))
    return tuple(told)


def joint_suspects(audit: Audit, joint: Joint) -> tuple[tuple[Claim, ...], ...]:
    """Every smallest set of figures that may be wrong, as claims."""
    return tuple(
        tuple(
            claim
            for name in suspects
            if (claim := audit.claim_by_id.get(name.partition("#")[0])) is not None
        )
        for suspects in joint.suspects
    )


def suspects_text(audit: Audit, joint: Joint, lang: Lang) -> str:
    """The first smallest set of suspects in words; empty where there is none."""
    sets = joint_suspects(audit, joint)
    if not sets or not sets[0]:
        return ""
    told = pick(lang, "、", ", ").join(
        f"“{printed(claim)}”（{full_place(audit, claim, lang)}）" for claim in sets[0]
    )
    words = pick(lang, f"先核对：{told}", f"check first: {told}")
    if len(sets) > 1:
        words += pick(
            lang, f"；另有 {len(sets) - 1} 组可能", f"; {len(sets) - 1} other sets are possible"
        )
    return words


def match_text(claim: Claim, match: SourceMatch, lang: Lang) -> str:
    """A figure that differs from its source, with both values and the cell."""
    subject = claim.subject or ""
    return pick(
        lang,
        f"{subject}印作 {printed(claim)}，来源表 {match.cell} 是 {match.source_text}",
        f"{subject} printed {printed(claim)}, the source {match.cell} says {match.source_text}",
    )
