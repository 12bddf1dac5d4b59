"""Character encodings (文字编码): bytes to text without guessing where it can be avoided.

Order: byte order mark, UTF-16 without a mark (by its shape), UTF-8, then GB18030 against Big5 by
how many of the commonest Chinese characters each reading gives, and charset-normalizer last.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import Final

from jiefang.figures.read.refusals import Notice, notice, refuse

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# The commonest characters of reports, written as each script writes them. Written by us from the
# vocabulary of bulletins; membership only ranks two readings of the same bytes.
_COMMON_SIMPLIFIED: Final = frozenset(
    "的一国在人了有中是年和大业不为发会工经上地市要个产这出行作生家以成到日民来我部对进多全建他公开们场展"
    "时理新方主企资实学报制政济用同于法高长现本月定化加动合品重关机分力自外者区能设后就等体下万元社过前面"
    "增比总第三二四五六七八九十百千亿完收入值额项投目城乡农村均居口数率占提升降低点其计划安环保护水平推"
    "教育文服务科技医疗养老就业财税金融贸易电商消费零售固定规模以上省委府党各级及与从强化持续深快"
)
_COMMON_TRADITIONAL: Final = frozenset(
    "的一國在人了有中是年和大業不為發會工經上地市要個產這出行作生家以成到日民來我部對進多全建他公開們場展"
    "時理新方主企資實學報制政濟用同於法高長現本月定化加動合品重關機分力自外者區能設後就等體下萬元社過前面"
    "增比總第三二四五六七八九十百千億完收入值額項投目城鄉農村均居口數率占佔提升降低點其計劃安環保護水平推"
    "教育文服務科技醫療養老就業財稅金融貿易電商消費零售固定規模以上省委府黨各級及與從強化持續深快"
)
_COMMON: Final = _COMMON_SIMPLIFIED | _COMMON_TRADITIONAL
_ONLY_SIMPLIFIED: Final = frozenset(
    "国业发会经个产这为来对进开们场时资实学报济长现动关机区设体万过总亿数额项乡农计划环护务医疗养财税贸电规"
    "党级与从强续升东车马门问间说认识让议论设访证评试话该详语调谈请课导将专争亚产亲仅价众优传伤传余侧储兴军决"
    "况冲减创删别剧劳势勋匀华协单卖历厅压县变号叶听启员园围图圆坚块坏声处备复够头夺奋奖妇孙宁实审宽宾对寻层岁岛"
    "币师带帮广庆库应废张弹归录径忆怀态总恋恒恳悬惊惯户执扩扫扬护担拥择挂挡损换据"
) - frozenset("升余党据挂划怀惊优听万")
_ONLY_TRADITIONAL: Final = frozenset(
    "國業發會經個產這為來對進開們場時資實學報濟長現動關機區設體萬過總億數額項鄉農計劃環護務醫療養財稅貿電規"
    "黨級與從強續東車馬門問間說認識讓議論訪證評試話該詳語調談請課導將專爭亞親僅價眾優傳傷餘側儲興軍決況沖減創"
    "刪別劇勞勢勳勻華協單賣歷廳壓縣變號葉聽啟員園圍圖圓堅塊壞聲處備複夠頭奪奮獎婦孫寧審寬賓尋層歲島"
    "幣師帶幫廣慶庫應廢張彈歸錄徑憶懷態戀恆懇懸驚慣戶執擴掃揚擔擁擇掛擋損換據"
)

_SAMPLE: Final = 200_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text (解码结果) with the encoding it was read in."""

    text: str
    encoding: str
    notices: tuple[Notice, ...] = ()


def decode(data: bytes, *, path: str) -> Decoded:
    """Decode `data`; a byte order mark is not part of the text.

    Raises `UnreadableFile` with `binary` when the bytes are no text and `encoding` when no
    encoding gives sensible text.
    """
    decoded = (
        _by_mark(data)
        or _by_utf16_shape(data)
        or _by_utf8(data)
        or _by_chinese_page(data)
        or _by_statistics(data, path=path)
    )
    if decoded is None:
        raise refuse("encoding", path=path)
    _check_is_text(decoded.text, path=path)
    return decoded


