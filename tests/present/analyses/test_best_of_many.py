"""The steps of the best-of-many notebook, against worked numbers and bad input."""

from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.text import Text

from chongqing_livelihood.present.analyses.best_of_many import (
    BestOfManyCentres,
    chart_selection,
    read_claim,
    record_selection,
    selection_table,
)
from chongqing_livelihood.present.analyses.best_of_many_said import say_findings
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.stats.intervals import Reading
from chongqing_livelihood.stats.selection import simulate_best
from tests.present.analyses.widening import find_widened

CHENGXI = "cqrb-2022:2569"


def results(units: int = 26, background: float = 4, spread: float = 10, widen: int = 1):
    claim = read_claim(CHENGXI, units, background, Reading(widen=widen))
    best = simulate_best(background, spread, units, draws=20_000)
    return record_selection(claim, best).entries


@pytest.mark.parametrize(("background", "spread"), [(4, 9.9), (10, 6.9)])
def test_the_spread_that_explains_against_the_worked_numbers(
    background: float, spread: float
) -> None:
    # Worked with scipy's quadrature: E[Z_(26)] = 1.98; 9.9 points at +4 %, 6.9 at +10 %.
    found = results(background=background)
    assert round(float(found["spread_expected"].value), 1) == spread
    assert round(float(found["gain"].value), 2) == 1.98


@pytest.mark.parametrize(
    ("spread", "said", "single"),
    [
        (10, "Selection is enough", "with a chance of [2.5%]"),
        (5, "with a chance of only [0.1%", "less than once in 1,000 draws."),
        (2, "is reached less than once in 1,000 draws.", "less than once in 1,000 draws."),
    ],
)
def test_a_small_chance_is_never_said_to_be_none(
    spread: float, said: str, single: str, sentences: Callable[..., list[str]]
) -> None:
    claim = read_claim(CHENGXI, 26, 4, Reading())
    shown = sentences(
        say_findings, record_selection(claim, simulate_best(4, spread, 26, draws=1000))
    )
    assert said in shown[0]
    assert single in shown[1]


@pytest.mark.parametrize("units", [2, 26, 40])
def test_the_simulation_agrees_with_the_order_statistics(units: int) -> None:
    found = results(units=units)
    assert found["simulated_best"].interval.contains(found["expected_best"].value)
    simulated, closed = (float(found[name].value) for name in ("chance_simulated", "chance"))
    assert simulated == pytest.approx(closed, abs=1.5)


def test_more_centres_and_more_spread_make_the_claim_likelier() -> None:
    chances = [results(units=n)["chance"].value for n in (2, 10, 26, 40)]
    assert chances == sorted(chances)
    chances = [results(spread=s)["chance"].value for s in (2, 5, 10, 25)]
    assert chances == sorted(chances)


def test_the_number_of_centres_rests_on_its_figure_only_where_it_is_the_printed_one() -> None:
    assert results(units=26)["units"].figures == ("cqrb-2022:2374",)
    assert results(units=25)["units"].figures == ()


def test_widening_the_reading_widens_every_interval() -> None:
    narrow, wide = results(), results(widen=50)
    assert {"claim", "chance", "spread_expected", "units_even"} <= find_widened(narrow, wide)


def test_the_table_asks_for_more_spread_where_there_is_less_to_choose_from() -> None:
    table = selection_table(read_claim(CHENGXI, 26, 4, Reading()), 4)
    centres, *columns = zip(*table.rows, strict=True)
    assert centres == ("2", "5", "10", "26", "40")
    for column in columns:
        needed = [float(cell) for cell in column]
        assert needed == sorted(needed, reverse=True)


@pytest.mark.parametrize(
    ("claim", "background", "sentence"),
    [
        ("cqrb-2022:1", 4, r"claim: there is no figure 'cqrb-2022:1'; see load\(\"figures\"\)"),
        (
            "cqrb-2022:2374", 4,
            r"claim: 26个 \(cqrb-2022:2374\) has the role level: take a figure with change_rel",
        ),
        (
            "cqrb-2022:3096", 4,
            r"claim: the text does not date the earlier level of 103.66% \(cqrb-2022:3096\): "
            "take a change whose period has two ends",
        ),
        (
            CHENGXI, 23.67,
            "background_pct is 23.67: 23.67%, as wide as it is read here, does not exceed it, so "
            "that nothing is left to explain",
        ),
    ],
)  # fmt: skip
def test_a_claim_that_cannot_be_asked_is_refused(
    claim: str, background: float, sentence: str
) -> None:
    with pytest.raises(ParameterError, match=f"^{sentence}$"):
        read_claim(claim, 26, background, Reading())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"units": 1}, "units is 1: input should be greater than or equal to 2"),
        (
            {"spread_points": 0.0},
            "spread_points is 0.0: input should be greater than or equal to 2",
        ),
        (
            {"spread": 3},
            "BestOfManyCentres has no parameter 'spread': did you mean 'spread_points'?",
        ),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError) as error:
        BestOfManyCentres.check(given)
    assert str(error.value) == sentence


def test_the_chart_draws_every_character_it_shows(
    missing_glyphs: Callable[[Any], set[str]],
) -> None:
    claim = read_claim(CHENGXI, 26, 4, Reading())
    chart, alt = chart_selection(claim, simulate_best(4, 10, 26, draws=1000))
    shown = "".join(text.get_text() for text in chart.findobj(Text))
    assert "best of 26" in shown
    assert "23.67%" in alt
    assert not missing_glyphs(chart)
