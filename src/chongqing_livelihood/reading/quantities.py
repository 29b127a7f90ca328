"""Read the number of a figure: numeral, scale, inner qualifier, range. Knows no units."""

import re
from decimal import Decimal
from typing import Final, NamedTuple

from .digits import SCALES, Numeral, multiply_exactly, read_arabic
from .numerals import NumeralError, read_numeral
from .patterns import Pattern

_ARABIC: Final = (
    r"(?:[0-9]{1,3}(?: [0-9]{3}){1,5}(?=\.[0-9]|[^\s!-~，。、；：（）])|[0-9]{1,40})"
    r"(?:(?:,[0-9]{3}){1,8}(?![0-9]))?(?:\.[0-9]{1,40})?"
)
# 千米, 千克, 千瓦 … are units, so their 千 does not scale the number before it.
_SCALE: Final = r"(?:[百万亿]|千(?![米克瓦伏卡帕焦]))"
_MORE: Final = (
    r"(?:多(?!元化|元融|层次|样化|样性|部门|媒体|功能|渠道|方|跨)"
    r"|余(?!额|下|款|粮|热|地|量))"
)

_ARABIC_NUMBER: Final = Pattern(_ARABIC)
_MIXED_NUMBER: Final = Pattern(
    rf"[0-9]{{1,8}}(?:\.[0-9]{{1,4}})?"
    rf"(?: ?{_SCALE}{{1,3}} ?[0-9]{{1,4}}(?= ?{_SCALE})){{1,3}} ?{_SCALE}"
)
_SCALE_AFTER: Final = Pattern(rf"{_SCALE}{{1,3}}")
_MORE_INNER: Final = Pattern(_MORE)
_INNER: Final = Pattern(rf" ?{_MORE}|几|来(?![自源访华渝宾临到])")
_FINANCIAL: Final = "壹贰貳叁參叄肆伍陆陸柒捌玖"
# 三百千瓦 are 300 kilowatts; 两 after a numeral is the weight (二两) unless a scale follows.
_CHINESE: Final = Pattern(
    r"(?:[零〇○一二三四五六七八九十百万亿廿卅拾佰仟]"
    r"|千(?!(?<=[十百万亿]千)[米克瓦伏卡帕焦])"
    r"|(?<![二三四五六七八九十百千万亿])两|(?<=[十百千万亿])两(?=[百千万亿])"
    rf"|[{_FINANCIAL}](?=[拾佰仟十百千万亿])|(?<=[拾佰仟十百千万零])[{_FINANCIAL}]"
    r"|兆(?=[一二三四五六七八九十百千零]{1,8}[万亿])"
    r"| [十百千万亿](?![分点])| [一二两三四五六七八九](?= ?[十百千万亿])"
    r"|(?<=[十百千]) [一二三四五六七八九](?![ 、\u4e00-\u9fff])){1,60}"
    rf"(?: ?点 ?[零〇○一二三四五六七八九{_FINANCIAL}]{{1,30}}[百千万亿]{{0,4}})?"
)
_SHORT_KILO: Final = Pattern(r"[一二两三四五六七八九十]千(?=[克瓦伏卡])")
_SOME: Final = Pattern(r"好?[几数](以)?([十百千万亿]{0,4})((?(1)计))")
_NEIGHBOURS: Final = Pattern(
    r"(.*[十百千万亿])?([一二两三四五六七八])([二两三四五六七八九])([十百千万亿]{0,4})"
)
_TRAILING_SCALE: Final = Pattern(r"[百千万亿]+$")
_SEPARATOR: Final = Pattern(r" ?(?:—{1,2}|-{1,2}|~{1,2}|至|到|或者?) ?")
_QUALIFIERS: Final = {"余": "over", "多": "over", "来": "about", "几": "some"}