def mixed_script(text: str) -> Notice | None:
    """Warn when simplified and traditional characters are mixed (繁简混用) beyond quotations.

    Both scripts must make up at least a tenth of the telling characters, so that one name or one
    quoted title in the other script passes without a word.
    """
    sample = text[:_SAMPLE]
    simplified = sum(sample.count(character) for character in _ONLY_SIMPLIFIED)
    traditional = sum(sample.count(character) for character in _ONLY_TRADITIONAL)
    fewer = min(simplified, traditional)
    if fewer < 3 or fewer * 10 < simplified + traditional:
        return None
    rare = _ONLY_TRADITIONAL if traditional <= simplified else _ONLY_SIMPLIFIED
    examples = sorted((c for c in rare if c in sample), key=sample.index)[:6]
    return notice("mixed_script", detail="".join(examples))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _tolerant(data[len(mark) :], encoding)
    return None


def _by_utf16_shape(data: bytes) -> Decoded | None:
    """Find UTF-16 without a mark: its high bytes are few (00 and 4E–9F), its low bytes many."""
    sample = data[: min(len(data), _SAMPLE) & ~1]
    if len(sample) < 4:
        return None
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        plain = sum(high.count(byte) for byte in (0x00, 0x20, 0x22, 0x30, 0xFF))
        han = sum(high.count(byte) for byte in range(0x4E, 0xA0))
        if (plain + han) * 100 < len(high) * 97 or b"\x00" not in sample:
            continue
        text = data.decode(encoding, errors="replace")
        if _looks_like_text(text):
            return Decoded(text=text, encoding=encoding, notices=_lost(text))
    return None


def _by_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError as error:
        tail = len(data) - error.start
    # A file cut in the middle of a character loses at most three bytes.
    if tail <= 3 < len(data):
        return Decoded(
            text=data[: len(data) - tail].decode("utf-8"),
            encoding="utf-8",
            notices=(notice("file_cut", detail="UTF-8"),),
        )
    text = data.decode("utf-8", errors="replace")
    if _HAN.search(text) and text.count("\ufffd") * 300 < len(text) and _looks_like_text(text):
        return Decoded(text=text, encoding="utf-8", notices=_lost(text))
    return None


def _by_chinese_page(data: bytes) -> Decoded | None:
    """Choose between GB18030 (国标) and Big5 (大五码) by the share of common characters."""
    if b"\x00" in data[:_SAMPLE]:
        return None
    pages = ("gb18030", "cp950", "big5hkscs")
    readings = [reading for page in pages if (reading := _reading(data, page))]
    if not readings:
        return None
    _, decoded = max(readings, key=lambda pair: pair[0])
    return decoded


def _reading(data: bytes, encoding: str) -> tuple[int, Decoded] | None:
    decoded = _tolerant(data, encoding)
    sample = decoded.text[:_SAMPLE]
    foreign = sum(1 for character in sample if ord(character) > 0x7F)
    lost = sample.count("\ufffd")
    if not foreign or lost * 200 > foreign:
        return None
    common = sum(1 for character in sample if character in _COMMON)
    permille = common * 1000 // foreign
    # Chinese prose has 500 and more; the same bytes read in a wrong page stay below 120.
    return None if permille < 200 else (permille - lost, decoded)


def _by_statistics(data: bytes, *, path: str) -> Decoded | None:
    """Ask charset-normalizer (last resort) on a sample, and decode the whole by its answer."""
    if _CONTROL.search(data[:_SAMPLE].decode("latin-1")):
        raise refuse("binary", path=path, detail="二进制数据", detail_en="binary data")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:20_000]).best()
    if best is None:
        return None
    decoded = _tolerant(data, best.encoding)
    if not _looks_like_text(decoded.text) or "\ufffd" in decoded.text:
        return None
    guess = notice("encoding_guessed", detail=best.encoding)
    return Decoded(text=decoded.text, encoding=best.encoding, notices=(guess, *decoded.notices))


def _tolerant(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, errors="replace")
    return Decoded(text=text, encoding=encoding, notices=_lost(text))


def _lost(text: str) -> tuple[Notice, ...]:
    count = text.count("\ufffd")
    return (notice("bytes_lost", count=count),) if count else ()


def _looks_like_text(text: str) -> bool:
    sample = text[:_SAMPLE]
    controls = len(_CONTROL.findall(sample)) + sample.count("\ufffd")
    return controls * 100 <= len(sample)


def _check_is_text(text: str, *, path: str) -> None:
    if not text.strip("\ufeff\u200b \t\r\n\x0b\x0c\u3000\x00"):
        raise refuse("no_text" if text else "empty", path=path)
    if not _looks_like_text(text):
        raise refuse("binary", path=path, detail="二进制数据", detail_en="binary data")
