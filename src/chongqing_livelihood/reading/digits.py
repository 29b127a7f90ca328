"""Hold a number with its printed places; the tables of digits and scale words."""

from decimal import Context, Decimal
from typing import Final, NamedTuple

from .patterns import Pattern

CHINESE_DIGITS: Final = {
    **{character: value for value, character in enumerate("〇一二三四五六七八九")},
    **{character: value for value, character in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{"○": 0, "两": 2, "兩": 2, "貳": 2, "弐": 2, "參": 3, "叄": 3, "陸": 6, "俩": 2, "仨": 3},
}
SMALL_SCALES: Final = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
LARGE_SCALES: Final = {"万": 10**4, "亿": 10**8, "兆": 10**12}
SCALES: Final = {**SMALL_SCALES, **LARGE_SCALES}

# Every replacement keeps the length, so that offsets stay true.
PLAIN_FORMS: Final = str.maketrans(
    "０１２３４５６７８９．％＋－／：＜＞（）～＝　—–―−〜∼∶≦≧﹤﹥億萬兩點餘個約負\xa0\u2009\u202f",
    "0123456789.%+-/:<>()~= ———-~~:≤≥<>亿万两点余个约负   ",
)

_EXACT: Final = Context(prec=1000)
_ONE: Final = Decimal(1)


_WIDE_COMMA: Final = Pattern("(?<=[０-９])，(?=[０-９]{3})")


def require_text(text: object) -> None:
    """Refuse anything but text, since what breaks later would not say why.

    Raises:
        TypeError: If ``text`` is not a ``str``.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be str, not {type(text).__name__}: decode or join it first.")


def to_plain(text: str) -> str:
    """Return ``text`` with full-width and traditional forms made plain, of the same length.

    >>> to_plain("４，５６５萬")
    '4,565万'
    """
    require_text(text)
    if "，" in text and _WIDE_COMMA.search(text):
        text = _WIDE_COMMA.sub(",", text)
    return text.translate(PLAIN_FORMS)


class Numeral(NamedTuple):
    """A number with the places at which it was printed.

    ``digit_place`` is the place value of the last printed digit, ``nonzero_place``
    that of the last non-zero one: 4000 has 1 and 1000, 3.5万 has 1000 and 1000.
    """

    value: Decimal
    digit_place: Decimal
    nonzero_place: Decimal

    def negated(self) -> "Numeral":
        """Return the numeral below zero."""
        value = self.value.copy_negate() if self.value else self.value
        return Numeral(value, self.digit_place, self.nonzero_place)

    def scaled(self, factor: int | Decimal) -> "Numeral":
        """Return the numeral with value and places multiplied by ``factor``."""
        return Numeral(
            multiply_exactly(self.value, factor),
            multiply_exactly(self.digit_place, factor),
            multiply_exactly(self.nonzero_place, factor),
        )


def read_arabic(digits: str) -> Numeral:
    """Return the number written in Arabic digits, with or without separators and decimals."""
    digits = digits.replace(",", "")
    whole, _, decimals = digits.partition(".")
    value = Decimal(digits)
    last_place = -len(decimals)
    significant = digits.replace(".", "").rstrip("0")
    zeros = len(whole) + len(decimals) - len(significant) if significant else 0
    return Numeral(value, _power_of_ten(last_place), _power_of_ten(last_place + zeros))


def _power_of_ten(exponent: int) -> Decimal:
    if exponent < 0:
        return Decimal((0, (1,), exponent))
    return Decimal("1" + "0" * exponent)


def is_han(character: str) -> bool:
    """Tell whether ``character`` is a Chinese character; "" is none."""
    return "\u4e00" <= character <= "\u9fff"


def multiply_exactly(value: Decimal, factor: int | Decimal) -> Decimal:
    """Return the product without rounding and in plain notation (no exponent above 0)."""
    product = _EXACT.multiply(value, Decimal(factor))
    integral = product.to_integral_value()
    return _EXACT.quantize(product, _ONE) if product == integral else product


def divide(numerator: Decimal, denominator: Decimal) -> Decimal:
    """Return the quotient, to 28 digits where it does not end."""
    return Context(prec=28).divide(numerator, denominator)
