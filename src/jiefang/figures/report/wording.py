"""Words that every report shares (报告用语): groups, places, intervals, gaps, repairs; zh and en.

Numbers are told in the unit that the document prints: a gap is “相差 0.13 倍，四舍五入最多解释
0.005”, never in half-widths.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from math import ceil, floor
from typing import Literal, TypeAlias

from jiefang.figures.assumptions import ASSUMPTIONS, sentence
from jiefang.figures.audit import Audit
from jiefang.figures.claim import Claim
from jiefang.figures.document import Block, Document, Table
from jiefang.figures.formula import Var
from jiefang.figures.interval import Interval
from jiefang.figures.judge.printed import Readings, readings
from jiefang.figures.relate import Rule, all_rules
from jiefang.figures.relation import (
    Equation,
    Finding,
    Joint,
    Observation,
    Repair,
    Strength,
    Verdict,
)
from jiefang.figures.report.quote import block_at
from jiefang.figures.source import cell_address, cell_name

Lang: TypeAlias = Literal["zh", "en"]


MOST_DECIMALS = 24
"""Smaller gaps than this are not told apart from none."""


class Group(StrEnum):
    """What a reader has to do about a finding."""

    MUST = "must"
    """必须改: hard and inconsistent."""
    CHECK = "check"
    """请核实: soft, or undecided."""
    NOTHING = "nothing"
    """不用管: explained, or accepted by somebody with a reason."""
    FINE = "fine"
    """Consistent: not listed."""


class Mood(StrEnum):
    """The five verdicts that a page shows; also the names of their style classes."""

    OK = "ok"
    HARD = "hard"
    SOFT = "soft"
    UNDECIDED = "und"
    EXPLAINED = "exp"


GROUP_NAMES: Mapping[Group, tuple[str, str]] = {
    Group.MUST: ("必须改", "Must be changed"),
    Group.CHECK: ("请核实", "Please check"),
    Group.NOTHING: ("不用管", "Nothing to do"),
    Group.FINE: ("一致", "Consistent"),
}
MOOD_NAMES: Mapping[Mood, tuple[str, str]] = {
    Mood.OK: ("一致", "consistent"),
    Mood.HARD: ("不一致", "inconsistent"),
    Mood.SOFT: ("存疑", "doubtful"),
    Mood.UNDECIDED: ("待定", "undecided"),
    Mood.EXPLAINED: ("已解释", "explained"),
}
_WAYS: Mapping[str, tuple[str, str]] = {
    "digit": ("可能打错一位数字", "perhaps one digit is wrong"),
    "decimal_shift": ("可能小数点错位", "perhaps the decimal point slipped"),
    "scale_slip": ("可能万、亿用错", "perhaps 万 and 亿 were confused"),
    "swap": ("可能两个数写颠倒了", "perhaps two figures were swapped"),
    "recompute": ("按其余数字重算", "recomputed from the other figures"),
    "sign": ("可能增减写反", "perhaps the direction was reversed"),
}


def pick(lang: Lang, zh: str, en: str) -> str:
    """The words in the chosen language."""
    return zh if lang == "zh" else en


def mood_of(finding: Finding) -> Mood:
    """The verdict as a page shows it: an inconsistency is hard or doubtful."""
    match finding.verdict:
        case Verdict.CONSISTENT:
            return Mood.OK
        case Verdict.UNDECIDED:
            return Mood.UNDECIDED
        case Verdict.EXPLAINED:
            return Mood.EXPLAINED
    return Mood.HARD if finding.strength is Strength.HARD else Mood.SOFT


def group_of(audit: Audit, finding: Finding) -> Group:
    """What has to be done about a finding."""
    if finding.verdict is Verdict.CONSISTENT:
        return Group.FINE
    if finding.verdict is Verdict.EXPLAINED or finding.relation.id in audit.accepted:
        return Group.NOTHING
    return Group.MUST if mood_of(finding) is Mood.HARD else Group.CHECK


def joints_in(audit: Audit, group: Group) -> tuple[Joint, ...]:
    """The joint contradictions that belong to a group: a soft one is a question, not an error."""
    wanted = {Group.MUST: Strength.HARD, Group.CHECK: Strength.SOFT}.get(group)
    return tuple(joint for joint in audit.joints if joint.strength is wanted)


@cache
def rules_by_id() -> Mapping[str, Rule]:
    """Every rule by its id."""
    return {rule.id: rule for rule in all_rules()}


def rule_name(rule: str, lang: Lang) -> str:
    """Id and name of a rule; the id alone where a file of another version names an unknown one."""
    known = rules_by_id().get(rule)
    return f"{rule} {pick(lang, known.name_zh, known.name_en)}" if known else rule


@dataclass(frozen=True, slots=True)
class OwnUnit:
    """The unit that a claim is printed in: `factor` base units, called `label`, with decimals."""

    factor: Fraction
    label: str
    decimals: int
    shift: int = 0
    """1 where the judge speaks of the factor on the base and the text of what is added to it."""

    def of(self, value: Fraction) -> Fraction:
        """A value of the judge as the text would print it."""
        return (value - self.shift) / self.factor


def own_unit(claim: Claim, member: int | None = None) -> OwnUnit:
    """The unit and precision of a claim, or of one member of a ratio list."""
    if member is not None and claim.values:
        value = claim.values[min(member, len(claim.values) - 1)]
        return OwnUnit(Fraction(1), claim.unit, _decimals(value))
    reading = readings(claim)
    decimals = _decimals(claim.digits)
    factor = reading.unit * 10**decimals if reading else Fraction(1)
    return OwnUnit(factor, (claim.scale or "") + claim.unit, decimals, claim.factor_base)


def stated_member(finding: Finding) -> int | None:
    """Which member of a ratio list a finding speaks of; None for an ordinary claim."""
    check = finding.relation.check
    if isinstance(check, Equation) and "#" in check.stated:
        return int(check.stated.partition("#")[2])
    return None


def stated_reading(finding: Finding) -> Readings | None:
    """What the stated figure can stand for."""
    claims = finding.relation.claims
    return readings(claims[0], stated_member(finding)) if claims else None


def plain(value: Fraction, decimals: int, *, up: bool | None = None) -> str:
    """A number with so many decimals; rounded half up, or outwards when `up` says where.

    >>> plain(Fraction(13225, 10000), 2, up=True)
    '1.33'
    """
    scaled = value * 10**decimals
    if up is None:
        whole = floor(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    else:
        whole = ceil(scaled) if up else floor(scaled)
    sign = "-" if whole < 0 else ""
    digits = str(abs(whole)).rjust(decimals + 1, "0")
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def exact(value: Fraction | None) -> str | None:
    """A decimal string where one is exact, else `p/q`; None for an open side.

    >>> exact(Fraction(1325, 1000)), exact(Fraction(1, 3))
    ('1.325', '1/3')
    """
    if value is None:
        return None
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    return plain(value, max(twos, fives))


def show_interval(interval: Interval, unit: OwnUnit, lang: Lang) -> str:
    """An interval in the unit of the text, rounded outwards to two more decimals.

    One number where both ends are the same; “不低于” and “不超过” where a side is open.
    """
    least = None if interval.lo is None else _outer(unit, interval.lo, up=False)
    most = None if interval.hi is None else _outer(unit, interval.hi, up=True)
    if least is not None and most is not None:
        words = f"{least}—{most}"
        if interval.lo is not None and interval.lo == interval.hi:
            point = plain(unit.of(interval.lo), unit.decimals + 2)
            words = _trimmed(point, unit.decimals)
    elif least is not None:
        words = pick(lang, f"不低于 {least}", f"at least {least}")
    elif most is not None:
        words = pick(lang, f"不超过 {most}", f"at most {most}")
    else:
        return pick(lang, "无法算出", "cannot be computed")
    space = "" if unit.label in {"", "%", "‰"} else " "
    return f"{words}{space}{unit.label}"


def _outer(unit: OwnUnit, end: Fraction, *, up: bool) -> str:
    """One end of an interval, rounded outwards."""
    return _trimmed(plain(unit.of(end), unit.decimals + 2, up=up), unit.decimals)


def gap_text(finding: Finding, lang: Lang) -> str:
    """How far a figure is off, and how much of that rounding explains; empty where they meet."""
    reading = stated_reading(finding)
    distance = off_by(finding)
    if reading is None or distance is None:
        return ""
    unit = own_unit(finding.relation.claims[0], stated_member(finding))
    told = f"{_significant(distance, unit.decimals)} {difference_label(unit, lang)}".rstrip()
    if reading.hedged:
        return pick(lang, f"相差 {told}", f"off by {told}")
    if reading.exact:
        return pick(
            lang,
            f"相差 {told}；这是整数，没有四舍五入的余地",
            f"off by {told}; a whole count leaves no room for rounding",
        )
    room = _significant(reading.half_width / unit.factor, unit.decimals + 1)
    return pick(
        lang,
        f"相差 {told}，四舍五入最多解释 {room}",
        f"off by {told}; rounding explains at most {room}",
    )


def off_by(finding: Finding) -> Fraction | None:
    """Distance of the printed figure from the nearest recomputed value, in the printed unit."""
    reading = stated_reading(finding)
    recomputed = finding.recomputed
    if reading is None or recomputed is None or finding.gap is None:
        return None
    ends = [end for end in (recomputed.lo, recomputed.hi) if end is not None]
    unit = own_unit(finding.relation.claims[0], stated_member(finding))
    return min((abs(reading.value - end) for end in ends), default=Fraction(0)) / unit.factor


def difference_label(unit: OwnUnit, lang: Lang) -> str:
    """The unit of a difference: two percentages differ by percentage points."""
    if unit.label == "%":
        return pick(lang, "个百分点", "percentage points")
    if unit.label == "‰":
        return pick(lang, "个千分点", "per-mille points")
    return unit.label


def message(finding: Finding, lang: Lang) -> str:
    """What a finding says in one plain sentence, in the words of its rule."""
    relation = finding.relation
    if isinstance(relation.check, Observation):
        return pick(lang, relation.check.zh, relation.check.en)
    rule = rules_by_id().get(relation.rule)
    words = _message_words(finding, lang)
    if rule is None:
        return f"{relation.rule}: {words['stated']}"
    if finding.verdict is Verdict.CONSISTENT:
        return _agreement(rule, words, lang)
    template = pick(lang, rule.sentence_zh, rule.sentence_en)
    return template.format_map(_Known({**relation.facts, **words}))


def _agreement(rule: Rule, words: Mapping[str, str], lang: Lang) -> str:
    """What a relation that holds is told as."""
    name = pick(lang, rule.name_zh, rule.name_en)
    return pick(
        lang,
        f"{name}：{words['stated']} 与 {words['others']} 对得上。",
        f"{name}: {words['stated']} agrees with {words['others']}.",
    )


class _Known(dict[str, str]):
    """Words for a sentence; one that a relation does not know is left out."""

    def __missing__(self, key: str) -> str:
        return "" if key == "subject" else "…"


def _message_words(finding: Finding, lang: Lang) -> dict[str, str]:
    """Stated, others and recomputed, as printed and in the unit of the print."""
    claims = finding.relation.claims
    joint = pick(lang, "、", ", ")
    words = {"stated": "", "others": joint.join(printed(claim) for claim in claims[1:5])}
    if len(claims) > 5:
        words["others"] += pick(lang, f" 等 {len(claims) - 1} 个数", f" and {len(claims) - 5} more")
    if claims:
        words["stated"] = stated_words(finding, lang)
        if finding.recomputed is not None:
            unit = own_unit(claims[0], stated_member(finding))
            words["recomputed"] = show_interval(finding.recomputed, unit, lang)
    return words


def stated_words(finding: Finding, lang: Lang) -> str:
    """The stated figure as printed; of a ratio list the member that the finding speaks of."""
    claim = finding.relation.claims[0]
    member = stated_member(finding)
    if member is None or member >= len(claim.values):
        return printed(claim)
    return pick(
        lang,
        f"{claim.values[member]}（{claim.text} 的第 {member + 1} 项）",
        f"{claim.values[member]} (part {member + 1} of {claim.text})",
    )


def printed(claim: Claim) -> str:
    """A figure as printed; a table cell gets the unit that its table prints elsewhere."""
    unit = (claim.scale or "") + claim.unit
    if claim.cell is None or not unit or claim.unit in claim.text:
        return claim.text
    return f"{claim.text}{unit}"


def reasons(finding: Finding, lang: Lang) -> tuple[str, ...]:
    """The assumptions under which the relation must hold."""
    return tuple(sentence(code, lang) for code in finding.relation.assumptions)


def why(finding: Finding, lang: Lang) -> str:
    """What explains a finding or keeps it undecided; empty where nothing does."""
    code = finding.explanation
    if not code:
        return ""
    words = sentence(code, lang)
    if finding.verdict is Verdict.UNDECIDED and code in ASSUMPTIONS:
        return pick(
            lang,
            f"要看是否“{words}”，文中没有写明",
            f"it depends on whether {words}, which the text does not say",
        )
    return words


def by_urgency(findings: Sequence[Finding]) -> list[Finding]:
    """What is inconsistent before what is undecided; else the order of the text."""
    return sorted(findings, key=lambda finding: finding.verdict is Verdict.UNDECIDED)


def warnings_of(document: Document, lang: Lang) -> tuple[str, ...]:
    """What the reader has to tell about a document."""
    return pick_all(lang, document.warnings, document.warnings_en)


def pick_all(lang: Lang, zh: tuple[str, ...], en: tuple[str, ...]) -> tuple[str, ...]:
    """The sentences in the chosen language."""
    return zh if lang == "zh" else en


def place(document: Document | None, claim: Claim, lang: Lang) -> str:
    """Where a claim stands: page and paragraph, or table, row and column, or sheet and cell."""
    if document is None:
        return claim.doc
    table = table_of(document, claim)
    block = None if claim.cell else block_at(document, claim.start)
    home = table or block
    page = claim.page if claim.page is not None or home is None else home.page
    words = [] if page is None else [pick(lang, f"第 {page} 页", f"page {page}")]
    if claim.cell is not None:
        words.append(_cell_place(document, table, claim, lang))
    else:
        words.append(_paragraph_place(document, claim, block, lang))
    return pick(lang, "", ", ").join(words)


def table_of(document: Document, claim: Claim) -> Table | None:
    """The table that a claim stands in."""
    if claim.cell is None:
        return None
    return next((t for t in document.tables if t.index == claim.cell.table), None)


def is_other_print(finding: Finding) -> bool:
    """Whether nothing was computed: the other print of one fact stands for itself."""
    check = finding.relation.check
    return isinstance(check, Equation) and isinstance(check.recompute, Var)


def repair_texts(audit: Audit, finding: Finding, lang: Lang) -> tuple[str, ...]:
    """Possible repairs, those of one figure in one sentence; never applied."""
    grouped: dict[tuple[str, str], list[Repair]] = {}
    for repair in finding.repairs:
        same = grouped.setdefault((repair.claim, repair.way), [])
        if not same or not is_other_print(finding):  # for one fact the other print is enough
            same.append(repair)
    return tuple(_repair_text(audit, same, lang) for same in grouped.values())


def repair_text(audit: Audit, repair: Repair, lang: Lang) -> str:
    """One possible repair in a sentence."""
    return _repair_text(audit, [repair], lang)


def _repair_text(audit: Audit, same: Sequence[Repair], lang: Lang) -> str:
    """Repairs of one figure in one way, and what they would break."""
    first = same[0]
    claim = audit.claim_by_id[first.claim]
    where = full_place(audit, claim, lang)
    after = pick(lang, "或", " or ").join(f"“{repair.after}”" for repair in same)
    zh, en = _WAYS.get(first.way, (first.way, first.way))
    text = pick(
        lang,
        f"{where}的“{first.before}”若改为{after}就对得上（{zh}）",
        f"“{first.before}” ({where}) changed to {after} makes it hold ({en})",
    )
    broken = min(len(repair.breaks) for repair in same)
    if broken:
        text += pick(
            lang,
            f"；但会使另外 {broken} 条现在成立的关系不成立",
            f"; but {broken} other relations that hold now would fail",
        )
    return text


def other_places(audit: Audit, finding: Finding, lang: Lang) -> tuple[str, ...]:
    """Where else the figures of the repairs are printed or used."""
    ids = dict.fromkeys(name for repair in finding.repairs for name in repair.also)
    told = []
    for name in ids:
        claim = audit.claim_by_id.get(name)
        if claim is not None:
            told.append(f"{full_place(audit, claim, lang)} “{claim.text}”")
    return tuple(told)


def full_place(audit: Audit, claim: Claim, lang: Lang) -> str:
    """The place, with the document where there are several."""
    return _with_document(audit, claim.doc, place(_document(audit, claim.doc), claim, lang), lang)


def full_offset_place(audit: Audit, doc: str, offset: int, lang: Lang) -> str:
    """The place of words without a figure, with the document where there are several."""
    document = _document(audit, doc)
    if document is None:
        return doc
    block = block_at(document, offset)
    words = [_block_place(document, block, offset, lang)]
    if block is not None and block.page is not None:
        words.insert(0, pick(lang, f"第 {block.page} 页", f"page {block.page}"))
    return _with_document(audit, doc, pick(lang, "", ", ").join(words), lang)


def _document(audit: Audit, doc: str) -> Document | None:
    return audit.document_by_name.get(doc)


def _with_document(audit: Audit, doc: str, where: str, lang: Lang) -> str:
    if len(audit.document_by_name) < 2:
        return where
    return pick(lang, f"《{doc}》{where}", f"{doc}, {where}")


def _cell_place(document: Document, table: Table | None, claim: Claim, lang: Lang) -> str:
    """Sheet and cell of a workbook; table, row and column of anything else."""
    cell = claim.cell
    if cell is None:
        return ""
    if table is not None and table.sheet:
        name = cell_name(document, claim)
        return pick(lang, f"工作表“{table.sheet}” {name}", f"sheet “{table.sheet}”, cell {name}")
    row, column = cell_address(document, claim) or (cell.row, cell.column)
    return pick(
        lang,
        f"表 {cell.table + 1} 第 {row + 1} 行第 {column + 1} 列",
        f"table {cell.table + 1}, row {row + 1}, column {column + 1}",
    )


def _paragraph_place(document: Document, claim: Claim, block: Block | None, lang: Lang) -> str:
    if claim.paragraph is not None:
        return pick(lang, f"第 {claim.paragraph} 段", f"paragraph {claim.paragraph}")
    return _block_place(document, block, claim.start, lang)


def _block_place(document: Document, block: Block | None, offset: int, lang: Lang) -> str:
    """The number of the paragraph, or of the line where paragraphs are not counted."""
    if block is not None and block.paragraph is not None:
        return pick(lang, f"第 {block.paragraph} 段", f"paragraph {block.paragraph}")
    line = document.text.count("\n", 0, offset) + 1
    return pick(lang, f"第 {line} 行", f"line {line}")


def _decimals(digits: str) -> int:
    return len(digits.partition(".")[2])


def _significant(value: Fraction, decimals: int) -> str:
    """A number with the given decimals, or with more where that would hide most of it.

    >>> _significant(Fraction(1325, 10000), 2), _significant(Fraction(5, 1000), 3)
    ('0.13', '0.005')
    >>> _significant(Fraction(4, 10000), 1)
    '0.0004'
    """
    while 0 < value * 10**decimals < 1 and decimals < MOST_DECIMALS:
        decimals += 1
    return plain(value, decimals)


def _trimmed(number: str, decimals: int) -> str:
    """Without zeros behind the printed decimals: computed digits carry no information there."""
    whole, point, fraction = number.partition(".")
    keep = fraction[:decimals] + fraction[decimals:].rstrip("0")
    return whole + (point + keep if keep else "")
