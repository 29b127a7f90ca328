"""Read a number together with its unit: shares, ratios, doublings, amounts, ranges."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from .digits import Numeral, divide
from .numerals import read_numeral
from .qualifiers import WORDS_AFTER, WORDS_BEFORE
from .quantities import Quantity, join_range, read_quantity, read_range_end, skip_gap
from .units import FACTORS, Measure, read_measure

_SHARES: Final = {"百分之": ("percent", 1), "千分之": ("permille", 1), "万分之": ("permille", 10)}
_CURRENCY: Final = {"¥": "yuan", "￥": "yuan", "$": "us_dollar", "€": "euro", "£": "pound"}
_HALF_SHARE: Final = re.compile(r"一半|半数|对半|(?<=[过大多])半(?![个年天月小])")
_DOUBLING: Final = re.compile(r"翻了?(近|约|超过?)?([一二两三四五六七八九十0-9]?)番")
_TENTH_DIGIT: Final = re.compile(
    r"[一二三四五六七八九1-9](?![十百千万亿0-9.])(?=[^\u4e00-\u9fff]|$)"
)
_TENTHS: Final = re.compile(r"成(?![为立员果本都绩就功长熟效品分年人群渝型套了交份语])")
_DISCOUNT: Final = re.compile(r"折(?![叠腾旧扣射返磨线算合回子断桂])")
_MONEY_PARTS: Final = re.compile(
    r"又?([0-9]|[一二两三四五六七八九])[角毛](?:([0-9]|[一二三四五六七八九])分)?"
)
_SLASHED: Final = re.compile(r"[0-9]{1,3}/[0-9]{1,3}(?![0-9/.,年月])")
# 7:38:55 is three shares, not one ratio.
_RATIO: Final = re.compile(r" ?[:比] ?(?=[0-9一二两三四五六七八九])(?![0-9.]{1,12} ?[:比] ?[0-9])")
_IN_CHAIN: Final = re.compile("[0-9][:比]$")
_SECONDS: Final = re.compile("[0-9]{1,2}秒")
_MIDDLE: Final = re.compile(r"个([多半来])(月|小时|钟头|星期|礼拜|世纪|学期|季度|工作日|百分点)")
_MORE_AFTER: Final = re.compile(
    r"(?:有余|多|余)(?!元化|层|样|部门|媒体|功能|方|跨|次|个|种|项|渠|名|家|场|国|额|地|下|自|到)"
)
_HALF_AFTER: Final = re.compile(r"半(?!数|径|岛|导|成|年|天|月|小|个|夜|自|封|价|山)")
_MEASURED: Final = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "second", "times", "metre", "kilometre"}
    | {"mu", "tonne", "jin", "kilogram", "yuan"}
)
_SPANS_OF_TIME: Final = frozenset(
    ["year", "quarter", "month", "week", "day", "working_day", "hour", "minute", "second"]
)
_AFTER: Final = re.compile(
    " ?(?:"
    + "|".join(
        re.escape(word) + {"以下": "(?!简称|统称)", "上下": "(?![游级联学班车])"}.get(word, "")
        for word in sorted(WORDS_AFTER, key=len, reverse=True)
        if word not in ("余", "多", "来", "内", "许")
    )
    + ")"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and its unit, with the qualifiers found from the number onwards."""

    quantity: Quantity
    end: int
    measure: str = ""
    unit: str = ""
    qualifiers: tuple[str, ...] = ()


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
    if first in _CURRENCY or first in "-—负" or plain.startswith("零下", start):
        return _read_marked(plain, start)
    fixed = _read_fixed(plain, start) if first in "翻一半对" else None
    return fixed or _read_ordinary(plain, start)


