"""Formulas over intervals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.data.formulas import evaluate
from chongqing_livelihood.stats.change import growth_from_addition
from chongqing_livelihood.stats.intervals import Interval

ENDS = st.integers(1, 10**6)


@given(level=ENDS, added=ENDS, half=st.sampled_from([Fraction(0), Fraction(1, 2)]))
def test_growth_is_that_of_the_room_of_statistics(level: int, added: int, half: Fraction) -> None:
    total = level + added + 2
    after = Interval(total - half, total + half)
    change = Interval(added - half, added + half)
    ratio = evaluate("level / (level - added)", {"level": after, "added": change})
    assert ratio == growth_from_addition(after, change).ratio


def test_a_name_that_stands_twice_is_one_number() -> None:
    assert evaluate("x - x", {"x": Interval.between(1, 2)}) == Interval.exactly(0)


def test_an_unbounded_name_stays_unbounded() -> None:
    assert evaluate("2 * x", {"x": Interval.between(60, None)}) == Interval.between(120, None)


def test_the_face_of_a_bound_is_its_number() -> None:
    values = {"x": Interval.between(60, None)}
    assert evaluate("face(x) - 1", values, {"x": Fraction(60)}) == Interval.exactly(59)


@pytest.mark.parametrize(
    ("share", "whole", "expected"),
    [
        ((Fraction(1635, 100), Fraction(1645, 100)), 436, Fraction(7200, 436)),  # 71 or 72 of 436
        ((Fraction(605, 10), Fraction(615, 10)), 59, Fraction(3600, 59)),
    ],
)
def test_the_nearest_share_is_one_of_whole_numbers(
    share: tuple[Fraction, Fraction], whole: int, expected: Fraction
) -> None:
    found = evaluate("nearest_share(x, n)", {"x": Interval(*share), "n": Interval.exactly(whole)})
    assert found == Interval(expected, expected)


@pytest.mark.parametrize("formula", ["x ** 2", "len(x)", "x.real", "[x]", "x if x else x", "'x'"])
def test_nothing_but_arithmetic_is_evaluated(formula: str) -> None:
    with pytest.raises(ValueError, match=r"cannot be evaluated|which is not given"):
        evaluate(formula, {"x": Interval.exactly(1)})


@given(ENDS, ENDS, st.integers(0, 1000))
def test_widening_an_input_never_narrows_the_result(x: int, y: int, more: int) -> None:
    narrow = evaluate("x / y", {"x": Interval.exactly(x), "y": Interval.exactly(y + 1000)})
    wide = {"x": Interval.between(x - more, x + more), "y": Interval.exactly(y + 1000)}
    assert evaluate("x / y", wide).contains(narrow)
