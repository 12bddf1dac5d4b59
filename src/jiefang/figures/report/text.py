"""Plain text (终端报告): three groups in the order of what has to be done.

必须改 (hard), 请核实 (soft and undecided), 不用管 (explained or accepted: counted, listed when
asked for).
On a terminal the same words carry colour; elsewhere figures stand between 【 and 】.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from jiefang.figures.audit import Audit
from jiefang.figures.history import Change, finding_key
from jiefang.figures.relation import Finding, Joint
from jiefang.figures.report.quote import Quote, quote_span, quotes
from jiefang.figures.report.wording import (
    GROUP_NAMES,
    Group,
    Lang,
    full_place,
    gap_text,
    group_of,
    message,
    other_places,
    own_unit,
    pick,
    printed,
    reasons,
    repair_text,
    rule_name,
    show_interval,
    stated_member,
    warnings_of,
    why,
)
from jiefang.figures.source import SourceVerdict

GROUP_STYLE = {Group.MUST: "bold red", Group.CHECK: "bold yellow", Group.NOTHING: "bold magenta"}
CHANGE_NAMES = {Change.STILL_THERE: ("仍在", "still there"), Change.NEW: ("新增", "new")}


@dataclass(frozen=True, slots=True)
class TextOptions:
    """How the text is told."""

    lang: Lang = "zh"
    show_all: bool = False
    """List the third group too."""


def print_audit(audit: Audit, console: Console, options: TextOptions) -> None:
    """Print an audit; the console knows whether it may use colour."""
    for text in audit_text(audit, options, marks=not console.is_terminal):
        console.print(text, soft_wrap=True, highlight=False)


def audit_text(audit: Audit, options: TextOptions, *, marks: bool) -> Iterator[Text]:
    """The lines of the report; `marks` puts 【】 around figures where colour cannot."""
    yield from _head(audit, options.lang)
    groups: dict[Group, list[Finding]] = {group: [] for group in Group}
    for finding in audit.findings:
        groups[group_of(audit, finding)].append(finding)
    teller = _Teller(audit, options.lang, marks)
    for group in (Group.MUST, Group.CHECK, Group.NOTHING):
        count = len(groups[group]) + (len(audit.joints) if group is Group.MUST else 0)
        yield Text("")
        yield Text(_group_line(group, count, options), GROUP_STYLE[group])
        if group is Group.NOTHING and not options.show_all:
            continue
        for number, finding in enumerate(groups[group], start=1):
            yield from teller.finding(number, finding)
        if group is Group.MUST:
            for joint in audit.joints:
                yield from teller.joint(joint)
    yield from _history(audit, options.lang)
    yield from _sources(audit, options)
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
        """Message, place, words, recomputed value, gap, reasons, repairs, other places."""
        yield Text("")
        yield Text.assemble((f"{number}. ", "bold"), (message(finding, self.lang), "bold"))
        for quote in self._quotes(finding):
            yield self._quote_line(quote)
        for label, words in self._facts(finding):
            yield Text.assemble((f"   {label}", "dim"), words)

    def joint(self, joint: Joint) -> Iterator[Text]:
        """A set that fails only together: its members and the smallest set of suspects."""
        yield Text("")
        yield Text(
            pick(
                self.lang,
                f"· 下面 {len(joint.relations)} 条关系单独看都成立，放在一起不能同时成立：",
                f"· {len(joint.relations)} relations hold one by one but not together:",
            ),
            "bold",
        )
        for name in joint.relations:
            finding = self.audit.finding_by_id.get(name)
            if finding is not None:
                yield Text(f"   - {message(finding, self.lang)}")
        if joint.suspects:
            told = pick(self.lang, "、", ", ").join(
                self._claim_words(name) for name in joint.suspects[0]
            )
            yield Text(f"   {pick(self.lang, '最可能要核对的是：', 'check first: ')}{told}")

    def _claim_words(self, name: str) -> str:
        claim = self.audit.claim_by_id.get(name.partition("#")[0])
        if claim is None:
            return name
        return f"“{claim.text}”（{full_place(self.audit, claim, self.lang)}）"

    def _quotes(self, finding: Finding) -> Sequence[Quote]:
        return quotes_of(self.audit, finding)

    def _quote_line(self, quote: Quote) -> Text:
        line = Text("   ")
        if quote.first is not None:
            place = full_place(self.audit, quote.first, self.lang)
            line.append(pick(self.lang, f"{place}：", f"{place}: "), "dim")
        for part in quote.parts:
            if part.claim is None:
                line.append(part.text)
            else:
                line.append(f"【{part.text}】" if self.marks else part.text, "bold reverse")
        return line

    def _facts(self, finding: Finding) -> Iterator[tuple[str, str]]:
        lang = self.lang
        claims = finding.relation.claims
        if finding.recomputed is not None and claims:
            unit = own_unit(claims[0], stated_member(finding))
            told = show_interval(finding.recomputed, unit, lang)
            against = pick(
                lang,
                f"{told}（印作 {printed(claims[0])}）",
                f"{told} (printed {printed(claims[0])})",
            )
            yield pick(lang, "重算：", "recomputed: "), against
        if gap := gap_text(finding, lang):
            yield pick(lang, "差距：", "gap: "), gap
        if explanation := why(finding, lang):
            yield pick(lang, "说明：", "note: "), explanation
        if assumed := reasons(finding, lang):
            yield pick(lang, "前提：", "assuming: "), pick(lang, "；", "; ").join(assumed)
        for repair in finding.repairs[:3]:
            yield pick(lang, "怎样改：", "repair: "), repair_text(self.audit, repair, lang)
        if others := other_places(self.audit, finding, lang):
            yield (
                pick(lang, "同一数字还出现在：", "also printed at: "),
                pick(lang, "；", "; ").join(others),
            )
        acceptance = self.audit.accepted.get(finding.relation.id)
        if acceptance is not None:
            signed = " ".join(word for word in (acceptance.by, acceptance.date) if word)
            yield pick(lang, "已接受：", "accepted: "), f"{acceptance.reason} {signed}".strip()
        yield pick(lang, "规则：", "rule: "), self._rule_words(finding)

    def _rule_words(self, finding: Finding) -> str:
        words = f"{rule_name(finding.relation.rule, self.lang)}  "
        words += pick(self.lang, "记号 ", "key ") + finding_key(finding)
        change = self.audit.changes.get(finding.relation.id)
        if change in CHANGE_NAMES:
            words += f"  {pick(self.lang, *CHANGE_NAMES[change])}"
        return words


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
        found.append(quote_span(audit.document_by_name[licence.doc], licence.start, licence.end))
    return tuple(found)


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
            where = full_place(audit, claim, lang)
            yield Text(
                pick(
                    lang,
                    f"   {where} {claim.subject or ''}印作 {printed(claim)}，"
                    f"{match.cell} 是 {match.source_text}",
                    f"   {where} {claim.subject or ''} printed {printed(claim)}, "
                    f"{match.cell} says {match.source_text}",
                )
            )


def _failures(audit: Audit, lang: Lang) -> Iterator[Text]:
    """Files that could not be read; the others were done."""
    if audit.failures:
        yield Text("")
        yield Text(pick(lang, "没有读成的文件：", "files that could not be read:"), "bold red")
    for refusal in audit.failures:
        yield Text(f"   {pick(lang, refusal.zh, refusal.en)}")
