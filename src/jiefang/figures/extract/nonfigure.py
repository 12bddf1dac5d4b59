"""Numerals that are no figures (非主张数字): dates, ordinals, codes, names, slogans.

Each test looks only at the characters beside a numeral. The reason found is kept, because the
numerals of a list share it (2016、2017年; 1-8月).
"""

from __future__ import annotations

import re

from jiefang.figures.extract import kind
from jiefang.figures.numeral import Numeral

YEAR, DATE, ORDINAL, NAME, CODE, UNTOLD, SLOGAN, LISTED, PERIOD, IDIOM = (
    "year",
    "date",
    "ordinal",
    "name",
    "code",
    "bare number",
    "slogan",
    "list number",
    "period",
    "idiom",
)

_LETTER = re.compile(r"[A-Za-z]")
_ABBREVIATION = re.compile(
    r"(?:GDP|CPI|PPI|PMI|R&D|FDI|GNP|AQI|EVA|GEP|GNI|REITs|APP|WiFi|IPv6|VR|AI|ETC|LNG|CNG|LPG|PPP|EPC|ODI|OFDI|KTV)$"
)
_PARTICLES = re.compile(r"PM[ _]?$")
_UNIT_LETTERS = frozenset("money percent point permille mass energy power area times".split())
_MONTH = re.compile(r"(?:[1-9]|1[0-2])$")
_CLOCK = re.compile(r"(?:[01]?[0-9]|2[0-4])$")
_AFTER_CODE = re.compile(
    r"号|#|时(?:[0-9一-龥]?)(?<!时代)|线(?=[公城建工、，。开运通和及一二三])|[:/][0-9]"
)
_VERSION = re.compile(r"版|版本|时代")
_POSITION_CODE = re.compile(
    r"热线|电话|平台|指挥|急救|工程|计划|战略|行动|政策|模式|机制|体系|高校|信箱|短号|省道|国道|县道|高速|医院"
)
_COUNTED = re.compile(
    r"[省市县区乡镇村校州旗盟城]|国(?!集团|道)|基站|学校|企业|项目|门店|社区|街道|景区|车位|床位|部门|园区|口岸|地区|学生|党员|岗位|点位|品牌|单位|场馆"
    r"|[至到以左]|多|余|为|的|升|降"
)
_TELLING = re.compile(r"(?:为|是|达|到|至|共|计|数|比|在|约|近|超|过|破|前|得分|>|<|≥|≤)$")
_BASE = re.compile(r"(?:上年|基期|性|同期|末|年|月)(?:=|为)$")
_PROGRAMME = re.compile(r"工程|计划|战略|行动")
_AMBIGUOUS = frozenset("元角分方里米度尺寸点面线")
"""Units that behind one Chinese digit are mostly part of a word (长三角, 二元结构)."""
_PLACE_WORDS = frozenset("所台站封节首堂具尊朵环段间颗剂粒艇")
_STEP = re.compile(r"以上|以下|及以上|级|大关|台阶|关口|门槛|规模")
_STRONG = re.compile(r"强(?![度制化])")
_YEAR_AFTER = re.compile(r"(?:年|学年|财年|-|~|—|至|版|款|·|\)|）)")
_PERIOD_BEFORE = re.compile(
    r"(?:过去|今后|未来|最近|近|这|前|后|往后|之后|以后|此后|接下来|上|下|头|历时|历经|每|每隔|第|期|为期|者|整整|[本该此]届)$"
)
_PERIOD_AFTER = re.compile(
    r"(?:来|内|间|后|前|以来|之内|里|中|期间|累计|规划|计划|行动|任期|任务|目标|攻坚|倍增|提升|禁|滚动|制|期|义务|一贯|磨|如一日|再|工作|实践|"
    r"奋斗|努力|发展|建设|改造|整治|的|历程|成就|新增|完成|大|总|平均|年均|专项|高|旅游|实施|治|环|绿|改|创|过渡|左右的?(?:时间|努力)|时间|一届|一个|一次|以上(?:时间|的))"
)
_LEVEL_YEARS = re.compile(r"(?:连续|提前|蝉联|缩短|延长|推迟|超过|保持|已有|达|长达|寿命|年限)了?$")
_GRADE = re.compile(
    r"(?:甲等|乙等|医院|公立|综合|资质|岗|水质|标准|保护|等保|以上|及以上|重点|公路|运动|技师|响应|教授|文物|风景|景区|旅游|应急|医疗|预警|地震|钢筋|残疾|市场|水平)"
)
_CLASS = re.compile(
    r"(?:水|海水|水质|地区|高新|企业|功能|城市|口岸|区|固|工业固|标准|以上|及以上|、|和|及|地方|场所|产品|资源|新药|海域|艺术|本科|高校|学校|用地|疫苗|医疗)"
)
_GATHERING = re.compile(
    r"(?:[一二三四五六七八九]中|[一二三四五六七八九十]+次|会|全国|省|市|全体|全会|全委|党代|人代|人大|常务|代表|中全|人大|政协|集体|理事|组织|缔约|工业|能源|创业|能|性|元|函|方|高|干|变|供|污|调)"
)
_HELD = re.compile(
    r"(?:举办|召开|连续|开展|组织|进行|先后|累计|(?<!中)共|经过|成功举办|发生|分|达到?|获得?|荣获|提升|会商|调度|了)$"
)
_WORDY = re.compile(
    r"个(?:代表|维护|确立|意识|自信|全面|务必|一|毫不|覆盖|确保|统筹|坚持|不|更|新|先行|率先|到位|转变|文明|百分之百|百年|百|方面|问题|结合|导向|层面|环节|"
    r"大局|革命|关键|根本|界限|尽到|中|行动|打造|突出|着力|聚焦|注重|加快|突破|走在|责任|大|千|面向|必须|层次|显著|现代化|加强|振兴|龙江|离不开|有利于|抓手|字|调整)"
    r"|条(?:底线|红线|腿|战线|保障线|生命线|线|路)|位(?:一体|数)|手|面(?:环|靠)|张(?:网|清单|图|牌)|把(?:火|手|锁)|步|大"
    r"|项(?:制度|原则|规定|基本)|家(?:亲|店)|类(?:人|地区)|篇(?:大|文章)|轮(?:驱|土地)|种(?:形态)"
)


