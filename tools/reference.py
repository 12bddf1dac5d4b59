"""Write the reference pages (生成参考手册): commands, rules, settings, errors, events.

Usage: ``python tools/reference.py [--check]``. Writes ``docs/reference/*.md``; with ``--check`` it
writes nothing, names the pages that are out of date, and ends with status 1 when there are any.
"""

import ast
import importlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final, TypeVar

# Help is made in the reader's language when the commands are imported; the pages are English.
os.environ["LC_ALL"] = "en_US.UTF-8"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jiefang.site.settings")

import click

from jiefang import __main__ as program
from jiefang.figures.errors import FiguresError
from jiefang.figures.relate import Rule, all_rules
from jiefang.ledger.refusal import Refusal
from jiefang.site.settings import DECLARED

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src/jiefang"
REFERENCE: Final = ROOT / "docs/reference"
MADE: Final = "<!-- Written by `make docs` from the code: do not edit. -->\n"
WIDTH: Final = 96
Kind = TypeVar("Kind")


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
    return {
        "commands.md": commands(),
        "rules.md": rules(),
        "settings.md": settings(),
        "errors.md": errors(),
        "events.md": events(),
    }


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


def errors() -> str:
    """The page of error codes: refusals of the rooms and errors of the library."""
    for path in sorted(PACKAGE.glob("*/errors.py")):
        importlib.import_module(f"jiefang.{path.parent.name}.errors")
    kinds = sorted(_below(Refusal), key=lambda kind: kind.code)
    refused = "\n".join(f"| `{k.code}` | {k.status} | {_first_line(k)} |" for k in kinds)
    raised = "\n".join(f"| `{kind.code}` | {_first_line(kind)} |" for kind in _below(FiguresError))
    intro = (
        "Codes are stable; the sentence is made when it is shown, in the reader's language: what,\n"
        "where, what next.\n"
    )
    return (
        f"# Errors\n\n{MADE}\n{intro}\n## Of the platform\n\n"
        f"| code | HTTP | when |\n|---|---|---|\n{refused}\n\n## Of the figures library\n\n"
        f"| code | when |\n|---|---|\n{raised}\n"
    )


def events() -> str:
    """The page of ledger events: each `record("room.happened", …)` of the code."""
    rows = "\n".join(f"| `{name}` | {keys} | `{place}` |" for name, keys, place in _recorded())
    intro = (
        "What the append-only ledger holds. Payloads carry ids and plain values, never persons\n"
        "([privacy](../explanation/privacy.md)).\n"
    )
    return (
        f"# Events\n\n{MADE}\n{intro}\n| event | payload | recorded in |\n|---|---|---|\n{rows}\n"
    )


def _recorded() -> Iterator[tuple[str, str, str]]:
    """Find calls of `record` in the rooms: event, keys of a payload written out, module."""
    found = set()
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                words = {word.arg: word.value for word in node.keywords}
                if node.args and isinstance(node.args[0], ast.Constant) and "stream" in words:
                    place = str(path.relative_to(PACKAGE))
                    found.add((str(node.args[0].value), _keys(words.get("payload")), place))
    yield from sorted(found)


def _keys(payload: ast.expr | None) -> str:
    """Name the keys of a payload written as a dictionary."""
    keys = payload.keys if isinstance(payload, ast.Dict) else []
    named = [f"`{key.value!s}`" for key in keys if isinstance(key, ast.Constant)]
    return ", ".join(named) or "see the action"


def _below(kind: type[Kind]) -> Iterator[type[Kind]]:
    """Yield every class below one, in the order of definition."""
    for sub in kind.__subclasses__():
        yield sub
        yield from _below(sub)


def _first_line(kind: type) -> str:
    """Return the first line of a docstring."""
    return (kind.__doc__ or "").strip().partition("\n")[0].replace("|", "\\|")


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
