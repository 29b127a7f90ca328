"""Exact numbers in plain decimal notation."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.data.numbers import plain, rounded, rounded_down, rounded_up

FINITE = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**15), max_value=10**15)
FRACTIONS = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)


@given(FINITE)
def test_plain_is_exact_and_has_no_noise(number: Decimal) -> None:
    written = plain(number)
    assert Decimal(written) == number
    assert "E" not in written
    assert not ("." in written and written.endswith(("0", ".")))
    assert written != "-0"


@given(FRACTIONS)
def test_rounding_is_outward_and_close(number: Fraction) -> None:
    low, middle, high = (Fraction(f(number)) for f in (rounded_down, rounded, rounded_up))
    assert low <= number <= high
    assert low <= middle <= high
    assert high - low <= Fraction(1, 10**6)


def test_unknown_is_empty() -> None:
    assert [f(None) for f in (plain, rounded, rounded_down, rounded_up)] == ["", "", "", ""]


def test_what_has_no_end_must_be_rounded() -> None:
    with pytest.raises(ValueError, match="1/3 has no finite decimal form: round it"):
        plain(Fraction(1, 3))
