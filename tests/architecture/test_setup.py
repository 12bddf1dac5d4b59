"""Set-up on a bare machine: mirrors from the environment, locked digests, old Pythons told so."""

import hashlib
import http.server
import platform
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

import assets
import bootstrap
import mirror

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = ("UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL", "PIP_CONFIG_FILE")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """An environment in which nobody has set a mirror."""
    for name in SETTINGS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return monkeypatch


class Shelf(http.server.BaseHTTPRequestHandler):
    """A small mirror: one page, one file, behind a password."""

    def do_GET(self) -> None:
        page = b'<a href="../files/uv-1.whl#sha256=00">uv-1.whl</a>'
        known = self.headers["Authorization"] == "Basic dTpwQHNz"
        body = {"/simple/uv/": page, "/simple/files/uv-1.whl": b"wheel"}.get(self.path, b"")
        self.send_response(200 if known and body else 403)
        self.end_headers()
        self.wfile.write(body if known else b"")

    def log_message(self, *ignored: object) -> None:
        """Say nothing."""


@pytest.fixture
def shelf() -> Iterator[str]:
    """Serve the small mirror; its address with user and password."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Shelf)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://u:p%40ss@127.0.0.1:{server.server_port}/simple"
    server.shutdown()


@pytest.mark.parametrize("name", SETTINGS[:3])
def test_index_from_the_environment(bare: pytest.MonkeyPatch, name: str) -> None:
    bare.setenv(name, "https://mirror.example/simple/")
    assert mirror.python_index() == "https://mirror.example/simple"
    assert bootstrap.uv_environment()["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"


def test_index_from_pip_conf(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "own.conf").write_text("[global]\nindex-url = https://m.example/%20s/\n", "utf-8")
    bare.setenv("PIP_CONFIG_FILE", str(tmp_path / "own.conf"))
    assert mirror.python_index() == "https://m.example/%20s"


def test_npm_registry_and_scope(bare: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".npmrc").write_text(
        "registry=https://n.example/\n@tabler:registry=https://t.example\n"
    )
    bare.delenv("npm_config_registry", raising=False)
    assert mirror.npm_registry("bootstrap") == "https://n.example"
    assert mirror.npm_registry("@tabler/icons") == "https://t.example"
    bare.setenv("npm_config_registry", "https://e.example/")
    assert mirror.npm_registry("bootstrap") == "https://e.example"


def test_a_mirror_behind_a_password(shelf: str) -> None:
    address = mirror.file_in_index(shelf, project="uv", filename="uv-1.whl")
    assert mirror.download(address) == b"wheel"


def test_a_refusal_is_one_line_without_the_password(shelf: str) -> None:
    with pytest.raises(mirror.DownloadError) as refusal:
        mirror.download(shelf.replace("p%40ss", "wrong") + "/uv/")
    said = str(refusal.value)
    assert "HTTP 403" in said
    assert "wrong" not in said
    assert "\n" not in said


def test_another_file_than_the_locked_one_is_refused() -> None:
    digest = hashlib.sha256(b"good").digest()
    assert mirror.locked(b"good", algorithm="sha256", digest=digest, name="x") == b"good"
    with pytest.raises(mirror.DownloadError, match="not the file that the lock names"):
        mirror.locked(b"bad", algorithm="sha256", digest=digest, name="x")


@pytest.mark.parametrize(
    ("system", "machine", "libc", "expected"),
    [
        ("linux", "x86_64", "glibc", "manylinux_2_17_x86_64.manylinux2014_x86_64"),
        ("linux", "x86_64", "", "musllinux_1_1_x86_64"),
        ("linux", "aarch64", "glibc", "aarch64"),
        ("darwin", "arm64", "", "macosx_11_0_arm64"),
        ("win32", "AMD64", "", "win_amd64"),
    ],
)
def test_the_wheel_of_uv_fits_the_machine(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, libc: str, expected: str
) -> None:
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    monkeypatch.setattr(platform, "libc_ver", lambda: (libc, ""))
    wheels = bootstrap._locked_package("uv")["wheels"]
    assert expected in bootstrap._wheel_for_this_machine(wheels)["url"]


def test_an_old_python_is_told_so(tmp_path: Path) -> None:
    source = (ROOT / "tools/bootstrap.py").read_text(encoding="utf-8")
    aged = source.replace("if sys.version_info < OLDEST", "if (3, 8) < OLDEST")
    (tmp_path / "bootstrap.py").write_text(aged, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "bootstrap.py")]
    done = subprocess.run(command, env={"PATH": ""}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "Python 3.11 or newer is missing" in done.stderr


def test_style_sheet_without_pictures_and_map() -> None:
    style = (
        b"a{background:url(\"data:image/svg+xml,%3csvg a='b'%3e\")}\n/*# sourceMappingURL=x.map */"
    )
    assert assets.without_map(assets.without_pictures(style)) == b"a{background:none}\n"


def test_the_icons_that_templates_use_are_named() -> None:
    named = {symbol for symbol, _ in assets.icon_names()}
    assert len(named) == len(assets.icon_names())
    pages = (page.read_text(encoding="utf-8") for page in (ROOT / "src").rglob("*.html"))
    used = {symbol for page in pages for symbol in re.findall(r'{% icon "(\w+)" %}', page)}
    assert used - named == set()
