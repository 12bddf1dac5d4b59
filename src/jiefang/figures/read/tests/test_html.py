"""Saved web pages: the article without its frame."""

from jiefang.figures.document import BlockKind, Document
from jiefang.figures.read import read_bytes

PROSE = "全年一般公共预算收入6.2亿元，比上年增长7.1%；支出9.4亿元，增长3.0%。"


def read(body: str, head: str = "") -> Document:
    page = (
        f"<!DOCTYPE html><html><head><meta charset=gb2312>{head}</head><body>{body}</body></html>"
    )
    return read_bytes(page.encode("gbk"), name="页面.html")


def texts(document: Document, kind: BlockKind) -> list[str]:
    return [document.text[b.start : b.end] for b in document.blocks if b.kind is kind]


def test_menus_and_footers_are_left_out() -> None:
    document = read(
        '<div class="nav"><a href=#>首页</a><a href=#>政务公开</a></div>'
        f"<div id=main><h1>某区2023年公报</h1><p>{PROSE}</p><script>var x = 1;</script></div>"
        '<div class="footer">版权所有 某区政府</div>'
    )
    assert document.text == f"某区2023年公报\n{PROSE}"
    assert document.title == "某区2023年公报"


def test_paragraphs_by_tags_and_by_breaks() -> None:
    document = read(
        f"<div>　　{PROSE}<br>　　第二段写财政。<p>第三<b>段</b>写<span>税收</span>。</p></div>"
    )
    found = texts(document, BlockKind.PARAGRAPH)
    assert found == [PROSE, "第二段写财政。", "第三段写税收。"]


def test_spans_of_cells_come_from_the_page() -> None:
    document = read(
        f"<p>{PROSE}</p><p>表1 收支</p><table><thead>"
        "<tr><th rowspan=2>项目<th colspan=2>2023年</tr>"
        "<tr><th>数额<th>比上年<br>增长%</tr></thead>"
        "<tr><td>　　其中：税收<td>5.0<td>6.1</tr></table>"
    )
    (table,) = document.tables
    assert table.caption == "表1 收支"
    spans = {cell.text: (cell.row_span, cell.column_span) for cell in table.cells}
    assert spans["项目"] == (2, 1)
    assert spans["2023年"] == (1, 2)
    assert "比上年增长%" in spans
    child = next(cell for cell in table.cells if cell.text.startswith("其中"))
    assert (child.indent, child.is_header) == (4, False)


def test_a_table_that_only_places_things_is_text() -> None:
    document = read(f"<table><tr><td><h2>标题在此</h2><p>{PROSE}</p></td></tr></table>")
    assert document.tables == ()
    assert PROSE in texts(document, BlockKind.PARAGRAPH)


def test_date_and_title_of_the_page() -> None:
    head = '<title>某区公报_某区政府</title><meta name="PubDate" content="2024-03-01 10:00">'
    document = read(f"<p>{PROSE}</p>", head)
    assert (document.title, document.date) == ("某区公报", "2024-03-01")


def test_deleted_text_and_hidden_parts_are_left_out() -> None:
    document = read(f"<p>{PROSE}<del>旧数9亿元</del></p><div style='display: none'>隐藏</div>")
    assert document.text == PROSE


def test_a_page_saved_as_one_file() -> None:
    page = (
        "From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="B"\r\n\r\n--B\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"<html><head><meta charset=utf-8></head><body><p>{PROSE}</p></body></html>\r\n--B--\r\n"
    )
    assert read_bytes(page.encode(), name="页面.mhtml").text == PROSE


def test_a_web_page_that_calls_itself_xls() -> None:
    page = (
        "<html><body><table><tr><td>项目<td>数</tr><tr><td>收入<td>5.10</tr></table></body></html>"
    )
    document = read_bytes(page.encode(), name="报表.xls")
    assert [cell.text for cell in document.tables[0].cells] == ["项目", "数", "收入", "5.10"]
    assert ".xls" in document.warnings[0]


def test_a_text_that_begins_with_a_tag_is_a_text() -> None:
    text = f"<table>一词是标签。{PROSE}"
    assert read_bytes(text.encode(), name="说明.txt").text == text
    page = f"<!DOCTYPE html><html><body><p>{PROSE}</p></body></html>"
    assert read_bytes(page.encode(), name="说明.txt").text == PROSE
