"""Headings of tables (表头): what a row or column header says of the figures under it.

A header is split into period, unit, kind, status, area, comparator and the words that are left;
the words name the subject or restrict it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from jiefang.figures.claim import Kind, Status
from jiefang.figures.extract.period import Frame, time_words
from jiefang.figures.extract.table.units import CellUnit, unit_in_header, without_unit

_BARE_YEAR = regex.compile(r"(?<!\d)((?:19|20)\d{2})(?![\d年])(?!-\d{4})")
_YEARS = regex.compile(r"((?:19|20)\d{2})年?[-—–~～至]((?:19|20)\d{2})年?")
_PLAN = regex.compile(r"十[一二三四五六]五")
_LONE_MONTH = regex.compile(r"^(\d{1,2})月份?")
_UP_TO_MONTH = regex.compile(r"^(?:1[-—–~～至])(\d{1,2})月份?")
_THIS_MONTH = regex.compile(r"本月(?!止)|当月")
_THIS_PERIOD = regex.compile(
    r"本期|本年(?:累计)?|当年|本月止累计|自?年初累计|累计(?:数|完成)?|本季|报告期"
)
_LAST_PERIOD = regex.compile(r"上年同期|去年同期|上年(?:数|实绩|完成)?|去年|上期|同期(?:数)?")

_NATURAL = regex.compile(r"自然增长率?|增加值|增值税|增长极|城镇新增|新增")
_AVERAGE = regex.compile(r"年均|平均(?=增长|增速|递增)")
_FALL = regex.compile(r"降低|下降|降幅|减少率")
_KINDS = (
    (Kind.PP_CHANGE, regex.compile(r"百分点")),
    (Kind.RANK, regex.compile(r"排名|位次|名次|排位|排序")),
    (Kind.INDEX, regex.compile(r"(?:=|＝|为)100|指数|发展速度")),
    (
        Kind.SHARE,
        regex.compile(
            r"比重|占比|构成|所占|份额|^结构(?=比?[（(%％]|比?$)|占(?:总|全|合计|地区|GDP)[^预计]*|比例(?=[（(%％]|$)"
        ),
    ),
    (
        Kind.GROWTH,
        regex.compile(
            r"增长|增速|增幅|涨幅|降幅|涨跌|上涨|上升|升降|同比|环比|递增|增减[^%％]*[%％±]|±[%％]|[+＋][-－、/]?[%％]?|"
            r"(?:比|较)(?:上|去)年[^%％]{0,4}[%％]|降低率|下降率|降低|下降"
        ),
    ),
    (Kind.DELTA, regex.compile(r"增减|增量|增加额|净增|±|比上年(?:末|同期)?(?:增加|减少)")),
)
_COMPLETION = regex.compile(
    r"(?:完成|占|为)(?:年初|年度|全年|调整|变动)?(?P<base>预算|计划|目标|任务)|完成率|进度"
)
_COMPARATOR = regex.compile(
    r"(?:比|较|同|与|占)(?P<base>上年同期|上年末|上年底|上年|去年同期|去年末|去年|年初|上月|上季度?|同期)"
    r"|(?P<same>同比|环比)"
)
_STATUS = (
    (
        Status.TARGET,
        regex.compile(r"目标|计划(?!生育)|规划(?!局)|预期|预算数|年初预算|年度预算|预算$|任务数?"),
    ),
    (Status.FORECAST, regex.compile(r"预计|预测")),
    (Status.ACTUAL, regex.compile(r"完成|实绩|实际(?!利用|使用|到位)|执行|现状")),
)
_OUTCOME = regex.compile(r"(?:完成|实现|执行|落实|进展)情况")
"""主要目标完成情况: aims and results side by side; the columns tell which is which."""
_NEUTRAL = regex.compile(
    r"(?:主要)?(?:指标|项目|产品|商品|类别|行业|品种|运输方式)?(?:名称|分类)?|绝对(?:数|量|值|额)|总量|数值|数据?"
    r"|指标值|实绩|实际(?:数|完成)?|完成(?:数|额|情况|值)?|累计(?:数|完成)?|(?:年|期|季|月)末(?:数|人数|余额)?|本(?:期|年|月|季)(?:数|止)?"
    r"|(?:上年|去年)?同期数?|上年数?|全年|当年|目标(?:值|数)?|规划(?:值|数|目标)?|预期(?:值|目标)?|计划数?|预算数?"
    r"|(?:(?:今后|未来|过去|近)?五年)?或?累计|执行数?|现状(?:值)?|基期(?:值)?|基数|幅度|速度|情况|水平|合计数?|其中|单位|备注|属性|[、,，:：;；/\-—（）()\[\]年月]*"
)
_WHOLE = regex.compile(r"占(?P<whole>[^（()），,]{1,14}?)(?:的?(?:比重|比例|份额)|[（(]?[%％])")
_KIND_WORDS = regex.compile(
    r"^结构比?(?=[（(%％]|$)|占[^（()），,]{1,14}?的?(?:比重|比例|份额)|(?:比|较|同|与)(?:上年同期|上年末|上年底|上年|去年同期|去年末|去年|年初|上月|上季度?|同期)(?:相比)?|年均|平均(?=增长|增速|递增)|"
    r"增长(?:率|速度|幅度)?|增速|增幅|涨幅|降幅|涨跌(?:幅度?)?|上涨|上升|升降(?:幅度?)?|同比|环比|递增|增减(?:量|额|数|率|变化)?|增量|增加额|净增|±|百分点|"
    r"排名|位次|名次|排位|比重|占比|构成|所占|份额|指数|发展速度|以?(?:上年|上月|去年同期|基期)[^（）()]{0,6}(?:=|＝|为)100|"
    r"降低率?|下降率?|减少率|[+＋±]"
)
_EMPTY = regex.compile(r"[（(][、，,：:；;\s/-]*[)）]")
_MARKS = regex.compile(r"[“”\"'‘’*#《》]|\[\d{1,3}\]|[①-⑳]|注\d+")
_AREA = regex.compile(
    r"(?:全|我|本)(?:国|省|市|区|县|州|盟|旗|镇|乡)(?:合计|总计)?"
    r"|\p{Han}{1,8}(?:省|自治区|市|自治州|州|地区|县|自治县|区|旗|镇|乡|街道|办事处|开发区|示范区|新区)"
    r"|(?:兴安|锡林郭勒|阿拉善)盟|北京|天津|河北|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州"
    r"|云南|西藏|陕西|甘肃|青海|宁夏|新疆|香港|澳门|台湾"
)
_NOT_AREA = regex.compile(
    r"城市|城区|城镇|乡镇|村镇|集镇|农村|地区$|街区|社区|上市|门市|超市|夜市|股市|楼市|集市|(?:东|中|西)部|小区|园区|"
    r"县级|地级|直辖|保护区|景区|灌区|[农牧林库矿山灾老学校厂片棚]区|棚户区|贫困县|示范县|强县|"
    r"功能区|集聚区|商务区|度假区|服务区|试验区|自贸区|合作区|经济区|产业区|安置区|其他|其它"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What header texts say; everything may be unknown."""

    words: str = ""
    unit: CellUnit | None = None
    kind: Kind | None = None
    period: str | None = None
    status: Status | None = None
    area: str | None = None
    comparator: str | None = None
    is_average: bool = False
    """年均: the growth of one year of a span."""
    is_fall: bool = False
    """降低, 下降: a positive figure means that the thing became less."""
    is_last_period: bool = False
    """上年同期: the period one year before the table's own."""
    is_this_period: bool = False


