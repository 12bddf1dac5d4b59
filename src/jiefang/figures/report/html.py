"""One self-contained page (网页报告): findings beside the text, linked both ways.

Nothing is loaded: styles and icons are inside, and the page carries its own content policy with
the hash of its style sheet. It reads on a phone, in the dark and on paper, and needs no script.
Every finding has a permanent anchor made of its content key.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from jiefang.figures.audit import Audit
from jiefang.figures.history import Change, finding_key
from jiefang.figures.relation import Finding, Joint, Strength
from jiefang.figures.report.facts import (
    CHANGE_NAMES,
    finding_facts,
    joint_members,
    joint_title,
    match_text,
    quote_place,
    quotes_of,
    suspects_text,
)
from jiefang.figures.report.jsonl import joint_id
from jiefang.figures.report.marked_text import MarkedText
from jiefang.figures.report.picture import bars, interval_picture
from jiefang.figures.report.wording import (
    GROUP_NAMES,
    MOOD_NAMES,
    Group,
    Lang,
    Mood,
    by_urgency,
    full_place,
    group_of,
    joints_in,
    message,
    mood_of,
    pick,
    rule_name,
    warnings_of,
)
from jiefang.figures.source import SourceVerdict

STYLE = Path(__file__).with_name("report.css").read_text(encoding="utf-8")
RULES_SHOWN = 8
_SECTION_GROUPS = (Group.MUST, Group.CHECK, Group.NOTHING)

_ICONS: Mapping[Mood, str] = {
    Mood.OK: '<circle cx="12" cy="12" r="9"/><path d="M8 12.5l2.5 2.5 5.5-6"/>',
    Mood.HARD: '<path d="M8.5 3h7L21 8.5v7L15.5 21h-7L3 15.5v-7z"/><path d="M12 8v5M12 16v.1"/>',
    Mood.SOFT: '<path d="M12 4L2.8 20h18.4z"/><path d="M12 10v4M12 17v.1"/>',
    Mood.UNDECIDED: '<circle cx="12" cy="12" r="9" stroke-dasharray="4 3.4"/>',
    Mood.EXPLAINED: (
        '<rect x="3" y="3" width="18" height="18" rx="6"/><path d="M12 8v.1M12 11.5v5"/>'
    ),
}
_DEFINITIONS = (
    '<svg class="off" aria-hidden="true"><defs>'
    '<pattern id="pt-soft" width="5" height="5" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect class="pt-a" width="5" height="5"/>'
    '<line class="pt-b" x1="0" x2="0" y1="0" y2="5"/></pattern>'
    '<pattern id="pt-exp" width="4" height="4" patternUnits="userSpaceOnUse">'
    '<rect class="pt-c" width="4" height="4"/><line class="pt-d" x1="0" x2="4" y1="2" y2="2"/>'
    "</pattern>{symbols}</defs></svg>"
)


def audit_html(audit: Audit, lang: Lang) -> str:
    """The whole page."""
    page = _Page(audit, lang)
    title = page.title()
    return "".join(
        (
            f'<!doctype html>\n<html lang="{"zh-Hans" if lang == "zh" else "en"}">\n<head>\n',
            '<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{content_policy()}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
            *page.body(),
            "</body>\n</html>\n",
        )
    )


def content_policy() -> str:
    """Nothing may be loaded or run; only this style sheet applies."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@dataclass
