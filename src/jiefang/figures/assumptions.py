"""Codes of assumptions and explanations with their sentences (前提与解释的说法).

Rules and the judge speak in codes; a report turns them into words. One table, so that a rule can
be read without its texts and a text changed without its rule. An *assumption* is what must be true
for a relation to hold; an *explanation* says why a miss is not an error, or what is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Phrase:
    """One code in two languages."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """A phrase, and how large a miss it can explain; without a bound it explains any."""

    phrase: Phrase
    last_units: Fraction | None = None
    """Largest gap in steps of the last printed digit of the stated figure."""
    relative: Fraction | None = None
    """Largest gap as a share of the stated figure; for per-cent figures as a share of 100."""


def _phrases(*rows: tuple[str, str, str]) -> dict[str, Phrase]:
    return {code: Phrase(code, zh, en) for code, zh, en in rows}


ASSUMPTIONS: dict[str, Phrase] = _phrases(
    ("exhaustive", "所列各项合起来就是全部，没有漏项", "the parts listed are all there are"),
    ("disjoint", "所列各项互不重叠", "the parts listed do not overlap"),
    ("subset", "前者包含在后者之内", "the first is contained in the second"),
    ("same_indicator", "两处说的是同一指标", "both places speak of the same indicator"),
    ("same_area", "两处说的是同一地区", "both places speak of the same area"),
    ("same_period", "两处说的是同一时期", "both places speak of the same period"),
    ("same_scope", "统计口径相同", "the statistical scope is the same"),
    ("same_vintage", "两处用的是同一版数据（未经修订）", "both use the same vintage of the data"),
    ("same_document", "两处出自同一份材料", "both stand in one document"),
    ("same_unit", "计量单位相同", "the unit is the same"),
    (
        "same_basis",
        "增速与总量的口径和价格一致",
        "growth rate and amounts have the same scope and prices",
    ),
    (
        "same_price_basis",
        "增速按现价计算（名义增速），与总量一致",
        "the growth rate is nominal, like the amounts",
    ),
    ("constant_prices", "总量与增速均按可比价格计算", "amounts and growth are at constant prices"),
    ("year_on_year", "增速与上年同期相比", "the growth rate compares with a year before"),
    ("unrevised_base", "基期数没有修订过", "the base figure has not been revised"),
    ("base_year_known", "基期就是文中所说的那一年", "the base is the year the text names"),
    (
        "years_between",
        "年数按起止两年之差计算",
        "years run from the first to the last year",
    ),
    ("compound_average", "年均增速按几何平均计算", "the yearly average is the geometric one"),
    ("end_of_period", "两处都是期末数", "both are end-of-period figures"),
    ("period_total", "这是整个时期的累计数", "it is the total of the whole period"),
    ("base_weights", "各部分按基期总量加权", "the parts are weighted with the base amounts"),
    ("additive", "该指标可以直接相加", "the indicator can be added up"),
    ("additive_over_area", "该指标可按地区相加", "the indicator adds up over areas"),
    ("additive_over_time", "该指标可按时间相加", "the indicator adds up over time"),
    (
        "whole_year_plan",
        "完成率的分母是全年计划",
        "completion is of the whole year's plan",
    ),
    (
        "same_plan",
        "完成率对应的就是文中的计划数",
        "completion is of the plan the text names",
    ),
    ("cumulative", "各月数为年初以来累计", "the figures are cumulative from the start of the year"),
    ("whole_things", "百分比按整个的项目数计算", "the percentage is of whole things"),
    ("mean_population", "人均数按年平均人口计算", "per head is on the mean population of the year"),
    ("year_end_population", "人均数按年末人口计算", "per head is on the year-end population"),
    (
        "resident_population",
        "人均数按常住人口计算",
        "per head is on the resident population",
    ),
    ("same_population", "分子与分母是同一人群", "both parts speak of the same population"),
    (
        "contribution_share",
        "贡献率是各部分增量占总增量的比重",
        "contributions share the rise",
    ),
    ("pull_product", "拉动点数等于贡献率乘以总增速", "pull is contribution times total growth"),
    ("real_growth", "增速按不变价格计算", "growth rates are at constant prices"),
    ("in_order", "“分别”之后的数与前面的名目逐一对应", "the figures answer the names in order"),
    ("same_register", "与项目台账所列为同一批项目", "the register lists the same projects"),
    ("register_current", "台账是最新的", "the register is up to date"),
    ("published_scale", "计分按公布的权重和上限", "scores follow the published weights and caps"),
    ("nested_areas", "前一地区属于后一地区", "the first area lies within the second"),
    ("same_ranking", "名次出自同一排名", "the ranks belong to one ranking"),
    ("linear_path", "目标按每年等量推进", "the target is approached in equal yearly steps"),
    ("constant_rate", "目标按每年等速推进", "the target is approached at an even yearly rate"),
    ("target_year", "目标年份即规划期末", "the target year is the end of the plan"),
)
"""What must be true for a relation to hold (前提)."""


def _explanations(*rows: Explanation) -> dict[str, Explanation]:
    return {row.phrase.code: row for row in rows}


EXPLANATIONS: dict[str, Explanation] = _explanations(
    Explanation(
        Phrase(
            "truncation",
            "如果数字是只舍不入截尾得到的，就对得上",
            "it agrees if the figures were cut off instead of rounded",
        )
    ),
    Explanation(
        Phrase(
            "trailing_zeros",
            "末尾是零的整数可能只是约数，无法判定",
            "a whole number that ends in zeros may be a round one: not decidable",
        )
    ),
    Explanation(
        Phrase(
            "hedged",
            "数字带有“近、超、约、余”等字样，只作提示",
            "the figure is hedged: a hint, not a verdict",
        )
    ),
    Explanation(
        Phrase("malformed", "数字书写残缺，无法判定", "the numeral is malformed: not decidable")
    ),
    Explanation(
        Phrase(
            "not_computable",
            "数字无法换算，未能核对",
            "the figures cannot be computed with: not tested",
        )
    ),
    Explanation(
        Phrase(
            "forced_closure",
            "各占比为凑成 100 而调整了末位",
            "the last digit was adjusted so that the shares add up to 100",
        ),
        last_units=Fraction(1),
    ),
    Explanation(
        Phrase(
            "price_basis",
            "增速可能按不变价格、总量按现价计算",
            "growth may be at constant prices while the amounts are at current prices",
        ),
        relative=Fraction(3, 100),
    ),
    Explanation(
        Phrase(
            "year_end_base",
            "可能用了年末数而不是年平均数",
            "the year-end figure may have been used instead of the yearly mean",
        ),
        relative=Fraction(3, 100),
    ),
    Explanation(
        Phrase("scope", "两处的统计口径可能不同", "the two may differ in scope"),
    ),
    Explanation(
        Phrase("vintage", "其中一处可能是修订前的数", "one of the two may be an unrevised figure"),
        relative=Fraction(5, 100),
    ),
    Explanation(
        Phrase("non_exhaustive", "所列各项并非全部", "the parts listed are not all there are"),
    ),
)
"""What explains a miss, or keeps it undecided (解释)."""


def is_known(code: str) -> bool:
    """Whether the code has sentences."""
    return code in ASSUMPTIONS or code in EXPLANATIONS


def sentence(code: str, lang: str) -> str:
    """The words for a code in `zh` or `en`; an unknown code stands for itself.

    >>> sentence("exhaustive", "en")
    'the parts listed are all there are'
    """
    phrase = ASSUMPTIONS.get(code)
    if phrase is None and code in EXPLANATIONS:
        phrase = EXPLANATIONS[code].phrase
    if phrase is None:
        return code
    return phrase.zh if lang == "zh" else phrase.en