def _status_in(text: str) -> Status | None:
    if _OUTCOME.search(text):
        return None
    return next((status for status, word in _STATUS if word.search(text)), None)


def heading_of(text: str, frame: Frame) -> Heading:
    """Read one header text.

    >>> heading_of("比上年增长（%）", Frame(2020)).kind.value
    'growth'
    """
    return _heading(text, frame)


@lru_cache(maxsize=4096)
def _heading(text: str, frame: Frame) -> Heading:
    plain = _MARKS.sub("", text)
    if is_area(plain):
        return Heading(area=plain)
    unit = unit_in_header(plain)
    dated = _BARE_YEAR.sub(r"\1年", plain)
    period, left = _period(dated, frame)
    kind = _kind(left, unit)
    compared = _COMPARATOR.search(left)
    whole = _WHOLE.search(left) if kind is Kind.SHARE else None
    heading = Heading(
        words=_words(left),
        unit=unit,
        kind=kind,
        period=period,
        status=_status_in(left),
        comparator=whole.group("whole") if whole else _base(compared),
        is_average=bool(_AVERAGE.search(left)) and kind is Kind.GROWTH,
        is_fall=bool(_FALL.search(left)) and "升降" not in left and kind is Kind.GROWTH,
    )
    return _with_completion(_with_relative_period(heading, left), left)


