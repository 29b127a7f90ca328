"""Granularity agrees with brute force over whole numbers, and with scrutipy where installed."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chongqing_livelihood.stats.granularity import (
    Rounding,
    chance_of_misfit,
    check_granularity,
    feasible_denominators,
    joint_denominators,
    largest_infeasible_denominator,
    read_percentage,
    smallest_denominator,
)

# Few and without a deadline: the machines that run this are shared.
examples = settings(max_examples=25, deadline=None)

ROUNDINGS = get_args(Rounding)
rounding_rules = st.sampled_from(ROUNDINGS)


@st.composite
def percentages(draw: st.DrawFn, most: int = 100) -> str:
    decimals = draw(st.integers(0, 2))
    steps = draw(st.integers(0, most * 10**decimals))
    return f"{steps / 10**decimals:.{decimals}f}"


def write_percentage(value: Fraction, decimals: int, rounding: str) -> str:
    """Round a fraction to a printed percentage, digit by digit: the inverse of reading one."""
    steps, rest = divmod(value * 100 * 10**decimals, 1)
    up = {"half_up": rest >= Fraction(1, 2), "truncate": False, "ceiling": rest > 0}[rounding]
    return f"{Fraction(steps + up, 10**decimals).__float__():.{decimals}f}"


@examples
@given(
    n=st.integers(1, 5000),
    share=st.fractions(0, 1),
    decimals=st.integers(0, 2),
    rounding=st.sampled_from(["half_up", "truncate", "ceiling"]),
)
def test_a_percentage_made_from_counts_fits_them(n, share, decimals, rounding):
    k = round(n * share)
    text = write_percentage(Fraction(k, n), decimals, rounding)
    assert k in check_granularity(text, n, rounding).counts


@examples
@given(text=percentages(), n=st.integers(1, 300), rounding=rounding_rules)
def test_counts_are_those_that_brute_force_finds(text: str, n: int, rounding: Rounding):
    result = check_granularity(text, n, rounding)
    if rounding == "half_either":
        half = Fraction(1, 2 * 10 ** (result.printed.decimals + 2))
        fits = [k for k in range(n + 1) if abs(Fraction(k, n) - Fraction(text) / 100) <= half]
    else:
        decimals = result.printed.decimals
        fits = [
            k
            for k in range(n + 1)
            if Fraction(write_percentage(Fraction(k, n), decimals, rounding)) == Fraction(text)
        ]
    assert list(result.counts) == fits
    assert result.possible == bool(fits)


@examples
@given(text=percentages(most=300), rounding=rounding_rules)
def test_continued_fractions_find_what_brute_force_finds(text: str, rounding: Rounding):
    printed = read_percentage(text, rounding, "growth")
    k, n = smallest_denominator(printed)
    assert k in printed.counts(n)
    assert next(m for m in range(1, n + 1) if printed.counts(m)) == n


@examples
@given(text=percentages(), rounding=rounding_rules)
def test_the_smallest_share_is_a_share(text: str, rounding: Rounding):
    printed = read_percentage(text, rounding)
    k, n = smallest_denominator(printed)
    assert k in printed.counts(n)
    assert 0 <= k <= n
    assert not any(printed.counts(m) for m in range(1, n))


@examples
@given(text=percentages(most=90), rounding=rounding_rules)
def test_a_fall_has_the_denominators_of_the_rise(text: str, rounding: Rounding):
    rise = read_percentage(text, rounding, "growth")
    fall = read_percentage(f"-{text}", rounding, "growth")
    if Fraction(text) == 0:
        return
    assert smallest_denominator(fall) == (
        -smallest_denominator(rise)[0],
        smallest_denominator(rise)[1],
    )
    assert feasible_denominators(fall, 1, 60) == feasible_denominators(rise, 1, 60)


@examples
@given(a=percentages(), b=percentages(), first=st.integers(1, 400))
def test_joint_denominators_are_feasible_for_both(a: str, b: str, first: int):
    both = [read_percentage(a), read_percentage(b)]
    found = list(islice(joint_denominators(both, first), 5))
    last = found[-1].denominator
    feasible = [set(feasible_denominators(printed, first, last)) for printed in both]
    assert [joint.denominator for joint in found] == sorted(feasible[0] & feasible[1])
    for joint in found:
        for printed, counts in zip(both, joint.counts, strict=True):
            assert list(counts) == list(printed.counts(joint.denominator)) != []


@examples
@given(text=percentages(most=99), rounding=rounding_rules)
def test_beyond_the_largest_infeasible_denominator_all_fit(text: str, rounding: Rounding):
    printed = read_percentage(text, rounding, "growth")
    largest = largest_infeasible_denominator(printed)
    assert not largest or not printed.counts(largest)
    assert all(printed.counts(n) for n in range(largest + 1, largest + 50))


@pytest.mark.parametrize("decimals", [0, 1])
def test_the_chance_of_a_misfit_is_its_share_among_all_percentages(decimals: int):
    n, steps = 47, 10 ** (decimals + 2)
    texts = [f"{step / 10**decimals:.{decimals}f}" for step in range(steps)]
    misfits = sum(not check_granularity(text, n).possible for text in texts)
    assert Fraction(misfits, steps) == chance_of_misfit(texts[0], n)


def test_the_chance_is_nothing_for_large_counts():
    assert chance_of_misfit("8.50", 10000) == chance_of_misfit("8.50", 25000) == 0
    assert chance_of_misfit("8.50", 436) > chance_of_misfit("8.5", 436)


def test_the_neighbours_enclose_the_printed_percentage():
    below, above = check_granularity("21.65", 436).neighbours_pct
    assert below < Fraction("21.65") < above
    assert (below, above) == (Fraction(9400, 436), Fraction(9500, 436))


@pytest.mark.parametrize(
    ("rounding", "joint"), [("half_up", 605), ("truncate", 173), ("ceiling", 691)]
)
def test_the_joint_denominator_depends_on_the_rounding_rule(rounding: Rounding, joint: int):
    both = [read_percentage(text, rounding) for text in ("89.59", "95.37")]
    assert next(joint_denominators(both)).denominator == joint


def test_scrutipy_agrees():
    scrutipy = pytest.importorskip("scrutipy", reason="scrutipy is not among the locked packages")
    # Version 0.1.12 panics at a percentage without decimals: "61.0" stands in for "61".
    texts = ["16.4", "21.65", "61.0", "89.59", "95.37", "85.71", "8.50"]
    for text, n in product(texts, [7, 59, 97, 108, 115, 436, 605]):
        theirs = scrutipy.grim_scalar(text, n, rounding="up_or_down", percent=True)
        assert check_granularity(text, n, "half_either").possible == theirs, (text, n)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: read_percentage("abc"), "not a printed percentage: 'abc'"),
        (lambda: read_percentage("1e3"), "not a printed percentage"),
        (lambda: read_percentage("nan"), "not a printed percentage"),
        (lambda: read_percentage("1_0"), "not a printed percentage"),
        (lambda: read_percentage(" 5"), "not a printed percentage"),
        (lambda: read_percentage("100.1"), "a share cannot be 100.1%"),
        (lambda: read_percentage("-1"), "a share cannot be -1%"),
        (lambda: read_percentage("-101", kind="growth"), "a growth cannot be -101%"),
        (lambda: check_granularity("50", 0), "number of cases must be at least 1, and is 0"),
        (lambda: chance_of_misfit("50", -3), "number of cases must be at least 1, and is -3"),
        (lambda: feasible_denominators(read_percentage("50"), 10, 5), "no denominators from 10"),
        (
            lambda: feasible_denominators(read_percentage("50"), 0, 5),
            "number of cases must be at least 1",
        ),
        (lambda: joint_denominators([]), "no percentage is given"),
        (
            lambda: joint_denominators([read_percentage("5")], 0),
            "number of cases must be at least 1",
        ),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
