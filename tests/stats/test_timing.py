"""Periods are read as written, and the time between them runs from middle to middle."""

from __future__ import annotations

from fractions import Fraction

import pytest

from chongqing_livelihood.stats.timing import middle_of, years_between


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


def test_a_day_lies_in_the_middle_of_itself():
    assert middle_of("2023-01-01") == 2023 + Fraction(1, 730)
    assert middle_of("2024-12-31") == 2025 - Fraction(1, 732)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: years_between("2021", "2018"), "wrong order: 2021 is not before 2018"),
        (lambda: years_between("2021", "2021"), "wrong order"),
        (lambda: years_between("3年前", "2021"), "not a year, month or day: '3年前'"),
        (lambda: years_between("2021-13", "2022"), "not a year, month or day: '2021-13'"),
        (lambda: years_between("2021-1", "2022"), "not a year, month or day: '2021-1'"),
        (lambda: years_between("2020-01-01-01", "2022"), "not a year, month or day"),
        (lambda: years_between("0000", "2022"), "not a year, month or day: '0000'"),
        (lambda: years_between("", "2022"), "not a year, month or day: ''"),
        (lambda: years_between("2021-02-30", "2022"), "not a year, month or day"),
    ],
)
def test_what_cannot_be_raises_one_clear_sentence(call, message: str):
    with pytest.raises(ValueError, match=message) as caught:
        call()
    assert "\n" not in str(caught.value)
