"""What the tutorial promises is what the program does with its files."""

import json
import runpy
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jiefang.figures.extract import extract_claims
from jiefang.figures.indicators import load
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


def test_three_hard_findings_and_their_repair() -> None:
    status, objects = audit(str(TUTORIAL / "half-year.txt"))
    assert status == 1
    assert hard(objects) == ["A01", "A04", "A10"]
    total = next(o for o in objects if o.get("rule") == "A01" and o["verdict"] == "inconsistent")
    assert "53.8" in json.dumps(total["repairs"], ensure_ascii=False)


def test_the_correction_mends_two(tmp_path: Path) -> None:
    text = (TUTORIAL / "half-year.txt").read_text(encoding="utf-8")
    corrected = tmp_path / "half-year.txt"
    corrected.write_text(text.replace("54.8", "53.8"), encoding="utf-8")
    status, objects = audit(str(corrected))
    assert status == 1
    assert hard(objects) == ["A10"]


def test_the_table_of_the_departments() -> None:
    source = str(TUTORIAL / "departments.csv")
    _, objects = audit(str(TUTORIAL / "half-year.txt"), "--source", source)
    verdicts = {o["verdict"] for o in objects if o["type"] == "source_match"}
    assert verdicts == {"equal", "different", "without_source"}


@pytest.fixture(scope="module")
def rule_of_the_tutorial(tmp_path_factory: pytest.TempPathFactory) -> Rule:
    """The rule that "Add a rule in ten minutes" writes, run as it is printed there."""
    page = (TUTORIAL / "add-a-rule.md").read_text(encoding="utf-8")
    source = tmp_path_factory.mktemp("rule") / "a38_monthly_mean.py"
    source.write_text(page.split("```python\n")[1].split("```")[0], encoding="utf-8")
    rule = runpy.run_path(str(source))["RULE"]
    assert isinstance(rule, Rule)
    return rule


@pytest.mark.parametrize(
    ("printed", "verdict", "strength"),
    [
        ("2.3", "inconsistent", "hard"),
        ("2.1", "consistent", "hard"),
        ("约2.3", "inconsistent", "soft"),
    ],
)
def test_the_rule_of_the_tutorial_works(
    rule_of_the_tutorial: Rule, printed: str, verdict: str, strength: str
) -> None:
    text = f"2025年上半年，全社会用电量12.6亿千瓦时，月均{printed}亿千瓦时。"
    extraction = extract_claims(read_bytes(text.encode(), name="try.txt"))
    relations = tuple(rule_of_the_tutorial.find(Corpus([extraction], indicators=load())))
    (finding,) = judge_all(relations).findings
    assert (finding.verdict, finding.strength) == (verdict, strength)


def test_the_rule_of_the_tutorial_is_still_new(rule_of_the_tutorial: Rule) -> None:
    assert rule_of_the_tutorial.id not in {rule.id for rule in all_rules()}
