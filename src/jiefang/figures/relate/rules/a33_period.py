"""A33 PERIOD 时间矛盾: years and dates that contradict each other or cannot be.

Licences, each only where the words leave no doubt: the year in the title of a bulletin and the
year that its text opens with; the headings of review and plan in a work report; the year of a
table and the years over all its columns; 比上年（2021 年）; a five-year plan and the years printed
with it; an anniversary and its year; a range that runs backwards; a day that does not exist.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import regex

from jiefang.figures.document import BlockKind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.period import plan_years
from jiefang.figures.extract.table import TableView
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Observation, Relation, Strength

_YEAR = r"(?:19|20)\d{2}"
_TITLE_YEAR = regex.compile(rf"(?P<year>{_YEAR})年")
_OPENING = regex.compile(rf"^(?P<year>{_YEAR})年(?=[，,]|全年|是|我|全[省市区县])")
_REVIEW = regex.compile(
    rf"(?P<year>{_YEAR})年(?:的)?(?:政府)?(?:主要)?工作(?:的)?(?:简要)?(?:回顾|总结)"
)
_PLANNED = regex.compile(
    rf"(?P<year>{_YEAR})年(?:的)?(?:政府)?(?:主要)?(?:重点)?(?:工作)?(?:的)?"
    r"(?:安排|打算|主要任务|总体要求|总体思路|重点任务)"
)
_REPORT = regex.compile(rf"(?P<year>{_YEAR})年[^。，]{{0,14}}政府工作报告$")
_SHORT = 45
"""A heading is no longer than this, whatever the reader took it for."""
_LIKELY_SLIPS = frozenset({-1, 0, 2})
"""Years between review and plan that come of a year left unchanged; more is another plan."""
_NUMBERED = regex.compile(r"第?[一二三四五六七八九十]{1,3}(?:、|部分)|（[一二三四五六七八九十]）")
"""What stands before a heading that the reader left joined to its paragraph."""
_LAST_YEAR = regex.compile(
    rf"(?P<year>{_YEAR})年(?:全年)?[^。；（）]{{0,60}}?比上年（(?P<base>{_YEAR})年?）"
)
_PLAN = r"(?:[“\"]?十(?P<plan>[一二三四五])五[”\"]?|第十(?P<nth>[一二三四五])个五年)"
_PLAN_RANGE = regex.compile(
    rf"{_PLAN}(?:规划|计划|时期|期间)?（(?P<first>{_YEAR})年?[-至到~](?P<last>{_YEAR})年?）"
)
_PLAN_END = regex.compile(rf"{_PLAN}(?:规划|时期)?(?:期末|末)（(?P<last>{_YEAR})年?）")
_PLAN_TURN = regex.compile(
    rf"(?P<year>{_YEAR})年(?:既?是|作为)[^，。；“]{{0,14}}?{_PLAN}(?:规划)?(?:的)?(?P<turn>开局|收官)之年"
)
_BACKWARDS = regex.compile(rf"(?<!\d)(?P<first>{_YEAR})年?[-至到~](?P<last>{_YEAR})年")
_ANNIVERSARY = regex.compile(
    rf"(?P<year>{_YEAR})年(?:既?是|恰逢|正值|迎来)(?:我们)?(?:庆祝)?"
    r"(?P<event>新中国成立|中华人民共和国成立|中国共产党成立|建党|改革开放|红军长征胜利)(?P<count>\d{2,3})周年"
)
_FOUNDED = {
    "新中国成立": 1949,
    "中华人民共和国成立": 1949,
    "中国共产党成立": 1921,
    "建党": 1921,
    "改革开放": 1978,
    "红军长征胜利": 1936,
}
_DAY = regex.compile(
    rf"(?:(?P<year>{_YEAR})年)?(?<![\d.]|农历|阴历)(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日"
)
_MONTH = regex.compile(
    rf"(?:{_YEAR}年(?:\d{{1,2}}[-至~])?(?P<month>\d{{2}})|(?<![\d.])1[-至~](?P<month>1[3-9]))月(?!龄|\d)"
)
_QUARTER = regex.compile(r"(?<!连续)第[五六七八九]季度")
_COMPARED = regex.compile(r"增长|增速|增幅|±|比|较|占|单位|指标|比重")
_AHEAD = regex.compile(r"目标|计划|预算|规划|预期|安排|历年|五年")


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a check found: it holds or not, and the words for it; half-open span in a passage."""

    holds: bool
    zh: str
    en: str
    start: int
    end: int


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        yield from _opening(extraction)
        yield from _headings(extraction)
        for number, passage in enumerate(extraction.passages):
            for check in _IN_SENTENCES:
                for seen in check(passage.text):
                    yield _relation(extraction, seen, number)
        for table in extraction.tables:
            yield from _table_years(extraction, table)


