"""The steps of the power notebook, against closed forms and bad input."""

import re

import pytest

from chongqing_livelihood.data.load import load
from chongqing_livelihood.present.analyses.power import (
    Power,
    chart_power,
    design_table,
    least_jump,
    needed_each_side,
    record_power,
    simulate_designs,
)
from chongqing_livelihood.present.parameters import ParameterError

SMALL = Power(draws=400)


def test_the_grid_holds_the_chosen_design() -> None:
    designs = simulate_designs(Power(points_before=7, points_after=11, draws=200))
    assert 7 in designs.sizes
    assert 11 in designs.sizes
    assert (designs.chosen.before, designs.chosen.after) == (7, 11)
    assert [each.before for each in designs.even] == list(designs.sizes)


def test_a_fair_test_without_a_jump_keeps_its_promise() -> None:
    # By construction: its bar is the quantile of the draws without a jump.
    assert SMALL.simulate(jump=0.0).fair_jump == pytest.approx(SMALL.alpha, abs=1 / SMALL.draws)


def test_the_usual_test_promises_too_much_in_a_short_series() -> None:
    # METHODS A12: HAC is unreliable in tiny samples; the series room measures 24 % at 5 + 3.
    assert SMALL.simulate().false_jump > 3 * SMALL.alpha


def test_scatter_and_jump_enter_through_their_ratio_alone() -> None:
    one = Power(jump=0.2, noise_sd=0.05, draws=400).simulate()
    other = Power(jump=0.4, noise_sd=0.1, draws=400).simulate()
    assert one == other


def test_what_is_needed_is_the_first_that_is_enough() -> None:
    needed = needed_each_side(SMALL)
    assert needed is not None
    assert SMALL.simulate(needed, needed).fair_jump >= 0.8
    assert SMALL.simulate(needed - 1, needed - 1).fair_jump < 0.8
    assert needed_each_side(Power(jump=0.01, draws=400)) is None


def test_the_least_jump_is_found_and_a_smaller_one_is_not() -> None:
    least = least_jump(SMALL)
    assert least is not None
    assert SMALL.simulate(jump=least).fair_jump >= 0.8
    assert SMALL.simulate(jump=least - 0.002).fair_jump < 0.8


def test_a_jump_that_is_hard_to_find_is_left_open() -> None:
    chosen = Power(points_before=3, points_after=3, noise_sd=0.5, alpha=0.05, draws=400)
    found = record_power(simulate_designs(chosen), chosen).entries
    assert found["needed"].interval.upper is None
    assert found["least_jump"].interval.upper is None or found["least_jump"].value is not None


def test_the_reported_changes_have_fewer_points_than_the_model_coefficients() -> None:
    found = record_power(simulate_designs(SMALL), SMALL).entries
    assert found["reported"].value < found["coefficients"].value
    assert found["changes"].value == len(load("changes"))


def test_two_runs_are_equal_and_another_seed_is_near() -> None:
    assert SMALL.simulate() == SMALL.simulate()
    other = Power(draws=400, seed=1).simulate()
    assert other.jump == pytest.approx(SMALL.simulate().jump, abs=6 * other.standard_error)


def test_the_table_has_designs_of_equal_sides() -> None:
    table = design_table(simulate_designs(SMALL))
    assert [row[0] for row in table.rows] == ["3", "4", "5", "6", "8", "12", "16", "24"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"points_before": 2}, "points_before is 2: input should be greater than or equal to 3"),
        ({"autocorrelation": 0.9},
         "autocorrelation is 0.9: input should be less than or equal to 0.8"),
        ({"alpha": 0.001}, "draws (1000) are too few for alpha (0.001): take at least 10000"),
        ({"noise": 0.1}, "Power has no parameter 'noise': did you mean 'noise_sd'?"),
    ],
)  # fmt: skip
def test_bad_parameters_end_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        Power.check(given)


def test_the_chart_draws_every_character_it_shows(missing_glyphs) -> None:
    designs = simulate_designs(SMALL)
    chart, alt = chart_power(designs, SMALL)
    assert not missing_glyphs(chart)
    assert "jump of 20%" in chart.axes[0].get_title(loc="left")
    assert "5 before and 3 after" in alt
