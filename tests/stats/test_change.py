"""Changes are exact at their corners, enclose what they should, and refuse what cannot be."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.change import (
    annualised_growth,
    excess_over_trend,
    growth_from_addition,
    log_ratio,
    odds_ratio,
    percentage_points,
    relative_change,
    tipping_point,
    years_between,
)
from chongqing_livelihood.stats.intervals import Interval

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=40, deadline=None)

positive = st.fractions(Fraction(1, 100), 1000, max_denominator=100)
years = st.fractions(Fraction(1, 2), 15, max_denominator=12)
share = st.fractions(Fraction(1, 100), Fraction(99, 100), max_denominator=1000)


def around(values: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Interval]:
    return st.tuples(values, values).map(lambda pair: Interval(min(pair), max(pair)))


def test_an_addition_gives_the_growth_at_its_corners():
    level, addition = Interval.between("2663.5", "2664.5"), Interval.between("815.5", "816.5")
    growth = growth_from_addition(level, addition).growth
    assert growth.lower == Fraction("815.5") / (Fraction("2664.5") - Fraction("815.5"))
    assert growth.upper == Fraction("816.5") / (Fraction("2663.5") - Fraction("816.5"))


@examples
@given(base=positive, c=st.fractions(0, 1000, max_denominator=100))
def test_an_addition_and_a_pair_tell_the_same_growth(base: Fraction, c: Fraction):
    added = growth_from_addition(base + c, c)
    compared = relative_change(base, base + c)
    assert added == compared
    assert compared.growth_pct == Interval.exactly(100 * c / base)


@examples
@given(
    level=around(st.fractions(500, 1000, max_denominator=10)),
    addition=around(st.fractions(-400, 400, max_denominator=10)),
    s=st.fractions(0, 1),
    t=st.fractions(0, 1),
)
def test_growth_from_an_addition_encloses(level, addition, s, t):
    x = level.lower + level.width * s
    c = addition.lower + addition.width * t
    assert growth_from_addition(level, addition).growth.contains(c / (x - c))


@examples
@given(a=around(positive), b=around(positive), c=around(positive), d=around(positive))
def test_widening_a_level_never_narrows_the_change(a, b, c, d):
    narrow, wide = relative_change(a, b), relative_change(a.hull(c), b.hull(d))
    for name in ("difference", "ratio", "growth", "growth_pct"):
        assert getattr(wide, name).contains(getattr(narrow, name))
    assert log_ratio(wide.ratio).contains(log_ratio(narrow.ratio))


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
    assert log_ratio(ratio) == pytest.approx(math.log(ratio), abs=1e-12)


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
@given(a=share, b=share)
def test_odds_ratios_invert(a: Fraction, b: Fraction):
    assert odds_ratio(a, b) == 1 / odds_ratio(b, a)
    assert odds_ratio(a, b).lower == (b / (1 - b)) / (a / (1 - a))


def test_the_odds_ratio_of_intervals_stands_at_the_corners():
    result = odds_ratio(Interval.between("0.0525", "0.0535"), Interval.between("0.0845", "0.0855"))
    assert [str(end) for end in result.rounded_outward(3)] == ["1.632", "1.688"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2018", "2021", Fraction(3)),
        ("2012-11", "2024-04", Fraction(137, 12)),
        ("2012-11", "2023-04", Fraction(125, 12)),
        ("2011-12", "2024-04", Fraction(148, 12)),
        ("2020", "2020-12", Fraction(11, 24)),
        ("2020-01-01", "2021-01-01", 1 + Fraction(1, 730) - Fraction(1, 732)),
        ("2023", "2024-06-30", 1 + Fraction(363, 732) - Fraction(1, 2)),
    ],
)
def test_years_run_from_middle_to_middle(start: str, end: str, expected: Fraction):
    assert years_between(start, end) == expected


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: relative_change(0, 5), "the baseline must be positive, and can be 0"),
        (lambda: relative_change(Interval.between(-1, 4), 5), "baseline .* can be -1"),
        (lambda: relative_change(Interval.between(None, 4), 5), "negative without end"),
        (lambda: growth_from_addition(5, 5), "the baseline must be positive"),
        (lambda: growth_from_addition(Interval.between(5, None), 1), "level must be bounded"),
        (lambda: percentage_points(50, 101), "between 0 and 100"),
        (lambda: percentage_points(-1, 10), "between 0 and 100"),
        (lambda: odds_ratio(0, "0.5"), "can be 0 or 1"),
        (lambda: odds_ratio("0.5", 5), "between 0 and 1"),
        (lambda: log_ratio(0), "the ratio must be positive"),
        (lambda: log_ratio(Interval.between(-1, 1)), "the ratio must be positive"),
        (lambda: annualised_growth(-1, 3), "the ratio must be positive"),
        (lambda: annualised_growth(1.2, 0), "the time in years must be positive"),
        (lambda: annualised_growth(Interval.exactly(2), 0), "time in years must be positive"),
        (lambda: annualised_growth(2, Interval.between(1, None)), "time .* must be bounded"),
        (lambda: tipping_point(-1, 3), "the ratio must be positive"),
        (lambda: excess_over_trend("0.2", 3, "0.04", "-0.02"), "cannot run from 0.04 to -0.02"),
        (lambda: excess_over_trend("0.2", 0, 0, "0.04"), "time in years must be positive"),
        (lambda: excess_over_trend(-1, 3, 0, "0.04"), r"1 \+ growth must be positive"),
        (lambda: excess_over_trend("0.2", 3, -1, 0), r"1 \+ background must be positive"),
        (lambda: years_between("2021", "2018"), "wrong order: 2021 is not before 2018"),
        (lambda: years_between("2021", "2021"), "wrong order"),
        (lambda: years_between("3年前", "2021"), "not a year, month or day: '3年前'"),
        (lambda: years_between("2021-13", "2022"), "not a year, month or day: '2021-13'"),
        (lambda: years_between("2021-02-30", "2022"), "not a year, month or day"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
