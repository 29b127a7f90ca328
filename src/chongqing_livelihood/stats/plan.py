"""How demanding a target is: the pace it needs, its share of the gap, the population it assumes.

A pace is a yearly growth as a fraction. Where a level cannot pass a ceiling (100 percent), two
paces cannot be compared, and the share of the gap to the ceiling can.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from chongqing_livelihood.stats.change import annualised_growth, relative_change
from chongqing_livelihood.stats.corners import (
    bounded_ends,
    logarithm,
    positive_ends,
    require_positive,
)
from chongqing_livelihood.stats.exact import Exact, exact, quoted, shown
from chongqing_livelihood.stats.intervals import Interval, as_interval
from chongqing_livelihood.stats.timing import middle_of

_SLOWEST = Fraction(1, 10**6)


@dataclass(frozen=True, slots=True)
class RequiredPace:
    """What a target asks for, from its baseline on.

    Attributes:
        baseline: The level at the start, in the unit of the indicator.
        target: The level to be reached, in the same unit.
        years: Time left, in years.
        ratio: Target over baseline.
        annual_growth: Constant yearly growth that reaches the target, as a fraction.
        annual_step: Constant yearly addition that reaches the target, in the unit.
    """

    baseline: Interval
    target: Interval
    years: Interval
    ratio: Interval
    annual_growth: Interval
    annual_step: Interval

    @property
    def already_reached(self) -> bool:
        """Whether the baseline lies at or above the target, whatever the numbers can mean."""
        return self.ratio.upper is not None and self.ratio.upper <= 1


@dataclass(frozen=True, slots=True)
class PaceComparison:
    """The pace that a target asks for, beside the pace of the years before.

    Attributes:
        earlier: Constant yearly growth up to the baseline, as a fraction.
        required: Constant yearly growth from the baseline to the target, as a fraction.
        faster_by: Required minus earlier yearly growth, as a fraction.
    """

    earlier: Interval
    required: Interval
    faster_by: Interval


def required_pace(
    baseline: Exact | Interval, target: Exact | Interval, years: Exact | Interval
) -> RequiredPace:
    """Return the yearly growth, and the yearly step, that lead from a baseline to a target.

    Args:
        baseline: Level at the start; positive.
        target: Level to be reached, in the same unit; positive.
        years: Time left, in years; positive.

    Raises:
        ValueError: If a level or the time is not positive.

    >>> beds = required_pace(10101, 15000, years=5)
    >>> round(float(beds.annual_growth.lower), 3), float(beds.annual_step.lower)
    (0.082, 979.8)
    """
    positive_ends("the target", as_interval(target, "the target"))
    change = relative_change(baseline, target)
    time = as_interval(years, "the time in years")
    growth = annualised_growth(change.ratio, time)
    return RequiredPace(
        change.before, change.after, time, change.ratio, growth, change.difference / time
    )


def compare_pace(
    earlier: Exact | Interval,
    baseline: Exact | Interval,
    target: Exact | Interval,
    years_before: Exact | Interval,
    years_ahead: Exact | Interval,
) -> PaceComparison:
    """Return the pace to a target beside the pace that led to its baseline.

    The baseline stands in both, so that its corners are evaluated for the difference: a higher
    baseline makes the past faster and the future slower.

    Args:
        earlier: Level at the start of the earlier period; positive.
        baseline: Level between the periods, in the same unit; positive.
        target: Level to be reached, in the same unit; positive.
        years_before: Time from the first level to the baseline, in years; positive.
        years_ahead: Time from the baseline to the target, in years; positive.

    Raises:
        ValueError: If a level or a time is not positive, or the baseline is unbounded.

    >>> pace = compare_pace(80, 100, 150, years_before=5, years_ahead=5)
    >>> [round(float(one.lower), 3) for one in (pace.earlier, pace.required, pace.faster_by)]
    [0.046, 0.084, 0.039]
    """
    before = as_interval(earlier, "the earlier level")
    between, goal = as_interval(baseline, "the baseline"), as_interval(target, "the target")
    for name, level in [("the earlier level", before), ("the target", goal)]:
        positive_ends(name, level)
    corners = bounded_ends("the baseline", between)
    past = annualised_growth(relative_change(before, between).ratio, years_before)
    required = annualised_growth(relative_change(between, goal).ratio, years_ahead)
    ends = []
    for end in corners:
        to_it = annualised_growth(relative_change(before, end).ratio, years_before)
        from_it = annualised_growth(relative_change(end, goal).ratio, years_ahead)
        ends.append(from_it - to_it)
    return PaceComparison(past, required, ends[0].hull(ends[1]))


def share_of_gap(
    baseline: Exact | Interval, target: Exact | Interval, ceiling: Exact = 100
) -> Interval:
    """Return the share of the gap between baseline and ceiling that a target would close.

    Args:
        baseline: Level at the start, below the ceiling.
        target: Level to be reached, at most the ceiling; below the baseline gives a negative share.
        ceiling: Level that cannot be passed, in the same unit.

    Raises:
        ValueError: If the baseline can reach the ceiling, or the target can pass it.

    >>> [str(end) for end in share_of_gap("53.3", 60).rounded_outward(3)]
    ['0.143', '0.144']
    """
    top = exact(ceiling, "the ceiling")
    low, high = bounded_ends("the baseline", as_interval(baseline, "the baseline"))
    goal_low, goal_high = bounded_ends("the target", as_interval(target, "the target"))
    if high >= top:
        raise ValueError(f"a baseline that can be {shown(high)} leaves no gap to {shown(top)}")
    if goal_high > top:
        raise ValueError(f"a target that can be {shown(goal_high)} passes the ceiling {shown(top)}")
    # 1 - (C - T) / (C - B) rises with the target and falls with the baseline.
    return Interval(1 - (top - goal_low) / (top - high), 1 - (top - goal_high) / (top - low))


def years_left(today: str, deadline: str) -> Fraction:
    """Return the time from a period to the end of a later year, in years.

    From a baseline of one year to a target for another, take `years_between` instead: both are
    levels of a whole year.

    Args:
        today: A year, month or day such as ``"2023-06"``; its middle counts.
        deadline: The year in which the target falls due, such as ``"2025"``; its end counts.

    Raises:
        ValueError: If a period cannot be read, or the deadline is past.

    >>> round(float(years_left("2023-06", "2025")), 2)
    2.54
    """
    left = middle_of(deadline) + Fraction(1, 2) - middle_of(today)
    if not deadline.isdigit():
        raise ValueError(f"the deadline is a year such as 2025, not {quoted(deadline)}")
    if left <= 0:
        raise ValueError(f"the deadline is past: {deadline} ends before the middle of {today}")
    return left


def years_to_reach(
    level: Exact | Interval, target: Exact | Interval, annual_growth: Exact | Interval
) -> Interval:
    """Return the time that constant growth takes from a level to a target, in years.

    Args:
        level: Level now; positive.
        target: Level to be reached, in the same unit, at or above the level.
        annual_growth: Yearly growth, as a fraction; positive.

    Raises:
        ValueError: If the level or the growth is not positive, or the target lies below the level.

    >>> [str(end) for end in years_to_reach(3131, 9000, "0.05").rounded_outward(1)]
    ['21.6', '21.7']
    """
    now, goal = as_interval(level, "the level"), as_interval(target, "the target")
    growth = as_interval(annual_growth, "the yearly growth")
    slowest = positive_ends("the yearly growth", growth)[0]
    if slowest < _SLOWEST:
        raise ValueError(
            f"a yearly growth of {shown(slowest)} leads nowhere within a million years"
        )
    ratio = relative_change(now, goal).ratio
    if ratio.lower is None or ratio.lower < 1:
        raise ValueError(f"growth does not lead from {now} down to {goal}: swap level and target")
    return logarithm("the ratio", ratio) / logarithm("1 + growth", growth + 1)


def implied_population(
    count: Exact | Interval, rate: Exact | Interval, per: Exact = 1000
) -> Interval:
    """Return the number of people for whom a count and a rate say the same.

    Args:
        count: What is counted, such as places or beds.
        rate: The same for every ``per`` people; positive.
        per: Number of people to which the rate refers.

    Raises:
        ValueError: If the rate can be zero or negative.

    >>> people = implied_population(7200, Interval.between("4.45", "4.55"))
    >>> [str(end) for end in people.rounded_outward(0)]
    ['1582417', '1617978']
    """
    share, counted = as_interval(rate, "the rate"), as_interval(count, "the count")
    positive_ends("the rate", share)
    if counted.lower is None or counted.lower < 0:
        raise ValueError(f"the count cannot be negative, and lies in {counted}")
    return counted / share * require_positive("per", exact(per, "per"))
