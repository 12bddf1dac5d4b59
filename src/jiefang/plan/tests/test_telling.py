from pathlib import Path

import pytest

from jiefang.figures.audit import Audit, Options, audit_files
from jiefang.figures.gather import Upload
from jiefang.plan.telling import told
from jiefang.plan.tone import LOUDNESS, Tone

TEXT = """一、综合

2020年，社会消费品零售总额完成101.1亿元，年均增长5.8%，是2015年的1.19倍。

一般公共预算收入由2015年的6.7亿元增加到2020年的13.67亿元，年均增长15.29%。
"""


@pytest.fixture(scope="module")
def audit() -> Audit:
    return audit_files([Upload("报告.txt", TEXT.encode())])


def test_every_row_points_into_the_text(audit: Audit) -> None:
    result = told(audit, {"报告": 0})
    (document,) = result.documents
    assert document.chars == len(TEXT)
    for passage in document.passages:
        assert passage.text == TEXT[passage.start : passage.end]
    for claim in document.claims:
        assert claim.text == TEXT[claim.start : claim.end]
    keys = {claim.key for claim in document.claims}
    assert all(set(finding.claims) <= keys for finding in result.findings)


def test_findings_come_loudest_first(audit: Audit) -> None:
    result = told(audit, {"报告": 0})
    ranks = [LOUDNESS[Tone(finding.tone)] for finding in result.findings]
    assert ranks == sorted(ranks)
    assert result.findings[0].tone == Tone.HARD


def test_a_figure_takes_the_loudest_tone_of_its_findings(audit: Audit) -> None:
    result = told(audit, {"报告": 0})
    tones = {claim.text: claim.tone for claim in result.documents[0].claims}
    assert tones["5.8%"] == Tone.HARD
    assert tones["15.29%"] == Tone.CONSISTENT
    assert tones["101.1亿元"] in {"", Tone.HARD}


def test_a_finding_is_told_in_both_languages(audit: Audit) -> None:
    first = told(audit, {"报告": 0}).findings[0]
    assert first.message_zh != first.message_en
    detail = first.detail
    assert detail["picture"]["unit"]
    assert detail["gap"]["zh"]
    assert detail["gap"]["en"]
    assert detail["licence"]["words"]
    assert "√" in detail["equation"]
    assert any(claim for quote in detail["quotes"] for _, claim in quote["parts"])


def test_a_file_sent_twice_is_told_as_a_twin() -> None:
    twice = audit_files([Upload("甲.txt", TEXT.encode()), Upload("乙.txt", TEXT.encode())])
    result = told(twice, {"甲": 0, "乙": 1})
    assert len(result.documents) == 1
    assert result.twins == {1: 0}


def test_a_difference_from_the_source_is_a_finding(tmp_path: Path) -> None:
    table = tmp_path / "反馈表.csv"
    table.write_text("指标,2020年\n社会消费品零售总额（亿元）,99.9\n", encoding="utf-8")
    audit = audit_files([Upload("报告.txt", TEXT.encode())], options=Options(sources=(table,)))
    result = told(audit, {"报告": 0})
    assert sum(result.facts["sources"].values()) == len(audit.claims)
    different = [finding for finding in result.findings if finding.rule == "SRC"]
    assert len(different) == result.facts["sources"].get("different", 0)
