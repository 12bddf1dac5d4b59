"""Patterns of lines (行的样式): how headings, items, notes and page furniture begin and end.

Local defaults, unofficial: taken from how bulletins, work reports and plans are laid out, and from
the document format of GB/T 9704 (levels 一、 then （一） then 1. then （1）).
"""

from __future__ import annotations

import re
from typing import Final

_HAN_NUMBER: Final = "[一二三四五六七八九十百零〇○]"

# Outline marks from the highest to the lowest; a document's levels are counted over those it uses.
OUTLINE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (
        "part",
        re.compile(rf"第{_HAN_NUMBER}{{1,4}}(?:编|篇|部分)(?=\s|$|[　：:]|[^第，。]{{1,30}}$)"),
    ),
    ("chapter", re.compile(rf"第(?:{_HAN_NUMBER}{{1,4}}|\d{{1,3}})章")),
    ("section", re.compile(rf"第(?:{_HAN_NUMBER}{{1,4}}|\d{{1,3}})节")),
    (
        "han",
        re.compile(rf"{_HAN_NUMBER}{{1,3}}、(?!{_HAN_NUMBER}{{1,3}}(?:、|产业|季度|级|类|线|是))"),
    ),
    ("han_bracket", re.compile(rf"[（(]{_HAN_NUMBER}{{1,3}}[）)]")),
    ("digit", re.compile(r"\d{1,2}(?:[．、]|\.(?!\d))(?!\d)")),
    ("digit_bracket", re.compile(r"[（(]\d{1,2}[）)]")),
)
_OUTLINE_STARTS: Final = frozenset("第（(0123456789一二三四五六七八九十百零〇○")
STRONG_MARKS: Final = frozenset({"part", "chapter", "section", "han_bracket"})
"""Marks that no sentence has in its middle at the head of a line."""

MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
BOLD_LINE = re.compile(r"(\*\*|__)(?=\S)([^*]{1,80}?)(?<=\S)\1$")
BULLET = re.compile(r"(?:[-*+]\s+(?=\S)|[■●▪◆◇★☆▲△※·•□○◎►➢]|——|—{3,}|>\s)")
ORNAMENTED = re.compile(r"([—\-*=~★☆◆■●])\1*\s?[^，。；]{2,40}\s?\1+$")
"""A heading between dashes or stars."""
CIRCLED = re.compile(r"[①-⑳⒈-⒛㈠-㈩]")
BOX = re.compile(r"专\s?栏\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?=\D|$)")
CAPTION = re.compile(
    r"(?:附?[图表]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[-—–.]\d{1,2})?)"
    r"(?=[\s　：:、]|[^\d，。])"
)
SALUTATION = re.compile(r"(?:各位(?:代表|委员|领导|同志|来宾)|同志们|朋友们)[：:，,！!、]")
NOTE = re.compile(
    r"(?:附?注[释釋]?|备注|備註|说明|說明|图表说明|[资資]料[来來]源|数据来源|名词解释|指标解释)\s*(?:[:：\]】]|$|\d{0,2}\s*[:：.、])"
)
FOOTNOTE = re.compile(r"(?:[\[［〔【(（]\d{1,2}[\]］〕】]|[①-⑳]|\[\^\d{1,2}\]:)")
REFERENCE_MARK = re.compile(r"(?<=[^\s\[])(?:[\[［〔]\d{1,2}[\]］〕]|[①-⑳]|\[\^\d{1,2}\])")

SENTENCE_END: Final = "。！？!?…"
CLAUSE_END: Final = "；;：:"
OPEN_END: Final = "，,、"
CLOSERS: Final = "”’」』）)】》〉］]\"'*_"
HEAD_FORBIDDEN: Final = "，。、；：！？）”’》」』】〕〉％%‰℃,;!?)]"
"""Characters that no printed line may begin with: the line before goes on."""

DATE_LINE = re.compile(
    r"[（(]?(?:\d+|[\d一二三四五六七八九十〇○零]{4}[年./-](?:[\d一二三四五六七八九十]{1,3}[月./-]"
    r"(?:[\d一二三四五六七八九十]{1,3}日?)?)?)[）)]?"
)
"""A line of nothing but a date or a number."""
PICTURE_CREDIT = re.compile(r"(?:\s摄|供图|图/\S{1,12}|摄影[:：].{1,12})[）)]?$")
"""The end of a picture's caption in a newspaper."""
PROSE = re.compile(r"[，。；、：,;]")
NUMERAL_PIECE = re.compile(r"[-+＋－]?[\d０-９][\d０-９.,，．:：/~～–—\-]{0,14}[%％‰]?")
BARE_INTEGER = re.compile(r"\d{1,4}")

