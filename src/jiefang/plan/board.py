"""The audit's page (审核页): overview, list, source text and detail put together for a reader."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.catalogue import rule_title
from jiefang.plan.charts import Row, folded, rows
from jiefang.plan.detail import DetailView, detail_of, kind_name, tone_meaning, tone_name
from jiefang.plan.downloads import FORMATS
from jiefang.plan.language import page_language
from jiefang.plan.models import AuditRun, Document, DocumentRole, Finding, FindingState
from jiefang.plan.progress import job_view
from jiefang.plan.queries import FindingFilter
from jiefang.plan.reading import Focus, window
from jiefang.plan.tone import ORDER, Tone

PAGE: Final = 12
"""Findings on one page of the list."""
CHART_ROWS: Final = 6
TO_LOOK_AT: Final = tuple(tone for tone in ORDER if tone is not Tone.CONSISTENT)


@dataclass(frozen=True, slots=True)
class Choice:
    """What the reader chose (选择): filter, page of the list, finding, place in the text."""

    show: str = ""
    rule: str = ""
    document: int | None = None
    state: str = ""
    page: int = 1
    at: int | None = None
    finding: str = ""
    path: str = ""

    @classmethod
    def read(cls, query: QueryDict, *, path: str, finding: str = "") -> "Choice":
        """Read an address; what makes no sense is ignored, not refused."""
        tones = {tone.value for tone in Tone} | {"all"}
        show, state = query.get("show", ""), query.get("state", "")
        return cls(
            show=show if show in tones else "",
            rule=query.get("rule", "")[:8],
            document=_whole(query.get("doc", "")),
            state=state if state in FindingState.values else "",
            page=_whole(query.get("page", "")) or 1,
            at=_whole(query.get("at", "")),
            finding=finding,
            path=path,
        )

    @property
    def wanted(self) -> FindingFilter:
        """The filter for the query: without a choice everything that somebody should look at."""
        tones = TO_LOOK_AT if not self.show else () if self.show == "all" else (Tone(self.show),)
        return FindingFilter(tones, self.rule, self.document, self.state)

    def query(self, **changes: object) -> str:
        """The filter as a query string, with changes; for links that keep the filter."""
        kept = {"show": self.show, "rule": self.rule, "doc": self.document, "state": self.state}
        chosen = {key: value for key, value in (kept | changes).items() if value not in {"", None}}
        return f"?{urlencode(chosen)}" if chosen else ""


@dataclass(frozen=True, slots=True)
class ListRow:
    """One finding in the list."""

    finding: Finding
    address: str
    tone: str
    rule: str
    message: str
    place: str
    state: str
    is_selected: bool


def board(actor: Actor, run: AuditRun, choice: Choice) -> dict[str, Any]:
    """Context of the audit's page. `Any`: templates take values of any kind."""
    documents = list(queries.documents_of(actor, run.token))
    found = queries.filtered_findings(actor, run.token, choice.wanted)
    selected = _selected(actor, run, choice)
    language = page_language()
    listed = Paginator(found, PAGE)
    page = listed.get_page(_page_of(found, selected, choice))
    shown = _shown_document(documents, choice, selected)
    claims = list(queries.claims_of_finding(actor, selected)) if selected else []
    focus = Focus(selected.key if selected else "", tuple(claim.key for claim in claims))
    around = _around(selected, claims, shown)
    return _overview(actor, run, documents) | {
        "choice": choice,
        "page": page,
        "rows": [_row(run, item, choice, selected, documents) for item in page.object_list],
        "selected": selected,
        "selected_tone": tone_name(selected.tone) if selected else "",
        "selected_rule": rule_title(selected.rule, language) if selected else "",
        "detail": _detail(actor, run, selected, claims, documents) if selected else None,
        "comments": selected.comments.order_by("id") if selected else [],
        "neighbours": _neighbours(run, found, selected, choice),
        "shown": shown,
        "window": window(
            actor, shown, at=choice.at, around=around, focus=focus, is_english=language == "en"
        )
        if shown
        else None,
        "is_owner": run.owner == actor.id,
        "is_one": bool(choice.finding),
        "formats": formats_of(run),
        "job": _unfinished_job(run),
    }


