"""Every public function of the room: nonsense for any argument is one sentence, not a number."""

# Wrong types are handed over on purpose.
# mypy: disable-error-code="arg-type, list-item"

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from chongqing_livelihood.stats import (
    bounds,
    change,
    exact,
    granularity,
    intervals,
    plan,
    pooling,
    power,
    proportions,
    selection,
    series,
    timing,
    trend,
)

NONSENSE = [
    None,
    "",
    "abc",
    "23.67 %",
    True,
    np.True_,
    float("nan"),
    float("-inf"),
    Decimal("sNaN"),
    2 + 3j,
    b"5",
    [],
    {},
    np.array([1.0, 2.0]),
    10**400,
    "1e999999999",
]

VALID: list[tuple[Callable[..., Any], list[Any]]] = [
    (exact.exact, [1]),
    (exact.whole, [1]),
    (exact.plain, [1]),
    (exact.plain_between, [0.5]),
    (exact.plain_positive, [0.5]),
    (intervals.as_interval, [3]),
    (intervals.Interval.exactly, [3]),
    (timing.middle_of, ["2018"]),
    (timing.years_between, ["2018", "2021"]),
    (granularity.read_percentage, ["8.5", "half_up", "share"]),
    (granularity.check_granularity, ["8.5", 100, "half_up", "share"]),
    (granularity.chance_of_misfit, ["8.5", 100]),
    (granularity.feasible_denominators, [granularity.read_percentage("8.5"), 1, 9]),
    (granularity.smallest_denominator, [granularity.read_percentage("8.5")]),
    (granularity.largest_infeasible_denominator, [granularity.read_percentage("8.5")]),
    (trend.annualised_growth, [1.2, 3]),
    (trend.tipping_point, ["0.2", 3, 0]),
    (trend.excess_over_trend, ["0.2", 3, "-0.02", "0.04", 0]),
    (change.relative_change, [30, 20]),
    (change.growth_from_addition, [100, 30]),
    (change.percentage_points, [50, 60]),
    (change.odds_ratio, ["0.2", "0.3"]),
    (change.multiplier_of_part, ["0.2", "0.3", 0]),
    (change.log_ratio, [1.2]),
    (bounds.bound_share, ["0.9", "0.1"]),
    (bounds.bound_change, ["0.9", "0.95", "0.1"]),
    (bounds.breakeven_nonresponse, ["0.9", "0.95"]),
    (bounds.bound_share_above, [70, 200, 50, 0]),
    (bounds.e_value, [1.2]),
    (selection.expected_maximum, [26]),
    (selection.chance_of_maximum, [23.67, 4, 10, 26]),
    (selection.spread_that_explains, [23.67, 4, 26]),
    (selection.spread_for_chance, [23.67, 4, 26, 0.05]),
    (selection.simulate_best, [4, 10, 26, 100, 1]),
    (selection.simulate_best(4, 10, 26, 100).chance_of, [20]),
    (selection.sign_test, [11, 12]),
    (plan.required_pace, [10, 15, 5]),
    (plan.compare_pace, [8, 10, 15, 5, 5]),
    (plan.share_of_gap, [50, 60, 100]),
    (plan.years_left, ["2023-06", "2025"]),
    (plan.years_to_reach, [10, 15, "0.05"]),
    (plan.implied_population, [7200, "4.5", 1000]),
    (pooling.log_ratio_variance, [30000, 1.2, 100]),
    (pooling.pool_ratios, [[1.2, 2.0], [0.01, 0.02]]),
    (proportions.nearest_count, ["0.8959", 605]),
    (proportions.estimate_share, [92, 340, 0.95]),
    (proportions.compare_shares, [198, 221, 103, 108, 0.95]),
    (proportions.compare_rates, [30, 51.5, 60, 51.6, 0.95]),
    (power.power_of_shares, [0.89, 0.95, 315, 315, 0.05]),
    (power.cases_for_power, [0.89, 0.95, 0.8, 0.05]),
    (power.power_of_rates, [10, 12, 36, 1, 0.05]),
    (series.simulate_series_power, [5, 3, 0.2, 0, 0.05, 0.3, 0.05, 100, 1]),
]


@pytest.mark.parametrize(
    ("function", "valid"), VALID, ids=lambda each: getattr(each, "__name__", "")
)
@pytest.mark.filterwarnings("error")
def test_nonsense_is_refused_in_one_sentence(function: Callable[..., Any], valid: list[Any]):
    tail: list[Any] = {exact.plain_between: ["it", 0, 1]}.get(function, [])
    if function in (exact.whole, exact.plain, exact.plain_positive):
        tail = ["it"]
    function(*valid, *tail)
    for position in range(len(valid)):
        for nonsense in NONSENSE:
            arguments = [*valid[:position], nonsense, *valid[position + 1 :], *tail]
            if function is pooling.pool_ratios and isinstance(nonsense, np.ndarray):
                continue  # two numbers for two effects, and so no nonsense
            with pytest.raises(ValueError) as caught:  # noqa: PT011
                function(*arguments)
            sentence = str(caught.value)
            assert "\n" not in sentence, (nonsense, sentence)
            assert 10 < len(sentence) < 250, (nonsense, sentence)


