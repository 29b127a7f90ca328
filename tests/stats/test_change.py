"""Changes are exact at their corners, enclose what they should, and refuse what cannot be."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.change import (
    growth_from_addition,
    log_ratio,
    multiplier_of_part,
    odds_ratio,
    percentage_points,
    relative_change,
)
from chongqing_livelihood.stats.intervals import Interval

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

positive = st.fractions(Fraction(1, 100), 1000, max_denominator=100)
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
@given(a=share, b=share)
def test_odds_ratios_invert(a: Fraction, b: Fraction):
    assert odds_ratio(a, b) == 1 / odds_ratio(b, a)
    assert odds_ratio(a, b).lower == (b / (1 - b)) / (a / (1 - a))


def test_the_odds_ratio_of_intervals_stands_at_the_corners():
    result = odds_ratio(Interval.between("0.0525", "0.0535"), Interval.between("0.0845", "0.0855"))
    assert [str(end) for end in result.rounded_outward(3)] == ["1.632", "1.688"]


@examples
@given(ratio=positive)
def test_the_interval_encloses_the_logarithm(ratio: Fraction):
    enclosure = log_ratio(Interval.exactly(ratio))
    assert enclosure.width <= Fraction(3, 10**20)
    assert log_ratio(ratio) == pytest.approx(math.log(ratio), abs=1e-12)
    assert float(enclosure.lower) == pytest.approx(math.log(ratio), abs=1e-12)


@examples
@given(
    part=positive,
    rest=positive,
    factor=positive,
    rest_growth=st.fractions(Fraction(-9, 10), 2, max_denominator=50),
)
def test_a_part_grew_by_its_factor(part, rest, factor, rest_growth):
    later_part, later_rest = part * factor, rest * (1 + rest_growth)
    multiplier = multiplier_of_part(
        part / (part + rest), later_part / (later_part + later_rest), rest_growth
    )
    assert multiplier == Interval.exactly(factor)


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
        (lambda: multiplier_of_part("0.5", "0.6", -1), "growth of the rest must be positive"),
        (lambda: log_ratio(0), "the ratio must be positive"),
        (lambda: log_ratio(Interval.between(-1, 1)), "the ratio must be positive"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
