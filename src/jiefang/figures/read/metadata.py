"""Title, issuer, date and genre (题名、发文单位、日期、文种) from the first lines of a document.

What the document prints wins over what the file says of itself, because file properties are
copied from older files. Nothing is guessed: what is not printed stays None.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from jiefang.figures.document import BlockKind
from jiefang.figures.read.patterns import REFERENCE_MARK, SALUTATION, ends_sentence, outline_mark
from jiefang.figures.read.reading import Reading

MOST_HEAD_BLOCKS: Final = 16
"""Blocks in which title, office and date are looked for."""
_LONGEST_TITLE: Final = 70

_GENRES: Final = (
    ("bulletin", re.compile(r"公报|公報")),
    ("report", re.compile(r"政府工作(?:的)?报告|政府工作報告")),
    ("budget", re.compile(r"预算|决算|預算|決算|财政收支|財政收支")),
    (
        "plan",
        re.compile(r"规划|纲要|規劃|綱要|五年计划|五年計劃|计划(?:执行|草案)|計劃(?:執行|草案)"),
    ),
    ("bulletin", re.compile(r"统计|統計|普查|运行情况|運行情況|经济形势|主要数据")),
)
_TITLE_WORDS = re.compile(
    r"公报|公報|报告|報告|规划|規劃|纲要|綱要|计划|計劃|预算|預算|决算|決算|年鉴|年鑑|方案|意见|通知|决定|情况|"
    r"情況|解读|解讀|分析|说明|總產出|统计表|一览表"
)
_REPORT_OPENING = re.compile(r"代表.{0,20}(?:人民政府|国务院|国務院).{0,12}(?:报告|報告)")
_NEWS_OPENING = re.compile(r"本报讯|本報訊|本报记者|本報記者|新华社|本网讯|通讯员|记者从")

_AREA: Final = (
    r"(?:(?!在|关于|本|全|各|我)[\u4e00-\u9fff]{2,8}?(?:特别行政区|特別行政區|自治区|自治區|自治州|自治县|自治縣|自治旗|省|市|盟|地区|"
    r"地區|新区|新區|开发区|開發區|县|縣|旗|区|區|街道|镇|鎮|乡|鄉))+"
)
_ORGANISATION = re.compile(
    rf"(?:{_AREA}|国家|國家|中华人民共和国|中華人民共和國)?[\u4e00-\u9fff]{{0,16}}"
    r"(?:统计局|統計局|人民政府|调查(?:总)?队|調查(?:總)?隊|发展和改革(?:委员会|局)|发展改革委|財政(?:部|廳|局)|财政(?:部|厅|局)|"
    r"普查领导小组办公室|普查領導小組辦公室|国务院|日报社|晚报社)(?:\s.*)?"
)
_AREA_AT_START = re.compile(rf"(?:\d{{4}}年(?:度)?)?(?:关于|關於)?({_AREA})")
_AT_SITTING = re.compile(r"在.{4,40}(?:会议|大会|會議|大會)上")
_PLAN_OPENING = re.compile(r"五年.{0,20}(?:规划|计划).{0,30}纲要|纲要.{0,40}编制")
_PLAN_NAME = re.compile(r"\s*([^，。]{10,70}纲要)，根据")
_GOES_ON = re.compile(r"(?:发展|規劃|规划|执行情况|预算|决算|工作|主要|的|和|与)$")
_SITTING_AREA = re.compile(rf"在({_AREA})第.{{1,6}}届")
_OFFICE: Final = r"(?:代)?(?:市长|省长|州长|区长|县长|旗长|盟长|主席|总理|主任|局长|厅长|镇长|乡长)"
_PERSON = re.compile(
    rf".{{0,24}}{_OFFICE}\s*[\u4e00-\u9fff·]{{1,6}}(?:\s[\u4e00-\u9fff]{{1,2}})?(?:作.{{0,10}}报告)?[。]?"
    r"|(?:本报|通讯)?(?:记者|员)\s.{1,20}"
)
"""The line with the speaker's office and name."""
_NATIONAL = re.compile(r"中华人民共和国|中華人民共和國|国家统计局|国务院|全国")

