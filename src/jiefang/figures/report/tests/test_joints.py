"""A set that fails only together: told in every format, loud only when it is hard."""

from __future__ import annotations

import json
from dataclasses import replace
from io import BytesIO, StringIO

import docx
import pytest
from rich.console import Console

from jiefang.figures.audit import audit_files
from jiefang.figures.gather import Upload
from jiefang.figures.relation import Joint, Strength
from jiefang.figures.report.docx import review
from jiefang.figures.report.html import audit_html
from jiefang.figures.report.jsonl import audit_lines
from jiefang.figures.report.tests.sample import TEXT
from jiefang.figures.report.text import TextOptions, print_audit


@pytest.fixture(scope="module", params=list(Strength))
def audit(request):
    """The sample with a set of two relations, which may be hard or soft."""
    plain = audit_files([Upload("公报.txt", TEXT.encode())])
    members = tuple(finding.relation.id for finding in plain.findings[:2])
    suspect = plain.findings[0].relation.claims[0].id
    joint = Joint(members, (("row", "1/3"),), ((suspect,),), strength=request.param)
    return replace(plain, joints=(joint,))


def told_in_text(audit) -> str:
    console = Console(record=True, width=200, file=StringIO())
    print_audit(audit, console, TextOptions("zh"))
    return console.export_text()


def test_text_tells_it_in_its_group(audit) -> None:
    must, _, rest = told_in_text(audit).partition("请核实（")
    here = must if audit.joints[0].strength is Strength.HARD else rest
    assert "放在一起不能同时成立" in here
    assert "先核对：" in here


def test_json_lines_carry_the_proof(audit) -> None:
    records = [json.loads(line) for line in audit_lines(audit, "zh")]
    (joint,) = [record for record in records if record["type"] == "joint"]
    assert joint["certificate"] == [["row", "1/3"]]
    assert joint["suspects"] == [list(audit.joints[0].suspects[0])]
    assert set(joint["relations"]) <= {r["id"] for r in records if r["type"] == "relation"}
    assert "不能同时成立" in joint["message"]


def test_the_page_and_the_sheet_tell_it(audit) -> None:
    assert "放在一起不能同时成立" in audit_html(audit, "zh")
    sheet = docx.Document(BytesIO(review(audit, "zh")["审核意见.docx"]))
    assert any("放在一起不能同时成立" in paragraph.text for paragraph in sheet.paragraphs)
