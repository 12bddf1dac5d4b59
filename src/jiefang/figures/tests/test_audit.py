"""The pipeline: one order, every file named, runs that can be broken off."""

from __future__ import annotations

import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest

from jiefang.figures import gather as gathering
from jiefang.figures.audit import Options, audit_files
from jiefang.figures.gather import Twin, Upload, gather
from jiefang.figures.report.jsonl import audit_lines
from jiefang.figures.report.tests.sample import CORRECTED, TEXT
from jiefang.figures.workers import Workers


def folder_of(tmp_path: Path, **texts: str) -> list[Path]:
    paths = []
    for name, text in texts.items():
        path = tmp_path / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        paths.append(path)
    return paths


def lines_without_seconds(audit) -> list[str]:
    lines = list(audit_lines(audit, "zh"))
    summary = json.loads(lines[-1])
    summary.pop("seconds")
    return [*lines[:-1], json.dumps(summary)]


def test_an_upload_and_a_file_give_the_same(tmp_path) -> None:
    (path,) = folder_of(tmp_path, report=TEXT)
    one = audit_files([path])
    other = audit_files([Upload("report.txt", TEXT.encode())])
    assert lines_without_seconds(one) == lines_without_seconds(other)
    assert one.exit_status == 1


@pytest.mark.slow
def test_processes_do_not_change_the_answer(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(gathering, "PARALLEL_FROM_BYTES", 0)
    texts = {f"r{number}": TEXT.replace("2023", str(2010 + number)) for number in range(4)}
    paths = folder_of(tmp_path, **texts)
    one = audit_files(paths, options=Options(jobs=1))
    two = audit_files(paths, options=Options(jobs=2))
    assert [document.doc for document in two.documents] == list(texts)
    assert lines_without_seconds(one) == lines_without_seconds(two)


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_done(tmp_path) -> None:
    (good,) = folder_of(tmp_path, good=TEXT)
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    audit = audit_files([empty, tmp_path / "missing.txt", good])
    assert [document.doc for document in audit.documents] == ["good"]
    assert [Path(failure.path).name for failure in audit.failures] == ["empty.txt", "missing.txt"]
    for failure in audit.failures:
        assert Path(failure.path).name in failure.zh
        assert Path(failure.path).name in failure.en
    assert audit.summary.hard
    assert audit.exit_status == 2


def test_documents_of_one_name_are_told_apart(tmp_path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    paths = [*folder_of(tmp_path / "a", r=TEXT), *folder_of(tmp_path / "b", r=CORRECTED)]
    audit = audit_files(paths)
    assert [document.doc for document in audit.documents] == ["r", "r-2"]
    assert {claim.doc for claim in audit.claims} == {"r", "r-2"}


def test_the_same_bytes_are_audited_once(tmp_path) -> None:
    paths = folder_of(tmp_path, a=TEXT, b=TEXT)
    audit = audit_files(paths)
    assert [document.doc for document in audit.documents] == ["a"]
    assert audit.twins == (Twin("b", "a"),)
    documents = [json.loads(line) for line in audit_lines(audit, "zh") if '"document"' in line[:20]]
    assert [record["doc"] for record in documents] == ["a", "b"]
    assert "a" in documents[1]["warnings"][0]


def test_nothing_to_read_gives_an_empty_audit() -> None:
    audit = audit_files([])
    assert audit.exit_status == 0
    assert audit.summary.coverage == 0


def test_a_mistake_of_ours_names_the_file(monkeypatch) -> None:
    def broken(*_args, **_kwargs):
        raise RuntimeError("wires crossed")

    monkeypatch.setattr(gathering, "extract_claims", broken)
    audit = audit_files([Upload("a.txt", TEXT.encode())])
    assert audit.exit_status == 2
    (failure,) = audit.failures
    assert failure.reason == "internal"
    assert "a.txt" in failure.zh
    assert "wires crossed" in failure.en


def test_a_broken_off_run_goes_on_where_it_stopped(tmp_path, monkeypatch) -> None:
    paths = folder_of(tmp_path, a=TEXT, b=CORRECTED, c="没有数字。")
    state = tmp_path / "state"

    class Enough(Exception):
        pass

    def stop_after_two(step: str, done: int, total: int) -> None:
        if done == 2:
            raise Enough

    with pytest.raises(Enough):
        gather(paths, state=state, progress=stop_after_two)
    done = list(state.glob("*.unit"))
    assert len(done) >= 2
    read = []
    plain_read = gathering.read_file
    monkeypatch.setattr(
        gathering, "read_file", lambda path, **kw: read.append(path) or plain_read(path, **kw)
    )
    corpus = gather(paths, state=state)
    assert [unit.document.doc for unit in corpus.units] == ["a", "b", "c"]
    assert len(read) == len(paths) - len(done)
    assert gather(paths, state=state).claims == corpus.claims


def test_a_cut_state_file_is_read_anew(tmp_path) -> None:
    paths = folder_of(tmp_path, a=TEXT)
    state = tmp_path / "state"
    first = gather(paths, state=state)
    (kept,) = state.glob("*.unit")
    kept.write_bytes(kept.read_bytes()[:100])
    assert gather(paths, state=state).claims == first.claims


def test_a_finished_run_leaves_no_state(tmp_path) -> None:
    state = tmp_path / "state"
    audit_files(folder_of(tmp_path, a=TEXT), options=Options(state=state, keep_state=False))
    assert list(state.iterdir()) == []


def test_changed_code_uses_no_old_results(tmp_path, monkeypatch) -> None:
    paths = folder_of(tmp_path, a=TEXT)
    state = tmp_path / "state"
    gather(paths, state=state)
    monkeypatch.setattr(gathering, "fingerprint", lambda indicators: "other code")
    gather(paths, state=state)
    assert len(list(state.glob("*.unit"))) == 2


def die_on_bad(item: str) -> str:
    """Stands for a file that brings its process down."""
    if item == "bad":
        os._exit(3)
    return item.upper()


def never_start(item: str) -> str:
    """Dies in any process but the one of the test."""
    if multiprocessing.parent_process() is not None:
        os._exit(3)
    return item.upper()


def crew(work) -> Workers[str, str]:
    return Workers(work, on_death=lambda item: f"{item} died", note=lambda done: None)


@pytest.mark.slow
def test_an_item_that_kills_its_process_is_named_and_the_others_are_done() -> None:
    assert crew(die_on_bad).run(["a", "bad", "c"], 2) == ["A", "bad died", "C"]


@pytest.mark.slow
def test_where_every_process_dies_each_item_is_named() -> None:
    assert crew(never_start).run(["a", "b"], 2) == ["a died", "b died"]


@pytest.mark.slow
def test_where_no_process_starts_the_work_is_done_here(monkeypatch) -> None:
    def broken(self, workers):
        return ProcessPoolExecutor(workers, initializer=os._exit, initargs=(3,))

    monkeypatch.setattr(Workers, "_pool", broken)
    assert crew(str.upper).run(["a", "b"], 2) == ["A", "B"]


def test_relations_across_documents_are_tested(tmp_path) -> None:
    older = "东河区2022年统计公报\n2022年全区一般公共预算收入13.67亿元。\n"
    newer = "东河区2022年政府工作报告\n2022年全区一般公共预算收入14.70亿元。\n"
    audit = audit_files(folder_of(tmp_path, a=older, b=newer))
    across = [f for f in audit.findings if len({c.doc for c in f.relation.claims}) == 2]
    assert across
    assert all(finding.strength == "soft" for finding in across)
