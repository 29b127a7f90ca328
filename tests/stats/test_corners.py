"""The guards name what they refuse; powers take every corner."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.corners import (
    bounded_ends,
    logarithm,
    positive_ends,
    positive_power,
    require_positive,
)
from chongqing_livelihood.stats.intervals import Interval

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

positive = st.fractions(Fraction(1, 100), 100, max_denominator=100)
exponents = st.fractions(Fraction(1, 10), 10, max_denominator=10)


@examples
@given(a=positive, b=positive, e=exponents, f=exponents, s=st.fractions(0, 1), t=st.fractions(0, 1))
def test_powers_enclose_every_base_and_exponent(a, b, e, f, s, t):
    low, high = sorted([a, b])
    enclosure = positive_power("base", Interval(low, high), e, f)
    value = float(low + (high - low) * s) ** float(e + (f - e) * t)
    # The enclosure is exact to twenty decimals, the comparison only as good as a float.
    assert float(enclosure.lower) <= value * (1 + 1e-9)
    assert value * (1 - 1e-9) <= float(enclosure.upper)


def test_open_ends_stay_open():
    up = Interval.between(2, None)
    assert positive_power("base", up, Fraction(2)) == Interval.between(4, None)
    assert logarithm("value", up).upper is None


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: require_positive("years", Fraction(0)), "years must be positive, and is 0"),
        (lambda: positive_ends("ratio", Interval.between(0, 1)), "ratio must be positive"),
        (lambda: positive_ends("ratio", Interval.between(None, 1)), "negative without end"),
        (lambda: bounded_ends("level", Interval.between(1, None)), "level must be bounded"),
        (lambda: logarithm("ratio", Interval.exactly(0)), "ratio must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
