"""JSON Lines: every key of the contract, digits as strings, ids that resolve."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiefang.figures.report.jsonl import audit_lines, line
from jiefang.figures.report.tests.sample import TEXT, audited

KEYS = {
    "document": ["doc", "sha256", "chars", "issuer", "title", "date", "genre", "warnings"],
    "claim": [
        "id", "doc", "start", "end", "text", "digits", "scale", "unit", "value", "kind", "sign",
        "hedge", "subject", "scope", "period", "area", "comparator", "status", "indicator", "page",
        "paragraph", "table", "row", "column", "malformed",
    ],
    "relation": [
        "id", "rule", "strength", "verdict", "claims", "spans", "license", "stated", "recomputed",
        "gap", "assumptions", "explanation", "repairs", "message", "key",
    ],
    "summary": [
        "documents", "claims", "relations", "kinds", "verdicts", "rules", "hard", "joints",
        "accepted", "notes", "failures", "coverage", "seconds",
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def records() -> list[dict]:
    return [json.loads(each) for each in audit_lines(audited(), "zh")]


@pytest.mark.parametrize("kind", KEYS)
def test_each_type_has_exactly_its_keys(records, kind) -> None:
    found = [record for record in records if record["type"] == kind]
    assert found
    for record in found:
        keys = [key for key in record if key != "values"]
        assert keys == ["type", *KEYS[kind]]


def test_types_come_in_order(records) -> None:
    order = ["document", "claim", "relation", "summary"]
    kinds = [record["type"] for record in records]
    assert kinds == sorted(kinds, key=order.index)
    assert records[-1]["type"] == "summary"


def test_offsets_give_the_printed_text_with_every_zero(records) -> None:
    claims = [record for record in records if record["type"] == "claim"]
    assert {claim["text"] for claim in claims} >= {"120.50亿元", "84.00亿元", "31.20万人", "3.0%"}
    for claim in claims:
        assert TEXT[claim["start"] : claim["end"]] == claim["text"]
        assert isinstance(claim["value"], str)
    values = {claim["text"]: claim["value"] for claim in claims}
    assert values["120.50亿元"] == "12050000000.00"
    assert values["3.0%"] == "3.0"


def test_a_ratio_list_has_values_instead_of_a_value() -> None:
    audit = audited("2023年三次产业结构为4.20:33.4:62.40。")
    claims = [json.loads(each) for each in audit_lines(audit, "zh") if '"claim"' in each[:20]]
    ratio = next(claim for claim in claims if claim["kind"] == "ratio")
    assert ratio["value"] is None
    assert ratio["values"] == ["4.20", "33.4", "62.40"]


def test_relations_name_known_claims_and_their_spans(records) -> None:
    claims = {record["id"]: record for record in records if record["type"] == "claim"}
    relations = [record for record in records if record["type"] == "relation"]
    assert any(r["verdict"] == "inconsistent" and r["strength"] == "hard" for r in relations)
    for relation in relations:
        spans = [
            [claims[name]["doc"], claims[name]["start"], claims[name]["end"]]
            for name in relation["claims"]
        ]
        assert relation["spans"] == spans
        doc, start, end = relation["license"]
        assert doc == "公报"
        assert 0 <= start < end <= len(TEXT)
        for ends in (relation["stated"], relation["recomputed"]):
            assert ends is None or all(end is None or isinstance(end, str) for end in ends)
        for repair in relation["repairs"]:
            assert repair["holds"] is True
            assert repair["before"] != repair["after"]


def test_the_sum_is_recomputed_exactly(records) -> None:
    total = next(r for r in records if r["type"] == "relation" and r["rule"] == "A01")
    assert total["stated"] == ["12049500000", "12050500000"]
    assert total["recomputed"] == ["12058500000", "12061500000"]
    assert total["verdict"] == "inconsistent"
    assert "120.50亿元" in total["message"]


def test_summary_counts_what_was_printed(records) -> None:
    summary = records[-1]
    assert summary["claims"] == sum(record["type"] == "claim" for record in records)
    assert summary["relations"] == sum(record["type"] == "relation" for record in records)
    assert sum(summary["verdicts"].values()) == summary["relations"]
    assert sum(summary["kinds"].values()) == summary["claims"]
    assert sum(sum(counts.values()) for counts in summary["rules"].values()) == summary["relations"]
    assert 0 < summary["coverage"] <= 1
    assert set(summary["seconds"]) == {"read", "extract", "relate", "judge"}


def test_english_messages_have_english_sentences(records) -> None:
    english = [json.loads(each) for each in audit_lines(audited(), "en")]
    for zh, en in zip(records, english, strict=True):
        if zh["type"] == "relation":
            assert zh["message"] != en["message"]
            assert zh["key"] == en["key"]


@given(st.dictionaries(st.text(), st.text()))
def test_a_line_is_one_line_and_comes_back(record) -> None:
    text = line(record)
    assert len(text.splitlines()) == 1
    assert json.loads(text) == record
