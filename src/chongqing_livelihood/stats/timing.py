"""Time between two periods, in years. Knows ISO-like strings, no Chinese dates."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from chongqing_livelihood.stats.exact import quoted

_PERIOD = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


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

    A month is a twelfth of its year, and a day its share of the days of its year.

    Raises:
        ValueError: If the period cannot be read.

    >>> float(middle_of("2018")), float(middle_of("2018-01"))
    (2018.5, 2018.0416666666667)
    """
    try:
        printed = _PERIOD.fullmatch(period) if isinstance(period, str) else None
        if printed is None:
            raise ValueError
        year, month, day = (int(part or 1) for part in printed.groups())
        first = date(year, month, day)
    except ValueError:
        raise ValueError(
            f"not a year, month or day: {quoted(period)} (write 2018, 2012-11 or 2020-09-13)"
        ) from None
    if printed[2] is None:
        return year + Fraction(1, 2)
    if printed[3] is None:
        return year + Fraction(2 * month - 1, 24)
    days = (date(year, 12, 31) - date(year, 1, 1) + timedelta(days=1)).days
    return year + Fraction(2 * (first - date(year, 1, 1)).days + 1, 2 * days)
