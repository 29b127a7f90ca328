"""The steps of the notebook on returnee jobs, against worked numbers and bad input."""

import pytest

from chongqing_livelihood.present.analyses.returnee_jobs import (
    FIGURES,
    ReturneeJobs,
    build_ladder,
    chart_ladder,
    ladder_table,
    record_jobs,
    say_findings,
)
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.reported import find_figures
from tests.present.analyses.widening import find_widened


def run(**parameters):
    chosen = ReturneeJobs(**parameters)
    reported = find_figures(FIGURES, chosen.reading)
    rungs = build_ladder(reported, chosen)
    return rungs, record_jobs(reported, rungs, chosen)


def ends(results, name, places):
    interval = results.entries[name].interval
    return tuple(round(float(end), places) for end in (interval.lower, interval.upper))


def test_against_the_worked_numbers() -> None:
    _, results = run()
    # Methods note 1.4: jobs 7.14-7.65, founders 2.36-2.46, investment 0.94-1.00 million; there
    # 4.1/1.4 = 2.93 jobs and 1.1/1.4 = 0.79 returnees an entity.
    assert ends(results, "jobs_per_entity", 2) == (7.14, 7.65)
    assert ends(results, "founders_per_entity", 2) == (2.36, 2.46)
    assert ends(results, "investment_per_entity", -4) == (940_000, 1_000_000)
    assert float(results.entries["fengjie_jobs_per_entity"].value) == pytest.approx(2.93, abs=0.005)
    assert float(results.entries["fengjie_returnees_per_entity"].value) == pytest.approx(
        0.79, abs=0.005
    )
    # Methods note A8: 31 % of entities, 21 % of residents (28 % with founders), 16 to 31 years.
    for name, worked in {
        "share_of_entities": 31,
        "share_of_residents": 21,
        "share_with_founders": 28,
        "years_at_best_pace": 16,
        "years_at_worst_pace": 31,
    }.items():
        assert float(results.entries[name].value) == pytest.approx(worked, abs=0.5), name


def test_the_gap_to_fengjie_can_be_closed_by_striking_off_what_the_results_say() -> None:
    _, results = run()
    needed = float(results.entries["strike_off_to_fengjie"].value) / 100
    _, closed = run(double_counting=needed)
    assert float(closed.entries["gap"].value) == pytest.approx(1)


def test_the_discounts_multiply_and_survival_leaves_the_jobs_of_an_entity_alone() -> None:
    rungs, results = run(double_counting=0.5, outside_share=0.2, survival=0.5)
    assert results.entries["jobs_left"].value == 250_000 * 0.5 * 0.8 * 0.5
    assert "jobs_left" in {rung.name for rung in rungs}
    assert (
        results.entries["jobs_per_entity"].value
        == run(double_counting=0.5)[1].entries["jobs_per_entity"].value
    )


def test_widening_the_reading_widens_every_interval() -> None:
    (_, narrow), (_, wide) = run(), run(widen=100)
    assert find_widened(narrow.entries, wide.entries) == set(narrow.entries)


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"double_counting": 0.7}, "double_counting is 0.7: input should be less than or equal"),
        ({"survival": 0}, "survival is 0: input should be greater than or equal to 0.2"),
        ({"population_year": 2019}, "population_year is 2019: input should be 2023 or 2024"),
        ({"survivl": 1}, "no parameter 'survivl': did you mean 'survival'"),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(
    parameters: dict[str, object], sentence: str
) -> None:
    with pytest.raises(ParameterError, match=sentence):
        ReturneeJobs.check(parameters)


@pytest.mark.parametrize("parameters", [{}, {"widen": 100, "double_counting": 0.6}])
def test_the_chart_and_the_table_have_every_rung(
    parameters: dict[str, float], missing_glyphs
) -> None:
    rungs, _ = run(**parameters)
    chart, alt = chart_ladder(rungs)
    assert not missing_glyphs(chart)
    assert all(rung.label in alt for rung in rungs)
    assert [row[0] for row in ladder_table(rungs).rows] == [rung.label for rung in rungs]


def test_the_sentences_turn_with_the_numbers() -> None:
    assert 0 < float(run()[1].entries["share_of_working"].interval.upper) < 100
    _, crowded = run(employed_share=0.3, widen=3)
    assert crowded.entries["share_of_working"].interval.upper > 100
    for results in (run()[1], crowded, run(double_counting=0.6)[1]):
        say_findings(results)
