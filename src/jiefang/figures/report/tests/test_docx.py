"""Word: comments on the exact characters of a real file, a review sheet for everything else."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest

from jiefang.figures.audit import audit_files
from jiefang.figures.formula import Const
from jiefang.figures.gather import Upload
from jiefang.figures.judge import judge
from jiefang.figures.relation import Equation, License, Observation, Relation, Strength
from jiefang.figures.report.docx import commented_docx, review
from jiefang.figures.report.tests.sample import TEXT, audited
from jiefang.figures.report.tests.test_wordmarks import commented_texts, main_xml, without_marks

ROWS = (
    ("指标", "单位", "2022年", "2023年"),
    ("第一产业增加值", "亿元", "5.00", "5.10"),
    ("常住人口", "万人", "31.10", "31.60"),
)
FOOTNOTES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes '
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def report(text: str = TEXT, size: int = 5) -> bytes:
    """The sample as docx, every paragraph cut into runs of a few characters, with a table."""
    document = docx.Document()
    for line in text.splitlines():
        paragraph = document.add_paragraph()
        for number, chunk in enumerate(re.findall(rf".{{1,{size}}}", line)):
            paragraph.add_run(chunk).bold = number % 2 == 0
    table = document.add_table(rows=0, cols=4)
    for row in ROWS:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_footnote(data: bytes, behind: str, words: str) -> bytes:
    """The file with a footnote whose mark stands behind some text."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name).decode() if name.endswith((".xml", ".rels")) else None
            if name == "word/document.xml":
                mark = '</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>'
                part = part.replace(f"{behind}</w:t></w:r>", behind + mark, 1)
            elif name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rId99" Type="{relation}" Target="footnotes.xml"/>'
                part = part.replace("</Relationships>", link + "</Relationships>")
            elif name == "[Content_Types].xml":
                link = f'<Override PartName="/word/footnotes.xml" ContentType="{kind}"/>'
                part = part.replace("</Types>", link + "</Types>")
            new.writestr(name, old.read(name) if part is None else part)
        new.writestr("word/footnotes.xml", FOOTNOTES.format(words=words))
    return out.getvalue()


def commented(data: bytes, lang: str = "zh") -> bytes:
    (marked,) = review(audit_files([Upload("公报.docx", data)]), lang).values()
    return marked


@pytest.mark.parametrize("size", [1, 3, 5, 200])
def test_every_comment_stands_on_a_figure_of_its_finding(size) -> None:
    data = report(size=size)
    audit = audit_files([Upload("公报.docx", data)])
    marked = commented(data)
    told = {c.comment_id: c.text for c in docx.Document(BytesIO(marked)).comments}
    assert any("必须改" in text and "120.50亿元" in text for text in told.values())
    figures = {claim.text for claim in audit.claims}
    for name, words in commented_texts(marked).items():
        assert words in figures
        assert words in told[int(name)]


def test_nothing_but_marks_is_added() -> None:
    data = report()
    marked = commented(data)
    assert without_marks(main_xml(marked)) == without_marks(main_xml(data))
    before, after = docx.Document(BytesIO(data)), docx.Document(BytesIO(marked))
    assert [p.text for p in after.paragraphs] == [p.text for p in before.paragraphs]


def test_the_same_input_gives_the_same_file() -> None:
    data = report()
    assert commented(data) == commented(data)


def test_a_figure_in_a_footnote_is_marked_at_its_mark() -> None:
    words = "2023年三次产业结构为14.2:33.4:62.4。"
    data = with_footnote(report(size=200), "增长6.0%。", words)
    marked = commented(data)
    texts = commented_texts(marked)
    notes = [c for c in docx.Document(BytesIO(marked)).comments if "脚注中的" in c.text]
    assert notes
    for note in notes:
        assert texts[str(note.comment_id)] == "。"
    assert without_marks(main_xml(marked)) == without_marks(main_xml(data))


def test_a_finding_without_figures_is_marked_on_its_words() -> None:
    data = report(TEXT + "深入开展“效率提升年”活动。\n要把“效能提升年”活动办好。\n")
    audit = audit_files([Upload("公报.docx", data)])
    document = audit.documents[0]
    check = Observation(holds=False, zh="“效率提升年”与“效能提升年”不同。", en="Two spellings.")
    start, end = document.text.index("效率"), document.text.index("办好")
    relation = Relation("A37", Strength.SOFT, (), check, License(document.doc, start, end))
    marked = commented_docx(replace(audit, findings=(judge(relation),)), document, data, "zh")
    assert list(commented_texts(marked).values()) == ["效率提升年"]


def test_a_figure_of_a_table_cell_has_its_own_comment() -> None:
    data = report()
    audit = audit_files([Upload("公报.docx", data)])
    cell = next(claim for claim in audit.claims if claim.text == "31.60")
    check = Equation(Const(Fraction(312_000)), cell.id)
    relation = Relation(
        "A23", Strength.HARD, (cell,), check, License(cell.doc, cell.start, cell.end)
    )
    marked = commented_docx(
        replace(audit, findings=(judge(relation),)), audit.documents[0], data, "zh"
    )
    assert list(commented_texts(marked).values()) == ["31.60"]


def test_other_inputs_get_a_review_sheet() -> None:
    files = review(audited(), "zh")
    assert list(files) == ["审核意见.docx"]
    sheet = docx.Document(BytesIO(files["审核意见.docx"]))
    words = "\n".join(
        cell.text for table in sheet.tables for row in table.rows for cell in row.cells
    )
    assert "【120.50亿元】" in words
    assert "相差 0.09 亿元" in words
    english = docx.Document(BytesIO(review(audited(), "en")["review.docx"]))
    assert english.tables[0].rows[0].cells[2].text == "Finding"


def test_several_files_get_one_file_each_and_one_sheet() -> None:
    uploads = [
        Upload("甲.docx", report()),
        Upload("乙.docx", report(TEXT.replace("2023", "2022"))),
        Upload("丙.txt", TEXT.replace("2023", "2021").encode()),
    ]
    assert sorted(review(audit_files(uploads), "zh")) == ["乙.docx", "审核意见.docx", "甲.docx"]
