"""The English catalogue (译文目录): found in the sources, kept as .po, compiled to .mo.

Source strings are Simplified Chinese. Written here so that neither contributors nor users need the
gettext programs: `jiefang manage messages` finds new strings and compiles.
"""

import ast
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.utils.translation.template import templatize

PACKAGE: Final = Path(__file__).resolve().parent.parent
CATALOG: Final = PACKAGE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLAIN: Final = {"gettext", "gettext_lazy", "_", "gettext_noop"}
PLURAL: Final = {"ngettext", "ngettext_lazy"}
HEADER: Final = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language: en\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
)
CALL: Final = re.compile(
    r"""\b(n?gettext)\(\s*(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*")"""
    r"""(?:\s*,\s*(u?'(?:[^'\\]|\\.)*'|u?"(?:[^"\\]|\\.)*"))?""",
    re.DOTALL,
)
ENTRY: Final = re.compile(r'^(msgid_plural|msgid|msgstr(?:\[(\d)\])?)\s+"(.*)"$')
UNDERSCORE: Final = re.compile(r"""_\(("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\)""")


@dataclass(slots=True)
class Message:
    """One string with its plural and where it stands; `translations` has one or two forms."""

    text: str
    plural: str = ""
    places: tuple[str, ...] = ()
    translations: tuple[str, ...] = ()

    @property
    def is_translated(self) -> bool:
        """Whether every form has words."""
        return len(self.translations) == (2 if self.plural else 1) and all(self.translations)


def messages_in_sources() -> dict[str, Message]:
    """Every string of the package's Python files and templates, by its text."""
    found: dict[str, Message] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations", "figures"} & set(path.relative_to(PACKAGE).parts):
            _join(found, path, _in_python(path.read_text("utf-8")))
    for path in sorted(PACKAGE.rglob("templates/**/*.html")):
        _join(found, path, _in_template(path.read_text("utf-8")))
    return found


def read_catalog(path: Path = CATALOG) -> dict[str, Message]:
    """Read a .po file; the header is left out."""
    messages: dict[str, Message] = {}
    for block in path.read_text("utf-8").split("\n\n") if path.is_file() else ():
        message = _parse(block)
        if message.text:
            messages[message.text] = message
    return messages


def merged(found: dict[str, Message], known: dict[str, Message]) -> dict[str, Message]:
    """Found strings with the translations that are known; strings that are gone are dropped."""
    return {
        text: Message(text, m.plural, m.places, known[text].translations if text in known else ())
        for text, m in found.items()
    }


def written(messages: Iterable[Message]) -> str:
    """The text of a .po file, ordered by place."""
    blocks = [f'msgid ""\nmsgstr ""\n{_continued(HEADER)}']
    blocks += [_block(message) for message in sorted(messages, key=lambda m: (m.places, m.text))]
    return "\n\n".join(blocks) + "\n"


def compiled(messages: Iterable[Message]) -> bytes:
    """The bytes of a .mo file (GNU gettext manual, section “The Format of GNU MO Files”)."""
    entries = {b"": HEADER.encode()}
    for message in messages:
        if message.is_translated:
            asked = f"{message.text}\0{message.plural}" if message.plural else message.text
            entries[asked.encode()] = "\0".join(message.translations).encode()
    ordered = sorted(entries.items())
    start = 28 + 16 * len(ordered)
    keys, values, tables = b"", b"", []
    for key, _ in ordered:
        tables.append((len(key), start + len(keys)))
        keys += key + b"\0"
    for _, value in ordered:
        tables.append((len(value), start + len(keys) + len(values)))
        values += value + b"\0"
    head = (0x950412DE, 0, len(ordered), 28, 28 + 8 * len(ordered), 0, start)
    index = b"".join(struct.pack("<II", *row) for row in tables)
    return struct.pack("<7I", *head) + index + keys + values


def _join(found: dict[str, Message], path: Path, texts: Iterator[tuple[str, str]]) -> None:
    place = str(path.relative_to(PACKAGE))
    for text, plural in texts:
        old = found.get(text)
        places = (*old.places, place) if old else (place,)
        known = (old.plural if old else "") or plural
        found[text] = Message(text, known, tuple(dict.fromkeys(places)))


def _in_python(source: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        words = [a.value for a in node.args[:2] if isinstance(a, ast.Constant)]
        texts = [word for word in words if isinstance(word, str)]
        if node.func.id in PLAIN and texts:
            yield texts[0], ""
        elif node.func.id in PLURAL and len(texts) == 2:
            yield texts[0], texts[1]


def _in_template(source: str) -> Iterator[tuple[str, str]]:
    for name, first, second in CALL.findall(templatize(source)):
        text = ast.literal_eval(first.lstrip("u"))
        if name == "ngettext" and second:
            yield text, ast.literal_eval(second.lstrip("u"))
        else:
            yield text, ""
    for quoted in UNDERSCORE.findall(source):
        yield ast.literal_eval(quoted), ""


def _parse(block: str) -> Message:
    parts: dict[str, str] = {}
    current = ""
    for line in block.splitlines():
        entry = ENTRY.match(line)
        if entry:
            current = entry[1]
            parts[current] = _unquoted(entry[3])
        elif line.startswith('"') and current:
            parts[current] += _unquoted(line[1:-1])
    forms = [value for name, value in sorted(parts.items()) if name.startswith("msgstr")]
    return Message(parts.get("msgid", ""), parts.get("msgid_plural", ""), translations=tuple(forms))


def _block(message: Message) -> str:
    lines = [f"#: {' '.join(message.places)}", f'msgid "{_quoted(message.text)}"']
    if message.plural:
        forms = message.translations if len(message.translations) == 2 else ("", "")
        lines.append(f'msgid_plural "{_quoted(message.plural)}"')
        lines += [f'msgstr[{number}] "{_quoted(form)}"' for number, form in enumerate(forms)]
    else:
        lines.append(f'msgstr "{_quoted(message.translations[0] if message.translations else "")}"')
    return "\n".join(lines)


def _continued(text: str) -> str:
    return "\n".join(f'"{_quoted(line)}\\n"' for line in text.splitlines())


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _unquoted(text: str) -> str:
    return str(ast.literal_eval(f'"{text}"')) if text else ""
