"""Kinds (数字类型): what a figure says, its sign and hedge, from the words around it.

A reader of Chinese reports decides by the verb or noun nearest to the left (增长, 占……比重, ……率),
by 到/至/为 between verb and figure (下降到 is a level, 下降 a change), by the unit, and for
thresholds and names by the noun that follows. The tables below are those words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from jiefang.figures.claim import Hedge, Kind

RISE = (
    "递增|增产|增收|增盈|增支|增长|上升|上涨|提高|增加|扩大|提升|净增|净增加|多增|增|升|涨|升高|攀升|增大|放大|加快|改善|增厚|上扬|走高|"
    "扩张|升值|拓宽|延长|上调|反弹|跃升|提速|回升|增多|超收|多出|高出|多|高|快|翻|好转|优化"
)
FALL = (
    "负增长|减产|减收|减支|下降|减少|降低|回落|下滑|下跌|缩减|压减|缩小|收窄|降|减|贬值|萎缩|减收|缩短|减缓|放缓|趋缓|跌|压缩|下调|"
    "负|少增|少|低|慢|落后|减亏|下拉|拉低|下浮|节约|锐减|骤降|净减|净减少|减轻|削减|降幅|跌幅|减幅|走低|滑落|裁减"
)
_CHANGE = re.compile(
    rf"(?:(?P<fall>{'|'.join(sorted(FALL.split('|'), key=len, reverse=True))})"
    rf"|(?P<rise>{'|'.join(sorted(RISE.split('|'), key=len, reverse=True))}))了?$"
)
_VERB = re.compile(
    r"(?P<fall>负增长|下降|减少|降低|回落|下滑|下跌|缩减|压减|缩小|收窄|贬值|萎缩|缩短|放缓|趋缓|压缩(?!天然气|空气|机)|下调"
    r"|低于|少于|慢于|落后|少增|净减|下浮|走低|向下拉动|下拉|拉低|削减|减亏|减收|负拉动|(?:降|减|跌)(?=了?$)|(?<=[年期末初月平率比])[低少慢](?=了?$))"
    r"|(?P<rise>递增|增长(?!点|极|率)|上升|上涨|提高|增加(?!值)|扩大|提升|净增|多增|升值|上调|反弹|跃升|回升|增多|拉动|高于|快于|高出|领先"
    r"|多于|(?:增|升|涨|高|快|多)(?=了?$))"
)
_TO = re.compile(
    r"(?:到了?|至|为|成|达到?了?|达至|在|由|从|自|是|有|占|的|有了|共|列|数|量|额|率|比重|比例|于|：|:)$"
)
_REACHES = re.compile(r"(?:到|至|为|成)了?(?:近|约|接近|超过?|[“（ ])*$")
_HEDGED_TAIL = re.compile(
    r"(?:接近|将近|近|大约|约为|约占|约|超过|超出|超|突破|逾|不低于|不少于|不小于|至少|最少|不超过|不高于|不多于|不大于|"
    r"不足|不到|达到|高达|多达|低至|仅为|仅|只有|只|了|将|可|预计|力争|累计|分别|平均|年均|共|合计|总计|均|各|全部|实际|同比|已|"
    r"为|是|各为|依次|左右|:|[“\"'（ >＞<＜≥≤+-])+$"
)
_GROWTH_NOUN = re.compile(
    r"(?:增速|增幅|涨幅|升幅|增长率|增长速度|发展速度|增长幅度|增长目标|增长预期|预期增长|上涨幅度|上涨率|涨跌幅度?|同比|环比|年均|速度|幅度)"
    r"(?:目标|预期目标|目标值)?(?:平均|分别|依次|均|都|也|将|已|再次?|只|仅|按可比价格计算|控制|保持|稳定|维持|确定|定|预期|安排|设定|回落|提高|提升|回升|加快|上升|扩大|收窄|放缓"
    r"|达到|高达|达|超过|超|为|是|在|到|至|约|近|由|从|了|的|:)*$"
)
_FALL_NOUN = re.compile(r"(?:降幅|跌幅|降低率|下降率|降低幅度|下降幅度|减幅)[^，。；]{0,6}$")
_NATURAL = re.compile(r"自然增长率|净增长率(?=为)|人口增长率")
_SHARE = re.compile(
    r"之比|占(?!地面|地[0-9约]|用|道|线|据|领|压)|比重|占比|份额|贡献率|贡献度|构成|百分比|(?:完成|为|达|达到|是|实现|超额完成)(?:了)?"
    r"[^，。；、]{0,16}(?:预算|计划|目标|任务|总量|总数|总额)[^，。；、]{0,10}的?(?:约|近|超)?$"
    r"|比例(?!尺|失调)"
)
_SHARE_TAIL = re.compile(
    r"(?:之|相当于|等于|约为|为|达|是)[^，。；、]{2,20}的$|[^，。；、增长降]{2}的$"
)
_RATE = re.compile(r"(?<!贡献)率|度(?=为|达|超|在|$)|平均值|占地|含量|浓度|赤字|系数|(?<!占)比$")
_INDEX = re.compile(r"指数|景气度|PMI|CPI|PPI")
_OF = re.compile(r"(?:以上|以下|以内|左右|多|余)?的(?!增|速度|涨|降|基础|目标|预期|水平)[一-龥“]")
_PART = re.compile(r"占|比重|占比|率$|的$|计划|预算|任务|目标")
_BEFORE_BRACKET = re.compile(r"[^，,；。:！？（）]*$")
_OF_GROWTH = re.compile(
    r"(?:以上|左右|以内|以下)?的?(?:平均|年均)?(?:增速|增长速度|增幅|涨幅|速度|增长率|增长|幅度|降幅)"
)
_OF_RATE = re.compile(r"(?:以上|左右|以内|以下)?的[一-龥]{0,4}率")
_FOLDED = re.compile(r"(?:折|折合|折纯|折标)$")
_EQUITY = re.compile(r"(?:以上)?(?:的)?(?:股权|股份|控股|以上股)")
_MORE = re.compile(
    r"(?P<above>及以上|以上|以外|之上|有余|\+)|(?P<below>及以下|以下|以内|之内|之下|以里|内(?=[，。；、完办]))"
    r"|(?P<about>左右|上下|前后)|(?P<and_more>多(?![样种个元层方次项少年出于收增支])|余(?![额热量地年下]))"
)
_BEFORE = re.compile(
    r"(?P<below>(?<![最附临靠远亲切贴新相])近|接近|将近|不超过|不高于|不多于|不大于|不足|不到|未满|低于|少于|小于|最多|至多|"
    r"控制在|[<＜≤])$"
    r"|(?P<above>超过|超出|突破|逾|不低于|不少于|不小于|不下|至少|最少|高于|多于|大于|(?<!打)破|(?<![赶反])超|赶超|(?<=[已将可均率值额量入款产])过|"
    r"上(?=[百千万亿])|[>＞≥])$"
    r"|(?P<about>大约|大概|约占|约为|约|估计)$"
)
_LEFT_GLUE = re.compile(r"(?:[“\"（ ]|达到?|为|了|将|有|:|可|再)+$")
_DIRECT_CHANGE = re.compile(
    r"(?P<fall>下降|减少|降低|回落|缩减|压减|缩小|收窄|下跌|缩短|下调|净减少?|少增|少收|贬值|减亏|削减|压缩|减收|减产|减支|(?<![加递裁])减|(?<![起升沉霜空迫])降|少|低)"
    r"(?:了|近|约|达|超过?|逾|近)*$"
    r"|(?P<rise>(?<!新)增加|净增加?|增长|增产|多增|多收|多支|上升|上涨|提高|提升|扩大|增收|增支|上调|升值|延长|高出|多出|多[建种产发放用销养招植]|高|多|涨|(?<![新倍激])增|翻)"
    r"(?:了|近|约|达|超过?|逾|近)*$"
)
_OBJECT_CHANGE = re.compile(
    r"(?:^|[、和并共已可将年均])(?:(?P<fall>减少|降低|压减|缩减|削减|压降|压缩|净减少|下降)|(?P<rise>净增加?|净增))(?:了)?(?!的)[^，。；、到至为0-9]{0,13}[^，。；、到至为共计0-9]$"
)
_IN_ALL = re.compile(r"[、，](?:总数|总量|总计|累计)(?:达到?|超过?|为|突破)?[0-9]")
_COMPARED = re.compile(r"(?:比|较|同比|环比|相比|净)")
_MONEY_NOUN = (
    r"(?:重?大型?|以上|高?新?技术?|国家?|市级|省级|重点|优质|主导|工业|农业|服务业|制造业|级|规模|特色|支柱|新兴|骨干|龙头|上市|旗舰)*"
    r"(?:项目|企业|产业|集群|园区|产品|县|市(?![场民值政])|区(?![间别])|乡镇|强镇|镇|乡|村|楼宇?|街区|俱乐部|单体|商圈|平台|板块|基金|市场|品牌|链|税收大户|工程|赛道|商贸|院所|方阵|梯队|门槛|台阶)"
)
_THRESHOLD_MONEY = re.compile(rf"(?:以上|及以上|左右)?的?{_MONEY_NOUN}")
_LEVEL_OF_MONEY = re.compile(r"(?:级|元级)(?!别|数)")
_BOUND = re.compile(
    r"(?P<and>及)?以(?P<side>上|下|内)(?:（含[^）]*）)?(?:的)?(?!的?[，。；、：！？）和及与并确力占比同增]|$|其中|完成|达到|实现|年均)[一-龥“（A-Z]"
)
_AND_MORE = re.compile(r"[一-龥]{0,4}及以[上下]")
_CIRCLE = re.compile(
    r"(?:[一-龥]{0,6})(?:圈|服务(?!业|贸)|值守|不打烊|自助|热线|便民|响应|通勤|可达|直达|通达|达(?=[，。；、”])|在线|供应|生活|办结制|预约|值班|巡逻|运营|营业|监控|监测|交通网)"
)
_PER_HEAD = re.compile(r"(?:10|十)万人(?:生产安全|口(?:中|死亡))")
_SMALL_DIGITS = frozenset("两二三四五六七八九")
_GENERAL_COUNTS = frozenset("个 项 种 类 条 件 套 次 届 批 轮 期 场 部 大类".split())
_AGE_LEVEL = re.compile(r"寿命|平均年龄|均年龄|初婚")
_MEASURED = frozenset(
    "money money_usd mass area length power apparent_power voltage volume steam people head deadweight energy "
    "area_year coal gas_volume heat duration_year data_rate households age gross_tonnage".split()
)
_PERCENT = frozenset({"percent", "permille", "permyriad", "tenth", "fraction"})
_POINTS = frozenset({"point", "permille_point", "basis_point"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words around a figure make of it."""

    kind: Kind
    sign: str = ""
    factor_base: int = 0
    settled: bool = True
    """False where no word decided and an earlier figure of the sentence may."""


