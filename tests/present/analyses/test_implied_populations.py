"""The steps of the notebook on implied populations, against worked numbers and bad input."""

from collections.abc import Callable

import pytest

from chongqing_livelihood.present.analyses.implied_populations import (
    ImpliedPopulations,
    chart_populations,
    imply_populations,
    population_table,
    record_populations,
    widening_that_agrees,
)
from chongqing_livelihood.present.analyses.implied_populations_said import say_findings
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.stats.intervals import Reading
from tests.present.analyses.widening import find_widened


def run(**parameters):
    chosen = ImpliedPopulations(**parameters)
    implied = imply_populations(chosen.reading)
    return implied, record_populations(implied, chosen), chosen


@pytest.mark.parametrize(
    ("name", "lowest", "highest"),
    # Methods note A10, exact fractions: million residents.
    [("places", 1.582, 1.618), ("staff", 1.644, 1.657), ("beds", 1.553, 1.571)],
)
def test_against_the_worked_numbers(name: str, lowest: float, highest: float) -> None:
    meaning = run()[1].entries[f"people_by_{name}"].interval
    assert (round(float(meaning.lower) / 1e6, 3), round(float(meaning.upper) / 1e6, 3)) == (
        lowest, highest,
    )  # fmt: skip


def test_no_two_of_them_overlap_until_the_widening_that_the_results_name() -> None:
    needed = widening_that_agrees(ImpliedPopulations())
    for widen, agree in ((1, False), (needed - Reading(0.1).widen, False), (needed, True)):
        meanings = [each.people.meaning for each in imply_populations(Reading(widen))]
        shared = meanings[0].intersection(meanings[1])
        assert bool(shared and shared.intersection(meanings[2])) is agree, widen


def test_widening_the_reading_widens_every_interval() -> None:
    narrow, wide = run()[1], run(widen=100)[1]
    unmoved = set(narrow.entries) - find_widened(narrow.entries, wide.entries)
    assert unmoved == {"census_2010", "visits_by_census_2010", "widening_that_agrees"}


def test_a_round_count_that_is_not_trusted_is_wider() -> None:
    trusted, doubted = run()[1], run(trust_round_counts=False)[1]
    widened = find_widened(trusted.entries, doubted.entries)
    assert "people_by_places" in widened
    assert "people_by_beds" not in widened  # no round number among its counts


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"your_population": 154.6}, r"your_population \(154.6\) is in persons, and a district"),
        ({"your_population": 9e6}, "your_population is 9000000.0: input should be less than"),
        ({"widen": -1}, "widen is -1: input should be greater than or equal to 0"),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(
    parameters: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ParameterError, match=sentence):
        ImpliedPopulations.check(parameters)


@pytest.mark.parametrize("parameters", [{}, {"widen": 100, "your_population": 5e6}])
def test_the_chart_and_the_table_have_every_population(
    parameters: dict[str, float], missing_glyphs
) -> None:
    implied, results, chosen = run(**parameters)
    chart, alt = chart_populations(implied, chosen)
    assert not missing_glyphs(chart)
    assert all(each.label in alt for each in implied)
    assert len(population_table(implied).rows) == len(implied) == 3
    assert ("your population" in alt) == bool(chosen.your_population)
    say_findings(results, implied)


@pytest.mark.parametrize(
    ("widen", "said"),
    [
        (0, ["No two of the three", "Rounding is not the reason", "population makes the diff"]),
        (1, ["No two of the three", "Rounding is not the reason", "rounding of the rates outw"]),
        (
            3,
            ["some of the figures can", "Rounding is not the reason", "rounding of the rates outw"],
        ),
        (5.8, ["some of the figures can", "Rounding is not the reason", "rounding of the rates"]),
        (5.9, ["all three can speak of one", "how far doubt has to go", "rounding of the rates"]),
        (100, ["all three can speak of one", "how far doubt has to go", "rounding of the rates"]),
    ],
)
def test_the_words_follow_the_widening(
    widen: float, said: list[str], sentences: Callable[..., list[str]]
) -> None:
    implied, results, _ = run(widen=widen)
    shown = sentences(say_findings, results, implied)
    for words, sentence in zip(said, [*shown[:2], shown[3]], strict=True):
        assert words in sentence
