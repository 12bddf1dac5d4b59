"""Install what the tests need from the system's package manager (装测试所需), where it may.

Usage: ``python3 tools/system.py``. On a Debian-like machine, as root or with sudo that asks no
password, missing packages are installed by apt-get. Everywhere else, and when apt-get fails, one
line says which tests will be skipped; the status is 0 all the same, because the rest can be tested.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OFFICE: Final = ("soffice", "libreoffice")


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that some tests need: its Debian package and what is lost without it."""

    package: str
    present: bool
    lost: str


def main() -> int:
    """Install what is missing; returns 0."""
    missing = [need for need in needs() if not need.present]
    if not missing:
        return 0
    problem = install([need.package for need in missing])
    if problem:
        packages = " ".join(need.package for need in missing)
        lost = ", ".join(need.lost for need in missing)
        print(f"tests: WITHOUT {lost}: {problem}; apt install {packages}", file=sys.stderr)
    return 0


def needs() -> list[Need]:
    """List what the tests need beside Python packages, and whether it is there."""
    return [
        Need("chromium", browser() is not None, "browser tests"),
        Need("fonts-noto-cjk", _has_chinese_font(), "Chinese letters on screenshots"),
        Need("libreoffice-writer-nogui", office() is not None, "reading .doc and .wps"),
    ]


def browser() -> str | None:
    """Return the path of Chromium: ``CHROMIUM`` in the environment, else the first on the PATH."""
    named = os.environ.get("CHROMIUM")
    return named or next((path for name in BROWSERS if (path := shutil.which(name))), None)


def office() -> str | None:
    """Return the path of an office program that converts documents."""
    return next((path for name in OFFICE if (path := shutil.which(name))), None)


def install(packages: list[str]) -> str:
    """Install Debian packages; returns why it could not be done, or an empty text."""
    if shutil.which("apt-get") is None:
        return "no apt-get here"
    prefix = _as_root()
    if prefix is None:
        return "neither root nor sudo without a password"
    print(f"tests: installing {' '.join(packages)}", file=sys.stderr)
    steps = (["update"], ["install", "--yes", "--no-install-recommends", *packages])
    done = all(_apt(prefix, step) for step in steps)
    return "" if done else "apt-get failed (the lines above say why)"


def _apt(prefix: list[str], words: list[str]) -> bool:
    """Run apt-get quietly, waiting for another one to end; tells whether it succeeded."""
    patient = ["--quiet=2", "--option", "DPkg::Lock::Timeout=300"]
    variables = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = [*prefix, "apt-get", *patient, *words]
    done = subprocess.run(command, env=variables, stdout=subprocess.DEVNULL, check=False)
    return done.returncode == 0


def _as_root() -> list[str] | None:
    """Return the words before a command that make it run as root, or None."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n", "--preserve-env=DEBIAN_FRONTEND"] if asked.returncode == 0 else None


def _has_chinese_font() -> bool:
    """Look for a font file of a family that has Chinese letters."""
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts")
    files = (path for folder in folders if folder.is_dir() for path in folder.rglob("*.[to]t[cf]"))
    return any("CJK" in path.name or "wqy" in path.name.lower() for path in files)


if __name__ == "__main__":
    sys.exit(main())
