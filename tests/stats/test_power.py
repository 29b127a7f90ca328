"""Power agrees with simulated samples and with its own inverse."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from chongqing_livelihood.stats.power import cases_for_power, power_of_rates, power_of_shares


@pytest.mark.parametrize(
    ("before", "after", "n", "m"), [(0.8959, 0.9537, 326, 326), (0.5, 0.6, 150, 300)]
)
def test_simulated_samples_find_the_difference_as_often(before, after, n, m):
    generator, draws = np.random.default_rng(11), 40_000
    a, b = generator.binomial(n, before, draws), generator.binomial(m, after, draws)
    pooled = (a + b) / (n + m)
    z = (b / m - a / n) / np.sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    found = (np.abs(z) > stats.norm.ppf(0.975)).mean()
    assert power_of_shares(before, after, n, m) == pytest.approx(found, abs=0.015)


@pytest.mark.parametrize("power", [0.5, 0.8, 0.95])
@pytest.mark.parametrize(("before", "after"), [(0.8959, 0.9537), (0.053, 0.085), (0.2, 0.9)])
def test_the_number_of_cases_is_the_smallest_that_will_do(before, after, power):
    n = cases_for_power(before, after, power)
    assert power_of_shares(before, after, n, n) >= power
    assert n == 1 or power_of_shares(before, after, n - 1, n - 1) < power


def test_more_exposure_and_less_dispersion_give_more_power():
    base = power_of_rates(10, 12, exposure=36)
    assert power_of_rates(10, 12, exposure=72) > base > power_of_rates(10, 12, 36, dispersion=2)
    assert power_of_rates(10, 12, 72, dispersion=2) == pytest.approx(base)
    assert power_of_rates(10, 10, exposure=36) == pytest.approx(0.05)


def test_simulated_counts_find_the_ratio_as_often():
    generator, draws = np.random.default_rng(12), 40_000
    a, b = generator.poisson(360, draws), generator.poisson(432, draws)
    z = np.log(b / a) / np.sqrt(1 / a + 1 / b)
    found = (np.abs(z) > stats.norm.ppf(0.975)).mean()
    assert power_of_rates(10, 12, exposure=36) == pytest.approx(found, abs=0.015)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: power_of_shares(0, 0.5, 10, 10), "a share lies between 0 and 1, and is 0"),
        (lambda: power_of_shares(0.5, 95, 10, 10), "a share lies between 0 and 1, and is 95"),
        (lambda: power_of_shares(0.5, 0.5, 10, 10), "there is no difference to find"),
        (
            lambda: power_of_shares(0.5, 0.6, 0, 10),
            "number of earlier cases must be at least 1, and is 0",
        ),
        (lambda: power_of_shares(0.5, 0.6, 10, 10, alpha=5), "alpha lies between 0 and 1"),
        (lambda: cases_for_power(0.5, 0.6, power=1), "the power lies between 0.05 and 1"),
        (lambda: cases_for_power(0.5, 0.5 + 1e-6), "no sample tells"),
        (lambda: power_of_rates(0, 1, 1), "the earlier rate must be positive, and is 0"),
        (lambda: power_of_rates(1, 1, 1, alpha=0), "alpha lies between 0 and 1"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
