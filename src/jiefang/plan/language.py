"""The language of a page (页面语言) as the figures library names it."""

from typing import Literal

from django.utils.translation import get_language


def page_language() -> Literal["zh", "en"]:
    """`en` where the reader chose English, else `zh`."""
    return "en" if (get_language() or "").startswith("en") else "zh"
