"""Names of uploaded files (文件名): what a browser sends is a wish, not a path.

>>> safe_name("../../etc/pass\\x00wd.txt")
'passwd.txt'
>>> safe_name("C:\\\\表\\\\2023 年公报.docx")
'2023 年公报.docx'
"""

import re
import unicodedata
from typing import Final

MAX_CHARACTERS: Final = 120
FALLBACK: Final = "未命名"

_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')


def safe_name(name: str) -> str:
    """Keep the last part of a path, without control and direction marks, at most 120 characters.

    The suffix survives the cut; an empty result becomes 未命名.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join(c for c in last if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    clean = _FORBIDDEN.sub("", shown).strip(" .")
    stem, dot, suffix = clean.rpartition(".")
    if not dot or len(suffix) > 8:
        return clean[:MAX_CHARACTERS] or FALLBACK
    return f"{stem[: MAX_CHARACTERS - 9].strip() or FALLBACK}.{suffix}"
