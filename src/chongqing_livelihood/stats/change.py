"""Change between two levels: ratio, percentage points, logarithm, odds; growth a year from `trend`.

Growth is a fraction (0.2367 for +23.67%), a ratio is later over earlier (1.2367). Functions that
return an `Interval` evaluate their formula at the corners, exactly; irrational logarithms are
enclosed to twenty decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import overload

from chongqing_livelihood.stats.corners import (
    bounded_ends,
    logarithm,
    positive_ends,
    require_positive,
)
from chongqing_livelihood.stats.exact import Exact, exact
from chongqing_livelihood.stats.intervals import Interval, as_interval
from chongqing_livelihood.stats.timing import years_between
from chongqing_livelihood.stats.trend import (
    ExcessGrowth,
    annualised_growth,
    excess_over_trend,
    tipping_point,
)

__all__ = [
    "Change",
    "ExcessGrowth",
    "annualised_growth",
    "excess_over_trend",
    "growth_from_addition",
    "log_ratio",
    "multiplier_of_part",
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
    earlier = as_interval(before, "the baseline")
    later = as_interval(after, "the later level")
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
    later, added = as_interval(level, "the level"), as_interval(addition, "the addition")
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


def multiplier_of_part(
    before: Exact | Interval, after: Exact | Interval, rest_growth: Exact | Interval = 0
) -> Interval:
    """Return the factor by which a part of a whole grew, from its share at two dates.

    A share can rise because the part grew or because the rest shrank: the factor is the odds
    ratio times 1 + the growth of the rest.

    Args:
        before: Earlier share of the part, as a fraction between 0 and 1, both excluded.
        after: Later share of the part, as a fraction between 0 and 1, both excluded.
        rest_growth: Growth of everything else, as a fraction; above -1. An assumption.

    Raises:
        ValueError: If a share can reach 0 or 1, or the rest can vanish.

    >>> [round(float(multiplier_of_part("0.053", "0.085", g).lower), 2) for g in ("-0.2", 0, "0.5")]
    [1.33, 1.66, 2.49]
    """
    rest = as_interval(rest_growth, "the growth of the rest") + 1
    positive_ends("1 + growth of the rest", rest)
    return odds_ratio(before, after) * rest


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
        return log(require_positive("the ratio", exact(ratio, "the ratio")))
    return logarithm("the ratio", ratio)


def _share(value: Exact | Interval, whole: int) -> Interval:
    share = as_interval(value, "a share")
    low, high = bounded_ends("a share", share)
    if low < 0 or high > whole:
        remedy = " (divide a percentage by 100)" if whole == 1 and 1 < high <= 100 else ""
        raise ValueError(f"a share lies between 0 and {whole}, not in {share}{remedy}")
    return share


def _odds(value: Exact | Interval) -> Interval:
    share = _share(value, 1)
    low, high = bounded_ends("a share", share)
    if low == 0 or high == 1:
        raise ValueError("the odds of a share that can be 0 or 1 have no ratio")
    return Interval(low / (1 - low), high / (1 - high))
