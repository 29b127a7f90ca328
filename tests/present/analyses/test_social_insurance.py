"""The steps of the notebook on social insurance, against worked numbers and bad input."""

import re

import pytest

from chongqing_livelihood.present.analyses.social_insurance import (
    SocialInsurance,
    published_context,
    record_enrolment,
    reported_enrolment,
)
from chongqing_livelihood.present.analyses.social_insurance_views import (
    chart_enrolment,
    enrolment_table,
    name_period,
)
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.stats.intervals import Interval, Reading
from tests.present.analyses.widening import find_widened


def results(**given):
    chosen = SocialInsurance.check(given)
    schemes, matched = reported_enrolment(chosen.reading)
    return record_enrolment(schemes, matched, published_context(chosen.reading), chosen)


# METHODS 1.4 and 1.5, with exact fractions; the pension rate is 3.2553 and printed there as 3.25.
@pytest.mark.parametrize(
    ("given", "name", "rate"),
    [
        ({}, "pension", 3.255),
        ({}, "injury", 5.38),
        ({"base": "2011-12"}, "pension", 3.01),
        ({"april_year": 2023}, "pension", 3.57),
    ],
)
def test_growth_a_year_against_the_worked_numbers(
    given: dict[str, object], name: str, rate: float
) -> None:
    assert float(results(**given).entries[f"{name}_annual"].value) == pytest.approx(rate, abs=0.005)


def test_growth_against_the_worked_intervals() -> None:
    found = results().entries
    assert found["pension_growth"].text == "44.16%"
    assert found["pension_growth"].bounds == "[44.10, 44.21]"
    # METHODS rounds 81.516 to 81.52; a lower end is rounded down.
    assert found["injury_growth"].text == "81.87%"
    assert found["injury_growth"].bounds == "[81.51, 82.22]"


def test_what_came_after_april_by_hand() -> None:
    # 26.667 million at the end of the year, less 26.64 million in April: 27,000 in 8 months.
    found = results().entries
    assert found["end_added"].text == "27,000 persons"
    assert float(found["end_annual"].value) == pytest.approx(
        100 * ((26.667 / 26.64) ** 1.5 - 1), abs=1e-9
    )
    years = 137 / 12
    expected = 26.64 * (26.64 / 18.48) ** ((8 / 12) / years)
    assert float(found["expected_end"].value) == pytest.approx(expected, abs=1e-6)
    assert found["expected_end"].interval.contains(found["expected_end"].value)


def test_coverage_is_between_enrolled_and_those_who_can_be() -> None:
    found = results(eligible_low=0.9, eligible_high=0.9).entries
    assert float(found["coverage"].value) == pytest.approx(100 * 26.667 / 32.1334, abs=1e-3)
    middle = found["coverage_eligible"].interval
    assert middle.contains(round(100 * 26.667 / (0.9 * 32.1334), 3))


def test_nobody_is_left_where_fewer_can_be_enrolled_than_are() -> None:
    found = results(eligible_low=0.6, eligible_high=0.7).entries
    assert found["room"].interval.upper == 0
    assert found["years_recent"].interval.upper == 0


@pytest.mark.parametrize(
    ("doubt", "wider"),
    [
        ({"widen": 100}, {"pension_growth", "injury_growth", "coverage", "room", "years_recent"}),
        ({"eligible_low": 0.5, "eligible_high": 1.2}, {"eligible", "room", "years_recent"}),
    ],
)
def test_more_doubt_widens_and_never_narrows(doubt: dict[str, object], wider: set[str]) -> None:
    assert wider <= find_widened(results().entries, results(**doubt).entries)


def test_the_table_has_both_years_of_april() -> None:
    chosen = SocialInsurance(base="2013")
    table = enrolment_table(reported_enrolment(chosen.reading)[0], chosen)
    assert [row[0] for row in table.rows] == [
        "2013", "December 2011", "November 2012", "December 2012",
    ]  # fmt: skip
    assert table.rows[1][table.columns.index("pension, to April 2024 (% a year)")] == "3.00 to 3.02"
    assert name_period("2013-04") == "April 2013"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"april_year": 2022}, "april_year is 2022: input should be 2023 or 2024"),
        ({"base": "2012-13"}, "base is '2012-13': write a year from 2009 to 2014, or a "
         "month in one, as '2012-11'"),
        ({"eligible_low": 0.93}, "eligible_low (0.93) is above eligible_high (0.92): swap them"),
        ({"eligible": 0.9}, "SocialInsurance has no parameter 'eligible': did you mean "
         "'eligible_low'?"),
    ],
)  # fmt: skip
def test_bad_parameters_end_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        results(**given)


def test_a_published_value_is_read_as_rounded_to_its_last_digit_that_is_not_zero() -> None:
    published = published_context(Reading())
    assert str(published["end"].meaning) == str(Interval.between(26_666_500, 26_667_500))
    assert str(published["residents"].meaning) == str(Interval.between(32_133_350, 32_133_450))


def test_the_chart_draws_every_character_it_shows(missing_glyphs) -> None:
    chart, alt = chart_enrolment(results(), SocialInsurance())
    assert not missing_glyphs(chart)
    assert "27.215 million persons" in alt
