"""Change between two levels: ratio, points, yearly rate, and what is left of it above a trend.

Growth is a fraction (0.2367 for +23.67%), a ratio is later over earlier (1.2367), and time is in
years. Functions that return an `Interval` evaluate their formula at the corners, exactly;
irrational powers and logarithms are enclosed to twenty decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import overload

from chongqing_livelihood.stats.corners import (
    bounded_ends,
    logarithm,
    positive_ends,
    positive_power,
    require_positive,
)
from chongqing_livelihood.stats.exact import Exact, exact
from chongqing_livelihood.stats.intervals import Interval, as_interval
from chongqing_livelihood.stats.timing import years_between

__all__ = [
    "Change",
    "ExcessGrowth",
    "annualised_growth",
    "excess_over_trend",
    "growth_from_addition",
    "log_ratio",
    "odds_ratio",
    "percentage_points",
    "relative_change",
    "tipping_point",
    "years_between",
]


@dataclass(frozen=True, slots=True)
class Change:
    """A quantity at two dates, and how far it moved.

    Attributes:
        before: The earlier level, in its unit.
        after: The later level, in the same unit.
        difference: Later minus earlier level, in the same unit.
        ratio: Later over earlier level.
    """

    before: Interval
    after: Interval
    difference: Interval
    ratio: Interval

    @property
    def growth(self) -> Interval:
        """The relative change, as a fraction of the earlier level."""
        return self.ratio - 1

    @property
    def growth_pct(self) -> Interval:
        """The relative change, in percent of the earlier level."""
        return self.growth * 100


@dataclass(frozen=True, slots=True)
class ExcessGrowth:
    """Growth beyond an assumed background, and the background that would explain all of it.

    Attributes:
        growth: The reported growth over the whole time, as a fraction.
        years: The time it took, in years.
        background: The assumed yearly background growth, as a fraction.
        excess: Growth over the whole time that the background leaves unexplained, as a fraction.
        tipping_point: The yearly background growth at which nothing is left, as a fraction.
    """

    growth: Interval
    years: Interval
    background: Interval
    excess: Interval
    tipping_point: Interval

    @property
    def excess_pct(self) -> Interval:
        """The unexplained growth, in percent."""
        return self.excess * 100


def relative_change(before: Exact | Interval, after: Exact | Interval) -> Change:
    """Return the change from ``before`` to ``after``.

    Args:
        before: Earlier level; every value it can have is positive.
        after: Later level, in the same unit.

    Raises:
        ValueError: If the earlier level can be zero or negative.

    >>> change = relative_change(30, 20)  # days to an approval
    >>> [str(end) for end in change.growth_pct.rounded_outward(1)]
    ['-33.4', '-33.3']
    """
    earlier, later = as_interval(before), as_interval(after)
    positive_ends("the baseline", earlier)
    return Change(earlier, later, later - earlier, later / earlier)


def growth_from_addition(level: Exact | Interval, addition: Exact | Interval) -> Change:
    """Return the change of a quantity that stands at ``level`` after growing by ``addition``.

    The growth is c / (L - c). L stands in it twice, so that the formula is evaluated at its
    corners instead of two intervals being divided.

    Args:
        level: Later level L.
        addition: What was added since the earlier level, c, in the same unit; may be negative.

    Raises:
        ValueError: If the earlier level L - c can be zero or negative, or an end is unknown.

    >>> insured = growth_from_addition(
    ...     Interval.between("2663.5", "2664.5"), Interval.between("815.5", "816.5"))
    >>> [str(end) for end in insured.growth_pct.rounded_outward(2)]
    ['44.10', '44.21']
    """
    later, added = as_interval(level), as_interval(addition)
    levels, additions = bounded_ends("the level", later), bounded_ends("the addition", added)
    earlier = later - added
    positive_ends("the baseline", earlier)
    # x / (x - c) is monotone in x and in c wherever the baseline is positive.
    ratios = [x / (x - c) for x in levels for c in additions]
    return Change(earlier, later, added, Interval(min(ratios), max(ratios)))


def percentage_points(before_pct: Exact | Interval, after_pct: Exact | Interval) -> Interval:
    """Return the change between two shares, in percentage points.

    Args:
        before_pct: Earlier share, in percent.
        after_pct: Later share, in percent.

    Raises:
        ValueError: If a share can lie outside 0 to 100.

    >>> percentage_points("89.59", "95.37")
    Interval(lower=Fraction(289, 50), upper=Fraction(289, 50))
    """
    return _share(after_pct, 100) - _share(before_pct, 100)


def odds_ratio(before: Exact | Interval, after: Exact | Interval) -> Interval:
    """Return the ratio of the odds of ``after`` to the odds of ``before``.

    Args:
        before: Earlier share, as a fraction between 0 and 1, both excluded.
        after: Later share, as a fraction between 0 and 1, both excluded.

    Raises:
        ValueError: If a share can reach 0 or 1, where the odds are nothing or without end.

    >>> round(float(odds_ratio("0.053", "0.085").lower), 2)
    1.66
    """
    return _odds(after) / _odds(before)


@overload
def log_ratio(ratio: Interval) -> Interval: ...
@overload
def log_ratio(ratio: Exact) -> float: ...
def log_ratio(ratio: Exact | Interval) -> float | Interval:
    """Return the natural logarithm of a ratio of two levels, the log response ratio lnRR.

    Args:
        ratio: Later level over earlier level; positive.

    Raises:
        ValueError: If the ratio can be zero or negative.

    References:
        Hedges, Gurevitch and Curtis (1999), The meta-analysis of response ratios in experimental
        ecology, Ecology 80(4), 1150-1156.

    >>> round(log_ratio(1.2367), 3)
    0.212
    """
    if not isinstance(ratio, Interval):
        return log(require_positive("the ratio", exact(ratio)))
    return logarithm("the ratio", ratio)


@overload
def annualised_growth(ratio: Interval, years: Exact | Interval) -> Interval: ...
@overload
def annualised_growth(ratio: Exact, years: Interval) -> Interval: ...
@overload
def annualised_growth(ratio: Exact, years: Exact) -> float: ...
def annualised_growth(ratio: Exact | Interval, years: Exact | Interval) -> float | Interval:
    """Return the constant yearly growth, as a fraction, that compounds to ``ratio``.

    Args:
        ratio: Later level over earlier level, 1 + growth; positive. An interval gives an interval.
        years: Time between the two levels, in years; positive. An interval gives an interval.

    Raises:
        ValueError: If either argument is not positive.

    >>> round(annualised_growth(1.2367, 3), 4)
    0.0734
    """
    if not isinstance(ratio, Interval) and not isinstance(years, Interval):
        root = 1 / require_positive("the time in years", exact(years))
        return float(float(require_positive("the ratio", exact(ratio))) ** float(root)) - 1
    low, high = bounded_ends("the time in years", as_interval(years))
    root = 1 / require_positive("the time in years", low)
    return positive_power("the ratio", as_interval(ratio), root, 1 / high) - 1


@overload
def tipping_point(growth: Interval, years: Exact | Interval) -> Interval: ...
@overload
def tipping_point(growth: Exact, years: Interval) -> Interval: ...
@overload
def tipping_point(growth: Exact, years: Exact) -> float: ...
def tipping_point(growth: Exact | Interval, years: Exact | Interval) -> float | Interval:
    """Return the yearly background growth, as a fraction, that would explain all of ``growth``.

    Args:
        growth: Growth over the whole time, as a fraction; above -1.
        years: Time it took, in years; positive.

    Raises:
        ValueError: If ``growth`` is not above -1 or ``years`` not positive.

    >>> round(tipping_point("0.2367", 3), 4)
    0.0734
    """
    if isinstance(growth, Interval):
        return annualised_growth(growth + 1, years)
    return annualised_growth(exact(growth) + 1, years)


def excess_over_trend(
    growth: Exact | Interval,
    years: Exact | Interval,
    background_low: Exact,
    background_high: Exact,
) -> ExcessGrowth:
    """Return what of ``growth`` is left above a background that is only known to lie in a range.

    The excess is (1 + r) / (1 + b)^T - 1. One unit at two dates with no control cannot separate
    a reform from a trend; the range of b is an assumption to be argued, not an estimate.

    Args:
        growth: Reported growth r over the whole time, as a fraction; above -1.
        years: Time T it took, in years; positive.
        background_low: Least background growth b a year, as a fraction; above -1.
        background_high: Greatest background growth a year, as a fraction.

    Raises:
        ValueError: If the range is upside down, or a growth or time is impossible.

    References:
        Manski and Pepper (2018), How Do Right-to-Carry Laws Affect Crime Rates? Rambachan and
        Roth (2023), A More Credible Approach to Parallel Trends.

    >>> chengxi = excess_over_trend("0.2367", 3, "-0.02", "0.04")
    >>> [f"{float(end):.1f}" for end in (chengxi.excess_pct.lower, chengxi.excess_pct.upper)]
    ['9.9', '31.4']
    """
    reported, time = as_interval(growth), as_interval(years)
    if exact(background_low) > exact(background_high):
        raise ValueError(f"the background cannot run from {background_low} to {background_high}")
    background = Interval.between(background_low, background_high)
    shortest, longest = bounded_ends("the time in years", time)
    require_positive("the time in years", shortest)
    trend = positive_power("1 + background", background + 1, shortest, longest)
    positive_ends("1 + growth", reported + 1)
    excess = (reported + 1) / trend - 1
    return ExcessGrowth(reported, time, background, excess, tipping_point(reported, time))


def _share(value: Exact | Interval, whole: int) -> Interval:
    share = as_interval(value)
    low, high = bounded_ends("a share", share)
    if low < 0 or high > whole:
        raise ValueError(f"a share lies between 0 and {whole}, not in {share}")
    return share


def _odds(value: Exact | Interval) -> Interval:
    share = _share(value, 1)
    low, high = bounded_ends("a share", share)
    if low == 0 or high == 1:
        raise ValueError("the odds of a share that can be 0 or 1 have no ratio")
    return Interval(low / (1 - low), high / (1 - high))
