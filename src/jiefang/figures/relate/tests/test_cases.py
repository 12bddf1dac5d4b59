"""Every rule against its cases: true and false relations it must find, traps it must leave alone.

A case is one line of `cases/<rule>.jsonl`:

* `text`, or `docs` (each `name` and `text`); `register` as the JSON of a register file;
* `expect`: the verdict of at least one relation of the rule, or `none` (no hard inconsistency, with
  `strict` no relation at all); then `strength`, where it matters, is what the finding may be;
* `stated` picks findings by the print of their first figure, where a text holds several.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jiefang.figures.extract import extract_claims
from jiefang.figures.indicators import IndicatorList, load
from jiefang.figures.judge import Judged, judge_all
from jiefang.figures.read import read_bytes
from jiefang.figures.relate import Register, all_rules, relate
from jiefang.figures.relation import Finding, Strength, Verdict

FOLDER = Path(__file__).with_name("cases")
LEAST = {"true": 3, "false": 3, "trap": 2}
JOINT = "A16"
"""The rule without relations of its own: its findings are the joint sets of the judge."""

Case = Mapping[str, Any]


@cache
def catalogue() -> IndicatorList:
    return load()


def cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("A*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


def judged(case: Case, folder: Path) -> Judged:
    known = catalogue()
    docs = case.get("docs") or [{"name": "case.txt", "text": case.get("text", "")}]
    extractions = [
        extract_claims(
            read_bytes(doc["text"].encode(), name=doc.get("name", f"case-{number}.txt")),
            indicators=known,
        )
        for number, doc in enumerate(docs)
        if doc["text"]
    ]
    register = None
    if "register" in case:
        path = folder / "register.json"
        path.write_text(json.dumps(case["register"], ensure_ascii=False), encoding="utf-8")
        register = Register.load(path)
    relations = relate(extractions, register=register, indicators=known)
    claims = [claim for extraction in extractions for claim in extraction.claims]
    return judge_all(relations, claims=claims, joint=case["rule"] == JOINT)


def told(findings: list[Finding]) -> str:
    return "; ".join(
        f"{f.relation.rule} {f.verdict} {f.strength} {[c.text for c in f.relation.claims]}"
        for f in findings
    )


@pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in cases()])
def test_case(case: Case, tmp_path: Path) -> None:
    result = judged(case, tmp_path)
    if case["rule"] == JOINT:
        expected = case["expect"] == "inconsistent"
        assert bool(result.joints) == expected, told(list(result.findings))
        return
    found = [f for f in result.findings if f.relation.rule == case["rule"]]
    stated = case.get("stated")
    if stated:
        found = [f for f in found if f.relation.claims and f.relation.claims[0].text == stated]
    hard = [f for f in found if f.verdict is Verdict.INCONSISTENT and f.strength is Strength.HARD]
    if case["expect"] == "none":
        assert not hard, told(hard)
        assert not (case.get("strict") and found), told(found)
        return
    wanted = [f for f in found if f.verdict == case["expect"]]
    assert wanted, told(found) or f"no relation; all: {told(list(result.findings))}"
    if "strength" in case:
        assert any(f.strength == case["strength"] for f in wanted), told(wanted)
    if case["expect"] != "inconsistent":
        assert not hard, told(hard)


def test_every_rule_has_its_cases() -> None:
    counts: dict[str, dict[str, int]] = {}
    for case in cases():
        by_class = counts.setdefault(case["rule"], dict.fromkeys(LEAST, 0))
        by_class[case["class"]] += 1
    ids = [case["id"] for case in cases()]
    assert len(ids) == len(set(ids))
    short = {
        rule.id: counts.get(rule.id)
        for rule in all_rules()
        if any(counts.get(rule.id, {}).get(name, 0) < least for name, least in LEAST.items())
    }
    assert short == {}
