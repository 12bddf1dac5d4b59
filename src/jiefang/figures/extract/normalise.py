"""Normalised text (规范化文本) of a paragraph, with the way back to the printed characters.

Full width becomes half width, dashes, colons and brackets one form each, half-converted
traditional characters simplified; soft line breaks, stray blanks, footnote marks and mark-up
noise are dropped. Every character replaces exactly one; nothing is ever put in but a blank that
stood there already. So each normalised character knows the raw offset that it came from.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from jiefang.figures.document import Block, BlockKind, Document, Span

_TRADITIONAL = (
    "億亿萬万長长減减產产業业農农總总額额達达實实現现個个點点為为爲为與与對对開开關关發发動动"
    "務务員员國国際际區区縣县鎮镇鄉乡鄰邻黨党運运輸输營营場场進进遠远連连過过還还這这種种類类"
    "統统計计預预備备資资貿贸質质財财貨货費费購购贈赠貸贷賬账賣卖買买貧贫價价債债稅税銀银錢钱"
    "錄录鐵铁鋼钢銅铜鋁铝鋅锌針针鎂镁鋰锂電电氣气漢汉汙污溫温濕湿濟济淨净決决況况準准滿满漲涨"
    "漁渔潔洁澤泽濃浓灣湾無无爾尔狀状獎奖獨独環环療疗盡尽監监盤盘確确碼码礦矿礎础穩稳稱称積积"
    "窮穷競竞筆笔節节範范築筑簡简籌筹糧粮約约級级紀纪純纯紙纸組组細细終终結结給给絡络經经綠绿"
    "網网維维綜综緊紧線线編编緩缓縮缩績绩織织續续纖纤罰罚聯联職职聲声聽听肅肃脫脱臨临舉举舊旧"
    "藝艺藥药萊莱華华葉叶蘇苏處处號号衛卫術术補补裝装製制複复見见規规視视親亲覽览觀观觸触訂订"
    "認认討讨訓训記记許许設设訪访證证評评話话該该詳详誌志語语誤误說说課课調调談谈請请論论諸诸"
    "謀谋講讲謝谢識识議议護护讀读變变讓让豐丰負负責责貢贡賠赔賽赛贏赢趙赵跡迹軍军軌轨軟软較较"
    "載载輔辅輕轻輛辆輪轮轉转辦办邊边遷迁選选適适遺遗醫医釋释鑑鉴門门閉闭問问間间閱阅隊队陽阳"
    "陰阴階阶隨随險险雙双雜杂難难雲云靈灵靜静項项順顺須须領领頭头頻频題题願愿顧顾顯显風风飛飞"
    "飯饭飲饮養养館馆馬马駐驻駕驾驗验驟骤體体魚鱼鮮鲜鳥鸟鹽盐麗丽黃黄齊齐齡龄龍龙東东車车軸轴"
    "倉仓傳传傷伤償偿優优儲储兒儿內内兩两冊册劃划劇剧劑剂勞劳勢势勵励勝胜單单協协卻却壓压壞坏"
    "報报執执塊块墾垦壯壮夠够奪夺婦妇學学孫孙寧宁審审寬宽寶宝將将專专尋寻導导層层屬属島岛峽峡"
    "崗岗嶺岭帶带幣币幫帮幾几庫库應应廠厂廣广廳厅張张強强彈弹彙汇匯汇徑径從从復复憂忧懷怀態态"
    "慶庆戰战戲戏戶户拋抛掃扫採采換换損损擁拥擇择擊击擔担據据擠挤擴扩攜携攝摄敗败敵敌數数斷断"
    "時时書书會会條条極极構构榮荣樂乐樓楼標标樣样橋桥機机檔档檢检權权歐欧歲岁歷历曆历歸归殘残"
    "殺杀毀毁氫氢沒没測测湧涌滅灭滾滚漸渐潛潜澇涝濱滨瀏浏災灾煉炼煙烟熱热燈灯燒烧爭争牆墙獲获"
    "獻献畝亩畢毕畫画異异當当疊叠皺皱盜盗眾众瞭了礙碍禮礼禦御稈秆穀谷竊窃筍笋糾纠紅红納纳紛纷"
    "紋纹練练縱纵縫缝繼继罷罢羅罗義义習习聖圣聞闻膚肤膠胶腦脑腳脚臺台興兴艦舰艱艰莊庄薦荐蘭兰"
    "虛虚虧亏蟲虫蠶蚕衆众襲袭詞词試试誠诚誰谁諮咨謹谨譯译貫贯販贩貴贵賀贺賓宾賦赋賺赚贊赞趨趋"
    "踐践躍跃輝辉輻辐遊游違违遙遥遞递遲迟邁迈郵邮醬酱釀酿鋪铺錦锦鍵键鎖锁鏈链鑽钻閣阁闊阔陝陕"
    "陣阵陸陆隱隐離离霧雾韓韩響响頁页頂顶頓顿顆颗騎骑騰腾鬆松鬥斗魯鲁鴨鸭麥麦齒齿龐庞們们倫伦"
    "偉伟側侧偵侦傾倾僅仅僑侨儀仪冪幂凍冻別别剛刚創创劉刘勳勋啟启啓启喚唤嘗尝圍围園园圓圆圖图"
    "團团堅坚墊垫夢梦奮奋妝妆娛娱寢寝尷尴屆届巖岩嶄崭幹干廢废彎弯徹彻恆恒悅悦惡恶愛爱慘惨慣惯"
    "慮虑憲宪憑凭懸悬戀恋挾挟捨舍掛挂撥拨撲扑擬拟擾扰攔拦敘叙晉晋暢畅曬晒樁桩樞枢樹树橫横櫃柜"
    "欄栏欽钦歡欢殼壳氈毡洩泄湯汤溝沟滬沪滯滞漿浆潤润濫滥瀉泻灑洒爐炉狹狭猶犹獅狮瑪玛甌瓯痺痹"
    "癒愈盞盏睜睁矯矫硃朱碩硕磚砖祕秘禍祸禪禅稟禀窩窝竄窜簽签籃篮籤签粵粤紮扎綁绑綱纲緒绪緣缘"
    "繞绕繪绘罈坛羈羁翹翘聰聪脅胁膽胆臟脏蓋盖蔣蒋蕭萧薩萨藍蓝蘆芦蝦虾蠟蜡衝冲裏里裡里褲裤訊讯"
    "託托訴诉診诊註注詢询誇夸誼谊諒谅諾诺謂谓譜谱譽誉豬猪貝贝貪贪貯贮賢贤賤贱賴赖贓赃趕赶軒轩"
    "輯辑輿舆轄辖轟轰辭辞迴回逕径週周鄧邓鄭郑釘钉鈉钠鈣钙鉀钾鉛铅鋒锋錫锡鍋锅鍛锻鏡镜鐘钟鑄铸"
    "閃闪閒闲閩闽闖闯陳陈隴陇隸隶雖虽頒颁頸颈飄飘飽饱飼饲餅饼餘余饑饥馳驰駛驶騙骗驅驱驚惊髒脏"
    "鬧闹鯉鲤鯨鲸鳳凤鵝鹅鷹鹰麼么黴霉隻只淺浅麵面"
)

_DASHES = "—–―─‐‑‒﹣－−ー﹘"
_PAIRS = {
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys("：∶︰﹕", ":"),
    **dict.fromkeys("～〜∼", "~"),
    **dict.fromkeys("〝「『﹃﹁", "“"),
    **dict.fromkeys("〞」』﹄﹂", "”"),
    ";": "；",
    "﹔": "；",
    "(": "（",
    ")": "）",
    "﹙": "（",
    "﹚": "）",
    "﹪": "%",
    "﹐": "，",
    "◯": "〇",
    "℅": "%",
    "﹒": ".",
}
_KEPT = frozenset("，；？！（）～－：") | frozenset(_PAIRS)

_DROPPED = re.compile(
    r"(?:\s|[\u200b-\u200f\u2060\ufeff\u00ad]|\*\*|\[注?[0-9]{1,3}\]|〔[0-9]{1,2}〕|(?<=[\u4e00-\u9fff])[①-⑳])+"
)
_SPLIT_POINT_LEFT = re.compile(r"[\u4e00-\u9fff][0-9]{1,4}\.$")
_SPLIT_POINT_RIGHT = re.compile(r"[0-9]{1,4}(?:%|‰|个百分点|[万亿])")


@dataclass(frozen=True, slots=True)
class Passage:
    """The normalised text of one block (一段); `offsets[i]` is the raw place of character i."""

    text: str
    offsets: array[int] = field(repr=False)
    start: int
    end: int
    block_index: int
    kind: BlockKind = BlockKind.PARAGRAPH
    page: int | None = None
    paragraph: int | None = None

    def raw_span(self, start: int, end: int) -> Span:
        """The document span of a stretch of the normalised text."""
        return raw_span(self, start, end)


def passages(document: Document) -> list[Passage]:
    """The passages of a document in order; furniture and what lies inside tables is left out."""
    tables = [(table.start, table.end) for table in document.tables]
    found = []
    for index, block in enumerate(document.blocks):
        inside = any(start <= block.start and block.end <= end for start, end in tables)
        if block.kind is BlockKind.FURNITURE or inside:
            continue
        found.append(_of_block(document.text, block, index))
    return found


def passage_of(text: str, start: int = 0, end: int | None = None) -> Passage:
    """The passage of a stretch of raw text, for a table cell or a test.

    >>> passage_of("增　长\\n15.29％").text
    '增长15.29%'
    """
    stop = len(text) if end is None else end
    return _of_block(text, Block(BlockKind.PARAGRAPH, start, stop), -1)


def raw_span(passage: Passage, start: int, end: int) -> Span:
    """Raw offsets of the normalised characters from `start` up to `end`."""
    if end <= start:
        place = passage.offsets[start] if start < len(passage.offsets) else passage.end
        return place, place
    return passage.offsets[start], passage.offsets[end - 1] + 1


def simplified(text: str) -> str:
    """Replace character by character, without dropping any: same length as before.

    >>> simplified("增長５．２％")
    '增长5.2%'
    """
    return text.translate(_TABLE)


def _of_block(text: str, block: Block, index: int) -> Passage:
    raw = simplified(text[block.start : block.end])
    for start, end in block.gaps:
        raw = raw[: start - block.start] + "\n" * (end - start) + raw[end - block.start :]
    clean, offsets = _dropped(raw, block.start)
    return Passage(
        clean,
        offsets,
        block.start,
        block.end,
        index,
        kind=block.kind,
        page=block.page,
        paragraph=block.paragraph,
    )


def _dropped(raw: str, base: int) -> tuple[str, array[int]]:
    """Drop what carries no meaning; keep a blank where it parts two numerals or words."""
    pieces: list[str] = []
    offsets = array("L")
    last = 0
    for match in _DROPPED.finditer(raw):
        start, end = match.span()
        pieces.append(raw[last:start])
        offsets.extend(range(base + last, base + start))
        blank = _blank(raw, start, end)
        pieces.append(blank)
        offsets.extend(base + start + place for place in range(len(blank)))
        last = end
    pieces.append(raw[last:])
    offsets.extend(range(base + last, base + len(raw)))
    return "".join(pieces), offsets


def _blank(raw: str, start: int, end: int) -> str:
    """The blank that stays for a dropped stretch: none, one, or two between columns of words."""
    if start == 0 or end == len(raw):
        return ""
    left, right = raw[start - 1], raw[end]
    if left in _WORDY and right in _WORDY:
        return " "
    if left in "0123456789%‰" and right in "-+.<>0123456789":
        return " "
    if right in "-+" and raw[end + 1 : end + 2].isdigit():
        return " "
    if left == "." and right in "0123456789":
        joins = _SPLIT_POINT_LEFT.search(raw, max(0, start - 6), start) and (
            _SPLIT_POINT_RIGHT.match(raw, end)
        )
        return "" if joins else " "
    if end - start >= 2 and "\n" not in raw[start:end] and _is_han(left) and _is_han(right):
        return "  " if raw[start:end].isspace() else ""
    return ""


def _is_han(ch: str) -> bool:
    return "\u4e00" <= ch <= "\u9fff"


def _compatible() -> Iterator[tuple[str, str]]:
    """Full-width forms, radicals and compatibility ideographs that stand for one character."""
    for first, last in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0xFE50, 0xFE6F), (0xFF01, 0xFFE6)):
        for code in range(first, last + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1 and plain != chr(code) and chr(code) not in _KEPT:
                yield chr(code), plain


_WORDY = frozenset("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_TABLE = str.maketrans(
    {
        **dict(_compatible()),
        **_PAIRS,
        **dict(zip(_TRADITIONAL[::2], _TRADITIONAL[1::2], strict=True)),
    }
)
"""One character for one, so that offsets stay: NFKC, punctuation, traditional characters."""
