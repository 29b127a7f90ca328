"""Conditions are exact, three-valued, and let nothing through that is not a comparison."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chongqing_livelihood.present.entries import Entry, read_entry
from chongqing_livelihood.present.evidence_grades import (
    Grade,
    decide,
    grade_check,
    grade_truth,
    named_entries,
)
from tests.present.book_project import check
from tests.present.sphinx_project import figure, result


def entries(**intervals: tuple[str, str]) -> dict[str, Entry]:
    found = {}
    for name, (lower, upper) in intervals.items():
        row = result(name, value="", lower=lower, upper=upper)
        found[row["id"]] = read_entry("result", row)
    return found


KNOWN = entries(a=("1", "2"), b=("2", "3"), c=("5", "5"), d=("-1", "1"), e=("4", ""))
KNOWN["src:10"] = read_entry("figure", figure(10))


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
    with pytest.raises(ValueError, match=why.replace("(", r"\(")):
        decide(condition, KNOWN)


def test_ids_are_told_from_a_difference() -> None:
    condition = "cqrb-2022:12-wanzhou-plan:7.lower > 3-book:a"
    assert named_entries(condition) == ["cqrb-2022:12", "wanzhou-plan:7", "book:a"]


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
