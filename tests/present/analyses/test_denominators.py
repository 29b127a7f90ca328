"""The steps of the denominators notebook, against worked numbers and bad input."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.text import Text

from chongqing_livelihood.present.analyses.denominators import (
    Denominators,
    chart_denominators,
    percentage_table,
    read_percentages,
    record_denominators,
    say_findings,
)
from chongqing_livelihood.present.parameters import ParameterError

FIGURES = {
    "doctors_before": "fengjie-2024:2468",
    "doctors_after": "fengjie-2024:2476",
    "schools_joint": "wanzhou-2022:2264",
    "schools_grouped": "wanzhou-plan:1168",
    "geriatrics": "wanzhou-plan:5763",
    "satisfied_before": "fengjie-2024:2678",
    "satisfied_after": "fengjie-2024:2687",
    "chengxi": "cqrb-2022:2569",
    "discharges": "cqrb-2022:3104",
}
STATED = {
    "doctors_before": "fengjie-2024:2443",
    "doctors_after": "fengjie-2024:2443",
    "schools_joint": "wanzhou-2022:2242",
}
TOGETHER = ["satisfied_before", "satisfied_after"]


def choose(**given: Any) -> Denominators:
    return Denominators.check({"figures": FIGURES, "stated": STATED, "together": TOGETHER} | given)


def results(**given: Any) -> dict[str, float]:
    chosen = choose(**given)
    found = record_denominators(read_percentages(chosen), chosen.together).entries
    return {name: float(entry.value or 0) for name, entry in found.items()}


@pytest.mark.parametrize(
    ("name", "numerator", "smallest", "possible"),
    [
        ("chengxi", 40, 169, 5.1),
        ("discharges", 59, 27, 50.1),
        ("satisfied_before", 198, 221, 4.8),
        ("satisfied_after", 103, 108, 5.0),
        ("doctors_before", 9, 55, 49.9),
        ("doctors_after", 21, 97, 5.2),
        ("geriatrics", 6, 7, 14.2),
        ("schools_grouped", 76, 115, 5.2),
    ],
)
def test_the_smallest_counts_against_the_worked_numbers(
    name: str, numerator: int, smallest: int, possible: float
) -> None:
    # Worked with exact fractions, for counts up to 1000.
    found = results()
    assert (found[f"{name}_numerator"], found[f"{name}_smallest"]) == (numerator, smallest)
    assert found[f"{name}_possible"] == pytest.approx(possible)


def test_the_stated_counts_against_the_worked_numbers() -> None:
    # Worked with exact fractions: 94 of 436 is 21.56 %, 95 is 21.79 %; 425 and 448 would do.
    found = results()
    assert "doctors_after_count" not in found
    assert round(found["doctors_after_below"], 2) == 21.56
    assert round(found["doctors_after_above"], 2) == 21.79
    assert (found["doctors_after_near_below"], found["doctors_after_near_above"]) == (425, 448)
    assert (found["doctors_before_catch"], found["doctors_after_catch"]) == (56.4, 95.64)
    assert found["doctors_after_rules"] == 0
    assert found["schools_joint_count"] == 36
    assert found["chengxi_silent_above"] == 9850


def test_the_shared_counts_against_the_worked_numbers() -> None:
    found = results()
    assert [found[f"together_{n}"] for n in range(1, 6)] == [605, 778, 951, 1037, 1124]
    assert found["together_possible"] == pytest.approx(0.3)
    assert "together_1" not in results(together=[])


@pytest.mark.parametrize("rounding", ["half_up", "half_either", "truncate", "ceiling"])
def test_the_doctors_fit_under_no_rounding_rule(rounding: str) -> None:
    assert "doctors_after_count" not in results(rounding=rounding)


def test_a_shift_reaches_a_count_that_fits() -> None:
    assert "doctors_after_count" not in results(shift=7)
    assert results(shift=12)["doctors_after_count"] == 97


def test_a_looser_rule_and_a_longer_range_never_lose_a_count() -> None:
    strict, loose = (read_percentages(choose(rounding=r)) for r in ("half_up", "half_either"))
    longer = read_percentages(choose(last=2000))
    for one, other, more in zip(strict, loose, longer, strict=True):
        assert set(one.feasible) <= set(other.feasible)
        assert set(one.feasible) == {n for n in more.feasible if n <= 1000}


def test_the_table_says_inconsistent_and_never_false() -> None:
    rows = dict(zip(FIGURES, percentage_table(read_percentages(choose())).rows, strict=True))
    assert [row[-1] for row in rows.values()][:3] == ["inconsistent", "inconsistent", "consistent"]
    assert rows["chengxi"][2:4] == ("169 → 209", "207, 245, 283, 300")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"figures": {"x": "cqrb-2022:1"}, "stated": {}, "together": []},
         "figures.x: there is no figure 'cqrb-2022:1'; see load(\"figures\")"),
        ({"figures": {"x": "cqrb-2022:838"}, "stated": {}, "together": []},
         "figures.x: 55%以上 (cqrb-2022:838) is hedged or a range: take a percentage that is "
         "printed exactly"),
        ({"figures": {"x": "cqrb-2022:772"}, "stated": {}, "together": []},
         "figures.x: 46所 (cqrb-2022:772) has the unit item: take a figure with percent"),
        ({"stated": {"doctors_after": "cqrb-2022:2125"}},
         "stated.doctors_after: 8.3万 (cqrb-2022:2125) is no exact count: take a count printed in "
         "full"),
        ({"stated": {"doctor_after": "fengjie-2024:2443"}},
         "stated: figures has no 'doctor_after': did you mean 'doctors_after'?"),
        ({"together": ["chengxi"]},
         "together needs two different percentages at least, or none"),
        ({"together": ["chengxi", "chengxi"]},
         "together needs two different percentages at least, or none"),
        ({"rounding": "up"},
         "rounding is 'up': input should be 'half_up', 'half_either', 'truncate' or 'ceiling'"),
        ({"last": 10}, "last is 10: input should be greater than or equal to 100"),
    ],
)  # fmt: skip
def test_a_wrong_parameter_ends_in_one_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        read_percentages(choose(**given))


def test_the_chart_draws_every_character_it_shows(
    missing_glyphs: Callable[[Any], set[str]],
) -> None:
    chart, alt = chart_denominators(read_percentages(choose()), TOGETHER)
    shown = "".join(text.get_text() for text in chart.findobj(Text))
    assert "169 → 209" in shown
    assert "21.65% cannot come from 436" in alt
    assert not missing_glyphs(chart)


def test_a_count_is_near_however_few_are_drawn() -> None:
    few, many = results(last=100), results(last=10_000)
    for name in ("near_below", "near_above"):
        assert few[f"doctors_after_{name}"] == many[f"doctors_after_{name}"]
    assert (few["doctors_after_near_below"], few["doctors_after_near_above"]) == (425, 448)


def test_a_shifted_count_is_not_said_to_be_in_the_text(
    sentences: Callable[..., list[str]],
) -> None:
    def said(**given: Any) -> list[str]:
        chosen = choose(**given)
        percentages = read_percentages(chosen)
        found = record_denominators(percentages, chosen.together)
        return sentences(say_findings, found, percentages, chosen.shift)

    assert "(the count that the text offers):" in said()[0]
    assert "(the count that the text offers, 7 added):" in said(shift=7)[0]
    assert "(the count that the text offers, 7 taken off):" in said(shift=-7)[0]
    assert not any("inconsistent" in sentence for sentence in said(stated={}))
