"""Every printed token of the case table means what the table says."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from chongqing_livelihood.reading import extract_figures, parse_figure
from chongqing_livelihood.reading.qualifiers import AFTER, BEFORE
from chongqing_livelihood.reading.units import PRINTED

TABLE = Path(__file__).parents[1] / "cases" / "figures.csv"
NUMBERS = ("value", "low", "high", "digit_place", "nonzero_place")
with TABLE.open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['origin']}:{case['token']}")
def test_token_means_what_the_table_says(case: dict[str, str]) -> None:
    figure = parse_figure(case["token"], unit=case["unit_given"], qualifier=case["qualifier_given"])
    for name in NUMBERS:
        wanted = Decimal(case[name]) if case[name] else None
        assert getattr(figure, name) == wanted, name
    assert (figure.qualifier, figure.unit, figure.measure) == (
        case["qualifier"],
        case["unit"],
        case["measure"],
    )


def test_table_is_large_and_grouped_by_origin() -> None:
    origins = Counter(case["origin"] for case in CASES)
    assert len(CASES) >= 600
    assert len(origins) >= 8
    assert {case["qualifier"] for case in CASES} == {"exact", "some", *BEFORE, *AFTER}
    assert {case["unit"] for case in CASES} & set(PRINTED) >= {"percent", "person", "bed", "seat"}


def test_arabic_tokens_are_found_whole_in_running_text() -> None:
    missed = []
    for case in CASES:
        token = case["token"]
        if not any("0" <= character <= "9" for character in token):
            continue
        text = f"共计，{token}，其中"
        found = [f for f in extract_figures(text) if f.kind == "figure"]
        if [f.text for f in found] != [token]:
            missed.append((token, [f.text for f in found]))
    assert missed == []
