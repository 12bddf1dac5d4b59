"""What the tutorial promises is what the program does with its files."""

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiefang.figures.extract import extract_claims
from jiefang.figures.indicators import IndicatorList, load
from jiefang.figures.judge import judge_all
from jiefang.figures.read.reader import read_bytes
from jiefang.figures.relate import Corpus, Rule, all_rules

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs/tutorial"


def audit(*words: str) -> tuple[int, list[dict[str, Any]]]:
    """Run the program as the tutorial does; exit status and the objects that it prints."""
    command = [sys.executable, "-m", "jiefang", "audit", *words, "--format", "jsonl", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout, done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def hard(objects: list[dict[str, Any]]) -> list[str]:
    wrong = [o for o in objects if o["type"] == "relation" and o["verdict"] == "inconsistent"]
    return sorted(o["rule"] for o in wrong if o["strength"] == "hard")


@pytest.mark.slow
def test_three_hard_findings_and_their_repair() -> None:
    status, objects = audit(str(TUTORIAL / "half-year.txt"))
    assert status == 1
    assert hard(objects) == ["A01", "A04", "A10"]
    total = next(o for o in objects if o.get("rule") == "A01" and o["verdict"] == "inconsistent")
    assert "53.8" in json.dumps(total["repairs"], ensure_ascii=False)


@pytest.mark.slow
def test_the_correction_mends_two(tmp_path: Path) -> None:
    text = (TUTORIAL / "half-year.txt").read_text(encoding="utf-8")
    corrected = tmp_path / "half-year.txt"
    corrected.write_text(text.replace("54.8", "53.8"), encoding="utf-8")
    status, objects = audit(str(corrected))
    assert status == 1
    assert hard(objects) == ["A10"]


@pytest.mark.slow
def test_the_table_of_the_departments() -> None:
    source = str(TUTORIAL / "departments.csv")
    _, objects = audit(str(TUTORIAL / "half-year.txt"), "--source", source)
    verdicts = {o["verdict"] for o in objects if o["type"] == "source_match"}
    assert verdicts == {"equal", "different", "without_source"}


@pytest.fixture(scope="module")
def indicators() -> IndicatorList:
    return load()


@pytest.fixture(scope="module")
def rule_of_the_tutorial(tmp_path_factory: pytest.TempPathFactory) -> Rule:
    """The rule that "Add a rule in ten minutes" writes, run as it is printed there."""
    page = (TUTORIAL / "add-a-rule.md").read_text(encoding="utf-8")
    source = tmp_path_factory.mktemp("rule") / "a38_monthly_mean.py"
    source.write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    rule = runpy.run_path(str(source))["RULE"]
    assert isinstance(rule, Rule)
    return rule


def printed_cases() -> list[dict[str, str]]:
    page = (TUTORIAL / "add-a-rule.md").read_text(encoding="utf-8")
    return [json.loads(line) for line in page.split("```json\n")[1].split("```")[0].splitlines()]


@pytest.mark.parametrize("case", printed_cases(), ids=lambda case: case["id"])
def test_the_cases_of_the_tutorial_hold(
    rule_of_the_tutorial: Rule, indicators: IndicatorList, case: dict[str, str]
) -> None:
    extraction = extract_claims(read_bytes(case["text"].encode(), name="try.txt"))
    relations = tuple(rule_of_the_tutorial.find(Corpus([extraction], indicators=indicators)))
    found = [(str(f.verdict), str(f.strength)) for f in judge_all(relations).findings]
    expected = [] if case["expect"] == "none" else [(case["expect"], case.get("strength", "hard"))]
    assert [verdict for verdict, _ in found] == [verdict for verdict, _ in expected]
    assert "strength" not in case or found == expected


def test_the_rule_of_the_tutorial_is_still_new(rule_of_the_tutorial: Rule) -> None:
    assert rule_of_the_tutorial.id not in {rule.id for rule in all_rules()}
