"""Word files: what is printed when every change is accepted, with all that hangs on the text."""

import pytest

from jiefang.figures.document import BlockKind, Document
from jiefang.figures.read import read_bytes
from jiefang.figures.read.tests.samples import par, run, table, word


def read(body: str, **parts: str) -> Document:
    return read_bytes(word(body, **parts), name="报告.docx")


def test_insertions_are_in_and_deletions_out() -> None:
    document = read(
        "<w:p>"
        + run("收入")
        + f"<w:ins>{run('6.2')}</w:ins>"
        + "<w:del><w:r><w:delText>5.8</w:delText></w:r></w:del>"
        + f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('亿元')}</w:moveTo></w:p>"
    )
    assert document.text == "收入6.2亿元"
    assert "插入 2 处，删除 2 处" in document.warnings[0]
    assert "2 insertions, 2 deletions" in document.warnings_en[0]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("收入增长") + "</w:p>"
    assert read(first + par("6.2%。")).text == "收入增长6.2%。"


def test_deleted_rows_are_not_read() -> None:
    rows = table([["项目", "数"], ["收入", "5"]])
    gone = "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" + par("支出") + "</w:tc></w:tr></w:tbl>"
    assert "支出" not in read(rows.replace("</w:tbl>", gone)).text


def test_footnotes_and_endnotes_follow_the_text_with_their_marks() -> None:
    body = "<w:p>" + run("人口") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + run("29.5万人")
    body += '<w:r><w:endnoteReference w:id="3"/></w:r></w:p>'
    document = read(
        body,
        footnotes=f'<w:footnote w:id="2">{par("常住人口。")}</w:footnote>',
        endnotes=f'<w:endnote w:id="3">{par("年末数。")}</w:endnote>',
    )
    assert document.text == "人口[1]29.5万人[2]\n[1]常住人口。\n[2]年末数。"
    assert [block.kind for block in document.blocks[1:]] == [BlockKind.NOTE, BlockKind.NOTE]
    assert "脚注 2 条" in document.warnings[0]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{par('专栏数字5亿元。')}</w:txbxContent>"
    body = (
        "<w:p>"
        + run("正文。")
        + f"<w:r><mc:AlternateContent><mc:Choice><wps:txbx>{box}</wps:txbx></mc:Choice>"
        + f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent>"
        + "</w:r></w:p>"
    )
    document = read(body)
    assert document.text == "正文。\n专栏数字5亿元。"
    assert "文本框 1 个" in document.warnings[0]


def test_content_controls_are_read() -> None:
    inline = "<w:sdt><w:sdtPr/><w:sdtContent>" + run("6.2") + "</w:sdtContent></w:sdt>"
    body = "<w:p>" + run("增长") + inline + run("%。") + "</w:p>"
    block = "<w:sdt><w:sdtContent>" + par("第二段。") + "</w:sdtContent></w:sdt>"
    assert read(body + block).text == "增长6.2%。\n第二段。"


def test_hidden_text_field_codes_and_pinyin_are_no_text() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>秘</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    ruby = (
        "<w:ruby><w:rt>" + run("qu") + "</w:rt><w:rubyBase>" + run("区") + "</w:rubyBase></w:ruby>"
    )
    assert (
        read("<w:p>" + run("全") + ruby + hidden + field + run("收入。") + "</w:p>").text
        == "全区收入。"
    )


def test_headings_by_style_and_by_words() -> None:
    style = '<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="heading 2"/></w:style>'
    document = read(
        par("综合", style="a3") + par("全年收入增长。") + par("一、工业") + par("工业增长。"),
        styles=style,
    )
    kinds = [(block.kind, block.level) for block in document.blocks]
    assert kinds[0] == (BlockKind.HEADING, 2)
    assert kinds[2][0] is BlockKind.HEADING


def test_merged_cells_keep_their_spans() -> None:
    def cell(text: str, properties: str) -> str:
        return f"<w:tcPr>{properties}</w:tcPr>" + par(text)

    document = read(
        table(
            [
                [
                    cell("指标", '<w:vMerge w:val="restart"/>'),
                    cell("2023年", '<w:gridSpan w:val="2"/>'),
                ],
                [cell("", "<w:vMerge/>"), "绝对数", "增长%"],
                ["收入", "6.2", "7"],
            ]
        )
    )
    (found,) = document.tables
    shapes = {cell.text: (cell.row_span, cell.column_span, cell.is_header) for cell in found.cells}
    assert shapes["指标"] == (2, 1, True)
    assert shapes["2023年"] == (1, 2, True)
    assert shapes["增长%"] == (1, 1, True)
    assert shapes["6.2"] == (1, 1, False)


def test_caption_unit_and_note_of_a_table() -> None:
    document = read(
        par("表1 收支情况")
        + par("单位：万元")
        + table([["项目", "2023年"], ["收入", "61646"], ["注：快报数。", ""]])
        + par("说明：不含基金。")
    )
    (found,) = document.tables
    assert (found.caption, found.unit, found.rows) == ("表1 收支情况", "万元", 2)
    assert [block.kind for block in document.blocks] == [BlockKind.NOTE, BlockKind.NOTE]


def test_a_table_inside_a_cell_is_a_table_of_its_own() -> None:
    inner = table([["甲", "乙"], ["1", "2"]])
    document = read(table([["项目", "内容"], ["附表", par("见下") + inner]]))
    assert [found.rows for found in document.tables] == [2, 2]


def test_a_frame_of_one_cell_is_text() -> None:
    document = read(table([[par("专栏1 重点项目") + par("总投资3亿元。")]]))
    assert document.tables == ()
    assert [document.text[b.start : b.end] for b in document.blocks][1] == "总投资3亿元。"


def test_line_breaks_inside_a_paragraph_and_odd_hyphens() -> None:
    body = (
        "<w:p>" + run("1") + "<w:r><w:noBreakHyphen/></w:r>" + run("8月。") + "<w:r><w:br/></w:r>"
    )
    assert read(body + run("第二行。") + "</w:p>").text == "1-8月。\n第二行。"


@pytest.mark.parametrize("name", ["报告.docx", "报告.txt", "报告"])
def test_the_content_decides_not_the_suffix(name: str) -> None:
    document = read_bytes(word(par("收入增长。")), name=name)
    assert document.text == "收入增长。"
    assert bool(document.warnings) == (name == "报告.txt")
