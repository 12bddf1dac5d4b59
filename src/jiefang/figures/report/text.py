"""Plain text (终端报告): three groups in the order of what has to be done.

必须改 (hard), 请核实 (soft and undecided), 不用管 (explained or accepted: counted, listed when
asked for).
On a terminal the same words carry colour; elsewhere figures stand between 【 and 】.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex
from rich.console import Console
from rich.text import Text

from jiefang.figures.audit import Audit
from jiefang.figures.history import Change
from jiefang.figures.relation import Finding, Joint
from jiefang.figures.report.facts import (
    finding_facts,
    joint_members,
    joint_title,
    match_text,
    quote_place,
    quotes_of,
    suspects_text,
)
from jiefang.figures.report.quote import Quote
from jiefang.figures.report.wording import (
    GROUP_NAMES,
    Group,
    Lang,
    by_urgency,
    full_place,
    group_of,
    joints_in,
    message,
    pick,
    warnings_of,
)
from jiefang.figures.source import SourceVerdict

_CONTROL = regex.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters of a document that could steer a terminal; each becomes one visible mark."""

GROUP_STYLE = {Group.MUST: "bold red", Group.CHECK: "bold yellow", Group.NOTHING: "bold magenta"}


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How the text is told."""

    lang: Lang = "zh"
    show_all: bool = False
    """List the third group too."""


def print_audit(audit: Audit, console: Console, options: TextOptions) -> None:
    """Print an audit; the console knows whether it may use colour."""
    for text in audit_text(audit, options, marks=not console.is_terminal):
        text.plain = _CONTROL.sub("\ufffd", text.plain)
        console.print(text, soft_wrap=True, highlight=False)


def audit_text(audit: Audit, options: TextOptions, *, marks: bool) -> Iterator[Text]:
    """The lines of the report; `marks` puts 【】 around figures where colour cannot."""
    yield from _head(audit, options.lang)
    groups: dict[Group, list[Finding]] = {group: [] for group in Group}
    for finding in audit.findings:
        groups[group_of(audit, finding)].append(finding)
    teller = _Teller(audit, options.lang, marks)
    for group in (Group.MUST, Group.CHECK, Group.NOTHING):
        together = joints_in(audit, group)
        count = len(groups[group]) + len(together)
        yield Text("")
        yield Text(_group_line(group, count, options), GROUP_STYLE[group])
        if group is Group.NOTHING and not options.show_all:
            continue
        for number, finding in enumerate(by_urgency(groups[group]), start=1):
            yield from teller.finding(number, finding)
        for joint in together:
            yield from teller.joint(joint)
    yield from _history(audit, options.lang)
    yield from _sources(audit, options)
    yield from _signoffs(audit, options.lang)
    for note in audit.notes:
        zh, _, en = note.partition(" / ")
        yield Text(pick(options.lang, zh, en or zh), "dim")
    yield from _failures(audit, options.lang)


def _head(audit: Audit, lang: Lang) -> Iterator[Text]:
    """One line of facts, and what the reader has to know of each document."""
    summary = audit.summary
    percent = summary.coverage.numerator * 1000 // summary.coverage.denominator
    coverage = f"{percent // 10}.{percent % 10}%"
    yield Text(
        pick(
            lang,
            f"{summary.documents} 份文件，{summary.claims} 个数字，"
            f"{len(audit.findings)} 条有依据的关系；{coverage} 的数字至少参加一条检验。",
            f"{summary.documents} documents, {summary.claims} figures, {len(audit.findings)} "
            f"relations that the wording asserts; {coverage} of the figures take part in a test.",
        )
    )
    for document in audit.documents:
        for warning in warnings_of(document, lang):
            yield Text(f"  {document.doc}: {warning}", "dim")
    for twin in audit.twins:
        same = pick(lang, f"与 {twin.same_as} 内容相同，只审核一次", f"same as {twin.same_as}")
        yield Text(f"  {twin.doc}: {same}", "dim")


def _signoffs(audit: Audit, lang: Lang) -> Iterator[Text]:
    """How many figures the source offices have signed."""
    decided = Counter(entry.decision for entry in audit.signoffs.values() if entry.decision)
    if audit.signoffs:
        told = pick(lang, "，", ", ").join(f"{word} {count}" for word, count in decided.items())
        yield Text(
            pick(
                lang,
                f"已填核签 {len(audit.signoffs)}/{len(audit.claims)}：{told}",
                f"signed {len(audit.signoffs)}/{len(audit.claims)}: {told}",
            )
        )


def _group_line(group: Group, count: int, options: TextOptions) -> str:
    zh, en = GROUP_NAMES[group]
    line = pick(options.lang, f"{zh}（{count}）", f"{en} ({count})")
    if group is Group.NOTHING and count and not options.show_all:
        line += pick(options.lang, "  加 --all 列出", "  add --all to list them")
    return line


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells single findings."""

    audit: Audit
    lang: Lang
    marks: bool

    def finding(self, number: int, finding: Finding) -> Iterator[Text]:
        """Message, places with the words, then one line for each fact."""
        yield Text("")
        yield Text.assemble((f"{number}. ", "bold"), (message(finding, self.lang), "bold"))
        for quote in quotes_of(self.audit, finding):
            yield self._quote_line(quote)
        for fact in finding_facts(self.audit, finding, self.lang):
            yield Text.assemble((f"   {fact.label}{self._colon}", "dim"), fact.words)

    def joint(self, joint: Joint) -> Iterator[Text]:
        """A set that fails only together: its members and the smallest set of suspects."""
        yield Text("")
        yield Text(f"· {joint_title(joint, self.lang)}", "bold")
        for member in joint_members(self.audit, joint, self.lang):
            yield Text(f"   - {member}")
        if suspects := suspects_text(self.audit, joint, self.lang):
            yield Text(f"   {suspects}")

    @property
    def _colon(self) -> str:
        return pick(self.lang, "：", ": ")

    def _quote_line(self, quote: Quote) -> Text:
        place = quote_place(self.audit, quote, self.lang)
        line = Text.assemble("   ", (f"{place}{self._colon}", "dim"))
        for part in quote.parts:
            if part.is_marked:
                line.append(f"【{part.text}】" if self.marks else part.text, "bold reverse")
            else:
                line.append(part.text)
        return line


