"""Earlier runs and accepted findings: recognised by content, wherever they stand."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.audit import Options, audit_files
from jiefang.figures.errors import BadOption
from jiefang.figures.gather import Upload
from jiefang.figures.history import (
    Change,
    Past,
    compare,
    finding_key,
    needs_attention,
    normalised,
    read_accepted,
    read_past,
)
from jiefang.figures.report.jsonl import audit_lines
from jiefang.figures.report.tests.sample import CORRECTED, TEXT, audited


def past_file(folder: Path, text: str = TEXT) -> Path:
    path = folder / "old.jsonl"
    path.write_text("\n".join(audit_lines(audited(text), "zh")), encoding="utf-8")
    return path


def since(path: Path, text: str, name: str = "新稿.txt"):
    return audit_files([Upload(name, text.encode())], options=Options(since=path))


def test_the_same_text_under_another_name_has_nothing_new(tmp_path) -> None:
    audit = since(past_file(tmp_path), "新加一段开头的话。\n\n" + TEXT)
    assert set(audit.changes.values()) == {Change.STILL_THERE}
    assert audit.fixed == ()
    assert set(audit.changes) == {f.relation.id for f in audit.findings if needs_attention(f)}


def test_a_corrected_figure_is_fixed(tmp_path) -> None:
    audit = since(past_file(tmp_path), CORRECTED)
    assert "A01" in [past.rule for past in audit.fixed]
    assert all("120.50亿元" in past.words for past in audit.fixed)
    assert Change.NEW not in audit.changes.values()


def test_a_new_mistake_is_new(tmp_path) -> None:
    audit = since(past_file(tmp_path, CORRECTED), TEXT)
    new = [name for name, change in audit.changes.items() if change is Change.NEW]
    assert "A01" in [audit.finding_by_id[name].relation.rule for name in new]
    assert audit.fixed == ()


def test_spaces_and_full_width_digits_are_the_same_content(tmp_path) -> None:
    assert normalised("１２０.５０ 亿 元") == "120.50亿元"


def test_a_file_without_keys_is_recognised_by_its_claims(tmp_path) -> None:
    path = past_file(tmp_path)
    entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for entry in entries:
        entry.pop("key", None)
    path.write_text("\n".join(map(json.dumps, entries)), encoding="utf-8")
    assert set(since(path, TEXT).changes.values()) == {Change.STILL_THERE}


def test_a_key_found_twice_is_fixed_once(tmp_path) -> None:
    finding = next(f for f in audited().findings if needs_attention(f))
    old = Past(finding_key(finding), "A01", "inconsistent", "hard", "", ())
    changes, fixed = compare([finding], [old, old])
    assert list(changes.values()) == [Change.STILL_THERE]
    assert fixed == (old,)


@pytest.mark.parametrize("content", ["not json", "[1, 2]", '"text"'])
def test_another_file_is_refused_with_its_line(tmp_path, content) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text('{"type": "document"}\n' + content, encoding="utf-8")
    with pytest.raises(BadOption, match=r"old\.jsonl:2"):
        read_past(path)


def test_a_missing_file_is_refused() -> None:
    with pytest.raises(BadOption, match="cannot be read"):
        read_past(Path("no-such-file.jsonl"))


@given(st.lists(st.text(max_size=30), max_size=4))
def test_reading_any_file_ends_in_entries_or_a_refusal(tmp_path_factory, lines) -> None:
    path = tmp_path_factory.mktemp("any") / "old.jsonl"
    path.write_bytes("\n".join(lines).encode("utf-8", "replace"))
    with contextlib.suppress(BadOption):
        assert isinstance(read_past(path), tuple)


def accepted_audit(path: Path):
    return audit_files([Upload("公报.txt", TEXT.encode())], options=Options(accepted=path))


@pytest.mark.parametrize("suffix", ["csv", "toml"])
def test_an_accepted_finding_no_longer_counts(tmp_path, suffix) -> None:
    hard = [f for f in audited().findings if f.verdict == "inconsistent" and f.strength == "hard"]
    path = tmp_path / f"accepted.{suffix}"
    if suffix == "csv":
        lines = [f"{finding_key(finding)},口径不同,甲,2026-11-20" for finding in hard]
        path.write_text("\n".join(["key,reason,by,date", *lines]), encoding="utf-8-sig")
    else:
        tables = [
            f'[[accepted]]\nkey = "{finding_key(finding)}"\nreason = "口径不同"\nby = "甲"\n'
            "date = 2026-11-20\n"
            for finding in hard
        ]
        path.write_text("\n".join(tables), encoding="utf-8")
    audit = accepted_audit(path)
    assert len(audit.accepted) == len(hard)
    assert {a.reason for a in audit.accepted.values()} == {"口径不同"}
    assert {a.date for a in audit.accepted.values()} == {"2026-11-20"}
    assert audit.summary.hard == len(audit.joints)
    assert audit.exit_status == bool(audit.joints)


def test_an_acceptance_that_meets_nothing_is_named(tmp_path) -> None:
    path = tmp_path / "accepted.csv"
    path.write_text("key,reason\n000000000000,以前的\n", encoding="utf-8")
    assert [entry.key for entry in accepted_audit(path).unused_acceptances] == ["000000000000"]


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("a.csv", "key,reason\nabc,\n", "a.csv:2"),
        ("a.csv", "code,why\nabc,x\n", "a.csv"),
        ("a.toml", "accepted = 3", "a.toml"),
        ("a.toml", "= broken", "a.toml"),
        ("a.toml", '[[accepted]]\nkey = "abc"\n', "accepted"),
        ("a.csv", "\udc80", "a.csv"),
    ],
)
def test_a_wrong_file_of_acceptances_is_refused(tmp_path, name, content, place) -> None:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(BadOption) as refusal:
        read_accepted(path)
    assert place in refusal.value.place
    assert place in refusal.value.zh