class Quantity(NamedTuple):
    """A number as printed, before its unit: one value, or the two ends of a range."""

    end: int
    value: Numeral | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    qualifiers: tuple[str, ...] = ()
    chinese: bool = False
    scale: int = 1  # the scale words at the end, which a range's first number may share
    scaled: bool = False  # carries a scale word of its own

    def multiplied(self, factor: int | Decimal) -> "Quantity":
        """Return the quantity multiplied by ``factor``, places included."""
        return self._replace(
            value=self.value and self.value.scaled(factor),
            low=None if self.low is None else multiply_exactly(self.low, factor),
            high=None if self.high is None else multiply_exactly(self.high, factor),
        )


def read_quantity(plain: str, start: int) -> Quantity | None:
    """Return the number that begins at ``start``, without range; None if there is none.

    ``plain`` has passed through ``numerals.PLAIN_FORMS``.

    >>> read_quantity("100多万吨", 0).value.value
    Decimal('1000000')
    """
    first = plain[start : start + 1] or " "
    if first.isascii():
        return _read_arabic(plain, start) if first.isdigit() else None
    if first in "几数好":
        return _read_some(plain, start)
    if first == "半":
        return Quantity(start + 1, read_numeral("半"), chinese=True)
    return _read_chinese(plain, start)


def read_range_end(plain: str, first: Quantity, position: int) -> Quantity | None:
    """Return the range that ``first`` opens and a separator at ``position`` continues."""
    separator = _SEPARATOR.match(plain, position)
    if separator is None:
        return None
    second = read_quantity(plain, separator.end())
    if second is None:
        return None
    return join_range(first, second)


def join_range(first: Quantity, second: Quantity) -> Quantity | None:
    """Return the range from ``first`` to ``second``, or None if it does not rise.

    In 2—3万 the scale word counts for both ends, in 5000—1万 only for the second.
    """
    if first.value is None or second.value is None:
        return None
    low, high = first.value.value, second.value.value
    if second.scale > 1 and not first.scaled and low < high / second.scale:
        low = multiply_exactly(low, second.scale)
    if not low < high:
        return None
    qualifiers = (*first.qualifiers, *second.qualifiers)
    chinese = first.chinese and second.chinese
    return Quantity(second.end, None, low, high, qualifiers, chinese, second.scale, True)


def skip_gap(plain: str, start: int, position: int) -> int:
    """Return where text goes on after a space, or after a line end within a sentence."""
    character = plain[position : position + 1]
    if character == " ":
        return position + 1
    # PDF text breaks lines anywhere; a number that opens its line is a cell or a page number.
    if character == "\n" and start and plain[start - 1] not in "\n |":
        return position + 1
    return position


def _read_arabic(plain: str, start: int) -> Quantity | None:
    printed = _ARABIC_NUMBER.match(plain, start)
    if printed is None:
        return None
    numeral, end, qualifiers = read_arabic(printed[0].replace(" ", "")), printed.end(), []
    inner = _INNER.match(plain, end)
    if inner and (inner[0] != "几" or printed[0].endswith("0")):
        qualifiers.append(_QUALIFIERS[inner[0].strip()[0]])
        end = inner.end()
    scale_words = _SCALE_AFTER.match(plain, end if inner else skip_gap(plain, start, end))
    scale = 1
    if scale_words:
        for word in scale_words[0]:
            scale *= SCALES[word]
        end = scale_words.end()
        mixed = _read_mixed(plain, start) if plain[end : end + 2].strip()[:1].isdecimal() else None
        if mixed:
            return mixed
        numeral = numeral.scaled(scale)
        inner = _INNER.match(plain, end)
        if inner and inner[0] != "几":
            qualifiers.append(_QUALIFIERS[inner[0].strip()[0]])
            end = inner.end()
    if qualifiers == ["some"]:
        return _span_of_teens(numeral, scale, end)
    return Quantity(end, numeral, None, None, tuple(qualifiers), False, scale, scale > 1)