def _read_ordinary(plain: str, start: int) -> Amount | None:
    slashed = _SLASHED.match(plain, start)
    if slashed:
        numerator, _, denominator = slashed[0].partition("/")
        return _read_ratio(plain, slashed.end(), read_numeral(denominator), read_numeral(numerator))
    quantity = read_quantity(plain, start)
    if quantity is None:
        return None
    chained = _IN_CHAIN.search(plain[max(0, start - 2) : start])
    return (None if chained else _read_proportion(plain, quantity)) or _close(
        plain, _read_range(plain, start, quantity)
    )


def _read_marked(plain: str, start: int) -> Amount | None:
    """Return the amount after a minus or a currency sign."""
    quantity = read_quantity(plain, start + (2 if plain[start] == "零" else 1))
    if quantity is None:
        return None
    currency = _CURRENCY.get(plain[start])
    if currency:
        quantity = read_range_end(plain, quantity, quantity.end) or quantity
        amount = Amount(quantity, quantity.end, plain[start], currency, quantity.qualifiers)
        return _close(plain, amount)
    if quantity.value is None:
        return None
    return _close(plain, _add_unit(plain, start, replace(quantity, value=quantity.value.negated())))


def _read_fixed(plain: str, start: int) -> Amount | None:
    """Return 一半, 半数 or 翻一番."""
    half = _HALF_SHARE.match(plain, start)
    if half:
        return _close(plain, _plain_amount(half.end(), 50, 10, half[0], "percent"))
    doubling = _DOUBLING.match(plain, start)
    if doubling:
        factor = 2 ** int(read_numeral(doubling[2] or "一").value)
        amount = _plain_amount(doubling.end(), factor, 1, "番", "times")
        names = (WORDS_BEFORE[doubling[1]],) if doubling[1] else ()
        return _close(plain, replace(amount, qualifiers=names))
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
    return _close(plain, Amount(quantity, quantity.end, words, unit, quantity.qualifiers))


def _read_proportion(plain: str, first: Quantity) -> Amount | None:
    if first.value is None or first.qualifiers:
        return None
    if plain.startswith("分之", first.end):
        above = read_quantity(plain, first.end + 2)
    else:
        between = _RATIO.match(plain, first.end)
        above = read_quantity(plain, between.end()) if between else None
    if above is None or above.value is None:
        return None
    return _read_ratio(plain, above.end, first.value, above.value)


def _read_ratio(plain: str, end: int, below: Numeral, above: Numeral) -> Amount | None:
    if below.value <= 0:
        return None
    number = Numeral(
        divide(above.value, below.value),
        divide(above.digit_place, below.value),
        divide(above.nonzero_place, below.value),
    )
    return _close(plain, Amount(Quantity(end, number), end, "", "times"))


def _read_range(plain: str, start: int, first: Quantity) -> Amount:
    """Return the amount that ``first`` opens, with the second number if it is a range."""
    joined = read_range_end(plain, first, first.end)
    if joined is not None:
        return _add_unit(plain, start, joined)
    opening = _add_unit(plain, start, first)
    if opening.measure:
        second = read_range_end(plain, opening.quantity, opening.end)
        closing = _add_unit(plain, start, second) if second else None
        if closing and closing.unit == opening.unit:
            return closing
    return opening


def _add_unit(plain: str, start: int, quantity: Quantity) -> Amount:
    special = _read_tenths(plain, quantity) or _read_middle(plain, quantity)
    if special:
        return special
    measure = _find_measure(plain, start, quantity)
    if measure is None:
        return Amount(quantity, quantity.end, "", "", quantity.qualifiers)
    factor = FACTORS.get(measure.words, 1)
    if factor != 1:
        quantity = quantity.multiplied(factor)
    amount = Amount(quantity, measure.end, measure.words, measure.unit, quantity.qualifiers)
    return _add_rest(plain, amount, factor) if measure.unit in _MEASURED else amount


def _add_rest(plain: str, amount: Amount, factor: int) -> Amount:
    """Return the amount with what may follow its unit: 3年多, 三斤半, 五元三角."""
    more = _MORE_AFTER.match(plain, amount.end)
    if more:
        return replace(amount, end=more.end(), qualifiers=(*amount.qualifiers, "over"))
    if amount.unit == "yuan":
        return _add_parts(plain, amount)
    return _add_half(plain, amount, Decimal("0.5") * factor)


