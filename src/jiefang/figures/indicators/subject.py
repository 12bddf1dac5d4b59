"""The subject of a figure, reduced to what names the indicator (指标名称归一).

Reports wrap the name in words that say when, where and that something was done: 初步核算，全年全市
实现地区生产总值 is 地区生产总值. Only words from closed lists are dropped; whatever else stands in
front of a name may restrict it, and then there is no match.
"""

from __future__ import annotations

from functools import lru_cache

import regex

_CLEAN = str.maketrans(
    {
        "（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "％": "%", "＆": "&", "／": "/",
        "【": "[", "】": "]", "［": "[", "］": "]", "—": "-", "－": "-", "–": "-", "～": "-",
        "~": "-", "．": ".", "·": "", "“": "", "”": "", "\"": "", "‘": "", "’": "", "「": "",
        "」": "", "『": "", "』": "", "《": "", "》": "", " ": "", "\u3000": "", "\n": "",
        "\t": "", "\r": "", "\xa0": "", "\u200b": "", "的": "", "、": "", "#": "", "*": "",
    }
)  # fmt: skip

_WIDE = "０１２３４５６７８９ＡＢＣＤＥＦＧＰＭＲ"
_CLEAN.update({ord(wide): chr(ord(wide) - 0xFEE0) for wide in _WIDE})

_NOTE = regex.compile(r"\[\d{1,3}\]")
_BRACKET = regex.compile(r"\([^()]*\)|[\[\]]")
_FILLER = regex.compile(r"实现|完成|(?:达到|突破|超过|约为)$")

_FILLER_ENDS = frozenset("到破过为")

_AREA_TAIL = r"(?:省|自治区|市|自治州|州|地区|县|自治县|区|旗|镇|乡|街道)"
_NOT_PLACE = (
    r"(?<!开发|园|城|山|社|片|景|校|高新|示范|保护|集聚|郊|灾|地|农村|其他|其它|民族|边远|城镇|欠发达|脱贫|所有|各|区|市|县|省|镇|控|湾|香港|澳门|台湾|牧|林|矿|库|老|贫困|上|超|楼|股|民|东部|"
    r"中部|西部|东北|沿海|新|试验|自贸|保税|产业|农|牧|乡|各|贫困地|度假|功能|经济|合作)"
)
_WHEN = (
    r"\d{2,4}年(?:度|末|底|全年|初)?|\d{1,2}月(?:份|末|底)?|\d{1,2}-\d{1,2}月(?:份|末)?|全年|"
    r"(?:年|期|季|月)(?:末|底)|本?(?:年|期|月|季度|学年)末?|上半年|下半年|前?[一二三四1-4]{1,3}个?季度|"
    r"(?:今|去|上|当|明)年(?:以来)?|同期|期间|截[至止](?:到|目前)?|到|至|目前|[一二三四五六七八九十]+五"
    r"(?:期间|时期|末|以来|规划)?|(?:过去|未来|今后|近)?[三五]年(?:来|间|期间)?|年均|每年|预计|预期|力争|确保"
)
_WHERE = (
    r"(?:全|我|本|该)(?:国|省|市|区|县|州|盟|旗|镇|乡|街道|域|境|地)(?:大陆|城|域)?|辖区内?|"
    rf"(?:兴安|锡林郭勒|阿拉善)盟|\p{{Han}}{{1,6}}?{_NOT_PLACE}{_AREA_TAIL}"
)
_HOW = (
    r"初步(?:核算|统计|测算|预计)|(?:据|经|根据)\p{Han}{0,8}(?:核算|统计|测算|反馈|调查)|其中|其|"
    r"(?:另外|此外|同时)|分\p{Han}{1,6}看|按\p{Han}{1,10}(?:计算|统计|分|看)|从\p{Han}{1,8}看|"
    r"在?\p{Han}{1,6}方面,|分别|累计|共有?|已|有|约|为|达|实际|主要|预算|并|,|:|;|-"
)
_DROPPED = regex.compile(rf"(?:{_HOW}|{_WHEN}|{_WHERE})*+")
_CLAUSE = regex.compile(r".*[^中里内,](?:,|;)")

_TAIL = regex.compile(
    r"(?:年均|增长速度|同比增长率?|增长率|增速|增幅|降幅|增长|下降率?|降低率?|减少|上涨|涨幅|上升|提高|同比|"
    r"比上年|总体|分别|预计|达|为|约|共|已|也|均|都|则|仍|继续|有望|由|从|在|稳定在|保持在|控制在|超|近|"
    r"目标|,|:|、)+$"
)

_TAIL_ENDS = frozenset("度率速幅长降低少涨升高比年体别计达为约共已也均都则仍续望由从在超近标,:、")


def clean(text: str) -> str:
    """Return the text without white space, quotes, brackets, footnote marks and 的.

    >>> clean("研究与试验发展（R&D）经费支出[12]")
    '研究与试验发展经费支出'
    """
    text = text.translate(_CLEAN)
    if "[" in text or "(" in text:
        text = _BRACKET.sub("", _NOTE.sub("", text))
    if "实现" in text or "完成" in text or text[-1:] in _FILLER_ENDS:
        return _FILLER.sub("", text)
    return text


def bracketed(text: str) -> str:
    """Return what stands in the brackets of a subject, for scope (不含农户)."""
    inner = regex.findall(r"[（(]([^（()）]*)[)）]", text)
    return "".join(inner)


@lru_cache(maxsize=65_536)
def is_dropped(prefix: str) -> bool:
    """Whether the words before a name only say when, where and how."""
    return _DROPPED.fullmatch(prefix) is not None


def after_clause(prefix: str) -> str:
    """Return what follows the last complete clause of a prefix, clauses that bind (……中，) kept."""
    if "," not in prefix and ";" not in prefix:
        return prefix
    found = _CLAUSE.match(prefix)
    return prefix[found.end() :] if found else prefix


def without_tail(text: str) -> str:
    """Drop verbs and change words at the end: 固定资产投资增速 is 固定资产投资."""
    if text[-1:] not in _TAIL_ENDS:
        return text
    found = _TAIL.search(text)
    return text[: found.start()] if found else text
