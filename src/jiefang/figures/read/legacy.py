"""Old office files (doc、wps、rtf、odt): converted by an installed LibreOffice, else refused.

The conversion runs in its own process, with its own empty profile, in a folder of its own that is
removed afterwards, and is stopped after `OFFICE_SECONDS`.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Final

from jiefang.figures.read.limits import CONVERTED_SECONDS, OFFICE_SECONDS, check_size
from jiefang.figures.read.old_sheet import read_old_workbook
from jiefang.figures.read.ole import OleKind, find_ole_kind
from jiefang.figures.read.reading import Reading
from jiefang.figures.read.refusals import notice, refuse
from jiefang.figures.read.sheet import read_workbook
from jiefang.figures.read.word import read_word

PROGRAMS: Final = ("soffice", "libreoffice")


def read_ole(data: bytes, *, path: str) -> Reading:
    """Read doc, wps, xls and et files; a password-protected docx or xlsx is refused."""
    kind = find_ole_kind(data)
    if kind is OleKind.XLS:
        return read_old_workbook(data, path=path)
    if kind is OleKind.ENCRYPTED:
        raise refuse("password", path=path)
    if kind is OleKind.PPT:
        raise refuse("unsupported", path=path, detail="演示文稿 ppt", detail_en="slides, ppt")
    if kind is OleKind.OTHER and Path(path).suffix.lower() not in (".doc", ".wps"):
        raise refuse("unsupported", path=path, detail="OLE 复合文档", detail_en="an OLE container")
    return _read_converted(data, path=path, suffix="doc", target="docx")


def read_rtf(data: bytes, *, path: str) -> Reading:
    """Read a rich text file."""
    return _read_converted(data, path=path, suffix="rtf", target="docx")


def read_odf(data: bytes, *, path: str) -> Reading:
    """Read an OpenDocument text or sheet."""
    is_sheet = b"opendocument.spreadsheet" in data[:200]
    if is_sheet:
        return _read_converted(data, path=path, suffix="ods", target="xlsx")
    return _read_converted(data, path=path, suffix="odt", target="docx")


def _read_converted(data: bytes, *, path: str, suffix: str, target: str) -> Reading:
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise refuse(
            "needs_office", path=path, detail=f" {suffix} ", detail_en=suffix, target=target
        )
    with tempfile.TemporaryDirectory(prefix="jiefang-") as folder:
        source = Path(folder, f"input.{suffix}")
        source.write_bytes(data)
        _convert(program, source, target=target, path=path)
        result = source.with_suffix(f".{target}")
        if not result.is_file():
            raise refuse(
                "office_failed", path=path, target=target, detail="没有输出", detail_en="no output"
            )
        check_size(result.stat().st_size, path=path)
        converted = result.read_bytes()
    reader = read_workbook if target == "xlsx" else read_word
    reading = reader(converted, path=path, seconds=CONVERTED_SECONDS)
    return replace(reading, notices=(notice("converted", detail="LibreOffice"), *reading.notices))


def _convert(program: str, source: Path, *, target: str, path: str) -> None:
    """Run the conversion; the whole process group ends with the time."""
    folder = source.parent
    command = [
        program,
        "--headless",
        "--norestore",
        f"-env:UserInstallation={Path(folder, 'profile').as_uri()}",
        "--convert-to",
        target,
        "--outdir",
        str(folder),
        str(source),
    ]
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed program, no shell, our own file names
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise refuse(
            "office_failed", path=path, target=target, detail=type(error).__name__
        ) from error
    try:
        process.wait(timeout=OFFICE_SECONDS)
    except subprocess.TimeoutExpired as error:
        _end(process)
        raise refuse(
            "office_failed", path=path, target=target, detail="超时", detail_en="it took too long"
        ) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the program and what it started."""
    if os.name == "posix":
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
