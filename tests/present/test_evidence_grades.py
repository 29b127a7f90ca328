"""Conditions are exact, three-valued, and let nothing through that is not a comparison."""

import re
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.present.entries import Entry, read_entry
from chongqing_livelihood.present.evidence_facts import Facts, read_statistic
from chongqing_livelihood.present.evidence_grades import (
    Grade,
    decide,
    grade_check,
    grade_truth,
    named_entries,
    split_guard,
)
from chongqing_livelihood.stats.intervals import Interval
from tests.present.book_project import check, statistic
from tests.present.sphinx_project import figure, result


def entries(**intervals: tuple[str, str]) -> dict[str, Entry]:
    found = {}
    for name, (lower, upper) in intervals.items():
        row = result(name, value="", lower=lower, upper=upper)
        found[row["id"]] = read_entry("result", row)
    return found


KNOWN = entries(a=("1", "2"), b=("2", "3"), c=("5", "5"), d=("-1", "1"), e=("4", ""))
KNOWN["src:10"] = read_entry("figure", figure(10))
KNOWN |= Facts(
    context={
        "GDP|重庆市|2021": statistic(),
        "Resident population (census)|全国|2010": statistic(value="34000", unit="person"),
        "target: 床位|全国|2025": statistic(value="4.5", unit="bed"),
    }
).statistics


@pytest.mark.parametrize(
    ("condition", "truth"),
    [
        ("book:b > book:a", None),  # they share their ends
        ("book:b >= book:a", True),
        ("book:a > book:b", False),
        ("book:a < book:c", True),
        ("book:c > 5", False),
        ("book:c >= 5", True),
        ("book:c == 5", True),
        ("book:c != 5", False),
        ("book:a == book:c", False),
        ("book:a != book:c", True),
        ("book:a == book:b", None),
        ("book:a.lower == 1", True),
        ("book:a.upper < book:b.upper", True),
        ("book:e > 3.9", True),
        ("book:e < 100", None),
        ("src:10 > 23.66", True),
        ("src:10.value == 23.67", True),
        ("src:10 < 23.67", None),
        ("book:a + book:b <= 5", True),
        ("book:c - book:a >= 3", True),
        ("book:b * 2 > book:c", None),
        ("book:c / book:a >= 2.5", True),
        ("-book:c < 0", True),
        ("0.1 + 0.2 == 0.3", True),  # exact, as no float is
        ("1 < book:c <= 5", True),
        ("1 < book:c < 5", False),
        ("book:c > 5 or book:a < 3", True),
        ("book:c > 5 or book:a < 2", None),
        ("book:c > 5 and book:a < 2", False),
        ("book:c > 4 and book:a < 2", None),
        ("not book:c > 5", True),
        ("book:c > 4\n  and book:a < 3", True),
        ('ctx("GDP|重庆市|2021") > 2789401 * 1000000', True),
        ('ctx("GDP|Chongqing|2021") == 2789402 * 1000000', None),
        ('ctx("GDP|重庆市|2021").value == 2789402 * 1000000', True),
        ("ctx( 'GDP | 重庆市 | 2021' ).upper < 2789403*1000000", True),
        ('ctx("Resident population (census)|全国|2010").lower == 33500', True),
        ('ctx("target: 床位|全国|2025") < book:c and src:10 > 20', True),
        ('ctx("target: 床位|全国|2025")-book:a <= 3.55', True),
    ],
)
def test_a_condition_is_true_false_or_undecided(condition: str, truth: bool | None) -> None:
    assert decide(condition, KNOWN) is truth


