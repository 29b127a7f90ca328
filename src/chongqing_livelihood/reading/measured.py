"""Put a number and the unit after it together, with what follows the unit."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from .digits import Numeral, multiply_exactly
from .numerals import read_numeral
from .patterns import Pattern
from .qualifiers import WORDS_AFTER
from .quantities import Quantity, skip_gap
from .units import FACTORS, Measure, read_measure

_TENTH_DIGIT: Final = Pattern(
    r"[二三四五六七八九1-9](?![十百千万亿0-9.个项名位家所户人条年月]|分之)"
)
_TENTHS: Final = Pattern(r"成(?![为立员果本都绩就功长熟效品分年人群渝型套了交份语])")
_DISCOUNT: Final = Pattern(r"折(?![叠腾旧扣射返磨线算合回子断桂])")
_MONEY_PARTS: Final = Pattern(
    r"又?([0-9]|[一二两三四五六七八九])[角毛](?:([0-9]|[一二三四五六七八九])分)?"
    r"|(?<=块)([1-9]|[一二三四五六七八九])(?![0-9十百千万亿个元块])"
)
_HUNDREDTHS: Final = Pattern("[0-9]{2}(?![0-9.])")  # 11秒08
_SECONDS: Final = Pattern("[0-9]{1,2}秒")
_PIECE: Final = Pattern("[地田土石牌匾板砖屏碑玉奖金银铜展电]")
_MIDDLE: Final = Pattern(r"个([多半来])(月|小时|钟头|星期|礼拜|世纪|学期|季度|工作日|百分点)")
_MORE_AFTER: Final = Pattern(
    r"(?:有余|多|余)(?!元化|层|样|部门|媒体|功能|方|跨|次|个|种|项|渠|名|家|场|国|额|地|下|自|到)"
)
_HALF_AFTER: Final = Pattern(r"半(?!数|径|岛|导|成|年|天|月|小|个|夜|自|封|价|山)")
_MEASURED: Final = frozenset(
    {"year", "month", "week", "day", "hour", "minute", "second", "times", "metre", "kilometre"}
    | {"mu", "tonne", "jin", "kilogram", "yuan"}
)
_SPANS_OF_TIME: Final = frozenset(
    ["year", "quarter", "month", "week", "day", "working_day", "hour", "minute", "second"]
)
_AFTER_BY: Final = frozenset({" ", *(word[0] for word in WORDS_AFTER)})
_AFTER: Final = Pattern(
    " ?(?:"
    + "|".join(
        re.escape(word) + {"以下": "(?!简称|统称)", "上下": "(?![游级联学班车])"}.get(word, "")
        for word in sorted(WORDS_AFTER, key=len, reverse=True)
        if word not in ("余", "多", "来", "内", "许")
    )
    + ")"
)


class Amount(NamedTuple):
    """A number and its unit, with the qualifiers found from the number onwards."""

    quantity: Quantity
    end: int
    measure: str = ""
    unit: str = ""
    qualifiers: tuple[str, ...] = ()


def add_unit(plain: str, start: int, quantity: Quantity) -> Amount:
    """Return the number with the unit that follows it; ``start`` is where the number begins."""
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
        return amount._replace(end=more.end(), qualifiers=(*amount.qualifiers, "over"))
    if amount.unit == "yuan":
        return _add_parts(plain, amount)
    if amount.measure == "秒":
        return _add_hundredths(plain, amount)
    return _add_half(plain, amount, multiply_exactly(Decimal("0.5"), factor))


def _read_middle(plain: str, quantity: Quantity) -> Amount | None:
    """Return 两个半小时 or 两个多月, where a word parts 个 from the unit."""
    middle = _MIDDLE.match(plain, quantity.end) if plain.startswith("个", quantity.end) else None
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
    place = quantity.end + plain.startswith(" ", quantity.end)
    mark = plain[place : place + 1]
    if largest is None or mark not in ("成", "折"):
        return None
    if mark == "成" and largest <= 10 and _TENTHS.match(plain, place):
        end = place + 1
        amount = Amount(quantity.multiplied(10), end, "成", "percent", quantity.qualifiers)
        unit = _TENTH_DIGIT.match(plain, end)
        if unit and quantity.value:
            last = read_numeral(unit[0])
            number = last._replace(value=quantity.value.value * 10 + last.value)
            whole = Quantity(unit.end(), number, scaled=True)
            return amount._replace(quantity=whole, end=unit.end())
        return _add_rest(plain, amount, 10)
    if largest < 100 and _DISCOUNT.match(plain, place):
        scaled = quantity.multiplied(10) if largest < 10 else quantity
        return Amount(scaled, place + 1, "折", "percent", quantity.qualifiers)
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
    quantity = amount.quantity._replace(value=Numeral(value, place, place))
    return amount._replace(quantity=quantity, end=parts.end())


def _add_hundredths(plain: str, amount: Amount) -> Amount:
    """Return 11秒08 as 11.08 seconds."""
    hundredths, number = _HUNDREDTHS.match(plain, amount.end), amount.quantity.value
    if hundredths is None or number is None:
        return amount
    place = Decimal("0.01")
    last = Numeral(number.value + place * int(hundredths[0]), place, place)
    return amount._replace(quantity=amount.quantity._replace(value=last), end=hundredths.end())


def _find_measure(plain: str, start: int, quantity: Quantity) -> Measure | None:
    end = quantity.end
    measure = read_measure(plain, end)
    if measure is None:
        gap = skip_gap(plain, start, end)
        measure = read_measure(plain, gap) if gap != end else None
    if measure is None:
        return None
    timed = plain.startswith("时", start - 1) or _SECONDS.match(plain, measure.end)
    if measure.words == "分" and timed:
        return Measure("分", "minute", measure.end)
    if measure.words == "块" and (quantity.scale >= 10**8 or _PIECE.match(plain, measure.end)):
        return Measure("块", "item", measure.end)
    if measure.words == "级" and quantity.scaled:
        return None  # 900亿级: a class of size
    return measure


def _add_half(plain: str, amount: Amount, half: Decimal | int) -> Amount:
    if amount.quantity.value is None or not _HALF_AFTER.match(plain, amount.end):
        return amount
    return amount._replace(quantity=_plus(amount.quantity, half), end=amount.end + 1)


def _plus(quantity: Quantity, half: Decimal | int) -> Quantity:
    number = quantity.value
    if number is None:
        return quantity
    place = Decimal(half)
    return quantity._replace(value=Numeral(number.value + place, place, place))


def close_amount(plain: str, amount: Amount) -> Amount:
    """Return the amount with the qualifiers that follow it."""
    follows = plain[amount.end : amount.end + 1]
    after = _AFTER.match(plain, amount.end) if follows in _AFTER_BY else None
    if after:
        name = WORDS_AFTER[after[0].strip()]
        return amount._replace(end=after.end(), qualifiers=(*amount.qualifiers, name))
    if plain.startswith("内", amount.end) and amount.unit in _SPANS_OF_TIME:
        return amount._replace(end=amount.end + 1, qualifiers=(*amount.qualifiers, "under"))
    return amount
