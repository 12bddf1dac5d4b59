"""From a file to a letter, as people walk it: with and without script, desktop and phone."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Site, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

REPORT = """经济运行情况

2020年，社会消费品零售总额完成101.1亿元，年均增长5.8%，是2015年的1.19倍。

一般公共预算收入由2015年的6.7亿元增加到2020年的13.67亿元，年均增长15.29%。
"""
HARD = "不一致"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "运行情况.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


def finished(page: Page) -> None:
    """Wait until the findings are there; the page reloads itself."""
    expect(page.locator("#board")).to_be_visible(timeout=60_000)


def test_upload_read_comment_letter_delete(visit: Visitor, report: Path, tmp_path: Path) -> None:
    visited = visit("/audit/")
    page = visited.page
    page.set_input_files("#documents", [report])
    expect(page.locator("[data-chosen]").first).to_have_text("运行情况.txt")
    page.get_by_role("button", name="开始审核").click()
    finished(page)
    expect(page.locator("h1")).to_have_text("运行情况.txt")
    expect(page.locator("#detail")).to_contain_text(HARD)
    mark = page.locator(".src mark.on").first
    expect(mark).to_be_in_viewport()

    page.locator(".src mark.ok a").first.click()
    expect(page.locator("#detail .ch.ok")).to_be_visible()
    expect(page).to_have_url(re.compile("/finding/"))
    permanent = page.locator("#detail dd a.mono").get_attribute("href")
    page.go_back()
    expect(page.locator("#detail .ch.hard")).to_be_visible()

    page.locator(".fl a.it").first.click()
    expect(page.locator("#h-d")).to_be_focused()
    page.fill("#say-text", "口径不同")
    page.get_by_role("button", name="标为已说明").click()
    expect(page.locator("#say")).to_contain_text("口径不同")
    expect(page.locator(".fl")).to_contain_text("已说明")

    with page.expect_download() as download:
        page.locator("details.menu summary").click()
        page.get_by_role("link", name="Word").click()
    saved = tmp_path / "审核.docx"
    download.value.save_as(saved)
    assert zipfile.is_zipfile(saved)

    page.get_by_role("link", name="发征询函").click()
    expect(page.locator("h1")).to_contain_text("征询函")
    assert permanent
    page.goto(permanent)
    expect(page.locator("#detail .ch.ok")).to_be_visible()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_role("status").first).to_contain_text("已删除")
    assert page.goto(permanent).status == 404  # type: ignore[union-attr]
    visited.sound()


def test_the_progress_survives_a_reload(visit: Visitor, report: Path) -> None:
    page = visit("/audit/").page
    page.set_input_files("#documents", [report])
    page.get_by_role("button", name="开始审核").click()
    address = page.url
    page.reload()
    finished(page)
    page.goto("/audit/")
    expect(page.locator(f'a[href="{address[address.index("/audit") :]}"]')).to_be_visible()


def test_files_can_be_dropped(visit: Visitor) -> None:
    page = visit("/audit/").page
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(['GDP'], '拖来的.txt'));
          const zone = document.querySelector('[data-drop=documents]');
          zone.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true}));
        }"""
    )
    expect(page.locator("[data-chosen]").first).to_have_text("拖来的.txt")


def test_pasted_text_on_a_phone_opens_the_detail_as_a_page(visit: Visitor) -> None:
    visited = visit("/audit/", size="phone")
    page = visited.page
    page.fill("#pasted", REPORT)
    page.get_by_role("button", name="开始审核").click()
    finished(page)
    expect(page.locator("#detail")).to_be_hidden()
    page.locator(".fl a.it").first.click()
    expect(page.locator("#detail")).to_be_visible()
    expect(page.locator(".list")).to_be_hidden()
    page.get_by_role("link", name="回清单").click()
    expect(page.locator(".list")).to_be_visible()
    visited.sound()


def test_everything_works_without_script(visit: Visitor, report: Path) -> None:
    page = visit("/audit/", script=False).page
    page.set_input_files("#documents", [report])
    page.get_by_role("button", name="开始审核").click()
    finished(page)
    page.locator(".fl a.it").first.click()
    expect(page.locator("#detail")).to_contain_text(HARD)
    page.select_option("select[name=show]", "ok")
    page.get_by_role("button", name="筛选").click()
    expect(page.locator(".fl .ch.ok").first).to_be_visible()
    page.get_by_role("button", name="长辈版").click()
    assert page.locator("html").get_attribute("data-elder") is not None
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("status").first).to_contain_text("Deleted")


def test_a_photo_is_refused_in_words(visit: Visitor, tmp_path: Path) -> None:
    photo = tmp_path / "拍的.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 64)
    page = visit("/audit/").page
    page.set_input_files("#documents", [photo])
    page.get_by_role("button", name="开始审核").click()
    box = page.get_by_role("alert")
    expect(box).to_contain_text("图片")
    expect(box).to_be_focused()
    box.get_by_role("link").click()
    expect(page.locator("#documents")).to_be_focused()


def test_one_broken_file_does_not_hold_up_the_others(
    visit: Visitor, report: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "坏的.docx"
    broken.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    page = visit("/audit/").page
    page.set_input_files("#documents", [broken, report])
    page.get_by_role("button", name="开始审核").click()
    finished(page)
    expect(page.locator(".bn.soft")).to_contain_text("坏的.docx")
    expect(page.locator("#detail")).to_contain_text(HARD)


def test_another_browser_does_not_see_it(visit: Visitor, report: Path) -> None:
    page = visit("/audit/").page
    page.set_input_files("#documents", [report])
    page.get_by_role("button", name="开始审核").click()
    finished(page)
    stranger = visit(page.url).page
    expect(stranger.locator("h1")).to_contain_text("没有这一页")


def test_filters_apply_at_once_for_a_pointer_only(visit: Visitor, site: Site) -> None:
    page = visit(site.example).page
    page.select_option("select[name=show]", "soft")
    page.wait_for_timeout(300)
    assert "show=soft" not in page.url
    page.dispatch_event("select[name=show]", "pointerdown")
    page.select_option("select[name=show]", "ok")
    expect(page).to_have_url(re.compile("show=ok"))
    expect(page.locator(".fl .ch.ok").first).to_be_visible()