def tables_content(actor: Actor, run: AuditRun) -> dict[str, Any]:
    """The numbers behind the charts, and what the source tables said."""
    documents = list(queries.documents_of(actor, run.token))
    names = {document.position: _name(document) for document in documents}
    return {
        "run": run,
        "tones": [(tone.value, tone_name(tone)) for tone in ORDER],
        "by_rule": _table(queries.counts_by_rule(actor, run.token), _rule_name),
        "by_document": _table(
            queries.counts_by_document(actor, run.token), lambda position: names[position]
        ),
        "by_kind": _by_kind(actor, run),
        "documents": documents,
        "sources": run.facts.get("sources", {}),
        "milliseconds": run.facts.get("milliseconds", {}),
    }


def _overview(actor: Actor, run: AuditRun, documents: list[Document]) -> dict[str, Any]:
    counts = queries.counts_by_tone(actor, run.token)
    read = [d for d in documents if d.role == DocumentRole.DOCUMENT and d.doc]
    return {
        "run": run,
        "documents": documents,
        "read_documents": read,
        "refused": [d for d in documents if d.refusal],
        "twins": [(d, names) for d in documents if (names := _twin_name(d, documents))],
        "counts": [
            {
                "tone": tone.value,
                "name": tone_name(tone),
                "count": counts.get(tone, 0),
                "meaning": tone_meaning(tone),
            }
            for tone in (Tone.CONSISTENT, *TO_LOOK_AT)
        ],
        "to_look_at": sum(counts.get(tone, 0) for tone in TO_LOOK_AT),
        "chars": sum(document.chars for document in read),
        "coverage": _percent(run.tested_claim_count, run.claim_count),
        "rule_rows": rows(_by_rule(actor, run)),
        "document_rows": rows(_by_document(actor, run, read)),
        "rule_choices": _rule_choices(actor, run),
        "tone_choices": [(tone.value, tone_name(tone)) for tone in ORDER],
        "state_choices": FindingState.choices,
        "sources": run.facts.get("sources", {}),
    }


def _by_rule(actor: Actor, run: AuditRun) -> list[tuple[str, str, Mapping[str, int]]]:
    counted = sorted(queries.counts_by_rule(actor, run.token).items())
    base = reverse("plan:run", kwargs={"token": run.token})
    named = [
        (_rule_name(rule), f"{base}?{urlencode({'rule': rule, 'show': 'all'})}", counts)
        for rule, counts in counted
    ]
    return folded(named, CHART_ROWS, _("其余 %(count)s 条规则"))


def _by_document(
    actor: Actor, run: AuditRun, read: list[Document]
) -> list[tuple[str, str, Mapping[str, int]]]:
    counted = queries.counts_by_document(actor, run.token)
    base = reverse("plan:run", kwargs={"token": run.token})
    named = [
        (
            _name(document),
            f"{base}?{urlencode({'doc': document.position})}",
            counted.get(document.position, {}),
        )
        for document in read
    ]
    return folded(named, CHART_ROWS, _("其余 %(count)s 份文件"))


def _by_kind(actor: Actor, run: AuditRun) -> tuple[Row, ...]:
    """Bars of figures by kind: inside a tested relation (filled), and outside (dashed)."""
    counted = queries.counts_by_kind(actor, run.token)
    named = [
        (kind_name(kind), "", {Tone.CONSISTENT.value: inside, Tone.UNDECIDED.value: outside})
        for kind, (inside, outside) in sorted(counted.items(), key=lambda item: -sum(item[1]))
    ]
    return rows(named)


def _rule_choices(actor: Actor, run: AuditRun) -> list[tuple[str, str]]:
    return [(rule, _rule_name(rule)) for rule in sorted(queries.counts_by_rule(actor, run.token))]


def _rule_name(rule: str) -> str:
    return rule_title(rule, page_language())


def _name(document: Document) -> str:
    return document.title or document.name


def _twin_name(document: Document, documents: list[Document]) -> str:
    if document.twin_of is None:
        return ""
    return next((d.name for d in documents if d.position == document.twin_of), "")


