"""Register files (台账文件): rows of CSV or JSON, checked line by line before any rule sees them.

The columns of each kind of row are the table `LAYOUT`; names and words may be English or Chinese.
Whatever does not fit is refused with file, line and column: a register is the witness of rules
A28–A32, so nothing in it is guessed. The format is described in docs/reference/register.md.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

import regex

from jiefang.figures.errors import BadOption, UnreadableFile
from jiefang.figures.extract.table.number import number_in
from jiefang.figures.read.encoding import decode
from jiefang.figures.relate.dates import span_of_date

MAX_ROWS = 100_000
"""Longer registers are refused: one district has some thousand lines."""


class Form(StrEnum):
    """How the value of a column must look."""

    TEXT = "text"
    NUMBER = "number"
    """A figure as printed, with hedge, scale and unit: `12.5亿元`, `≥8%`, `-0.3`."""
    YEAR = "year"
    DATE = "date"
    """As exact as known: `2024`, `2024-05`, `2024-05-12`; Chinese dates too."""
    WORD = "word"
    """One of a closed list."""
    REFERENCE = "reference"
    """The id of a row of another kind."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of one kind of row."""

    form: Form
    required: bool = False
    words: tuple[str, ...] = ()
    refers_to: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the register: `record` names its kind, `fields` the rest as printed."""

    record: str
    fields: dict[str, str]
    line: int
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Where each field stands in the text of the register, half-open."""

    def get(self, name: str) -> str:
        """The field as printed; empty where it is not given."""
        return self.fields.get(name, "")


METHODS = ("additive", "same_rate", "weighted", "milestone", "not_decomposable")
STAGES = ("reserve", "signed", "started", "producing", "on_target", "stopped", "merged", "left")
"""储备、签约、开工、投产、达效 in this order; then the ways out: 停建、并入、出库."""

_TEXT, _NUMBER = Column(Form.TEXT), Column(Form.NUMBER)
_DATE, _YEAR = Column(Form.DATE), Column(Form.YEAR)


def _need(form: Form, *, refers_to: str = "") -> Column:
    return Column(form, required=True, refers_to=refers_to)


def _word(*words: str, required: bool = False) -> Column:
    return Column(Form.WORD, required=required, words=words)


LAYOUT: Mapping[str, Mapping[str, Column]] = {
    "target": {
        "id": _need(Form.TEXT),
        "name": _need(Form.TEXT),
        "value": _need(Form.NUMBER),
        "year": _YEAR,
        "base": _NUMBER,
        "base_year": _YEAR,
        "path": _word("linear", "constant_rate", "milestones"),
        "step": _NUMBER,
        "rate": _NUMBER,
        "direction": _word("up", "down"),
        "sum": _word("equal", "at_least"),
        "owner": _TEXT,
        "area": _TEXT,
        "indicator": _TEXT,
    },
    "share": {
        "target": _need(Form.REFERENCE, refers_to="target"),
        "owner": _need(Form.TEXT),
        "method": _word(*METHODS, required=True),
        "value": _NUMBER,
        "weight": _NUMBER,
        "year": _YEAR,
        "reason": _TEXT,
    },
    "trajectory": {
        "target": _need(Form.REFERENCE, refers_to="target"),
        "year": _need(Form.YEAR),
        "value": _need(Form.NUMBER),
    },
    "score": {
        "id": _need(Form.TEXT),
        "name": _need(Form.TEXT),
        "value": _need(Form.NUMBER),
        "method": _word("sum", "weighted"),
        "start": _NUMBER,
        "cap": _NUMBER,
        "rounding": _word("half_up", "truncate"),
        "group": _TEXT,
        "rank": _NUMBER,
    },
    "item": {
        "score": _need(Form.REFERENCE, refers_to="score"),
        "name": _need(Form.TEXT),
        "value": _need(Form.NUMBER),
        "kind": _word("add", "deduct"),
        "weight": _NUMBER,
        "cap": _NUMBER,
    },
    "project": {
        "id": _need(Form.TEXT),
        "name": _need(Form.TEXT),
        "list": _TEXT,
        "year": _YEAR,
    },
    "stage": {
        "project": _need(Form.REFERENCE, refers_to="project"),
        "stage": _word(*STAGES, required=True),
        "date": _DATE,
        "planned": _DATE,
        "evidence": _TEXT,
    },
    "rate": {
        "list": _need(Form.TEXT),
        "stage": _word(*STAGES, required=True),
        "value": _need(Form.NUMBER),
        "date": _DATE,
    },
}
"""Every kind of row with its columns."""