def _history(audit: Audit, lang: Lang) -> Iterator[Text]:
    """What became of the findings of the earlier run."""
    if audit.has_since:
        still = sum(change is Change.STILL_THERE for change in audit.changes.values())
        new = len(audit.changes) - still
        yield Text("")
        yield Text(
            pick(
                lang,
                f"与上次相比：已改 {len(audit.fixed)}，仍在 {still}，新增 {new}",
                f"since last time: {len(audit.fixed)} fixed, {still} still there, {new} new",
            ),
            "bold",
        )
        for past in audit.fixed:
            yield Text(f"   {pick(lang, '已改', 'fixed')}: {past.rule} {past.message}")
    for entry in audit.unused_acceptances:
        yield Text(
            pick(
                lang,
                f"已接受的 {entry.key} 这次没有出现，可从文件中删去。",
                f"accepted {entry.key} no longer occurs and can be removed from the file.",
            ),
            "dim",
        )


def _sources(audit: Audit, options: TextOptions) -> Iterator[Text]:
    """Figures that differ from the tables, and how many agree or have no source."""
    if not audit.matches:
        return
    lang = options.lang
    verdicts = Counter(match.verdict for match in audit.matches)
    equal = verdicts[SourceVerdict.EQUAL]
    different = verdicts[SourceVerdict.DIFFERENT]
    without = verdicts[SourceVerdict.WITHOUT_SOURCE]
    yield Text("")
    yield Text(
        pick(
            lang,
            f"与来源表核对：相同 {equal}，不同 {different}，没有来源 {without}",
            f"against the source tables: {equal} equal, {different} different, "
            f"{without} without source",
        ),
        "bold",
    )
    for match in audit.matches:
        if match.verdict is SourceVerdict.DIFFERENT:
            claim = audit.claim_by_id[match.claim]
            yield Text(f"   {full_place(audit, claim, lang)} {match_text(claim, match, lang)}")


def _failures(audit: Audit, lang: Lang) -> Iterator[Text]:
    """Files that could not be read; the others were done."""
    if audit.failures:
        yield Text("")
        yield Text(pick(lang, "没有读成的文件：", "files that could not be read:"), "bold red")
    for refusal in audit.failures:
        yield Text(f"   {pick(lang, refusal.zh, refusal.en)}")