def _opening(extraction: Extraction) -> Iterator[Relation]:
    """A bulletin of one year opens with that year."""
    title = extraction.document.title or ""
    years = {found["year"] for found in _TITLE_YEAR.finditer(title)}
    if "公报" not in title or "普查" in title or len(years) != 1:
        return
    for number, passage in enumerate(extraction.passages):
        found = _OPENING.match(passage.text)
        if passage.kind is BlockKind.PARAGRAPH and found and len(passage.text) > _SHORT:
            (year,) = years
            opens, holds = found["year"], found["year"] == year
            zh = _differ(f"标题是 {year} 年", f"正文从 {opens} 年说起", holds=holds)
            en = _differ(f"the title says {year}", f"the text opens with {opens}", holds=holds)
            yield _relation(extraction, _Seen(holds, zh, en, *found.span()), number)
            return


def _headings(extraction: Extraction) -> Iterator[Relation]:
    """The year reviewed comes right before the year planned, and the title names one of them."""
    review = _heading(extraction, _REVIEW)
    planned = _heading(extraction, _PLANNED)
    title = _REPORT.search(extraction.document.title or "")
    if review is None:
        return
    past = int(review[1]["year"])
    if planned and int(planned[1]["year"]) - past in _LIKELY_SLIPS | {1}:
        number, found = planned
        coming = int(found["year"])
        holds = coming == past + 1
        zh = _differ(f"回顾的是 {past} 年", f"工作安排说的是 {coming} 年", holds=holds)
        en = _differ(f"the review is of {past}", f"the plan is of {coming}", holds=holds)
        yield _relation(extraction, _Seen(holds, zh, en, *found.span()), number)
    if title:
        number, found = review
        holds = int(title["year"]) - past in (0, 1)
        zh = _differ(f"报告标题是 {title['year']} 年", f"回顾的是 {past} 年", holds=holds)
        en = _differ(f"the title says {title['year']}", f"the review is of {past}", holds=holds)
        yield _relation(extraction, _Seen(holds, zh, en, *found.span()), number)


def _heading(
    extraction: Extraction, pattern: regex.Pattern[str]
) -> tuple[int, regex.Match[str]] | None:
    """The only short line that matches; None where there are two of different years."""
    places = []
    for number, passage in enumerate(extraction.passages):
        found = pattern.search(passage.text[:_SHORT])
        if found and (
            len(passage.text) <= _SHORT or _NUMBERED.fullmatch(passage.text[: found.start()])
        ):
            places.append((number, found))
    years = {found["year"] for _, found in places}
    return places[0] if len(years) == 1 else None


def _last_year(text: str) -> Iterator[_Seen]:
    for found in _LAST_YEAR.finditer(text):
        year, base = found["year"], found["base"]
        holds = int(base) == int(year) - 1
        zh = _differ(f"{year} 年的上年", f"括号里写作 {base} 年", holds=holds)
        en = _differ(f"the year before {year}", f"is printed as {base}", holds=holds)
        yield _Seen(holds, zh, en, *found.span())


def _plans(text: str) -> Iterator[_Seen]:
    for found in _PLAN_RANGE.finditer(text):
        first, last = _years_of(found)
        printed = (int(found["first"]), int(found["last"]))
        if printed == (first - 1, last):
            continue
        inside = first <= printed[0] <= printed[1] <= last
        yield _plan(found, (first, last), holds=inside)
    for found in _PLAN_END.finditer(text):
        years = _years_of(found)
        yield _plan(found, years, holds=int(found["last"]) == years[1])
    for found in _PLAN_TURN.finditer(text):
        years = _years_of(found)
        due = years[0] if found["turn"] == "开局" else years[1]
        yield _plan(found, years, holds=int(found["year"]) == due)


def _plan(found: regex.Match[str], years: tuple[int, int], *, holds: bool) -> _Seen:
    words = found.group()
    zh = f"“{words}”：这个五年规划是 {years[0]}—{years[1]} 年" + ("。" if holds else "，年份不符。")
    en = f"“{words}”: that plan runs from {years[0]} to {years[1]}" + (
        "." if holds else ": the years do not fit."
    )
    return _Seen(holds, zh, en, *found.span())


def _years_of(found: regex.Match[str]) -> tuple[int, int]:
    digit = found["plan"] or found["nth"]
    return plan_years(10 + "一二三四五".index(digit) + 1)


