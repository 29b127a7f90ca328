"""Worst-case bounds agree with counting out small populations, and with closed forms."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.bounds import (
    bound_change,
    bound_share,
    bound_share_above,
    breakeven_nonresponse,
    e_value,
)
from chongqing_livelihood.stats.intervals import Interval

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

share = st.fractions(0, 1, max_denominator=1000)
shares = st.tuples(share, share).map(lambda pair: Interval(min(pair), max(pair)))


@examples
@given(asked=st.integers(1, 60), data=st.data())
def test_the_bounds_of_a_share_are_those_of_counting(asked: int, data: st.DataObject):
    answered = data.draw(st.integers(1, asked))
    yes = data.draw(st.integers(0, answered))
    silent = asked - answered
    bounds = bound_share(Fraction(yes, answered), Fraction(silent, asked))
    assert bounds == Interval(Fraction(yes, asked), Fraction(yes + silent, asked))


@examples
@given(a=shares, b=shares, c=shares, d=shares, m=shares, wider=shares)
def test_widening_never_narrows_a_bound(a, b, c, d, m, wider):
    narrow, wide = bound_change(a, b, m), bound_change(a.hull(c), b.hull(d), m.hull(wider))
    for name in ("before", "after", "change", "breakeven"):
        assert getattr(wide, name).contains(getattr(narrow, name))


@examples
@given(before=share, after=share)
def test_at_the_breakeven_the_change_touches_zero(before: Fraction, after: Fraction):
    m = breakeven_nonresponse(before, after).lower
    bounds = bound_change(before, after, m)
    assert 0 in (bounds.change.lower, bounds.change.upper)
    if 0 < m < 1:
        assert bound_change(before, after, m * Fraction(99, 100)).direction_is_known
        assert not bound_change(before, after, m).direction_is_known


def test_two_rates_of_nonresponse_can_be_given():
    bounds = bound_change("0.8", "0.9", 0, "0.1")
    assert bounds.before == Interval.exactly("0.8")
    assert bounds.after == Interval.between("0.81", "0.91")
    assert bounds.change_points == Interval.between(1, 11)


def test_the_breakeven_of_intervals_holds_every_pair():
    narrow = breakeven_nonresponse(
        Interval.between("0.89585", "0.89595"), Interval.between("0.95365", "0.95375")
    )
    assert [str(end) for end in (narrow * 100).rounded_outward(2)] == ["5.45", "5.48"]
    assert breakeven_nonresponse(Interval.between("0.8", "0.9"), "0.85").lower == 0


@pytest.mark.parametrize("threshold", [1, 3, 5])
def test_markov_bounds_hold_for_every_small_population(threshold: int):
    cap, size = 6, 4
    for loans in combinations_with_replacement(range(cap + 1), size):
        above = Fraction(sum(loan > threshold for loan in loans), size)
        assert bound_share_above(Fraction(sum(loans), size), cap, threshold).contains(above)


def test_markov_bounds_are_reached():
    # Half at the cap and half at the threshold is the least that can lie above it.
    assert bound_share_above(75, cap=100, threshold=50).lower == Fraction(1, 2)
    assert bound_share_above(10, cap=100, threshold=50).upper == Fraction(1, 5)
    assert bound_share_above(10, cap=100, threshold=50, floor=5).upper == Fraction(1, 9)
    assert bound_share_above(10, cap=100, threshold=50).lower == 0


@examples
@given(ratio=st.fractions(Fraction(1, 50), 50, max_denominator=100))
def test_the_e_value_solves_its_equation(ratio: Fraction):
    e = e_value(ratio)
    # A confounder of strength e with both shifts a ratio by e * e / (2 e - 1).
    assert e * e / (2 * e - 1) == pytest.approx(float(max(ratio, 1 / ratio)))
    assert e == pytest.approx(e_value(1 / ratio))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: bound_share("1.2", "0.1"), "the share lies between 0 and 1"),
        (lambda: bound_share("0.2", -1), "the non-response lies between 0 and 1"),
        (lambda: bound_share("0.2", 40), "the non-response lies between 0 and 1"),
        (lambda: bound_change("89.59", "95.37", "0.1"), "the earlier share .* percentage by 100"),
        (lambda: breakeven_nonresponse("0.2", 5), "the later share lies between 0 and 1"),
        (lambda: bound_share_above(5, cap=10, threshold=10), "not between 0 and 10"),
        (lambda: bound_share_above(11, cap=10, threshold=5), "a mean between 0 and 10 is needed"),
        (lambda: e_value(0), "the ratio must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
