"""Turn numerals into Decimal and back. Knows no units, dates or files."""

from decimal import Context, Decimal, localcontext
from typing import Final, NoReturn

from .digits import (
    CHINESE_DIGITS,
    LARGE_SCALES,
    SCALES,
    SMALL_SCALES,
    Numeral,
    divide,
    multiply_exactly,
    read_arabic,
    to_plain,
)
from .patterns import Pattern

LONGEST_CHINESE_NUMERAL: Final = 200
LARGEST_WRITABLE: Final = 10**72

_SIGNED: Final = Pattern(r"(?s)([负正+—-])([^负正+—-].*)")
_EXACT: Final = Context(prec=1000)
_ARABIC: Final = Pattern(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?|\.[0-9]+")
_FRACTION: Final = Pattern(r"(?:(.+?)又)?(.+?)分之(.+)")
_SLASHED: Final = Pattern(r"([0-9]{1,9})/([0-9]{1,9})")


class NumeralError(ValueError):
    """A numeral that cannot be read; the message names it."""


_HALF: Final = Numeral(Decimal("0.5"), Decimal("0.5"), Decimal("0.5"))


def parse_numeral(text: str) -> Decimal:
    """Return the number that ``text`` writes, in Arabic, Chinese or mixed numerals.

    Args:
        text: One numeral without unit, qualifier or surrounding text.

    Raises:
        NumeralError: If any part of ``text`` is not part of one number.

    >>> parse_numeral("三千五百"), parse_numeral("4.5亿"), parse_numeral("二〇二一")
    (Decimal('3500'), Decimal('450000000'), Decimal('2021'))
    """
    return read_numeral(text).value


def write_numeral(number: int) -> str:
    """Return ``number`` in Chinese numerals, so that :func:`parse_numeral` gives it back.

    Raises:
        TypeError: If ``number`` is not an ``int``.
        ValueError: If ``number`` has more than 72 digits.

    >>> write_numeral(100_010)
    '十万零一十'
    """
    if not isinstance(number, int):
        raise TypeError(f"number must be int, not {type(number).__name__}.")
    if abs(number) >= LARGEST_WRITABLE:
        raise ValueError(f"{number.bit_length()}-bit number: only up to 72 digits are written.")
    if number < 0:
        return "负" + write_numeral(-number)
    if number == 0:
        return "零"
    written = _write_positive(number)
    return written[1:] if written.startswith("一十") else written


def read_numeral(text: str) -> Numeral:
    """Return value and printed places of the numeral ``text``; see :func:`parse_numeral`."""
    plain = to_plain(text).replace(" ", "").replace("\n", "")
    sign = _SIGNED.fullmatch(plain)
    if sign:
        numeral = read_numeral(sign[2])
        return numeral if sign[1] in "+正" else numeral.negated()
    if _ARABIC.fullmatch(plain):
        return read_arabic(plain)
    if not plain or len(plain) > LONGEST_CHINESE_NUMERAL:
        _refuse(text)
    if "分之" in plain or "/" in plain:
        return _read_fraction(plain, text)
    with localcontext(_EXACT):
        return _HALF if plain == "半" else _read_chinese(plain, text)


def _read_chinese(plain: str, text: str) -> Numeral:
    if len(plain) > 1 and all(c in CHINESE_DIGITS or c in "Oo" for c in plain):
        return read_arabic("".join(str(CHINESE_DIGITS.get(c, 0)) for c in plain))
    return _Accumulator(text).read(plain)


def _read_fraction(plain: str, text: str) -> Numeral:
    slashed = _SLASHED.fullmatch(plain)
    if slashed:
        whole_text, below_text, above_text = None, slashed[2], slashed[1]
    else:
        spoken = _FRACTION.fullmatch(plain)
        if spoken is None or "分之" in spoken[3] or "/" in plain:
            _refuse(text)
        whole_text, below_text, above_text = spoken.groups()
    below, above = read_numeral(below_text), read_numeral(above_text)
    whole = read_numeral(whole_text).value if whole_text else Decimal(0)
    if below.value <= 0:
        _refuse(text)
    return Numeral(
        whole + divide(above.value, below.value),
        divide(above.digit_place, below.value),
        divide(above.nonzero_place, below.value),
    )


def _write_positive(number: int) -> str:
    for scale, name in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if number >= scale:
            above, below = divmod(number, scale)
            written = _write_positive(above) + name
            if below == 0:
                return written
            return written + ("零" if below < scale // 10 else "") + _write_positive(below)
    return "零一二三四五六七八九"[number]


def _refuse(text: str) -> NoReturn:
    shown = text if len(text) <= 40 else text[:40] + "…"
    raise NumeralError(f"{shown!r} is not one numeral: write digits and scale words only.")


class _Accumulator:
    """Adds up a Chinese or mixed numeral from left to right.

    万 multiplies what stands since the last 亿, 亿 multiplies everything before it, so
    that 一万五千亿 is 15,000 times 亿.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        # upper: 兆 and above; total: 万 and above; section: below 万
        self.upper = self.total = self.section = Decimal(0)
        self.pending: Numeral | None = None
        self.started = self.filled = False  # anything taken so far; anything in the section
        self.digit_place = self.nonzero_place = Decimal(1)
        self.limit = 10**9  # the next small scale in a section must be below this
        self.last_scale = 0
        self.after_zero = False
        self.large_used = 0
        self.ten_thousands = False

    def read(self, plain: str) -> Numeral:
        position = 0
        while position < len(plain):
            character = plain[position]
            arabic = _ARABIC.match(plain, position)
            if arabic:
                self._take_number(read_arabic(arabic[0]))
                position = arabic.end()
                continue
            if character in "廿卅":
                self._take_number(read_arabic("2" if character == "廿" else "3"))
                self._take_small_scale(10)
            elif character in SMALL_SCALES:
                self._take_small_scale(SMALL_SCALES[character])
            elif character in LARGE_SCALES:
                self._take_large_scale(LARGE_SCALES[character])
            elif character == "点":
                position = self._take_decimals(plain, position)
                continue
            elif CHINESE_DIGITS.get(character) == 0:
                if plain in ("零", "〇", "○") or plain.startswith(character + "点"):
                    self._take_number(read_arabic("0"))
                elif position == 0 or self.pending is not None or position == len(plain) - 1:
                    _refuse(self.text)
                else:
                    self.after_zero = True
            elif character in CHINESE_DIGITS:
                self._take_number(read_arabic(str(CHINESE_DIGITS[character])))
            else:
                _refuse(self.text)
            position += 1
        return self._finish(plain)

    def _take_number(self, number: Numeral) -> None:
        if self.pending is not None:
            _refuse(self.text)
        self.pending = number

    def _take_decimals(self, plain: str, position: int) -> int:
        end = position + 1
        while end < len(plain) and plain[end] in CHINESE_DIGITS:
            end += 1
        decimals = "".join(str(CHINESE_DIGITS[c]) for c in plain[position + 1 : end])
        whole = self.section + (self.pending.value if self.pending else 0)
        if not decimals or whole % 1 or not (self.pending or self.started):
            _refuse(self.text)
        self.section = Decimal(0)
        self.pending = read_arabic(f"{whole:f}.{decimals}")
        self.limit, self.last_scale = 10, 0
        if end < len(plain) and plain[end] not in SCALES:
            _refuse(self.text)
        self.limit = 10**9
        return end

    def _take_small_scale(self, scale: int) -> None:
        if scale >= self.limit:
            _refuse(self.text)
        if self.pending is None:
            # Bare 百 and 千 open a numeral (百余), 十 also follows 零 or a larger scale.
            if scale != 10 and self.started:
                _refuse(self.text)
            self.pending = read_arabic("1")
        self._settle(scale)
        self.limit = self.last_scale = scale
        self.after_zero = False

    def _take_large_scale(self, scale: int) -> None:
        doubled = scale == 10**4 and self.last_scale == 10**4 and self.pending is None
        if self.pending is not None:
            self._settle(1)
        elif not self.started:
            self.pending = read_arabic("1")
            self._settle(1)
        self.large_used += 1
        if self.large_used > 24:
            _refuse(self.text)
        if scale == 10**12:
            if self.upper:
                _refuse(self.text)
            self.upper = multiply_exactly(self.total + self.section, scale)
            self.total = Decimal(0)
            self.ten_thousands = False
        elif scale == 10**4 and not doubled:
            if not self.filled or self.ten_thousands:
                _refuse(self.text)
            self.ten_thousands = True
            self.total += multiply_exactly(self.section, scale)
        else:
            self.total = multiply_exactly(self.total + self.section, scale)
            self.ten_thousands = False
        self.section, self.filled = Decimal(0), False
        self.digit_place = multiply_exactly(self.digit_place, scale)
        self.nonzero_place = multiply_exactly(self.nonzero_place, scale)
        self.limit, self.last_scale, self.after_zero = 10**4, scale, False

    def _settle(self, scale: int) -> None:
        assert self.pending is not None
        part = self.pending.scaled(scale)
        self.started = self.filled = True
        self.section += part.value
        self.digit_place, self.nonzero_place = part.digit_place, part.nonzero_place
        self.pending = None

    def _finish(self, plain: str) -> Numeral:
        if self.pending is not None:
            # 三百五 is 350 and 一万二 is 12,000: a last digit without 零 counts tenths.
            colloquial = (
                self.last_scale >= 100 and not self.after_zero and plain[-1] in CHINESE_DIGITS
            )
            if self.last_scale and self.pending.value >= self.last_scale:
                _refuse(self.text)
            self._settle(self.last_scale // 10 if colloquial else 1)
        value = multiply_exactly(self.upper + self.total + self.section, 1)
        return Numeral(value, self.digit_place, self.nonzero_place)
