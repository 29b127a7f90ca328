"""A percentage as it is printed, and the whole numbers that can lie behind it.

It is passed as text, since "8.50" says more than "8.5".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from math import ceil, floor
from typing import Literal, get_args

from chongqing_livelihood.stats.exact import quoted

Rounding = Literal["half_up", "half_either", "truncate", "ceiling"]
"""How the last digit came about; half_either leaves open where an exact half went."""

Kind = Literal["share", "growth"]
"""A share lies between 0 and 100 percent; a growth is at least -100 percent."""

_MOST_DECIMALS = 8


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
    if rounding not in get_args(Rounding) or kind not in get_args(Kind):
        raise ValueError(
            f"no rounding {quoted(rounding)} with kind {quoted(kind)}: take one of "
            f"{', '.join(get_args(Rounding))}, and one of {', '.join(get_args(Kind))}"
        )
    remedy = "write it as text, with the zeros that are printed, as '8.50'"
    if not isinstance(text, str):
        raise ValueError(f"not a printed percentage: {quoted(text)}; {remedy}")
    digits = text.removesuffix("%")
    try:
        number = Decimal(digits)
        decimals = -int(number.as_tuple().exponent)
    except (InvalidOperation, ValueError):
        raise ValueError(f"not a printed percentage: {quoted(text)}; {remedy}") from None
    if decimals < 0 or "_" in digits or digits != digits.strip():
        raise ValueError(f"not a printed percentage: {quoted(text)}; {remedy}")
    if decimals > _MOST_DECIMALS:
        raise ValueError(
            f"{quoted(text)} has {decimals} decimals, as a computed number has: nobody prints more "
            f"than {_MOST_DECIMALS}"
        )
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
