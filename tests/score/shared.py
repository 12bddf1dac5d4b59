"""The hand-read figures and relations that lie beside the checkout (or at JIEFANG_SHARED)."""

from __future__ import annotations

import csv
import json
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Expected:
    """One figure read by hand with its place in a text."""

    doc: str
    kind: str
    value: str
    unit: str
    start: int
    end: int


@dataclass(frozen=True)
class ExpectedRelation:
    """One relation read by hand; `places` are (document, start, end) of its quotes."""

    id: str
    kind: str
    strength: str
    rule: str
    places: tuple[tuple[str, int, int], ...]


def shared_folder() -> Path | None:
    """The folder with seeds and hand-read data, or None where it does not exist."""
    named = os.environ.get("JIEFANG_SHARED")
    folder = Path(named) if named else Path(__file__).parents[3] / "shared"
    return folder if (folder / "seeds").is_dir() else None


def seed_files(folder: Path) -> dict[str, Path]:
    """The seed texts by their three-digit number."""
    return {path.name[:3]: path for path in sorted((folder / "seeds").glob("*.txt"))}


def expected_figures(folder: Path) -> list[Expected]:
    """All figures read by hand, in the order of the file."""
    claims = folder / "data" / "claims"
    with (claims / "seed-figures.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (claims / "seed-figures-spans.csv").open(encoding="utf-8") as file:
        spans = list(csv.DictReader(file))
    return [
        Expected(
            doc=row["doc"],
            kind=row["kind"],
            value=row["value"],
            unit=row["unit"],
            start=int(span["start"]),
            end=int(span["end"]),
        )
        for row, span in zip(rows, spans, strict=True)
    ]


def expected_relations(folder: Path) -> list[ExpectedRelation]:
    """All relations read by hand with the places of their quotes."""
    texts = {
        number: path.read_bytes().decode("utf-8") for number, path in seed_files(folder).items()
    }
    found = []
    path = folder / "data" / "claims" / "relations-dev.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        places = []
        for quote, doc in zip(row["quotes"], row["quote_docs"], strict=True):
            start = texts[doc].find(quote)
            if start >= 0:
                places.append((doc, start, start + len(quote)))
        found.append(
            ExpectedRelation(
                row["id"], row["kind"], row["strength"], row.get("rule") or "", tuple(places)
            )
        )
    return found