@dataclass(frozen=True, slots=True)
class Place:
    """A figure in its passage: span of numeral and unit, its unit and what it is read in."""

    text: str
    start: int
    end: int
    unit: str
    dimension: str
    clause_start: int
    """Start of the clause, after the figure before where that is later."""
    sentence_start: int
    last_end: int = 0
    """Where the figure before ends."""
    has_minus: bool = False
    is_implied: bool = False

    @property
    def clause(self) -> str:
        """The words of the clause left of the figure; a bracket between is read over."""
        words = self.text[self.clause_start : self.start - self.has_minus]
        if self.clause_start and self.text[self.clause_start - 1] == "）":
            opening = self.text.rfind("（", max(0, self.clause_start - 40), self.clause_start)
            before = _BEFORE_BRACKET.search(self.text, max(0, opening - 30), max(0, opening))
            return (before.group() if before else "") + words
        return words

    @property
    def sentence(self) -> str:
        """The words of the sentence left of the figure."""
        return self.text[self.sentence_start : self.start - self.has_minus]


def names_money(text: str, end: int) -> bool:
    """Whether a sum of money is followed by what it selects (百亿元产业)."""
    return bool(_THRESHOLD_MONEY.match(text, end))


def hedge_of(place: Place, *, more: bool) -> Hedge | None:
    """How the wording loosens the figure: what follows first, then what precedes it."""
    after = _MORE.match(place.text, place.end)
    if after:
        name = after.lastgroup
        return Hedge(name)
    if more:
        return Hedge.AND_MORE
    left = place.text[max(0, place.start - 10) : place.start - place.has_minus]
    glued = _LEFT_GLUE.search(left)
    for words in (left, left[: glued.start()] if glued else left):
        before = _BEFORE.search(words)
        if before and before.lastgroup and not words.endswith("控制在"):
            return Hedge(before.lastgroup)
    return None


