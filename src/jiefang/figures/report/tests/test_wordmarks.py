"""Comments in a Word file: exact characters, and nothing else changed."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.report.alignment import align
from jiefang.figures.report.wordflow import UnmarkableError, read_flow
from jiefang.figures.report.wordmarks import Author, Comment, WordFile

AUTHOR = Author("数字审核", "审")
HEAD = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document '
    b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
)
TAIL = b"</w:body></w:document>"


def package(*paragraphs: list[tuple[str, bool]]) -> bytes:
    """A docx with paragraphs of runs (text, bold)."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text, bold in runs:
            run = paragraph.add_run(text)
            run.bold = bold
            run.font.size = Pt(15)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_main(data: bytes, xml: bytes) -> bytes:
    """The package with another main part."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, xml if info.filename == "word/document.xml" else old.read(info))
    return out.getvalue()


def main_xml(data: bytes) -> bytes:
    return ZipFile(BytesIO(data)).read("word/document.xml")


def without_marks(xml: bytes) -> bytes:
    """Take marks out and join neighbouring runs of one format, as before and after splitting."""
    xml = re.sub(rb'<w:commentRange(?:Start|End) w:id="\d+"/>', b"", xml)
    xml = re.sub(rb'<w:r><w:commentReference w:id="\d+"/></w:r>', b"", xml)
    xml = xml.replace(b'<w:t xml:space="preserve">', b"<w:t>")
    head = rb"(?P<head><w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>|<w:rPr/>)?)"
    pair = head + rb"<w:t>(?P<one>[^<]*)</w:t></w:r>(?P=head)<w:t>"
    joined = b""
    while joined != xml:
        joined, xml = xml, re.sub(pair, rb"\g<head><w:t>\g<one>", xml, flags=re.DOTALL)
    return xml


def commented_texts(data: bytes) -> dict[str, str]:
    """By comment id the characters between its marks, read by another program's model."""
    body = docx.Document(BytesIO(data)).element.body
    texts: dict[str, str] = {}
    open_ids: set[str] = set()
    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in body.iter():
        if element.tag == f"{word}commentRangeStart":
            open_ids.add(element.get(f"{word}id"))
            texts.setdefault(element.get(f"{word}id"), "")
        elif element.tag == f"{word}commentRangeEnd":
            open_ids.discard(element.get(f"{word}id"))
        elif element.tag == f"{word}t":
            for name in open_ids:
                texts[name] += element.text or ""
    return texts


def test_a_comment_stands_on_the_exact_characters() -> None:
    data = package(
        [("财政收入完成13.70亿", False), ("元，增长", True), (" 5.2%", False), ("。", False)]
    )
    file = WordFile(data)
    start = file.flow.text.index("13.70亿元")
    rate = file.flow.text.index("5.2%")
    comments = [
        Comment(start, start + 7, ("第一条", "第二段 <&>")),
        Comment(rate, rate + 4, ("增速",)),
    ]
    marked = file.commented(comments, AUTHOR)
    assert commented_texts(marked) == {"0": "13.70亿元", "1": "5.2%"}
    read = docx.Document(BytesIO(marked))
    assert [comment.text for comment in read.comments] == ["第一条\n第二段 <&>", "增速"]
    assert [comment.author for comment in read.comments] == ["数字审核", "数字审核"]


def test_nothing_else_changes() -> None:
    data = package(
        [("完成13.70亿元，增长5.2%。", True), ("另有3家。", False)], [("第二段2.95万", False)]
    )
    file = WordFile(data)
    comments = [
        Comment(file.flow.text.index(words), file.flow.text.index(words) + len(words), ("看",))
        for words in ("13.70亿元", "5.2%", "3家", "2.95万")
    ]
    marked = file.commented(comments, AUTHOR)
    assert without_marks(main_xml(marked)) == without_marks(main_xml(data))
    assert len(main_xml(marked)) > len(main_xml(data))
    before, after = ZipFile(BytesIO(data)), ZipFile(BytesIO(marked))
    assert before.namelist() == after.namelist()[: len(before.namelist())]
    touched = {"word/document.xml", "word/comments.xml", "[Content_Types].xml"}
    touched.add("word/_rels/document.xml.rels")
    for name in set(before.namelist()) - touched:
        assert before.read(name) == after.read(name)


def test_split_runs_keep_their_formatting() -> None:
    data = package([("增长5.2%左右", True)])
    file = WordFile(data)
    marked = file.commented([Comment(2, 6, ("看",))], AUTHOR)
    runs = [run for run in docx.Document(BytesIO(marked)).paragraphs[-1].runs if run.text]
    assert [(run.text, run.bold, run.font.size) for run in runs] == [
        ("增长", True, Pt(15)),
        ("5.2%", True, Pt(15)),
        ("左右", True, Pt(15)),
    ]


