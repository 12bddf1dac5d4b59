"""Write the reference pages from the code (生成参考手册): commands, rules, settings.

Usage: ``python tools/reference.py [--check]``. Writes ``docs/reference/*.md``; with ``--check`` it
writes nothing, names the pages that are out of date, and ends with status 1 when there are any.
"""

import os
import sys
from pathlib import Path
from typing import Final

# Help is made in the reader's language when the commands are imported; the pages are English.
os.environ["LC_ALL"] = "en_US.UTF-8"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiefang.site.settings")

import click

from jiefang import __main__ as program
from jiefang.figures.relate import Rule, all_rules
from jiefang.site.settings import DECLARED

ROOT: Final = Path(__file__).resolve().parent.parent
REFERENCE: Final = ROOT / "docs/reference"
MADE: Final = "<!-- Written by `make docs` from the code: do not edit. -->\n"
WIDTH: Final = 96


def main(arguments: list[str]) -> int:
    """Write or check all pages; returns the exit status."""
    old = [name for name, text in pages().items() if _written(name) != text]
    if arguments == ["--check"]:
        print("".join(f"docs/reference/{name} is out of date: run make docs\n" for name in old))
        return 1 if old else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in old:
        (REFERENCE / name).write_text(pages()[name], encoding="utf-8")
        print(f"docs: {(REFERENCE / name).relative_to(ROOT)}")
    return 0


def pages() -> dict[str, str]:
    """Make every page: file name and text."""
    return {"commands.md": commands(), "rules.md": rules(), "settings.md": settings()}


def commands() -> str:
    """The page of commands: each command's own help, subcommands included."""
    root = click.Context(program.main, info_name="jiefang")
    parts = [f"# Commands\n\n{MADE}"]
    for name in program.main.list_commands(root):
        command = program.main.get_command(root, name)
        if command is not None:
            parts += _command_help(command, root, f"jiefang {name}")
    return "\n".join(parts)


def rules() -> str:
    """The page of rules: what each tests, when it may be hard, and an example."""
    found = all_rules()
    rows = "\n".join(
        f"| [{one.id}](#{one.id.lower()}) | {one.name_zh} | {one.name_en} | {one.strength.value} |"
        for one in found
    )
    table = f"| id | 名称 | name | at most |\n|---|---|---|---|\n{rows}\n"
    intro = (
        "What the audit tests, and only where wording or table asserts it (see\n"
        "[intervals](../explanation/intervals.md)). `jiefang rules` prints the same.\n"
    )
    return "\n".join([f"# Rules\n\n{MADE}", intro, table, *map(_rule, found)])


def settings() -> str:
    """The page of settings: one table of everything that is read from the environment."""
    rows = "\n".join(
        f"| `{one.name}` | {f'`{one.default}`' if one.default else 'empty'} | {one.meaning} |"
        for one in DECLARED
    )
    intro = "Environment variables; each has a safe default, so none has to be set.\n"
    table = f"| name | default | meaning |\n|---|---|---|\n{rows}\n"
    return "\n".join([f"# Settings\n\n{MADE}", intro, table])


def _written(name: str) -> str:
    """Return a page as it stands, or an empty text."""
    page = REFERENCE / name
    return page.read_text(encoding="utf-8") if page.is_file() else ""


def _command_help(command: click.Command, parent: click.Context, path: str) -> list[str]:
    """Return the heading and help of a command, then those of the commands inside it."""
    word = path.rpartition(" ")[2]
    context = click.Context(
        command, info_name=word, parent=parent, terminal_width=WIDTH, max_content_width=WIDTH
    )
    parts = [f"## `{path}`\n", f"```\n{command.get_help(context)}\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner is not None:
                parts += _command_help(inner, context, f"{path} {name}")
    return parts


def _rule(rule: Rule) -> str:
    """Return one rule in both languages."""
    return "\n".join(
        [
            f'<a id="{rule.id.lower()}"></a>\n',
            f"## {rule.id} {rule.name_zh} · {rule.name_en}\n",
            f"`{rule.formula}`\n",
            f"{rule.about_zh}\n",
            f"{rule.about_en}\n",
            f"* 何时为必须改：{rule.strong_zh}",
            f"* May be hard: {rule.strong_en}",
            f"* 例：{rule.example_zh}",
            f"* Example: {rule.example_en}\n",
        ]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
