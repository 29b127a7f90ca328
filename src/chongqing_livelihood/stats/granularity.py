"""Which whole numbers can lie behind a printed percentage. Knows percentages as printed strings.

A share k/n and a growth (m - n)/n of counts are both whole numbers over a baseline n, so that one
test serves both. A percentage is passed as it is printed: "8.50" says more than "8.5".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from chongqing_livelihood.stats.exact import quoted, whole
from chongqing_livelihood.stats.percentage import (
    Kind,
    PrintedPercentage,
    Rounding,
    read_percentage,
)

__all__ = [
    "GrimTest",
    "JointDenominator",
    "Kind",
    "PrintedPercentage",
    "Rounding",
    "chance_of_misfit",
    "check_granularity",
    "feasible_denominators",
    "joint_denominators",
    "largest_infeasible_denominator",
    "read_percentage",
    "smallest_denominator",
]

_MOST_TRIED = 10**7


@dataclass(frozen=True, slots=True)
class GrimTest:
    """Whether a printed percentage can come from a stated number of cases.

    Attributes:
        printed: The percentage and the rule by which it was rounded.
        denominator: The stated number of cases.
        counts: Every whole number that prints as the percentage; empty if there is none.
        neighbours_pct: The percentages that the nearest counts, below and above, really give.
    """

    printed: PrintedPercentage
    denominator: int
    counts: range
    neighbours_pct: tuple[Fraction, Fraction]

    @property
    def possible(self) -> bool:
        """Whether any count fits. A misfit is an inconsistency, and no proof of a false report."""
        return len(self.counts) > 0


@dataclass(frozen=True, slots=True)
class JointDenominator:
    """One number of cases that several printed percentages can share.

    Attributes:
        denominator: The number of cases.
        counts: For each percentage, the whole numbers that fit, in the order given.
    """

    denominator: int
    counts: tuple[range, ...]


def check_granularity(
    text: str, denominator: int, rounding: Rounding = "half_up", kind: Kind = "share"
) -> GrimTest:
    """Tell whether a printed percentage can come from ``denominator`` cases (the GRIM test).

    Args:
        text: The percentage as printed.
        denominator: The stated number of cases; for a growth, the earlier count.
        rounding: How the last digit came about.
        kind: "share" or "growth".

    Raises:
        ValueError: If the percentage cannot be read or ``denominator`` is not positive.

    References:
        Brown and Heathers (2017), The GRIM Test, Social Psychological and Personality
        Science 8(4), 363-369.

    >>> result = check_granularity("16.4", 436)
    >>> result.possible, [f"{float(pct):.2f}" for pct in result.neighbours_pct]
    (False, ['16.28', '16.51'])
    """
    printed = read_percentage(text, rounding, kind)
    denominator = _cases(denominator)
    below = floor(Fraction(printed.text) / 100 * denominator)
    neighbours = (Fraction(100 * below, denominator), Fraction(100 * (below + 1), denominator))
    return GrimTest(printed, denominator, printed.counts(denominator), neighbours)


def chance_of_misfit(text: str, denominator: int) -> Fraction:
    """Return the share of all percentages below 100 that no count of ``denominator`` gives.

    It is the chance that a percentage printed at random fails the test.

    Args:
        text: Any percentage with the decimals in question.
        denominator: The stated number of cases.

    Raises:
        ValueError: If the percentage cannot be read or ``denominator`` is not positive.

    References:
        Jung, R package scrutiny, function grim_probability.

    >>> float(chance_of_misfit("21.65", 436)), float(chance_of_misfit("16.4", 436))
    (0.9564, 0.564)
    """
    denominator = _cases(denominator)
    steps = 10 ** (read_percentage(text, kind="growth").decimals + 2)
    return max(Fraction(0), Fraction(steps - denominator, steps))


def feasible_denominators(printed: PrintedPercentage, first: int, last: int) -> list[int]:
    """Return the numbers of cases from ``first`` to ``last`` that can give the percentage.

    Args:
        printed: From `read_percentage`.
        first: Smallest number of cases to try; positive.
        last: Largest number of cases to try, included.

    Raises:
        ValueError: If the range is empty or does not start above zero.

    >>> feasible_denominators(read_percentage("66.09"), 1, 240)
    [115, 174, 230, 233]
    """
    _require_read(printed)
    first, last = _cases(first), _cases(last)
    if last < first:
        raise ValueError(f"no denominators from {first} to {last}: swap them")
    if last - first >= _MOST_TRIED:
        raise ValueError(f"{last - first + 1} denominators are too many: try {_MOST_TRIED} at most")
    return [n for n in range(first, last + 1) if printed.counts(n)]


def smallest_denominator(printed: PrintedPercentage) -> tuple[int, int]:
    """Return k and n for the smallest n that can give the percentage.

    The fraction is the simplest one in the interval, found by continued fractions: what the
    Stern-Brocot tree meets first. It is a lower bound for n, never an estimate.

    References:
        Flying Colours Maths, How many people did they ask?

    >>> smallest_denominator(read_percentage("89.59"))
    (198, 221)
    """
    _require_read(printed)
    if printed.lower < 0 < printed.upper or (printed.lower == 0 and printed.holds_lower):
        return 0, 1
    if printed.upper <= 0:  # the mirror image has the same denominators
        negative = _simplest(
            -printed.upper, -printed.lower, printed.holds_upper, printed.holds_lower
        )
        return -negative.numerator, negative.denominator
    upper, holds_upper = printed.upper, printed.holds_upper
    if printed.kind == "share" and upper > 1:
        upper, holds_upper = Fraction(1), True
    simplest = _simplest(printed.lower, upper, printed.holds_lower, holds_upper)
    return simplest.numerator, simplest.denominator


def largest_infeasible_denominator(printed: PrintedPercentage) -> int:
    """Return the largest number of cases that cannot give the percentage; 0 if all can.

    From 10^(decimals + 2) cases on every percentage is possible, so that the search ends.

    >>> largest_infeasible_denominator(read_percentage("23.67", kind="growth"))
    9850
    """
    _require_read(printed)
    last = 10 ** (printed.decimals + 2)
    return next((n for n in range(last, 0, -1) if not printed.counts(n)), 0)


def joint_denominators(
    printed: Sequence[PrintedPercentage], first: int = 1, last: int | None = None
) -> Iterator[JointDenominator]:
    """Yield the numbers of cases that can give every one of the percentages, in order.

    Args:
        printed: At least one percentage.
        first: Smallest number of cases to try; positive.
        last: Largest number of cases to try, included; None goes on without end.

    Raises:
        ValueError: If there is no percentage, or ``first`` is not positive.

    >>> both = [read_percentage("89.59"), read_percentage("95.37")]
    >>> [joint.denominator for joint in joint_denominators(both, last=1100)]
    [605, 778, 951, 1037]
    """
    if not printed:
        raise ValueError("no percentage is given, so that every denominator fits")
    _require_read(*printed)
    first, last = _cases(first), None if last is None else _cases(last)
    return _joint_denominators(printed, first, last)


def _joint_denominators(
    printed: Sequence[PrintedPercentage], first: int, last: int | None
) -> Iterator[JointDenominator]:
    # No share of fewer cases than the greatest of the smallest denominators fits them all.
    n = max(first, *(smallest_denominator(one)[1] for one in printed))
    while last is None or n <= last:
        counts = tuple(one.counts(n) for one in printed)
        if all(counts):
            yield JointDenominator(n, counts)
        n += 1


def _simplest(low: Fraction, high: Fraction | None, holds_low: bool, holds_high: bool) -> Fraction:
    """Return the fraction with the smallest denominator in an interval that is not negative."""
    whole = ceil(low) if holds_low else floor(low) + 1
    if high is None or whole < high or (whole == high and holds_high):
        return Fraction(whole)
    # No whole number fits: the interval lies between two, and its reciprocal is simpler.
    below = whole - 1
    rest_low, rest_high = low - below, high - below
    inner = _simplest(1 / rest_high, 1 / rest_low if rest_low > 0 else None, holds_high, holds_low)
    return below + 1 / inner


def _require_read(*printed: PrintedPercentage) -> None:
    for one in printed:
        if not isinstance(one, PrintedPercentage):
            raise ValueError(f"read the percentage first: read_percentage({quoted(one)})")


def _cases(denominator: int) -> int:
    return whole(denominator, "the number of cases", least=1)
