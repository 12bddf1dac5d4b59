"""The judge (判定): exact interval verdicts, repairs and joint feasibility."""

from jiefang.figures.judge.batch import Judged, judge_all
from jiefang.figures.judge.verdict import judge

__all__ = ["Judged", "judge", "judge_all"]
