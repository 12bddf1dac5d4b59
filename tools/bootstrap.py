"""Make the environment ``.venv`` from the lock file (搭环境), with nothing but Python.

Usage: ``python3 tools/bootstrap.py [GROUP ...]``. Without groups: the library, the platform and
the tools of development. uv is taken from the PATH where it is new enough, else its locked wheel
is fetched, checked against ``uv.lock`` and unpacked into ``.boot/``: neither pip nor venv is
needed. A package index named in the environment is used instead of PyPI; the lock's hashes hold
there too. What is missing is said in one line.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:  # before anything that an old Python could not read
    for _minor in range(14, OLDEST[1] - 1, -1):
        for _folder in os.environ.get("PATH", "").split(os.pathsep):
            _newer = f"{_folder}/python3.{_minor}"
            if os.access(_newer, os.X_OK) and subprocess.call([_newer, "-c", ""]) == 0:
                os.execv(_newer, [_newer, *sys.argv])
    sys.exit(f"bootstrap: Python 3.11 or newer is missing, this is {sys.version.split()[0]}")

import hashlib
import io
import platform
import re
import shutil
import tomllib
import zipfile
from pathlib import Path
from typing import Any, Final

import mirror

ROOT: Final = Path(__file__).resolve().parent.parent
BOOT: Final = ROOT / ".boot"
VENV: Final = ROOT / ".venv"
DEFAULT: Final = ("--extra", "platform", "--group", "dev")


class SetupError(RuntimeError):
    """Something that set-up needs is missing; the message is one line with the cure."""


def main(arguments: list[str]) -> int:
    """Bring ``.venv`` up to date; returns the exit status."""
    groups = [word for name in arguments for word in ("--group", name)]
    try:
        make_environment([*DEFAULT, *groups], venv=VENV)
    except (SetupError, mirror.DownloadError) as error:
        print(f"bootstrap: {error}", file=sys.stderr)
        return 1
    return 0


def make_environment(selection: list[str], *, venv: Path) -> None:
    """Install a selection of the lock (``--extra``, ``--group`` …) into a virtual environment.

    Raises SetupError or DownloadError.
    """
    uv = find_uv()
    index = mirror.python_index()
    if index is None:
        _run([uv, "sync", "--locked", *_python(venv), *selection], venv=venv)
    else:
        _sync_from_mirror(uv, index, selection, venv=venv)


def find_uv() -> str:
    """Return uv's path: the one on the PATH if it is not older than the lock's, else our own."""
    locked = _locked_package("uv")
    version = _version(locked["version"])
    on_path = shutil.which("uv")
    own = BOOT / ("uv.exe" if os.name == "nt" else "uv")
    for candidate in (on_path, str(own) if own.is_file() else None):
        if candidate and _uv_version(candidate) >= version:
            return candidate
    _fetch_uv(locked, own)
    return str(own)


def uv_environment() -> dict[str, str]:
    """Return the variables for uv: no download of Pythons, mirrors and certificates passed on."""
    variables = dict(os.environ)
    variables.setdefault("UV_PYTHON_DOWNLOADS", "never")
    index, certificates = mirror.python_index(), mirror.certificates()
    if index is not None:
        variables["UV_DEFAULT_INDEX"] = index
    if certificates is not None:
        variables.setdefault("SSL_CERT_FILE", certificates)
    if mirror.system_has_certificates():  # an office's own authority is known only to the system
        variables.setdefault("UV_SYSTEM_CERTS", "true")
    return variables


def _sync_from_mirror(uv: str, index: str, selection: list[str], *, venv: Path) -> None:
    """Install the locked versions, checked by hash, from another index than the lock's.

    ``uv sync`` would either refuse the lock (it names PyPI) or fetch from PyPI all the same.
    """
    stamp, wanted = venv / "jiefang-stamp", _fingerprint(selection)
    if stamp.is_file() and stamp.read_text(encoding="ascii") == wanted:
        return
    BOOT.mkdir(exist_ok=True)
    listed = BOOT / f"requirements-{venv.name.strip('.')}.txt"
    export = [uv, "export", "--frozen", "--quiet", "--no-emit-project", "--output-file"]
    _run([*export, str(listed), *selection], venv=venv)
    if not venv.is_dir():
        _run([uv, "venv", "--quiet", "--python", sys.executable, str(venv)], venv=venv)
    into = ["--python", str(venv), "--default-index", index]
    _run([uv, "pip", "sync", *into, "--require-hashes", str(listed)], venv=venv)
    if "--only-group" not in selection:
        _run([uv, "pip", "install", *into, "--no-deps", "--editable", str(ROOT)], venv=venv)
    stamp.write_text(wanted, encoding="ascii")


def _run(command: list[str], *, venv: Path) -> None:
    """Run uv with its own progress on the terminal. Raises SetupError when it fails."""
    variables = uv_environment() | {"UV_PROJECT_ENVIRONMENT": str(venv)}
    variables.pop("VIRTUAL_ENV", None)
    done = subprocess.run(command, cwd=ROOT, env=variables, check=False)
    if done.returncode:
        step = " ".join(command[1:3])
        raise SetupError(f"uv {step} failed: the lines above say why (network, index, or disk)")


def _python(venv: Path) -> list[str]:
    """Choose this interpreter for a new environment; an existing one keeps its own."""
    return [] if venv.is_dir() else ["--python", sys.executable]


def _fingerprint(selection: list[str]) -> str:
    """Digest everything that decides what is installed."""
    parts = [(ROOT / name).read_bytes() for name in ("uv.lock", "pyproject.toml")]
    return hashlib.sha256(b"\0".join([*parts, " ".join(selection).encode()])).hexdigest()


def _locked_package(name: str) -> dict[str, Any]:
    """Read one package's entry (a parsed TOML table, hence Any) from ``uv.lock``."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return next(package for package in lock["package"] if package["name"] == name)


def _uv_version(program: str) -> tuple[int, ...]:
    """Ask a uv for its version; (0,) when it does not run."""
    try:
        said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return (0,)
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return _version(found.group()) if found else (0,)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))


def _fetch_uv(locked: dict[str, Any], target: Path) -> None:
    """Fetch uv's wheel for this machine and unpack the program from it."""
    wheel = _wheel_for_this_machine(locked["wheels"])
    filename = wheel["url"].rsplit("/", 1)[1]
    index = mirror.python_index()
    address = (
        wheel["url"]
        if index is None
        else mirror.file_in_index(index, project="uv", filename=filename)
    )
    print(f"bootstrap: fetching {filename}", file=sys.stderr)
    digest = bytes.fromhex(wheel["hash"].removeprefix("sha256:"))
    content = mirror.locked(
        mirror.download(address), algorithm="sha256", digest=digest, name=filename
    )
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        member = next(name for name in archive.namelist() if name.endswith(f"/{target.name}"))
        target.write_bytes(archive.read(member))
    target.chmod(0o755)


def _wheel_for_this_machine(wheels: list[dict[str, Any]]) -> dict[str, Any]:
    """Choose among uv's wheels by system, C library and processor."""
    machine = platform.machine().lower()
    system = "manylinux" if platform.libc_ver()[0] == "glibc" else "musllinux"
    kind = {"win32": "win", "darwin": "macosx"}.get(sys.platform, system)
    for wheel in wheels:
        tags = wheel["url"].rsplit("/", 1)[1]
        if kind in tags and tags.removesuffix(".whl").endswith(machine):
            return wheel
    raise SetupError(f"no uv for {sys.platform} {machine}: install uv yourself and run again")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
