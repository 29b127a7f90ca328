"""Yearly growth and excess enclose, invert each other, and refuse what cannot be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.trend import annualised_growth, excess_over_trend, tipping_point

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

positive = st.fractions(Fraction(1, 100), 1000, max_denominator=100)
years = st.fractions(Fraction(1, 2), 15, max_denominator=12)
shocks = st.fractions(Fraction(-1, 2), Fraction(1, 2), max_denominator=100)


def around(values: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Interval]:
    return st.tuples(values, values).map(lambda pair: Interval(min(pair), max(pair)))


@examples
@given(ratio=around(positive), more=around(positive), time=around(years), longer=around(years))
def test_widening_never_narrows_a_yearly_growth(ratio, more, time, longer):
    narrow = annualised_growth(ratio, time)
    wide = annualised_growth(ratio.hull(more), time.hull(longer))
    assert wide.contains(narrow)
    assert tipping_point(ratio - 1, time) == narrow


@examples
@given(ratio=positive, time=years)
def test_the_interval_encloses_the_float(ratio: Fraction, time: Fraction):
    enclosure = annualised_growth(Interval.exactly(ratio), time)
    number = annualised_growth(ratio, time)
    assert isinstance(number, float)
    assert float(enclosure.lower) == pytest.approx(number, rel=1e-9, abs=1e-12)
    assert enclosure.width <= Fraction(3, 10**20)


@examples
@given(growth=st.fractions(0, 5, max_denominator=1000), time=years)
def test_nothing_exceeds_a_trend_at_the_tipping_point(growth: Fraction, time: Fraction):
    b = tipping_point(Interval.exactly(growth), time)
    result = excess_over_trend(growth, time, b.lower, b.upper)
    assert result.excess.contains(0)
    assert result.tipping_point == b
    assert result.excess.width < Fraction(1, 10**9)


@examples
@given(
    growth=around(st.fractions(Fraction(-1, 2), 3, max_denominator=100)),
    time=around(years),
    low=st.fractions(Fraction(-1, 10), 0, max_denominator=100),
    high=st.fractions(0, Fraction(1, 10), max_denominator=100),
    s=st.fractions(0, 1),
)
def test_the_excess_encloses_every_background(growth, time, low, high, s):
    result = excess_over_trend(growth, time, low, high)
    r, years_taken = growth.lower + growth.width * s, time.lower + time.width * s
    b = low + (high - low) * s
    expected = (1 + float(r)) / (1 + float(b)) ** float(years_taken) - 1
    assert float(result.excess.lower) - 1e-9 <= expected <= float(result.excess.upper) + 1e-9
    assert result.excess_pct == result.excess * 100


@examples
@given(growth=st.fractions(0, 5, max_denominator=100), time=years, shock=shocks)
def test_a_shock_moves_the_tipping_point_with_the_excess(growth, time, shock):
    b = tipping_point(Interval.exactly(growth), time, shock)
    assert excess_over_trend(growth, time, b.lower, b.upper, shock).excess.contains(0)
    assert tipping_point(growth, time, shock) == pytest.approx(float(b.lower), abs=1e-9)
    assert tipping_point(growth, time, Interval.exactly(shock)) == b


@examples
@given(growth=around(positive), time=years, shock=around(shocks), more=around(shocks))
def test_a_wider_shock_never_narrows_the_excess(growth, time, shock, more):
    narrow = excess_over_trend(growth, time, 0, "0.04", shock)
    wide = excess_over_trend(growth, time, 0, "0.04", shock.hull(more))
    assert wide.excess.contains(narrow.excess)
    assert wide.tipping_point.contains(narrow.tipping_point)


def test_no_shock_changes_nothing():
    plain = excess_over_trend("0.2367", 3, "-0.02", "0.04")
    assert excess_over_trend("0.2367", 3, "-0.02", "0.04", shock=0) == plain
    dip = excess_over_trend("0.2367", 3, "-0.02", "0.04", shock="-0.092")
    assert dip.excess.lower > plain.excess.lower
    assert dip.excess.upper > plain.excess.upper


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: annualised_growth(-1, 3), "the ratio must be positive"),
        (lambda: annualised_growth(1.2, 0), "the time in years must be positive"),
        (lambda: annualised_growth(Interval.exactly(2), 0), "time in years must be positive"),
        (lambda: annualised_growth(2, Interval.between(1, None)), "time .* must be bounded"),
        (lambda: tipping_point(-1, 3), "the ratio must be positive"),
        (lambda: excess_over_trend("0.2", 3, "0.04", "-0.02"), "cannot run from 0.04 to -0.02"),
        (lambda: excess_over_trend("0.2", 0, 0, "0.04"), "time in years must be positive"),
        (lambda: excess_over_trend(-1, 3, 0, "0.04"), r"1 \+ growth must be positive"),
        (lambda: excess_over_trend("0.2", 3, -1, 0), r"1 \+ background must be positive"),
        (lambda: tipping_point("0.2", 3, -1), r"1 \+ shock must be positive"),
        (lambda: excess_over_trend("0.2", 3, 0, 0, -2), r"1 \+ shock must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
