"""What the joined tables hold: targets, reforms, places, changes."""

import csv
import re
from typing import Any

import pytest

from chongqing_livelihood.data.columns import DOMAINS
from chongqing_livelihood.data.files import find_data
from chongqing_livelihood.data.load import load
from chongqing_livelihood.stats.change import annualised_growth

TARGETS = load("targets").set_index("indicator")
REFORMS = load("reforms").set_index("reform")
FIGURES = load("figures").set_index("figure_id")
CHANGES = load("changes")


def raw(name: str) -> list[dict[str, str]]:
    with (find_data().raw / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("indicator", "unit", "baseline", "target", "national", "city", "growth"),
    [
        ("elderly-beds", "bed", 10101, 15000, None, None, 0.0823),  # the unit slip is corrected
        ("doctors", "person", 2.94, 3.6, 3.2, 3.4, 0.0413),  # the city's per 10,000, per 1,000
        ("cultural-area", "square_metre", 455, 800, None, None, 0.1195),
        ("sports-area", "square_metre", 1.43, 2.3, 2.6, None, 0.0997),
        ("preschool-enrolment", "percent", 90.1, 93.5, 90, 93.4, 0.0074),
        ("nursing-beds", "percent", 31, 60, 55, None, None),  # the target is a bound
        ("geriatrics", "percent", 85.71, 60, None, None, None),
        ("urban-new-jobs", "person", 36000, 150000, None, None, None),  # one year, five years
        ("nurses", "person", None, 4.7, 3.8, None, None),  # blank in the table
        ("childcare-places", "seat", None, 4.5, 4.5, None, None),
        ("orphan-coverage", "", None, None, None, None, None),  # printed in words
    ],
)
def test_a_target(
    indicator: str,
    unit: str,
    baseline: float | None,
    target: float | None,
    national: float | None,
    city: float | None,
    growth: float | None,
) -> None:
    row = TARGETS.loc[indicator]
    found = [
        row[name] if row[name] == row[name] else None
        for name in ("baseline_2020", "target_2025", "national_target_2025", "city_2024")
    ]
    assert row["unit"] == unit
    assert found == [baseline, target, national, city]
    required = row["required_annual_growth"]
    assert bool(required >= -1) == (growth is not None)
    if growth is not None:
        assert required == pytest.approx(growth, abs=5e-5)


def test_targets_are_the_rows_of_the_table() -> None:
    assert len(TARGETS) == 31
    assert set(TARGETS.binding) == {"约束性", "预期性"}
    assert TARGETS.cumulative.sum() == 3
    for ids in TARGETS.figure_ids:
        assert set(ids.split()) <= set(FIGURES.index)


def test_required_growth_compounds_to_the_target() -> None:
    for row in TARGETS[TARGETS.required_annual_growth.notna()].itertuples():
        grown = row.baseline_2020 * (1 + row.required_annual_growth) ** 5
        assert grown == pytest.approx(row.target_2025, rel=1e-5)


def test_a_reform_without_figures_stays_and_says_so() -> None:
    assert (REFORMS.n_figures == 0).sum() > 0
    assert REFORMS.loc["wanzhou-rural-after-school", "n_figures"] == 0
    assert len(REFORMS) == len(raw("reforms"))


def test_reforms_count_their_figures_and_changes() -> None:
    counts = FIGURES[FIGURES.reform != ""].reform.value_counts()
    assert REFORMS.n_figures[REFORMS.n_figures > 0].to_dict() == counts.to_dict()
    assert REFORMS.loc["fengjie-tertiary-hospital", "n_outcomes"] == 2
    assert REFORMS.loc["dianjiang-county-managed-township-used", "n_outcomes"] == 1


def test_mechanisms_are_lines_of_our_own() -> None:
    for reform, mechanism in REFORMS.mechanism.items():
        assert mechanism[0].isupper(), reform
        assert not mechanism.endswith("."), reform
        assert not re.search(r"[一-鿿]", mechanism), reform
        assert len(mechanism) <= 160, reform


def test_reforms_that_refer_to_others_refer_to_some() -> None:
    for row in raw("reforms"):
        for other in re.findall(r"(?:see also|part of) ([a-z0-9]+(?:-[a-z0-9]+)+)", row["note"]):
            if other not in ("three-year",):
                assert other in REFORMS.index, row["reform"]
                assert other != row["reform"]


def test_reform_names_are_unique_in_their_place() -> None:
    for names in (["name_zh", "place", "source"], ["name_en", "place", "source"]):
        assert not REFORMS.duplicated(names).any()


def test_every_place_joins_to_its_code() -> None:
    places = load("places").set_index("place")
    assert set(FIGURES.place) - {""} <= set(places.index)
    districts = places[places.level.isin(["district", "county", "autonomous_county"])]
    assert len(districts) == 38
    assert districts.code.is_unique
    assert districts.code.str.fullmatch(r"500[12]\d\d").all()
    assert districts.groupby("group").size().to_dict() == {
        "主城都市区": 21,
        "渝东北三峡库区城镇群": 11,
        "渝东南武陵山区城镇群": 6,
    }
    assert places.loc["开州区", "code"] == "500154"
    assert places.loc["万盛经开区", "code"] == ""
    assert places.n_figures.sum() == (FIGURES.place != "").sum()


def test_codes_and_groups_have_their_source() -> None:
    for row in raw("places"):
        assert bool(row["code"]) == bool(row["code_source"])
        assert bool(row["group"]) == bool(row["group_source"])
        assert all(a.startswith("https://") for a in row["code_source"].split())
        assert row["code"] or row["note"]


def test_changes_rest_on_figures_and_compound() -> None:
    assert len(CHANGES) >= 12
    row: Any
    for row in CHANGES.itertuples():
        assert set(row.figure_ids.split()) <= set(FIGURES.index)
        assert row.ratio_lower <= row.ratio <= row.ratio_upper
        if row.years == row.years:
            expected = annualised_growth(row.ratio, row.years)
            assert row.annualised == pytest.approx(float(expected), abs=1e-5)


def test_a_change_without_a_dated_beginning_has_no_yearly_growth() -> None:
    undated = CHANGES[CHANGES.period_from == ""]
    assert {"彭水县", "奉节县"} <= set(undated.place)
    assert undated.annualised.isna().all()


def test_no_chinese_sentence_is_kept() -> None:
    """Terms, tokens and names are short; a sentence would be long or have a full stop."""
    for path in find_data().raw.rglob("*.csv"):
        if path.name == "context.csv":
            continue
        for field in re.findall(r"[^,\n\"]*[一-鿿][^,\n\"]*", path.read_text(encoding="utf-8")):
            assert "。" not in field, field
            assert len(re.findall(r"[一-鿿]", field)) <= 32, field


def test_domains_of_reforms_and_figures_are_the_same_list() -> None:
    assert set(REFORMS.domain) <= set(DOMAINS)
    assert set(FIGURES.domain) <= set(DOMAINS)
