"""The steps of the notebook on administrative savings: worked numbers, bounds, bad input."""

import random
import re
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.text import Text

from chongqing_livelihood.present.analyses.administrative_savings import (
    AdministrativeSavings,
    chart_savings,
    record_savings,
    savings_table,
)
from chongqing_livelihood.present.analyses.time_limits import forced_cut, read_savings
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.results import Result
from chongqing_livelihood.stats.intervals import Interval
from tests.present.analyses.widening import find_widened


def results(**given: Any) -> dict[str, Result]:
    chosen = AdministrativeSavings.check(given)
    savings = read_savings(chosen.reading, chosen.earlier_cut_pct, chosen.most_trips)
    return record_savings(savings, chosen.used, chosen.trips_before).entries


@pytest.mark.parametrize(
    ("name", "text", "bounds"),
    [
        # Worked by hand: 30 to 20 days, each within half a day of its printed number.
        ("days", "10.0 working days", "[9.0, 11.0]"),
        ("limit_cut", "33.3%", "[30.5, 36.1]"),
        # 1 / (1 - 0.828) and 1 / (1 - 0.6).
        ("promise_factor", "5.81 times", "[5.79, 5.84]"),
        ("project_factor", "2.50 times", "[2.46, 2.54]"),
        # 1 - 0.172 / 0.5, the whole of 82.8 if nothing was promised before.
        ("real_cut", "[65.5, 82.9]%", "[65.5, 82.9]"),
        ("no_trip_least", "76.0%", "[75.5, 76.5]"),
    ],
)
def test_worked_numbers(name: str, text: str, bounds: str) -> None:
    found = results()[name]
    assert (found.text, found.bounds) == (text, bounds)


def test_a_limit_that_every_case_used_up_saves_what_was_cut() -> None:
    found = results(used_low_pct=100, used_high_pct=100, earlier_cut_pct=0, widen=0)
    assert found["days_forced"].interval == Interval.exactly(10)
    assert found["promise_forced"].interval == Interval.exactly("82.8")
    assert found["touched"].interval == Interval.exactly(100)


def test_a_limit_that_no_case_came_near_need_not_save_anything() -> None:
    found = results(used_low_pct=5, used_high_pct=60)
    assert found["days_forced"].interval.lower == 0
    assert found["limit_forced"].interval.lower == 0


def test_the_earlier_promise_takes_from_the_cut_over_time() -> None:
    lows = [results(earlier_cut_pct=p)["real_cut"].interval.lower for p in (0, 20, 50, 80)]
    assert lows == sorted(lows, reverse=True)
    assert lows[-1] == pytest.approx(13.75)  # 1 - 0.1725 / 0.2


def test_one_trip_at_most_makes_the_share_without_one_known() -> None:
    found = results(most_trips=1)
    assert found["no_trip"].interval == found["no_trip_least"].interval


def test_the_bounds_hold_for_any_spread_of_cases_and_can_be_reached() -> None:
    # An independent check: simulate cases under an old limit of 1 and cut it by c.
    rng = random.Random(30)
    for _ in range(200):
        cut = rng.uniform(0.05, 0.95)
        cases = [rng.betavariate(rng.uniform(0.2, 5), rng.uniform(0.2, 5)) for _ in range(50)]
        used = sum(cases) / len(cases)
        saved = sum(max(0.0, case - (1 - cut)) for case in cases) / sum(cases)
        bounds = forced_cut(Interval.exactly(cut), Interval.exactly(used))
        assert float(bounds.lower or 0) - 1e-9 <= saved <= float(bounds.upper or 0) + 1e-9
    cut, used = 0.4, 0.8
    bounds = forced_cut(Interval.exactly(cut), Interval.exactly(used))
    assert float(bounds.lower or 0) == pytest.approx((used - (1 - cut)) / used)  # all alike
    assert float(bounds.upper or 0) == pytest.approx(used * cut / used)  # all or nothing


@pytest.mark.parametrize(
    ("given", "wider"),
    [
        ({"widen": 10}, {"days_forced", "limit_forced", "promise_forced", "trips_saved"}),
        ({"used_low_pct": 5, "used_high_pct": 100}, {"days_forced"}),
    ],
)
def test_believing_less_widens_and_never_narrows(given: dict[str, float], wider: set[str]) -> None:
    narrow, wide = results(), results(**given)
    assert wider <= find_widened(narrow, wide, [n for n in narrow if not n.startswith("used_")])


def test_the_table_says_where_no_starting_point_is_printed() -> None:
    table = savings_table(read_savings(AdministrativeSavings.check({}).reading, 50, 3))
    assert [row[3] for row in table.rows] == ["yes", "no", "no", "no", "no"]
    assert table.rows[2][1] == "−82.8%"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"used_low_pct": 90}, "used_low_pct (90.0) is above used_high_pct (80.0): swap them"),
        ({"used_low_pct": 0}, "used_low_pct is 0: input should be greater than or equal to 5"),
        (
            {"earlier_cut_pct": 90},
            "earlier_cut_pct is 90: input should be less than or equal to 80",
        ),
        ({"most_trips": 0}, "most_trips is 0: input should be greater than or equal to 1"),
        (
            {"trips": 2},
            "AdministrativeSavings has no parameter 'trips': did you mean 'most_trips'?",
        ),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        AdministrativeSavings.check(given)


def test_the_chart_draws_every_character_it_shows(
    missing_glyphs: Callable[[Any], set[str]],
) -> None:
    chosen = AdministrativeSavings.check({})
    chart, alt = chart_savings(read_savings(chosen.reading, 50, 3), chosen.used)
    shown = "".join(text.get_text() for text in chart.findobj(Text))
    assert "沙坪坝区" in shown
    assert "69% of the old limit" in alt
    assert not missing_glyphs(chart)
