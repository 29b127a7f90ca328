"""The steps of the notebook on two readings, against worked numbers and bad input."""

import re
from collections.abc import Callable

import pytest
from matplotlib.text import Text

from chongqing_livelihood.present.analyses.two_readings import (
    TwoReadings,
    chart_readings,
    reading_table,
    record_share,
)
from chongqing_livelihood.present.analyses.two_readings_said import say_findings
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.shares import find_share
from tests.present.analyses.widening import find_widened

FIGURES = {"before": "fengjie-2024:2660", "after": "fengjie-2024:2667"}
DOCTORS = {"before": "fengjie-2024:2468", "after": "fengjie-2024:2476"}
SATISFACTION = {"before": "fengjie-2024:2678", "after": "fengjie-2024:2687"}


def steps(**given):
    chosen = TwoReadings.check(FIGURES | given)
    share = find_share(chosen.before, chosen.after, chosen.reading)
    return share, chosen, record_share(share, chosen)


def test_the_odds_ratio_against_the_worked_number() -> None:
    # METHODS A7: odds ratio 1.66; with local volume constant the outside volume grew by 66 %.
    found = steps()[2].entries
    assert found["odds_ratio"].text == "1.66"
    assert found["outside_growth"].text == "66%"


def test_the_tipping_point_against_a_closed_form() -> None:
    # The rest shrinks to (1 - q) / (1 - p) * p / q of itself when the outside volume stays.
    found = steps()[2].entries
    expected = 100 * ((1 - 0.085) / (1 - 0.053) * 0.053 / 0.085 - 1)
    assert float(found["tipping"].value) == pytest.approx(expected, abs=1e-9)


def test_the_tipping_point_leaves_the_outside_volume_as_it_was() -> None:
    at = float(steps()[2].entries["tipping"].value) / 100
    found = steps(local_low=at, local_high=at)[2].entries["outside_range"].interval
    assert found.contains(0)


def test_the_reading_changes_the_words_and_no_number(sentences: Callable[..., list[str]]) -> None:
    one, other = steps(), steps(read_as="they_go_out")
    assert one[2].entries == other[2].entries
    tables = [reading_table(found, chosen.order, share) for share, chosen, found in (one, other)]
    assert tables[0].columns[1:] == tables[1].columns[:0:-1]
    said = [sentences(say_findings, found, share, chosen) for share, chosen, found in (one, other)]
    assert said[0][:2] == said[1][1::-1]
    assert said[0][2:] == said[1][2:]


@pytest.mark.parametrize(
    ("given", "counted"),
    [
        (DOCTORS, "share of village doctors who are qualified (assistant) physicians"),
        (SATISFACTION, "patient satisfaction"),
    ],
)
def test_another_share_is_not_spoken_of_as_patients_who_come_or_go(
    given: dict[str, str], counted: str, sentences: Callable[..., list[str]], missing_glyphs
) -> None:
    share, chosen, results = steps(**given)
    chart, alt = chart_readings(share, chosen, results)
    assert not missing_glyphs(chart)
    drawn = " ".join(text.get_text() for text in chart.findobj(Text))
    table = str(reading_table(results, chosen.order, share))
    labels = " ".join(entry.label for entry in results.entries.values())
    said = re.sub(r"\(#\S+\)", "", " ".join(sentences(say_findings, results, share, chosen)))
    for words in (alt, drawn, table, labels, said):
        assert not re.search(r"outside|come in|go out|border|local people", words), words
    for words in (alt, " ".join(drawn.split()), table, labels, said):
        assert counted in words


@pytest.mark.parametrize(
    ("low", "high", "end"),
    [
        (-0.2, 0.5, "does not reach so far."),
        (-0.45, 0.5, "takes that in."),
        (-0.5, -0.45, "lies wholly below that, so that it would have shrunk."),
    ],
)
def test_what_the_assumed_range_says_depends_on_where_it_lies(
    low: float, high: float, end: str, sentences: Callable[..., list[str]]
) -> None:
    share, chosen, results = steps(local_low=low, local_high=high)
    assert sentences(say_findings, results, share, chosen)[-1].endswith(end)


@pytest.mark.parametrize(
    ("doubt", "wider"),
    [
        ({"widen": 100}, {"before", "after", "change", "odds_ratio", "tipping", "outside_range"}),
        ({"local_low": -0.5, "local_high": 1}, {"outside_range"}),
    ],
)
def test_more_doubt_widens_and_never_narrows(doubt: dict[str, object], wider: set[str]) -> None:
    narrow, wide = steps()[2].entries, steps(**doubt)[2].entries
    assert wider <= find_widened(narrow, wide, [n for n in narrow if not n.startswith("local_")])


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"local_low": 0.6}, "local_low (0.6) is above local_high (0.5): swap them"),
        ({"after": FIGURES["before"]},
         "before and after are both 'fengjie-2024:2660': take two figures"),
        ({"read_as": "in"}, "read_as is 'in': input should be 'they_come_in' or 'they_go_out'"),
        ({"widen": 101}, "widen is 101: input should be less than or equal to 100"),
        ({"local_lo": 0},
         "TwoReadings has no parameter 'local_lo': did you mean 'local_low'?"),
    ],
)  # fmt: skip
def test_bad_parameters_end_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        steps(**given)


def test_the_chart_draws_every_character_it_shows(missing_glyphs) -> None:
    chart, alt = chart_readings(*steps())
    assert not missing_glyphs(chart)
    assert "5.3%" in alt
    assert "66%" in alt
