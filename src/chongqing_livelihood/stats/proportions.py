"""Shares and rates of sampled cases: intervals and comparisons, by statsmodels.

They ask what sampling alone can do. A register is no sample: where every case was counted, the
difference is what it is, and a p-value answers no question.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import floor

from chongqing_livelihood.stats.exact import Exact, exact


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
    _check_counts(0, cases)
    if not 0 <= exact(share) <= 1:
        raise ValueError(f"a share lies between 0 and 1, and is {share}")
    return floor(exact(share) * cases + Fraction(1, 2))


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

    _check_counts(count, cases)
    _check_confidence(confidence)
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

    _check_counts(count_before, cases_before)
    _check_counts(count_after, cases_after)
    _check_confidence(confidence)
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
    """Return the ratio of two Poisson rates.

    Args:
        count_before: Number of events, earlier; positive.
        exposure_before: What they are counted over, such as years or people; positive.
        count_after: Number of events, later.
        exposure_after: What they are counted over, in the same unit; positive.
        confidence: Confidence of the interval, as a fraction.

    Raises:
        ValueError: If an exposure or the earlier count is not positive, or no such confidence.

    References:
        statsmodels 0.15.0, statsmodels.stats.rates.

    >>> faster = compare_rates(30, 51.5, 60, 51.6)
    >>> round(faster.ratio, 2), round(faster.p_value, 4)
    (2.0, 0.0016)
    """
    from statsmodels.stats.rates import confint_poisson_2indep, test_poisson_2indep

    if count_before < 1 or count_after < 0:
        raise ValueError("a ratio of rates needs at least 1 earlier event, and no negative count")
    if not (exposure_before > 0 and exposure_after > 0):
        raise ValueError("events are counted over something positive")
    _check_confidence(confidence)
    data = (count_after, exposure_after, count_before, exposure_before)
    lower, upper = confint_poisson_2indep(
        *data, method="score", compare="ratio", alpha=1 - confidence
    )
    p_value = float(test_poisson_2indep(*data, method="score", compare="ratio").pvalue)
    ratio = count_after / exposure_after / (count_before / exposure_before)
    return RateComparison(ratio, float(lower), float(upper), p_value, confidence)


def _check_counts(count: int, cases: int) -> None:
    if cases < 1 or not 0 <= count <= cases:
        raise ValueError(f"{count} of {cases} cases is no share")


def _check_confidence(confidence: float) -> None:
    if not 0 < confidence < 1:
        raise ValueError(f"the confidence lies between 0 and 1, and is {confidence:g}")
