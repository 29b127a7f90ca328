"""Read one printed figure as a whole, qualifiers included. Knows no running text."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from .amounts import read_amount
from .digits import to_plain
from .measured import Amount
from .numerals import read_numeral
from .patterns import Pattern
from .qualifiers import WORDS_BEFORE, combine_qualifiers, name_qualifier
from .units import UNSPECIFIC, split_unit

BEFORE: Final = Pattern(
    f"(?:{'|'.join(re.escape(w) for w in sorted(WORDS_BEFORE, key=len, reverse=True))}) ?"
)
_BROKEN: Final = Pattern(r"(?<=[0-9])\n(?=[0-9])")  # PDF text breaks numbers, too
_OPENING: Final = " \n\t【[("
_CLOSING: Final = " \n\t】])"


class FigureError(ValueError):
    """A printed token that is not one figure; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit as it was printed, and what it means.

    ``value``, ``low`` and ``high`` are in base units (万 and 亿 multiplied out, percent for
    shares). A range has ends and no value. ``digit_place`` is the place value of the last
    printed digit, ``nonzero_place`` that of the last non-zero one. 几十 or 数千 has the ends
    [scale, 10 x scale]: a convention of this package, not a statement of the text.
    """

    text: str
    start: int = 0
    end: int = 0
    kind: str = "figure"
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: str = ""
    unit: str = ""
    measure: str = ""
    digit_place: Decimal | None = None
    nonzero_place: Decimal | None = None


def parse_figure(token: str, *, unit: str = "", qualifier: str = "") -> Figure:
    """Return what the printed ``token`` means.

    Args:
        token: A number with what is printed around it, such as 近3.5万户 or 1—2个.
        unit: A printed unit that stands apart from the token, such as 万人 in a table head.
        qualifier: A printed qualifier that stands apart, such as 最高.

    Raises:
        FigureError: If token, unit or qualifier cannot be read as a whole.

    >>> figure = parse_figure("近3.5万户")
    >>> figure.value, figure.qualifier, figure.unit, figure.digit_place
    (Decimal('35000'), 'nearly', 'household', Decimal('1000'))
    """
    plain = _BROKEN.sub("", to_plain(token))
    position, last = _find_content(plain)
    names = []
    while before := BEFORE.match(plain, position):
        names.append(WORDS_BEFORE[before[0].strip()])
        position = before.end()
    amount = read_amount(plain, position)
    if amount is None:
        raise FigureError(f"{_show(token)}: no number can be read; give a printed number.")
    if amount.end != last:
        raise FigureError(
            f"{_show(token)}: {_show(plain[amount.end : last])} is left over after the figure; "
            "end the token at its unit, or add the measure word to units.py."
        )
    try:
        amount = apply_unit(amount, unit) if unit else amount
        names.append(name_qualifier(qualifier) if qualifier else "")
    except ValueError as error:
        raise FigureError(f"{_show(token)}: {error}") from error
    return build_figure(amount, token, 0, len(token), *names)


def build_figure(amount: Amount, text: str, start: int, end: int, *names: str) -> Figure:
    """Return the figure printed as ``text``, from ``start`` to ``end``, that means ``amount``."""
    number, low, high = amount.quantity.value, amount.quantity.low, amount.quantity.high
    if low is not None and high is not None and high < low:
        low, high = high, low
    return Figure(
        text,
        start,
        end,
        "figure",
        number.value if number else None,
        low,
        high,
        combine_qualifiers(*amount.qualifiers, *names),
        amount.unit,
        amount.measure,
        number.digit_place if number else None,
        number.nonzero_place if number else None,
    )


def apply_unit(amount: Amount, printed: str) -> Amount:
    """Return the amount with a unit that was printed apart from it.

    Raises:
        ValueError: If the unit is unknown or contradicts the amount's own.
    """
    scale_words, measure, unit = split_unit(printed)
    own, quantity = amount.unit, amount.quantity
    if own and (own == unit or (own in UNSPECIFIC and unit in UNSPECIFIC)):
        return amount
    if own and own not in UNSPECIFIC and not unit.startswith(own + "_per_"):
        raise ValueError(f"unit {printed!r} contradicts the unit {own}; leave it out.")
    if scale_words and not own:
        if quantity.scaled:
            raise ValueError(f"unit {printed!r} scales a scaled number; leave its 万 or 亿 out.")
        quantity = quantity.multiplied(read_numeral(scale_words).value)
    return amount._replace(quantity=quantity, measure=amount.measure or measure, unit=unit)


def _find_content(plain: str) -> tuple[int, int]:
    first, last = 0, len(plain)
    while first < last and plain[first] in _OPENING:
        first += 1
    while last > first and plain[last - 1] in _CLOSING:
        last -= 1
    return first, last


def _show(token: str) -> str:
    return repr(token if len(token) <= 40 else token[:40] + "…")