def _translations(words: str) -> Mapping[str, str]:
    """Chinese word → our word, from a list of pairs."""
    return dict(pair.split("=") for pair in words.split())


CHINESE = _translations(
    "记录=record 类型=record 编号=id 名称=name 数值=value 年份=year 基数=base 基期=base_year "
    "路径=path 年增量=step 年增速=rate 方向=direction 合计方式=sum 责任单位=owner 地区=area "
    "指标=indicator 所属目标=target 分解方法=method 权重=weight 理由=reason 计分方法=method "
    "基础分=start 上限=cap 舍入=rounding 分组=group 名次=rank 所属得分=score 加减=kind "
    "清单=list 所属项目=project 阶段=stage 日期=date 计划日期=planned 佐证=evidence"
)
"""Chinese column names."""

CHINESE_WORDS = _translations(
    "目标=target 分解=share 节点值=trajectory 得分=score 计分项=item 项目=project 进展=stage "
    "比率=rate 相加=additive 同增速=same_rate 加权=weighted 节点=milestone "
    "不可分解=not_decomposable 等量=linear 等速=constant_rate 分年=milestones 越大越好=up "
    "越小越好=down 相等=equal 不低于=at_least 加总=sum 四舍五入=half_up 截尾=truncate "
    "加分=add 扣分=deduct 储备=reserve 签约=signed 开工=started 投产=producing "
    "达效=on_target 停建=stopped 并入=merged 出库=left"
)
"""Chinese words of closed lists."""

_YEAR_FORM = regex.compile(r"((?:19|20)\d{2})年?")


def read_rows(path: Path) -> tuple[Row, ...]:
    """Every row of a register file, checked.

    Raises `BadOption` that names file, line and column of the first thing that does not fit.
    """
    text = _text(path)
    is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] in {"[", "{"}
    raw = _json_rows(text, path) if is_json else _csv_rows(text, path)
    rows: list[Row] = []
    for line, fields in raw:
        if len(rows) >= MAX_ROWS:
            _refuse(path, line, f"超过 {MAX_ROWS} 行", f"more than {MAX_ROWS} rows")
        rows.append(_row(fields, line, path))
    _check_references(rows, path)
    return tuple(rows)


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes(), path=str(path)).text
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadOption(
            place=str(path),
            zh=f"{path}：台账读不出来（{reason}）。",
            en=f"{path}: the register cannot be read ({reason}).",
        ) from error
    except UnreadableFile as error:
        raise BadOption(place=str(path), zh=error.zh, en=error.en) from error


def _csv_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(text.splitlines(keepends=True))
    try:
        header = next(reader, [])
    except csv.Error as error:
        _refuse(path, 1, f"不是正确的 CSV（{error}）", f"not valid CSV ({error})")
    names = [_name(cell) for cell in header]
    if "record" not in names:
        _refuse(
            path,
            1,
            "第一行应有列名 record（或“记录”）",
            "the first line must name the column record",
        )
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            _refuse(path, reader.line_num, f"不是正确的 CSV（{error}）", f"not valid CSV ({error})")
        if len(cells) > len(names):
            _refuse(path, reader.line_num, "单元格比列名多", "more cells than column names")
        if any(cell.strip() for cell in cells):
            fields = dict(zip(names, (cell.strip() for cell in cells), strict=False))
            yield reader.line_num, fields


