"""Two codings of the same passages."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa as reference
from statsmodels.stats.inter_rater import to_table

from chongqing_livelihood.data.agreement import (
    TOTAL,
    cohens_kappa,
    list_agreement,
    match_rows,
    read_codings,
)
from chongqing_livelihood.data.files import find_data

ROWS = {(row["source"], row["field"]): row for row in list_agreement(find_data())}
LETTERS = st.sampled_from("abc")


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=2, max_size=40))
def test_kappa_is_that_of_statsmodels(pairs: list[tuple[str, str]]) -> None:
    kappa = cohens_kappa(pairs)
    if len({value for pair in pairs for value in pair}) == 1:
        assert kappa is None
        return
    table = to_table([["abc".index(value) for value in pair] for pair in pairs], bins=3)[0]
    assert kappa is not None
    assert float(kappa) == pytest.approx(reference(table).kappa, abs=1e-12)


def test_kappa_of_full_agreement_is_one() -> None:
    assert cohens_kappa([("a", "a"), ("b", "b")]) == Fraction(1)
    assert cohens_kappa([]) is None


def test_rows_match_by_their_longest_overlap_and_once() -> None:
    one = [{"start": "0", "end": "5"}, {"start": "5", "end": "9"}]
    two = [{"start": "1", "end": "8"}]
    matches = match_rows(one, two)
    assert matches == [(one[0], two[0])]
    assert match_rows(one, [{"start": "9", "end": "12"}]) == []


def test_enough_figures_were_coded_twice() -> None:
    assert int(ROWS[TOTAL, "role"]["n"]) >= 120
    assert int(ROWS["cqrb-2022", "role"]["n"]) >= 40
    assert {source for source, _ in ROWS} == {*read_codings(find_data()), TOTAL}


def test_the_total_is_the_sum_of_the_sources() -> None:
    for field in {field for _, field in ROWS}:
        for name in ("n", "agree"):
            parts = [int(r[name]) for (s, f), r in ROWS.items() if f == field and s != TOTAL]
            assert sum(parts) == int(ROWS[TOTAL, field][name])


def test_kappa_is_given_for_closed_fields_only() -> None:
    for field in ("span", "value_low_high", "found_by_first", "found_by_second"):
        assert ROWS[TOTAL, field]["kappa"] == ""
    for field in ("kind", "unit", "role", "domain", "period", "in_a_pair"):
        assert ROWS[TOTAL, field]["kappa"] != ""


def test_what_the_book_says_of_single_sources() -> None:
    periods = {s: float(r["kappa"]) for (s, f), r in ROWS.items() if f == "period" and s != TOTAL}
    assert min(periods, key=lambda source: periods[source]) == "fengjie-2024"
    assert ROWS["cqrb-2022", "in_a_pair"]["kappa"] == "0"
