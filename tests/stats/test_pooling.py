"""Pooling agrees with formulas written out by hand, and refuses what must not be pooled."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from chongqing_livelihood.stats.pooling import log_ratio_variance, pool_ratios

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

ratio = st.floats(0.2, 5)
variance = st.floats(0.0005, 0.5)
effects = st.lists(st.tuples(ratio, variance), min_size=2, max_size=8)


def dersimonian_laird(logs: np.ndarray, variances: np.ndarray) -> tuple[float, float, float]:
    """Return mean, tau squared and I squared, from the formulas of 1986."""
    w = 1 / variances
    fixed = (w * logs).sum() / w.sum()
    q, df = (w * (logs - fixed) ** 2).sum(), len(logs) - 1
    tau2 = max(0.0, (q - df) / (w.sum() - (w**2).sum() / w.sum()))
    w = 1 / (variances + tau2)
    return (w * logs).sum() / w.sum(), tau2, max(0.0, (q - df) / q) if q > 0 else 0.0


@examples
@given(effects)
def test_dersimonian_and_laird_by_hand(pairs):
    ratios, variances = zip(*pairs, strict=True)
    pooled = pool_ratios(ratios, variances, method="dersimonian_laird")
    mean, tau2, i2 = dersimonian_laird(np.log(ratios), np.array(variances))
    assert pooled.mean == pytest.approx(mean, abs=1e-9)
    assert pooled.between_variance == pytest.approx(tau2, abs=1e-9)
    assert pooled.heterogeneity == pytest.approx(i2, abs=1e-9)
    reach = stats.t.ppf(0.975, len(ratios) - 1)
    error = 1 / math.sqrt(sum(1 / (v + tau2) for v in variances))
    assert pooled.upper - pooled.mean == pytest.approx(reach * error, rel=1e-6)
    assert pooled.mean - pooled.lower == pytest.approx(reach * error, rel=1e-6)


@examples
@given(effects)
def test_paule_and_mandel_solve_their_equation(pairs):
    ratios, variances = zip(*pairs, strict=True)
    pooled = pool_ratios(ratios, variances)
    logs, v = np.log(ratios), np.array(variances)
    w = 1 / (v + pooled.between_variance)
    mean = (w * logs).sum() / w.sum()
    q = (w * (logs - mean) ** 2).sum()
    assert pooled.mean == pytest.approx(mean, abs=1e-6)
    if pooled.between_variance > 0:
        assert q == pytest.approx(len(ratios) - 1, rel=1e-3)
    else:
        assert q <= len(ratios) - 1 + 1e-6


@examples
@given(effects)
def test_weights_sum_to_one_and_single_intervals_stay_normal(pairs):
    ratios, variances = zip(*pairs, strict=True)
    pooled = pool_ratios(ratios, variances, confidence=0.9)
    assert sum(effect.weight for effect in pooled.effects) == pytest.approx(1)
    for effect, one, v in zip(pooled.effects, ratios, variances, strict=True):
        assert effect.log_ratio == math.log(one)
        assert effect.upper - effect.log_ratio == pytest.approx(stats.norm.ppf(0.95) * v**0.5)


def test_pooling_warns_of_nothing():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        pool_ratios([1.2, 1.4, 1.1], [0.01, 0.02, 0.01])


def test_equal_effects_have_nothing_between_them():
    pooled = pool_ratios([1.5, 1.5, 1.5], [0.01, 0.02, 0.03])
    assert pooled.between_variance == pooled.heterogeneity == 0
    assert pooled.growth_pct[0] == pytest.approx(50)


def test_the_growth_is_read_off_the_logarithms():
    pooled = pool_ratios([1.2, 1.4], [0.01, 0.02])
    assert pooled.growth_pct == pytest.approx(
        [100 * (math.exp(x) - 1) for x in (pooled.mean, pooled.lower, pooled.upper)]
    )


def test_the_variance_of_counts_is_that_of_simulated_counts():
    generator = np.random.default_rng(1)
    a, b = generator.poisson(400, 200_000), generator.poisson(600, 200_000)
    assert log_ratio_variance(400, 1.5) == pytest.approx(np.log(b / a).var(), rel=0.02)
    assert log_ratio_variance(400, 1.5, 100) == pytest.approx(100 * log_ratio_variance(400, 1.5))


def test_one_county_can_be_pooled_with_itself_on_request_only():
    ratios, variances, groups = [2.0366, 3.185], [0.01, 0.01], ["彭水县", "彭水县"]
    with pytest.raises(ValueError, match="effects of one group are not independent: 彭水县"):
        pool_ratios(ratios, variances, groups)
    assert pool_ratios(ratios, variances, groups, allow_repeated_groups=True).mean > 0


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: pool_ratios([1.2], [0.1]), "1 effect cannot be pooled"),
        (lambda: pool_ratios([], []), "0 effect cannot be pooled"),
        (lambda: pool_ratios([1.2, 1.3], [0.1]), "each of the 2 ratios needs one variance"),
        (lambda: pool_ratios([1.2, 1.3], [0.1, 0.1], ["a"]), "one variance and one group"),
        (lambda: pool_ratios([1.2, 0], [0.1, 0.1]), "ratio 2 must be positive, and is 0"),
        (lambda: pool_ratios([1.2, 1], [0.1, math.nan]), "variance 2 is nan, which is not"),
        (lambda: pool_ratios([1.2, 1], [0.1, 0.1], confidence=95), "confidence .* and is 95"),
        (lambda: log_ratio_variance(0, 1.2), "the earlier count must be positive, and is 0"),
        (lambda: log_ratio_variance(10, -1), "the ratio must be positive"),
        (lambda: log_ratio_variance(10, 1, 0), "overdispersion must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