_HAN_DIGITS: Final = {c: str(n) for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "Ｏ": "0",
    "O": "0",
}
_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][〇○零ＯO九一二三四五六七八]{3})\s*[年./-]\s*"
    r"(?:(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:月|[./-])\s*"
    r"(?:(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日?)?)?"
)
_DATE_LABEL = re.compile(r"(?:发布|发文|成文|生成|公布|印发)?(?:时间|日期|時間)[:：]\s*")
_SITTING = re.compile(
    r"[（(—–\s]*.{0,12}?(?=(?:19|20)\d\d年|二[〇○零]).{6,14}?日?.{0,6}在.{4,40}(?:会议|大会|會議|大會|全会)"
)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a document besides its text."""

    title: str | None
    issuer: str | None
    date: str | None
    genre: str | None


def find_metadata(reading: Reading, *, is_sheet: bool) -> Metadata:
    """Read title, issuer, date and genre; `is_sheet` for csv, xlsx and xls."""
    head = _head_lines(reading)
    title = _title(head) or clean_line(reading.properties.title or "") or None
    opening = reading.text[:4000]
    genre = _genre(title, opening, is_sheet=is_sheet)
    if title is None and genre == "plan" and (named := _PLAN_NAME.match(clean_line(opening[:200]))):
        title = named[1]
    return Metadata(
        title=title,
        issuer=_issuer(head, title=title, genre=genre, opening=opening),
        date=_date(reading, head) or reading.properties.published,
        genre=genre,
    )


def iso_date(text: str) -> str | None:
    """The first printed date in ISO 8601, as exact as printed.

    >>> iso_date("二〇二一年一月二十七日"), iso_date("2014年2月"), iso_date("2021")
    ('2021-01-27', '2014-02', None)
    """
    match = _DATE.search(text)
    if match is None:
        return None
    year = "".join(_HAN_DIGITS.get(character, character) for character in match["year"])
    parts = [year]
    for name, top in (("month", 12), ("day", 31)):
        number = _small_number(match[name] or "")
        if not 1 <= number <= top:
            break
        parts.append(f"{number:02}")
    return "-".join(parts)


def _head_lines(reading: Reading) -> list[str]:
    """The lines before the first long paragraph, table captions included."""
    lines: list[str] = []
    blocks = [block for block in reading.blocks if block.kind is not BlockKind.FURNITURE]
    for block in blocks[:MOST_HEAD_BLOCKS]:
        words = reading.text[block.start : block.end]
        if SALUTATION.match(words) or len(words) > 120:
            break
        lines.append(clean_line(words))
    if reading.tables and (not blocks or reading.tables[0].start < blocks[0].start):
        lines += [reading.tables[0].caption] if reading.tables[0].caption else []
    return [line for line in lines if line]


def _title(head: Sequence[str]) -> str | None:
    candidates = [
        line
        for line in head
        if 4 <= len(line) <= _LONGEST_TITLE and not ends_sentence(line) and not _is_aside(line)
    ]
    for index, line in enumerate(candidates):
        if _TITLE_WORDS.search(line):
            before = candidates[index - 1] if index else ""
            # A short rest belongs to the line above it: the title was printed on two lines.
            return before + line if len(line) <= 8 and _GOES_ON.search(before) else line
    plain = [line for line in candidates if "，" not in line and not line.endswith(("：", ":"))]
    return plain[0] if plain else None


def _is_aside(line: str) -> bool:
    """A line beside the title: date, sitting, office, person."""
    if line[0] in "—（(<-■●" or outline_mark(line) or _AT_SITTING.fullmatch(line):
        return True
    if any(pattern.fullmatch(line) for pattern in (_ORGANISATION, _PERSON)) or _SITTING.match(line):
        return True
    date = _DATE.match(line)
    return date is not None and date.end() == len(line)


def _genre(title: str | None, opening: str, *, is_sheet: bool) -> str | None:
    for genre, pattern in _GENRES:
        if title and pattern.search(title):
            return genre
    if is_sheet:
        return "table"
    if _REPORT_OPENING.search(opening[:600]):
        return "report"
    if _PLAN_OPENING.search(opening[:200].replace("\n", "")):
        return "plan"
    return "news" if _NEWS_OPENING.search(opening) else None


def _issuer(
    head: Sequence[str], *, title: str | None, genre: str | None, opening: str
) -> str | None:
    for line in head:
        if len(line) <= 30 and _ORGANISATION.fullmatch(line):
            return line.split()[0]
    sitting = _SITTING_AREA.search(opening[:1500])
    if genre == "report" and sitting and not (title and _AREA_AT_START.match(title)):
        return sitting[1] + "人民政府"
    office = {"report": "人民政府", "plan": "人民政府", "bulletin": "统计局", "budget": "财政局"}
    named = title or (opening.lstrip()[:40] if genre == "plan" else None)
    if named and genre in office:
        if area := _AREA_AT_START.match(named):
            return area[1] + office[genre]
        if _NATIONAL.search(named) or "国务院总理" in opening[:400]:
            return "国家统计局" if genre == "bulletin" else "国务院"
    return None


def _date(reading: Reading, head: Sequence[str]) -> str | None:
    for line in head:
        if (_is_aside(line) or _DATE_LABEL.match(line)) and (found := iso_date(line)):
            return found
    for block in reading.blocks[:40]:
        words = reading.text[block.start : block.end]
        is_label = block.kind is BlockKind.FURNITURE and _DATE_LABEL.match(words) is not None
        if is_label and (found := iso_date(words)):
            return found
    return None


def clean_line(words: str) -> str:
    """One line without Markdown, footnote marks and soft breaks."""
    plain = re.sub(r"[*#_`]+", "", REFERENCE_MARK.sub("", words))
    return re.sub(r"(?<=[\u4e00-\u9fff])\s*[\r\n]+\s*(?=[\u4e00-\u9fff])", "", plain).strip()


def _small_number(text: str) -> int:
    """Read a month or day printed in digits or in Chinese (二十七); 0 when there is none."""
    if text.isdecimal():
        return int(text)
    tens, ten, ones = text.partition("十")
    if not ten:
        return int(_HAN_DIGITS.get(tens, "0"))
    return int(_HAN_DIGITS.get(tens, "1")) * 10 + int(_HAN_DIGITS.get(ones, "0"))
