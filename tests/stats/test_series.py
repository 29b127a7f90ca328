"""The fit of many series at once is the fit of statsmodels, one by one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from chongqing_livelihood.stats.series import (
    _autoregressive_noise,
    _design,
    _fit,
    simulate_series_power,
)


@pytest.mark.parametrize(
    ("before", "after", "lags"), [(12, 12, 2), (5, 3, 2), (24, 8, 3), (4, 4, 1)]
)
def test_statsmodels_fits_the_same(before: int, after: int, lags: int):
    linear_model = pytest.importorskip("statsmodels.api")
    design = _design(before, after)
    series = (
        1
        + design @ [1, 0.01, 0.2, 0.02]
        + 0.05 * np.random.default_rng(5).standard_normal((4, before + after))
    )
    coefficients, deviations = _fit(design, series.T, lags)
    for i, one in enumerate(series):
        fit = linear_model.OLS(one, design).fit(
            cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
        )
        assert coefficients[:, i] == pytest.approx(fit.params, abs=1e-9)
        assert deviations[:, i] == pytest.approx(fit.bse, rel=1e-6, abs=1e-12)


def test_the_noise_has_the_variance_and_correlation_asked_for():
    noise = _autoregressive_noise(30, 0.05, 0.6, 50_000, seed=3)
    assert noise.std(axis=1) == pytest.approx(0.05, rel=0.02)
    assert np.corrcoef(noise[10], noise[11])[0, 1] == pytest.approx(0.6, abs=0.02)
    assert np.corrcoef(noise[10], noise[13])[0, 1] == pytest.approx(0.6**3, abs=0.02)


def test_the_design_counts_time_from_the_interruption():
    assert _design(3, 3).tolist() == [
        [1, 0, 0, 0],
        [1, 1, 0, 0],
        [1, 2, 0, 0],
        [1, 3, 1, 0],
        [1, 4, 1, 1],
        [1, 5, 1, 2],
    ]


def test_long_independent_series_find_as_often_as_theory_says():
    power = simulate_series_power(
        300, 300, jump=0.02, autocorrelation=0, noise_sd=0.05, draws=4000, seed=2
    )
    design = _design(300, 300)
    deviation = 0.05 * np.sqrt(np.linalg.inv(design.T @ design)[2, 2])
    theory = stats.norm.sf(stats.norm.ppf(0.975) - 0.02 / deviation)
    assert power.jump == pytest.approx(theory, abs=0.04)
    assert power.false_jump == pytest.approx(0.05, abs=0.02)


def test_more_points_and_a_larger_jump_find_more():
    def fair(points: int, jump: float) -> float:
        return simulate_series_power(points, points, jump, draws=4000, seed=4).fair_jump

    assert fair(4, 0.2) < fair(8, 0.2) < fair(16, 0.2)
    assert fair(8, 0.05) < fair(8, 0.1) < fair(8, 0.2)


def test_short_series_find_changes_that_are_not_there():
    power = simulate_series_power(5, 3, jump=0, slope_change=0, draws=20_000, seed=6)
    assert power.jump == power.false_jump > 0.15
    assert power.fair_jump == pytest.approx(0.05, abs=0.001)
    assert power.slope == power.false_slope
    assert power.standard_error < 0.004


def test_the_same_seed_repeats_itself():
    assert simulate_series_power(6, 6, seed=9) == simulate_series_power(6, 6, seed=9)
    assert simulate_series_power(6, 6, seed=9) != simulate_series_power(6, 6, seed=10)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: simulate_series_power(1, 1), "1 points before and 1 after cannot carry four"),
        (lambda: simulate_series_power(2, 2), "at least 2 on each side and 5 in all"),
        (lambda: simulate_series_power(9, 1), "at least 2 on each side"),
        (lambda: simulate_series_power(5, 5, noise_sd=0), "the noise must be positive"),
        (lambda: simulate_series_power(5, 5, autocorrelation=1), "from 0 to below 1, and is 1"),
        (lambda: simulate_series_power(5, 5, alpha=5), "alpha lies between 0 and 1, and is 5"),
        (lambda: simulate_series_power(5, 5, draws=0), "number of draws must be at least 1"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("points", [3, 8])
def test_the_error_of_the_fair_test_is_the_scatter_from_seed_to_seed(points: int):
    runs = [simulate_series_power(points, points, draws=1000, seed=seed) for seed in range(60)]
    scatter = np.std([run.fair_jump for run in runs], ddof=1)
    errors = [run.fair_jump_error for run in runs]
    # Sixty seeds know a standard deviation to about a tenth; the errors themselves scatter too.
    assert np.mean(errors) == pytest.approx(scatter, rel=0.3)
    assert np.mean(errors) > runs[0].standard_error * 0.9, "the raised bar errs as well"
