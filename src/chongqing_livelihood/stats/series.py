"""Power of an interrupted time series: what data would be needed to see a change.

Levels, jumps and noise are fractions of the level before the interruption. The series are simulated
with numpy and fitted as statsmodels fits ordinary least squares with a HAC covariance, all draws
at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, sqrt
from typing import TYPE_CHECKING

from chongqing_livelihood.stats.exact import plain, plain_between, plain_positive, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_MOST_VALUES = 10**7
_COEFFICIENTS = 4


@dataclass(frozen=True, slots=True)
class SeriesPower:
    """How often an interrupted time series finds a change, and how often it finds one in noise.

    Attributes:
        before: Number of points before the interruption.
        after: Number of points from the interruption on.
        lags: Lags of the HAC covariance.
        jump: Share of draws in which the jump is found.
        slope: Share of draws in which the change of slope is found.
        false_jump: Share of draws in which a jump is found where there is none.
        false_slope: Share of draws in which a change of slope is found where there is none.
        fair_jump: Share of draws in which the jump is found by a test whose bar was raised until
            its false findings are as rare as alpha promises.
        fair_slope: The same for the change of slope.
        fair_jump_error: Standard error of fair_jump, which that of the raised bar is a part of.
        fair_slope_error: The same for the change of slope.
        draws: Number of draws.
    """

    before: int
    after: int
    lags: int
    jump: float
    slope: float
    false_jump: float
    false_slope: float
    fair_jump: float
    fair_slope: float
    fair_jump_error: float
    fair_slope_error: float
    draws: int

    @property
    def standard_error(self) -> float:
        """Largest standard error of a share that is counted against a known bar."""
        return sqrt(0.25 / self.draws)


def simulate_series_power(
    before: int,
    after: int,
    jump: float = 0.2,
    slope_change: float = 0.0,
    noise_sd: float = 0.05,
    autocorrelation: float = 0.3,
    alpha: float = 0.05,
    draws: int = 5_000,
    seed: int = 2018,
) -> SeriesPower:
    """Return how often an interrupted time series would find a change of a given size.

    The series is Y = b0 + b1 t + b2 D + b3 (t - t0) D + e, with D = 1 from the point t0 on, and
    time since the interruption in the interaction. It is fitted by ordinary least squares with a
    HAC covariance (Bartlett kernel, small-sample factor n / (n - 4)) and tested against the t
    distribution. HAC is unreliable in tiny samples: the false findings show how unreliable.

    Args:
        before: Points before the interruption; at least 2.
        after: Points from the interruption on; at least 2, and 5 points in all.
        jump: Change of level at the interruption, as a fraction of the level.
        slope_change: Change of slope, as a fraction of the level for each point.
        noise_sd: Standard deviation of the noise, as a fraction of the level; positive.
        autocorrelation: Correlation of the noise of neighbouring points; from 0 to below 1.
        alpha: Significance level, as a fraction.
        draws: Number of simulated series; positive.
        seed: Seed of the generator; the same seed gives the same result.

    Raises:
        ValueError: If there are too few points for four coefficients, or an argument is impossible.

    References:
        Bernal, Cummins and Gasparrini (2017), Interrupted time series regression for the
        evaluation of public health interventions: a tutorial. Wang et al. (2025), Interpretation
        of coefficients in segmented regression for interrupted time series analyses.

    >>> power = simulate_series_power(5, 3, jump=0.2, draws=5000, seed=1)
    >>> power.jump > 0.85, power.false_jump > 0.15, power.fair_jump < 0.65
    (True, True, True)
    """
    import numpy as np
    from scipy.stats import t as student

    before, after = whole(before, "before"), whole(after, "after")
    draws, seed = whole(draws, "the number of draws", least=1), whole(seed, "the seed")
    _check_series(before, after, draws)
    jump, slope_change = plain(jump, "the jump"), plain(slope_change, "the change of slope")
    alpha = plain_between(alpha, "alpha", 0, 1)
    noise_sd = plain_positive(noise_sd, "the noise")
    autocorrelation = plain(autocorrelation, "the autocorrelation")
    if not 0 <= autocorrelation < 1:
        raise ValueError(f"the autocorrelation runs from 0 to below 1, and is {autocorrelation:g}")
    points = before + after
    lags = max(1, floor(4 * (points / 100) ** (2 / 9)))
    noise = _autoregressive_noise(points, noise_sd, autocorrelation, draws, seed)
    # The errors of the coefficients are linear in the noise, and the residuals do not depend on
    # the true coefficients: one set of draws serves the change and its absence.
    errors, deviations = _fit(_design(before, after), noise, lags)
    reach = float(student.ppf(1 - alpha / 2, points - _COEFFICIENTS))
    found, fair_errors = [], []
    for change, error, deviation in zip(
        (jump, slope_change), errors[2:], deviations[2:], strict=True
    ):
        under_none = np.abs(error) / deviation
        under_change = np.abs(change + error) / deviation
        fair = float(np.quantile(under_none, 1 - alpha))
        found.append([under_change > reach, under_none > reach, under_change > fair])
        fair_errors.append(_fair_error(under_none, under_change, alpha))
    (jumps, false_jumps, fair_jumps), (slopes, false_slopes, fair_slopes) = (
        [float(share.mean()) for share in shares] for shares in found
    )
    return SeriesPower(
        before=before,
        after=after,
        lags=lags,
        jump=jumps,
        slope=slopes,
        false_jump=false_jumps,
        false_slope=false_slopes,
        fair_jump=fair_jumps,
        fair_slope=fair_slopes,
        fair_jump_error=fair_errors[0],
        fair_slope_error=fair_errors[1],
        draws=draws,
    )


def _fair_error(
    under_none: NDArray[np.float64], under_change: NDArray[np.float64], alpha: float
) -> float:
    """Return the standard error of the share found by a test whose bar is a quantile of draws.

    To first order the share errs as the mean of 1[changed > bar] - r 1[unchanged > bar] does, where
    r is the rate at which a bar that lets one more false finding pass lets true ones pass.
    """
    import numpy as np

    draws = len(under_none)
    step = min(2 * sqrt(alpha * (1 - alpha) / draws), alpha, 1 - alpha)
    bar, low, high = np.quantile(under_none, [1 - alpha, 1 - alpha - step, 1 - alpha + step])
    rate = float(((under_change > low) & (under_change <= high)).mean()) / (2 * step)
    parts = (under_change > bar) - rate * (under_none > bar)
    return float(parts.std()) / sqrt(draws)


def _design(before: int, after: int) -> NDArray[np.float64]:
    import numpy as np

    time = np.arange(before + after, dtype=float)
    started = (time >= before).astype(float)
    return np.column_stack([np.ones_like(time), time, started, (time - before) * started])


def _autoregressive_noise(
    points: int, noise_sd: float, autocorrelation: float, draws: int, seed: int
) -> NDArray[np.float64]:
    import numpy as np

    noise = noise_sd * np.random.default_rng(seed).standard_normal((points, draws))
    fresh = sqrt(1 - autocorrelation**2)  # keeps the variance the same at every point
    for point in range(1, points):
        noise[point] = autocorrelation * noise[point - 1] + fresh * noise[point]
    return noise


def _fit(
    design: NDArray[np.float64], series: NDArray[np.float64], lags: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return coefficients and their HAC standard errors, for each column of ``series``."""
    import numpy as np

    solve = np.linalg.pinv(design)
    coefficients = solve @ series
    residuals = series - design @ coefficients
    scores = solve[:, :, np.newaxis] * residuals  # coefficient, point, draw
    variance = (scores**2).sum(axis=1)
    for lag in range(1, lags + 1):
        weight = 2 * (1 - lag / (lags + 1))
        variance += weight * (scores[:, lag:] * scores[:, :-lag]).sum(axis=1)
    points, width = design.shape
    return coefficients, np.sqrt(np.maximum(variance, 0) * points / (points - width))


def _check_series(before: int, after: int, draws: int) -> None:
    if before < 2 or after < 2 or before + after <= _COEFFICIENTS:
        raise ValueError(
            f"{before} points before and {after} after cannot carry four coefficients: "
            "at least 2 on each side and 5 in all are needed"
        )
    if (before + after) * draws > _MOST_VALUES:
        raise ValueError(
            f"{draws} draws of {before + after} points are too many to simulate: "
            f"{_MOST_VALUES} values are the most"
        )