def _backwards(text: str) -> Iterator[_Seen]:
    for found in _BACKWARDS.finditer(text):
        if int(found["first"]) > int(found["last"]):
            words = found.group()
            zh, en = f"“{words}”起止年份颠倒。", f"“{words}” runs backwards."
            yield _Seen(holds=False, zh=zh, en=en, start=found.start(), end=found.end())


def _anniversaries(text: str) -> Iterator[_Seen]:
    for found in _ANNIVERSARY.finditer(text):
        due = _FOUNDED[found["event"]] + int(found["count"])
        holds = due == int(found["year"])
        words = found.group()
        zh = f"“{words}”：{found['count']} 周年是 {due} 年" + ("。" if holds else "，年份不符。")
        en = f"“{words}”: that anniversary falls in {due}" + (
            "." if holds else ": the year does not fit."
        )
        yield _Seen(holds, zh, en, *found.span())


def _impossible(text: str) -> Iterator[_Seen]:
    """Days, months and quarters that no calendar has."""
    for found in _DAY.finditer(text):
        if not _is_day(found["year"], int(found["month"]), int(found["day"])):
            yield _no_such(found)
    for found in _MONTH.finditer(text):
        if not 1 <= int(found["month"]) <= 12:
            yield _no_such(found)
    for found in _QUARTER.finditer(text):
        yield _no_such(found)


def _is_day(year: str | None, month: int, day: int) -> bool:
    """Whether a calendar has the day; without a year, 29 February may be one."""
    if not 1 <= month <= 12:
        return True
    return 1 <= day <= monthrange(int(year) if year else 2024, month)[1]


def _no_such(found: regex.Match[str]) -> _Seen:
    words = found.group()
    zh, en = f"没有“{words}”这个时间。", f"there is no “{words}”."
    return _Seen(holds=False, zh=zh, en=en, start=found.start(), end=found.end())


def _table_years(extraction: Extraction, table: TableView) -> Iterator[Relation]:
    """A table of one year whose columns are all of one other year."""
    caption = table.table.caption or ""
    span = table.table.caption_span
    years = {found["year"] for found in _TITLE_YEAR.finditer(caption)}
    if len(years) != 1 or span is None or _AHEAD.search(caption):
        return
    heads = {"".join(figure.column_headers) for figure in table.figures}
    dated = {head: set(_TITLE_YEAR.findall(head)) for head in heads}
    plain = [found for head, found in dated.items() if not _COMPARED.search(head)]
    printed = set().union(*plain)
    if not printed or not all(plain):
        return
    holds = bool(years & printed)
    if not holds and len(printed) > 1:
        return
    told = "、".join(sorted(printed))
    (year,) = years
    zh = _differ(f"表题是 {year} 年", f"各列是 {told} 年", holds=holds)
    en = _differ(f"the table is of {year}", f"its columns are of {told}", holds=holds)
    licence = License(extraction.document.doc, *span)
    yield _of(Observation(holds, zh, en), licence)


def _differ(one: str, other: str, *, holds: bool) -> str:
    """Two statements in one sentence, joined by 而 or “but” where they contradict."""
    chinese = "\u4e00" <= other[0] <= "\u9fff"
    if chinese:
        return f"{one}，{other}。" if holds else f"{one}，{other}，对不上。"
    return f"{one}, {other}." if holds else f"{one}, but {other}."


def _relation(extraction: Extraction, seen: _Seen, passage: int) -> Relation:
    start, end = extraction.raw_span(passage, seen.start, seen.end)
    check = Observation(seen.holds, seen.zh, seen.en)
    return _of(check, License(extraction.document.doc, start, end))


def _of(check: Observation, licence: License) -> Relation:
    return Relation(rule="A33", strength=Strength.HARD, claims=(), check=check, license=licence)


_IN_SENTENCES: tuple[Callable[[str], Iterator[_Seen]], ...] = (
    _last_year,
    _plans,
    _backwards,
    _anniversaries,
    _impossible,
)


RULE = Rule(
    id="A33",
    name_zh="时间矛盾",
    name_en="Years that disagree",
    strength=Strength.HARD,
    formula="title = text; plan year = review year + 1; dates exist",
    about_zh="标题、开头、小标题、表题与正文的年份应相符；规划期、周年、日期不矛盾。",
    about_en="Years of title, opening, headings and tables agree; plans and dates can be.",
    strong_zh="字面上毫无疑问时才判。",
    strong_en="Only where the words leave no doubt.",
    example_zh="标题《2023 年统计公报》，正文却从“2022 年，全市……”说起。",
    example_en="A bulletin of 2023 that opens with “In 2022 …”.",
    sentence_zh="时间前后不符。",
    sentence_en="The years do not agree.",
    find=_find,
)
