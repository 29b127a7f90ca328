"""Shares and rates agree with closed forms and with scipy, and refuse what cannot be."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from chongqing_livelihood.stats.proportions import (
    compare_rates,
    compare_shares,
    estimate_share,
    nearest_count,
)

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)


@st.composite
def samples(draw: st.DrawFn) -> tuple[int, int]:
    cases = draw(st.integers(1, 400))
    return draw(st.integers(0, cases)), cases


@examples
@given(samples(), st.sampled_from([0.8, 0.95, 0.99]))
def test_scipy_gives_the_same_wilson_interval(sample: tuple[int, int], confidence: float):
    estimate = estimate_share(*sample, confidence)
    theirs = stats.binomtest(*sample).proportion_ci(confidence, method="wilson")
    assert (estimate.lower, estimate.upper) == pytest.approx((theirs.low, theirs.high), abs=1e-12)
    assert estimate.lower - 1e-12 <= estimate.share <= estimate.upper + 1e-12


@examples
@given(samples(), samples())
def test_newcombe_joins_two_wilson_intervals(before: tuple[int, int], after: tuple[int, int]):
    comparison = compare_shares(*before, *after)
    a, b = estimate_share(*before), estimate_share(*after)
    low = math.hypot(b.share - b.lower, a.upper - a.share)
    high = math.hypot(b.upper - b.share, a.share - a.lower)
    assert comparison.difference == pytest.approx(b.share - a.share)
    assert comparison.lower == pytest.approx(comparison.difference - low, abs=1e-9)
    assert comparison.upper == pytest.approx(comparison.difference + high, abs=1e-9)


@examples
@given(samples(), samples())
def test_the_squared_z_is_chi_squared(before: tuple[int, int], after: tuple[int, int]):
    comparison = compare_shares(*before, *after)
    yes = [before[0], after[0]]
    no = [before[1] - before[0], after[1] - after[0]]
    if sum(yes) == 0 or sum(no) == 0:
        assert comparison.p_value == 1
    else:
        expected = stats.chi2_contingency([yes, no], correction=False).pvalue
        assert comparison.p_value == pytest.approx(expected, abs=1e-9)


@examples
@given(
    counts=st.tuples(st.integers(1, 300), st.integers(1, 300)),
    exposures=st.tuples(st.floats(1, 100), st.floats(1, 100)),
)
def test_swapping_the_periods_inverts_the_rates(counts, exposures):
    forward = compare_rates(counts[0], exposures[0], counts[1], exposures[1])
    backward = compare_rates(counts[1], exposures[1], counts[0], exposures[0])
    assert forward.ratio == pytest.approx(1 / backward.ratio)
    assert forward.lower == pytest.approx(1 / backward.upper, rel=1e-4)
    assert forward.p_value == pytest.approx(backward.p_value, abs=1e-9)
    assert forward.lower <= forward.ratio <= forward.upper


def test_the_score_test_of_rates_by_hand():
    a, s, b, t = 30, 51.5, 60, 51.6
    z = (b - (a + b) * t / (s + t)) / math.sqrt((a + b) * s * t / (s + t) ** 2)
    assert compare_rates(a, s, b, t).p_value == pytest.approx(2 * stats.norm.sf(abs(z)))


@examples
@given(cases=st.integers(1, 5000), share=st.fractions(0, 1))
def test_the_nearest_count_is_nearest(cases: int, share: Fraction):
    count = nearest_count(share, cases)
    assert abs(count - share * cases) <= Fraction(1, 2)
    assert 0 <= count <= cases


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: estimate_share(5, 0), "5 of 0 cases is no share"),
        (lambda: estimate_share(-1, 4), "-1 of 4 cases"),
        (lambda: estimate_share(1, 4, 95), "the confidence lies between 0 and 1, and is 95"),
        (lambda: compare_shares(1, 4, 5, 4), "5 of 4 cases"),
        (lambda: compare_shares(1, 4, 3, 4, 0), "the confidence lies between 0 and 1"),
        (lambda: compare_rates(0, 1, 5, 1), "number of earlier events must be at least 1"),
        (lambda: compare_rates(1, 1, 5, 0), "the later exposure must be positive"),
        (lambda: nearest_count("89.59", 100), "a share lies between 0 and 1, and is 89.59"),
        (lambda: nearest_count("0.5", 0), "0 of 0 cases"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
