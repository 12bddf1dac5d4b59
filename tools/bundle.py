"""Build folders that run without a network and without installation (离线包).

Usage: ``python tools/bundle.py [NAME ...]``; without names all of ``BUNDLES``, into ``dist/``. A
bundle is the locked packages, unpacked for every supported Python, and one start script: copy the
folder to a machine that has Python 3.11 or newer (or put a portable Python into its folder
``python``) and run ``jiefang``. Linux bundles need glibc 2.28 or newer.
"""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import bootstrap
from mirror import DownloadError

PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")
DIST: Final = bootstrap.ROOT / "dist"
MIB: Final = 1024 * 1024

SHELL_START: Final = """\
#!/bin/sh
# Runs jiefang from this folder: no network, no installation.
here=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
for python in "$here/python/bin/python3" {names} python3; do
  if "$python" -c 'import sys; sys.exit(sys.version_info[:2] not in {pairs})' 2>/dev/null; then
    exec "$python" -s -B "$here/start.py" "$@"
  fi
done
echo "jiefang: needs Python {first} to {last}, here or in the folder $here/python" >&2
exit 2
"""

BATCH_START: Final = """\
@echo off
rem Runs jiefang from this folder: no network, no installation.
setlocal
set "PYTHONUTF8=1"
set "WHICH="
set "PYTHON=%~dp0python\\python.exe"
if exist "%PYTHON%" goto run
for %%v in ({versions}) do (
  py -%%v -c "" >nul 2>nul && set "PYTHON=py" && set "WHICH=-%%v" && goto run
)
echo jiefang: needs Python {first} to {last}, here or in the folder %~dp0python 1>&2
exit /b 2
:run
"%PYTHON%" %WHICH% -s -B "%~dp0start.py" %*
exit /b %ERRORLEVEL%
"""

START: Final = """\
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib"))
from jiefang.__main__ import main

if __name__ == "__main__":
    main(prog_name="jiefang")
"""

READ_ME: Final = """\
jiefang {version}: {kind}, {platform}

  {command} --help

Needs Python {first} to {last} and nothing else; a portable Python may be put into the folder
"python" here. Nothing in this folder calls out to a network. Licence: Apache-2.0; the licences of
the packages in lib are in their *.dist-info folders.

本文件夹不联网、不安装即可运行。机器上要有 Python {first} 至 {last}，或把便携版 Python 放入此处的
python 文件夹。许可证：Apache-2.0；lib 内各软件包的许可证见各自的 *.dist-info 文件夹。
"""


class BundleError(RuntimeError):
    """A bundle cannot be built; the message is one line."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """One folder to build: what it can do and where it runs (uv's name of the platform)."""

    name: str
    kind: str
    platform: str
    extras: tuple[str, ...] = ()

    @property
    def on_windows(self) -> bool:
        """Tell whether the start script is a batch file."""
        return "windows" in self.platform


BUNDLES: Final = (
    Bundle("jiefang-audit-linux-x86_64", "audit", "x86_64-manylinux_2_28"),
    Bundle("jiefang-audit-linux-aarch64", "audit", "aarch64-manylinux_2_28"),
    Bundle("jiefang-audit-windows-x86_64", "audit", "x86_64-pc-windows-msvc"),
    Bundle("jiefang-platform-linux-x86_64", "platform", "x86_64-manylinux_2_28", ("platform",)),
    Bundle("jiefang-platform-linux-aarch64", "platform", "aarch64-manylinux_2_28", ("platform",)),
)


def main(names: list[str]) -> int:
    """Build the named bundles, or all; returns the exit status."""
    try:
        for bundle in _named(names):
            folder = build(bundle, into=DIST, pythons=PYTHONS)
            print(f"bundle: {folder.relative_to(bootstrap.ROOT)} ({size_mib(folder)} MiB)")
    except (BundleError, bootstrap.SetupError, DownloadError) as error:
        print(f"bundle: {error}", file=sys.stderr)
        return 1
    return 0


def build(bundle: Bundle, *, into: Path, pythons: tuple[str, ...]) -> Path:
    """Build one bundle for the given Pythons and return its folder. Raises BundleError."""
    folder = into / bundle.name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        wheel = _own_wheel(Path(scratch))
        wanted = _requirements(bundle, Path(scratch))
        for python in pythons:
            unpacked = Path(scratch) / python
            _unpack(bundle, python, wheel=wheel, wanted=wanted, into=unpacked)
            merge(unpacked, into=folder / "lib")
    _write_start(bundle, folder, pythons)
    return folder


def merge(source: Path, *, into: Path) -> None:
    """Add the packages unpacked for one Python to those of another.

    Compiled modules carry the Python's version in their name and stand side by side; any other
    file must be the same in both. Raises BundleError where it is not.
    """
    for path in sorted(source.rglob("*")):
        target = into / path.relative_to(source)
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, target)
        elif not _may_differ(path) and path.read_bytes() != target.read_bytes():
            raise BundleError(f"{path.relative_to(source)} differs between Python versions")


