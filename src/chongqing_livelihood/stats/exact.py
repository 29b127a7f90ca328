"""Take numbers exactly as written; enclose their powers and logarithms. Knows no intervals."""

from __future__ import annotations

import reprlib
from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor
from numbers import Rational, Real

Exact = int | Fraction | Decimal | float | str
"""A number that is taken exactly as it is written (see `exact`)."""

PLACES = 20
"""Decimals to which irrational results are enclosed."""

LARGEST_EXPONENT = 1000
"""Greatest exponent, either way: a thousand years, or a thousandth of one."""

FARTHEST = 100
"""No number passes 10^FARTHEST, far beyond anything reported."""

_CONTEXT = Context(prec=60)  # far more digits than PLACES, so that the last of them is right
_MARGIN = Fraction(1, 10**40)
_FARTHEST_BITS = (10**FARTHEST).bit_length()
_MOST_DECIMALS = 400  # every float has fewer


def exact(value: Exact, name: str = "the number") -> Fraction:
    """Return ``value`` as a fraction, exactly as it is written.

    A float means the decimal it prints as: 0.1 is one tenth, because that is what somebody
    typed into a parameter. Whole numbers of numpy, which overflow in silence, become plain ones.

    Args:
        value: A number, or the text of one: ``3``, ``0.05``, ``"23.67"``, ``"1/3"``.
        name: What it is, for the sentence that refuses it.

    Raises:
        ValueError: If ``value`` is not a finite number, or greater than any reported one.

    >>> exact(0.1), exact("23.67"), exact(3)
    (Fraction(1, 10), Fraction(2367, 100), Fraction(3, 1))
    >>> exact(float("nan"), "the baseline")
    Traceback (most recent call last):
    ...
    ValueError: the baseline is nan, which is not a finite number: write it as 3, 0.05 or "23.67"
    """
    try:
        number = _read(value)
    except (ValueError, TypeError, ArithmeticError):
        remedy = 'write it as 3, 0.05 or "23.67"'
        if isinstance(value, str) and value.endswith("%"):
            remedy = "write it without the sign %"
        raise ValueError(
            f"{name} is {quoted(value)}, which is not a finite number: {remedy}"
        ) from None
    if number is None or _is_far(number):
        raise ValueError(
            f"{name} is {quoted(value)}: no reported number passes 1e{FARTHEST}, or has "
            f"{_MOST_DECIMALS} decimals"
        )
    return number


def whole(value: Exact, name: str, least: int = 0, most: int = 10**12) -> int:
    """Return ``value`` as a whole number.

    Args:
        value: A whole number; 26.0 is one, 26.5 and True are not.
        name: What it is, for the sentence that refuses it.
        least: Least number that it can be.
        most: Greatest number that it can be.

    Raises:
        ValueError: If ``value`` is not a whole number, or out of its range.

    >>> whole(26.0, "the number of units", least=1)
    26
    """
    number = exact(value, name)
    if number.denominator != 1:
        raise ValueError(f"{name} must be a whole number, and is {shown(number)}")
    if number < least:
        raise ValueError(f"{name} must be at least {least}, and is {shown(number)}")
    if number > most:
        raise ValueError(f"{name} can be {most} at most, and is {shown(number)}")
    return int(number)


def plain(value: Exact, name: str) -> float:
    """Return ``value`` as a float, which is finite.

    >>> plain("0.05", "the level")
    0.05
    """
    return float(exact(value, name))


def plain_between(value: Exact, name: str, low: float, high: float) -> float:
    """Return ``value`` as a float that lies between ``low`` and ``high``, both excluded.

    >>> plain_between(0.95, "the confidence", 0, 1)
    0.95
    """
    number = plain(value, name)
    if not low < number < high:
        percent = " (divide a percentage by 100)" if high == 1 < number <= 100 else ""
        raise ValueError(f"{name} lies between {low:g} and {high:g}, and is {number:g}{percent}")
    return number


def plain_positive(value: Exact, name: str) -> float:
    """Return ``value`` as a float that is positive.

    >>> plain_positive(36, "the exposure")
    36.0
    """
    number = plain(value, name)
    if number <= 10.0**-FARTHEST:  # what is smaller is an error of rounding
        raise ValueError(f"{name} must be positive, and is {number:g}")
    return number


