"""Read a number together with its unit: shares, ratios, doublings, amounts, ranges."""

from decimal import Decimal
from typing import Final

from .digits import Numeral, divide
from .measured import Amount, add_unit, close_amount
from .numerals import read_numeral
from .patterns import Pattern
from .prefixes import is_sign
from .qualifiers import WORDS_BEFORE
from .quantities import Quantity, join_range, read_quantity, read_range_end

_SHARES: Final = {"百分之": ("percent", 1), "千分之": ("permille", 1), "万分之": ("permille", 10)}
_CURRENCY: Final = {"¥": "yuan", "￥": "yuan", "$": "us_dollar", "€": "euro", "£": "pound"}
_MARKS: Final = frozenset({*_CURRENCY, "-", "—", "负"})
_HALF_SHARE: Final = Pattern(r"一半|半数|对半|对折|(?<=[过近超])半(?![年天个小月日世辈生夜百径])")
_DOUBLING: Final = Pattern(r"翻了?(近|约|超过?)?([一二两三四五六七八九十0-9]?)番")
_SLASHED: Final = Pattern(r"[0-9]{1,3}/[0-9]{1,3}(?![0-9/.,年月])")
# 7:38:55 is three shares, not one ratio.
_RATIO: Final = Pattern(r" ?[:比] ?(?=[0-9一二两三四五六七八九])(?![0-9.]{1,12} ?[:比] ?[0-9])")
_TO_NEGATIVE: Final = Pattern(
    r" ?(?:~|至|到|—{1,2}) ?(-|负|零下)?(?:零上)?(?=[0-9零一二三四五六七八九十])"
)
_IN_CHAIN: Final = Pattern("[0-9][:比]$")
_PARTED: Final = Pattern(" ?分 ?之 ?")  # 五分之一
_WHOLE: Final = Pattern(" ?又 ?")  # 三又二分之一


def read_amount(plain: str, start: int) -> Amount | None:
    """Return the number with unit that begins at ``start``, or None if none does.

    ``plain`` has passed through ``numerals.PLAIN_FORMS``; qualifiers before the number are
    the caller's.

    >>> amount = read_amount("5万余元以上", 0)
    >>> amount.quantity.value.value, amount.unit, amount.qualifiers, amount.end
    (Decimal('50000'), 'yuan', ('over', 'over'), 6)
    """
    if start >= len(plain):
        return None
    first = plain[start]
    if first in "百千万" and plain.startswith("分之", start + 1):
        return _read_share(plain, start)
    if first in _MARKS or plain.startswith("零下", start):
        return _read_marked(plain, start)
    fixed = _read_fixed(plain, start) if first in "翻一半对" else None
    return fixed or _read_ordinary(plain, start)


def _read_ordinary(plain: str, start: int) -> Amount | None:
    slashed = _SLASHED.match(plain, start) if "/" in plain[start + 1 : start + 4] else None
    if slashed:
        numerator, _, denominator = slashed[0].partition("/")
        return _read_ratio(plain, slashed.end(), read_numeral(denominator), read_numeral(numerator))
    quantity = read_quantity(plain, start)
    if quantity is None:
        return None
    chained = _IN_CHAIN.search(plain[max(0, start - 2) : start])
    return (None if chained else _read_proportion(plain, quantity)) or close_amount(
        plain, _read_range(plain, start, quantity)
    )


def _read_marked(plain: str, start: int) -> Amount | None:
    """Return the amount after a minus or a currency sign."""
    after = start + (2 if plain[start] == "零" else 1)
    currency = _CURRENCY.get(plain[start])
    if currency is None:
        marked = plain[after : after + 1] in _MARKS or plain.startswith("零下", after)
        amount = None if marked else read_amount(plain, after)
        return negate_amount(amount) if amount else None
    quantity = read_quantity(plain, after)
    if quantity is None:
        return None
    quantity = read_range_end(plain, quantity, quantity.end) or quantity
    amount = Amount(quantity, quantity.end, plain[start], currency, quantity.qualifiers)
    return close_amount(plain, amount)


def negate_amount(amount: Amount) -> Amount:
    """Return the amount below zero; of a range, the sign before it negates the low end."""
    quantity = amount.quantity
    if quantity.value is not None:
        return amount._replace(quantity=quantity._replace(value=quantity.value.negated()))
    low = None if quantity.low is None else quantity.low.copy_negate()
    return amount._replace(quantity=quantity._replace(low=low))


