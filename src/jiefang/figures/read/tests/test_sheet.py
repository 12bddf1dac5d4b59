"""Spreadsheets: every cell as it is printed, with each zero."""

from decimal import Decimal

import pytest

from jiefang.figures.document import Document, Table
from jiefang.figures.read import read_bytes
from jiefang.figures.read.number_format import show
from jiefang.figures.read.tests.samples import old_workbook, workbook

STYLES = (
    '<numFmts><numFmt numFmtId="170" formatCode="0.0_ "/>'
    '<numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="4"/><xf numFmtId="10"/><xf numFmtId="170"/>'
    '<xf numFmtId="171"/></cellXfs>'
)


def read(rows: str, *strings: str) -> Document:
    sheet = workbook(f"<sheetData>{rows}</sheetData>", styles=STYLES, strings=strings)
    return read_bytes(sheet, name="表.xlsx")


def texts(table: Table) -> list[str]:
    return [cell.text for cell in table.cells]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("29129.030000000002", "0.00", "29129.03"),
        ("0.1529", "0.00%", "15.29%"),
        ("-1234.5", "#,##0.00;[Red]-#,##0.00", "-1,234.50"),
        ("1234.5", '#,##0.00"亿元"', "1,234.50亿元"),
        ("7.10", "0.0_);(0.0)", "7.1"),
        ("-7.1", "0.0_);\\(0.0\\)", "(7.1)"),
        ("6.25", "0.0", "6.3"),
        ("12345678", "0,", "12346"),
        ("0.3", "General", "0.3"),
        ("61646", "", "61646"),
        ("0", "0;-0;“—”", "“—”"),
        ("5.10", "0.0##", "5.1"),
        ("3", "@", "3"),
    ],
)
def test_numbers_are_shown_as_printed(value: str, code: str, shown: str) -> None:
    assert show(Decimal(value), code) == shown


def test_values_formats_dates_and_errors() -> None:
    document = read(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>收入</t></is></c>'
        '<c r="B2" s="1"><v>61646.5</v></c>'
        '<c r="C2" s="2"><v>0.107</v></c><c r="D2" s="3"><v>7.1000000000000005</v></c>'
        '<c r="E2" s="4"><v>45291</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A1</f><v>支出</v></c><c r="B3" t="e"><v>#DIV/0!</v></c>'
        '<c r="C3"><f>1+1</f></c></row>',
        "项目",
        "数额",
    )
    (table,) = document.tables
    assert texts(table) == [
        *("项目", "数额"),
        *("收入", "61,646.50", "10.70%", "7.1", "2023-12-31"),
        *("支出", "#DIV/0!"),
    ]
    assert table.sheet == "收支"
    assert any("#DIV/0!" in warning for warning in document.warnings)
    assert any("公式没有保存" in warning for warning in document.warnings)


def test_cells_without_references_follow_each_other() -> None:
    document = read(
        "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row>"
    )
    places = [(cell.row, cell.column, cell.text) for cell in document.tables[0].cells]
    assert places == [(0, 0, "1"), (0, 1, "2"), (1, 0, "3"), (1, 1, "4")]


def test_merged_cells_caption_and_unit() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="C2" t="s"><v>1</v></c></row>'
        '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="s"><v>3</v></c></row>'
        '<row r="4"><c r="B4" t="s"><v>4</v></c><c r="C4" t="s"><v>5</v></c></row>'
        '<row r="5"><c r="A5" t="s"><v>6</v></c><c r="B5"><v>5</v></c><c r="C5"><v>6</v></c></row>'
    )
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:C1", "A3:A4", "B3:C3"))
    data = workbook(
        f"<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>",
        strings=["收支情况表", "单位：万元", "项目", "2023年", "预算", "执行", "收入"],
    )
    (table,) = read_bytes(data, name="表.xlsx").tables
    assert (table.caption, table.unit) == ("收支情况表", "万元")
    spans = {cell.text: (cell.row_span, cell.column_span, cell.is_header) for cell in table.cells}
    assert spans["项目"] == (2, 1, True)
    assert spans["2023年"] == (1, 2, True)
    assert spans["6"] == (1, 1, False)
    last = table.cells[-1]
    assert (last.row, last.column, last.address) == (2, 2, (4, 2))


@pytest.mark.parametrize(("separator", "name"), [(",", "a.csv"), ("\t", "a.tsv"), (";", "a.csv")])
def test_csv_in_gbk(separator: str, name: str) -> None:
    lines = [["项目", "2022年", "2023年"], ["收入", '"1,234.50"', "2"], ["支出", "3", "4"]]
    data = "\r\n".join(separator.join(line) for line in lines).encode("gbk")
    document = read_bytes(data, name=name)
    assert texts(document.tables[0])[3:6] == ["收入", "1,234.50", "2"]
    assert document.genre == "table"


def test_prose_in_a_cell_is_read_as_paragraphs() -> None:
    prose = "全年收入6.2亿元，增长7.1%。" * 40
    document = read_bytes(f'省份,正文\n甲,"{prose}"\n'.encode(), name="a.csv")
    assert [document.text[b.start : b.end] for b in document.blocks] == [prose]


def test_old_workbooks() -> None:
    document = read_bytes(old_workbook([["项目", "2023年"], ["收入", 61646]]), name="表.xls")
    assert texts(document.tables[0]) == ["项目", "2023年", "收入", "61646"]
    assert document.text.splitlines()[-1] == "收入\t61646"
