"""Time between two periods, in years. Knows ISO-like strings, no Chinese dates."""

from __future__ import annotations

from datetime import date
from fractions import Fraction


def years_between(start: str, end: str) -> Fraction:
    """Return the time from one period to a later one, in years, from middle to middle.

    Args:
        start: A year, month or day: ``"2018"``, ``"2012-11"``, ``"2020-09-13"``.
        end: A later one; it may be stated more or less finely.

    Raises:
        ValueError: If a period cannot be read, or the second is not later than the first.

    >>> years_between("2018", "2021"), years_between("2012-11", "2024-04")
    (Fraction(3, 1), Fraction(137, 12))
    """
    years = middle_of(end) - middle_of(start)
    if years <= 0:
        raise ValueError(f"the years are in the wrong order: {start} is not before {end}")
    return years


def middle_of(period: str) -> Fraction:
    """Return the middle of a year, month or day, in years of our era.

    Raises:
        ValueError: If the period cannot be read.

    >>> float(middle_of("2018")), float(middle_of("2018-01"))
    (2018.5, 2018.0416666666667)
    """
    try:
        numbers = [int(part) for part in period.split("-")]
        match numbers:
            case [year]:
                return year + Fraction(1, 2)
            case [year, month]:
                date(year, month, 1)
                return year + Fraction(2 * month - 1, 24)
            case [year, _, _]:
                first = date(year, 1, 1).toordinal()
                length = date(year + 1, 1, 1).toordinal() - first
                return year + Fraction(2 * (date(*numbers).toordinal() - first) + 1, 2 * length)
    except ValueError:
        pass
    raise ValueError(f"not a year, month or day: {period!r} (write 2018, 2012-11 or 2020-09-13)")
