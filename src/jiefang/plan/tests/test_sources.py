import pytest
from django.test import Client

from jiefang.access.identity import VISITOR, session_actor
from jiefang.ledger.worker import work_once
from jiefang.plan import actions
from jiefang.plan.testing import stored_run
from jiefang.registry.testing import Bytes

pytestmark = pytest.mark.django_db(transaction=True)

REPORT = "2020年，全区社会消费品零售总额101.1亿元，一般公共预算收入13.7亿元，接待游客702万人次。"
TABLE = "指标,单位,2020年\n社会消费品零售总额,亿元,100.9\n一般公共预算收入,亿元,13.67\n"


@pytest.fixture
def client() -> Client:
    made = Client()
    session = made.session
    session[VISITOR] = "word"
    session.save()
    return made


def test_each_figure_stands_beside_its_source(client: Client) -> None:
    run = actions.start_audit(
        actor=session_actor("word"),
        documents=[Bytes("报告.txt", REPORT.encode())],
        sources=[Bytes("反馈表.csv", TABLE.encode())],
    )
    assert work_once("w")
    page = client.get(f"/audit/{run.token}/").content.decode()
    assert f"/audit/{run.token}/sources/" in page
    different = client.get(f"/audit/{run.token}/sources/").content.decode()
    assert "101.1亿元" in different
    assert "100.9" in different
    assert "反馈表.csv" in different
    assert "13.7亿元" not in different
    equal = client.get(f"/audit/{run.token}/sources/?show=equal").content.decode()
    assert "13.7亿元" in equal
    without = client.get(f"/audit/{run.token}/sources/?show=without_source").content.decode()
    assert "702万人次" in without


@pytest.mark.parametrize("query", ["", "?show=nonsense", "?page=99", "?show=equal&page=x"])
def test_without_source_tables_the_page_says_so(client: Client, query: str) -> None:
    run = stored_run(session_actor("word"))
    page = client.get(f"/audit/{run.token}/sources/{query}")
    assert page.status_code == 200
    assert "这一类没有数字" in page.content.decode()
