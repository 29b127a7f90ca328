"""The steps of the outpatient notebook, against worked numbers and bad input."""

import pytest
from matplotlib.text import Text

from chongqing_livelihood.present.analyses.outpatient_growth import (
    OutpatientGrowth,
    chart_excess,
    growth_table,
    record_growth,
    reported_changes,
)
from chongqing_livelihood.present.analyses.visit_comparators import comparator_table, visit_growth
from chongqing_livelihood.present.charts import STYLE
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.results import Result
from chongqing_livelihood.stats.intervals import Reading
from tests.present.analyses.widening import find_widened

FIGURES = {
    "chengxi": "cqrb-2022:2569",
    "visits": "cqrb-2022:3096",
    "discharges": "cqrb-2022:3104",
}


def choose(**given: object) -> OutpatientGrowth:
    return OutpatientGrowth.check({"figures": FIGURES} | given)


def results(**given: object) -> dict[str, Result]:
    chosen = choose(**given)
    changes = reported_changes(chosen.figures, chosen.assumed_years, chosen.reading)
    return record_growth(changes, chosen).entries


def test_chengxi_against_the_worked_number() -> None:
    # Worked by hand: (1 + 0.2367)^(1/3) - 1 = 7.34 % a year.
    assert results()["chengxi_tipping"].text == "7.34% a year"
    assert results()["chengxi_growth"].bounds == "[23.66, 23.68]"


@pytest.mark.parametrize(
    ("years", "visits", "discharges"), [(3, 27, 47), (5, 15, 26), (8, 9.3, 16)]
)
def test_pengshui_against_the_worked_numbers(
    years: float, visits: float, discharges: float
) -> None:
    found = results(assumed_years=years)
    assert float(found["visits_tipping"].value) == pytest.approx(visits, abs=0.5)
    assert float(found["discharges_tipping"].value) == pytest.approx(discharges, abs=0.5)


def test_the_excess_against_the_worked_number() -> None:
    # Worked by hand for a background from -2 to +4 % a year: 9.9 to 31.4 %.
    excess = results(background_low=-0.02)["chengxi_excess"].interval
    assert (round(float(excess.lower), 1), round(float(excess.upper), 1)) == (9.9, 31.4)


def test_widening_the_reading_widens_every_interval() -> None:
    narrow, wide = results(), results(widen=10)
    assumed = {"background_low", "background_high", "shock"}
    assert set(narrow) - find_widened(narrow, wide) == assumed


def test_a_shock_moves_the_tipping_point_as_the_closed_form_says() -> None:
    # By hand: ((1 + 0.2367) / (1 - 0.092)) ** (1/3) - 1 = 10.85 % a year.
    shocked = results(shock=-0.092)
    assert shocked["chengxi_tipping"].text == "10.85% a year"
    assert shocked["chengxi_annual"].text == "7.34% a year"


def test_the_comparators_are_those_the_documents_state() -> None:
    stated = {(each.place, each.end): float(each.growth) for each in visit_growth()}
    assert stated["全国", "2019"] == 0.057
    assert stated["万州区", "2020"] == -0.092
    assert len(comparator_table().rows) == len(stated)


def test_a_text_that_dates_its_baseline_is_not_given_assumed_years() -> None:
    changes = reported_changes(FIGURES, 8, Reading())
    assert [(float(each.years), each.dated) for each in changes] == [
        (3, True), (8, False), (8, False),
    ]  # fmt: skip
    assert [row[-1] for row in growth_table(changes).rows] == ["3", "8 (assumed)", "8 (assumed)"]


@pytest.mark.parametrize(
    ("figure_id", "sentence"),
    [
        ("cqrb-2022:1", r"figures.x: there is no figure 'cqrb-2022:1'"),
        ("cqrb-2022:772", r"figures.x: 46所 \(cqrb-2022:772\) has the role level: take a figure"),
    ],
)
def test_a_figure_that_is_no_relative_change_is_refused(figure_id: str, sentence: str) -> None:
    with pytest.raises(ParameterError, match=sentence):
        reported_changes({"x": figure_id}, 3, Reading())


def test_the_chart_draws_every_character_it_shows() -> None:
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    chart, alt = chart_excess(reported_changes(FIGURES, 3, Reading()), choose())
    shown = "".join(text.get_text() for text in chart.findobj(Text))
    assert "垫江县" in shown
    assert "垫江县" in alt
    fonts = [FT2Font(font_manager.findfont(name)) for name in STYLE["font.family"]]
    missing = {
        c for c in shown if c.isprintable() and not any(f.get_char_index(ord(c)) for f in fonts)
    }
    assert not missing
