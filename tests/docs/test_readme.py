"""The two READMEs are twins, short, and show the two commands and a finding."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 120
BLOCK = re.compile(r"```.*?```", re.DOTALL)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def shape(text: str) -> list[str]:
    """What twins share: headings, tables, lists and blocks in order, without their words."""
    kinds = []
    for line in BLOCK.sub("```", text).splitlines():
        found = re.match(r"#+|```|!\[|\||\* |\d\. ", line)
        kinds += [found.group()] if found else []
    return kinds


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_readme_is_short_and_complete(name: str) -> None:
    text = read(name)
    assert len(text.splitlines()) <= LONGEST
    assert "make run" in text
    assert "make test" in text
    assert "docs/img/finding.png" in text


def test_readmes_are_twins() -> None:
    assert shape(read("README.md")) == shape(read("README.zh.md"))


def test_pictures_exist() -> None:
    pictures = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", read("README.md") + read("README.zh.md"))
    assert [picture for picture in pictures if not (ROOT / picture).is_file()] == []