class _Page:
    """Builds the page of one audit."""

    audit: Audit
    lang: Lang
    anchors: dict[str, str] = field(default_factory=dict)
    """By relation id the anchor of its finding."""

    def __post_init__(self) -> None:
        seen: Counter[str] = Counter()
        for finding in self.audit.findings:
            if group_of(self.audit, finding) is not Group.FINE:
                key = finding_key(finding)
                seen[key] += 1
                suffix = f"-{seen[key]}" if seen[key] > 1 else ""
                self.anchors[finding.relation.id] = f"f-{key}{suffix}"

    def say(self, zh: str, en: str) -> str:
        """Words in the language of the page, safe in HTML."""
        return escape(pick(self.lang, zh, en))

    def title(self) -> str:
        """Title of the only document, or how many there are."""
        documents = self.audit.documents
        if len(documents) == 1:
            return documents[0].title or documents[0].doc
        count = len(documents)
        return pick(self.lang, f"{count} 份文件的数字审核", f"Audit of {count} documents")

    def body(self) -> Iterator[str]:
        """Everything between the body tags."""
        symbols = "".join(
            f'<symbol id="i-{mood.value}" viewBox="0 0 24 24">{paths}</symbol>'
            for mood, paths in _ICONS.items()
        )
        skip = self.say("跳到发现", "Skip to the findings")
        yield f'<a class="skip" href="#findings">{skip}</a>\n'
        yield _DEFINITIONS.format(symbols=symbols)
        yield '<header class="top"><span class="seal" aria-hidden="true">解</span>'
        yield f"<span>{self.say('数字审核', 'Audit of figures')}</span></header>\n<main>\n"
        yield from self._head()
        yield from self._summary()
        text = "".join(self._texts())
        yield f'<div class="panes{"" if text else " solo"}">\n'
        yield from self._findings()
        yield text
        yield "</div>\n"
        yield from self._sources()
        yield "</main>\n<footer>"
        yield self.say(
            "只检验文字或表格自己断定的关系；修改建议仅供核对，不改原文。",
            "Only relations that the wording or a table asserts are tested; repairs are proposals.",
        )
        yield "</footer>\n"

    def _head(self) -> Iterator[str]:
        summary = self.audit.summary
        share = summary.coverage.numerator * 1000 // summary.coverage.denominator
        yield f'<div class="head"><h1>{escape(self.title())}</h1><p>'
        percent = f"{share // 10}.{share % 10}%"
        chars = sum(document.chars for document in self.audit.documents)
        relations = len(self.audit.findings)
        yield self.say(
            f"{chars} 字 · {summary.claims} 个数字 · {relations} 条有依据的关系 · "
            f"{percent} 的数字至少参加一条检验",
            f"{chars} characters · {summary.claims} figures · {relations} relations asserted · "
            f"{percent} of the figures take part in a test",
        )
        yield "</p></div>\n"
        for document in self.audit.documents:
            for warning in warnings_of(document, self.lang):
                yield f'<p class="bn">{escape(document.doc)}: {escape(warning)}</p>\n'
        for failure in self.audit.failures:
            yield f'<p class="bn hard">{self.say(failure.zh, failure.en)}</p>\n'

    def _summary(self) -> Iterator[str]:
        counts = Counter(mood_of(finding) for finding in self.audit.findings)
        yield '<section class="pn sum"><div>'
        yield f'<h2>{self.say("结论", "Verdicts")}</h2><table class="vt"><tbody>'
        for mood in Mood:
            yield f'<tr><th scope="row">{self._chip(mood)}</th><td class="n">{counts[mood]}</td>'
            yield '<td><svg width="22" height="14" aria-hidden="true">'
            yield f'<rect class="v-{mood.value}" x=".5" y=".5" width="21" height="13" rx="1"/>'
            yield "</svg></td></tr>"
        yield "</tbody></table>"
        if self.audit.has_since:
            yield f'<p class="sm">{self._since_line()}</p>'
        yield "</div><div>"
        yield f"<h2>{self.say('按规则', 'By rule')}</h2>"
        yield bars(self._by_rule(), pick(self.lang, "各规则检验的关系数", "relations by rule"))
        yield "</div>"
        if len(self.audit.documents) > 1:
            yield f"<div><h2>{self.say('按文件', 'By document')}</h2>"
            yield bars(
                self._by_document(), pick(self.lang, "各文件检验的关系数", "relations by document")
            )
            yield "</div>"
        yield "</section>\n"

    def _since_line(self) -> str:
        still = sum(change is Change.STILL_THERE for change in self.audit.changes.values())
        new = len(self.audit.changes) - still
        fixed = len(self.audit.fixed)
        return self.say(
            f"与上次相比：已改 {fixed}，仍在 {still}，新增 {new}",
            f"since last time: {fixed} fixed, {still} still there, {new} new",
        )

    def _by_rule(self) -> list[tuple[str, Counter[Mood]]]:
        rules: dict[str, Counter[Mood]] = {}
        for finding in self.audit.findings:
            rules.setdefault(finding.relation.rule, Counter())[mood_of(finding)] += 1
        ordered = sorted(rules.items(), key=lambda item: (-_attention(item[1]), -item[1].total()))
        rows = [(rule_name(rule, self.lang), counts) for rule, counts in ordered[:RULES_SHOWN]]
        rest = sum((counts for _, counts in ordered[RULES_SHOWN:]), Counter())
        if rest:
            number = len(ordered) - RULES_SHOWN
            rows.append((pick(self.lang, f"其余 {number} 条", f"{number} others"), rest))
        return rows

    def _by_document(self) -> list[tuple[str, Counter[Mood]]]:
        rows: dict[str, Counter[Mood]] = {d.doc: Counter() for d in self.audit.documents}
        across = pick(self.lang, "跨文件", "across")
        for finding in self.audit.findings:
            docs = {claim.doc for claim in finding.relation.claims}
            name = finding.relation.license.doc if len(docs) < 2 else across
            rows.setdefault(name, Counter())[mood_of(finding)] += 1
        ordered = sorted(rows.items(), key=lambda item: -_attention(item[1]))
        return ordered[:RULES_SHOWN]

    def _chip(self, mood: Mood) -> str:
        words = self.say(*MOOD_NAMES[mood])
        return (
            f'<span class="ch {mood.value}"><svg class="ic" aria-hidden="true">'
            f'<use href="#i-{mood.value}"/></svg>{words}</span>'
        )

    def _texts(self) -> Iterator[str]:
        marked = MarkedText(self.audit, self.anchors, self.lang)
        if not marked.has_any:
            return
        yield '<section class="pn pane" aria-labelledby="h-src"><header>'
        yield f'<h2 id="h-src">{self.say("原文", "Text")}</h2><ul class="lg">'
        lines = (
            ("点线", "dotted"),
            ("双线", "double"),
            ("波浪线", "wavy"),
            ("虚线", "dashed"),
            ("实线", "solid"),
        )
        for mood, (zh, en) in zip(Mood, lines, strict=True):
            yield f'<li><mark class="{mood.value}"><span>{self.say(zh, en)}</span></mark> '
            yield f"{self.say(*MOOD_NAMES[mood])}</li>"
        yield "</ul></header>"
        yield from marked.html()
        yield "</section>\n"

    def _findings(self) -> Iterator[str]:
        groups: dict[Group, list[Finding]] = {group: [] for group in Group}
        for finding in self.audit.findings:
            groups[group_of(self.audit, finding)].append(finding)
        yield '<section class="pn pane find" id="findings" tabindex="-1" aria-labelledby="h-f">'
        yield f'<header><h2 id="h-f">{self.say("发现", "Findings")}</h2></header>\n'
        for group in _SECTION_GROUPS:
            yield from self._group(group, groups[group], joints_in(self.audit, group))
        yield from self._consistent(groups[Group.FINE])
        yield from self._fixed()
        yield "</section>\n"

    def _group(
        self, group: Group, findings: list[Finding], joints: Iterable[Joint]
    ) -> Iterator[str]:
        members = "".join(self._finding(finding) for finding in by_urgency(findings))
        members += "".join(self._joint(joint) for joint in joints)
        count = len(findings) + len(tuple(joints))
        head = f'<span class="b">{self.say(*GROUP_NAMES[group])}</span><span>{count}</span>'
        if group is Group.NOTHING:
            yield f'<details><summary class="grp">{head}</summary>{members}</details>\n'
        else:
            yield f'<div class="grp">{head}</div>{members}\n'

    def _finding(self, finding: Finding) -> str:
        anchor = self.anchors[finding.relation.id]
        change = self.audit.changes.get(finding.relation.id)
        parts = [
            f'<article class="fd" id="{anchor}"><div class="hd">{self._chip(mood_of(finding))}',
            f'<span class="ch line">{escape(rule_name(finding.relation.rule, self.lang))}</span>',
            f'<span class="ch line">{self.say(*CHANGE_NAMES[change])}</span>' if change else "",
            f'<a class="pl sm" href="#{anchor}">{self.say("链接", "link")}</a></div>',
            f"<h3>{escape(message(finding, self.lang))}</h3>",
            *self._quotes(finding),
            interval_picture(finding, self.lang),
            '<dl class="kv">',
        ]
        parts += [
            f"<dt>{escape(fact.label)}</dt><dd>{escape(fact.words)}</dd>"
            for fact in finding_facts(self.audit, finding, self.lang)
            if fact.name != "recomputed"  # the picture says it
        ]
        parts.append("</dl></article>\n")
        return "".join(parts)

    def _quotes(self, finding: Finding) -> Iterator[str]:
        mood = mood_of(finding).value
        for quote in quotes_of(self.audit, finding):
            place = escape(quote_place(self.audit, quote, self.lang))
            yield f'<p class="quote" lang="zh-Hans"><span class="at">{place}</span>'
            for part in quote.parts:
                words = escape(part.text)
                if part.claim is not None:
                    words = f'<a href="#c-{escape(part.claim.id)}">{words}</a>'
                elif part.is_name:
                    words = f"<span>{words}</span>"
                yield f'<mark class="{mood}">{words}</mark>' if part.is_marked else words
            yield "</p>"

    def _joint(self, joint: Joint) -> str:
        mood = Mood.HARD if joint.strength is Strength.HARD else Mood.SOFT
        members = "".join(
            f"<dd>{escape(member)}</dd>" for member in joint_members(self.audit, joint, self.lang)
        )
        return (
            f'<article class="fd" id="j-{joint_id(joint)}"><div class="hd">{self._chip(mood)}</div>'
            f"<h3>{escape(joint_title(joint, self.lang))}</h3><dl>{members}</dl>"
            f"<p>{escape(suspects_text(self.audit, joint, self.lang))}</p></article>\n"
        )

    def _consistent(self, findings: list[Finding]) -> Iterator[str]:
        name = self.say(*GROUP_NAMES[Group.FINE])
        yield f'<details><summary class="grp"><span class="b">{name}</span>'
        yield f'<span>{len(findings)}</span></summary><div class="tw"><table class="tb"><tbody>'
        for finding in findings:
            claims = finding.relation.claims
            place = escape(full_place(self.audit, claims[0], self.lang)) if claims else ""
            if claims:
                place = f'<a href="#c-{escape(claims[0].id)}">{place}</a>'
            words = escape(message(finding, self.lang))
            yield f'<tr><td class="nb">{finding.relation.rule}</td><td>{words}</td>'
            yield f"<td>{place}</td></tr>"
        yield "</tbody></table></div></details>\n"

    def _fixed(self) -> Iterator[str]:
        for past in self.audit.fixed:
            yield '<article class="fd"><div class="hd"><span class="ch ok">'
            yield f"{self.say(*CHANGE_NAMES[Change.FIXED])}</span>"
            yield f'<span class="ch line">{escape(past.rule)}</span></div>'
            yield f"<p>{escape(past.message)}</p></article>\n"

    def _sources(self) -> Iterator[str]:
        if not self.audit.matches:
            return
        counts = Counter(match.verdict for match in self.audit.matches)
        equal, different = counts[SourceVerdict.EQUAL], counts[SourceVerdict.DIFFERENT]
        without = counts[SourceVerdict.WITHOUT_SOURCE]
        yield '<section class="pn" id="sources"><header><h2>'
        yield self.say("与来源表核对", "Against the source tables")
        yield "</h2><span>"
        yield self.say(
            f"相同 {equal} · 不同 {different} · 没有来源 {without}",
            f"{equal} equal · {different} different · {without} without source",
        )
        yield '</span></header><div class="tw"><table class="tb"><tbody>'
        for match in self.audit.matches:
            if match.verdict is SourceVerdict.DIFFERENT:
                claim = self.audit.claim_by_id[match.claim]
                place = escape(full_place(self.audit, claim, self.lang))
                words = escape(match_text(claim, match, self.lang))
                yield f'<tr><td><a href="#c-{claim.id}">{place}</a></td><td>{words}</td></tr>'
        yield "</tbody></table></div></section>\n"


def _attention(counts: Mapping[Mood, int]) -> int:
    """How much a row of counts wants to be looked at."""
    return (
        counts.get(Mood.HARD, 0) * 1000
        + counts.get(Mood.SOFT, 0) * 10
        + counts.get(Mood.UNDECIDED, 0)
    )
