"""Power to tell two shares or two rates apart, by statsmodels. Shares are fractions."""

from __future__ import annotations

from chongqing_livelihood.stats.exact import plain_between, plain_positive, whole

_MOST_CASES = 10**9


def power_of_shares(
    before: float, after: float, cases_before: int, cases_after: int, alpha: float = 0.05
) -> float:
    """Return the chance that a two-sided pooled z test finds the difference of two shares.

    Args:
        before: Earlier share, as a fraction between 0 and 1.
        after: Later share, as a fraction between 0 and 1.
        cases_before: Number of cases sampled earlier; positive.
        cases_after: Number of cases sampled later; positive.
        alpha: Significance level, as a fraction.

    Raises:
        ValueError: If a share lies outside 0 to 1 or is equal to the other, or there is no case.

    References:
        statsmodels 0.15.0, statsmodels.stats.proportion.power_proportions_2indep.

    >>> round(power_of_shares(0.8959, 0.9537, 315, 315), 3)
    0.787
    """
    from statsmodels.stats.proportion import power_proportions_2indep

    before, after = _shares(before, after)
    cases_before = whole(cases_before, "the number of earlier cases", least=1)
    cases_after = whole(cases_after, "the number of later cases", least=1)
    alpha = plain_between(alpha, "alpha", 0, 1)
    return float(
        power_proportions_2indep(
            after - before,
            before,
            cases_after,
            ratio=cases_before / cases_after,
            alpha=alpha,
            return_results=False,
        )
    )


def cases_for_power(before: float, after: float, power: float = 0.8, alpha: float = 0.05) -> int:
    """Return the number of cases in each of two samples that gives a test its power.

    Args:
        before: Earlier share, as a fraction between 0 and 1.
        after: Later share, as a fraction between 0 and 1.
        power: Chance wanted to find the difference, as a fraction.
        alpha: Significance level, as a fraction.

    Raises:
        ValueError: If a share lies outside 0 to 1 or is equal to the other, or no such power.

    References:
        As for `power_of_shares`.

    >>> cases_for_power(0.8959, 0.9537)
    326
    """
    power = plain_between(power, "the power", plain_between(alpha, "alpha", 0, 1), 1)
    low, high = 0, 1
    while power_of_shares(before, after, high, high, alpha) < power:
        low, high = high, 2 * high
        if high > _MOST_CASES:
            raise ValueError(f"no sample tells {before:g} from {after:g}")
    while high - low > 1:
        middle = (low + high) // 2
        enough = power_of_shares(before, after, middle, middle, alpha) >= power
        low, high = (low, middle) if enough else (middle, high)
    return high


def power_of_rates(
    before: float, after: float, exposure: float, dispersion: float = 1.0, alpha: float = 0.05
) -> float:
    """Return the chance that a two-sided test finds the ratio of two rates.

    Args:
        before: Earlier rate, in events for each unit of exposure; positive.
        after: Later rate, in the same unit; positive.
        exposure: Exposure in each of the two periods; positive.
        dispersion: Factor by which counts vary more than Poisson counts; positive.
        alpha: Significance level, as a fraction.

    Raises:
        ValueError: If an argument is not positive.

    References:
        statsmodels 0.15.0, statsmodels.stats.rates.power_poisson_ratio_2indep.

    >>> round(power_of_rates(10, 12, exposure=36), 2)
    0.72
    """
    from statsmodels.stats.rates import power_poisson_ratio_2indep

    before = plain_positive(before, "the earlier rate")
    after = plain_positive(after, "the later rate")
    exposure = plain_positive(exposure, "the exposure")
    dispersion = plain_positive(dispersion, "the dispersion")
    alpha = plain_between(alpha, "alpha", 0, 1)
    return float(
        power_poisson_ratio_2indep(
            after,
            before,
            exposure,
            value=1,  # the ratio under test; the default of 0 has no logarithm
            alpha=alpha,
            dispersion=dispersion,
            alternative="two-sided",
            return_results=False,
        )
    )


def _shares(before: float, after: float) -> tuple[float, float]:
    earlier, later = (plain_between(share, "a share", 0, 1) for share in (before, after))
    if earlier == later:
        raise ValueError(f"both shares are {earlier:g}: there is no difference to find")
    return earlier, later
