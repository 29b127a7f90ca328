"""What can be said at worst: shares under non-response, tails from a mean, hidden confounders.

Shares and rates of non-response are fractions between 0 and 1. The bounds are sharp: every value
inside can be the true one, so that they say what is known without a model, and no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from chongqing_livelihood.stats.corners import bounded_ends, require_positive
from chongqing_livelihood.stats.exact import Exact, exact, plain, shown
from chongqing_livelihood.stats.intervals import Interval, as_interval


@dataclass(frozen=True, slots=True)
class NonresponseBounds:
    """The change of a share between two surveys, when those who did not answer can think anything.

    Attributes:
        before: The earlier share among all who were asked, as a fraction.
        after: The later share among all who were asked, as a fraction.
        change: Later minus earlier share, as a fraction.
        breakeven: The rate of non-response, the same in both surveys, at which the direction of
            the change is no longer known, as a fraction.
    """

    before: Interval
    after: Interval
    change: Interval
    breakeven: Interval

    @property
    def change_points(self) -> Interval:
        """The change, in percentage points."""
        return self.change * 100

    @property
    def direction_is_known(self) -> bool:
        """Whether the change has one sign throughout."""
        return not self.change.contains(0)


def bound_share(share: Exact | Interval, nonresponse: Exact | Interval) -> Interval:
    """Return the share among all who were asked, from the share among those who answered.

    With a share m that did not answer it lies in [p (1 - m), p (1 - m) + m]: none of them, or
    all of them, would have said yes.

    Args:
        share: Share p among those who answered, as a fraction.
        nonresponse: Share m of those asked who did not answer, as a fraction.

    Raises:
        ValueError: If either can lie outside 0 to 1.

    References:
        Manski (1990), Nonparametric Bounds on Treatment Effects. Manski (2003), Partial
        Identification of Probability Distributions.

    >>> [float(end) for end in (bound_share("0.9", "0.1").lower, bound_share("0.9", "0.1").upper)]
    [0.81, 0.91]
    """
    low, high = _fraction_ends("the share", share)
    most = _fraction_ends("the non-response", nonresponse)[1]
    # p(1 - m) falls with m, and p(1 - m) + m = 1 - (1 - p)(1 - m) rises with both.
    return Interval(low * (1 - most), 1 - (1 - high) * (1 - most))


def bound_change(
    before: Exact | Interval,
    after: Exact | Interval,
    nonresponse_before: Exact | Interval,
    nonresponse_after: Exact | Interval | None = None,
) -> NonresponseBounds:
    """Return the change of a share between two surveys, whatever those who did not answer think.

    Args:
        before: Earlier share among those who answered, as a fraction.
        after: Later share among those who answered, as a fraction.
        nonresponse_before: Share of those asked who did not answer, as a fraction.
        nonresponse_after: The same in the later survey; the same as before if not given.

    Raises:
        ValueError: If a share or a non-response can lie outside 0 to 1.

    References:
        As for `bound_share`.

    >>> satisfied = bound_change("0.8959", "0.9537", "0.10")
    >>> [str(end) for end in satisfied.change_points.rounded_outward(1)]
    ['-4.8', '15.3']
    >>> satisfied.direction_is_known
    False
    """
    later_nonresponse = nonresponse_before if nonresponse_after is None else nonresponse_after
    breakeven = breakeven_nonresponse(before, after)  # says which share is wrong, if one is
    earlier = bound_share(before, nonresponse_before)
    later = bound_share(after, later_nonresponse)
    return NonresponseBounds(earlier, later, later - earlier, breakeven)


def breakeven_nonresponse(before: Exact | Interval, after: Exact | Interval) -> Interval:
    """Return the non-response at which the direction of a change between surveys is lost.

    With the same non-response m in both, |d| (1 - m) = m gives m = |d| / (1 + |d|).

    Args:
        before: Earlier share among those who answered, as a fraction.
        after: Later share among those who answered, as a fraction.

    Raises:
        ValueError: If a share can lie outside 0 to 1.

    >>> round(float(breakeven_nonresponse("0.8959", "0.9537").lower), 4)
    0.0546
    """
    low, high = _fraction_ends("the earlier share", before)
    later_low, later_high = _fraction_ends("the later share", after)
    ends = [later_low - high, later_high - low]
    nearest = Fraction(0) if ends[0] <= 0 <= ends[1] else min(abs(end) for end in ends)
    farthest = max(abs(end) for end in ends)
    return Interval(nearest / (1 + nearest), farthest / (1 + farthest))


def bound_share_above(
    mean: Exact | Interval, cap: Exact, threshold: Exact, floor: Exact = 0
) -> Interval:
    """Return the share of cases above a threshold, from the mean of all and a cap on each.

    Markov's inequality, applied to the distance from the floor and from the cap: at least
    (mean - threshold) / (cap - threshold), at most (mean - floor) / (threshold - floor).

    Args:
        mean: Mean of all cases.
        cap: Greatest value that a case can have, in the unit of the mean.
        threshold: Value to be exceeded, between floor and cap.
        floor: Least value that a case can have.

    Raises:
        ValueError: If the threshold is not between floor and cap, or the mean can lie outside.

    References:
        Markov's inequality; any text on probability.

    >>> share = bound_share_above(71652, cap=200000, threshold=50000)
    >>> round(float(share.lower), 3), float(share.upper)
    (0.144, 1.0)
    """
    lowest, highest = exact(floor, "the floor"), exact(cap, "the cap")
    level = exact(threshold, "the threshold")
    if not lowest < level < highest:
        raise ValueError(
            f"the threshold {shown(level)} is not between {shown(lowest)} and {shown(highest)}: "
            "floor < threshold < cap is needed"
        )
    average = as_interval(mean, "the mean")
    low, high = bounded_ends("the mean", average)
    if low < lowest or high > highest:
        raise ValueError(
            f"a mean between {shown(lowest)} and {shown(highest)} is needed, not {average}"
        )
    return Interval(
        max(Fraction(0), (low - level) / (highest - level)),
        min(Fraction(1), (high - lowest) / (level - lowest)),
    )


def e_value(ratio: Exact) -> float:
    """Return the E-value of a risk or rate ratio: how strong a hidden confounder would have to be.

    It asks for a confounder that is spread unevenly between exposed and unexposed people. Where
    the exposure is calendar time, a period effect goes with it perfectly, and the E-value says
    little: the tipping point of ``trend`` is the headline then, and this is a footnote.

    Args:
        ratio: Risk or rate ratio; positive, inverted if below 1.

    Raises:
        ValueError: If the ratio is not positive.

    References:
        VanderWeele and Ding (2017), Sensitivity Analysis in Observational Research: Introducing
        the E-Value, Annals of Internal Medicine 167(4), 268-274.

    >>> round(e_value(1.2367), 2)
    1.78
    """
    rr = require_positive("the ratio", exact(ratio, "the ratio"))
    strong = plain(max(rr, 1 / rr), "the ratio")
    return strong + sqrt(strong * (strong - 1))


def _fraction_ends(name: str, value: Exact | Interval) -> tuple[Fraction, Fraction]:
    interval = as_interval(value, name)
    low, high = bounded_ends(name, interval)
    if low < 0 or high > 1:
        remedy = " (divide a percentage by 100)" if 1 < high <= 100 else ""
        raise ValueError(f"{name} lies between 0 and 1, not in {interval}{remedy}")
    return low, high
