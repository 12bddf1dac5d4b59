"""The base of every room's refusals (拒绝): a stable code, named fields, a sentence when shown.

The sentence says what is wrong, where, and what to do next; it is made in the reader's language at
the moment it is shown, also for a refusal that was stored as code and fields.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """Something that cannot be done, with a reason for people.

    `sentence` has named placeholders (`%(name)s`) for the fields.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    sentence: ClassVar[str | Promise] = _("这件事现在做不了。")

    def __init__(self, **fields: Any) -> None:  # Any: fields are shown, never computed with
        super().__init__(self.code)
        self.fields = fields

    def told(self) -> str:
        """The sentence in the reader's language."""
        return _filled(str(self.sentence), self.fields)

    def stored(self) -> dict[str, str]:
        """Code and fields as they are kept, to be told later by `told_again`."""
        return {"code": self.code} | {name: str(value) for name, value in self.fields.items()}


def told_again(stored: Mapping[str, Any]) -> str:
    """The sentence of a stored refusal; one whose class is gone tells its code."""
    code = str(stored.get("code", ""))
    known = next((kind for kind in _kinds(Refusal) if kind.code == code), None)
    return _filled(str(known.sentence), stored) if known else code


def _kinds(kind: type[Refusal]) -> Iterator[type[Refusal]]:
    for below in kind.__subclasses__():
        yield below
        yield from _kinds(below)


class _Shown(dict[str, Any]):
    """Fields for a sentence; a field that is missing is shown as missing, not as a crash."""

    def __missing__(self, key: str) -> str:
        return str(_("缺"))


def _filled(sentence: str, fields: Mapping[str, Any]) -> str:
    return sentence % _Shown(fields)
