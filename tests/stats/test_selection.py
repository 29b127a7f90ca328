"""Order statistics agree with closed forms, scipy and simulation; the same seed repeats itself."""

from __future__ import annotations

import math
import time
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, stats

from chongqing_livelihood.stats.selection import (
    chance_of_maximum,
    expected_maximum,
    sign_test,
    simulate_best,
    spread_for_chance,
    spread_that_explains,
)

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

CLOSED_FORMS = {
    1: 0.0,
    2: 1 / math.sqrt(math.pi),
    3: 1.5 / math.sqrt(math.pi),
    4: 3 / math.sqrt(math.pi) * (0.5 + math.asin(1 / 3) / math.pi),
    5: 5 / math.sqrt(math.pi) * (0.25 + 1.5 * math.asin(1 / 3) / math.pi),
}


@pytest.mark.parametrize(("units", "closed_form"), CLOSED_FORMS.items())
def test_small_samples_have_closed_forms(units: int, closed_form: float):
    assert expected_maximum(units) == pytest.approx(closed_form, abs=1e-13)


@pytest.mark.parametrize("units", [2, 26, 40, 1000])
def test_scipy_integrates_to_the_same_expectation(units: int):
    def integrand(x: float) -> float:
        return x * units * stats.norm.pdf(x) * stats.norm.cdf(x) ** (units - 1)

    expected = integrate.quad(integrand, -12, 12, epsabs=1e-12)[0]
    assert expected_maximum(units) == pytest.approx(expected, abs=1e-10)


@pytest.mark.parametrize(("background", "spread", "units"), [(4, 10, 26), (0, 5, 1), (10, 6.9, 40)])
def test_simulation_and_order_statistics_agree(background: float, spread: float, units: int):
    best = simulate_best(background, spread, units, draws=200_000, seed=7)
    expected = background + spread * expected_maximum(units)
    assert abs(best.mean - expected) < 4 * best.standard_error
    chance = chance_of_maximum(23.67, background, spread, units)
    assert (
        abs(best.chance_of(23.67) - chance) < 4 * math.sqrt(chance * (1 - chance) / 200_000) + 1e-9
    )


@pytest.mark.parametrize("far", [6, 8.5, 12, 20, 37])
def test_a_claim_far_out_is_unlikely_and_not_impossible(far: float):
    # So far out the best of many is as likely as each of them alone, taken together.
    expected = 26 * stats.norm.sf(far)
    assert chance_of_maximum(far, 0, 1, 26) == pytest.approx(expected, rel=1e-7, abs=0)
    assert 0 < chance_of_maximum(4 + 2 * far, 4, 2, 1) <= 1


def test_the_same_seed_repeats_itself():
    first, second = (simulate_best(4, 10, 26, draws=5000, seed=3) for _ in range(2))
    assert np.array_equal(first.maxima, second.maxima)
    assert not np.array_equal(first.maxima, simulate_best(4, 10, 26, 5000, seed=4).maxima)


def test_spread_and_background_only_shift_and_stretch():
    plain, moved = simulate_best(0, 1, 12, 1000, seed=5), simulate_best(4, 10, 12, 1000, seed=5)
    assert np.allclose(moved.maxima, 4 + 10 * plain.maxima)


def test_a_million_draws_take_less_than_a_second():
    best_of_three = math.inf
    for _ in range(3):  # time of this process: the machine may be busy with something else
        start = time.process_time()
        simulate_best(4, 10, 26, draws=10**6, seed=1)
        best_of_three = min(best_of_three, time.process_time() - start)
    assert best_of_three < 1


@examples
@given(
    claim=st.floats(5, 200),
    background=st.floats(-20, 4),
    units=st.integers(2, 60),
    chance=st.floats(0.001, 0.7),
)
def test_the_spread_for_a_chance_gives_that_chance(claim, background, units, chance):
    spread = spread_for_chance(claim, background, units, chance)
    assert chance_of_maximum(claim, background, spread, units) == pytest.approx(chance)


@examples
@given(units=st.integers(1, 60), spread=st.floats(0.5, 30), claim=st.floats(-50, 300))
def test_more_units_and_a_wider_spread_never_lower_the_chance(units, spread, claim):
    chance = chance_of_maximum(claim, 0, spread, units)
    assert 0 <= chance <= chance_of_maximum(claim, 0, spread, units + 1) + 1e-12 <= 1 + 1e-9
    assert chance == pytest.approx(1 - NormalDist(0, spread).cdf(claim) ** units, abs=1e-9)


def test_a_chance_far_out_is_not_lost_to_rounding():
    assert chance_of_maximum(100, 0, 10, 26) == pytest.approx(26 * stats.norm.sf(10), rel=1e-9)
    assert chance_of_maximum(-1000, 0, 10, 26) == 1.0


@examples
@given(units=st.integers(2, 60), background=st.floats(-10, 20))
def test_the_explaining_spread_puts_the_expected_best_at_the_claim(units, background):
    spread = spread_that_explains(23.67, background, units)
    assert background + spread * expected_maximum(units) == pytest.approx(23.67)


@examples
@given(total=st.integers(1, 40), data=st.data())
def test_the_sign_test_is_the_binomial_test(total: int, data: st.DataObject):
    favourable = data.draw(st.integers(0, total))
    expected = stats.binomtest(favourable, total, 0.5).pvalue
    assert float(sign_test(favourable, total)) == pytest.approx(expected)


def test_an_even_split_shows_nothing():
    assert sign_test(6, 12) == Fraction(1)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: expected_maximum(0), "number of units .* must be at least 1, and is 0"),
        (lambda: chance_of_maximum(5, 0, 0, 26), "spread .* must be positive"),
        (lambda: chance_of_maximum(5, 0, math.nan, 26), "spread .* is nan"),
        (lambda: spread_that_explains(3, 4, 26), "a claim of 3 does not exceed"),
        (lambda: spread_that_explains(5, 4, 1), "best of 1 unit is no choice"),
        (lambda: spread_for_chance(5, 4, 1, 0.6), "between 0 and 0.5, and is 0.6"),
        (lambda: simulate_best(0, 1, 0), "number of units .* must be at least 1, and is 0"),
        (lambda: simulate_best(0, -1, 5), "spread .* must be positive"),
        (lambda: simulate_best(0, 1, 5, draws=1), "number of draws must be at least 2, and is 1"),
        (lambda: sign_test(13, 12), "13 of 12 reports"),
        (lambda: sign_test(0, 0), "0 of 0 reports"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
