import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document as WordDocument

from jiefang.access.identity import VISITOR, session_actor
from jiefang.ledger.actor import SYSTEM, Actor
from jiefang.ledger.worker import work_once
from jiefang.plan import actions, queries
from jiefang.plan.models import AuditRun
from jiefang.plan.testing import stored_run
from jiefang.registry.storage import stored_keys

pytestmark = pytest.mark.django_db

TEXT = "2020年，社会消费品零售总额完成101.1亿元，年均增长5.8%，是2015年的1.19倍。"


@pytest.fixture
def owner(client: Client) -> Actor:
    """The actor behind `client`."""
    session = client.session
    session[VISITOR] = "word"
    session.save()
    return session_actor("word")


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_form_says_its_limits(client: Client) -> None:
    page = text(client.get("/audit/"))
    assert "20 MB" in page
    assert 'enctype="multipart/form-data"' in page
    assert "还没有审核过材料" in page


def test_uploading_starts_an_audit_and_shows_progress(client: Client) -> None:
    sent = client.post("/audit/", {"documents": [upload("报告.txt", TEXT.encode())]})
    assert sent.status_code == 302
    page = client.get(sent["Location"])
    assert "报告.txt" in text(page)
    assert "hx-get" in text(page)
    assert 'http-equiv="refresh"' in text(page)
    assert 'maxlength="200"' in text(client.get("/audit/"))
    part = client.get(f"{sent['Location']}progress/")
    assert "<progress" in text(part)


@pytest.mark.django_db(transaction=True)
def test_a_finished_audit_shows_findings_beside_the_text(client: Client) -> None:
    sent = client.post("/audit/", {"pasted": TEXT, "title": "我的报告"})
    assert work_once("w")
    done = client.get(f"{sent['Location']}progress/")
    assert done["HX-Refresh"] == "true"
    read = client.get(f"{sent['Location']}progress/?board")
    assert "HX-Refresh" not in read
    assert "get/docx/" in text(read)
    page = text(client.get(sent["Location"]))
    assert "我的报告" in page
    assert "不一致" in page
    assert 'class="q hard on"' in page
    assert "get/jsonl/" in page
    listed = text(client.get("/audit/"))
    assert "我的报告" in listed


def test_nothing_sent_is_told_beside_the_field(client: Client) -> None:
    answer = client.post("/audit/", {"pasted": "   "})
    assert answer.status_code == 400
    assert 'role="alert"' in text(answer)
    assert "还没有材料" in text(answer)


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("空.txt", b" ", 302, ""),
        ("照片.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 20, 415, "图片"),
        ("包.zip", b"Rar!\x1a\x07\x01\0" + b"\1" * 40, 415, "压缩包"),
        ("坏.txt", b"MZ\x90\0\3\0\0\0\4\0\0\0", 415, "程序"),
        ("../../<b>x.txt", bytes(range(32)) * 40, 415, "bx.txt"),
    ],
)
def test_what_is_sent_is_judged_by_content(
    client: Client, name: str, content: bytes, status: int, words: str
) -> None:
    answer = client.post("/audit/", {"documents": [upload(name, content)]})
    assert answer.status_code == status
    assert words in text(answer)
    assert "<b>x" not in text(answer)


def test_too_large_a_file_is_refused_in_words(client: Client, settings: Any) -> None:
    settings.JIEFANG_UPLOAD_BYTES = 1024 * 1024
    answer = client.post("/audit/", {"documents": [upload("大.txt", b"1" * (1024 * 1024 + 1))]})
    assert answer.status_code == 413
    assert "超过 1 MB" in text(answer)
    assert stored_keys() == set()


def test_filters_and_pages(client: Client, owner: Actor) -> None:
    run = stored_run(owner, findings=60, documents=2)
    page = text(client.get(f"/audit/{run.token}/"))
    assert "第 1—12 条，共 48 条" in page
    assert "第 13—24 条" in text(client.get(f"/audit/{run.token}/?page=2"))
    assert "共 12 条" in text(client.get(f"/audit/{run.token}/?show=hard"))
    assert "共 60 条" in text(client.get(f"/audit/{run.token}/?show=all"))
    narrow = text(client.get(f"/audit/{run.token}/?show=hard&rule=A01&doc=1"))
    assert "共 6 条" in narrow
    nothing = text(client.get(f"/audit/{run.token}/?state=accepted"))
    assert "没有符合筛选的发现" in nothing


@pytest.mark.parametrize(
    "query", ["?page=x", "?show=%00", "?doc=999999999999", "?at=-1", "?rule=" + "x" * 999]
)
def test_nonsense_in_an_address_is_ignored(client: Client, owner: Actor, query: str) -> None:
    run = stored_run(owner)
    assert client.get(f"/audit/{run.token}/{query}").status_code == 200


def test_a_permanent_link_selects_its_finding_and_its_page(client: Client, owner: Actor) -> None:
    run = stored_run(owner, findings=100)
    last = queries.findings_of(owner, run.token).exclude(tone="ok").last()
    assert last is not None
    page = text(client.get(f"/audit/{run.token}/finding/{last.key}/"))
    assert f'id="f-{last.key}"' in page
    assert 'class="one"' in page
    assert 'aria-current="true"' in page


