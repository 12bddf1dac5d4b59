"""The command line of the figures library (命令行): `jiefang audit`, `extract` and `rules`.

Nothing heavier than click is imported before a command runs, and a command imports only what its
format needs. Results go to standard output or `--out`; progress, warnings and failures go to
standard error. Exit status: 0 nothing inconsistent, 1 a hard inconsistency, 2 a file could not be
read (it wins over 1), 130 broken off.
"""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from jiefang.figures.audit import Audit
    from jiefang.figures.errors import BadOption, FiguresError
    from jiefang.figures.gather import Refusal, Source
    from jiefang.figures.signoff import SignOff

COMMANDS: dict[str, tuple[str, str]] = {
    "audit": ("jiefang.figures.cli:audit", "Audit the figures of documents (核对数字)."),
    "extract": ("jiefang.figures.cli:extract", "Print every figure of documents (提取数字)."),
    "rules": ("jiefang.figures.cli:rules", "List the audit rules (审核规则)."),
}

MOST_BYTES = 20_000_000
"""Standard input is read up to one byte more; the reader refuses what is larger."""
BROKEN_OFF = 130
KEEP_STATE_FROM_FILES = 2

_Command = TypeVar("_Command", bound=Callable[..., Any])
Lang = Literal["zh", "en"]


