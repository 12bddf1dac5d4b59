"""What every page shows around its content (页面框架): names, menu, the reader's view."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, gettext

from jiefang import __version__

SEEDS: Final = Path(__file__).parent / "seeds"


@dataclass(frozen=True, slots=True)
class View:
    """How a reader wants pages to look (显示方式): kept in cookies, no script needed."""

    theme: str
    is_elder: bool
    language: str


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the menu (菜单项)."""

    title: str
    address: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class District:
    """The district whose facts the site shows (辖区)."""

    code: str
    name_zh: str
    name_en: str

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.name_en if is_english() else self.name_zh


def context(request: HttpRequest) -> dict[str, Any]:
    """Context of every template. `Any`: templates take values of any kind."""
    return {
        "view": view_of(request),
        "district": district(settings.JIEFANG_DISTRICT),
        "menu": menu(request),
        "version": __version__,
        "is_print": "print" in request.GET,
    }


def is_english() -> bool:
    """Whether the page is shown in English."""
    return (get_language() or "").startswith("en")


def view_of(request: HttpRequest) -> View:
    """Read the reader's choices; anything unknown is the default."""
    theme = request.COOKIES.get("jf_theme", "light")
    return View(
        theme=theme if theme in {"light", "dark"} else "light",
        is_elder=request.COOKIES.get("jf_elder") == "1",
        language="en" if is_english() else "zh-Hans",
    )


def menu(request: HttpRequest) -> tuple[Place, ...]:
    """The places of the site in the order of the menu, the present one marked."""
    places = (
        (gettext("首页"), reverse("home"), request.path == "/"),
        (gettext("数字审核"), reverse("plan:audits"), request.path.startswith("/audit/")),
        (gettext("审核规则"), reverse("plan:rules"), request.path.startswith("/rules/")),
        (gettext("已公布数字"), reverse("figures"), request.path.startswith("/figures/")),
        (gettext("帮助"), reverse("help"), request.path.startswith("/help/")),
    )
    return tuple(Place(*place) for place in places)


@lru_cache(maxsize=8)
def district(code: str) -> District | None:
    """Read the name of a district from its seeds, or None where there are none."""
    path = SEEDS / code / "district.toml"
    if not path.is_file():
        return None
    told = tomllib.loads(path.read_text("utf-8"))
    return District(code=code, name_zh=told["name_zh"], name_en=told["name_en"])
