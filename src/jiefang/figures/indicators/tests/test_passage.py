"""Short names mean what was spoken of just before, and 其中 restricts what follows."""

from dataclasses import dataclass, field

import pytest
import regex

from jiefang.figures.claim import Claim, Kind
from jiefang.figures.indicators import load, match_passage

CATALOGUE = load()
MARK = regex.compile(r"\{([^|}]*)\|([^|}]*)\|([^|}]*)\}")


@dataclass
class Said:
    claim: Claim
    start: int
    end: int
    left: str = field(default="")


def told(marked):
    """Figures marked {subject|unit|kind} in a sentence, and the sentence."""
    figures = []
    text = ""
    end = 0
    for match in MARK.finditer(marked):
        text += marked[end : match.start()]
        end = match.end()
        subject, unit, kind = match.groups()
        claim = Claim(
            id="", doc="", start=0, end=0, text="", digits="1", scale=None, unit=unit,
            value="1", kind=Kind(kind), subject=subject or None,
        )  # fmt: skip
        left = text[figures[-1].end :] if figures else text
        figures.append(Said(claim, len(text), len(text) + 1, left))
        text += "数"
    return figures, text + marked[end:]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        (
            (
                "国内生产总值{国内生产总值|元|level}。其中，第一产业增长{第一产业|%|growth}；"
                "第二产业增长{第二产业|%|growth}。"
            ),
            ["gdp", "gdp_primary", "gdp_secondary"],
        ),
        (
            "固定资产投资增长{固定资产投资|%|growth}。分产业看，第一产业下降{第一产业|%|growth}。",
            ["investment", "investment_primary"],
        ),
        (
            "油料产量{油料|吨|level}，减产{油料|%|growth}。",
            ["oil_crops_output", "oil_crops_output"],
        ),
        (
            (
                "货物进出口总额{货物进出口总额|元|level}。其中，出口{出口|元|level}；"
                "进口{进口|元|level}。"
            ),
            ["trade", "exports", "imports"],
        ),
        (
            (
                "对一带一路沿线国家进出口总额{对一带一路沿线国家进出口总额|元|level}。"
                "其中，出口{出口|元|level}；进口{进口|元|level}。"
            ),
            ["trade_belt_road", None, None],
        ),
        (
            "对某些国家进出口{对某些国家进出口额|元|level}。其中，出口{出口|元|level}。",
            [None, None],
        ),
        (
            (
                "一般公共预算收入{一般公共预算收入|元|level}，其中税收收入{税收收入|元|level}；"
                "一般公共预算支出{一般公共预算支出|元|level}。"
            ),
            ["revenue", "revenue_tax", "expenditure"],
        ),
        (
            (
                "规模以上工业增加值增长{规模以上工业增加值|%|growth}。分门类看，采矿业增长{采矿业|%|growth}，"
                "制造业增长{制造业|%|growth}。"
            ),
            ["industry_va_above", "industry_va_mining", "industry_va_manufacturing"],
        ),
        (
            "普通小学招生{普通小学招生|人|level}，在校生{在校生|人|level}，毕业生{毕业生|人|level}。",
            ["enrolled_primary", "students_primary", "graduates_primary"],
        ),
        (
            "夜校招生{夜校招生|人|level}，在校生{在校生|人|level}。",
            [None, None],
        ),
        (
            "钢材产量{钢材产量|吨|level}，水泥{水泥|吨|level}。",
            ["prod_rolled_steel", "prod_cement"],
        ),
        ("第一产业增长{第一产业|%|growth}，{|%|growth}", [None, None]),
    ],
)
def test_passage(marked, expected):
    figures, text = told(marked)
    assert match_passage(CATALOGUE, figures, text) == expected


def test_share_is_matched_with_what_it_is_a_share_of():
    figures, text = told("占地区生产总值的比重为{第三产业增加值|%|share}")
    claim = figures[0].claim
    figures[0].claim = Claim(
        **{name: getattr(claim, name) for name in claim.__slots__} | {"comparator": "国内生产总值"}
    )
    assert match_passage(CATALOGUE, figures, text) == ["gdp_tertiary_share"]


def test_without_the_text_the_words_left_of_figures_do():
    figures, _ = told("进出口总额{进出口总额|元|level}，其中出口{出口|元|level}")
    assert match_passage(CATALOGUE, figures) == ["trade", "exports"]
