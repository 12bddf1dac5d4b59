"""Names (名称): when two spellings may be one name, and which session of which body is meant.

Two names that differ in one character are mostly two things (千企改造, 千村改造). They are taken
for one only where the differing characters sound alike, or where the words around them are the
same, or where the same parts stand in another order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import regex

from jiefang.figures.extract.chinese import small_number

_QUOTED = regex.compile(r"“(?P<name>[^“”，。；！？]{3,24})”")
_CODED = regex.compile(
    r"(?<![\d.])(?:\d{3,4}|[A-Z]{2,6})(?![年月日万亿千百个家元人名户项件处条公米吨亩位次岁所座台])\p{Han}{4}"
)
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万亿两0123456789")
_ALIKE = (
    "场厂 园圆元源原苑 率律 帐账 象像 作做 座坐 建健 景境 曲区 桥侨 工公 庄装 洲州 塘堂 "
    "坪平 岭领 星兴 盛胜 福富 华花 广光 府甫 丽利 鑫新 宏洪弘 龙隆 泰太 德得 宝保 祥翔 "
    "林临琳 凌陵菱 坊房 峪裕 辰晨 锦金 茂贸 荣容 颐怡 沁心 嘉佳 铭名 卓桌 晟盛 苑院 廊郎 "
    "馆管 轩宣 澜兰 汇会 智志 惠慧"
)
_SOUNDS = {ch: number for number, group in enumerate(_ALIKE.split()) for ch in group}
_NUMBER = "[一二三四五六七八九十]{1,3}"
_SESSION = regex.compile(
    rf"(?:第)?(?P<term>{_NUMBER})届(?P<middle>[^，。；、“”（）届次]{{0,18}}?)(?:第)?(?P<session>{_NUMBER})次"
    r"(?:全体)?(?:（扩大）)?(?:会议|全会|大会)"
)
_BODIES = (
    ("常委会", regex.compile(r"常务?委(?:员会)?|主席团|主任会议|主席会议")),
    ("政协", regex.compile(r"政协|政治协商")),
    ("人大", regex.compile(r"人大|人民代表大会")),
    ("党委", regex.compile(r"[省市区县州]委|中央委员会|纪委")),
)
_LEVEL = regex.compile(r"全国|[省市区县州]")
_MOST_NAMES = 20_000
_LONGEST_COMPARED = 16
_LEAST_IN_CONTEXT = 5
_MOST_PRINTS = 20


@dataclass(frozen=True, slots=True)
class Name:
    """A name with the words around it; half-open span in a passage."""

    text: str
    passage: int
    start: int
    end: int
    before: str
    after: str
    is_quoted: bool


@dataclass(frozen=True, slots=True)
class Session:
    """One session of one body, as printed; half-open span in a passage."""

    body: str
    level: str
    term: int
    session: int
    start: int
    end: int
    words: str

    @property
    def key(self) -> tuple[str, str, int]:
        """Sessions of one body and term share it."""
        return self.body, self.level, self.term


def names_in(text: str, passage: int) -> Iterator[Name]:
    """Names in quotation marks, and names that begin with a number or code (1898某某某场)."""
    for found in _QUOTED.finditer(text):
        yield _name(text, passage, *found.span("name"), margin=1)
    for found in _CODED.finditer(text):
        yield _name(text, passage, *found.span(), margin=0)


def _name(text: str, passage: int, start: int, end: int, *, margin: int) -> Name:
    before = text[max(0, start - margin - 3) : start - margin]
    after = text[end + margin : end + margin + 2]
    return Name(text[start:end], passage, start, end, before, after, is_quoted=margin > 0)


def suspects(names: list[Name]) -> Iterator[tuple[Name, Name]]:
    """Pairs of different spellings that may be one name, each pair of spellings once."""
    prints: dict[str, list[Name]] = {}
    for name in names[:_MOST_NAMES]:
        prints.setdefault(name.text, []).append(name)
    groups: dict[str, list[str]] = {}
    for text, places in prints.items():
        for key in _keys(text, is_quoted=places[0].is_quoted):
            groups.setdefault(key, []).append(text)
    seen: set[tuple[str, str]] = set()
    for texts in groups.values():
        for pair in pairwise(texts):
            one, other = (prints[text] for text in pair)
            if pair not in seen and (is_reordered(*pair) or _is_misspelt(one, other)):
                seen.add(pair)
                yield one[0], other[0]


def _keys(text: str, *, is_quoted: bool) -> Iterator[str]:
    """What names that differ in one character, or only in order, have in common."""
    if len(text) <= _LONGEST_COMPARED:
        for place in range(len(text)):
            yield f"{text[:place]}*{text[place + 1 :]}"
    if is_quoted:
        yield "".join(sorted(text))


def is_reordered(one: str, other: str) -> bool:
    """Whether two names have the same characters in another order.

    >>> is_reordered("一轴三区两带", "一轴两带三区"), is_reordered("三区两带", "两带三区")
    (True, False)
    """
    return one != other and len(one) >= 6 and sorted(one) == sorted(other)


def _is_misspelt(one: list[Name], other: list[Name]) -> bool:
    """Whether one differing character sounds alike, or the words around are the same."""
    texts = (one[0].text, other[0].text)
    if len(texts[0]) != len(texts[1]):
        return False
    differing = [(a, b) for a, b in zip(*texts, strict=True) if a != b]
    if len(differing) != 1:
        return False
    a, b = differing[0]
    if a in _NUMERALS or b in _NUMERALS or a.isascii() or b.isascii() or not (a + b).isalpha():
        return False
    if sounds_alike(a, b):
        return True
    if len(texts[0]) < _LEAST_IN_CONTEXT or not one[0].is_quoted:
        return False
    return any(_same_words_around(x, y) for x in one[:_MOST_PRINTS] for y in other[:_MOST_PRINTS])


def _same_words_around(one: Name, other: Name) -> bool:
    whole = regex.compile(r"\p{Han}{2}")
    return (
        one.before == other.before
        and one.after == other.after
        and len(one.before) == 3
        and whole.fullmatch(one.after) is not None
    )


def sounds_alike(one: str, other: str) -> bool:
    """Whether two characters are often taken for each other in names.

    >>> sounds_alike("场", "厂"), sounds_alike("企", "村")
    (True, False)
    """
    return one in _SOUNDS and _SOUNDS[one] == _SOUNDS.get(other)


def sessions_in(text: str) -> Iterator[Session]:
    """Sessions of congresses, consultative conferences and party committees."""
    for found in _SESSION.finditer(text):
        window = text[max(0, found.start() - 18) : found.end()]
        body = next((name for name, pattern in _BODIES if pattern.search(window)), None)
        levels = _LEVEL.findall(text[max(0, found.start() - 14) : found.start("session")])
        if body is None or not levels:
            continue
        yield Session(
            body,
            levels[-1],
            small_number(found["term"]),
            small_number(found["session"]),
            found.start(),
            found.end(),
            found.group(),
        )
