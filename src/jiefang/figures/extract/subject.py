"""Subjects (指标主体): which noun phrase a figure belongs to.

The phrase stands left of the figure in its clause (地区生产总值完成…); where only a verb stands
there (，比上年增长…) the figure speaks of the same thing as the one before it.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

_CLAUSE_END = regex.compile(r"[，,；;：:。！？!?（(）)\[\]【】]|——|--")

_TIME = (
    r"(?:(?:截至|截止|到|至|自|从|由|在|于)?(?:目前|(?:19|20)\d{2}年?[-—~～至](?:19|20)\d{2}年"
    r"|(?:19|20)?\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:末|底|初|全年|间)?|\d{1,2}[-—~～至]\d{1,2}月份?"
    r"|\d{1,2}月(?:\d{1,2}日|末|底|份)?|上半年|下半年|前?[一二三四1-4]个?季度|前\d{1,2}个月"
    r"|“?十[一二三四五六]五”?(?:规划|时期|期)*(?:末|期末|以来|期间)?"
    r"|(?:二[〇零○Oo0][〇零○Oo0一二三四五六七八九]{2})年"
    r"|过去五年|五年来|五年间|五年|全年|年末|年底|上年末|上年同期|去年同期|同期|上年|本年|当年|今年|去年|年内|年初|期末|期间"
    r"|(?:今年|年初)?(?:以来|年来|来))(?:期间|以来|的)?)"
)
_PLACE = r"(?:[全我本][国省市区县]|全州|全旗|全盟|全域|区内|境内|辖区内?)"
_LEAD_WORD = (
    r"(?:其中|此外|另外|同时|初步核算|初步统计|据统计|经初步核算|据[^，]{1,8}?统计|按[^，]{1,8}?计算"
    r"|预计|预期|力争|确保|计划|目标是?|争取|已经?|共|共有|拥有|总计|合计|累计|现有|新增加?(?=\s*$)"
    r"|实现|完成|达到|以及|及|和|与|使|让|将|对|把|年均|平均)"
)
_LEAD = regex.compile(rf"^(?:{_TIME}|{_PLACE}|{_LEAD_WORD}|[、“”\"'《》\s·\-—①-⑳●■◆#*])+")

_TAIL_WORD = (
    r"(?:比上年同期|比上年末|比上年底|比上年|比去年同期|比去年末|比去年|比年初|较上年同期|较上年末|较上年|较去年同期"
    r"|较去年|较年初|比[^，]{1,12}?年(?:末|底|同期)?|较[^，]{1,12}?年(?:末|底)?|与上年(?:同期)?相比|同口径|可比口径|(?:按)?(?:可比价|不变价|现价)格?(?:计算)?"
    r"|按可比口径|扣除价格因素|名义|实际(?=增|下|上)|同比|环比|累计|年均|平均|逐年|仅|也|则|均|都|就|又|再|已|将|可|能"
    r"|完成|实现|达到了?|达至?|为|是|约|有|共有?|共计|合计|总计|分别|控制在|保持在|稳定在|维持在|保持|降到|降至|降为"
    r"|增长到|增长至|增加到|增加至|提高到|提高至|提升到|提升至|上升到|上升至|扩大到|扩大至|发展到|减少到|减少至|下降到|下降至"
    r"|压缩到|压缩至|缩减至|跃升至|跃升到|攀升至|增至|升至|减至|由|从|自|到|至|以|超过?|突破|接近|不低于|不少于|不超过|高于|低于"
    r"|增长率?|增加|增幅|增速|净增加?|净减少?|新增|递增|增产|减产|增收|减收|多增|少增|多|少|上升|上涨|提高|提升|扩大|下降|减少|降低|回落|收窄|缩减|压缩|下滑|跌幅|降幅|涨幅|缩小|快于?|慢于?"
    r"|占到?|贡献率|拉动|实现翻|翻|首次|成功|当月|当季|调整(?=为|到|$)|优化(?=为|到|$)|调整为|调整到|优化为|演变为|变为|向下|正|负|的|了|在|：|:|“|”|、|，|,|\s"
    r"|(?:位居|居(?!民|住|家)|位列|列)[^，]{0,10}?第|位居|排名|第|位次)"
)
_TAIL = regex.compile(rf"(?:{_TAIL_WORD}|{_TIME})$")
_KEEP_TAIL = regex.compile(r"(?:增长率|自然增长率|贡献率|覆盖率|增加值|新增就业|净增长|新增)$")

_AND = r"(?:和(?!谐|平|解)|以及|及(?!其)|与)"
_THING = regex.compile(
    r"(?!以上|以下|左右|以内|多|余|的|等|和|及|与|或|增|下|上升|提|全部|均|都|被)\p{Han}{2,14}?"
    r"(?=[，,。；;、：:（）“”！]|完成|实现|建成|达到|获|的|全部|均|被|进入|竣工|开工|投产|$)"
)
_SHARE = regex.compile(
    r"(?P<part>.*?)占(?:到)?(?P<whole>[^，,；;占]{0,40}?)(?:的|之)?(?:比重|比例|份额|比率|总量|百分比)?"
    r"(?:的)?(?:约?为|达到?了?|是|约|近|超过?|已达|仅)?$"
)
_ASIDE = regex.compile(r"[（(][^（）()]*[）)]")
"""A closed bracket is an aside: what stands before it goes on after it."""
_INNER_VERB = regex.compile(r"(?<=\p{Han}{2})(?:共|累计|共计)?(?:实现|完成)(?=\p{Han}{2})")
_OF_PLAN = regex.compile(
    r"(?:占到?|为|完成|达到?|超额?)(?P<whole>[^，,；;]{0,8}?(?:预算|计划|任务|目标)数?)(?:的)?$"
)
_COMPARED = regex.compile(
    r"^(?:增速|增幅|涨幅|降幅|占比|比重|比例|水平|总量)?(?:均|也|分别)?"
    r"(?:比|较|高于|低于|快于|慢于|高出|低出|好于|优于|超出|超过)(?!例|重)"
)
_PULLS = regex.compile(r"^(?:分别)?(?:向下)?拉动")
_NOUN = regex.compile(r"[\p{Han}A-Za-z]{2}|^\p{Han}$")
_SCOPE = regex.compile(
    r"(?:规模以上|规上|限额以上|限上|不含农户|同口径|资质以上|法人单位|城镇(?=调查|登记)|非私营单位|全口径|含\p{Han}{1,6})"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """What stands left of a figure: its own noun phrase, and for a share the whole."""

    subject: str | None
    whole: str | None = None
    start: int = 0
    """Offset of the subject in the text given."""


def own_phrase(left: str) -> Phrase:
    """The noun phrase that a figure has of its own in the words left of it.

    >>> own_phrase("初步核算，全年地区生产总值").subject
    '地区生产总值'
    >>> own_phrase("，比上年增长").subject is None
    True
    >>> own_phrase("，占税收总收入的")
    Phrase(subject=None, whole='税收总收入', start=1)
    """
    clauses = _clauses(_ASIDE.sub("", left))
    for number, (start, clause) in enumerate(reversed(clauses)):
        phrase = _phrase(clause, start)
        if phrase.subject is not None or phrase.whole is not None:
            return _with_earlier_subject(phrase, clauses[: len(clauses) - 1 - number])
    return Phrase(None)


def clean(phrase: str) -> str | None:
    """Take time, place and verbs off a phrase; None when no noun is left.

    >>> clean("全市实现地区生产总值达到")
    '地区生产总值'
    """
    head = _LEAD.sub("", phrase)
    while (match := _TAIL.search(head)) and not _KEEP_TAIL.search(head):
        head = head[: match.start()]
    head = _LEAD.sub("", head)
    head = _INNER_VERB.sub("", regex.sub(r"^的", "", head)).strip()
    return head if head and _NOUN.search(head) else None


def scope_of(subject: str | None) -> str | None:
    """The restriction printed in a subject (规模以上 …), or None."""
    if not subject:
        return None
    match = _SCOPE.search(subject)
    return match.group() if match else None


def list_items(text: str, count: int) -> list[str]:
    """The last `count` items of an enumeration, split so that the number fits.

    和, 及 and 与 part items or stand inside one (交通和通信): first only 、 parts, then the last
    conjunction too, then all; [] when no way gives enough items.

    >>> list_items("衣着、交通和通信、教育文化和娱乐", 3)
    ['衣着', '交通和通信', '教育文化和娱乐']
    >>> list_items("城镇、农村和其他居民", 3)
    ['城镇', '农村', '其他居民']
    """
    marks = [item for item in regex.split(r"[、，,]", text) if item]
    last = regex.split(_AND, marks[-1]) if marks else []
    ways = [marks, [*marks[:-1], *(item for item in last if item)]]
    ways.append([item for item in regex.split(rf"[、，,]|{_AND}", text) if item])
    for items in ways:
        if len(items) == count:
            return items
    longest = max(ways, key=len)
    return longest[-count:] if len(longest) >= count else []


def thing_after(text: str) -> str | None:
    """The noun that a counted figure is followed by (9 个省级产业集聚区建…), or None.

    >>> thing_after("背街小巷整治。")
    '背街小巷整治'
    """
    match = _THING.match(text)
    return match.group() if match else None


def _clauses(left: str) -> list[tuple[int, str]]:
    places = [0, *(match.end() for match in _CLAUSE_END.finditer(left))]
    ends = [*(match.start() for match in _CLAUSE_END.finditer(left)), len(left)]
    return list(zip(places, (left[a:b] for a, b in zip(places, ends, strict=True)), strict=True))


def _phrase(clause: str, start: int) -> Phrase:
    planned = _OF_PLAN.search(clause)
    if planned:
        return Phrase(clean(clause[: planned.start()]), planned.group("whole"), start)
    if _COMPARED.match(clause) or _PULLS.match(clause):
        return Phrase(None)
    share = _SHARE.match(clause) if "占" in clause else None
    if share:
        return Phrase(clean(share.group("part")), clean(share.group("whole")) or "", start)
    subject = clean(clause)
    if subject is None:
        return Phrase(None)
    return Phrase(subject, None, start + clause.find(subject))


def _with_earlier_subject(phrase: Phrase, earlier: list[tuple[int, str]]) -> Phrase:
    """A share clause without a part takes the phrase of the clause before (…，占…的)."""
    if phrase.subject is not None or phrase.whole is None:
        return phrase
    for start, clause in reversed(earlier):
        subject = clean(clause)
        if subject:
            return Phrase(subject, phrase.whole, start)
    return phrase