def quoted(value: object) -> str:
    """Return what was given, for a sentence that refuses it: short, and on one line.

    >>> quoted("5 or so"), quoted(list(range(100)))
    ("'5 or so'", '[0, 1, 2, 3, 4, 5, ...]')
    """
    return " ".join(reprlib.repr(value).split())


def shown(value: Fraction) -> str:
    """Return a number for a sentence: short, and also where a float cannot hold it.

    >>> shown(Fraction(1, 3)), shown(Fraction(10**400))
    ('0.333333', '1e+400')
    """
    if _is_far(value):
        return f"{_decimal(value):.0e}"
    return f"{float(value):g}"


def _is_far(value: Fraction) -> bool:
    # By the lengths of its two numbers, which costs next to nothing.
    return bool(value.numerator.bit_length() > value.denominator.bit_length() + _FARTHEST_BITS)


def _read(value: object) -> Fraction | None:
    """Return a number as a fraction, or None if it is too long to be worth writing out."""
    match value:
        case bool():
            raise TypeError
        case Fraction():
            return value
        case Rational():  # numpy's whole numbers are among them, and must not stay what they are
            return Fraction(int(value.numerator), int(value.denominator))
        case str() if "/" in value:
            return Fraction(value)
        case str() | Real():  # str() of a float is the decimal it prints as, also of numpy's
            return _read(Decimal(str(value)))
        case Decimal():
            if value.is_finite() and not -_MOST_DECIMALS < value.adjusted() <= FARTHEST:
                return None
            return Fraction(value)
    raise TypeError


def enclose_power(base: Fraction, exponent: Fraction) -> tuple[Fraction, Fraction]:
    """Return a lower and an upper bound of ``base ** exponent``; equal if the power is rational.

    Args:
        base: Positive; zero is allowed with a positive exponent.
        exponent: Any; a whole one gives the exact power.

    Raises:
        ValueError: If the power is not a real number.

    >>> low, high = enclose_power(Fraction(2), Fraction(1, 2))
    >>> low**2 < 2 < high**2
    True
    """
    if base < 0 or (base == 0 and exponent <= 0):
        raise ValueError(f"{shown(base)} has no power {shown(exponent)}: the base must be positive")
    if abs(exponent) > LARGEST_EXPONENT:
        raise ValueError(
            f"a power of {shown(exponent)} is out of reach: {LARGEST_EXPONENT} is the greatest"
        )
    if exponent.denominator == 1:
        power = base**exponent.numerator
        return power, power
    if base in (0, 1):
        return base, base
    logarithm = _CONTEXT.multiply(_decimal(exponent), _CONTEXT.ln(_decimal(base)))
    return _enclose(_CONTEXT.exp(logarithm))


def enclose_log(value: Fraction) -> tuple[Fraction, Fraction]:
    """Return a lower and an upper bound of the natural logarithm of ``value``.

    Raises:
        ValueError: If ``value`` is not positive.

    >>> [round(float(end), 4) for end in enclose_log(Fraction("1.2367"))]
    [0.2124, 0.2124]
    """
    if value <= 0:
        raise ValueError(f"{shown(value)} has no logarithm: it must be positive")
    if value == 1:
        return Fraction(0), Fraction(0)
    return _enclose(_CONTEXT.ln(_decimal(value)))


def round_outward(value: Fraction, places: int, whole: Callable[[Fraction], int]) -> Decimal:
    """Return ``value`` with ``places`` decimals, rounded by ``whole`` (floor or ceil).

    >>> round_outward(Fraction(2, 3), 2, ceil)
    Decimal('0.67')
    """
    return Decimal(f"{whole(value * 10**places)}E{-places}")


def _decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))


def _enclose(approximation: Decimal) -> tuple[Fraction, Fraction]:
    middle = Fraction(approximation)
    # An error relative to the size of the result: 60 digits were computed, 40 are relied on.
    margin = _MARGIN * max(abs(middle), Fraction(1))
    places = 10**PLACES
    return (
        Fraction(floor((middle - margin) * places), places),
        Fraction(ceil((middle + margin) * places), places),
    )
