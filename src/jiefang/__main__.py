"""The program ``jiefang`` (命令行入口): one lazy group over the command lines of the floors.

Contract with ``jiefang.figures.cli`` and ``jiefang.site.cli``
--------------------------------------------------------------
Each of the two modules exports one table::

    COMMANDS: dict[str, tuple[str, str]] = {
        "audit": ("jiefang.figures.cli:audit", "Audit the figures of documents (核对数字)."),
    }

* key: the word typed after ``jiefang``;
* first value: ``module:attribute`` of a :class:`click.Command` (a ``click.Group`` for commands
  with several words, such as ``user create``). The module may be ``cli`` itself or any other; it
  is imported only when the command is run or its own ``--help`` is asked for;
* second value: one line of help, shown by ``jiefang --help`` without importing the command.

Both ``cli`` modules are imported for ``jiefang --help`` and for a command that the first table
does not hold, so they import at their top nothing heavier than click. ``jiefang.site.cli`` must
also import *without* Django: its table then still names the commands, and running one of them says
how to install the platform. Where Django is installed the command itself sets it up
(``DJANGO_SETTINGS_MODULE``, ``django.setup()``) inside its function or the module that it lives in.

A name in both tables is a programming mistake and is refused. Exit status is the command's own;
2 for a wrong call, an unknown command or a missing platform.
"""

import importlib
import importlib.util
import sys
from typing import Final

import click

from jiefang import __version__

TABLES: Final = ("jiefang.figures.cli", "jiefang.site.cli")
PLATFORM: Final = "jiefang.site.cli"
PLATFORM_HINT: Final = 'this command needs the platform: pip install "jiefang[platform]"'


class CommandTableError(RuntimeError):
    """A table of commands breaks the contract above: two tables use one name, or a wrong path."""


class LazyGroup(click.Group):
    """Commands found by name in the tables, imported when they are used (惰性命令组)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name every command of both tables, the figures library first; context is not used."""
        del ctx
        return list(_merged())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one command, or None for a word that no table holds."""
        del ctx
        for table in TABLES:
            commands = _commands(table)
            if cmd_name in commands:
                if table == PLATFORM and not platform_installed():
                    raise click.UsageError(PLATFORM_HINT)
                return _load(commands[cmd_name][0])
        return None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the tables' own help lines, so that nothing else is imported."""
        del ctx
        rows = [(name, text) for name, (_, text) in _merged().items()]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows)
        if not platform_installed():
            formatter.write_paragraph()
            formatter.write_text('The site and its commands: pip install "jiefang[platform]"')


def platform_installed() -> bool:
    """Tell whether the extra ``platform`` is installed, without importing Django."""
    return importlib.util.find_spec("django") is not None


def _commands(table: str) -> dict[str, tuple[str, str]]:
    """Read one table; a floor that has no command line yet has no commands."""
    if importlib.util.find_spec(table) is None:
        return {}
    commands: dict[str, tuple[str, str]] = importlib.import_module(table).COMMANDS
    return commands


def _merged() -> dict[str, tuple[str, str]]:
    """Join the tables and refuse a name that two of them use."""
    merged: dict[str, tuple[str, str]] = {}
    for table in TABLES:
        commands = _commands(table)
        twice = merged.keys() & commands.keys()
        if twice:
            raise CommandTableError(f"{table}: named twice: {', '.join(sorted(twice))}")
        merged |= commands
    return merged


def _load(path: str) -> click.Command:
    """Import ``module:attribute`` and insist that it is a command."""
    module, _, attribute = path.partition(":")
    command = getattr(importlib.import_module(module), attribute)
    if not isinstance(command, click.Command):
        raise CommandTableError(f"{path} is not a click command")
    return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="jiefang")
def main() -> None:
    """智慧解放: audit the figures a government prints, and run the district that prints them."""


if __name__ == "__main__":
    sys.exit(main())
