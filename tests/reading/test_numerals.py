import sys
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.reading import parse_numeral, write_numeral
from chongqing_livelihood.reading.numerals import LARGEST_WRITABLE, NumeralError, read_numeral


@given(st.integers(min_value=-LARGEST_WRITABLE + 1, max_value=LARGEST_WRITABLE - 1))
def test_written_numeral_reads_back(number: int) -> None:
    assert parse_numeral(write_numeral(number)) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_plain_decimal_reads_as_itself(number: Decimal) -> None:
    assert parse_numeral(f"{number:f}") == number


@given(st.integers(min_value=0, max_value=10**30), st.sampled_from(["万", "亿", "万亿", "千万"]))
def test_scale_word_multiplies_exactly(number: int, scale: str) -> None:
    numeral, factor = read_numeral(f"{number}{scale}"), parse_numeral(scale)
    assert numeral.value == number * int(factor)
    assert numeral.digit_place == factor


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        value = parse_numeral(text)
    except NumeralError:
        return
    assert value.is_finite()


@given(st.text(alphabet="零一二两三十百千万亿兆点半廿壹拾负分之又0123456789., -/", max_size=30))
def test_any_run_of_numeral_words_is_read_or_refused(text: str) -> None:
    try:
        numeral = read_numeral(text)
    except NumeralError:
        return
    assert numeral.digit_place > 0
    assert numeral.nonzero_place >= numeral.digit_place or numeral.value == 0 or "又" in text


@pytest.mark.parametrize(
    "text", ["", " ", "负", "十百", "万零", "一万零一万", "点五", "1/0", "三分之"]
)
def test_refuses_with_the_text(text: str) -> None:
    with pytest.raises(NumeralError) as caught:
        parse_numeral(text)
    assert repr(text) in str(caught.value)


def test_refuses_to_write_more_than_72_digits() -> None:
    with pytest.raises(ValueError, match="72 digits"):
        write_numeral(LARGEST_WRITABLE)


def test_reads_a_million_digits() -> None:
    digits = "1234567890" * 100_000
    value = parse_numeral(digits)
    assert value.adjusted() == 999_999
    assert len(digits) < sys.maxsize
