"""Reading a register: what fits becomes rows and figures, anything else is refused by its place."""

import json
import re
from pathlib import Path

import pytest

from jiefang.figures.claim import Hedge, Kind
from jiefang.figures.errors import BadOption
from jiefang.figures.relate.register import Register, printed_interval
from jiefang.figures.relate.register_file import CHINESE, CHINESE_WORDS, LAYOUT

CSV = """record,id,target,name,owner,value,year,method
target,T1,,招商引资额,,12.50亿元,2025,
share,,T1,,甲街道,5亿元,,additive
"""


def load(folder: Path, text: str, name: str = "register.csv") -> Register:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return Register.load(path)


def refusal(folder: Path, text: str, name: str = "register.csv") -> BadOption:
    with pytest.raises(BadOption) as caught:
        load(folder, text, name)
    return caught.value


def test_rows_come_in_order_with_their_lines(tmp_path: Path) -> None:
    register = load(tmp_path, CSV)
    assert [(row.record, row.line) for row in register.rows] == [("target", 2), ("share", 3)]
    assert register.belonging("share", "target", register.rows[0]) == (register.rows[1],)


def test_a_figure_keeps_every_printed_zero_and_its_place(tmp_path: Path) -> None:
    register = load(tmp_path, CSV)
    claim = register.figure(register.rows[0], "value")
    assert claim is not None
    assert (claim.digits, claim.scale, claim.unit, claim.kind) == ("12.50", "亿", "元", Kind.LEVEL)
    assert register.document.text[claim.start : claim.end] == claim.text == "12.50亿元"
    assert claim in register.claims


def test_a_hedge_and_a_sign_are_read(tmp_path: Path) -> None:
    text = "record,id,name,value,base\ntarget,T1,登记失业率,<3.5%,-0.3%\n"
    register = load(tmp_path, text)
    row = register.rows[0]
    value, base = register.figure(row, "value"), register.figure(row, "base")
    assert value is not None
    assert value.hedge is Hedge.BELOW
    assert base is not None
    assert base.sign == "-"


def test_chinese_names_and_words_are_understood(tmp_path: Path) -> None:
    text = (
        "记录,编号,所属目标,名称,责任单位,数值,分解方法\n"
        "目标,T1,,投资,,12亿元,\n"
        "分解,,T1,,甲街道,12亿元,相加\n"
    )
    register = load(tmp_path, text)
    assert register.of("share")[0].get("method") == "additive"


def test_json_by_kind_and_as_a_list_are_the_same(tmp_path: Path) -> None:
    by_kind = {"target": [{"id": "T1", "name": "投资", "value": "12亿元"}]}
    as_list = [{"record": "target", "id": "T1", "name": "投资", "value": "12亿元"}]
    one = load(tmp_path, json.dumps(by_kind), "one.json")
    other = load(tmp_path, json.dumps(as_list), "other.json")
    assert one.rows == other.rows


def test_json_numbers_keep_their_zeros(tmp_path: Path) -> None:
    register = load(tmp_path, '{"target": [{"id": 1, "name": "比重", "value": 65.0}]}', "r.json")
    assert register.rows[0].get("value") == "65.0"


def test_a_file_of_excel_in_gbk_is_read(tmp_path: Path) -> None:
    path = tmp_path / "台账.csv"
    path.write_bytes("记录,编号,名称,数值\n目标,T1,招商引资额,12亿元\n".encode("gb18030"))
    assert Register.load(path).rows[0].get("name") == "招商引资额"


def test_whole_numbers_are_decided_and_decimals_rounded(tmp_path: Path) -> None:
    text = "record,id,name,value\ntarget,T1,投资,12亿元\ntarget,T2,投资,12.4亿元\n"
    register = load(tmp_path, text)
    whole, decimal = (register.figure(row, "value") for row in register.rows)
    assert whole is not None
    assert decimal is not None
    assert printed_interval(whole).lo == printed_interval(whole).hi == 1_200_000_000
    assert (printed_interval(decimal).lo, printed_interval(decimal).hi) == (1235000000, 1245000000)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("id,name\nT1,投资\n", 1, "record"),
        ("record,id\nplan,T1\n", 2, "unknown record 'plan'"),
        ("record,id,name\ntarget,T1,投资\n", 2, "lacks 'value'"),
        ("record,id,name,value\ntarget,T1,投资,很多\n", 2, "'value' is no number"),
        ("record,id,name,value,year\ntarget,T1,投资,12,明年\n", 2, "'year' is no year"),
        ("record,id,name,value,path\ntarget,T1,投资,12,curved\n", 2, "'curved' is no path"),
        ("record,id,name,value,colour\ntarget,T1,投资,12,red\n", 2, "no column 'colour'"),
        ("record,id,name,value\ntarget,T1,投资,12\ntarget,T1,投资,13\n", 3, "stands in line 2"),
        ("record,target,owner,method\nshare,T9,甲街道,additive\n", 2, "no target has the id 'T9'"),
        ("record,id,name\ntarget,T1,投资,12,5\n", 2, "more cells"),
        (
            "record,id,name,project,stage,date\nproject,P1,一厂,,,\nstage,,,P1,开工,2024-13-01\n",
            3,
            "'date' is no date",
        ),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    error = refusal(tmp_path, text)
    assert error.place == f"{tmp_path / 'register.csv'}:{line}"
    assert words in error.en
    assert f"第 {line} 行" in error.zh


def test_broken_json_names_its_line(tmp_path: Path) -> None:
    error = refusal(tmp_path, '{"target": [\n{"id": "T1"\n', "r.json")
    assert error.place.startswith(str(tmp_path / "r.json"))
    assert "JSON" in error.en


def test_a_list_in_a_field_is_refused(tmp_path: Path) -> None:
    error = refusal(tmp_path, '{"target": [{"id": "T1", "name": ["a"], "value": "1"}]}', "r.json")
    assert "'name' must be text" in error.en


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadOption) as caught:
        Register.load(tmp_path / "none.csv")
    assert "cannot be read" in caught.value.en


def test_the_reference_page_names_every_row_column_and_word() -> None:
    page = Path(__file__).resolve().parents[5] / "docs/reference/register.md"
    if not page.is_file():
        pytest.skip("the documents are not beside the code")
    text = page.read_text(encoding="utf-8")
    for record, columns in LAYOUT.items():
        line = next(row for row in text.splitlines() if row.startswith(f"| `{record}`"))
        named = {cell.strip("* ") for cell in line.split("|")[2].split(",")}
        assert named == set(columns)
        words = {word for column in columns.values() for word in column.words}
        assert [word for word in words if f"`{word}`" not in text] == []
    assert [word for word in (*CHINESE, *CHINESE_WORDS) if word not in text] == []


def test_the_examples_of_the_reference_page_are_registers(tmp_path: Path) -> None:
    page = Path(__file__).resolve().parents[5] / "docs/reference/register.md"
    if not page.is_file():
        pytest.skip("the documents are not beside the code")
    examples = re.findall(r"```(csv|json)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    assert [kind for kind, _ in examples] == ["csv", "json"]
    for kind, text in examples:
        assert load(tmp_path, text, f"example.{kind}").rows