def test_existing_comments_stay() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph()
    run = paragraph.add_run("产值100亿元")
    document.add_comment(run, text="原有批注", author="某人", initials="某")
    out = BytesIO()
    document.save(out)
    marked = WordFile(out.getvalue()).commented([Comment(2, 7, ("新批注",))], AUTHOR)
    comments = list(docx.Document(BytesIO(marked)).comments)
    assert [comment.text for comment in comments] == ["原有批注", "新批注"]
    assert len({comment.comment_id for comment in comments}) == 2


def test_no_comment_leaves_the_file_alone() -> None:
    data = package([("无数字", False)])
    assert WordFile(data).commented([], AUTHOR) == data


def test_insertions_hyperlinks_tabs_and_deletions() -> None:
    xml = (
        HEAD + b"<w:p><w:r><w:t>A</w:t></w:r>"
        b'<w:ins w:id="7" w:author="x"><w:r w:rsidR="00AB"><w:rPr><w:b/></w:rPr>'
        b"<w:t>12.50%</w:t></w:r></w:ins>"
        b'<w:del w:id="8" w:author="x"><w:r><w:delText>11</w:delText><w:t>no</w:t></w:r></w:del>'
        b"<w:r><w:t>x</w:t><w:tab/><w:t>3.0&amp;4</w:t><w:tab/></w:r></w:p>" + TAIL
    )
    data = with_main(package([("x", False)]), xml)
    file = WordFile(data)
    assert file.flow.text == "A12.50%x3.0&4"
    spans = {"12.50": (1, 6), "3.0&4": (8, 13)}
    marked = file.commented([Comment(*span, ("看",)) for span in spans.values()], AUTHOR)
    assert set(commented_texts(marked).values()) == set(spans)
    docx.Document(BytesIO(marked))


def test_a_figure_in_a_text_box_is_marked_at_the_paragraph_that_holds_it() -> None:
    xml = (
        HEAD + b"<w:p><w:r><w:t>a</w:t></w:r><w:r><w:pict><w:txbxContent><w:p><w:r><w:t>9.90%</w:t>"
        b"</w:r></w:p></w:txbxContent></w:pict></w:r></w:p>" + TAIL
    )
    file = WordFile(with_main(package([("x", False)]), xml))
    marked = main_xml(file.commented([Comment(1, 6, ("看",))], AUTHOR))
    assert without_marks(marked) == xml
    assert b'<w:commentRangeStart w:id="0"/><w:r><w:pict>' in marked


@pytest.mark.parametrize(
    "xml",
    [
        b"<document/>",
        HEAD.replace(b"UTF-8", b"GBK") + TAIL,
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>" + HEAD[56:] + TAIL,
        HEAD,
    ],
)
def test_strange_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(UnmarkableError):
        read_flow(xml)


TEXTS = st.lists(
    st.lists(
        st.tuples(st.text("数据1.2% &<亿", min_size=1, max_size=8), st.booleans()), max_size=4
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(paragraphs=TEXTS, picks=st.data())
def test_any_range_is_marked_exactly_and_reversibly(paragraphs, picks) -> None:
    data = package(*paragraphs)
    file = WordFile(data)
    text = file.flow.text
    if not text:
        return
    spans = []
    for _ in range(picks.draw(st.integers(1, 4))):
        start = picks.draw(st.integers(0, len(text) - 1))
        spans.append((start, picks.draw(st.integers(start + 1, len(text)))))
    marked = file.commented([Comment(*span, ("看",)) for span in spans], AUTHOR)
    assert commented_texts(marked) == {
        str(number): text[start:end] for number, (start, end) in enumerate(spans)
    }
    assert read_flow(main_xml(marked)).text == text
    assert without_marks(main_xml(marked)) == without_marks(main_xml(data))


def test_alignment_survives_numbers_notes_and_boxes() -> None:
    read = "一、总体情况\n产值 100.0 亿元，增长5.2%。\n注：数据为快报数。\n二、结构\n占比 39.8%"
    flow = "总体情况产值100.0亿元，文本框里另有8家增长5.2%。结构占比39.8%"
    alignment = align(read, flow)
    for words in ("100.0 亿元", "5.2%", "39.8%"):
        start = read.index(words)
        span = alignment.span(start, start + len(words), read)
        assert span is not None
        assert flow[slice(*span)] == words.replace(" ", "")
    start = read.index("快报")
    assert alignment.span(start, start + 2, read) is None
