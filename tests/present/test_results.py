"""Results keep exact numbers and print them with their interval."""

from fractions import Fraction

import pytest

from chongqing_livelihood.present.results import Results
from chongqing_livelihood.stats.intervals import Interval


@pytest.fixture
def results() -> Results:
    found = Results("growth")
    found.add(
        "tipping", "7.338318", Interval.between("7.336871", "7.339765"),
        unit="percent_per_year", label="Tipping point", figures=["a-1:2"],
    )  # fmt: skip
    found.add("excess", None, Interval.between("9.93", None), unit="percent", label="Excess")
    return found


def test_a_sentence_links_each_result(results: Results) -> None:
    assert results.sentence("At {tipping:interval}, {excess:bounds} is left.") == (
        r"At [7.34% a year \[7.33, 7.34\]](#growth:tipping), "
        r"[\[9.93, ∞)%](#growth:excess) is left."
    )


def test_intervals_are_rounded_outward() -> None:
    found = Results("growth").add("x", 1, Interval.between("0.999", "1.001"), unit="", label="x")
    assert found.bounds == "[0.99, 1.01]"


def test_a_record_is_plain_text(results: Results) -> None:
    record = results.entries["tipping"].as_record("growth")
    assert record["id"] == "growth:tipping"
    assert (record["value"], record["lower"], record["upper"]) == (
        "7.338318", "7.336871", "7.339765",
    )  # fmt: skip
    assert record["figures"] == ["a-1:2"]


def test_exact_numbers_stay_exact() -> None:
    third = Results("g").add("third", Fraction(1, 3), unit="times", label="A third")
    assert third.value == Fraction(1, 3)
    assert third.text == "0.33 times"


def test_an_interval_of_one_number_is_said_as_that_number() -> None:
    results = Results("g")
    results.add("room", None, Interval.exactly(0), unit="percent", label="Room")
    assert results.entries["room"].text == "0.00%"
    assert results.sentence("{room:bounds} left") == "[0.00%](#g:room) left"


def test_an_interval_alone_is_said_in_the_scale_of_its_money() -> None:
    results = Results("g")
    results.add(
        "net", "8760000", Interval.between("-5606000", "32783000"), unit="yuan_per_year",
        label="Net", places=-4,
    )  # fmt: skip
    results.add(
        "unknown", None, Interval.between("-5606000", "32783000"), unit="yuan", label="Unknown",
        places=-4,
    )  # fmt: skip
    assert results.sentence("{net:bounds} and {unknown}") == (
        r"[\[−5.61, 32.79\] million yuan per year](#g:net) and "
        r"[\[−5.61, 32.79\] million yuan](#g:unknown)"
    )
    assert [row[1:] for row in results._table().rows] == [
        ("8.76 million yuan per year", "[−5.61, 32.79]"),
        ("", "[−5.61, 32.79] million yuan"),
    ]


def test_a_single_number_has_no_interval_however_many_digits_it_has() -> None:
    results = Results("g")
    third = results.add("third", Fraction(100, 3), unit="percent", label="A third", places=1)
    record = third.as_record("g")
    assert record["value"] == record["lower"] == record["upper"]
    assert third.bounds == "exact"
    assert results.sentence("{third:interval} of them") == "[33.3%](#g:third) of them"


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("tipping", "'tipping' cannot name a result"),
        ("Tipping", "'Tipping' cannot name a result"),
        ("2", "'2' cannot name a result"),
    ],
)
def test_a_taken_or_malformed_name_is_refused(results: Results, name: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        results.add(name, 1, unit="", label="x")


def test_a_result_needs_a_number(results: Results) -> None:
    with pytest.raises(ValueError, match="'empty' has neither a value nor an interval"):
        results.add("empty", None, unit="", label="x")


def test_a_sentence_cannot_name_an_unknown_result(results: Results) -> None:
    with pytest.raises(ValueError, match="no result is called 'tiping'"):
        results.sentence("{tiping}")
