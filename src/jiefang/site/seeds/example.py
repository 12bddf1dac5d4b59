"""Example documents (示例文件): written in our own words from the published facts of a district.

They hold the real disagreements of what was printed, so that a first audit has something to show.
"""

import hashlib
import html
import io
import re
import tomllib
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from docx import Document as WordDocument
from docx.oxml.ns import qn

from jiefang import __version__
from jiefang.ledger.actor import SYSTEM
from jiefang.ledger.worker import work_once
from jiefang.plan import actions, queries
from jiefang.plan.uploads import FileOnDisk
from jiefang.site.seeds.published import SEEDS, NoSeedsError, figures_of, referred

__all__ = ["NoSeedsError", "example_texts", "install", "publish"]

REFERENCE: Final = re.compile(r"\{([^{}]+)\}")
FIRST_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)
TITLE: Final = "公开示例：三份材料互相核对"

Words = Mapping[str, Any]  # Any: a document of documents.toml


def install(code: str) -> list[Path]:
    """Write the example documents into `JIEFANG_HOME/examples`; the same bytes every time."""
    folder = Path(settings.JIEFANG_HOME) / "examples"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in example_files(code).items():
        path = folder / name
        path.write_bytes(content)
        paths.append(path)
    return paths


def publish(code: str, paths: list[Path]) -> str:
    """Audit the examples as the public one, unless that has been done; returns its address."""
    origin = _origin(code, paths)
    for run in queries.public_runs(SYSTEM):
        if run.origin == origin:
            return f"/audit/{run.token}/"
    run = actions.start_audit(
        actor=SYSTEM,
        documents=[FileOnDisk(path) for path in paths],
        title=TITLE,
        is_public=True,
        origin=origin,
    )
    while queries.run_by_id(SYSTEM, run.pk).finished_at is None and work_once("init"):
        continue
    for old in queries.own_runs(SYSTEM):
        if old.origin.startswith(f"seed:{code}:") and old.pk != run.pk:
            actions.delete_run(actor=SYSTEM, token=old.token)
    return f"/audit/{run.token}/"


def example_files(code: str) -> dict[str, bytes]:
    """The example documents of a district: file name → bytes. Raises `NoSeedsError`."""
    written = {}
    for words in _documents(code):
        write = WRITERS[words["format"]]
        written[f"{words['name']}.{words['format']}"] = write(words, _filler(code))
    return written


def example_texts(code: str) -> dict[str, str]:
    """The words of each example document, for tests that compare them with other texts."""
    fill = _filler(code)
    return {words["name"]: "\n".join(_lines(words, fill)) for words in _documents(code)}


def _origin(code: str, paths: list[Path]) -> str:
    texts = "".join(example_texts(code).values())
    digest = hashlib.sha256(f"{__version__}:{len(paths)}:{texts}".encode()).hexdigest()
    return f"seed:{code}:{digest[:16]}"


def _documents(code: str) -> list[Words]:
    path = SEEDS / code / "documents.toml"
    if not path.is_file():
        raise NoSeedsError(f"there are no example documents for district {code}")
    documents: list[Words] = tomllib.loads(path.read_text("utf-8"))["document"]
    return documents


def _filler(code: str) -> Callable[[str], str]:
    figures = figures_of(code)
    return lambda words: REFERENCE.sub(lambda found: referred(figures, found[1]), words)


def _lines(words: Words, fill: Callable[[str], str]) -> list[str]:
    lines = [words["title"], words["note"]]
    for heading, paragraphs in words["sections"]:
        lines += [heading, *(fill(paragraph) for paragraph in paragraphs)]
    return lines + ["\t".join(map(fill, row)) for row in words.get("table_rows", [])]


def _text(words: Words, fill: Callable[[str], str]) -> bytes:
    return ("\n\n".join(_lines(words, fill)) + "\n").encode()


def _page(words: Words, fill: Callable[[str], str]) -> bytes:
    body = [f"<h1>{html.escape(words['title'])}</h1>", f"<p>{html.escape(words['note'])}</p>"]
    for heading, paragraphs in words["sections"]:
        body.append(f"<h2>{html.escape(heading)}</h2>")
        body += [f"<p>{html.escape(fill(paragraph))}</p>" for paragraph in paragraphs]
    head = f'<meta charset="utf-8"><title>{html.escape(words["title"])}</title>'
    inside = "\n".join(body)
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><head>{head}</head>\n<body>\n<article>\n{inside}\n'
        "</article>\n</body></html>\n"
    ).encode()


def _word(words: Words, fill: Callable[[str], str]) -> bytes:
    document = WordDocument()
    style = document.styles["Normal"]
    style.font.name = "FangSong"
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    document.add_heading(words["title"], level=1)
    document.add_paragraph(words["note"])
    for heading, paragraphs in words["sections"]:
        document.add_heading(heading, level=2)
        for paragraph in paragraphs:
            document.add_paragraph(fill(paragraph))
    document.add_paragraph(words["table_title"])
    table = document.add_table(rows=0, cols=len(words["table_head"]))
    table.style = "Table Grid"
    for row in (words["table_head"], *words["table_rows"]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = fill(text)
    out = io.BytesIO()
    document.save(out)
    return _undated(out.getvalue())


def _undated(packed: bytes) -> bytes:
    """The same parts without the time of packing, so that the file has one hash for ever."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            fresh = zipfile.ZipInfo(part.filename, FIRST_ZIP_DATE)
            fresh.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(part))
    return out.getvalue()


WRITERS: Final[Mapping[str, Callable[[Words, Callable[[str], str]], bytes]]] = {
    "txt": _text,
    "html": _page,
    "docx": _word,
}
