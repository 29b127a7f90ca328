"""The arithmetic of targets: it inverts itself, encloses, and refuses what cannot be."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.plan import (
    compare_pace,
    implied_population,
    required_pace,
    share_of_gap,
    years_left,
    years_to_reach,
)

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

positive = st.fractions(Fraction(1, 10), 1000, max_denominator=100)
levels = st.tuples(positive, positive).map(lambda pair: Interval(min(pair), max(pair)))
percents = st.fractions(0, 99, max_denominator=100)
shares = st.tuples(percents, percents).map(lambda pair: Interval(min(pair), max(pair)))
years = st.fractions(Fraction(1, 2), 10, max_denominator=12)


@examples
@given(baseline=positive, target=positive, time=st.integers(1, 10))
def test_the_required_pace_leads_to_the_target(baseline: Fraction, target: Fraction, time: int):
    pace = required_pace(baseline, target, time)
    assert baseline + time * pace.annual_step.lower == target
    reached = Interval.between((1 + pace.annual_growth.lower) ** time, None)
    assert reached.contains(target / baseline)
    assert (1 + pace.annual_growth.upper) ** time >= target / baseline
    assert pace.already_reached == (target <= baseline)


@examples
@given(a=levels, b=levels, c=levels, d=levels, time=years)
def test_widening_never_narrows_a_pace(a, b, c, d, time):
    narrow, wide = required_pace(a, b, time), required_pace(a.hull(c), b.hull(d), time)
    for name in ("ratio", "annual_growth", "annual_step"):
        assert getattr(wide, name).contains(getattr(narrow, name))
    past = compare_pace(10, a, b, time, time)
    assert compare_pace(10, a.hull(c), b.hull(d), time, time).faster_by.contains(past.faster_by)


@examples
@given(earlier=positive, baseline=levels, target=positive, s=st.fractions(0, 1))
def test_the_comparison_takes_the_baseline_once(earlier, baseline, target, s):
    comparison = compare_pace(earlier, baseline, target, 5, 5)
    value = baseline.lower + baseline.width * s
    exact = compare_pace(earlier, value, target, 5, 5).faster_by
    assert comparison.faster_by.lower <= exact.lower
    assert exact.upper <= comparison.faster_by.upper
    assert (comparison.required - comparison.earlier).contains(comparison.faster_by)


@examples
@given(baseline=shares, target=shares, s=st.fractions(0, 1), t=st.fractions(0, 1))
def test_the_share_of_the_gap_encloses(baseline, target, s, t):
    b, goal = baseline.lower + baseline.width * s, target.lower + target.width * t
    assert share_of_gap(baseline, target).contains((goal - b) / (100 - b))


def test_a_target_at_the_ceiling_closes_the_gap():
    assert share_of_gap(40, 100) == Interval.exactly(1)
    assert share_of_gap(40, 40) == Interval.exactly(0)
    assert share_of_gap("85.71", 60).upper < 0
    assert share_of_gap(10, 20, ceiling=30) == Interval.exactly("0.5")


@examples
@given(
    level=positive, target=positive, growth=st.fractions(Fraction(1, 100), 1, max_denominator=100)
)
def test_time_and_pace_invert_each_other(level: Fraction, target: Fraction, growth: Fraction):
    low, high = sorted([level, target])
    time = years_to_reach(low, high, growth)
    if time.lower > Fraction(1, 100):
        assert required_pace(low, high, time).annual_growth.contains(growth)


@examples
@given(people=st.integers(1, 10**7), rate=positive)
def test_a_population_gives_its_own_count(people: int, rate: Fraction):
    assert implied_population(people * rate / 1000, rate) == Interval.exactly(people)
    assert implied_population(people * rate, rate, per=1) == Interval.exactly(people)


@pytest.mark.parametrize(
    ("today", "deadline", "left"),
    [("2023-06", "2025", Fraction(61, 24)), ("2025", "2025", Fraction(1, 2))],
)
def test_the_time_left_runs_to_the_end_of_the_year(today: str, deadline: str, left: Fraction):
    assert years_left(today, deadline) == left


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: required_pace(0, 5, 5), "the baseline must be positive"),
        (lambda: required_pace(5, 0, 5), "the target must be positive"),
        (lambda: required_pace(5, 6, 0), "the time in years must be positive"),
        (
            lambda: compare_pace(5, Interval.between(1, None), 9, 5, 5),
            "the baseline must be bounded",
        ),
        (lambda: share_of_gap(100, 100), "a baseline that can be 100 leaves no gap to 100"),
        (lambda: share_of_gap(50, 101), "a target that can be 101 passes the ceiling 100"),
        (lambda: years_left("2026", "2025"), "the deadline is past"),
        (
            lambda: years_left("2020", "2025-06"),
            "the deadline is a year such as 2025, not '2025-06'",
        ),
        (lambda: years_to_reach(5, 4, "0.1"), "growth does not lead from"),
        (lambda: years_to_reach(5, 6, 0), "the yearly growth must be positive"),
        (lambda: implied_population(5, 0), "the rate must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