def _read_middle(plain: str, quantity: Quantity) -> Amount | None:
    """Return 两个半小时 or 两个多月, where a word parts 个 from the unit."""
    middle = _MIDDLE.match(plain, quantity.end)
    unit = read_measure("个" + middle[2], 0) if middle else None
    if middle is None or unit is None:
        return None
    qualifiers = quantity.qualifiers
    if middle[1] == "半":
        quantity = _plus(quantity, Decimal("0.5"))
    else:
        qualifiers = (*qualifiers, "about" if middle[1] == "来" else "over")
    return Amount(quantity, middle.end(), unit.words, unit.unit, qualifiers)


def _read_tenths(plain: str, quantity: Quantity) -> Amount | None:
    """Return 三成, 三成半, 七成六 or 八折 in percent."""
    largest = quantity.high if quantity.value is None else quantity.value.value
    if largest is None:
        return None
    if largest <= 10 and _TENTHS.match(plain, quantity.end):
        end = quantity.end + 1
        amount = Amount(quantity.multiplied(10), end, "成", "percent", quantity.qualifiers)
        unit = _TENTH_DIGIT.match(plain, end)
        if unit and quantity.value:
            last = read_numeral(unit[0])
            number = replace(last, value=quantity.value.value * 10 + last.value)
            return replace(
                amount, quantity=Quantity(unit.end(), number, scaled=True), end=unit.end()
            )
        return _add_half(plain, amount, 5)
    if largest < 100 and _DISCOUNT.match(plain, quantity.end):
        scaled = quantity.multiplied(10) if largest < 10 else quantity
        return Amount(scaled, quantity.end + 1, "折", "percent", quantity.qualifiers)
    return None


def _add_parts(plain: str, amount: Amount) -> Amount:
    """Return 五元三角 as one amount of yuan."""
    parts = _MONEY_PARTS.match(plain, amount.end)
    number = amount.quantity.value
    if parts is None or number is None or amount.measure not in ("元", "块"):
        return amount
    value, place = number.value, Decimal(1)
    for digit in parts.groups():
        if digit:
            place /= 10
            value += read_numeral(digit).value * place
    quantity = replace(amount.quantity, value=Numeral(value, place, place))
    return replace(amount, quantity=quantity, end=parts.end())


def _find_measure(plain: str, start: int, quantity: Quantity) -> Measure | None:
    end = quantity.end
    measure = read_measure(plain, end)
    if measure is None:
        gap = skip_gap(plain, start, end)
        measure = read_measure(plain, gap) if gap != end else None
    if measure and measure.words == "分" and _SECONDS.match(plain, measure.end):
        return Measure("分", "minute", measure.end)
    if measure and measure.words == "级" and quantity.scaled:
        return None  # 900亿级: a class of size
    return measure


def _add_half(plain: str, amount: Amount, half: Decimal | int) -> Amount:
    if amount.quantity.value is None or not _HALF_AFTER.match(plain, amount.end):
        return amount
    return replace(amount, quantity=_plus(amount.quantity, half), end=amount.end + 1)


def _plus(quantity: Quantity, half: Decimal | int) -> Quantity:
    number = quantity.value
    if number is None:
        return quantity
    place = Decimal(half)
    return replace(quantity, value=Numeral(number.value + place, place, place))


def _close(plain: str, amount: Amount) -> Amount:
    """Return the amount with the qualifiers that follow it."""
    after = _AFTER.match(plain, amount.end)
    if after:
        name = WORDS_AFTER[after[0].strip()]
        return replace(amount, end=after.end(), qualifiers=(*amount.qualifiers, name))
    if plain.startswith("内", amount.end) and amount.unit in _SPANS_OF_TIME:
        return replace(amount, end=amount.end + 1, qualifiers=(*amount.qualifiers, "under"))
    return amount
