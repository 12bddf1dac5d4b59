"""Excel (数字核签表): every printed figure with its source, verdict, office and sign-off.

The sheet goes round the source offices, is filled in and read back (`read_signoff`). Printed
figures are text cells, so that no zero is lost. For several documents a second sheet shows each
indicator by period and document with the printed digits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.errors import BadOption
from jiefang.figures.relation import Finding, Verdict
from jiefang.figures.report.series import Mark, Series, all_series, in_time
from jiefang.figures.report.wording import (
    MOOD_NAMES,
    Lang,
    Mood,
    full_place,
    message,
    mood_of,
    pick,
    printed,
)
from jiefang.figures.signoff import SignOff
from jiefang.figures.source import SourceMatch, SourceVerdict, signed_value

COLUMNS: tuple[tuple[str, str, str, int], ...] = (
    ("number", "序号", "No.", 6),
    ("doc", "文件", "Document", 18),
    ("place", "位置", "Place", 20),
    ("subject", "指标", "Indicator", 26),
    ("period", "期间", "Period", 12),
    ("printed", "印出的数字", "Printed figure", 18),
    ("value", "数值", "Value", 20),
    ("cell", "来源单元格", "Source cell", 26),
    ("source", "来源数值", "Source value", 18),
    ("verdict", "结论", "Verdict", 12),
    ("note", "说明", "Note", 48),
    ("office", "责任单位", "Office", 16),
    ("decision", "核签意见", "Sign-off", 12),
    ("by", "核签人", "Signed by", 12),
    ("date", "日期", "Date", 12),
    ("remark", "备注", "Remark", 20),
    ("claim", "编号", "Id", 14),
)
"""Column, head in zh and en, width in characters; `claim` is what the sheet is read back by."""

FILLED_IN = ("office", "decision", "by", "date", "remark")
DECISIONS = (("无误", "需改", "待核"), ("correct", "change", "open"))
SHEET_NAMES = ("数字核签表", "Figures")
MARK_NAMES: Mapping[Mark, tuple[str, str]] = {
    Mark.REVISED: ("有修订", "revised"),
    Mark.REBASED: ("多期改动（可能重算基期）", "several periods changed (perhaps re-based)"),
    Mark.DROPPED: ("不再公布", "no longer reported"),
}

_HEAD = PatternFill("solid", fgColor="E3EDF4")
_TO_FILL = PatternFill("solid", fgColor="FAEDD6")
_MOOD_FILLS = {
    Mood.HARD: PatternFill("solid", fgColor="FBE8E4"),
    Mood.SOFT: PatternFill("solid", fgColor="FAEDD6"),
}
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_OPEN = Protection(locked=False)
_WORST = (Mood.HARD, Mood.SOFT, Mood.UNDECIDED, Mood.EXPLAINED, Mood.OK)
_MOST_CELL = 32_000
"""Excel's limit of characters in a cell is 32,767."""


