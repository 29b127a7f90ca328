"""Growth a year, and what is left of a growth above an assumed background.

Growth is a fraction (0.2367 for +23.67%), a ratio is later over earlier (1.2367), and time is in
years. Irrational powers are enclosed to twenty decimals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

from chongqing_livelihood.stats.corners import (
    positive_ends,
    positive_power,
    require_positive,
    time_ends,
)
from chongqing_livelihood.stats.exact import Exact, exact
from chongqing_livelihood.stats.intervals import Interval, as_interval


@dataclass(frozen=True, slots=True)
class ExcessGrowth:
    """Growth beyond an assumed background, and the background that would explain all of it.

    Attributes:
        growth: The reported growth over the whole time, as a fraction.
        years: The time it took, in years.
        background: The assumed yearly background growth, as a fraction.
        shock: The assumed background change that came once, as a fraction.
        excess: Growth over the whole time that the background leaves unexplained, as a fraction.
        tipping_point: The yearly background growth at which nothing is left, as a fraction.
    """

    growth: Interval
    years: Interval
    background: Interval
    shock: Interval
    excess: Interval
    tipping_point: Interval

    @property
    def excess_pct(self) -> Interval:
        """The unexplained growth, in percent."""
        return self.excess * 100


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
    shortest, longest = time_ends(years)
    if not isinstance(ratio, Interval) and not isinstance(years, Interval):
        factor = float(require_positive("the ratio", exact(ratio, "the ratio")))
        try:
            return float(factor ** float(1 / shortest)) - 1
        except OverflowError:
            raise ValueError(
                f"a growth to {factor:g} times in {float(shortest):g} years has no yearly growth "
                "that can be written: take a longer time"
            ) from None
    return positive_power("the ratio", as_interval(ratio), 1 / shortest, 1 / longest) - 1


@overload
def tipping_point(
    growth: Interval, years: Exact | Interval, shock: Exact | Interval = 0
) -> Interval: ...
@overload
def tipping_point(growth: Exact, years: Interval, shock: Exact | Interval = 0) -> Interval: ...
@overload
def tipping_point(growth: Exact, years: Exact, shock: Interval) -> Interval: ...
@overload
def tipping_point(growth: Exact, years: Exact, shock: Exact = 0) -> float: ...
def tipping_point(
    growth: Exact | Interval, years: Exact | Interval, shock: Exact | Interval = 0
) -> float | Interval:
    """Return the yearly background growth, as a fraction, that would explain all of ``growth``.

    Args:
        growth: Growth over the whole time, as a fraction; above -1.
        years: Time it took, in years; positive.
        shock: Background change that came once on top of the yearly growth, such as the fall of
            visits in an epidemic year, as a fraction; above -1.

    Raises:
        ValueError: If ``growth`` or ``shock`` is not above -1, or ``years`` not positive.

    >>> round(tipping_point("0.2367", 3), 4), round(tipping_point("0.2367", 3, "-0.05"), 4)
    (0.0734, 0.0919)
    """
    if isinstance(growth, Interval) or isinstance(years, Interval) or isinstance(shock, Interval):
        once = as_interval(shock, "the shock") + 1
        positive_ends("1 + shock", once)
        return annualised_growth((as_interval(growth, "the growth") + 1) / once, years)
    once_exact = require_positive("1 + shock", exact(shock, "the shock") + 1)
    return annualised_growth((exact(growth, "the growth") + 1) / once_exact, years)


def excess_over_trend(
    growth: Exact | Interval,
    years: Exact | Interval,
    background_low: Exact,
    background_high: Exact,
    shock: Exact | Interval = 0,
) -> ExcessGrowth:
    """Return what of ``growth`` is left above a background that is only known to lie in a range.

    The excess is (1 + r) / ((1 + b)^T (1 + s)) - 1. One unit at two dates with no control cannot
    separate a reform from a trend; the range of b is an assumption to be argued, no estimate.

    Args:
        growth: Reported growth r over the whole time, as a fraction; above -1.
        years: Time T it took, in years; positive.
        background_low: Least background growth b a year, as a fraction; above -1.
        background_high: Greatest background growth a year, as a fraction.
        shock: Background change s that came once, such as the fall of visits in an epidemic
            year, as a fraction; above -1.

    Raises:
        ValueError: If the range is upside down, or a growth or time is impossible.

    References:
        Manski and Pepper (2018), How Do Right-to-Carry Laws Affect Crime Rates? Rambachan and
        Roth (2023), A More Credible Approach to Parallel Trends.

    >>> chengxi = excess_over_trend("0.2367", 3, "-0.02", "0.04")
    >>> [f"{float(end):.1f}" for end in (chengxi.excess_pct.lower, chengxi.excess_pct.upper)]
    ['9.9', '31.4']
    """
    reported = as_interval(growth, "the growth")
    shortest, longest = time_ends(years)
    time = Interval(shortest, longest)
    least = exact(background_low, "background_low")
    most = exact(background_high, "background_high")
    if least > most:
        raise ValueError(
            f"the background cannot run from {background_low} to {background_high}: swap them"
        )
    background = Interval(least, most)
    trend = positive_power("1 + background", background + 1, shortest, longest)
    positive_ends("1 + growth", reported + 1)
    once = as_interval(shock, "the shock") + 1
    positive_ends("1 + shock", once)
    return ExcessGrowth(
        growth=reported,
        years=time,
        background=background,
        shock=as_interval(shock),
        excess=(reported + 1) / (trend * once) - 1,
        tipping_point=tipping_point(reported, time, shock),
    )