@pytest.mark.parametrize(
    ("condition", "why"),
    [
        ("book:z > 1", "unknown evidence id 'book:z'"),
        ("book:a.middle > 1", "take one of value, lower, upper"),
        ("book:a.value > 1", "book:a has no value"),
        ("book:e.upper > 1", "book:e has no upper"),
        ("book:a", "neither true nor false"),
        ("1 +", "is not a condition"),
        ("", "is not a condition"),
        ("book:a > 'x'", "not allowed"),
        (
            'ctx("GDP|重庆市|2020") > 1',
            "unknown statistic 'GDP|重庆市|2020': did you mean 'GDP|重庆市|2021'?",
        ),
        ('ctx("GDP|重庆市|2021").middle > 1', "take one of value, lower, upper"),
        ('ctx("src:10") > 1', 'write a statistic as ctx("series|place|period")'),
        ("ctx(GDP|重庆市|2021) > 1", 'write a statistic as ctx("series|place|period")'),
        ('ctx("GDP|重庆市|2021)) > 1', 'write a statistic as ctx("series|place|period")'),
        ('ctx("GDP|重庆市|2021")("x") > 1', "not allowed"),
        ("book:aa > 1", "unknown evidence id 'book:aa': did you mean 'book:a'?"),
        ("book:a > True", "not allowed"),
        ("book:a > 1e400", "not allowed"),
        ("book:a > 1j", "not allowed"),
        ("book:a > __import__('os').getpid()", "not allowed"),
        ("(lambda: 1)() > 0", "not allowed"),
        ("book:a ** 9999999 > 1", "not allowed"),
        ("[1][0] > 0", "not allowed"),
        ("x > 0", "not allowed"),
        ("entry_0 > book:a or entry_1 > 0", "not allowed"),
        ("book:a in book:b", "compare with one of"),
        ("book:a / book:d > 1", "cannot divide by an interval that holds zero"),
        ("1 / 0 > 1", "cannot divide by an interval that holds zero"),
    ],
)
def test_what_is_no_condition_is_refused(condition: str, why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        decide(condition, KNOWN)


def test_ids_are_told_from_a_difference() -> None:
    condition = "cqrb-2022:12-wanzhou-plan:7.lower > 3-book:a"
    assert named_entries(condition) == ["cqrb-2022:12", "wanzhou-plan:7", "book:a"]


@pytest.mark.parametrize(
    ("text", "condition", "sentence"),
    [
        ("src:10 > 20|It rose.", "src:10 > 20", "It rose."),
        ("src:10 > 20|It's so | so.", "src:10 > 20", "It's so | so."),
        ('ctx("a|b|c") > 1 | It "rose".', 'ctx("a|b|c") > 1', 'It "rose".'),
        ("ctx('a|b|c') > 1|It rose.", "ctx('a|b|c') > 1", "It rose."),
        ("src:10 > 20", "src:10 > 20", ""),
        ('ctx("a|b|c") > 1', 'ctx("a|b|c") > 1', ""),
    ],
)
def test_a_guard_is_split_outside_quotes(text: str, condition: str, sentence: str) -> None:
    assert split_guard(text) == (condition, sentence)


@pytest.mark.parametrize(
    ("value", "lower", "upper"),
    [
        ("750", "749.5", "750.5"),
        ("9.39", "9.385", "9.395"),
        ("93.4", "93.35", "93.45"),
        ("7998", "7997.5", "7998.5"),
        ("28846170", "28846165", "28846175"),
        ("31337000", "31336500", "31337500"),
        ("8470000000", "8465000000", "8475000000"),
        ("2789402000000", "2789401500000", "2789402500000"),
    ],
)
def test_a_statistic_means_what_its_rounding_leaves(value: str, lower: str, upper: str) -> None:
    assert read_statistic(value) == Interval.between(lower, upper)


numbers = st.decimals(-1000, 1000, places=2)


@given(ends=st.tuples(numbers, numbers, numbers, numbers), wider=st.decimals(0, 10, places=2))
def test_a_wider_interval_never_decides_otherwise(
    ends: tuple[Decimal, Decimal, Decimal, Decimal], wider: Decimal
) -> None:
    (a, b), (c, d) = sorted(ends[:2]), sorted(ends[2:])
    near = entries(a=(str(a), str(b)), b=(str(c), str(d)))
    far = entries(a=(str(a - wider), str(b + wider)), b=(str(c), str(d)))
    for condition in ("book:a > book:b", "book:a <= book:b", "book:a == book:b"):
        before, after = decide(condition, near), decide(condition, far)
        assert after in (before, None)


@pytest.mark.parametrize(
    ("row", "grade"),
    [
        (check("x"), Grade.SOUND),
        (check("x", computed_upper="66.5"), Grade.CONSISTENT),
        (check("x", printed_lower="", printed_upper=""), Grade.CONSISTENT),
        (check("x", "undetermined"), Grade.UNDECIDED),
        (check("x", "inconsistent"), Grade.CONTRADICTED),
    ],
)
def test_a_check_gives_a_grade(row: dict[str, str], grade: Grade) -> None:
    assert grade_check(row) is grade


@pytest.mark.parametrize(
    ("grades", "worst"),
    [("SC", "CONSISTENT"), ("SUC", "UNDECIDED"), ("UXS", "CONTRADICTED"), ("S", "SOUND")],
)
def test_the_worst_grade_wins(grades: str, worst: str) -> None:
    letters: dict[str, Any] = dict(zip("SCUX", Grade, strict=True))
    assert Grade.worst(letters[letter] for letter in grades) is Grade[worst]


def test_words_and_signs_tell_grades_apart_without_colour() -> None:
    assert len({grade.word for grade in Grade}) == len({grade.sign for grade in Grade}) == 4
    assert all(grade.meaning for grade in Grade)
    assert [grade_truth(truth).word for truth in (True, None, False)] == [
        "consistent", "cannot be decided", "contradicted",
    ]  # fmt: skip