def reading_of(place: Place) -> Reading:
    """Kind, sign and factor base of a figure."""
    named = _name_or_bound(place)
    if named is not None:
        return Reading(named, sign="-" if place.has_minus else "")
    dimension = place.dimension
    if dimension in _POINTS:
        reading = Reading(Kind.PP_CHANGE, _sign_of_change(place))
    elif dimension == "times":
        reading = _multiple(place)
    elif dimension == "doubling":
        reading = Reading(Kind.MULTIPLE)
    elif dimension in _PERCENT:
        reading = _percent(place)
    else:
        reading = _amount(place)
    if place.has_minus and not reading.sign:
        return Reading(reading.kind, "-", reading.factor_base, reading.settled)
    return reading


def _name_or_bound(place: Place) -> Kind | None:
    """LABEL for parts of names, THRESHOLD for bounds that select things, else None."""
    text, end, dimension = place.text, place.end, place.dimension
    if text.startswith("每", place.start - 1) or _PER_HEAD.match(text, place.start):
        return Kind.LABEL
    if dimension == "age" and not _AGE_LEVEL.search(place.sentence):
        return Kind.LABEL
    if dimension == "percent" and _is_set_phrase(place):
        return Kind.LABEL
    if dimension == "anniversary" or _is_small_count(place):
        return Kind.LABEL
    if dimension == "duration_year":
        return Kind.LABEL
    if (dimension.startswith("duration") or dimension == "length") and _CIRCLE.match(text, end):
        return Kind.LABEL
    if dimension == "voltage" and re.compile(r"(?:及?以[上下])?的?[一-龥]").match(text, end):
        return Kind.LABEL
    if text.startswith("级", end):
        return Kind.THRESHOLD if dimension in {"money", "bare"} else Kind.LABEL
    if dimension in {"money", "money_usd", "bare"} and _is_money_threshold(place):
        return Kind.THRESHOLD
    if place.is_implied and text.startswith("以上", end):
        return Kind.THRESHOLD
    if dimension in _MEASURED or (dimension == "bare" and text[end - 1] in "万亿"):
        bound = _BOUND.match(text, end)
        if bound and (
            bound["and"]
            or dimension not in {"people", "bare"}
            or bound["side"] == "下"
            or "的" in bound.group()
        ):
            return Kind.THRESHOLD
        if _AND_MORE.match(text, end):
            return Kind.THRESHOLD
    return None


