"""Numbers that carry their interval and their figures."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import find_figures, say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.stats.intervals import Interval, Reading

NUMBERS = st.fractions(min_value=-100, max_value=100, max_denominator=50)


@st.composite
def quantities(draw):
    low, middle, high = sorted(draw(st.tuples(NUMBERS, NUMBERS, NUMBERS)))
    return Quantity(middle, Interval(low, high))


@given(quantities(), quantities())
def test_the_face_value_of_a_result_lies_in_its_interval(a: Quantity, b: Quantity) -> None:
    results = [a + b, a - b, a * b, 2 - a, 3 * a]
    if b.value != 0:
        results.append(a / b)
    for result in results:
        assert result.meaning.contains(result.value)


def test_figures_are_carried_on_once_each() -> None:
    one = Quantity(Fraction(1), Interval.exactly(1), ("a:1",))
    two = Quantity(Fraction(2), Interval.exactly(2), ("a:2",))
    assert ((one + two) * one / 3).figures == ("a:1", "a:2")
    assert (6 / two).value == 3


def test_what_is_divided_by_a_count_that_may_be_nothing_has_no_upper_end() -> None:
    beds = Quantity(Fraction(1000), Interval.between(0, 1000))
    assert (5000 / beds).meaning == Interval.between(5, None)
    assert (5000 / (beds - 500)).meaning == Interval(None, None)
    with pytest.raises(ValueError, match="face value is zero"):
        5000 / (beds - 1000)


def test_a_printed_range_has_no_face_value() -> None:
    reported = find_figures({"clinics": "wanzhou-plan:16291"}, Reading())
    with pytest.raises(ValueError, match="has no single value"):
        Quantity.of(reported["clinics"])


def test_a_quantity_is_recorded_with_its_figures() -> None:
    results = Results("care")
    jobs = Quantity.of(find_figures({"jobs": "cqrb-2022:2181"}, Reading())["jobs"])
    recorded = jobs.record(results, "jobs", unit="person", label="Jobs", places=0)
    assert (recorded.text, recorded.figures) == ("250,000 persons", ("cqrb-2022:2181",))


def test_an_unknown_figure_is_named() -> None:
    with pytest.raises(ValueError, match="there is no figure cqrb-2022:1; see load"):
        find_figures({"x": "cqrb-2022:1"}, Reading())


@pytest.mark.parametrize(
    ("interval", "said"),
    [
        (Interval.between(3, 3), "3"),
        (Interval.between("6.525", "6.535"), "6.525 to 6.535"),
        (Interval(Fraction(1, 3), Fraction(2, 3)), "0.3333 to 0.6667"),
        (Interval.between(None, 5), "5 or less"),
        (Interval(None, None), "anything"),
    ],
)
def test_ends_are_said_in_words(interval: Interval, said: str) -> None:
    assert say_ends(interval) == said
