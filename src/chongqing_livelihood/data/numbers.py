"""Write exact numbers in plain decimal notation. Knows no tables."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

PLACES = 6
"""Decimals of a computed number that has no finite decimal form."""


def plain(number: Decimal | Fraction | int | None) -> str:
    """Return a number in plain decimal notation, without exponent, noise or trailing zeros.

    Raises:
        ValueError: If the number has no finite decimal form: say how to round it.

    >>> plain(Decimal("3.50E+4")), plain(Fraction(23665, 1000)), plain(None)
    ('35000', '23.665', '')
    """
    if number is None:
        return ""
    fraction = Fraction(number)
    rest, twos, fives = fraction.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    if rest != 1:
        raise ValueError(f"{fraction} has no finite decimal form: round it")
    places = max(twos, fives)
    digits = f"{abs(fraction.numerator) * 10**places // fraction.denominator:0{places + 1}d}"
    whole, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
    sign = "-" if fraction < 0 else ""
    return f"{sign}{whole}.{decimals}" if decimals else f"{sign}{whole}"


def rounded(number: Fraction | None, places: int = PLACES) -> str:
    """Return a number rounded half to even, in plain decimal notation.

    >>> rounded(Fraction(1, 3))
    '0.333333'
    """
    return "" if number is None else plain(round(Fraction(number), places))


def rounded_down(number: Fraction | None, places: int = PLACES) -> str:
    """Return a number rounded towards minus infinity, for the lower end of an interval."""
    return "" if number is None else plain(Fraction(floor(number * 10**places), 10**places))


def rounded_up(number: Fraction | None, places: int = PLACES) -> str:
    """Return a number rounded towards plus infinity, for the upper end of an interval."""
    return "" if number is None else plain(Fraction(ceil(number * 10**places), 10**places))