def _read_fixed(plain: str, start: int) -> Amount | None:
    """Return 一半, 半数 or 翻一番."""
    half = _HALF_SHARE.match(plain, start)
    if half:
        return close_amount(plain, _plain_amount(half.end(), 50, 10, half[0], "percent"))
    doubling = _DOUBLING.match(plain, start)
    if doubling:
        factor = 2 ** int(read_numeral(doubling[2] or "一").value)
        amount = _plain_amount(doubling.end(), factor, 1, "番", "times")
        names = (WORDS_BEFORE[doubling[1]],) if doubling[1] else ()
        if plain.startswith("多", amount.end):
            amount, names = amount._replace(end=amount.end + 1), (*names, "over")
        return close_amount(plain, amount._replace(qualifiers=names))
    return None


def _plain_amount(end: int, value: int, place: int, measure: str, unit: str) -> Amount:
    number = Numeral(Decimal(value), Decimal(place), Decimal(place))
    return Amount(Quantity(end, number, chinese=True), end, measure, unit)


def _read_share(plain: str, start: int) -> Amount | None:
    words = plain[start : start + 3]
    unit, divisor = _SHARES[words]
    quantity = read_quantity(plain, start + 3)
    if quantity is None:
        return None
    for separator in ("至", "到", "—", "-", "~"):
        if plain.startswith(separator + words, quantity.end):
            second = read_quantity(plain, quantity.end + len(separator) + 3)
            quantity = (second and join_range(quantity, second)) or quantity
            break
    else:
        quantity = read_range_end(plain, quantity, quantity.end) or quantity
    if divisor != 1:
        quantity = quantity.multiplied(divide(Decimal(1), Decimal(divisor)))
    return close_amount(plain, Amount(quantity, quantity.end, words, unit, quantity.qualifiers))


def _read_proportion(plain: str, first: Quantity) -> Amount | None:
    follows = plain[first.end : first.end + 2].strip()[:1]
    if first.value is None or first.qualifiers or follows not in ("分", "又", ":", "比"):
        return None
    if follows == "分":
        return _read_parts(plain, first)
    if follows == "又":
        return _read_mixed(plain, first)
    between = _RATIO.match(plain, first.end)
    above = read_quantity(plain, between.end()) if between else None
    if above is None or above.value is None:
        return None
    below, over = first.value, above.value
    if below.value != 1:
        below, over = over, below  # 2.39:1 is 2.39 times, as 1:1.3 is 1.3 times
    return _read_ratio(plain, above.end, below, over)


def _read_parts(plain: str, below: Quantity) -> Amount | None:
    parted = _PARTED.match(plain, below.end)
    above = read_quantity(plain, parted.end()) if parted else None
    if above is None or above.value is None or below.value is None:
        return None
    return _read_ratio(plain, above.end, below.value, above.value)


def _read_mixed(plain: str, whole: Quantity) -> Amount | None:
    """Return 三又二分之一, a whole number and a fraction."""
    joint = _WHOLE.match(plain, whole.end)
    below = read_quantity(plain, joint.end()) if joint else None
    fraction = _read_parts(plain, below) if below else None
    if fraction is None or whole.value is None or fraction.quantity.value is None:
        return None
    number = fraction.quantity.value
    number = number._replace(value=number.value + whole.value.value)
    return fraction._replace(quantity=fraction.quantity._replace(value=number))


def _read_ratio(plain: str, end: int, below: Numeral, above: Numeral) -> Amount | None:
    if below.value <= 0:
        return None
    number = Numeral(
        divide(above.value, below.value),
        divide(above.digit_place, below.value),
        divide(above.nonzero_place, below.value),
    )
    return close_amount(plain, Amount(Quantity(end, number), end, "", "times"))


def _read_range(plain: str, start: int, first: Quantity) -> Amount:
    """Return the amount that ``first`` opens, with the second number if it is a range."""
    joined = read_range_end(plain, first, first.end)
    if joined is not None:
        return add_unit(plain, start, joined)
    opening = add_unit(plain, start, first)
    falling = _read_below_zero(plain, start, opening)
    if falling is not None:
        return falling
    if opening.measure:
        second = read_range_end(plain, opening.quantity, opening.end)
        closing = add_unit(plain, start, second) if second else None
        if closing and closing.unit == opening.unit:
            return closing
    return opening


def _read_below_zero(plain: str, start: int, opening: Amount) -> Amount | None:
    """Return -3℃至-1℃ or -2~0℃, whose first sign is the caller's and still to be applied."""
    separator = _TO_NEGATIVE.match(plain, opening.end)
    first = opening.quantity.value
    second = read_quantity(plain, separator.end()) if separator and start else None
    if separator is None or first is None or second is None or second.value is None:
        return None
    closing = add_unit(plain, start, second)
    unlike = opening.measure and closing.unit != opening.unit
    high = second.value.value.copy_negate() if separator[1] else second.value.value
    rising = first.value > -high if separator[1] else first.value >= high
    if unlike or not rising or not is_sign(plain, 0, start - 1, closing.unit):
        return None
    both = Quantity(second.end, None, first.value, high, closing.quantity.qualifiers, scaled=True)
    return closing._replace(quantity=both)
