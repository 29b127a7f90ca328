"""Interval arithmetic is exact and encloses; the reading of printed numbers follows one table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from operator import add, mul, sub, truediv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.intervals import Interval, Reading, exact

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=1000)


@st.composite
def intervals(draw: st.DrawFn, values: st.SearchStrategy[Fraction] = fractions) -> Interval:
    low, high = sorted([draw(values), draw(values)])
    return Interval(
        None if draw(st.integers(0, 9)) == 0 else low,
        None if draw(st.integers(0, 9)) == 0 else high,
    )


def member(interval: Interval, share: Fraction) -> Fraction:
    """Return a value inside ``interval``; far out on an open side."""
    low = (interval.upper or Fraction(0)) - 10**6 if interval.lower is None else interval.lower
    high = low + 10**6 if interval.upper is None else interval.upper
    return low + (high - low) * share


@dataclass(frozen=True)
class Printed:
    """A printed number, with the places worked out from its digits as a reader of text would."""

    text: str
    qualifier: str = "exact"
    unit: str = "item"
    scale: int = 1
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def value(self) -> Decimal | None:
        return Decimal(self.text) * self.scale if self.text else None

    @property
    def digit_place(self) -> Decimal | None:
        if not self.text:
            return None
        return Decimal(1).scaleb(int(Decimal(self.text).as_tuple().exponent)) * self.scale

    @property
    def nonzero_place(self) -> Decimal | None:
        if self.value is None or self.value == 0:
            return None
        return Decimal(1).scaleb(int(self.value.normalize().as_tuple().exponent))


READINGS = [
    # printed, lower, upper
    (Printed("23.67", unit="percent"), "23.665", "23.675"),
    (Printed("3.5", unit="household", scale=10000), "34500", "35500"),
    (Printed("3.5", "nearly", "household", 10000), "34000", "35000"),
    (Printed("25", "over", "person", 10000), "250000", "260000"),
    (Printed("8.3", "about", "person", 10000), "82500", "83500"),
    (Printed("330", "over", "yuan", 10**8), "330E8", "340E8"),
    (Printed("100", "over", "person"), "100", "200"),
    (Printed("4000", "over", "yuan"), "4000", "5000"),
    (Printed("4000", unit="person"), "4000", "4000"),
    (Printed("7", unit="person"), "7", "7"),
    (Printed("1200", unit="yuan_per_month"), "1199.5", "1200.5"),
    (Printed("2664", unit="person", scale=10000), "26635000", "26645000"),
    (Printed("50", "over", "percent"), "50", "60"),
    (Printed("1000", "under", "person"), "0", "1000"),
    (Printed("60", "at_least", "percent"), "60", None),
    (Printed("20", "at_most", "yuan", 10000), None, "200000"),
    (Printed("5.5", "at_most", "percent"), None, "5.5"),
    (Printed("", "exact", low=Decimal(5), high=Decimal(10)), "5", "10"),
    (Printed("", "some", low=Decimal(20), high=Decimal(90)), "20", "90"),
    (Printed("0", unit="yuan"), "0", "0.5"),
    (Printed("0", unit="percent"), "-0.5", "0.5"),
    (Printed("-3.2", unit="percent"), "-3.25", "-3.15"),
    (Printed("0", "over", "percent"), "0", "1"),
    (Printed("0.24", unit="times"), "0.235", "0.245"),
]


@pytest.mark.parametrize(("printed", "lower", "upper"), READINGS)
def test_reading_of_a_printed_number(printed: Printed, lower: str | None, upper: str | None):
    assert Reading().interval(printed) == Interval.between(lower, upper)


@pytest.mark.parametrize("printed", [case[0] for case in READINGS])
@examples
@given(widen=st.fractions(0, 10, max_denominator=20), more=st.fractions(0, 10, max_denominator=20))
def test_widening_never_narrows(printed: Printed, widen: Fraction, more: Fraction):
    for trust in (True, False):
        narrow = Reading(widen, trust).interval(printed)
        assert Reading(widen + more, trust).interval(printed).contains(narrow)
    assert Reading(widen, False).interval(printed).contains(Reading(widen, True).interval(printed))


def test_a_count_printed_in_full_is_widened_only_when_its_zeros_are_doubted():
    count = Printed("4000", unit="person")
    assert Reading(widen=5).interval(count) == Interval.exactly(4000)
    assert Reading(trust_round_counts=False).interval(count) == Interval.between(3500, 4500)
    assert Reading(2, trust_round_counts=False).interval(count) == Interval.between(3000, 5000)
    odd = Printed("4003", unit="person")
    assert Reading(5, trust_round_counts=False).interval(odd) == Interval.exactly(4003)


def test_face_value_is_the_narrowest_reading():
    assert Reading(widen=0).interval(Printed("25", "over", "person", 10000)) == Interval.exactly(
        250000
    )


@pytest.mark.parametrize(
    ("printed", "message"),
    [
        (Printed("", "some"), "neither a value nor a range"),
        (Printed("5", "roughly"), "no reading for the qualifier 'roughly'"),
    ],
)
def test_a_number_without_meaning_raises(printed: Printed, message: str):
    with pytest.raises(ValueError, match=message):
        Reading().interval(printed)


def test_a_missing_digit_place_raises():
    @dataclass(frozen=True)
    class Placeless:
        value = Decimal(5)
        low = high = digit_place = nonzero_place = None
        qualifier, unit = "exact", "percent"

    with pytest.raises(ValueError, match="lacks the place of a digit"):
        Reading().interval(Placeless())


def test_a_widening_typed_as_a_float_is_exact():
    number = Printed("23.67", unit="percent")
    assert Reading(0.1).interval(number) == Reading(Fraction(1, 10)).interval(number)
    with pytest.raises(ValueError, match="not a finite number"):
        Reading(float("nan"))


def test_a_negative_widening_raises():
    with pytest.raises(ValueError, match="cannot be negative"):
        Reading(widen=-1)


@pytest.mark.parametrize("operation", [add, sub, mul, truediv])
@examples
@given(a=intervals(), b=intervals(), s=st.fractions(0, 1), t=st.fractions(0, 1))
def test_arithmetic_encloses_every_pair(operation, a, b, s, t):
    if operation is truediv and b.contains(0):
        with pytest.raises(ValueError, match=r"divide by an interval that holds zero: \["):
            a / b
    else:
        assert operation(a, b).contains(operation(member(a, s), member(b, t)))


@pytest.mark.parametrize("operation", [add, sub, mul, truediv])
@examples
@given(a=intervals(), b=intervals(), c=intervals(), d=intervals())
def test_wider_operands_never_narrow_the_result(operation, a, b, c, d):
    wide_a, wide_b = a.hull(c), b.hull(d)
    if operation is truediv and wide_b.contains(0):
        return
    assert operation(wide_a, wide_b).contains(operation(a, b))


@examples
@given(a=intervals(), b=intervals())
def test_set_operations_agree(a: Interval, b: Interval):
    shared = a.intersection(b)
    assert (shared is not None) == a.overlaps(b) == b.overlaps(a)
    if shared is not None:
        assert a.contains(shared)
        assert b.contains(shared)
    assert a.hull(b).contains(a)
    assert a.hull(b) == b.hull(a)
    # Both are made of ends of the two, and hold no more than they must.
    assert a.hull(b).lower in {a.lower, b.lower}
    assert a.hull(b).upper in {a.upper, b.upper}
    if shared is not None:
        assert shared.lower in {a.lower, b.lower}
        assert shared.upper in {a.upper, b.upper}


@examples
@given(a=intervals(), x=fractions)
def test_numbers_stand_on_either_side(a: Interval, x: Fraction):
    assert x + a == a + x == a + Interval.exactly(x)
    assert x - a == -(a - x)
    assert x * a == a * x
    if not a.contains(0):
        assert x / a == Interval.exactly(x) / a


@examples
@given(a=intervals(), places=st.integers(0, 6))
def test_printing_rounds_outward(a: Interval, places: int):
    low, high = a.rounded_outward(places)
    assert Interval.between(low, high).contains(a)
    assert (low is None) == (a.lower is None)
    assert low is None or -low.as_tuple().exponent == places
    if a.width is not None:
        assert exact(high) - exact(low) < a.width + Fraction(2, 10**places)


def test_ends_in_the_wrong_order_raise():
    with pytest.raises(ValueError, match="cannot run from 2 down to 1"):
        Interval.between(2, 1)
    with pytest.raises(ValueError, match=r"use Interval\.between"):
        Interval(1.5, 2.5)  # type: ignore[arg-type]
