import csv
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.present.entries import (
    Entry,
    format_interval,
    format_value,
    load_evidence,
    read_entry,
)
from chongqing_livelihood.present.places import DISTRICTS, name_place
from chongqing_livelihood.present.units import format_unit
from tests.present.sphinx_project import figure, result

RAW = Path(__file__).parents[2] / "data" / "raw" / "figures"


@dataclass(frozen=True)
class Case:
    """A figure's numbers, and how they are said."""

    value: str
    unit: str
    said: str
    interval: str
    lower: str = ""
    upper: str = ""
    qualifier: str = "exact"
    low: str = ""
    high: str = ""


CASES = [
    Case("23.67", "percent", "23.67%", "[23.665, 23.675]", "23.665", "23.675"),
    Case("60", "percent", "60.0%", "[59.95, 60.05]", "59.95", "60.05"),
    Case("124", "person", "124 persons", "exact", "124", "124"),
    Case("1", "person", "1 person", "exact", "1", "1"),
    Case("46", "item", "46", "exact", "46", "46"),
    Case("35000", "household", "nearly 35,000 households", "[34,000, 35,000]", "34000", "35000",
         "nearly"),
    Case("33000000000", "yuan", "33.0 billion yuan", "[32.95, 33.05]", "32950000000",
         "33050000000"),
    Case("33000000000", "yuan", "more than 33 billion yuan", "[33, 34]", "33000000000",
         "34000000000", "over"),
    Case("1400000", "yuan", "about 1.4 million yuan", "[1.35, 1.45]", "1350000", "1450000",
         "about"),
    Case("4000", "yuan_per_month", "at most 4,000 yuan per month", "(−∞, 4,000]", "", "4000",
         "at_most"),
    Case("500", "bed", "at least 500 beds", "[500, ∞)", "500", "", "at_least"),
    Case("", "hour", "3–5 hours", "[3, 5]", "3", "5", "exact", "3", "5"),
    Case("10", "minute", "less than 10 minutes", "[0, 10]", "0", "10", "under"),
    Case("-2.5", "percentage_point", "−2.5 percentage points", "[−2.55, −2.45]", "-2.55", "-2.45"),
    Case("12", "gwh", "12 GWh", "[11.5, 12.5]", "11.5", "12.5"),
    Case("20", "square_metre", "20 square metres", "exact", "20", "20"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.said)
def test_a_figure_is_said_in_english(case: Case) -> None:
    fields = {name: getattr(case, name) for name in Case.__dataclass_fields__}
    entry = read_entry("figure", figure(1, **fields))
    assert format_value(entry) == case.said
    assert format_interval(entry) == case.interval


@pytest.mark.parametrize(
    ("value", "lower", "upper", "spec", "said", "interval"),
    [
        ("7.338612", "7.337165", "7.340059", "", "7.34%", "[7.33, 7.35]"),
        ("7.338612", "7.337165", "7.340059", ".1f", "7.3", "[7.3, 7.4]"),
        ("7.338612", "7.337165", "7.340059", "+.1f", "+7.3", "[7.3, 7.4]"),
        ("0.0734", "0.07337", "0.0735", "", "0.0734%", "[0.0733, 0.0735]"),
        ("12345.678", "12000", "13000.2", "", "12,346%", "[12,000, 13,001]"),
        ("12345.678", "12000", "13000.2", ".0f", "12346", "[12000, 13001]"),
        ("12345.678", "12000", "13000.2", ",.0f", "12,346", "[12,000, 13,001]"),
        ("50", "50", "50", "", "50%", "exact"),
    ],
)
def test_a_result_is_rounded_and_its_interval_outward(
    value: str, lower: str, upper: str, spec: str, said: str, interval: str
) -> None:
    entry = read_entry("result", result("x", value=value, lower=lower, upper=upper))
    assert format_value(entry, spec) == said
    assert format_interval(entry, spec) == interval


def test_a_result_known_by_its_interval_only_is_said_so_rounded_outward() -> None:
    fields = result("x", value="", lower="9.93773", upper="23.675", places=1)
    assert format_value(read_entry("result", fields)) == "9.9–23.7%"
    half = result("x", value="", lower="", upper="23.675", places=1)
    assert format_value(read_entry("result", half)) == "at most 23.7%"


@given(
    st.decimals(-(10**6), 10**6, places=6),
    st.decimals(0, 10**4, places=6),
    st.integers(0, 4),
)
def test_a_rounded_interval_contains_the_unrounded_one(
    lower: Decimal, width: Decimal, places: int
) -> None:
    upper = lower + width + Decimal("0.000001")
    fields = result("x", value=f"{lower:f}", lower=f"{lower:f}", upper=f"{upper:f}")
    shown = format_interval(read_entry("result", fields), f".{places}f")
    left, right = shown.strip("[]").replace("−", "-").split(", ")
    assert Decimal(left) <= lower
    assert Decimal(right) >= upper


def test_a_number_that_is_not_known_is_said_as_printed() -> None:
    entry = read_entry("figure", figure(1, text="数以千计", value="", lower="", upper=""))
    assert format_value(entry) == "数以千计"
    assert format_interval(entry) == ""


@pytest.mark.parametrize("spec", ["x", ".f", "%", ".1e", "10.1f", "s"])
def test_a_wrong_format_is_refused(spec: str) -> None:
    entry: Entry = read_entry("figure", figure(1))
    with pytest.raises(ValueError, match="is not a number format"):
        format_value(entry, spec)


@pytest.mark.parametrize(
    ("unit", "words"),
    [("tonne_of_standard_coal", "tonnes of standard coal"), ("times", "times"), ("mu", "mu"),
     ("yuan_per_year", "yuan per year"), ("", ""), ("permille", "‰")],
)  # fmt: skip
def test_units_have_words(unit: str, words: str) -> None:
    assert format_unit(unit) == words


@pytest.mark.parametrize("text", ["", "[]", '{"figures": {}}', '{"figures": 1, "results": {}}'])
def test_what_is_no_evidence_file_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "evidence.json"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=r"evidence\.json is not an evidence file"):
        load_evidence(path)


def test_figures_know_the_results_built_on_them(tmp_path: Path) -> None:
    path = tmp_path / "evidence.json"
    entries = {"sources": {}, "figures": {"src:10": figure(10)}, "results": {"r": result("a")}}
    path.write_text(json.dumps(entries), "utf-8")
    assert load_evidence(path).built_on == {"src:10": ["book:a"]}


def test_every_place_in_the_data_has_an_english_name() -> None:
    places = {
        row["place"]
        for path in RAW.glob("*.csv")
        for row in csv.DictReader(path.open(encoding="utf-8"))
    }
    assert {place: name_place(place) for place in places}  # raises at a place without a name


def test_no_two_places_share_a_name() -> None:
    assert len(set(DISTRICTS.values())) == len(DISTRICTS)


def test_an_unknown_place_says_what_to_do() -> None:
    with pytest.raises(KeyError, match="add it to present/places"):
        name_place("某县")
