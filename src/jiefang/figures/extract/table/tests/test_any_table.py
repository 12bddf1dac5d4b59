"""Whatever stands in a table, reading it neither fails nor points outside the document."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jiefang.figures.extract.table import table_view
from jiefang.figures.extract.table.tests.builder import document_with
from jiefang.figures.indicators import load

CATALOGUE = load()
TEXTS = st.sampled_from(
    [
        "", "—", "…", "12.5", "-3.2", "1,208", "100.0", "<3.5", "8%左右", "6.9:40.1:53.0",
        "2020", "2023年", "1-8月", "上年同期", "“十三五”目标", "年均增长（%）",
        "比上年增长（%）", "比重（%）", "合计", "小计", "其中：", "其中：城镇", "#工业",
        "一、综合", "（一）农业", "1.粮食", "  乡村", "全市", "东区", "地区生产总值", "第一产业",
        "第二产业", "第三产业", "单位", "亿元", "万人", "%", "指标", "序号", "绝对数（亿元）",
        "男", "女", "全年", "一季度", "预期性", "单位：万元", "排名",
    ]
)  # fmt: skip


@st.composite
def tables(draw):
    rows, columns = draw(st.integers(1, 7)), draw(st.integers(1, 6))
    return [[draw(TEXTS) for _ in range(columns)] for _ in range(rows)]


@settings(max_examples=150, deadline=None)
@given(tables(), st.integers(0, 2), st.sampled_from([None, "表1 2023年地区生产总值", "单位：%"]))
def test_any_table(rows, headers, caption):
    document = document_with(rows, headers=headers, caption=caption)
    view = table_view(document, document.tables[0], indicators=CATALOGUE)
    ids = [figure.claim.id for figure in view.figures]
    assert len(ids) == len(set(ids))
    for figure in view.figures:
        claim = figure.claim
        assert document.text[claim.start : claim.end] == claim.text
        assert claim.value or claim.values
    known = set(ids)
    for one in view.sums:
        assert {one.total.id, *(part.id for part in one.parts)} <= known
        assert one.total not in one.parts
        assert 0 <= one.license[0] < one.license[1] <= len(document.text)
