"""The promises of speed and memory hold, in seconds of computing: others may use the machine."""

from pathlib import Path

import pytest

from tests.speed.measure import jiefang
from tests.speed.report import report

REPORT = (20_000, 3)
OUTLINE = (46_000, 6)
MOST_MIB = 500
LINEAR = 1.5
"""Twice the text may cost at most this much more than twice the time."""


@pytest.mark.slow
@pytest.mark.parametrize(("chars", "seconds"), [REPORT, OUTLINE], ids=["report", "outline"])
def test_an_audit_is_quick_and_small(tmp_path: Path, chars: int, seconds: int) -> None:
    (tmp_path / "report.txt").write_text(report(chars), encoding="utf-8")
    run = jiefang("audit", "report.txt", "--quiet", "--jobs", "1", folder=tmp_path)
    assert run.status in {0, 1}
    assert run.computing < seconds
    assert run.memory_mib < MOST_MIB


@pytest.mark.slow
def test_cost_grows_linearly(tmp_path: Path) -> None:
    start = jiefang("--help", folder=tmp_path).computing
    cost = []
    for chars in (20_000, 40_000):
        (tmp_path / "report.txt").write_text(report(chars), encoding="utf-8")
        run = jiefang("audit", "report.txt", "--quiet", "--jobs", "1", folder=tmp_path)
        cost.append(run.computing - start)
    assert cost[1] < 2 * LINEAR * cost[0]