def default_lang() -> Lang:
    """Chinese unless the environment asks for another language; C and POSIX ask for none."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        wanted = os.environ.get(name, "")
        if wanted:
            base = wanted.partition(".")[0].partition("_")[0].lower()
            return "zh" if base in {"zh", "c", "posix"} else "en"
    return "zh"


def say(zh: str, en: str) -> str:
    """Help in the language of the environment."""
    return zh if default_lang() == "zh" else en


class SeveralSources(click.Command):
    """Lets `--source` take several files: `audit report.docx --source a.xlsx b.xlsx`.

    Words after `--source FILE` are sources too when the documents were named before it; else they
    are the documents.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Repeat the option in front of each further source."""
        return super().parse_args(ctx, list(_repeat_source(args)))


def _repeat_source(args: Sequence[str]) -> Iterator[str]:
    documents = 0
    in_sources = False
    takes_value = False
    for word in args:
        if takes_value:
            takes_value = False
        elif word == "--source":
            in_sources = takes_value = True
        elif word.startswith("-") and word != "-":
            in_sources = False
            takes_value = word in _WITH_VALUE
        elif in_sources and documents:
            yield "--source"
        else:
            documents += 1
        yield word


_WITH_VALUE = frozenset(
    {
        "--format",
        "--out",
        "--since",
        "--accepted",
        "--register",
        "--indicators",
        "--lang",
        "--jobs",
        "--signoff",
        "--cache",
    }
)

FILES = click.argument("files", metavar="FILE|FOLDER...", nargs=-1, required=True)
OUT = click.option(
    "--out",
    type=click.Path(path_type=Path),
    help=say("写入这个文件（缺省为标准输出）。", "Write to this file (default: standard output)."),
)
INDICATORS = click.option(
    "--indicators",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=say(
        "用这份指标表代替自带的指标表。", "Use this indicator list instead of the built-in one."
    ),
)
LANG = click.option(
    "--lang",
    type=click.Choice(["zh", "en"]),
    default=default_lang,
    help=say("输出语言，缺省随系统。", "Language of the output, by default that of the system."),
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help=say("同时使用的进程数，缺省为全部核心。", "Processes to use, by default all cores."),
)
QUIET = click.option("--quiet", is_flag=True, help=say("不显示进度。", "Show no progress."))
CACHE = click.option(
    "--cache",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help=say(
        "把读过的文件的结果留在这个文件夹里，下次直接使用。",
        "Keep what was read in this folder and use it next time.",
    ),
)


def companion(name: str, zh: str, en: str) -> Callable[[_Command], _Command]:
    """An option that names one companion file."""
    return click.option(name, type=click.Path(path_type=Path), metavar="FILE", help=say(zh, en))


@click.command(
    cls=SeveralSources,
    help=say(
        "核对文件里印出的数字：凡文字或表格断定的算术关系，都检验印出的数能否同时成立。",
        "Audit printed figures: every arithmetic relation that the wording or a table asserts is "
        "tested for whether the printed numbers can all be true.",
    ),
)
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl", "csv", "html", "docx", "xlsx"]),
    default="text",
    show_default=True,
    help=say("输出格式。", "Format of the output."),
)
@OUT
@click.option(
    "--source",
    "sources",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE...",
    help=say(
        "权威来源表（如部门反馈表），逐个数字核对。",
        "Authoritative tables (feedback sheets) to compare each figure with.",
    ),
)
@companion(
    "--since",
    "上次的 JSON Lines 结果：标出已改、仍在、新增。",
    "An earlier JSON Lines result: marks fixed, still there, new.",
)
@companion(
    "--accepted",
    "已接受的发现及理由（CSV 或 TOML）。",
    "Findings accepted with a reason (CSV or TOML).",
)
@companion(
    "--register",
    "台账（目标、分解、得分、阶段），CSV 或 JSON。",
    "Register of targets, shares, scores, stages (CSV or JSON).",
)
@companion(
    "--signoff",
    "填好的数字核签表（xlsx），带入新的核签表。",
    "A filled-in figure sheet (xlsx) to carry over.",
)
@INDICATORS
@click.option(
    "--joint/--no-joint",
    default=True,
    help=say("是否做联合检验。", "Whether to test sets of relations together."),
)
@click.option(
    "--all", "show_all", is_flag=True, help=say("“不用管”的也列出。", "List the third group too.")
)
@click.option(
    "--keys",
    is_flag=True,
    help=say(
        "只输出各发现的记号，填上理由即可用于 --accepted。",
        "Only print the keys of the findings, to fill in for --accepted.",
    ),
)
@LANG
@JOBS
@CACHE
@QUIET
def audit(
    files: tuple[str, ...],
    form: str,
    out: Path | None,
    lang: Lang,
    cache: Path | None,
    **chosen: Any,  # the remaining options, each named once above and used once below
) -> None:
    """核对数字: audit files, print the findings, end with the exit status of the contract."""
    from jiefang.figures.audit import Options, audit_files
    from jiefang.figures.errors import FiguresError
    from jiefang.figures.progress import LateProgress

    try:
        inputs = _inputs(files, lang)
        options = Options(
            sources=tuple(chosen["sources"]),
            since=chosen["since"],
            accepted=chosen["accepted"],
            register=chosen["register"],
            indicators=chosen["indicators"],
            signoffs=_signoffs(chosen["signoff"]),
            joint=chosen["joint"],
            jobs=chosen["jobs"],
            state=cache or _resume_folder(inputs),
            keep_state=cache is not None,
        )
        with LateProgress(lang, quiet=chosen["quiet"]) as progress:
            result = audit_files(inputs, options=options, progress=progress)
        style = Style(form, lang, show_all=chosen["show_all"], keys=chosen["keys"])
        _report(result, style, out)
    except FiguresError as error:
        _fail(error, lang)
    except KeyboardInterrupt:
        _broken_off(lang)
    sys.exit(result.exit_status)


@click.command(
    help=say(
        "输出文件里的全部数字。",
        "Print every figure of the documents.",
    )
)
@FILES
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv", "text"]),
    default="jsonl",
    show_default=True,
    help=say(
        "输出格式；text 输出读到的文字（位置就是按它数的），只接受一个文件。",
        "Format of the output; text prints what was read (offsets count in it) and takes one FILE.",
    ),
)
@OUT
@INDICATORS
@LANG
@JOBS
@CACHE
@QUIET
def extract(
    files: tuple[str, ...],
    form: str,
    out: Path | None,
    lang: Lang,
    cache: Path | None,
    **chosen: Any,  # the remaining options, each named once above and used once below
) -> None:
    """提取数字: print documents and claims; exit status 2 when a file could not be read."""
    from jiefang.figures.errors import FiguresError
    from jiefang.figures.gather import gather
    from jiefang.figures.indicators import load
    from jiefang.figures.progress import LateProgress

    try:
        inputs = _inputs(files, lang)
        if form == "text" and len(inputs) != 1:
            raise _bad_option(
                "--format text",
                f"--format text 只接受一个文件，这里有 {len(inputs)} 个。",
                f"--format text takes one file, not {len(inputs)}.",
            )
        with LateProgress(lang, quiet=chosen["quiet"]) as progress:
            corpus = gather(
                inputs,
                indicators=load(chosen["indicators"]),
                jobs=chosen["jobs"],
                state=cache,
                progress=progress,
            )
        documents = [unit.document for unit in corpus.units]
        claims = [claim for unit in corpus.units for claim in unit.extraction.claims]
        if form == "text":
            words = "".join(document.text for document in documents)
        elif form == "csv":
            from jiefang.figures.report.csv import claims_csv

            words = claims_csv(claims)
        else:
            from jiefang.figures.report.jsonl import extract_records, line

            words = "".join(line(each) + "\n" for each in extract_records(documents, claims, lang))
        _write(words.encode(), out, bom=form == "csv")
        _name_failures(corpus.failures, lang)
    except FiguresError as error:
        _fail(error, lang)
    except KeyboardInterrupt:
        _broken_off(lang)
    sys.exit(2 if corpus.failures else 0)


@click.command(help=say("列出全部审核规则。", "List every audit rule."))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    show_default=True,
    help=say("输出格式。", "Format of the output."),
)
@LANG
def rules(form: str, lang: Lang) -> None:
    """审核规则: id, name, when it may be hard, example."""
    from jiefang.figures.report.rules import rules_jsonl, rules_text

    render = rules_jsonl if form == "jsonl" else rules_text
    _write(render(lang).encode(), None, bom=False)


class Style(NamedTuple):
    """How an audit is to be told."""

    form: str
    lang: Lang
    show_all: bool
    keys: bool


def _inputs(files: Sequence[str], lang: Lang) -> list[Source]:
    """Files, folders and `-` as sources, in order; a folder without any is a wrong call."""
    from jiefang.figures.gather import Upload
    from jiefang.figures.read import find_files

    inputs: list[Source] = []
    if "-" in files:
        if sys.stdin.isatty():
            _tell(say_in(lang, "请粘贴文字，按 Ctrl-D 结束。", "Paste the text, end with Ctrl-D."))
        inputs.append(Upload("-", sys.stdin.buffer.read(MOST_BYTES + 1)))
    inputs += find_files(Path(name) for name in files if name != "-")
    if not inputs:
        shown = ", ".join(files)
        raise _bad_option(
            shown,
            f"{shown}：文件夹里没有能读的文件（txt、md、html、docx、pdf、csv、xlsx 等）。",
            f"{shown}: no file that can be read in it (txt, md, html, docx, pdf, csv, xlsx …).",
        )
    return inputs


def _resume_folder(inputs: Sequence[Source]) -> Path | None:
    """Where a run over several files keeps what is done, until it is over."""
    if len(inputs) < KEEP_STATE_FROM_FILES:
        return None
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    folder = (Path(base) if base else Path.home() / ".cache") / "jiefang" / "resume"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        return None  # no place to keep anything: the run just cannot be resumed
    return folder if os.access(folder, os.W_OK) else None


def _signoffs(path: Path | None) -> tuple[SignOff, ...]:
    """The filled-in figure sheet."""
    if path is None:
        return ()
    from jiefang.figures.report.xlsx import read_signoff

    return read_signoff(path)


def _report(result: Audit, style: Style, out: Path | None) -> None:
    """Print or write the audit; failures are always named on standard error."""
    lang = style.lang
    if style.keys:
        from jiefang.figures.report.csv import keys_csv

        _write(keys_csv(result, lang).encode(), out, bom=True)
    elif style.form == "text":
        _print_text(result, style, out)
    elif style.form == "docx" and (len(result.documents) > 1 or (out and out.is_dir())):
        _write_folder(result, lang, out)
    else:
        _write(_rendered(result, style), out, bom=style.form == "csv")
    shown = style.form == "text" and out is None and sys.stdout.isatty()
    _name_failures(() if shown else result.failures, lang)


def _rendered(result: Audit, style: Style) -> bytes:
    """An audit as the bytes of one file."""
    lang = style.lang
    if style.form == "jsonl":
        from jiefang.figures.report.jsonl import audit_lines

        return "".join(each + "\n" for each in audit_lines(result, lang)).encode()
    if style.form == "csv":
        from jiefang.figures.report.csv import findings_csv

        return findings_csv(result, lang).encode()
    if style.form == "html":
        from jiefang.figures.report.html import audit_html

        return audit_html(result, lang).encode()
    if style.form == "xlsx":
        from jiefang.figures.report.xlsx import audit_xlsx

        return audit_xlsx(result, lang)
    from jiefang.figures.report.docx import review

    return next(iter(review(result, lang).values()), b"")


def _print_text(result: Audit, style: Style, out: Path | None) -> None:
    from rich.console import Console

    from jiefang.figures.report.text import TextOptions, print_audit

    options = TextOptions(style.lang, style.show_all)
    if out is None:
        print_audit(result, Console(file=sys.stdout), options)
        return
    words = StringIO()
    print_audit(result, Console(file=words, force_terminal=False), options)
    _write(words.getvalue().encode(), out, bom=False)


def _write_folder(result: Audit, lang: Lang, out: Path | None) -> None:
    """Several documents as docx need a folder: one file each, and one sheet for the others."""
    from jiefang.figures.report.docx import review

    if out is None or out.is_file():
        raise _bad_option(
            "--out",
            "--format docx 审核多个文件时，请用 --out 指定一个文件夹。",
            "--format docx with several files needs a folder in --out.",
        )
    for name, data in review(result, lang).items():
        _write(data, out / name, bom=False)


def _write(data: bytes, out: Path | None, *, bom: bool) -> None:
    """Write bytes whole or not at all; a table for Excel gets a byte order mark in a file."""
    if out is None:
        if data[:2] == b"PK" and sys.stdout.isatty():
            raise _bad_option(
                "--out", "这种格式请用 --out 指定文件。", "Name a file in --out for this format."
            )
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes((codecs.BOM_UTF8 if bom else b"") + data)
        part.replace(out)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        reason = error.strerror or str(error)
        raise _bad_option(
            str(out), f"{out}：写不进去（{reason}）。", f"{out}: cannot be written ({reason})."
        ) from error


def _name_failures(failures: Sequence[Refusal], lang: Lang) -> None:
    for failure in failures:
        _tell(say_in(lang, failure.zh, failure.en))


def say_in(lang: Lang, zh: str, en: str) -> str:
    """The words in the chosen language."""
    return zh if lang == "zh" else en


def _tell(words: str) -> None:
    print(words, file=sys.stderr)


def _bad_option(place: str, zh: str, en: str) -> BadOption:
    from jiefang.figures.errors import BadOption

    return BadOption(place=place, zh=zh, en=en)


def _fail(error: FiguresError, lang: Lang) -> NoReturn:
    """A companion file or a call that cannot be used: one sentence, exit status 2."""
    zh, en = getattr(error, "zh", str(error)), getattr(error, "en", str(error))
    _tell(say_in(lang, zh, en))
    sys.exit(2)


def _broken_off(lang: Lang) -> NoReturn:
    _tell(
        say_in(
            lang,
            "已中断。再运行同一条命令，会从中断处继续。",
            "Broken off. The same command goes on where it stopped.",
        )
    )
    sys.exit(BROKEN_OFF)
