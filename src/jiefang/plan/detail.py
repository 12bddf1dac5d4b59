"""The detail of one finding (发现详情): what the panel, the letter and the question sheet show."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from jiefang.plan.models import Claim, Finding
from jiefang.plan.picture import Picture, picture
from jiefang.plan.reading import Mark, Piece, letter
from jiefang.plan.results import Json
from jiefang.plan.tone import Tone

MOST_QUOTES: Final = 8
SAME_FACT_RULE: Final = "A23"
"""One fact printed twice: nothing is recomputed, two prints are compared."""


@dataclass(frozen=True, slots=True)
class QuoteView:
    """Words of a document with the finding's figures marked."""

    place: str
    position: int
    document: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The words without marks."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class RepairView:
    """One change after which the relation holds."""

    before: str
    after: str
    text: str


@dataclass(frozen=True, slots=True)
class SuspectView:
    """A figure of a smallest suspect set."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class DetailView:
    """Everything about one finding in the reader's language."""

    message: str
    quotes: tuple[QuoteView, ...]
    picture: Picture | None
    picture_words: str
    equation: str
    recomputed: str
    printed: str
    gap: str
    gap_short: str
    """The gap without what rounding explains: fits above the arrow of the picture."""
    repairs: tuple[RepairView, ...]
    licence: str
    assumptions: Sequence[str]
    why: str
    others: Sequence[str]
    suspects: tuple[tuple[SuspectView, ...], ...]
    members: tuple[Finding, ...]
    certificate: Sequence[Sequence[str]]


def detail_of(
    finding: Finding,
    claims: Sequence[Claim],
    documents: Mapping[int, str],
    members: Sequence[Finding],
    *,
    language: str,
) -> DetailView:
    """Tell a finding; `documents` are the names by position, `claims` those of the finding."""
    kept: Json = finding.detail
    order = tuple(claim.key for claim in claims)
    drawn, words = _picture(kept, finding.rule)
    kept_picture = kept.get("picture") or {}
    return DetailView(
        message=finding.message_en if language == "en" else finding.message_zh,
        quotes=tuple(
            _quote(quote, finding, order, documents, language)
            for quote in kept.get("quotes", [])[:MOST_QUOTES]
        ),
        picture=drawn,
        picture_words=words,
        equation=kept.get("equation", ""),
        recomputed=_in(kept_picture.get("range"), language),
        printed=kept_picture.get("printed", ""),
        gap=_in(kept.get("gap"), language),
        gap_short=re.split("[，；;]", _in(kept.get("gap"), language))[0],
        repairs=tuple(
            RepairView(repair["before"], repair["after"], repair[language])
            for repair in kept.get("repairs", [])
        ),
        licence=kept.get("licence", {}).get("words", ""),
        assumptions=(kept.get("assumptions") or {}).get(language, []),
        why=_in(kept.get("why"), language),
        others=(kept.get("others") or {}).get(language, []),
        suspects=tuple(
            tuple(SuspectView(item["text"], item[language]) for item in suspects)
            for suspects in kept.get("suspects", [])
        ),
        members=tuple(members),
        certificate=kept.get("certificate", []),
    )


def _in(words: Mapping[str, Any] | None, language: str) -> str:
    return str((words or {}).get(language, ""))


def _quote(
    quote: Mapping[str, Any],
    finding: Finding,
    order: Sequence[str],
    documents: Mapping[int, str],
    language: str,
) -> QuoteView:
    pieces = tuple(
        Piece(text, _mark(key, finding, order, language) if key else None)
        for text, key in quote["parts"]
    )
    position = quote["position"]
    return QuoteView(quote["place"][language], position, documents.get(position, ""), pieces)


def _mark(key: str, finding: Finding, order: Sequence[str], language: str) -> Mark:
    place = order.index(key) if key in order else len(order)
    text = letter(place, is_english=language == "en")
    return Mark(key, finding.tone, finding.key, is_selected=False, letter=text)


def _picture(kept: Json, rule: str) -> tuple[Picture | None, str]:
    """The drawing and the sentence that says the same to a screen reader."""
    stored = kept.get("picture")
    if not stored:
        return None, ""
    drawn = picture(
        stored,
        _("印作 %(figure)s") % {"figure": stored["printed"]},
        _("另一处所印") if rule == SAME_FACT_RULE else _("按其余数字重算"),
    )
    if drawn is None:
        return None, ""
    relation = _("两区间不相交") if drawn.is_apart else _("两区间相交")
    words = _("数轴：印出的 %(figure)s 代表 %(stated)s；重算得 %(recomputed)s；%(relation)s") % {
        "figure": stored["printed"],
        "stated": drawn.stated.ends,
        "recomputed": drawn.recomputed.ends,
        "relation": relation,
    }
    return drawn, words


def tone_name(tone: str) -> str:
    """The word for a conclusion in the reader's language."""
    names = {
        Tone.HARD: _("不一致"),
        Tone.SOFT: _("存疑"),
        Tone.UNDECIDED: _("待定"),
        Tone.EXPLAINED: _("已解释"),
        Tone.CONSISTENT: _("一致"),
    }
    return names[Tone(tone)]


def tone_meaning(tone: str) -> str:
    """What a conclusion means, in half a sentence."""
    meanings = {
        Tone.HARD: _("四舍五入与截尾读法下都不成立"),
        Tone.SOFT: _("规则本身只作提示"),
        Tone.UNDECIDED: _("缺一项说得出名字的假设"),
        Tone.EXPLAINED: _("闭合、口径或版本可以解释"),
        Tone.CONSISTENT: _("区间相交"),
    }
    return meanings[Tone(tone)]


def kind_name(kind: str) -> str:
    """The word for a kind of figure."""
    names = {
        "level": _("总量"),
        "growth": _("增速"),
        "pp_change": _("百分点变化"),
        "rate": _("比率"),
        "share": _("占比"),
        "ratio": _("结构比"),
        "delta": _("增减量"),
        "multiple": _("倍数"),
        "index": _("指数"),
        "rank": _("位次"),
        "threshold": _("门槛"),
        "label": _("名称中的数"),
    }
    return names.get(kind, kind)
