"""The command line: formats, exit status, plain sentences, both languages, a quick start."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner

from jiefang import __version__
from jiefang.figures.cli import COMMANDS, _repeat_source, audit, default_lang, extract, rules
from jiefang.figures.report.tests.sample import TEXT

CLEAN = "东河区2023年统计公报\n2023年全区地区生产总值120.60亿元，比上年增长5.2%。\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "公报.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def chinese(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def run(command, *args, stdin: bytes | None = None):
    return CliRunner().invoke(command, [str(arg) for arg in args], input=stdin)


def test_a_hard_inconsistency_ends_with_one(report) -> None:
    result = run(audit, report, "--quiet")
    assert result.exit_code == 1
    assert "必须改" in result.stdout
    assert "【120.50亿元】" in result.stdout
    assert "相差 0.09 亿元，四舍五入最多解释 0.005" in result.stdout
    assert result.stderr == ""


def test_a_document_cannot_steer_the_terminal(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        TEXT.replace("比上年增长5.2%。其中", "比上年\x1b[31m增长5.2%。其中"), encoding="utf-8"
    )
    result = run(audit, path, "--quiet", "--all")
    assert "\x1b" not in result.stdout
    assert "120.50亿元" in result.stdout


def test_nothing_inconsistent_ends_with_zero(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(CLEAN, encoding="utf-8")
    result = run(audit, path)
    assert result.exit_code == 0, result.stdout
    assert "必须改（0）" in result.stdout


def test_an_unreadable_file_ends_with_two_and_the_others_are_done(report, tmp_path) -> None:
    empty = tmp_path / "空.txt"
    empty.write_bytes(b"")
    result = run(audit, empty, report)
    assert result.exit_code == 2
    assert "空.txt" in result.stderr
    assert "120.50亿元" in result.stdout


def test_english_is_complete(report) -> None:
    result = run(audit, report, "--lang", "en", "--all")
    assert "Must be changed" in result.stdout
    assert "rounding explains at most 0.005" in result.stdout
    for words in ("必须改", "相差", "前提", "怎样改", "规则", "记号", "重算"):
        assert words not in result.stdout


@pytest.mark.parametrize("form", ["jsonl", "csv", "html", "xlsx", "docx"])
def test_every_format_is_written_whole(report, tmp_path, form) -> None:
    out = tmp_path / "out" / f"a.{form}"
    result = run(audit, report, "--format", form, "--out", out)
    assert result.exit_code == 1, result.output
    assert result.stdout == ""
    assert out.stat().st_size > 500
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_csv_file_opens_in_excel_and_a_csv_stream_has_no_mark(report, tmp_path) -> None:
    out = tmp_path / "a.csv"
    run(audit, report, "--format", "csv", "--out", out)
    assert out.read_bytes().startswith(b"\xef\xbb\xbf")
    assert run(audit, report, "--format", "csv").stdout.startswith("id,key,")


def test_standard_input_is_a_file(report) -> None:
    result = run(audit, "-", "--format", "jsonl", stdin=report.read_bytes())
    assert result.exit_code == 1
    assert json.loads(result.stdout.splitlines()[0])["doc"] == "stdin"


def test_a_folder_is_one_corpus(report, tmp_path) -> None:
    (tmp_path / "另一份.txt").write_text(CLEAN, encoding="utf-8")
    result = run(audit, tmp_path, "--format", "jsonl")
    docs = [json.loads(line)["doc"] for line in result.stdout.splitlines()[:2]]
    assert sorted(docs) == ["公报", "另一份"]
    assert not list((tmp_path / "cache").rglob("*.unit"))


def test_an_empty_folder_is_a_wrong_call(tmp_path) -> None:
    result = run(audit, tmp_path)
    assert result.exit_code == 2
    assert "没有能读的文件" in result.stderr


def test_the_output_cannot_be_written(report, tmp_path) -> None:
    (tmp_path / "file").write_text("x")
    result = run(audit, report, "--format", "csv", "--out", tmp_path / "file" / "a.csv")
    assert result.exit_code == 2
    assert "写不进去" in result.stderr


def test_several_documents_as_docx_need_a_folder(report, tmp_path) -> None:
    other = tmp_path / "b.txt"
    other.write_text(CLEAN, encoding="utf-8")
    refused = run(audit, report, other, "--format", "docx")
    assert refused.exit_code == 2
    assert "文件夹" in refused.stderr
    out = tmp_path / "out"
    assert run(audit, report, other, "--format", "docx", "--out", out).exit_code == 1
    assert [path.name for path in out.iterdir()] == ["审核意见.docx"]


def test_keys_can_be_filled_in_and_accepted(report, tmp_path) -> None:
    keys = list(csv.DictReader(StringIO(run(audit, report, "--keys").stdout)))
    assert keys
    accepted = tmp_path / "accepted.csv"
    lines = [f"{row['key']},已核实,甲,2026-11-20" for row in keys]
    accepted.write_text("\n".join(["key,reason,by,date", *lines]), encoding="utf-8")
    result = run(audit, report, "--accepted", accepted, "--no-joint", "--all")
    assert result.exit_code == 0, result.stdout
    assert "已核实" in result.stdout


def test_since_tells_what_became_of_the_findings(report, tmp_path) -> None:
    old = tmp_path / "old.jsonl"
    run(audit, report, "--format", "jsonl", "--out", old)
    report.write_text(TEXT.replace("120.50", "120.60"), encoding="utf-8")
    result = run(audit, report, "--since", old)
    assert "与上次相比：已改" in result.stdout
    lines = run(audit, report, "--since", old, "--format", "jsonl").stdout.splitlines()
    records = [json.loads(line) for line in lines]
    assert "A01" in [record["rule"] for record in records if record["type"] == "fixed"]
    summary = records[-1]["since"]
    assert summary["fixed"] >= 1
    assert summary["still_there"] >= 1
    assert summary["new"] == 0


@pytest.mark.parametrize(
    "option", ["--since", "--accepted", "--register", "--indicators", "--signoff"]
)
def test_a_missing_companion_file_is_one_sentence(report, option) -> None:
    result = run(audit, report, option, "没有这个文件.csv")
    assert result.exit_code == 2
    assert "没有这个文件.csv" in result.stderr
    assert "Traceback" not in result.output


def test_sources_may_follow_one_option() -> None:
    words = ["a.docx", "--source", "b.xlsx", "c.xlsx", "--format", "html", "d.docx"]
    assert list(_repeat_source(words)) == [
        "a.docx", "--source", "b.xlsx", "--source", "c.xlsx", "--format", "html", "d.docx",
    ]  # fmt: skip
    before = ["--source", "b.xlsx", "a.docx"]
    assert list(_repeat_source(before)) == before


def test_extract_prints_every_claim(report) -> None:
    result = run(extract, report)
    assert result.exit_code == 0
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["type"] for record in records[:2]] == ["document", "claim"]
    rows = list(csv.DictReader(StringIO(run(extract, report, "--format", "csv").stdout)))
    assert [row["text"] for row in rows] == [record["text"] for record in records[1:]]


def test_extract_text_is_what_offsets_count_in(tmp_path) -> None:
    path = tmp_path / "a.txt"
    raw = "\ufeff第一行\r\n收入120.50亿元𠮷增长5.2%\n"
    path.write_bytes(raw.encode())
    text = CliRunner().invoke(extract, [str(path), "--format", "text"]).stdout_bytes.decode()
    for line in run(extract, path).stdout.splitlines()[1:]:
        claim = json.loads(line)
        assert text[claim["start"] : claim["end"]] == claim["text"]
    assert text == raw.removeprefix("\ufeff")


def test_extract_text_takes_one_file(report) -> None:
    result = run(extract, report, report.with_name("b.txt"), "--format", "text")
    assert result.exit_code == 2
    assert "只接受一个文件" in result.stderr


def test_extract_names_what_it_cannot_read(report, tmp_path) -> None:
    result = run(extract, tmp_path / "none.pdf", report)
    assert result.exit_code == 2
    assert "none.pdf" in result.stderr
    assert '"claim"' in result.stdout


def test_rules_are_listed_in_both_languages() -> None:
    assert "A01  合计" in run(rules).stdout
    english = run(rules, "--lang", "en").stdout
    assert "A01  Sum" in english
    records = [json.loads(line) for line in run(rules, "--format", "jsonl").stdout.splitlines()]
    assert all(record["example"] and record["hard_when"] and record["name"] for record in records)


@pytest.mark.parametrize(
    ("environment", "lang"),
    [
        ({}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "de_DE"}, "en"),
    ],
)
def test_the_language_follows_the_environment(monkeypatch, environment, lang) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_lang() == lang


def test_the_table_names_the_commands() -> None:
    assert set(COMMANDS) == {"audit", "extract", "rules"}


def python(code: str, **environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | environment,
    )
    return done.stdout


def test_a_text_is_audited_without_the_readers_of_other_formats(report) -> None:
    heavy = "docx openpyxl pdfplumber pypdfium2 selectolax xlrd django"
    code = (
        "import sys\nfrom jiefang.figures.cli import audit\n"
        f"audit.main([{str(report)!r}, '--quiet'], standalone_mode=False) "
        "if False else None\n"
        "import jiefang.figures.audit, jiefang.figures.report.text, jiefang.figures.progress\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])\n"
    )
    assert python(code).strip() == "[]"


def test_the_table_of_commands_imports_only_click() -> None:
    code = (
        "import sys\nbefore = set(sys.modules)\nimport jiefang.figures.cli\n"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} & "
        "{'rich', 'regex', 'docx', 'openpyxl', 'pdfplumber'}))"
    )
    assert python(code).strip() == "[]"


def test_the_version_is_told() -> None:
    assert __version__ in python(
        "import sys\nfrom jiefang.__main__ import main\nmain(['--version'])"
    )