def reason_of(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    """Why a numeral is no figure, or None; `end` is the end of its unit, where it has one."""
    if numeral.is_chinese:
        return _chinese_reason(text, numeral, end, dimension)
    return (
        _date(text, numeral, dimension)
        or _ordinal(text, numeral.start)
        or _joined_name(text, numeral, end, dimension)
        or _code(text, numeral, end, dimension)
        or _listed(text, numeral, dimension)
        or _quoted(text, numeral, end, dimension)
    )


def _date(text: str, numeral: Numeral, dimension: str) -> str | None:
    digits, end = numeral.digits, numeral.fallback
    if numeral.scale:
        return None
    follower = text[end : end + 1]
    whole = digits.isdigit()
    if follower == "年":
        return _year(text, digits, end)
    if numeral.decimals == 4 and re.compile(r"[12][0-9]{3}$").search(digits) and follower == "年":
        return YEAR
    if whole and follower == "月" and _MONTH.match(digits):
        return DATE
    if (
        whole
        and len(digits) <= 2
        and text.startswith(("日", "时"), end)
        and not text.startswith(("时间", "时代"), end)
    ):
        return DATE
    if (
        whole
        and len(digits) <= 2
        and follower == "点"
        and _CLOCK.match(digits)
        and _clock(text, end)
    ):
        return DATE
    if text.startswith(("世纪", "年代", "季度", "月份", "后", "旬"), end):
        return DATE
    if whole and len(digits) == 4 and digits[:2] in {"19", "20"} and dimension == "bare":
        return YEAR
    return None


def _clock(text: str, end: int) -> bool:
    return bool(re.compile(r"点(?:[0-9]{1,2}分|钟|整|半|至|-|前|后|起|开)").match(text, end))


def _year(text: str, digits: str, end: int) -> str | None:
    fraction = digits.partition(".")[2]
    if len(fraction) == 4 and fraction[:2] in {"19", "20"}:
        return YEAR
    if not digits.isdigit():
        return None
    if len(digits) == 4 or (len(digits) == 2 and digits[0] == "0"):
        return YEAR
    if (
        len(digits) == 2
        and digits > "60"
        and text.startswith(("年代", "年增", "年的", "年末", "年底", "年度", "年提", "年下"), end)
    ):
        return YEAR
    return None


def _ordinal(text: str, start: int) -> str | None:
    return ORDINAL if text[start - 1 : start] == "第" else None


def _joined_name(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    """Letters and plus signs beside a numeral make a name: PM2.5, 5G, 1+10, 7×24."""
    start = numeral.start
    before = text[start - 1 : start] if start else ""
    after = text[end : end + 1]
    if _PARTICLES.search(text, max(0, start - 4), start):
        return NAME
    if _LETTER.match(before) and not _ABBREVIATION.search(text, max(0, start - 6), start):
        if not (
            dimension in _UNIT_LETTERS
            and (numeral.scale or numeral.decimals or dimension == "percent")
        ):
            return NAME
    if before in {"-", "/"} and start > 1 and _LETTER.match(text[start - 2]):
        return NAME
    if dimension == "bare" and _LETTER.match(after):
        return NAME
    if before in {"×", "+", "*", "＋"} and (
        text[start - 2 : start - 1].isalnum() or text[start - 2 : start - 1] in {"“", "”"}
    ):
        return NAME
    if after in {"×", "*"} or (
        after == "+" and text[end + 1 : end + 2].isalnum() and dimension == "bare"
    ):
        return NAME
    if after == "+" and text[end + 1 : end + 2] in {"“", "”", "《", "（"}:
        return NAME
    return None


def _code(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    after = numeral.fallback
    if dimension != "per_100k" and not numeral.scale and not numeral.decimals:
        if _AFTER_CODE.match(text, after):
            return CODE
    if dimension == "bare" and _VERSION.match(text, end):
        return NAME
    if dimension != "bare":
        return None
    if not numeral.decimals and (_STRONG.match(text, end) or _POSITION_CODE.match(text, end)):
        return CODE
    if not numeral.decimals and not numeral.scale and _is_number_of_service(text, numeral, end):
        return UNTOLD
    if (
        text[numeral.start - 1 : numeral.start] in {"〔", "[", "［", "·", "《", "_", "@", "№"}
        and not numeral.decimals
    ):
        return CODE
    if text[end : end + 1] in {"〕", "·", "_", "@"}:
        return CODE
    if numeral.malformed == "two_points" or (
        len(numeral.digits) > 1 and numeral.digits[0] == "0" and not numeral.decimals
    ):
        return CODE
    if numeral.decimals and _PROGRAMME.match(text, end):
        return CODE
    if not numeral.decimals and not numeral.scale and not _tells_number(text, numeral, end):
        return UNTOLD
    if _BASE.search(text, max(0, numeral.start - 8), numeral.start):
        return NAME
    if len(numeral.digits) >= 7 and not numeral.decimals and not numeral.scale:
        return CODE
    if text[numeral.start - 1 : numeral.start] in {"表", "图", "注", "附", "栏"}:
        return CODE
    return None


def _tells_number(text: str, numeral: Numeral, end: int) -> bool:
    """Whether a bare whole number is a count: three digits or more, or after 为, 达, 共."""
    if len(numeral.digits) >= 3 or _COUNTED.match(text, end):
        return True
    return (
        bool(_TELLING.search(text, max(0, numeral.start - 3), numeral.start))
        or text[numeral.start - 1 : numeral.start] in "-~"
    )


def _is_number_of_service(text: str, numeral: Numeral, end: int) -> bool:
    """A bare whole number before a word is a name (12345热线) unless the word can be counted."""
    follower = text[end : end + 1]
    return "一" <= follower <= "龥" and not _COUNTED.match(text, end)


def _listed(text: str, numeral: Numeral, dimension: str) -> str | None:
    """（1）, 1., 1、 at the start of a sentence."""
    if dimension != "bare" or len(numeral.digits) > 2:
        return None
    start, end = numeral.start, numeral.fallback
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    if before in {"（", "("} and after in {"）", ")"}:
        return LISTED
    opens = not before or before in "。；:！？ ）\n#*-"
    return LISTED if opens and after in {"、", ".", "）", "．"} else None


def _quoted(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    """A short quotation that begins with the numeral or holds it bare is a slogan (“334”)."""
    opening = text.rfind("“", max(0, numeral.start - 8), numeral.start)
    if opening >= 0 and text.find("”", opening, numeral.start) >= 0:
        return None
    if opening < 0:
        opening = text.rfind("“", max(0, numeral.start - 18), numeral.start)
        ends = text.startswith("”", end) and dimension == "count"
        return SLOGAN if opening >= 0 and ends and "”" not in text[opening:end] else None
    closing = text.find("”", end, end + 9)
    if closing < 0:
        return None
    if dimension == "bare" and not numeral.decimals:
        return SLOGAN
    if (
        dimension in {"percent", "count", "people", "times_count", "households"}
        and opening == numeral.start - 1
    ):
        return SLOGAN
    if numeral.decimals and dimension == "bare":
        return SLOGAN
    if dimension in {"count", "rank_places"} and closing - opening <= 12:
        return SLOGAN
    return None


def _chinese_reason(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    start = numeral.start
    token = text[start : numeral.fallback]
    before = text[start - 1 : start] if start else ""
    if numeral.per or "/" in numeral.digits:
        return IDIOM if _chinese_quoted(text, start, end) else None
    if before == "第" or before == "十":
        return ORDINAL
    if before in {"几", "数", "些"} or token[0] in "零〇○":
        return IDIOM
    if len(token) == 1 and text[numeral.fallback : end] in _AMBIGUOUS:
        return IDIOM
    if dimension == "bare":
        return None if numeral.scale and not numeral.is_implied and len(token) > 1 else IDIOM
    if _chinese_quoted(text, start, end):
        return SLOGAN
    if numeral.is_implied:
        return _implied_reason(text, numeral, end, dimension)
    if dimension == "duration_year":
        return _chinese_years(text, token, start, end)
    if (
        text.startswith(("月", "日", "时", "点", "年"), numeral.fallback)
        and not text.startswith("点", end - 1)
        and dimension not in {"duration_month"}
    ):
        return DATE
    if token == "一":
        return _one_reason(text, start, end, dimension)
    if (
        dimension in {"count", "people", "times_count", "head", "index_point", "score", "级"}
        and len(token) <= 2
        and not numeral.scale
    ):
        return _small_count_reason(text, numeral.fallback, start, end)
    if dimension.startswith("duration") and dimension != "duration_month":
        return PERIOD if not numeral.more and len(token) < 2 else None
    return None


def _chinese_quoted(text: str, start: int, end: int) -> bool:
    opening = text.rfind("“", max(0, start - 8), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    return text.find("”", end, end + 12) >= 0


def _implied_reason(text: str, numeral: Numeral, end: int, dimension: str) -> str | None:
    """百家, 千户, 万人, 亿元: figures only beside a hedge or as a bound."""
    token = text[numeral.start : numeral.fallback]
    left = text[max(0, numeral.start - 3) : numeral.start]
    if left.endswith(("数", "几", "成", "每", "若干", "第", "一", "好", "双")):
        return IDIOM
    if numeral.more:
        return None
    hedged = re.search(r"(?:近|超|超过|突破|上|过|破|逾|达到?|突破了|接近|约)$", left)
    if hedged or _STEP.match(text, end):
        return None
    money = dimension.startswith("money")
    return None if money and kind.names_money(text, end) else IDIOM


def _chinese_years(text: str, token: str, start: int, end: int) -> str | None:
    if len(token) >= 2 and not any(ch in "十百千万" for ch in token):
        return YEAR
    left = text[max(0, start - 4) : start]
    if _LEVEL_YEARS.search(left) and token != "一":
        return None
    return PERIOD


def _one_reason(text: str, start: int, end: int, dimension: str) -> str | None:
    """一 counts only with real measures (一公里, 一倍), or after a verb of building."""
    if dimension in {
        "money",
        "area",
        "length",
        "mass",
        "times",
        "doubling",
        "point",
        "volume",
        "power",
    }:
        word = text[start:end]
        return IDIOM if word in {"一里", "一方", "一分", "一角", "一米", "一度"} else None
    if (
        dimension == "count"
        and text[end - 1] in "所座处栋家条"
        and re.search(
            r"(?:新建|改建|建成|兴建|扩建|新增|引进|建设|增设|设立)$",
            text[max(0, start - 3) : start],
        )
    ):
        return None
    return IDIOM


def _small_count_reason(text: str, unit_start: int, start: int, end: int) -> str | None:
    if _WORDY.match(text, unit_start):
        return IDIOM
    word = text[unit_start:end]
    left = text[max(0, start - 4) : start]
    if word == "级":
        return NAME
    if word == "类" and (_CLASS.match(text, end) or left.endswith(("、", "劣", "Ⅰ", "和", "第"))):
        return NAME
    if word in {
        "次",
        "届",
        "轮",
        "批",
        "期",
        "代",
        "回",
        "集",
        "章",
        "分",
        "点",
        "度",
        "线",
        "环",
        "班",
        "组",
        "号",
        "单元",
        "层",
    }:
        if _GATHERING.match(text, end) or not _HELD.search(left):
            return ORDINAL
    if len(text[start:unit_start]) == 1 and word in _PLACE_WORDS or word in {"路", "线"}:
        return NAME
    if word in {
        "口",
        "头",
        "门",
        "道",
        "包",
        "方",
        "面",
        "把",
        "双",
        "对",
        "股",
        "团",
        "根",
        "代",
        "本",
        "张",
        "位",
        "片",
        "段",
        "手",
    }:
        return IDIOM
    return None
