"""Word (批注稿与审核意见表): comments in the same docx, a review sheet for everything else.

A docx comes back as the same file with native comments on the exact characters and nothing else
changed. A figure in a footnote is commented at the mark of that footnote, one in a text box at the
paragraph that holds the box: Word takes no exact comments there. Other inputs, and a docx that
cannot be marked safely, get a review sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from zipfile import is_zipfile

import docx
import regex
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from jiefang.figures.audit import Audit
from jiefang.figures.document import Document
from jiefang.figures.gather import Source, Upload
from jiefang.figures.relation import Finding, Joint, Strength
from jiefang.figures.report.alignment import align
from jiefang.figures.report.facts import (
    finding_facts,
    joint_members,
    joint_suspects,
    joint_title,
    match_text,
    quote_place,
    quotes_of,
    suspects_text,
)
from jiefang.figures.report.quote import block_at
from jiefang.figures.report.wordflow import UnmarkableError
from jiefang.figures.report.wording import (
    GROUP_NAMES,
    Group,
    Lang,
    by_urgency,
    full_place,
    group_of,
    message,
    pick,
    warnings_of,
)
from jiefang.figures.report.wordmarks import Author, Comment, WordFile
from jiefang.figures.source import SourceVerdict

_FONT = "Microsoft YaHei"
_TOLD = (Group.MUST, Group.CHECK)


def review(audit: Audit, lang: Lang) -> dict[str, bytes]:
    """The files of a review by name: every docx with its comments, one sheet for the rest."""
    files: dict[str, bytes] = {}
    for_sheet: list[Document] = []
    for document in audit.documents:
        marked = _commented(audit, document, lang)
        if marked is None:
            for_sheet.append(document)
        else:
            files[f"{document.doc}.docx"] = marked
    if for_sheet or not files:
        name = pick(lang, "审核意见", "review")
        while f"{name}.docx" in files:
            name += "-2"
        files[f"{name}.docx"] = review_sheet(audit, for_sheet, lang)
    return files


def commented_docx(audit: Audit, document: Document, data: bytes, lang: Lang) -> bytes:
    """The same docx with a comment on each finding. Raises `UnmarkableError`."""
    file = WordFile(data)
    author = Author(pick(lang, "数字审核", "Figure audit"), pick(lang, "审", "FA"))
    anchors = _Anchors(document, file, lang)
    remarks = sorted(_remarks(audit, document, lang), key=lambda remark: (remark.start, remark.end))
    return file.commented([anchors.comment(remark) for remark in remarks], author)


def _commented(audit: Audit, document: Document, lang: Lang) -> bytes | None:
    """The commented file, or None where the input is no docx or cannot be marked."""
    source = audit.files.get(document.doc)
    data = None if source is None else _data(source)
    if data is None or not is_zipfile(BytesIO(data)):
        return None
    try:
        return commented_docx(audit, document, data, lang)
    except UnmarkableError:
        return None  # the review sheet tells the same findings


def _data(source: Source) -> bytes | None:
    """The bytes of the input; None where the file has gone meanwhile."""
    if isinstance(source, Upload):
        return source.data
    return source.read_bytes() if source.is_file() else None


@dataclass(frozen=True, slots=True)
class _Remark:
    """What is to be said about characters `start` to `end` of a document."""

    start: int
    end: int
    lines: tuple[str, ...]


def _remarks(audit: Audit, document: Document, lang: Lang) -> Iterator[_Remark]:
    """Findings to change or check, joint sets, and figures that differ from their source."""
    for finding in audit.findings:
        if group_of(audit, finding) in _TOLD:
            yield from _finding_remark(audit, document, finding, lang)
    for joint in audit.joints:
        suspects = joint_suspects(audit, joint)
        for claim in (suspects[0] if suspects else ())[:1]:
            if claim.doc == document.doc:
                yield _Remark(claim.start, claim.end, _joint_lines(audit, joint, lang))
    for match in audit.matches:
        claim = audit.claim_by_id[match.claim]
        if match.verdict is SourceVerdict.DIFFERENT and claim.doc == document.doc:
            yield _Remark(claim.start, claim.end, (match_text(claim, match, lang),))


def _finding_remark(
    audit: Audit, document: Document, finding: Finding, lang: Lang
) -> Iterator[_Remark]:
    """The remark on the first figure of a finding that this document prints."""
    group = pick(lang, *GROUP_NAMES[group_of(audit, finding)])
    colon = pick(lang, "：", ": ")
    facts = finding_facts(audit, finding, lang)
    lines = [f"【{group}】{message(finding, lang)}"]
    lines += [f"{fact.label}{colon}{fact.words}" for fact in facts]
    claims = [claim for claim in finding.relation.claims if claim.doc == document.doc]
    for claim in finding.relation.claims[1:]:
        place = full_place(audit, claim, lang)
        lines.append(
            pick(lang, f"对照：{place} “{claim.text}”", f"against: {place} “{claim.text}”")
        )
    if claims:
        yield _Remark(claims[0].start, claims[0].end, tuple(lines))
    elif finding.relation.license.doc == document.doc:
        quote = quotes_of(audit, finding)[0]
        name = next(part.text for part in quote.parts if part.is_name)
        yield _Remark(quote.at, quote.at + len(name), tuple(lines))


def _joint_lines(audit: Audit, joint: Joint, lang: Lang) -> tuple[str, ...]:
    group = Group.MUST if joint.strength is Strength.HARD else Group.CHECK
    title = f"【{pick(lang, *GROUP_NAMES[group])}】{joint_title(joint, lang)}"
    lines = [title, *joint_members(audit, joint, lang)]
    return (*lines, suspects_text(audit, joint, lang))


class _Anchors:
    """Finds the characters of a document in the Word file that it was read from."""

    def __init__(self, document: Document, file: WordFile, lang: Lang) -> None:
        self._document = document
        self._file = file
        self._lang = lang
        self._alignment = align(document.text, file.flow.text)
        kept = [place for place, char in enumerate(file.flow.text) if not char.isspace()]
        self._places = kept
        self._words = "".join(file.flow.text[place] for place in kept)
        self._notes = {name: _words_of(xml) for name, xml in file.footnotes().items()}

    def comment(self, remark: _Remark) -> Comment:
        """The comment on the characters of a remark; on the nearest ones Word allows, saying so."""
        text = self._document.text[remark.start : remark.end]
        span = self._exact(remark) or self._by_words(remark)
        if span is not None:
            return Comment(*span, remark.lines)
        character = self._note_mark(remark)
        where = pick(self._lang, "脚注中的", "in a footnote: ") if character is not None else ""
        lead = pick(self._lang, f"（{where}“{text}”）", f"({where}“{text}”) ")
        first = character or 0
        if not self._file.flow.text:
            raise UnmarkableError("no text to comment on")
        return Comment(first, first + 1, (lead + remark.lines[0], *remark.lines[1:]))

    def _exact(self, remark: _Remark) -> tuple[int, int] | None:
        """The aligned characters, if they are the same words in one stretch."""
        span = self._alignment.span(remark.start, remark.end, self._document.text)
        wanted = _bare(self._document.text[remark.start : remark.end])
        return span if span and _bare(self._file.flow.text[slice(*span)]) == wanted else None

    def _by_words(self, remark: _Remark) -> tuple[int, int] | None:
        """Words whose surroundings stand exactly once in the file, wherever that is (a box)."""
        text = self._document.text
        wanted = _bare(text[remark.start : remark.end])
        before = _bare(text[max(0, remark.start - 12) : remark.start])
        after = _bare(text[remark.end : remark.end + 8])
        for lead, tail in ((before, after), (before, ""), ("", after)):
            pattern = lead + wanted + tail
            if len(pattern) > len(wanted) + 3 and self._words.count(pattern) == 1:
                first = self._words.index(pattern) + len(lead)
                return self._places[first], self._places[first + len(wanted) - 1] + 1
        return None

    def _note_mark(self, remark: _Remark) -> int | None:
        """The character in front of the mark of the footnote that holds the words."""
        block = block_at(self._document, remark.start)
        words = _bare(self._document.text[remark.start : block.end if block else remark.end])
        flow = self._file.flow
        for name, note in self._notes.items():
            run = flow.footnotes.get(name)
            if run is None or len(words) < 3 or words not in note:
                continue
            before = [piece for piece in flow.pieces if piece.run <= run]
            return before[-1].at + len(before[-1].offsets) - 2 if before else None
        return None


def _bare(words: str) -> str:
    """Words without white space."""
    return "".join(words.split())


def _words_of(xml: bytes) -> str:
    """The text of a piece of Word XML, without white space."""
    return _bare(regex.sub(r"<[^>]*>", "", xml.decode(errors="replace")))


def review_sheet(audit: Audit, documents: Sequence[Document], lang: Lang) -> bytes:
    """A sheet with every finding of some documents: place, words, what is wrong, what to do."""
    sheet = docx.Document()
    section = sheet.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    style = sheet.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    names = {document.doc for document in documents}
    sheet.add_heading(pick(lang, "数字审核意见", "Review of figures"), level=1)
    for document in documents:
        sheet.add_paragraph(document.title or document.doc)
        for warning in warnings_of(document, lang):
            sheet.add_paragraph(warning)
    for group in _TOLD:
        found = by_urgency(
            [
                finding
                for finding in audit.findings
                if group_of(audit, finding) is group and _touches(finding, names)
            ]
        )
        sheet.add_heading(f"{pick(lang, *GROUP_NAMES[group])}（{len(found)}）", level=2)
        if found:
            _fill(sheet.add_table(rows=1, cols=5), audit, found, lang)
    for joint in audit.joints:
        for line in _joint_lines(audit, joint, lang):
            sheet.add_paragraph(line)
    out = BytesIO()
    sheet.save(out)
    return out.getvalue()


def _touches(finding: Finding, names: set[str]) -> bool:
    """Whether a finding speaks of one of the documents."""
    docs = {claim.doc for claim in finding.relation.claims} | {finding.relation.license.doc}
    return bool(docs & names)


def _fill(table: Table, audit: Audit, findings: Sequence[Finding], lang: Lang) -> None:
    """One row for each finding; the last column is left for the reader's pen."""
    table.style = "Table Grid"
    heads = (
        ("序号", "No."),
        ("位置与原文", "Place and words"),
        ("意见", "Finding"),
        ("怎样改", "Repair"),
        ("处理", "Done"),
    )
    for cell, (zh, en) in zip(table.rows[0].cells, heads, strict=True):
        cell.text = pick(lang, zh, en)
    colon = pick(lang, "：", ": ")
    for number, finding in enumerate(findings, start=1):
        facts = list(finding_facts(audit, finding, lang))
        words = [
            f"{quote_place(audit, quote, lang)}{colon}{quote.marked()}"
            for quote in quotes_of(audit, finding)
        ]
        about = [f"{f.label}{colon}{f.words}" for f in facts if f.name != "repair"]
        repairs = [fact.words for fact in facts if fact.name == "repair"]
        cells = table.add_row().cells  # type: ignore[no-untyped-call]  # python-docx leaves it bare
        cells[0].text = str(number)
        cells[1].text = "\n".join(words)
        cells[2].text = "\n".join([message(finding, lang), *about])
        cells[3].text = "\n".join(repairs)