def _is_set_phrase(place: Place) -> bool:
    """百分之百 as an adverb (百分之百到位), 折100%."""
    if _FOLDED.search(place.text, max(0, place.start - 2), place.start):
        return True
    adverb = place.text.startswith("百分之百", place.start)
    return adverb and not re.search(r"(?:率|达|达到|到|为|完成)$", place.clause)


def _is_small_count(place: Place) -> bool:
    """两种资源, 三项制度: counts of abstract things, part of the wording more than a figure."""
    numeral = place.text[place.start : place.end - len(place.unit)]
    return numeral in _SMALL_DIGITS and place.unit in _GENERAL_COUNTS


def _is_money_threshold(place: Place) -> bool:
    """亿元以上项目, 10亿元项目, 超百亿元的企业, 百亿产业."""
    if place.dimension == "bare" and not place.text[place.end - 1] in "万亿":
        return False
    follow = _THRESHOLD_MONEY.match(place.text, place.end)
    if not follow:
        return place.is_implied and place.text.startswith("以上", place.end)
    if follow.group().startswith("的"):
        left = place.text[max(0, place.start - 3) : place.start]
        return place.is_implied or bool(re.search(r"(?:超过?|过|突破|破|上|不低于|达到?)$", left))
    return True


def _sign_of_change(place: Place) -> str:
    """`-` when the verb that governs a change says fall; the last verb of the clause decides."""
    for words in (place.clause, place.sentence):
        last = None
        for last in _VERB.finditer(words):
            pass
        if last is not None:
            return "-" if last["fall"] else ""
    return ""


def _multiple(place: Place) -> Reading:
    """增长1.3倍 adds to the base, 是……的1.3倍 and 增长到 do not."""
    stem = _HEDGED_TAIL.sub("", place.clause)
    if re.search(r"(?:到|至|为|是|的|达|相当于|等于)$", place.clause) or stem.endswith(
        ("的", "到", "至")
    ):
        return Reading(Kind.MULTIPLE)
    change = _CHANGE.search(stem)
    if change and not stem.endswith(("多", "翻")):
        return Reading(Kind.MULTIPLE, "-" if change["fall"] else "", 1)
    return Reading(Kind.MULTIPLE)


