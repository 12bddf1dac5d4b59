"""The frame of a document (时间框架): which year it reports on, and where it turns to plans.

A bulletin speaks of the year in its title; a work report of the year before it, until a heading
or sentence announces the tasks of the current year.
"""

from __future__ import annotations

from collections import Counter

import regex

from jiefang.figures.document import Document
from jiefang.figures.extract.chinese import small_number
from jiefang.figures.extract.normalise import simplified
from jiefang.figures.extract.period import Frame

_YEAR = regex.compile(r"((?:19|20)\d{2})(?=年|\s*年)")
_CHINESE_YEAR = regex.compile(r"([一二][九〇零○][〇零○一二三四五六七八九]{2})年")
_EARLY = ("01", "02", "03", "04", "05")
"""Months in which a bulletin tells of the year before."""
_MONTHS = regex.compile(r"(?<!\d)1[-—–~～至](\d{1,2})月份?|(上半年)|(?:前)?([一二三])个?季度")
_QUARTER_MONTHS = {"一": 3, "二": 6, "三": 9}
_FOUNDED = (
    (r"(?:新中国|共和国|建国)(?:成立)?", 1949),
    (r"(?:建党|共产党成立)", 1921),
    (r"改革开放", 1978),
)
_TURN = regex.compile(
    r"(?P<year>(?:19|20)\d{2}|今)年(?:的)?(?:经济社会)?(?:发展)?(?:的)?(?:主要)?"
    r"(?:预期|工作|发展|目标|任务|重点)(?:目标|总体|要求|任务|思路|安排|重点|建议|打算|的主要)*"
    r"|(?:今后|未来)五年|(?:主要|发展|奋斗)(?:预期)?目标(?:是|为|：)|下一步"
)
_OWN = regex.compile(r"[全我本]([国省市区县州旗盟])(?!域|际|家|民|外|内|间|产|场)")
_GRADES = "旗县区盟州市省国"
"""Grades of areas, the lowest first."""
_SELDOM = 7
"""A grade named less than once in so many is spoken of in passing."""
_PLACE_NAME = regex.compile(r"\p{Han}{2,7}?(?:省|自治区|市|县|区|州|旗|盟)")
_NOT_PLACE = regex.compile(
    r"[全我本][国省市县区州旗盟]|[\d-]+月份?|上半年|前?[一二三]季度|中华人民共和国|关于"
    r"|政府工作报告|(?:19|20)\d{2}年|市长|省长|县长|区长|人民政府|统计局|国家"
)
_LOOKS_BACK = regex.compile(r"回顾|总结|完成情况|执行情况|进展情况|取得|成就|圆满|全面完成|超额")


def frame_of(document: Document) -> Frame:
    """The year, and where printed the months, that figures without time words belong to."""
    title = document.title or ""
    head = title + "\n" + document.text[:400]
    year = told = _title_year(title) or _main_year(document)
    if document.genre == "report" and year is not None and not _is_told_late(document):
        year -= 1
    return Frame(year=year, months=_title_months(title or head[:120]), told=told)


def _is_told_late(document: Document) -> bool:
    """Whether a report was given at the end of the year that it looks back on."""
    month = (document.date or "")[5:7]
    return month in ("11", "12") and _title_year(document.title or "") is None


def own_grade(document: Document) -> str | None:
    """The grade of the document's own area (国, 省, 市, 县, 区 …): its title's, else the lowest.

    全市 in a city's bulletin is the city itself; in a district's it is a larger area.
    """
    place = place_of(document)
    if place and place[-1] in _GRADES:
        return place[-1]
    grades = Counter(_OWN.findall(simplified(document.text)))
    below = {grade: count for grade, count in grades.items() if grade != "国"}
    if sum(below.values()) * _SELDOM < grades["国"]:
        return "国"
    total = sum(below.values())
    often = [grade for grade, count in below.items() if count * _SELDOM >= total]
    return min(often, key=_GRADES.index, default=None)


def place_of(document: Document) -> str | None:
    """Name of the area a document is about, from its title or issuer (焦作市), or None."""
    for text in (document.title or "", document.issuer or ""):
        names = _PLACE_NAME.findall(_NOT_PLACE.sub("", simplified(text)))
        if names:
            return str(names[-1])
    return None


def turns_to_plans(text: str, frame: Frame) -> bool:
    """Whether a heading or the beginning of a sentence announces aims, not results.

    >>> turns_to_plans("二、2024年工作安排", Frame(2023, told=2024))
    True
    >>> turns_to_plans("一、2023年工作回顾", Frame(2023, told=2024))
    False
    """
    head = text[:40]
    match = _TURN.search(head)
    if match is None or _LOOKS_BACK.search(head):
        return False
    year = match.group("year")
    return not (year and year.isdigit() and frame.year is not None and int(year) <= frame.year)


def _title_year(title: str) -> int | None:
    match = _YEAR.search(title)
    if match:
        return int(match.group(1))
    chinese = _CHINESE_YEAR.search(title)
    return int("".join(str(small_number(ch)) for ch in chinese.group(1))) if chinese else None


def _title_months(title: str) -> tuple[int, int] | None:
    match = _MONTHS.search(title)
    if not match:
        return None
    if match.group(1):
        last = int(match.group(1))
        return (1, last) if last < 12 else None
    if match.group(2):
        return (1, 6)
    return (1, _QUARTER_MONTHS[match.group(3)])


def _anniversary_year(text: str) -> int | None:
    """The year that an anniversary gives away (新中国成立75周年 → 2024)."""
    for words, founded in _FOUNDED:
        match = regex.search(words + r"(\d{2,3})周年", text)
        if match:
            return founded + int(match.group(1))
    return None


def _main_year(document: Document) -> int | None:
    """Year of the dateline, else the year named most often in the text, later ones first."""
    if document.date:
        year = int(document.date[:4])
        early = document.genre == "bulletin" and document.date[5:7] in _EARLY
        return year - 1 if early else year
    years = Counter(int(year) for year in _YEAR.findall(document.text[:20_000]))
    if not years:
        return _anniversary_year(document.text)
    return max(years, key=lambda year: (years[year], year))
