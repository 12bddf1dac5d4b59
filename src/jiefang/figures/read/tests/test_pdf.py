"""PDF: lines joined, pages counted, columns read one after the other, ruled tables."""

from jiefang.figures.document import BlockKind, Document
from jiefang.figures.read import read_bytes
from jiefang.figures.read.tests.samples import ofd, pdf

LINES = (
    "过去五年全区经济总量连续跨过三个台阶，地区生产总值由",
    "121.4亿元增加到182.5亿元，年均增长6.2%，人均水平高于",
    "全市平均，居民收入与经济增长基本同步。",
)


def texts(document: Document, kind: BlockKind = BlockKind.PARAGRAPH) -> list[str]:
    return [
        "".join(document.text[b.start : b.end].split()) for b in document.blocks if b.kind is kind
    ]


def paragraph(top: int) -> list[tuple[int, int, str]]:
    """Three lines of one paragraph, the first one indented."""
    return [(72 if n else 96, top - 20 * n, line) for n, line in enumerate(LINES)]


def test_lines_are_joined_and_pages_counted() -> None:
    document = read_bytes(pdf([paragraph(760), paragraph(760)]), name="a.pdf")
    assert texts(document) == ["".join(LINES)] * 2
    assert [block.page for block in document.blocks] == [1, 2]


def test_running_heads_and_page_numbers_are_furniture() -> None:
    pages = [
        [(200, 810, "某区国民经济公报"), *paragraph(720), (290, 30, f"— {number} —")]
        for number in range(1, 5)
    ]
    document = read_bytes(pdf(pages), name="a.pdf")
    assert texts(document) == ["".join(LINES)] * 4
    assert len(texts(document, BlockKind.FURNITURE)) == 8


def test_a_sentence_goes_on_over_the_page() -> None:
    first = [(72, 100 - 20 * n, line) for n, line in enumerate(LINES[:2])]
    pages = [
        [*paragraph(300), *first, (290, 20, "- 1 -")],
        [(72, 780, LINES[2]), (290, 20, "- 2 -")],
    ]
    document = read_bytes(pdf(pages), name="a.pdf")
    last = [block for block in document.blocks if block.kind is BlockKind.PARAGRAPH][-1]
    assert len(last.gaps) == 1
    assert "".join(document.text[slice(*last.gaps[0])].split()) == "-1-"


def test_two_columns_are_read_one_after_the_other() -> None:
    left = "本区坚持项目为王，全年新开工亿元项目三"
    right = "民生支出占比保持在七成以上，新建学校两"
    page = [(60, 780 - 18 * n, left) for n in range(12)]
    page += [(320, 780 - 18 * n, right) for n in range(12)]
    text = read_bytes(pdf([page]), name="a.pdf").text
    assert text.rindex(left) < text.index(right)


def test_ruled_tables_have_their_spans() -> None:
    across = "".join(f"70 {y} m 430 {y} l S\n" for y in (700, 640, 610))
    across += "160 670 m 430 670 l S\n"
    down = "".join(f"{x} 700 m {x} 610 l S\n" for x in (70, 160, 430)) + "300 670 m 300 610 l S\n"
    page = [
        (80, 720, "表1 收支情况"),
        (90, 665, "指标"),
        (250, 680, "2023年"),
        (180, 650, "绝对数"),
        (330, 650, "增长%"),
        (90, 620, "收入"),
        (180, 620, "61646"),
        (330, 620, "10.70"),
    ]
    (table,) = read_bytes(pdf([page], rules=across + down), name="a.pdf").tables
    spans = {cell.text: (cell.row_span, cell.column_span, cell.is_header) for cell in table.cells}
    assert table.caption is not None
    assert spans["指标"] == (2, 1, True)
    assert spans["2023年"] == (1, 2, True)
    assert spans["10.70"] == (1, 1, False)


def test_a_table_goes_on_over_the_page() -> None:
    across = "".join(f"70 {y} m 430 {y} l S\n" for y in (760, 730, 700))
    down = "".join(f"{x} 760 m {x} 700 l S\n" for x in (70, 250, 430))

    def page(number: int, *words: str) -> list[tuple[int, int, str]]:
        places = [(80, 740), (260, 740), (80, 710), (260, 710)]
        return [
            (290, 30, f"- {number} -"),
            *((x, y, w) for (x, y), w in zip(places, words, strict=True)),
        ]

    pages = [
        page(1, "项目", "数额", "收入", "61646"),
        page(2, "税收", "50120", "非税", "11526"),
        page(3, "项目", "数额", "支出", "94120"),
    ]
    (table,) = read_bytes(pdf(pages, rules=across + down), name="a.pdf").tables
    labels = [cell.text for cell in table.cells if cell.column == 0]
    assert labels == ["项目", "收入", "税收", "非税", "支出"]
    assert [cell.is_header for cell in table.cells[:3]] == [True, True, False]


def test_ofd_is_read_directly() -> None:
    lines = [(20, 30 + 9 * n, text) for n, text in enumerate(LINES)]
    document = read_bytes(ofd([(60, 15, "某区公报"), *lines, (100, 285, "—1—")]), name="a.ofd")
    assert texts(document) == ["".join(LINES)]
    assert texts(document, BlockKind.FURNITURE) == ["—1—"]
    assert document.blocks[0].page == 1
