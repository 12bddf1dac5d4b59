"""Dimensions of printed units (量纲): what can be compared with what.

A unit is reduced to a word for its dimension, so that 吨 and 公斤 meet and 吨 and 亩 do not.
Compound units keep both sides: 微克/立方米 is `mass/volume`.
"""

from __future__ import annotations

from functools import lru_cache

PERCENT = "percent"
POINT = "point"
COUNT = "count"
BARE = "bare"

_UNITS: dict[str, str] = {
    "money": "元 美元 港元 欧元 日元 人民币 块",
    "people": "人 名 位 口 个人",
    "visit": "人次 人(次) 人天",
    "household": "户",
    "mass": "吨 公斤 千克 克 斤 担 微克 毫克 公吨 标准吨",
    "coal": "吨标准煤 吨标煤 克标准煤 千克标准煤 公斤标准煤 吨标准油",
    "area": "亩 公顷 平方公里 平方千米 平方米 平米 亩次 hm2 ㎡ km2 m2",
    "length": "公里 千米 毫米 厘米 米 里 海里 皮长公里 芯公里 延长米 车道公里",
    "volume": "立方米 方 升 毫升 千升 立方 m3",
    "electricity": "千瓦时 千瓦小时 度 kWh KWh",
    "power": "千瓦 兆瓦 瓦 kW KW MW",
    "apparent_power": "千伏安 兆伏安 kVA KVA",
    "freight": "吨公里 吨千米 吨海里",
    "passage": "人公里 人千米 客公里 人海里",
    "container": "标准箱 TEU 标箱",
    "heat": "吉焦 焦 焦耳 GJ",
    "data": "GB TB PB 字节 比特 Gbps Mbps",
    "time": "天 日 小时 分钟 年 个月 月 工作日 秒 岁 周岁",
    "percent": "% ％ 百分之",
    "permille": "‰",
    "permyriad": "‱",
    "standard_vehicle": "标台",
    "point": "个百分点 百分点 个千分点 千分点",
    "times": "倍 番 成",
    "rank": "位 名",
    "head": "头 只 羽 匹 头只 百只 头(只)",
    "plant": "株 棵",
    "temperature": "℃ 度(气温) 摄氏度",
    "sound": "分贝 dB",
}
"""Dimension → the units that have it. Count words not named here are `count`."""

_COUNT_WORDS = (
    "个 封 家 所 处 座 项 件 条 起 例 台 辆 艘 架 套 间 张 份 册 卷 部 集 期 种 类 次 宗 笔 场 "
    "届 支 枚 块 片 箱 只 盏 台(套) 台套 册(张) 册(件) 卷(件) 门 线 对 双 顶 根 株 本 幅 篇 "
    "幢 栋 单 票 批 标段 床 张床 段 标 盒 瓶 匹 卷件 套(件) 亿件 重量箱 平方米·年 支/团 车 "
    "桩 组 把 环 道 面 层 点 趟 班 回 频道 频次 路 眼 口井 孔 泊位 个泊位 席 团 格 网格 站 "
    "户次 家次 车次 架次 件次 台次 列"
)


def _table() -> dict[str, str]:
    words = dict.fromkeys(_COUNT_WORDS.split(), COUNT)
    for dimension, units in _UNITS.items():
        for unit in units.split():
            words.setdefault(unit, dimension)
    words.update({"名": "people", "位": "people", "度": "electricity", "只": "head"})
    return words


_DIMENSIONS = _table()
_SCALES = "亿万千百十"


@lru_cache(maxsize=4096)
def dimension(unit: str) -> str:
    """Return the dimension of a unit as printed, scale words in front of it allowed.

    >>> dimension("万亩"), dimension("微克/立方米"), dimension("元/人")
    ('area', 'mass/volume', 'money/people')
    """
    text = unit.strip().translate(_FULL_WIDTH)
    if not text:
        return BARE
    if "/" in text:
        return "/".join(_simple(part) for part in text.split("/"))
    return _simple(text)


_FULL_WIDTH = str.maketrans("（）／％", "()/%")


def _simple(text: str) -> str:
    found = _DIMENSIONS.get(text)
    if found is not None:
        return found
    bare = text.lstrip(_SCALES)
    if not bare:
        return BARE
    found = _DIMENSIONS.get(bare)
    return found if found is not None else f"other:{bare}"


def alike(printed: str, wanted: str) -> bool:
    """Whether a claim in dimension `printed` can speak of an indicator in `wanted`.

    Things and heads are counted with any count word; people may be counted by 个 or 户 only when
    the indicator says so, since 人 and 户 are different facts. A bare number fits nothing but a
    bare indicator.
    """
    if printed == wanted:
        return True
    return {printed, wanted} <= {COUNT, "head", "plant"}