def audit_xlsx(audit: Audit, lang: Lang) -> bytes:
    """The workbook as bytes."""
    book = Workbook()
    sheet = book.active
    sheet.title = pick(lang, *SHEET_NAMES)
    _fill_figures(sheet, audit, lang)
    if len(audit.documents) > 1:
        _fill_series(book.create_sheet(pick(lang, "指标对照", "Series")), audit, lang)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def read_signoff(path: Path) -> tuple[SignOff, ...]:
    """The filled-in lines of a figure sheet. Raises `BadOption` for another kind of file."""
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except (OSError, BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise _no_sheet(path) from error
    try:
        for sheet in book.worksheets:
            rows = sheet.iter_rows(values_only=True)
            columns = _columns(next(rows, ()))
            if {"claim", "printed"} <= columns.keys():
                entries = (_signoff(columns, row) for row in rows)
                return tuple(entry for entry in entries if entry and not entry.is_empty)
    finally:
        book.close()
    raise _no_sheet(path)


def _no_sheet(path: Path) -> BadOption:
    return BadOption(
        place=str(path),
        zh=f"{path}：不是由 --format xlsx 生成的数字核签表。",
        en=f"{path}: not a figure sheet made with --format xlsx.",
    )


def _columns(heads: Sequence[object]) -> dict[str, int]:
    """Where each column stands, by its head in either language."""
    names = {head: name for name, zh, en, _ in COLUMNS for head in (zh, en)}
    return {names[str(head)]: number for number, head in enumerate(heads) if str(head) in names}


def _signoff(columns: Mapping[str, int], row: Sequence[object]) -> SignOff | None:
    """One line; None where it belongs to no figure."""

    def words(name: str) -> str:
        place = columns.get(name)
        value = None if place is None or place >= len(row) else row[place]
        if value is None:
            return ""
        day = getattr(value, "date", None)
        return str(day() if callable(day) else value).strip()

    if not words("claim"):
        return None
    return SignOff(
        claim=words("claim"),
        printed=words("printed"),
        subject=words("subject"),
        period=words("period"),
        office=words("office"),
        decision=words("decision"),
        by=words("by"),
        date=words("date"),
        remark=words("remark"),
    )


def _fill_figures(sheet: Worksheet, audit: Audit, lang: Lang) -> None:
    """One row for each figure, with what is known of it."""
    _head(sheet, [(pick(lang, zh, en), width) for _, zh, en, width in COLUMNS])
    findings = _by_claim(audit.findings)
    matches = {match.claim: match for match in audit.matches}
    names = [name for name, *_ in COLUMNS]
    for number, claim in enumerate(audit.claims, start=1):
        found = findings.get(claim.id)
        row = _figure_row(audit, claim, found, matches.get(claim.id), lang)
        row["number"] = str(number)
        for column, name in enumerate(names, start=1):
            cell = sheet.cell(number + 1, column)
            _write_text(cell, row.get(name, ""))
            if name in FILLED_IN:
                cell.fill = _TO_FILL
                cell.protection = _OPEN
        mood = mood_of(found) if found else None
        if mood in _MOOD_FILLS:
            sheet.cell(number + 1, names.index("verdict") + 1).fill = _MOOD_FILLS[mood]
    decision = get_column_letter(names.index("decision") + 1)
    choices = ",".join(DECISIONS[0] if lang == "zh" else DECISIONS[1])
    allowed = DataValidation(type="list", formula1=f'"{choices}"', allow_blank=True)
    sheet.add_data_validation(allowed)
    allowed.add(f"{decision}2:{decision}{len(audit.claims) + 1}")


def _figure_row(
    audit: Audit, claim: Claim, finding: Finding | None, match: SourceMatch | None, lang: Lang
) -> dict[str, str]:
    """The words of one row by column."""
    signed = audit.signoffs.get(claim.id)
    notes = []
    if match is not None and match.verdict is SourceVerdict.DIFFERENT:
        notes.append(pick(lang, "与来源表不同", "differs from the source"))
    if finding is not None and finding.verdict is not Verdict.CONSISTENT:
        notes.append(message(finding, lang))
    row = {
        "doc": claim.doc,
        "place": full_place(audit, claim, lang),
        "subject": claim.subject or "",
        "period": claim.period or "",
        "printed": printed(claim),
        "value": signed_value(claim),
        "cell": (match and match.cell) or "",
        "source": (match and match.source_value) or "",
        "verdict": pick(lang, *MOOD_NAMES[mood_of(finding)]) if finding else "",
        "note": pick(lang, "；", "; ").join(notes),
        "claim": claim.id,
    }
    if signed is not None:
        row |= {name: getattr(signed, name) for name in FILLED_IN}
    return row


def _by_claim(findings: Iterable[Finding]) -> dict[str, Finding]:
    """The worst finding of each claim."""
    worst: dict[str, Finding] = {}
    for finding in findings:
        for claim in finding.relation.claims:
            known = worst.get(claim.id)
            if known is None or _rank(finding) < _rank(known):
                worst[claim.id] = finding
    return worst


def _rank(finding: Finding) -> int:
    return _WORST.index(mood_of(finding))


def _fill_series(sheet: Worksheet, audit: Audit, lang: Lang) -> None:
    """Indicator × period in rows, documents in columns, printed digits in the cells."""
    documents = in_time(audit.documents)
    heads = [
        (pick(lang, "指标", "Indicator"), 28),
        (pick(lang, "范围", "Scope"), 14),
        (pick(lang, "单位", "Unit"), 10),
        (pick(lang, "期间", "Period"), 12),
        *((document.doc, 20) for document in documents),
        (pick(lang, "标记", "Mark"), 26),
    ]
    _head(sheet, heads)
    line = 2
    for series in all_series(audit.documents, audit.claims):
        for period, row in series.cells.items():
            claims = [row.get(document.doc) for document in documents]
            shown = next(iter(row.values()))
            words = [
                shown.subject or series.key.name,
                " ".join(word for word in (series.key.area, series.key.scope) if word),
                series.key.unit,
                period,
                *(printed(claim) if claim else "" for claim in claims),
                _marks(series, period, lang),
            ]
            for column, text in enumerate(words, start=1):
                cell = sheet.cell(line, column)
                _write_text(cell, text)
                if period in series.revised and 4 < column < len(words) and text:
                    cell.fill = _MOOD_FILLS[Mood.SOFT]
            line += 1


def _marks(series: Series, period: str, lang: Lang) -> str:
    """What is said of one line of a series."""
    told = []
    if period in series.revised:
        told.append(Mark.REBASED if Mark.REBASED in series.marks else Mark.REVISED)
    if Mark.DROPPED in series.marks and period == max(series.cells):
        told.append(Mark.DROPPED)
    return pick(lang, "；", "; ").join(pick(lang, *MARK_NAMES[mark]) for mark in told)


def _head(sheet: Worksheet, heads: Sequence[tuple[str, int]]) -> None:
    """The first row: bold, kept in view, with a filter."""
    for column, (words, width) in enumerate(heads, start=1):
        cell = sheet.cell(1, column)
        _write_text(cell, words)
        cell.font = Font(bold=True)
        cell.fill = _HEAD
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}1"


def _write_text(cell: Cell, words: str) -> None:
    """Write words as text: never a formula, never a number that loses its zeros."""
    clean = "".join(char for char in words if char in "\n\t" or char >= " ")[:_MOST_CELL]
    cell.value = clean or None
    cell.data_type = "s" if clean else "n"
    cell.number_format = "@"
    cell.alignment = _WRAPPED
