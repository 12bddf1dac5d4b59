"""A36 MALFORMED 数字残缺: numerals that cannot be read, and numbers that are missing.

Licence: what the reader of numerals marked (递增.3%, 3.4.5%, 448l亿元), and wording that shows a
lost or damaged character: 古 for 占, ％。以内 for ‰以内, a unit without its number. Nothing is
guessed: such a figure takes part in no other test. Heads of tables (比上年增长%) are no sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from jiefang.figures.claim import Claim
from jiefang.figures.document import BlockKind
from jiefang.figures.extract.discourse import Extraction
from jiefang.figures.extract.normalise import Passage
from jiefang.figures.relate.corpus import Corpus
from jiefang.figures.relate.rule import Rule
from jiefang.figures.relation import License, Observation, Relation, Strength

_REASONS = {
    "no_integer": ("小数点前面没有数", "nothing stands before the decimal point"),
    "two_points": ("有两个小数点", "it has two decimal points"),
    "letter": ("数字里混有字母", "a letter stands among the digits"),
    "grouping": ("千位分隔符的位置不对", "the thousands separators are misplaced"),
}
_OTHER = ("数字书写残缺", "the numeral is malformed")
_SOFT_REASONS = frozenset({"grouping"})
_CLOSES = r"(?=[，。；、！）])"


@dataclass(frozen=True, slots=True)
class _Damage:
    """One kind of damage that the wording shows."""

    pattern: regex.Pattern[str]
    zh: str
    en: str
    strength: Strength = Strength.HARD


_DAMAGES = (
    _Damage(
        regex.compile(r"\d+(?:\.\d+)?%。(?=以内|之内|左右|[，；、])"),
        "“％。”应是一个符号（多半是 ‰）断成了两个",
        "“％。” must be one broken sign (most likely ‰)",
    ),
    _Damage(
        regex.compile(
            r"(?<=[业值率入口数重额品积出资量])古(?:\d+(?:\.\d+)?%|(?:全[国省市区县部]|GDP|地区生产总值|"
            r"国内生产总值|生产总值|财政收入|总)[^，。；]{0,14}?(?:比重|\d+(?:\.\d+)?%))"
        ),
        "“古”应是“占”",
        "“古” must be “占”",
    ),
    _Damage(
        regex.compile(
            r"(?:增长|下降|上升|提高|回落|上涨|降低|递增|占比|比重为|占比为|达到)(?:了|为|达|约)?[%‰]"
            + _CLOSES
        ),
        "百分号前面缺数字",
        "the number before the per-cent sign is missing",
    ),
    _Damage(
        regex.compile(
            r"(?:提高|下降|上升|回落|降低|加快|收窄|扩大|高于全[国省市])个百分点" + _CLOSES
        ),
        "“个百分点”前面缺数字",
        "the number before 个百分点 is missing",
    ),
    _Damage(
        regex.compile(
            r"(?:总投资|投资总额|投资额|计划投资|完成投资)(?:达|为|约)?(?:亿元|万元)(?=[，。；、的])"
        ),
        "金额单位前面可能缺数字",
        "the number before the unit may be missing",
        Strength.SOFT,
    ),
    _Damage(
        regex.compile(r"^(?:亿元|万元|亿美元|个百分点)(?:的(?=\p{Han})|，)"),
        "一段话以计量单位开头，前面可能缺数字",
        "a paragraph begins with a unit: its number may be missing",
        Strength.SOFT,
    ),
    _Damage(
        regex.compile(
            r"(?:完成|实现|达到?|总投资|投资)(?:元|吨|公顷|公里|平方米|平方公里)" + _CLOSES
        ),
        "计量单位前面缺数字",
        "the number before the unit is missing",
        Strength.SOFT,
    ),
    _Damage(
        regex.compile(r"\d(?:&permil；|&permil;|&permil|%[oO](?![a-zA-Z]))"),
        "千分号（或句号）成了别的字符",
        "the per-mille sign (or a full stop) became other characters",
        Strength.SOFT,
    ),
)


def _find(corpus: Corpus) -> Iterator[Relation]:
    for extraction in corpus.extractions:
        for claim in extraction.claims:
            if claim.malformed:
                yield _marked(claim)
        for number, passage in enumerate(extraction.passages):
            if passage.kind is not BlockKind.HEADING:
                yield from _damages(extraction, number, passage)


def _marked(claim: Claim) -> Relation:
    code = claim.malformed or ""
    zh, en = _REASONS.get(code, _OTHER)
    return Relation(
        rule="A36",
        strength=Strength.SOFT if code in _SOFT_REASONS else Strength.HARD,
        claims=(claim,),
        check=Observation(
            holds=False, zh=f"“{claim.text}”{zh}，读不准。", en=f"“{claim.text}”: {en}."
        ),
        license=License(claim.doc, claim.start, claim.end),
        facts={"subject": claim.subject or ""},
    )


def _damages(extraction: Extraction, number: int, passage: Passage) -> Iterator[Relation]:
    for damage in _DAMAGES:
        for found in damage.pattern.finditer(passage.text):
            start, end = extraction.raw_span(number, found.start(), found.end())
            words = found.group()
            yield Relation(
                rule="A36",
                strength=damage.strength,
                claims=(),
                check=Observation(
                    holds=False, zh=f"“{words}”：{damage.zh}。", en=f"“{words}”: {damage.en}."
                ),
                license=License(extraction.document.doc, start, end),
            )


RULE = Rule(
    id="A36",
    name_zh="数字残缺",
    name_en="Malformed numeral",
    strength=Strength.HARD,
    formula="a numeral is complete",
    about_zh="残缺或错印的数字（递增.3%、3.4.5%、古 68%、6.5％。以内、增长%）不去猜，只指出来。",
    about_en="Broken numerals (.3 %, 3.4.5 %, a missing number) are pointed out, never guessed.",
    strong_zh="缺失或错印从字面就能看出；单位前是否缺数有疑问的只作提示。",
    strong_en="The damage is plain from the characters; a doubtful gap is only a hint.",
    example_zh="“年均递增.3%”。",
    example_en="“up .3 % a year”.",
    sentence_zh="{stated} 的数字书写残缺。",
    sentence_en="The numeral {stated} is malformed.",
    find=_find,
)
