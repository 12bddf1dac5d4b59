"""A running site and a browser: the same programs that a user starts."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

import system

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"desktop": (1440, 900), "phone": (390, 844), "reflow": (320, 640)}
WATCH = """
window.reports = [];
document.addEventListener('securitypolicyviolation', (event) =>
  window.reports.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@dataclass(frozen=True, slots=True)
class Site:
    """A served site: its address, its home and its public example."""

    address: str
    home: Path
    example: str


@dataclass(slots=True)
class Visit:
    """A page with everything that went wrong on it."""

    page: Page
    troubles: list[str] = field(default_factory=list)

    def sound(self) -> None:
        """Fail for script errors, policy reports and missing files."""
        reports = self.page.evaluate("() => window.reports || []")
        assert [*self.troubles, *reports] == []


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    home = tmp_path_factory.mktemp("home")
    env = os.environ | {"JIEFANG_HOME": str(home), "JIEFANG_LOG_LEVEL": "WARNING"}
    env.pop("DATABASE_URL", None)
    program = [sys.executable, "-m", "jiefang"]
    made = subprocess.run(
        [*program, "init", "410802"], env=env, capture_output=True, text=True, check=True
    )
    example = made.stdout.rsplit("public example audit: ", 1)[1].strip()
    port = free_port()
    server = subprocess.Popen([*program, "serve", "--port", str(port)], env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/health/")
        yield Site(address, home, example)
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=system.browser(), args=FLAGS)
        yield launched
        launched.close()


Visitor = Callable[..., Visit]


@pytest.fixture
def visit(site: Site, browser: Browser) -> Iterator[Visitor]:
    """Open pages as one visitor: `visit("/", size="phone", theme="dark")`."""
    contexts: list[BrowserContext] = []

    def open_page(
        path: str,
        *,
        size: str = "desktop",
        theme: str = "light",
        language: str = "zh-hans",
        elder: bool = False,
        script: bool = True,
        again: Visit | None = None,
    ) -> Visit:
        if again is None:
            width, height = SIZES[size]
            context = browser.new_context(
                viewport={"width": width, "height": height},
                reduced_motion="reduce",
                java_script_enabled=script,
                base_url=site.address,
            )
            contexts.append(context)
            cookies = {"jf_theme": theme, "django_language": language, "jf_elder": str(int(elder))}
            context.add_cookies(
                [{"name": n, "value": v, "url": site.address} for n, v in cookies.items()]
            )
            context.add_init_script(WATCH)
        else:
            context = again.page.context
        page = context.new_page()
        visited = Visit(page)
        page.on("pageerror", lambda error: visited.troubles.append(f"script: {error}"))
        page.on("requestfailed", lambda request: note_failure(visited, request))
        page.on(
            "response",
            lambda r: visited.troubles.append(f"{r.status} {r.url}") if r.status >= 500 else None,
        )
        page.goto(path)
        return visited

    yield open_page
    for context in contexts:
        context.close()


def note_failure(visited: Visit, request: Request) -> None:
    """A download and a page that is left behind count as failed in the browser, not here."""
    if "/get/" not in request.url and request.failure != "net::ERR_ABORTED":
        visited.troubles.append(f"failed: {request.url} {request.failure}")


@pytest.fixture(scope="session")
def first_finding(site: Site) -> str:
    """The address of the first finding of the public example."""
    with urllib.request.urlopen(site.address + site.example) as answer:  # noqa: S310  # our own
        page = answer.read().decode()
    found = re.search(r'href="([^"]+/finding/[^"]+)"', page)
    assert found
    return found[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  # our own server
                return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)
