"""Downloads of an audit (下载): the same reports that the command line writes."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from jiefang.figures.audit import Audit
from jiefang.figures.report.csv import findings_csv
from jiefang.figures.report.docx import review
from jiefang.figures.report.html import audit_html
from jiefang.figures.report.jsonl import audit_lines
from jiefang.figures.report.xlsx import audit_xlsx

Lang = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Download:
    """A finished report: its suffix and bytes."""

    suffix: str
    content: bytes


def rendered(audit: Audit, report_format: str, *, language: str) -> Download | None:
    """Write one report; None where the format has nothing to say about these documents."""
    return FORMATS[report_format](audit, "en" if language == "en" else "zh")


def _jsonl(audit: Audit, lang: Lang) -> Download:
    return Download("jsonl", "".join(f"{line}\n" for line in audit_lines(audit, lang)).encode())


def _csv(audit: Audit, lang: Lang) -> Download:
    # With a mark, because office programs otherwise take UTF-8 for the local code page.
    return Download("csv", findings_csv(audit, lang).encode("utf-8-sig"))


def _html(audit: Audit, lang: Lang) -> Download:
    return Download("html", audit_html(audit, lang).encode())


def _docx(audit: Audit, lang: Lang) -> Download | None:
    """One file as it is; several packed together, each under its own name."""
    files = review(audit, lang)
    if not files:
        return None
    if len(files) == 1:
        return Download("docx", next(iter(files.values())))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return Download("zip", packed.getvalue())


def _xlsx(audit: Audit, lang: Lang) -> Download:
    return Download("xlsx", audit_xlsx(audit, lang))


FORMATS: Final[Mapping[str, Callable[[Audit, Lang], Download | None]]] = {
    "docx": _docx,
    "xlsx": _xlsx,
    "html": _html,
    "csv": _csv,
    "jsonl": _jsonl,
}
"""Every format, in the order of the page; a format that cannot serve an audit gives None."""