def _percent(part: int, whole: int) -> str:
    """A share as per cent with one decimal, rounded half up; missing where there is no whole."""
    if not whole:
        return _("缺")
    tenths = (2000 * part + whole) // (2 * whole)
    return f"{tenths // 10}.{tenths % 10}%"


def _selected(actor: Actor, run: AuditRun, choice: Choice) -> Finding | None:
    if choice.finding:
        return queries.finding_of(actor, run.token, choice.finding)
    return queries.filtered_findings(actor, run.token, choice.wanted).first()


def _page_of(found: "queries.QuerySet[Finding]", selected: Finding | None, choice: Choice) -> int:
    if choice.finding and selected is not None:
        return found.filter(number__lt=selected.number).count() // PAGE + 1
    return choice.page


def _shown_document(
    documents: list[Document], choice: Choice, selected: Finding | None
) -> Document | None:
    by_position = {document.position: document for document in documents if document.doc}
    if choice.document in by_position:
        return by_position[choice.document]
    if selected is not None:
        return by_position.get(selected.document.position)
    return next(iter(by_position.values()), None)


def _around(
    selected: Finding | None, claims: list["queries.Claim"], shown: Document | None
) -> int | None:
    """The offset in the shown document that the window should hold."""
    if selected is None or shown is None:
        return None
    if selected.document.position == shown.position:
        return selected.start
    return next((c.start for c in claims if c.document.position == shown.position), None)


def _row(
    run: AuditRun,
    item: Finding,
    choice: Choice,
    selected: Finding | None,
    documents: list[Document],
) -> ListRow:
    language = page_language()
    place = item.place.get(language, "")
    several = sum(bool(document.doc) for document in documents) > 1
    return ListRow(
        finding=item,
        address=_address(run, item, choice),
        tone=tone_name(item.tone),
        rule=rule_title(item.rule, language),
        message=item.message_en if language == "en" else item.message_zh,
        place=f"{_name(item.document)} · {place}" if several else place,
        state=str(FindingState(item.state).label) if item.state != FindingState.OPEN else "",
        is_selected=selected is not None and item.pk == selected.pk,
    )


def _address(run: AuditRun, item: Finding, choice: Choice) -> str:
    path = reverse("plan:finding", kwargs={"token": run.token, "key": item.key})
    return path + choice.query(doc=None) if choice.document is None else path + choice.query()


def _neighbours(
    run: AuditRun, found: "queries.QuerySet[Finding]", selected: Finding | None, choice: Choice
) -> dict[str, str]:
    if selected is None:
        return {}
    before = found.filter(number__lt=selected.number).order_by("-number").first()
    after = found.filter(number__gt=selected.number).order_by("number").first()
    return {
        "before": _address(run, before, choice) if before else "",
        "after": _address(run, after, choice) if after else "",
        "list": reverse("plan:run", kwargs={"token": run.token}) + choice.query(),
    }


def _detail(
    actor: Actor,
    run: AuditRun,
    selected: Finding,
    claims: list["queries.Claim"],
    documents: list[Document],
) -> DetailView:
    keys = selected.detail.get("members", [])
    members = list(queries.findings_of(actor, run.token).filter(key__in=keys)) if keys else []
    names = {document.position: _name(document) for document in documents}
    return detail_of(selected, claims, names, members, language=page_language())


def formats_of(run: AuditRun) -> list[str]:
    """The finished downloads in the order of the menu."""
    made = {report.format for report in run.reports.all()}
    return [name for name in FORMATS if name in made]


def _unfinished_job(run: AuditRun) -> object:
    """The job, as long as it is still writing downloads."""
    job = job_view(run)
    return None if job is None or job.state == "done" else job


def _table(counts: Mapping[Any, dict[str, int]], name: Any) -> list[tuple[str, list[int], int]]:
    """Rows of a table of counts. `Any`: keys are rule names or positions."""
    return [
        (name(key), [row.get(tone.value, 0) for tone in ORDER], sum(row.values()))
        for key, row in sorted(counts.items())
    ]


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 9 else None