def _percent(place: Place) -> Reading:
    clause = place.clause
    stem = _HEDGED_TAIL.sub("", clause)
    permille = place.dimension == "permille"
    change = _CHANGE.search(stem)
    if change and not _ends_as_noun(stem) and not _REACHES.search(clause):
        kind = Kind.PP_CHANGE if permille else Kind.GROWTH
        return Reading(kind, "-" if change["fall"] else "")
    if permille:
        return Reading(Kind.RATE)
    if _FALL_NOUN.search(stem):
        return Reading(Kind.GROWTH, "-")
    if _GROWTH_NOUN.search(stem) and not _NATURAL.search(stem):
        return Reading(Kind.GROWTH)
    removed = _OBJECT_CHANGE.search(stem)
    if _OF_GROWTH.match(place.text, place.end):
        return Reading(Kind.GROWTH)
    if removed and not _PART.search(stem):
        return Reading(Kind.GROWTH, "-" if removed["fall"] else "")
    settled = _proportion(place, stem)
    if settled is not None:
        return Reading(settled)
    if place.dimension in {"tenth", "fraction"}:
        return Reading(Kind.SHARE)
    if re.search(
        r"(?:价格|物价|涨幅|增幅|增速|增长|增加值|GDP|总额|收入|支出|投资|出口|进口|生产总值|产值)[^，。；]{0,6}$",
        stem,
    ):
        return Reading(Kind.GROWTH, settled=False)
    return Reading(Kind.RATE, settled=False)


def _proportion(place: Place, stem: str) -> Kind | None:
    """SHARE, INDEX, RATE or GROWTH by the nouns of the clause, None when there is none."""
    clause = place.clause
    last = max(
        ((match.start(), kind) for kind, pattern in _NOUNS for match in pattern.finditer(clause)),
        default=None,
        key=lambda found: found[0],
    )
    if _EQUITY.match(place.text, place.end):
        return Kind.SHARE
    if last is not None:
        if last[1] is Kind.INDEX and Kind_is_small(place):
            return Kind.GROWTH
        return last[1]
    if _SHARE_TAIL.search(clause):
        return Kind.SHARE
    if _OF_RATE.match(place.text, place.end):
        return Kind.RATE
    if _OF.match(place.text, place.end):
        return Kind.SHARE
    return None


def Kind_is_small(place: Place) -> bool:
    """Whether a figure named an index is too small for one with base 100 (CPI 2.1%)."""
    digits = re.match(r"[0-9]*", place.text[place.start :])
    return digits is not None and len(digits.group()) < 2


def _amount(place: Place) -> Reading:
    clause = place.clause
    if place.dimension in {"bare", "index_point"} and place.text[place.end - 1] not in "万亿千百":
        return _bare(place)
    stem = re.sub(r"(?:高达|多达|了|近|约|达|超过?|逾|接近|将近|突破|不少于|[“（ ])+$", "", clause)
    direct = _DIRECT_CHANGE.search(stem)
    if direct and _modifies_noun(place, direct.group()):
        direct = None
    if direct and not re.search(
        r"(?:新增|多$(?<![年期比较末]多)|至多|最多|不少|至少|最少|许多|不高|最高|最低)$", stem
    ):
        return Reading(Kind.DELTA, "-" if direct["fall"] else "")
    if stem.endswith("新增") and _COMPARED.search(clause):
        return Reading(Kind.DELTA)
    if "新增" in stem and _IN_ALL.match(place.text, place.end):
        return Reading(Kind.DELTA)
    removed = _OBJECT_CHANGE.search(stem)
    if removed:
        return Reading(Kind.DELTA, "-" if removed["fall"] else "")
    return Reading(Kind.LEVEL)


def _modifies_noun(place: Place, verb: str) -> bool:
    """较快增长50条措施, 提高6000万农村人口……: the figure counts the noun behind it."""
    follows = "一" <= place.text[place.end : place.end + 1] <= "龥"
    return (
        follows
        and verb.startswith(("增长", "提高", "降低", "提升"))
        and place.dimension in {"count", "bare"}
    )


def _bare(place: Place) -> Reading:
    stem = _HEDGED_TAIL.sub("", place.clause)
    change = _CHANGE.search(stem)
    if change and not _ends_as_noun(stem):
        return Reading(Kind.DELTA, "-" if change["fall"] else "")
    if _INDEX.search(place.clause):
        return Reading(Kind.INDEX)
    return Reading(Kind.LEVEL, settled=False)


def _ends_as_noun(stem: str) -> bool:
    """最高, 大多, 至少 end like a change but are none."""
    return stem.endswith(
        (
            "最高",
            "最低",
            "最多",
            "最少",
            "大多",
            "提高率",
            "许多",
            "至多",
            "至少",
            "不少",
            "偏低",
            "偏高",
        )
    )


_NOUNS = (
    (Kind.SHARE, _SHARE),
    (Kind.RATE, _RATE),
    (Kind.INDEX, _INDEX),
    (
        Kind.GROWTH,
        re.compile(
            r"增速|增幅|涨幅|(?<!自然)增长率|增长(?=[^，。；]{0,10}目标|预期)|增长速度|上涨幅度"
        ),
    ),
)
