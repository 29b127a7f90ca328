"""Check the ends of intervals, and take powers and logarithms at them."""

from __future__ import annotations

from fractions import Fraction

from chongqing_livelihood.stats.exact import (
    LARGEST_EXPONENT,
    Exact,
    enclose_log,
    enclose_power,
    shown,
)
from chongqing_livelihood.stats.intervals import Interval, as_interval


def require_positive(name: str, value: Fraction) -> Fraction:
    """Return ``value``, or raise a ValueError that names it if it is not positive.

    >>> require_positive("years", Fraction(3))
    Fraction(3, 1)
    """
    if value <= 0:
        raise ValueError(f"{name} must be positive, and is {shown(value)}")
    return value


def positive_ends(name: str, interval: Interval) -> tuple[Fraction, Fraction | None]:
    """Return the ends, or raise a ValueError if the interval holds anything not positive.

    >>> positive_ends("ratio", Interval.between(2, None))
    (Fraction(2, 1), None)
    """
    if interval.lower is None or interval.lower <= 0:
        low = "negative without end" if interval.lower is None else shown(interval.lower)
        raise ValueError(f"{name} must be positive, and can be {low}")
    return interval.lower, interval.upper


def bounded_ends(name: str, interval: Interval) -> tuple[Fraction, Fraction]:
    """Return the ends, or raise a ValueError if one of them is unknown.

    >>> bounded_ends("level", Interval.between(2, 3))
    (Fraction(2, 1), Fraction(3, 1))
    """
    if interval.lower is None or interval.upper is None:
        raise ValueError(f"{name} must be bounded on both sides")
    return interval.lower, interval.upper


def time_ends(years: Exact | Interval) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest time in years, or raise a ValueError that names it.

    >>> time_ends(3)
    (Fraction(3, 1), Fraction(3, 1))
    """
    name = "the time in years"
    shortest, longest = bounded_ends(name, as_interval(years, name))
    require_positive(name, shortest)
    if shortest * LARGEST_EXPONENT < 1 or longest > LARGEST_EXPONENT:
        raise ValueError(
            f"{name} lies between {1 / LARGEST_EXPONENT:g} and {LARGEST_EXPONENT}, "
            f"not in [{shown(shortest)}, {shown(longest)}]"
        )
    return shortest, longest


def positive_power(name: str, base: Interval, *exponents: Fraction) -> Interval:
    """Return the powers of a positive base for all exponents between the given positive ones.

    Raises:
        ValueError: If the base can be zero or negative.

    >>> positive_power("ratio", Interval.between(2, 3), Fraction(1), Fraction(2))
    Interval(lower=Fraction(2, 1), upper=Fraction(9, 1))
    """
    low, high = positive_ends(name, base)
    return Interval(
        min(enclose_power(low, exponent)[0] for exponent in exponents),
        None if high is None else max(enclose_power(high, exponent)[1] for exponent in exponents),
    )


def logarithm(name: str, interval: Interval) -> Interval:
    """Return the natural logarithm of a positive interval.

    Raises:
        ValueError: If the interval holds anything not positive.

    >>> logarithm("ratio", Interval.exactly(1))
    Interval(lower=Fraction(0, 1), upper=Fraction(0, 1))
    """
    low, high = positive_ends(name, interval)
    return Interval(enclose_log(low)[0], None if high is None else enclose_log(high)[1])