def size_mib(folder: Path) -> int:
    """Return the size of a folder's files in MiB, rounded down."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // MIB


def _named(names: list[str]) -> list[Bundle]:
    """Choose bundles by name, all without names. Raises BundleError."""
    known = {bundle.name: bundle for bundle in BUNDLES}
    unknown = [name for name in names if name not in known]
    if unknown:
        raise BundleError(f"no such bundle: {', '.join(unknown)}; there are {', '.join(known)}")
    return [known[name] for name in names or known]


def _may_differ(path: Path) -> bool:
    """Tell whether a file only records how its package was installed, for one Python."""
    return any(part.endswith(".dist-info") for part in path.parts)


def _own_wheel(scratch: Path) -> Path:
    """Build our own wheel."""
    _uv("build", "--quiet", "--wheel", "--out-dir", str(scratch), str(bootstrap.ROOT))
    return next(scratch.glob("jiefang-*.whl"))


def _requirements(bundle: Bundle, scratch: Path) -> Path:
    """Write the locked packages that a bundle holds, with their digests."""
    wanted = scratch / "requirements.txt"
    extras = [word for extra in bundle.extras for word in ("--extra", extra)]
    only = ("--frozen", "--quiet", "--no-default-groups", "--no-emit-project")
    _uv("export", *only, *extras, "--output-file", str(wanted))
    return wanted


def _unpack(bundle: Bundle, python: str, *, wheel: Path, wanted: Path, into: Path) -> None:
    """Unpack wheels for a platform and a Python that need not be this machine's.

    Programs with a fixed path to their Python and translated C sources are left out.
    """
    there = ("--python-platform", bundle.platform, "--python-version", python)
    plain = ("--quiet", "--no-deps", "--no-build", "--no-compile-bytecode", "--target", str(into))
    _uv("pip", "install", *plain, *there, "--require-hashes", "--requirements", str(wanted))
    _uv("pip", "install", *plain, *there, str(wheel))
    for path in [into / "bin", into / "Scripts", into / ".lock", *into.rglob("*.c")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)


def _write_start(bundle: Bundle, folder: Path, pythons: tuple[str, ...]) -> None:
    """Write the start script and the page that says how to use the folder."""
    newest_first = pythons[::-1]
    ends = {"first": pythons[0], "last": pythons[-1]}
    command = "jiefang.bat" if bundle.on_windows else "./jiefang"
    if bundle.on_windows:
        text = BATCH_START.format(versions=" ".join(newest_first), **ends)
        (folder / "jiefang.bat").write_text(text, encoding="ascii", newline="\r\n")
    else:
        names = " ".join(f"python{python}" for python in newest_first)
        pairs = "".join(f"({python.replace('.', ', ')}), " for python in pythons)
        start = folder / "jiefang"
        start.write_text(SHELL_START.format(names=names, pairs=f"({pairs})", **ends), "ascii")
        start.chmod(0o755)
    (folder / "start.py").write_text(START, encoding="ascii")
    version = _version(folder)
    page = READ_ME.format(
        version=version, kind=bundle.kind, platform=bundle.platform, command=command, **ends
    )
    (folder / "README.txt").write_text(page, encoding="utf-8")


def _version(folder: Path) -> str:
    """Read our version from the unpacked package."""
    return next((folder / "lib").glob("jiefang-*.dist-info")).stem.partition("-")[2]


def _uv(*words: str) -> None:
    """Run uv on the project. Raises BundleError when it fails."""
    command = [bootstrap.find_uv(), *words]
    variables = bootstrap.uv_environment()
    done = subprocess.run(command, cwd=bootstrap.ROOT, env=variables, check=False)
    if done.returncode:
        raise BundleError(f"uv {words[0]} {words[1]} failed: the lines above say why")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
