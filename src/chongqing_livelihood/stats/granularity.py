"""Which whole numbers can lie behind a printed percentage. Knows percentages as printed strings.

A share k/n and a growth (m - n)/n of counts are both whole numbers over a baseline n, so that one
test serves both. A percentage is passed as it is printed: "8.50" says more than "8.5".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import Literal

Rounding = Literal["half_up", "half_either", "truncate", "ceiling"]
"""How the last digit came about; half_either leaves open where an exact half went."""

Kind = Literal["share", "growth"]
"""A share lies between 0 and 100 percent; a growth is at least -100 percent."""


@dataclass(frozen=True, slots=True)
class PrintedPercentage:
    """The fractions that a printed percentage can stand for.

    Attributes:
        text: The percentage as printed, without its sign %.
        lower: Least fraction (0.2366 for 23.66%).
        upper: Greatest fraction.
        holds_lower: Whether ``lower`` itself rounds to ``text``.
        holds_upper: Whether ``upper`` itself rounds to ``text``.
        decimals: Number of printed decimals.
        kind: Whether it is a share or a growth.
    """

    text: str
    lower: Fraction
    upper: Fraction
    holds_lower: bool
    holds_upper: bool
    decimals: int
    kind: Kind

    def counts(self, denominator: int) -> range:
        """Return the whole numbers k for which k / ``denominator`` prints as this percentage."""
        low, high = self.lower * denominator, self.upper * denominator
        first = ceil(low) if self.holds_lower else floor(low) + 1
        last = floor(high) if self.holds_upper else ceil(high) - 1
        least = 0 if self.kind == "share" else -denominator
        most = denominator if self.kind == "share" else last
        return range(max(first, least), min(last, most) + 1)


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


def read_percentage(
    text: str, rounding: Rounding = "half_up", kind: Kind = "share"
) -> PrintedPercentage:
    """Return the fractions that the printed percentage ``text`` can stand for.

    Args:
        text: As printed, with its trailing zeros; a sign % at the end is ignored.
        rounding: How the last digit came about. Negative numbers mirror positive ones.
        kind: "share" or "growth".

    Raises:
        ValueError: If ``text`` is no plain decimal number, or lies outside its kind.

    >>> printed = read_percentage("8.5")
    >>> printed.lower, printed.upper, printed.holds_upper
    (Fraction(169, 2000), Fraction(171, 2000), False)
    """
    digits = text.removesuffix("%")
    try:
        number = Decimal(digits)
        decimals = -int(number.as_tuple().exponent)
    except (InvalidOperation, ValueError):
        raise ValueError(f"not a printed percentage: {text!r}") from None
    if decimals < 0 or "_" in digits or digits != digits.strip():
        raise ValueError(f"not a printed percentage: {text!r}")
    if number < (0 if kind == "share" else -100) or (kind == "share" and number > 100):
        raise ValueError(f"a {kind} cannot be {text}%")
    middle, place = Fraction(number) / 100, Fraction(1, 10 ** (decimals + 2))
    below, above, holds_inner, holds_outer = {
        "half_up": (place / 2, place / 2, True, False),
        "half_either": (place / 2, place / 2, True, True),
        "truncate": (Fraction(0), place, True, False),
        "ceiling": (place, Fraction(0), False, True),
    }[rounding]
    if number < 0:
        below, above, holds_inner, holds_outer = above, below, holds_outer, holds_inner
    return PrintedPercentage(
        digits, middle - below, middle + above, holds_inner, holds_outer, decimals, kind
    )


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
    _require_cases(denominator)
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
    _require_cases(denominator)
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
    _require_cases(first)
    if last < first:
        raise ValueError(f"no denominators from {first} to {last}")
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
    _require_cases(first)
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


def _require_cases(denominator: int) -> None:
    if denominator < 1:
        raise ValueError(f"a number of cases is positive, not {denominator}")