def _json_rows(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows of a list of objects, or of an object that holds a list for each kind of row."""
    try:
        # Numbers stay text, so that every printed zero survives.
        found = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        reason = getattr(error, "msg", str(error))
        _refuse(
            path,
            getattr(error, "lineno", 1),
            f"不是正确的 JSON（{reason}）",
            f"not valid JSON ({reason})",
        )
    number = 0
    for kind, entry in _json_entries(found):
        number += 1
        if not isinstance(entry, dict):
            _refuse(path, number, "每一条应是一个 JSON 对象", "each row must be a JSON object")
        fields = {"record": kind} if kind else {}
        for key, value in entry.items():
            if value is None or value == "":
                continue
            if not isinstance(value, str):
                _refuse(path, number, f"“{key}”应是文字或数字", f"'{key}' must be text or a number")
            fields[_name(key)] = value.strip()
        yield number, fields


def _json_entries(found: Any) -> Iterator[tuple[str, Any]]:  # any JSON value may stand in the file
    if isinstance(found, dict):
        for kind, entries in found.items():
            for entry in entries if isinstance(entries, list) else [entries]:
                yield kind, entry
    else:
        for entry in found if isinstance(found, list) else [found]:
            yield "", entry


def _name(cell: str) -> str:
    word = cell.strip()
    return CHINESE.get(word, word.lower())


def _row(fields: Mapping[str, str], line: int, path: Path) -> Row:
    record = CHINESE_WORDS.get(fields.get("record", ""), fields.get("record", "")).lower()
    columns = LAYOUT.get(record)
    if columns is None:
        known = "、".join(LAYOUT)
        _refuse(
            path,
            line,
            f"不认识的记录“{record}”，可用：{known}",
            f"unknown record '{record}'; use one of {', '.join(LAYOUT)}",
        )
    kept = {}
    for name, value in fields.items():
        if name == "record" or not value:
            continue
        if name not in columns:
            _refuse(path, line, f"{record} 没有“{name}”这一列", f"{record} has no column '{name}'")
        kept[name] = _value(columns[name], name, value, line, path)
    for name, column in columns.items():
        if column.required and name not in kept:
            _refuse(path, line, f"{record} 缺少“{name}”", f"{record} lacks '{name}'")
    return Row(record, kept, line)


def _value(column: Column, name: str, value: str, line: int, path: Path) -> str:
    match column.form:
        case Form.WORD:
            word = CHINESE_WORDS.get(value, value.lower())
            if word not in column.words:
                known = "、".join(column.words)
                _refuse(
                    path,
                    line,
                    f"“{name}”不认识“{value}”，可用：{known}",
                    f"'{value}' is no {name}; use one of {', '.join(column.words)}",
                )
            return word
        case Form.NUMBER if number_in(value) is None:
            _refuse(path, line, f"“{name}”的“{value}”不是数字", f"'{name}' is no number: '{value}'")
        case Form.YEAR:
            year = _YEAR_FORM.fullmatch(value)
            if year is None:
                _refuse(
                    path, line, f"“{name}”的“{value}”不是年份", f"'{name}' is no year: '{value}'"
                )
            return year.group(1)
        case Form.DATE if span_of_date(value) is None:
            _refuse(path, line, f"“{name}”的“{value}”不是日期", f"'{name}' is no date: '{value}'")
    return value


def _check_references(rows: list[Row], path: Path) -> None:
    """Every id once, every reference to a row that is there (in any order)."""
    known: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.record, row.get("id"))
        if not key[1]:
            continue
        if key in known:
            first = known[key]
            _refuse(
                path,
                row.line,
                f"编号“{key[1]}”与第 {first} 行重复",
                f"id '{key[1]}' stands in line {first} too",
            )
        known[key] = row.line
    for row in rows:
        for name, column in LAYOUT[row.record].items():
            if column.refers_to and (column.refers_to, row.get(name)) not in known:
                _refuse(
                    path,
                    row.line,
                    f"没有编号为“{row.get(name)}”的 {column.refers_to}",
                    f"no {column.refers_to} has the id '{row.get(name)}'",
                )


def _refuse(path: Path, line: int, zh: str, en: str) -> NoReturn:
    raise BadOption(
        place=f"{path}:{line}", zh=f"{path} 第 {line} 行：{zh}。", en=f"{path}, line {line}: {en}."
    )