def join(outer: Heading, inner: Heading) -> Heading:
    """Headers above each other: the inner one wins, words are put together."""
    words = inner.words if outer.words in inner.words else outer.words + inner.words
    return Heading(
        words=words,
        unit=inner.unit or outer.unit,
        kind=inner.kind or outer.kind,
        period=inner.period or outer.period,
        status=outer.status if inner.status in {None, Status.ACTUAL} else inner.status,
        area=inner.area or outer.area,
        comparator=inner.comparator or outer.comparator,
        is_average=inner.is_average or outer.is_average,
        is_fall=inner.is_fall or outer.is_fall,
        is_last_period=inner.is_last_period or outer.is_last_period,
        is_this_period=inner.is_this_period or outer.is_this_period,
    )


def is_area(text: str) -> bool:
    """Whether a header is the name of a region."""
    return _AREA.fullmatch(text) is not None and _NOT_AREA.search(text) is None


def _period(text: str, frame: Frame) -> tuple[str | None, str]:
    """The period of a header and the header without it; a base of comparison is none."""
    years = _YEARS.search(text)
    if years:
        return f"{years.group(1)}/{years.group(2)}", text.replace(years.group(), "")
    month = _LONE_MONTH.match(text)
    if month and 1 <= int(month.group(1)) <= 12:
        period = f"{frame.year}-{int(month.group(1)):02d}" if frame.year else None
        return period, text[month.end() :]
    for word in time_words(text, frame):
        said = text[word.start : word.end]
        if word.is_base or said in _RELATIVE or "五年" in said:
            continue
        return word.period, text[: word.start] + text[word.end :]
    return None, text


_RELATIVE = frozenset(
    {"全年", "年末", "年底", "本年", "当年", "上年", "去年", "年初", "上年末", "去年末"}
)


def _base(compared: regex.Match[str] | None) -> str | None:
    return (compared.group("base") or compared.group("same")) if compared else None


def _kind(text: str, unit: CellUnit | None) -> Kind | None:
    masked = _NATURAL.sub("", text)
    for kind, word in _KINDS:
        if word.search(masked):
            if kind is Kind.GROWTH and unit is not None and unit.unit not in {"%", "％", "‰"}:
                return Kind.DELTA
            return kind
    return None


def _words(text: str) -> str:
    """What is left of a header without unit, kind and neutral words."""
    held = {match.group(): f"\ue000{n}\ue001" for n, match in enumerate(_NATURAL.finditer(text))}
    for word, mark in held.items():
        text = text.replace(word, mark)
    left = _KIND_WORDS.sub("", without_unit(text))
    for word, mark in held.items():
        left = left.replace(mark, word)
    left = _EMPTY.sub("", left).strip("、，,：:；; -—/")
    return "" if _NEUTRAL.fullmatch(left) else left


def _with_relative_period(heading: Heading, text: str) -> Heading:
    if heading.period is not None or heading.kind is not None:
        return heading
    if _LAST_PERIOD.search(text):
        return replace(heading, is_last_period=True)
    return replace(heading, is_this_period=bool(_THIS_PERIOD.search(text)))


def _with_completion(heading: Heading, text: str) -> Heading:
    """完成预算的% is a rate against the budget, not the budget itself."""
    found = _COMPLETION.search(text)
    is_percent = heading.unit is not None and heading.unit.unit in {"%", "％"}
    if not found or not is_percent or heading.kind not in {None, Kind.SHARE}:
        return heading
    base = found.group("base") or "计划"
    return replace(heading, kind=Kind.RATE, comparator=base, status=None, words="")
