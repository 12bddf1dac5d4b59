"""The reference pages say what the code does: `make docs` would change nothing."""

import pytest

import reference


@pytest.mark.parametrize("page", ["commands.md", "rules.md", "settings.md"])
def test_reference_is_up_to_date(page: str) -> None:
    written = (reference.REFERENCE / page).read_text(encoding="utf-8")
    assert written == reference.pages()[page], "run `make docs` and read the difference"


def test_every_command_is_documented() -> None:
    written = (reference.REFERENCE / "commands.md").read_text(encoding="utf-8")
    names = reference.program.main.list_commands(reference.click.Context(reference.program.main))
    assert [name for name in names if f"## `jiefang {name}`" not in written] == []
