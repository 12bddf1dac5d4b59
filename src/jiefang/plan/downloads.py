"""Downloads of an audit (下载): the same reports that the command line writes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from jiefang.figures.audit import Audit
from jiefang.figures.report.csv import findings_csv
from jiefang.figures.report.jsonl import audit_lines

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


FORMATS: Final[Mapping[str, Callable[[Audit, Lang], Download | None]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
}
"""Every format, in the order of the page; a format that cannot serve an audit gives None."""