def test_every_public_function_is_in_the_table():
    modules = [bounds, change, granularity, plan, pooling, power, proportions, selection, series]
    public = {
        name
        for module in [*modules, timing, trend]
        for name, member in inspect.getmembers(module, inspect.isfunction)
        if not name.startswith("_") and member.__module__ == module.__name__
    }
    listed = {function.__name__ for function, _ in VALID} | {"joint_denominators"}
    assert public <= listed


@pytest.mark.parametrize(
    ("call", "message"),
    [
        # A percentage where a fraction is asked for.
        (lambda: bounds.bound_share(89.59, 0.1), r"the share .* \(divide a percentage by 100\)"),
        (lambda: bounds.bound_share("0.9", 10), r"the non-response .* percentage by 100"),
        (lambda: change.odds_ratio(5.3, 8.5), "a share .* percentage by 100"),
        (lambda: proportions.estimate_share(9, 10, 95), "the confidence .* percentage by 100"),
        (lambda: power.power_of_shares(89, 95, 9, 9), "a share .* percentage by 100"),
        (lambda: exact.exact("23.67%", "the growth"), "the growth .* without the sign %"),
        # Parts of things that come in wholes.
        (lambda: selection.expected_maximum(1.5), "units .* must be a whole number, and is 1.5"),
        (lambda: granularity.check_granularity("5", 43.6), "cases must be a whole number"),
        (lambda: proportions.estimate_share(91.5, 340), "the count must be a whole number"),
        (lambda: selection.simulate_best(0, 1, 5, seed=-1), "the seed must be at least 0"),
        # More than there is time or memory for.
        (lambda: selection.sign_test(1, 10**9), "number of reports can be 10000 at most"),
        (lambda: selection.expected_maximum(10**10), "can be 1000000000 at most"),
        (lambda: selection.simulate_best(0, 1, 10**6, 10**6), "too many to simulate"),
        (lambda: series.simulate_series_power(10**9, 3), "too many to simulate"),
        (
            lambda: granularity.feasible_denominators(granularity.read_percentage("5"), 1, 10**9),
            "1000000000 denominators are too many",
        ),
        (lambda: trend.excess_over_trend("0.2", 10**9, 0, 0), "time in years lies between 0.001"),
        (lambda: plan.required_pace(5, 6, "1e-9"), "time in years lies between 0.001 and 1000"),
        (lambda: trend.annualised_growth(1e90, "0.01"), "no yearly growth that can be written"),
        (lambda: plan.years_to_reach(5, 6, "1e-9"), "leads nowhere within a million years"),
        # Choices that do not exist.
        (lambda: granularity.read_percentage("5", "up"), "take one of half_up, half_either"),
        (lambda: granularity.read_percentage("5", kind="part"), "and one of share, growth"),
        (lambda: pooling.pool_ratios([1, 2], [1, 1], method="x"), "take one of paule_mandel"),
        # Percentages that were computed, or have lost their text.
        (lambda: granularity.read_percentage(8.5), "write it as text"),
        (lambda: granularity.read_percentage("33.3333333333"), "nobody prints more than 8"),
        (
            lambda: granularity.smallest_denominator("8.5"),
            "read the percentage first",
        ),
        (lambda: list(granularity.joint_denominators(["8.5"])), "read the percentage first"),
        # What has a direction.
        (lambda: intervals.Interval.between(2, 1), "cannot run from 2 down to 1: swap them"),
        (lambda: plan.implied_population(-1, 5), "the count cannot be negative"),
        (lambda: plan.implied_population(1, 5, per=0), "per must be positive"),
    ],
)
def test_what_cannot_be_says_what_to_do(call: Callable[[], Any], message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


def test_whole_numbers_of_numpy_do_not_overflow():
    billion = np.int64(10**18)
    squared = intervals.Interval.exactly(billion) * billion
    assert squared == intervals.Interval.exactly(10**36)
    assert trend.excess_over_trend("0.2", np.int64(3), 0, 0).years.lower == Fraction(3)


def test_a_float_of_numpy_is_the_decimal_it_prints_as():
    assert exact.exact(np.float32(0.1)) == Fraction(1, 10)


def test_simulated_draws_cannot_be_changed():
    best = selection.simulate_best(4, 10, 26, draws=100)
    with pytest.raises(ValueError, match="read-only"):
        best.maxima[0] = 0


def test_no_later_events_leave_a_ratio_of_nothing_in_its_interval():
    none = proportions.compare_rates(5, 1, 0, 1)
    assert none.lower == none.ratio == 0 < none.upper


def test_sentences_show_what_no_float_can_hold():
    assert str(intervals.Interval(Fraction(10**400), Fraction(10**400))) == "[1e+400, 1e+400]"
    assert str(intervals.Interval.between(None, 1)) == "[-inf, 1]"
