"""The letter of inquiry (征询函): neutral words to the office that printed the figures.

It says what is printed, what the other figures give, and asks; it does not say who is wrong.
"""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from docx import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from jiefang.ledger.actor import Actor
from jiefang.plan import queries
from jiefang.plan.catalogue import rule_title
from jiefang.plan.detail import SAME_FACT_RULE, DetailView, detail_of
from jiefang.plan.language import page_language
from jiefang.plan.models import AuditRun


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be shown, printed or written to a file."""

    title: str
    greeting: str
    opening: str
    quotes: tuple[tuple[str, str], ...]
    """Where, and the words."""
    statement: tuple[str, ...]
    asks: tuple[str, ...]
    closing: str
    reply_title: str
    reply_rows: tuple[str, ...]
    signature: str
    dated: str


def letter_content(actor: Actor, run: AuditRun, key: str) -> dict[str, Any]:
    """Context of the letter's page. `Any`: templates take values of any kind."""
    finding = queries.finding_of(actor, run.token, key)
    claims = list(queries.claims_of_finding(actor, finding))
    documents = list(queries.documents_of(actor, run.token))
    names = {document.position: document.title or document.name for document in documents}
    language = page_language()
    detail = detail_of(finding, claims, names, (), language=language)
    today = timezone.localdate()
    return {
        "run": run,
        "finding": finding,
        "letter": _letter(detail, finding.rule, today),
    }


def letter_document(content: dict[str, Any]) -> bytes:
    """Write the letter as docx, in the fonts of official papers with their fall-backs."""
    letter: Letter = content["letter"]
    document = WordDocument()
    style = document.styles["Normal"]
    style.font.name, style.font.size = "FangSong", Pt(16)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = heading.add_run(letter.title)
    run.bold, run.font.size = True, Pt(22)
    document.add_paragraph(letter.greeting)
    _indented(document, letter.opening)
    for place, words in letter.quotes:
        _indented(
            document, f"{place}：“{words}”" if page_language() == "zh" else f"{place}: {words}"
        )
    for sentence in (*letter.statement, *letter.asks, letter.closing):
        _indented(document, sentence)
    for line in (letter.signature, letter.dated):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.add_paragraph().add_run(letter.reply_title).bold = True
    table = document.add_table(rows=0, cols=2)
    table.style = "Table Grid"
    for row in letter.reply_rows:
        table.add_row().cells[0].text = row
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _indented(document: Any, words: str) -> None:  # Any: python-docx ships no types
    document.add_paragraph(words).paragraph_format.first_line_indent = Pt(32)


def _letter(detail: DetailView, rule: str, today: date) -> Letter:
    return Letter(
        title=_("关于请核实一组数字的征询函"),
        greeting=_("________________（来源单位）："),
        opening=_("在核对材料时，发现下面几处数字之间的关系需要请贵单位帮助核实。原文如下："),
        quotes=tuple((quote.place, quote.text) for quote in detail.quotes),
        statement=tuple(_statement(detail, rule)),
        asks=(
            _("一、上述数字是否与贵单位掌握的一致？如有出入，请告知应印的数字。"),
            _("二、如数字无误，请说明统计口径、时期、价格或版本上的差别。"),
            _("三、如已有修订，请告知修订日期和依据。"),
        ),
        closing=_("本函只为核对数字，不表示认定何处有误。请在便于安排的时间内答复为感。"),
        reply_title=_("答复（可直接填写后退回）"),
        reply_rows=(
            _("应印的数字"),
            _("口径、时期、价格或版本说明"),
            _("依据（文件、表号）"),
            _("填写人、日期"),
        ),
        signature=_("（送审单位）"),
        dated=_dated(today),
    )


def _statement(detail: DetailView, rule: str) -> list[str]:
    """What the arithmetic says, without saying who is wrong."""
    told = [_("核对的关系：%(rule)s。") % {"rule": rule_title(rule, page_language())}]
    if detail.recomputed and rule != SAME_FACT_RULE:
        named = {"printed": detail.printed, "recomputed": detail.recomputed}
        told.append(
            _("印出的是 %(printed)s；按同处印出的其余数字重算，为 %(recomputed)s。") % named
        )
    else:
        told.append(detail.message)
    if detail.assumptions:
        joined = _("；").join(detail.assumptions)
        told.append(_("这一核对以下列前提为准：%(assumptions)s。") % {"assumptions": joined})
    return told


def _dated(today: date) -> str:
    named = {"year": today.year, "month": today.month, "day": today.day}
    if page_language() == "en":
        return f"{today.day} {today:%B %Y}"
    return "%(year)s年%(month)s月%(day)s日" % named  # noqa: UP031  # the same form as its siblings
