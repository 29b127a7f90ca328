"""Take numbers exactly as written; enclose their powers and logarithms. Knows no intervals."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Context, Decimal
from fractions import Fraction
from math import ceil, floor, isfinite

Exact = int | Fraction | Decimal | float | str
"""A number that is taken exactly as it is written (see `exact`)."""

PLACES = 20
"""Decimals to which irrational results are enclosed."""

_CONTEXT = Context(prec=60)  # far more digits than PLACES, so that the last of them is right
_MARGIN = Fraction(1, 10**40)


def exact(value: Exact) -> Fraction:
    """Return ``value`` as a fraction, exactly as it is written.

    A float means the decimal it prints as: 0.1 is one tenth, because that is what somebody
    typed into a parameter.

    Raises:
        ValueError: If ``value`` is not a finite number.

    >>> exact(0.1), exact("23.67"), exact(3)
    (Fraction(1, 10), Fraction(2367, 100), Fraction(3, 1))
    """
    if isinstance(value, float) and isfinite(value):
        return Fraction(repr(float(value)))  # float() turns numpy's float64 into a plain one
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        raise ValueError(f"{value!r} is not a finite number") from None


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
        raise ValueError(f"{base} has no power {exponent}: the base must be positive")
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
        raise ValueError(f"{value} has no logarithm: it must be positive")
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
