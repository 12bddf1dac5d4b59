"""Bring third-party style, script and icons into the site (取前端资源), from ``package-lock.json``.

Usage: ``python3 tools/assets.py``. Standard library only and no node: each package of the lock is
one archive of the npm registry (or of the mirror named in the environment), checked against the
lock's digest and kept in ``.boot/npm``, so that nothing is fetched a second time.
Where the registry only answers npm itself, and npm is installed, ``npm ci`` does the fetching.

Made are ``src/jiefang/site/static/vendor/`` (bootstrap, htmx, the icon sprite) and
``tests/vendor/axe.min.js``; git ignores both.
"""

import base64
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import mirror

ROOT: Final = Path(__file__).resolve().parent.parent
KEPT: Final = ROOT / ".boot" / "npm"
VENDOR: Final = ROOT / "src/jiefang/site/static/vendor"
TESTS: Final = ROOT / "tests/vendor"
ICONS: Final = ROOT / "tools/icons.txt"
SOURCE_MAP: Final = re.compile(rb"(/\*|//)# sourceMappingURL=\S+( ?\*/)?\s*")
INLINE_PICTURE: Final = re.compile(rb"url\(([\"'])data:.*?\1\)")
SVG_HEAD: Final = '<svg xmlns="http://www.w3.org/2000/svg">'


def main() -> int:
    """Make all files; returns the exit status."""
    try:
        for target, content in made_files():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            print(f"assets: {target.relative_to(ROOT)} ({len(content):,} bytes)")
    except mirror.DownloadError as error:
        print(f"assets: {error}", file=sys.stderr)
        return 1
    return 0


def made_files() -> Iterator[tuple[Path, bytes]]:
    """Yield each file to be made with its content. Raises DownloadError."""
    bootstrap, htmx = Package("bootstrap"), Package("htmx.org")
    icons, axe = Package("@tabler/icons"), Package("axe-core")
    style = without_pictures(bootstrap.read("dist/css/bootstrap.min.css"))
    yield VENDOR / "bootstrap.min.css", without_map(style)
    script = bootstrap.read("dist/js/bootstrap.bundle.min.js")
    yield VENDOR / "bootstrap.bundle.min.js", without_map(script)
    yield VENDOR / "htmx.min.js", without_map(htmx.read("dist/htmx.min.js"))
    yield VENDOR / "icons.svg", sprite(icons).encode()
    yield VENDOR / "LICENSES.txt", licences([bootstrap, htmx, icons]).encode()
    yield TESTS / "axe.min.js", axe.read("axe.min.js")


class Package:
    """One package of the lock: its archive, fetched once and read in memory (前端包)."""

    def __init__(self, name: str) -> None:
        """Open a package by its npm name. Raises DownloadError, KeyError when not in the lock."""
        lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
        entry = lock["packages"][f"node_modules/{name}"]
        self.name = name
        self.version: str = entry["version"]
        content = io.BytesIO(self._content(entry["integrity"]))
        self._archive = tarfile.open(fileobj=content)  # noqa: SIM115 (in memory, nothing to close)

    def read(self, path: str) -> bytes:
        """Return one file of the package. Raises KeyError for a file that it does not have."""
        member = self._archive.extractfile(f"package/{path}")
        if member is None:
            raise KeyError(path)
        return member.read()

    def licence(self) -> str:
        """Return the text of the package's licence file."""
        names = [name for name in self._archive.getnames() if name.upper().endswith("/LICENSE")]
        return self.read(names[0].removeprefix("package/")).decode("utf-8")

    def _content(self, integrity: str) -> bytes:
        """Return the archive's bytes, from ``.boot/npm`` or fetched, and the locked ones."""
        kept = KEPT / f"{self.name.replace('/', '+')}-{self.version}.tgz"
        algorithm, _, digest = integrity.partition("-")
        content = kept.read_bytes() if kept.is_file() else self._fetch()
        mirror.locked(content, algorithm=algorithm, digest=base64.b64decode(digest), name=kept.name)
        if not kept.is_file():
            KEPT.mkdir(parents=True, exist_ok=True)
            kept.write_bytes(content)
        return content

    def _fetch(self) -> bytes:
        """Fetch the archive from the registry; let npm do it where the registry refuses us."""
        registry = mirror.npm_registry(self.name)
        filename = f"{self.name.rpartition('/')[2]}-{self.version}.tgz"
        try:
            return mirror.download(f"{registry}/{self.name}/-/{filename}")
        except mirror.DownloadError:
            npm = shutil.which("npm")
            if npm is None:
                raise
            return _packed_by_npm(npm, f"{self.name}@{self.version}")


def without_pictures(style: bytes) -> bytes:
    """Drop the pictures written into a style sheet: the site's content policy forbids ``data:``."""
    return INLINE_PICTURE.sub(b"none", style)


def without_map(source: bytes) -> bytes:
    """Drop the name of a source map, a file that we do not carry."""
    return SOURCE_MAP.sub(b"", source)


def sprite(icons: Package) -> str:
    """Join the icons named in ``icons.txt`` into one file of symbols (图标集)."""
    return SVG_HEAD + "".join(_symbol(icons, *pair) for pair in icon_names()) + "</svg>\n"


def icon_names() -> list[tuple[str, str]]:
    """Read ``icons.txt``: pairs of symbol id and Tabler name."""
    lines = ICONS.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line.strip() and not line.startswith("#")]
    return [(symbol, name) for symbol, name in rows]


def licences(packages: list[Package]) -> str:
    """Join the licences of what is copied, to travel with it."""
    texts = (f"{p.name} {p.version}\n\n{p.licence().strip()}\n" for p in packages)
    return ("\n" + "-" * 72 + "\n\n").join(texts)


def _symbol(icons: Package, symbol: str, name: str) -> str:
    """Turn one icon file into a symbol: its shapes without the frame that Tabler adds."""
    picture = icons.read(f"icons/outline/{name}.svg").decode("utf-8")
    inside = picture[picture.index(">") + 1 : picture.rindex("</svg>")]
    shapes = [line.strip() for line in inside.splitlines() if "M0 0h24v24H0z" not in line]
    return f'<symbol id="{symbol}" viewBox="0 0 24 24">{"".join(shapes)}</symbol>'


def _packed_by_npm(npm: str, package: str) -> bytes:
    """Let ``npm pack`` fetch an archive with npm's own settings. Raises DownloadError."""
    KEPT.mkdir(parents=True, exist_ok=True)
    command = [npm, "pack", "--silent", "--pack-destination", str(KEPT), package]
    done = subprocess.run(command, capture_output=True, text=True, cwd=KEPT, check=False)
    packed = KEPT / done.stdout.strip().rpartition("\n")[2]
    if done.returncode or not packed.is_file():
        raise mirror.DownloadError(f"neither the registry nor npm gives {package}")
    content = packed.read_bytes()
    packed.unlink()
    return content


if __name__ == "__main__":
    sys.exit(main())
