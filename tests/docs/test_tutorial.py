"""What the tutorial promises is what the program does with its files."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

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
