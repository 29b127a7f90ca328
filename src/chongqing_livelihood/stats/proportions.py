"""Shares and rates of sampled cases: intervals and comparisons, by statsmodels.

They ask what sampling alone can do. A register is no sample: where every case was counted, the
difference is what it is, and a p-value answers no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor, sqrt
from statistics import NormalDist

from chongqing_livelihood.stats.exact import (
    Exact,
    exact,
    plain_between,
    plain_positive,
    shown,
    whole,
)


@dataclass(frozen=True, slots=True)
class ShareEstimate:
    """A sampled share with its interval; all three are fractions."""

    share: float
    lower: float
    upper: float
    confidence: float


@dataclass(frozen=True, slots=True)
class ShareComparison:
    """The difference of two sampled shares.

    Attributes:
        difference: Later minus earlier share, as a fraction.
        lower: Lower end of its interval.
        upper: Upper end of its interval.
        p_value: Two-sided p-value of no difference, from the pooled z test.
        confidence: Confidence of the interval, as a fraction.
    """

    difference: float
    lower: float
    upper: float
    p_value: float
    confidence: float


@dataclass(frozen=True, slots=True)
class RateComparison:
    """The ratio of two rates of counted events.

    Attributes:
        ratio: Later over earlier rate.
        lower: Lower end of its interval.
        upper: Upper end of its interval.
        p_value: Two-sided p-value of a ratio of 1, from the score test.
        confidence: Confidence of the interval, as a fraction.
    """

    ratio: float
    lower: float
    upper: float
    p_value: float
    confidence: float


def nearest_count(share: Exact, cases: int) -> int:
    """Return the whole number of ``cases`` that comes nearest to a share; a half goes up.

    Args:
        share: A share, as a fraction between 0 and 1.
        cases: Number of cases; positive.

    Raises:
        ValueError: If the share lies outside 0 to 1 or there is no case.

    >>> nearest_count("0.8959", 605), nearest_count("0.9537", 605)
    (542, 577)
    """
    part, cases = exact(share, "a share"), _counts(0, cases)[1]
    if not 0 <= part <= 1:
        raise ValueError(f"a share lies between 0 and 1, and is {shown(part)}")
    return floor(part * cases + Fraction(1, 2))


def estimate_share(count: int, cases: int, confidence: float = 0.95) -> ShareEstimate:
    """Return a sampled share with its Wilson interval.

    Args:
        count: Number of cases with the property.
        cases: Number of sampled cases; positive.
        confidence: Confidence of the interval, as a fraction.

    Raises:
        ValueError: If there is no case, more counts than cases, or no such confidence.

    References:
        statsmodels 0.15.0, statsmodels.stats.proportion.proportion_confint.

    >>> alerts = estimate_share(92, 340)
    >>> [round(100 * x, 1) for x in (alerts.share, alerts.lower, alerts.upper)]
    [27.1, 22.6, 32.0]
    """
    from statsmodels.stats.proportion import proportion_confint

    count, cases = _counts(count, cases)
    confidence = plain_between(confidence, "the confidence", 0, 1)
    lower, upper = proportion_confint(count, cases, alpha=1 - confidence, method="wilson")
    return ShareEstimate(count / cases, float(lower), float(upper), confidence)


def compare_shares(
    count_before: int,
    cases_before: int,
    count_after: int,
    cases_after: int,
    confidence: float = 0.95,
) -> ShareComparison:
    """Return the difference of two independently sampled shares.

    The interval is Newcombe's, the p-value that of the pooled z test: near the border one can
    hold zero while the other falls below 5 percent.

    Args:
        count_before: Number of cases with the property, earlier.
        cases_before: Number of sampled cases, earlier; positive.
        count_after: Number of cases with the property, later.
        cases_after: Number of sampled cases, later; positive.
        confidence: Confidence of the interval, as a fraction.

    Raises:
        ValueError: If there is no case, more counts than cases, or no such confidence.

    References:
        Newcombe (1998). statsmodels 0.15.0, statsmodels.stats.proportion.

    >>> satisfied = compare_shares(198, 221, 103, 108)
    >>> round(satisfied.difference, 3), round(satisfied.p_value, 3)
    (0.058, 0.078)
    """
    from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest

    count_before, cases_before = _counts(count_before, cases_before)
    count_after, cases_after = _counts(count_after, cases_after)
    confidence = plain_between(confidence, "the confidence", 0, 1)
    lower, upper = confint_proportions_2indep(
        count_after,
        cases_after,
        count_before,
        cases_before,
        method="newcomb",
        compare="diff",
        alpha=1 - confidence,
    )
    if count_before + count_after in (0, cases_before + cases_after):
        p_value = 1.0  # the pooled test divides by a variance of nothing
    else:
        counts, cases = [count_after, count_before], [cases_after, cases_before]
        p_value = float(proportions_ztest(counts, cases)[1])
    difference = count_after / cases_after - count_before / cases_before
    return ShareComparison(difference, float(lower), float(upper), p_value, confidence)


def compare_rates(
    count_before: int,
    exposure_before: float,
    count_after: int,
    exposure_after: float,
    confidence: float = 0.95,
) -> RateComparison:
    """Return the ratio of two Poisson rates, with the interval and the p-value of the score test.

    Args:
        count_before: Number of events, earlier; positive.
        exposure_before: What they are counted over, such as years or people; positive.
        count_after: Number of events, later.
        exposure_after: What they are counted over, in the same unit; positive.
        confidence: Confidence of the interval, as a fraction.

    Raises:
        ValueError: If an exposure or the earlier count is not positive, or no such confidence.

    References:
        statsmodels 0.15.0, statsmodels.stats.rates.test_poisson_2indep, method "score".

    >>> faster = compare_rates(30, 51.5, 60, 51.6)
    >>> round(faster.ratio, 2), round(faster.p_value, 4)
    (2.0, 0.0016)
    """
    from statsmodels.stats.rates import test_poisson_2indep

    count_before = whole(count_before, "the number of earlier events", least=1)
    count_after = whole(count_after, "the number of later events")
    exposure_before = plain_positive(exposure_before, "the earlier exposure")
    exposure_after = plain_positive(exposure_after, "the later exposure")
    confidence = plain_between(confidence, "the confidence", 0, 1)
    data = (count_after, exposure_after, count_before, exposure_before)
    ratio = count_after / exposure_after / (count_before / exposure_before)
    # The ratio q at the ends solves (b - q a)^2 = z^2 q (a + b), a and b being the counts. The
    # search of statsmodels stops at an absolute distance, and without later events at one end.
    reach = NormalDist().inv_cdf((1 + confidence) / 2) ** 2 * (count_before + count_after)
    twice = 2 * count_before * count_after
    upper = (twice + reach + sqrt(reach * (2 * twice + reach))) / (2 * count_before**2)
    lower = (count_after / count_before) ** 2 / upper
    scale = exposure_before / exposure_after
    p_value = float(test_poisson_2indep(*data, method="score", compare="ratio").pvalue)
    return RateComparison(ratio, lower * scale, upper * scale, p_value, confidence)


def _counts(count: int, cases: int) -> tuple[int, int]:
    part, all_of_them = whole(count, "the count", -(10**12)), whole(cases, "the number of cases")
    if all_of_them < 1 or not 0 <= part <= all_of_them:
        raise ValueError(f"{part} of {all_of_them} cases is no share")
    return part, all_of_them
