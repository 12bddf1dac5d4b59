"""Take the READMEs' picture of a finding (截图): the tutorial's report, audited, in a browser.

Usage: ``.venv/bin/python tools/picture.py``. Needs Chromium and a Chinese font. Run it when
the look of the findings has changed; the picture is committed.
"""

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from playwright.sync_api import sync_playwright

import bootstrap
import system

REPORT: Final = bootstrap.ROOT / "docs/tutorial/half-year.txt"
PICTURE: Final = bootstrap.ROOT / "docs/img/finding.png"
WIDTH: Final = 1200
HEIGHT: Final = 720


def main() -> int:
    """Write the picture; returns the exit status."""
    browser = system.browser()
    if browser is None:
        print("picture: no Chromium here", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        page = Path(scratch) / "page.html"
        audit = [sys.executable, "-m", "jiefang", "audit", str(REPORT), "--lang", "zh", "--quiet"]
        subprocess.run([*audit, "--format", "html", "--out", str(page)], check=False)
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        take(browser, page)
    print(f"picture: {PICTURE.relative_to(bootstrap.ROOT)}")
    return 0


def take(browser: str, page: Path) -> None:
    """Open a page and keep what stands below the heading of the source text."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        tab = opened.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        tab.goto(page.as_uri())
        heading = tab.get_by_role("heading", name="原文").bounding_box()
        top = heading["y"] - 24 if heading else 0
        area = {"x": 0, "y": top, "width": WIDTH, "height": HEIGHT}
        tab.screenshot(path=str(PICTURE), clip=area, full_page=True)  # type: ignore[arg-type]  # plain dict
        opened.close()


if __name__ == "__main__":
    sys.exit(main())
