"""Numbers are taken as written, and what is irrational is enclosed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.exact import enclose_log, enclose_power, exact, round_outward

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)


@pytest.mark.parametrize(
    "tenth", [0.1, "0.1", Decimal("0.10"), Fraction(1, 10), "1/10", np.float64(0.1)]
)
def test_a_tenth_is_a_tenth_however_it_is_written(tenth):
    assert exact(tenth) == Fraction(1, 10)


@pytest.mark.parametrize(("value", "places"), [("23.67", 2), ("-1/3", 5), ("1e-9", 3), ("7", 0)])
def test_rounding_keeps_its_places_and_its_side(value: str, places: int):
    low, high = (round_outward(Fraction(value), places, whole) for whole in (floor, ceil))
    assert Fraction(low) <= Fraction(value) <= Fraction(high)
    assert low.as_tuple().exponent == high.as_tuple().exponent == -places


@pytest.mark.parametrize(
    "nonsense", ["abc", float("nan"), float("inf"), Decimal("Infinity"), "1/0"]
)
def test_what_is_not_a_finite_number_raises(nonsense):
    with pytest.raises(ValueError, match="not a finite number"):
        exact(nonsense)


@examples
@given(
    base=st.fractions(Fraction(1, 1000), 1000, max_denominator=1000),
    exponent=st.fractions(-5, 5, max_denominator=60),
)
def test_powers_are_enclosed(base: Fraction, exponent: Fraction):
    low, high = enclose_power(base, exponent)
    # Raising the bounds to the denominator must enclose a power that is exact.
    exact_power = base**exponent.numerator
    assert low**exponent.denominator <= exact_power <= high**exponent.denominator
    assert high - low <= Fraction(3, 10**20)


@examples
@given(value=st.fractions(Fraction(1, 1000), 1000), factor=st.integers(2, 5))
def test_logarithms_are_enclosed(value: Fraction, factor: int):
    low, high = enclose_log(value)
    other_low, other_high = enclose_log(value**factor)
    assert other_low <= factor * high
    assert factor * low <= other_high
    assert high - low <= Fraction(3, 10**20)


def test_impossible_powers_and_logarithms_raise():
    for base, exponent in [(Fraction(-1), Fraction(2)), (Fraction(0), Fraction(-1))]:
        with pytest.raises(ValueError, match="the base must be positive"):
            enclose_power(base, exponent)
    with pytest.raises(ValueError, match="no logarithm"):
        enclose_log(Fraction(0))
    assert enclose_power(Fraction(0), Fraction(1, 2)) == (0, 0)