def _read_mixed(plain: str, start: int) -> Quantity | None:
    """Return 2万3千 or 1亿5000万, where several scale words share one number."""
    printed = _MIXED_NUMBER.match(plain, start)
    if printed is None:
        return None
    try:
        numeral = read_numeral(printed[0])
    except NumeralError:
        return None
    more = _MORE_INNER.match(plain, printed.end())
    names = (_QUALIFIERS[more[0]],) if more else ()
    return Quantity(more.end() if more else printed.end(), numeral, None, None, names, scaled=True)


def _read_chinese(plain: str, start: int) -> Quantity | None:
    printed = _SHORT_KILO.match(plain, start)
    if printed:
        return Quantity(start + 1, read_numeral(plain[start]), chinese=True)
    printed = _CHINESE.match(plain, start)
    if printed is None:
        return None
    words, end = printed[0], printed.end()
    if words[-1] in "零〇○" and "点" not in words and any(c in SCALES for c in words):
        words, end = words[:-1], end - 1
    pair = _NEIGHBOURS.fullmatch(words)
    if pair and _are_neighbours(pair[2], pair[3]):
        return _read_neighbours(pair, end)
    try:
        numeral = read_numeral(words)
    except NumeralError:
        return None
    trailing = _TRAILING_SCALE.search(words)
    scale = 1
    for word in trailing[0] if trailing and trailing.start() else "":
        scale *= SCALES[word]
    return _add_inner(plain, words, Quantity(end, numeral, None, None, (), True, scale, scale > 1))


def _add_inner(plain: str, words: str, bare: Quantity) -> Quantity:
    """Return the Chinese number with the 余, 多, 来 or 几 after it and the scale after that."""
    inner, numeral = _INNER.match(plain, bare.end), bare.value
    if inner is None or numeral is None or (inner[0] in "来几" and words[-1] not in "十廿百"):
        return bare
    end, factor = inner.end(), 1
    scale_words = _SCALE_AFTER.match(plain, skip_gap(plain, bare.end - len(words), end))
    if scale_words:
        end = scale_words.end()
        for word in scale_words[0]:
            factor *= SCALES[word]
    if inner[0] == "几":
        return _span_of_teens(numeral.scaled(factor), factor, end, chinese=True)
    qualifiers = (_QUALIFIERS[inner[0].strip()[0]],)
    return Quantity(end, numeral.scaled(factor), None, None, qualifiers, True, factor, True)


def _read_some(plain: str, start: int) -> Quantity | None:
    printed = _SOME.match(plain, start)
    if printed is None or (printed[1] and not printed[2]):
        return None
    try:
        scale = read_numeral(printed[2]).value if printed[2] else Decimal(1)
    except NumeralError:
        return None
    end = printed.end()
    more = _INNER.match(plain, end)
    if more and printed[2] and more[0] in "余多":
        end = more.end()
    # Our convention for 几十, 数千, 数以万计: anything from the scale to ten times the scale.
    high = multiply_exactly(scale, 10)
    return Quantity(end, None, scale, high, ("some",), True, 1, scale > 1)


def _span_of_teens(numeral: Numeral, step: int, end: int, chinese: bool = False) -> Quantity:
    # 十几 is ten and some, not ten times some: 11 to 19.
    low = numeral.value + step
    return Quantity(end, None, low, numeral.value + 9 * step, ("some",), chinese, step, True)


def _are_neighbours(first: str, second: str) -> bool:
    low, high = (int(read_numeral(digit).value) for digit in (first, second))
    return high - low == 1 or (low, high) == (3, 5)


def _read_neighbours(pair: re.Match[str], end: int) -> Quantity | None:
    opening, suffix = pair[1] or "", pair[4]
    try:
        low, high = (read_numeral(opening + digit + suffix).value for digit in (pair[2], pair[3]))
    except NumeralError:
        return None
    if opening and not suffix and opening[-1] != "十":
        return None  # 一百三四 is no range, but a slip or two numbers
    return Quantity(end, None, low, high, (), True, 1, True)
