"""What an installation brings along: few direct dependencies, and no licence that binds ours."""

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

import pytest
from packaging.requirements import Requirement

from tests.architecture.sources import ROOT

MOST_DIRECT = 12
BINDING = re.compile(
    r"(?<!L)(?<!Lesser )(?<!Library )\bA?GPL|(?<!Lesser )General Public License", re.IGNORECASE
)


def needed(name: str, extra: str, seen: set[str]) -> Iterator[Distribution]:
    """Yield a package and everything that it requires here, each once."""
    if name.lower() in seen:
        return
    seen.add(name.lower())
    found = distribution(name)
    yield found
    for line in found.requires or []:
        required = Requirement(line)
        if required.marker is None or required.marker.evaluate({"extra": extra}):
            yield from needed(required.name, "".join(sorted(required.extras)[:1]), seen)


def licence(package: Distribution) -> str:
    told = package.metadata
    classes = [c for c in told.get_all("Classifier", []) if c.startswith("License ::")]
    return " ".join([told.get("License-Expression", ""), *classes])


def test_few_direct_dependencies() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert len(project["dependencies"]) <= MOST_DIRECT


def test_no_binding_licence() -> None:
    told = {p.metadata["Name"]: licence(p) for p in needed("jiefang", "platform", set())}
    assert "Django" in told
    assert {name: text for name, text in told.items() if BINDING.search(text)} == {}


@pytest.mark.parametrize(
    ("text", "binds"),
    [
        ("AGPL-3.0-only", True),
        ("License :: OSI Approved :: GNU General Public License v3 (GPLv3)", True),
        ("LGPL-3.0-only", False),
        ("License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT", False),
    ],
)
def test_binding_licences_are_told_apart(text: str, *, binds: bool) -> None:
    assert bool(BINDING.search(text)) is binds
