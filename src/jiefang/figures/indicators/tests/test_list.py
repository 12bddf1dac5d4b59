"""Our own list holds together, and a list of somebody else's is refused with its place."""

import pytest

from jiefang.figures.errors import BadOption
from jiefang.figures.indicators import Nature, Role, load
from jiefang.figures.indicators.dimension import dimension
from jiefang.figures.indicators.entry import COLUMNS, spellings
from jiefang.figures.indicators.subject import clean

CATALOGUE = load()
HEAD = ",".join(COLUMNS)
ROW = "gdp,地区生产总值,,元,level,yes,yes,current,up,,"


def test_every_unit_has_a_known_dimension():
    unknown = {
        (one.id, unit)
        for one in CATALOGUE.indicators
        for unit in one.units
        if dimension(unit).startswith("other:") and "/" not in unit
    }
    assert not unknown


def test_no_name_stands_for_two_indicators():
    owners = {}
    for one in CATALOGUE.indicators:
        for alias in one.aliases:
            if not alias.startswith("~"):
                owners.setdefault(clean(alias), set()).add(one.id)
    assert not {name: ids for name, ids in owners.items() if len(ids) > 1}


def test_additive_indicators_are_amounts():
    assert not [
        one.id
        for one in CATALOGUE.indicators
        if one.additive_area and one.nature is not Nature.LEVEL
    ]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("gdp", {"gdp_primary", "gdp_secondary", "gdp_tertiary"}),
        ("population", {"pop_urban", "pop_rural"}),
        ("population", {"pop_male", "pop_female"}),
        ("trade", {"exports", "imports"}),
        ("retail", {"retail_urban", "retail_rural"}),
        ("retail", {"retail_goods", "retail_catering"}),
        ("revenue", {"revenue_tax", "revenue_nontax"}),
        (
            "meat_four_output",
            {"pork_output", "beef_output", "mutton_output", "poultry_meat_output"},
        ),
        ("entities", {"enterprises", "individuals", "coops"}),
    ],
)
def test_known_divisions(whole, parts):
    exact = [set(one.parts) for one in CATALOGUE.parts_of(whole) if one.exact]
    assert parts in exact


def test_industry_and_building_overlap_with_services():
    (sector,) = (one for one in CATALOGUE.parts_of("gdp_secondary") if one.axis == "sector")
    assert not sector.exact
    assert "gdp_secondary" not in CATALOGUE.subset_of("industry_va")
    assert CATALOGUE.near_subset_of("industry_va") == ("gdp_secondary",)


def test_early_rice_may_be_unprinted():
    season = [one for one in CATALOGUE.parts_of("grain_output") if one.axis == "season"]
    with_it, without = season
    assert with_it.exact
    assert set(with_it.parts) == {*without.parts, "rice_early_output"}
    assert not without.exact
    assert without.optional == ("rice_early_output",)


def test_subsets_reach_over_several_steps():
    assert CATALOGUE.subset_of("pop_65")[:1] == ("population",) or "pop_60" in (
        CATALOGUE.subset_of("pop_65")
    )
    assert "revenue" in CATALOGUE.subset_of("tax_vat")
    assert "grain_output" not in CATALOGUE.subset_of("grain_area")


def test_topics_are_not_sets():
    (topic,) = CATALOGUE.get("graduates_primary").places
    assert topic.role is Role.TOPIC
    assert CATALOGUE.subset_of("graduates_primary") == ()
    assert CATALOGUE.family_of("graduates_primary") == ("enrolled_primary", "schools_primary")


def test_spellings_nest():
    assert spellings("(占(总|常住)人口|)比重[的]") == [
        "占总人口比重的",
        "占总人口比重",
        "占常住人口比重的",
        "占常住人口比重",
        "比重的",
        "比重",
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("id,name\n1,2\n", "list.csv"),
        (f"{HEAD}\n{ROW}\n{ROW}\n", "gdp"),
        (f"{HEAD}\n,x,,,level,,,,,,\n", "list.csv:2"),
        (f"{HEAD}\na,x,,元,lovel,,,,,,\n", "list.csv:2"),
        (f"{HEAD}\na,x,,元,level,maybe,,,,,\n", "list.csv:2"),
        (f"{HEAD}\na,x,(b,元,level,,,,,,\n", "list.csv:2"),
        (f"{HEAD}\na,x,,元,level,,,,,gdp,part\n", "a"),
        (f"{HEAD}\na,x,,元,level,,,,,b;c,part\n", "list.csv:2"),
    ],
)
def test_a_bad_list_is_refused(tmp_path, text, where):
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadOption) as caught:
        load(path)
    assert caught.value.place.endswith(where)
    assert caught.value.zh
    assert caught.value.en


def test_a_list_of_ones_own_is_read(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text(f"\ufeff{HEAD}\n{ROW}\n", encoding="utf-8")
    own = load(path)
    assert len(own) == 1
    assert "gdp" in own


def test_a_missing_list_is_refused(tmp_path):
    with pytest.raises(BadOption):
        load(tmp_path / "none.csv")