_PAGE_NUMBER = re.compile(
    r"(?:[-—–－~·•_|\s]{1,4}\d{1,4}[-—–－~·•_|\s]{1,4}"
    r"|第\s?\d{1,4}\s?页(?:\s?[,，/]?\s?共\s?\d{1,4}\s?页)?"
    r"|(?:page|p\.?)\s?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?"
    r"|\d{1,4}\s?/\s?\d{1,4})",
    re.IGNORECASE,
)
_LABELS = re.compile(
    r"(?:(?:发布|发文|成文|更新)?(?:时间|日期)|(?:信息)?来源|作者|编辑|责任编辑|字体|字号|浏览(?:次数|量)?"
    r"|阅读(?:次数|量)?|点击(?:次数|量)?|索引号|发布机构|文号)\s*[:：]"
)
_NAVIGATION = re.compile(
    r"(?:下载|打印(?:本页)?|全屏|收藏(?:本页)?|加大|还原|减小|返回(?:顶部|首页|列表)?|关闭(?:窗口|本页)?"
    r"|分享(?:到|至)?(?:微信|微博)?[:：]?|【?(?:字号|字体)[:：]?.{0,12}】?|[大中小]|】|首页|当前位置[:：].{0,80}"
    r"|(?:上|下)一[篇条][:：].{0,80}|扫一扫.{0,30}|网站(?:地图|标识码).{0,40}|您?(?:现在)?的?位置[:：].{0,80}"
    r"|.{0,40}(?:ICP备|公网安备).{0,40}|版权所有.{0,60}|(?:主办|承办|技术支持|维护)(?:单位)?[:：].{0,60}"
    r"|(?:浏览|阅读|点击|访问)(?:次数|量|数)?[:：]?\s?\d{0,9}\s?次?|责任编辑[:：].{0,20}|编辑[:：].{0,20}"
    r"|(?:索引号|信息分类|发布机构|文号|有效性|主题分类|公开方式|信息名称)[:：].{0,60}"
    r"|(?:来源|信息来源|稿源|作者)[:：].{0,60}|(?:发布|发文|更新|成文|生成)?(?:时间|日期)[:：]\s?[\d年月日:：\s./-]{6,24}"
    r"|(?:https?://|www\.)\S+|[|｜\s]{1,6}|.{2,60}?[.…·]{6,}\s*\d{0,3})",
    re.IGNORECASE,
)


def is_page_number(text: str) -> bool:
    """Whether the line is only a page number (页码) with its ornaments."""
    return len(text) <= 24 and _PAGE_NUMBER.fullmatch(text) is not None


def is_navigation(text: str) -> bool:
    """Whether the line belongs to a web page's frame (网页边角料), not to the document."""
    if len(text) > 120:
        return False
    return _NAVIGATION.fullmatch(text) is not None or len(_LABELS.findall(text)) >= 2


def outline_mark(text: str) -> str | None:
    """Name of the outline mark that `text` begins with, or None."""
    if text[:1] not in _OUTLINE_STARTS:
        return None
    for name, pattern in OUTLINE:
        if pattern.match(text):
            return name
    return None


def bare_end(text: str) -> str:
    """Last character that is no closing quote, bracket or emphasis; empty if there is none."""
    bare = text.rstrip(CLOSERS)
    return bare[-1:]


def ends_sentence(text: str) -> bool:
    """Whether the line ends a sentence (句末)."""
    return bare_end(text) in SENTENCE_END and bool(bare_end(text))


def ends_open(text: str) -> bool:
    """Whether the line ends neither a sentence nor a clause, so that it may go on."""
    last = bare_end(text)
    return not last or last not in SENTENCE_END + CLAUSE_END


def unclosed(text: str) -> bool:
    """Whether a quotation mark or bracket opened in the last 80 characters is still open."""
    tail = text[-80:]
    return any(
        tail.rfind(opener) > tail.rfind(closer)
        for opener, closer in ("“”", "《》", "（）", "()", "‘’", "【】")
    )
