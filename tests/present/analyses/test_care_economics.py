"""The steps of the notebook on the economics of care, against worked numbers and bad input."""

import pytest

from chongqing_livelihood.present.analyses.care_economics import (
    FIGURES,
    CareEconomics,
    care_table,
    chart_break_even,
    record_care,
    say_findings,
    weigh_care,
)
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.reported import find_figures
from tests.present.analyses.widening import find_widened


def run(**parameters):
    chosen = CareEconomics(**parameters)
    reported = find_figures(FIGURES, chosen.reading)
    return weigh_care(reported, chosen), record_care(reported, chosen), chosen


def test_against_the_worked_numbers() -> None:
    entries = run()[1].entries
    # Methods note 3: 771 x 1200 x 12 = 11.1 million at most; 30 million / 1,130 = 26,500 each.
    assert float(entries["allowances_at_most"].value) == 771 * 1200 * 12
    assert float(entries["gain_per_worker"].value) == pytest.approx(26_500, rel=0.005)
    # Methods note A9: 3,131 nursing beds to 9,000.
    assert float(entries["nursing_beds_2020"].value) == pytest.approx(3_131, abs=0.5)
    assert float(entries["nursing_beds_added"].value) == pytest.approx(9_000 - 3_131, abs=0.5)


def test_the_break_even_is_where_the_net_gain_is_nothing() -> None:
    entries = run(present_low=1, present_high=1)[1].entries
    # By hand: (11.1024 + 50/30) / 30 million at face value.
    assert float(entries["break_even"].value) == pytest.approx(42.56, abs=0.01)
    share = float(entries["break_even"].value) / 100
    weighed = run(present_low=1, present_high=1, due_low=share, due_high=share)[0]
    assert float(weighed["net"].value) == pytest.approx(0, abs=1e-6)


def test_a_bed_counted_as_nearly_a_round_number_has_no_highest_price() -> None:
    entries = run()[1].entries
    assert entries["capital_per_bed"].interval.lower == 50_000
    assert entries["capital_per_bed"].interval.upper is None


def test_the_gain_of_the_family_described_has_no_upper_end() -> None:
    # Its orchard is said to bring more than 30,000; what else it earned is not printed.
    gain = run()[1].entries["family_gain_per_worker"].interval
    assert gain.lower == (30_000 - 3_000) / 2
    assert gain.upper is None


def test_widening_the_reading_widens_every_interval() -> None:
    narrow, wide = run()[1], run(widen=100)[1]
    widened = find_widened(narrow.entries, wide.entries)
    assert {"cost", "break_even", "gain", "net", "nursing_beds_added"} <= widened


def test_a_wider_doubt_about_who_is_in_care_widens_cost_and_break_even() -> None:
    sure, doubtful = run(present_low=1)[1], run(present_low=0.1)[1]
    names = {"cost", "cost_per_person", "break_even", "net"}
    assert find_widened(sure.entries, doubtful.entries, names) == names


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"present_low": 0.9, "present_high": 0.4},
         r"present_low \(0.9\) is above present_high \(0.4\): swap them"),
        ({"due_low": 0.9, "due_high": 0.4}, r"due_low \(0.9\) is above due_high \(0.4\)"),
        ({"building_years": 0}, "building_years is 0: input should be greater than or equal to 5"),
        ({"due": 1}, "CareEconomics has no parameter 'due'"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_ends_in_one_sentence(
    parameters: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ParameterError, match=sentence):
        CareEconomics.check(parameters)


@pytest.mark.parametrize(
    "parameters", [{}, {"widen": 100, "present_low": 0.1, "building_years": 5}, {"due_high": 0.3}]
)
def test_chart_table_and_sentences_bear_the_ends_of_the_ranges(
    parameters: dict[str, float], missing_glyphs
) -> None:
    weighed, results, chosen = run(**parameters)
    chart, alt = chart_break_even(weighed, chosen)
    assert not missing_glyphs(chart)
    assert "million yuan a year" in alt
    assert len(care_table(weighed).rows) == 6
    say_findings(results)
