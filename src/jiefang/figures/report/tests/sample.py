"""A small audited text in our own words, with one finding of each group, for the report tests."""

from __future__ import annotations

from functools import cache

from jiefang.figures.audit import Audit, Options, audit_files
from jiefang.figures.gather import Upload

TEXT = """东河区2023年国民经济和社会发展统计公报

初步核算，2023年全区地区生产总值120.50亿元，比上年增长5.2%。其中，第一产业增加值5.10亿元，\
增长3.0%；第二产业增加值40.20亿元，增长4.1%；第三产业增加值75.30亿元，增长6.0%。
社会消费品零售总额由2015年的84.00亿元增加到2020年的101.00亿元，年均增长5.8%。
2023年末全区常住人口31.20万人，其中城镇人口28.10万人，城镇化率90.06%。
"""

CORRECTED = TEXT.replace("120.50亿元", "120.60亿元")


@cache
def audited(text: str = TEXT, name: str = "公报.txt") -> Audit:
    """The audit of a text."""
    return audit_files([Upload(name, text.encode())], options=Options(jobs=1))
