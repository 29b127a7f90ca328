"""Exact intervals, and the interval that a printed number can mean. Knows no texts or files."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, inf
from typing import Protocol

from chongqing_livelihood.stats.exact import Exact, exact, round_outward, shown

__all__ = ["Exact", "Interval", "PrintedNumber", "Reading", "as_interval", "exact"]

COUNTING_UNITS = frozenset({"person", "household", "visit", "bed", "seat", "item"})
"""Units in which an integer printed in full is exactly itself."""

SIGNED_UNITS = frozenset({"percent", "permille", "percentage_point", "times"})
"""Units that can state a change, and so can lie below zero."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``lower`` to ``upper``, both included; None means unbounded.

    The arithmetic is exact and takes its operands as independent: an interval minus itself is not
    zero. Where a quantity stands twice, evaluate the formula at its corners, as ``change`` does.

    Raises:
        ValueError: If the ends are in the wrong order, or not exact.

    >>> Interval.between(1, 2) * Interval.between("-0.5", 3)
    Interval(lower=Fraction(-1, 1), upper=Fraction(6, 1))
    >>> Interval.exactly(100) / Interval.between(4, 5)
    Interval(lower=Fraction(20, 1), upper=Fraction(25, 1))
    """

    lower: Fraction | None
    upper: Fraction | None

    def __post_init__(self) -> None:
        if not all(end is None or isinstance(end, Fraction) for end in (self.lower, self.upper)):
            raise ValueError(f"ends are Fractions: use Interval.between{self.lower, self.upper}")
        if self.lower is not None and self.upper is not None and self.lower > self.upper:
            ends = f"{shown(self.lower)} down to {shown(self.upper)}"
            raise ValueError(f"an interval cannot run from {ends}: swap them")

    @classmethod
    def between(cls, lower: Exact | None, upper: Exact | None) -> Interval:
        """Return the interval from ``lower`` to ``upper``, each taken as it is written."""
        low = None if lower is None else exact(lower, "the lower end")
        return cls(low, None if upper is None else exact(upper, "the upper end"))

    @classmethod
    def exactly(cls, value: Exact) -> Interval:
        """Return the interval that holds ``value`` alone."""
        return cls(exact(value), exact(value))

    @property
    def width(self) -> Fraction | None:
        """Upper end minus lower end; None if unbounded."""
        if self.lower is None or self.upper is None:
            return None
        return self.upper - self.lower

    def contains(self, other: Exact | Interval) -> bool:
        """Tell whether every value of ``other`` lies in this interval.

        >>> Interval.between(None, 3).contains(3), Interval.between(1, 2).contains("2.5")
        (True, False)
        """
        inner_low, inner_high = _ends(as_interval(other))
        low, high = _ends(self)
        return low <= inner_low and inner_high <= high

    def overlaps(self, other: Exact | Interval) -> bool:
        """Tell whether the two intervals share a value; a common end is enough."""
        return self.intersection(other) is not None

    def hull(self, other: Exact | Interval) -> Interval:
        """Return the smallest interval that holds both."""
        lows, highs = zip(_ends(self), _ends(as_interval(other)), strict=True)
        return _interval(min(lows), max(highs))

    def intersection(self, other: Exact | Interval) -> Interval | None:
        """Return what the two intervals share, or None."""
        lows, highs = zip(_ends(self), _ends(as_interval(other)), strict=True)
        return _interval(max(lows), min(highs)) if max(lows) <= min(highs) else None

    def rounded_outward(self, places: int) -> tuple[Decimal | None, Decimal | None]:
        """Return the ends for print, with ``places`` decimals: the lower one rounded down.

        >>> growth = Interval.between("0.441000", "0.442149")
        >>> [str(end) for end in (growth * 100).rounded_outward(2)]
        ['44.10', '44.22']
        """
        return (
            None if self.lower is None else round_outward(self.lower, places, floor),
            None if self.upper is None else round_outward(self.upper, places, ceil),
        )

    def __str__(self) -> str:
        low = "-inf" if self.lower is None else shown(self.lower)
        high = "inf" if self.upper is None else shown(self.upper)
        return f"[{low}, {high}]"

    def __neg__(self) -> Interval:
        low, high = _ends(self)
        return _interval(-high, -low)

    def __add__(self, other: Exact | Interval) -> Interval:
        low, high = _ends(self)
        other_low, other_high = _ends(as_interval(other))
        return _interval(low + other_low, high + other_high)

    __radd__ = __add__

    def __sub__(self, other: Exact | Interval) -> Interval:
        return self + -as_interval(other)

    def __rsub__(self, other: Exact | Interval) -> Interval:
        return as_interval(other) + -self

    def __mul__(self, other: Exact | Interval) -> Interval:
        corners = [_product(a, b) for a in _ends(self) for b in _ends(as_interval(other))]
        return _interval(min(corners), max(corners))

    __rmul__ = __mul__

    def __truediv__(self, other: Exact | Interval) -> Interval:
        return self * _reciprocal(as_interval(other))

    def __rtruediv__(self, other: Exact | Interval) -> Interval:
        return as_interval(other) * _reciprocal(self)


class PrintedNumber(Protocol):
    """What `Reading` needs to know of a printed number; values are in base units."""

    @property
    def value(self) -> Decimal | None:
        """The printed number; None for a range."""

    @property
    def low(self) -> Decimal | None:
        """The lower end of a printed range."""

    @property
    def high(self) -> Decimal | None:
        """The upper end of a printed range."""

    @property
    def qualifier(self) -> str:
        """One of exact, about, nearly, over, under, at_least, at_most, some."""

    @property
    def unit(self) -> str | None:
        """The unit by its code, such as percent or person."""

    @property
    def digit_place(self) -> Decimal | None:
        """Place value p of the last printed digit: 1000 in 3.5万, 0.01 in 23.67%, 1 in 4000."""

    @property
    def nonzero_place(self) -> Decimal | None:
        """Place value q of the last digit that is not zero: 1000 in 4000, 10000 in 25万."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The convention by which a printed number x stands for an interval.

    With p the place value of the last printed digit and q that of the last non-zero digit:
    exact is [x - p/2, x + p/2], but an integer count printed in full (p is 1 and the unit one
    of `COUNTING_UNITS`) is exactly itself; over is [x, x + q], nearly and under are
    [x - q, x], about is [x - q/2, x + q/2], at_least is [x, oo), at_most is (-oo, x]; a printed
    range, whatever its qualifier, is [low, high]. Ends that Chinese usage leaves out (一百多 is
    more than 100) are kept: a closed interval claims less. A quantity that cannot be negative
    (x >= 0, in a unit outside `SIGNED_UNITS`) has no values below zero, so a lower end is cut
    off there.

    Attributes:
        widen: Multiplies p/2 and q. Widening never narrows an interval; below 1 it believes more
            than was printed, down to 0, which takes every number at its face value.
        trust_round_counts: Whether 4000 persons means 4000. If not, it is read as rounded to its
            last non-zero digit, 3500 to 4500; a count that does not end in zeros stays itself.

    Raises:
        ValueError: If ``widen`` is negative.

    >>> from types import SimpleNamespace
    >>> nearly = SimpleNamespace(  # 近3.5万户
    ...     value=Decimal(35000), low=None, high=None, qualifier="nearly", unit="household",
    ...     digit_place=Decimal(1000), nonzero_place=Decimal(1000))
    >>> Reading().interval(nearly)
    Interval(lower=Fraction(34000, 1), upper=Fraction(35000, 1))
    >>> Reading(widen=2).interval(nearly)
    Interval(lower=Fraction(33000, 1), upper=Fraction(35000, 1))
    """

    widen: Fraction | float = 1
    trust_round_counts: bool = True

    def __post_init__(self) -> None:
        if exact(self.widen, "widen") < 0:
            raise ValueError(f"widen multiplies widths and cannot be negative: {self.widen}")

    def interval(self, number: PrintedNumber) -> Interval:
        """Return the values that ``number`` can mean, in its own unit.

        Raises:
            ValueError: If ``number`` has neither value nor range, lacks the place of its last
                digit where that is needed, or carries an unknown qualifier.
        """
        if number.low is not None or number.high is not None:
            return Interval.between(number.low, number.high)
        if number.value is None:
            raise ValueError(f"a number ({number.qualifier}) has neither a value nor a range")
        x = exact(number.value)
        below, above = self._distances(number)
        lower = None if below is None else x - below
        if lower is not None and x >= 0 and number.unit and number.unit not in SIGNED_UNITS:
            lower = max(lower, Fraction(0))
        return Interval(lower, None if above is None else x + above)

    def _distances(self, number: PrintedNumber) -> tuple[Fraction | None, Fraction | None]:
        """Return how far the meaning reaches below and above the printed value."""
        zero = Fraction(0)
        match number.qualifier:
            case "at_least":
                return zero, None
            case "at_most":
                return None, zero
            case "exact":
                half = self._half_width(number)
                return half, half
            case "about":
                half = self._unit(number) / 2
                return half, half
            case "over":
                return zero, self._unit(number)
            case "nearly" | "under":
                return self._unit(number), zero
        raise ValueError(f"no reading for the qualifier {number.qualifier!r} at {number.value}")

    def _half_width(self, number: PrintedNumber) -> Fraction:
        if number.digit_place != 1 or number.unit not in COUNTING_UNITS:
            return self._scaled(number.digit_place, number) / 2
        unit = self._unit(number)
        return Fraction(0) if self.trust_round_counts or number.nonzero_place == 1 else unit / 2

    def _unit(self, number: PrintedNumber) -> Fraction:
        # A printed zero has no non-zero digit: its last digit has to do.
        return self._scaled(number.nonzero_place or number.digit_place, number)

    def _scaled(self, place: Decimal | None, number: PrintedNumber) -> Fraction:
        if place is None:
            raise ValueError(f"{number.value} ({number.qualifier}) lacks the place of a digit")
        return exact(place) * exact(self.widen)


def as_interval(value: Exact | Interval, name: str = "the number") -> Interval:
    """Return an interval as it is, and a number as the interval that holds it alone.

    >>> as_interval(3) == Interval.exactly(3)
    True
    """
    return value if isinstance(value, Interval) else Interval(*[exact(value, name)] * 2)


def _ends(interval: Interval) -> tuple[Fraction | float, Fraction | float]:
    # A Fraction compares exactly with an infinite float, and no other float gets in here.
    low, high = interval.lower, interval.upper
    return -inf if low is None else low, inf if high is None else high


def _interval(lower: Fraction | float, upper: Fraction | float) -> Interval:
    return Interval(
        lower if isinstance(lower, Fraction) else None,
        upper if isinstance(upper, Fraction) else None,
    )


def _product(a: Fraction | float, b: Fraction | float) -> Fraction | float:
    if isinstance(a, Fraction) and isinstance(b, Fraction):
        return a * b
    if a == 0 or b == 0:  # nothing times however much is nothing
        return Fraction(0)
    return inf if (a > 0) == (b > 0) else -inf


def _reciprocal(interval: Interval) -> Interval:
    if interval.contains(0):
        raise ValueError(f"cannot divide by an interval that holds zero: {interval}")
    low, high = _ends(interval)
    return _interval(
        1 / high if isinstance(high, Fraction) else Fraction(0),
        1 / low if isinstance(low, Fraction) else Fraction(0),
    )