def test_a_comment_is_kept_and_shown(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    address = f"/audit/{run.token}/finding/f000/"
    sent = client.post(f"{address}say/", {"stance": "disputed", "text": "<i>口径</i>不同"})
    assert sent.status_code == 302
    page = text(client.get(address))
    assert "&lt;i&gt;口径&lt;/i&gt;不同" in page
    assert "有异议" in page


def test_a_missing_reason_is_told_where_it_is_missing(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    answer = client.post(f"/audit/{run.token}/finding/f000/say/", {"stance": "explained"})
    assert answer.status_code == 400
    assert "请写明理由" in text(answer)
    assert 'href="#say-text"' in text(answer)


def test_cancel_retry_and_delete(client: Client, owner: Actor) -> None:
    run = actions.start_audit(actor=owner, documents=[upload("a.txt", b"GDP 5%")])
    base = f"/audit/{run.token}/"
    assert client.post(f"{base}cancel/").status_code == 302
    assert "已取消" in text(client.get(base))
    assert client.post(f"{base}cancel/").status_code == 409
    assert client.post(f"{base}retry/").status_code == 302
    assert "<progress" in text(client.get(base))
    gone = client.post(f"{base}delete/", follow=True)
    assert "已删除" in text(gone)
    assert client.get(base).status_code == 404


def test_downloads_are_attachments(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    content = b"<html><script>alert(1)</script>"
    actions.store_report(run_id=run.pk, report_format="html", name="报告.html", content=content)
    answer = client.get(f"/audit/{run.token}/get/html/")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == content  # type: ignore[arg-type]
    assert client.get(f"/audit/{run.token}/get/xyz/").status_code == 404


def test_the_letter_is_neutral_and_a_real_docx(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    page = text(client.get(f"/audit/{run.token}/finding/f000/letter/"))
    for words in ("征询函", "12.0 亿元", "19.9—20.1 亿元", "不表示认定何处有误"):
        assert words in page
    for loaded in ("错误", "造假", "失实"):
        assert loaded not in page
    answer = client.get(f"/audit/{run.token}/finding/f000/letter.docx")
    assert answer["Content-Disposition"].startswith("attachment;")
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    words = "\n".join(p.text for p in WordDocument(io.BytesIO(answer.content)).paragraphs)
    assert "12.0 亿元" in words


def test_the_question_sheet_asks_what_is_open(client: Client, owner: Actor) -> None:
    run = stored_run(owner, findings=10)
    page = text(client.get(f"/audit/{run.token}/questions/"))
    assert "共 6 个问题" in page
    assert page.count("请问：") == 6
    only_hard = text(client.get(f"/audit/{run.token}/questions/?show=hard"))
    assert "共 2 个问题" in only_hard


def test_a_sheet_without_questions_says_so(client: Client, owner: Actor) -> None:
    run = stored_run(owner, findings=1)
    page = text(client.get(f"/audit/{run.token}/questions/?state=accepted"))
    assert "没有要问的" in page


def test_the_table_behind_the_charts_has_every_count(client: Client, owner: Actor) -> None:
    run = stored_run(owner, findings=10, documents=2)
    page = text(client.get(f"/audit/{run.token}/tables/"))
    assert page.count("<tr>") >= 2 + 2 + 2 + 3


@pytest.mark.parametrize("tail", ["tables/", "questions/", "finding/f000/letter/", "finding/f000/"])
def test_an_unfinished_audit_has_no_results(client: Client, owner: Actor, tail: str) -> None:
    run = actions.start_audit(actor=owner, documents=[upload("a.txt", b"GDP 5%")])
    assert client.get(f"/audit/{run.token}/{tail}").status_code in {404, 409}


def test_unreadable_files_are_listed_in_both_languages(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    refusal = {
        "name": "坏.pdf",
        "reason": "x",
        "zh": "“坏.pdf”加了密码。",
        "en": "坏.pdf has a password.",
    }
    run.documents.update(refusal=refusal)
    assert "加了密码" in text(client.get(f"/audit/{run.token}/"))
    client.cookies["django_language"] = "en"
    assert "has a password" in text(client.get(f"/audit/{run.token}/"))


def test_document_text_is_escaped(client: Client, owner: Actor) -> None:
    run = stored_run(owner)
    run.documents.get().passages.update(text="<script>alert(1)</script>" + " " * 40)
    run.findings.update(message_zh="<img src=x>")
    page = text(client.get(f"/audit/{run.token}/"))
    assert "<script>alert" not in page
    assert "<img src=x>" not in page


def test_rules_are_explained_one_by_one(client: Client) -> None:
    listed = text(client.get("/rules/"))
    assert "/rules/A01/" in listed
    page = text(client.get("/rules/A10/"))
    assert "算式" in page
    assert client.get("/rules/Z99/").status_code == 404


def test_a_rule_shows_where_it_spoke_in_the_example(client: Client) -> None:
    run = stored_run(SYSTEM, is_public=True)
    assert f"/audit/{run.token}/finding/" in text(client.get("/rules/A01/"))


@pytest.mark.parametrize("findings", [10, 400])
def test_a_page_needs_few_queries(
    client: Client, owner: Actor, findings: int, django_assert_max_num_queries: Any
) -> None:
    run = stored_run(owner, findings=findings, documents=2)
    with django_assert_max_num_queries(40):
        client.get(f"/audit/{run.token}/")


def test_runs_of_one_session_are_listed_newest_first(client: Client, owner: Actor) -> None:
    first, second = stored_run(owner), stored_run(owner)
    AuditRun.objects.filter(pk=first.pk).update(title="旧的")
    AuditRun.objects.filter(pk=second.pk).update(title="新的")
    page = text(client.get("/audit/"))
    assert page.index("新的") < page.index("旧的")
