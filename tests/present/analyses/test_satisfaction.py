"""The steps of the satisfaction notebook, against worked numbers and bad input."""

import re
from collections.abc import Callable

import pytest

from chongqing_livelihood.present.analyses.satisfaction import (
    Satisfaction,
    add_silence,
    allow_politeness,
    doubt_table,
    record_satisfaction,
    say_findings,
)
from chongqing_livelihood.present.analyses.satisfaction_chart import chart_doubt
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.shares import find_share
from chongqing_livelihood.stats.intervals import Interval, Reading
from tests.present.analyses.widening import find_widened

FIGURES = {"before": "fengjie-2024:2678", "after": "fengjie-2024:2687"}


def results(**given):
    chosen = Satisfaction.check(FIGURES | given)
    surveys = find_share(chosen.before, chosen.after, chosen.reading)
    return record_satisfaction(surveys, chosen)


def ends(entry) -> tuple[float, float]:
    return round(float(entry.interval.lower), 1), round(float(entry.interval.upper), 1)


# METHODS 1.2: 198 of 221, 103 of 108, and 542 and 577 of 605.
def test_the_least_numbers_of_answers_against_the_worked_numbers() -> None:
    found = results().entries
    least = {name: int(found[f"least_{name}"].value) for name in ("before", "after", "both")}
    assert least == {"before": 221, "after": 108, "both": 605}


# METHODS 1.7, with exact fractions.
@pytest.mark.parametrize(("m", "low", "high"), [(0.05, 0.5, 10.5), (0.1, -4.8, 15.2)])
def test_the_worst_case_against_the_worked_numbers(m: float, low: float, high: float) -> None:
    assert ends(results(nonresponse=m, widen=0).entries["worst_case"]) == (low, high)


def test_the_breakeven_against_the_worked_number() -> None:
    # Worked by hand: 0.0578 (1 - m) = m gives m = 0.0578 / 1.0578.
    assert results().entries["breakeven"].text == "5.46%"


# METHODS 1.10, statsmodels 0.15: pooled z.
@pytest.mark.parametrize(
    ("sizes", "p_value"),
    [((221, 108), 0.078), ((100, 100), 0.18), ((200, 200), 0.023), ((300, 300), 0.008),
     ((500, 500), 0.0005)],
)  # fmt: skip
def test_the_p_value_against_the_worked_numbers(sizes: tuple[int, int], p_value: float) -> None:
    found = results(respondents_before=sizes[0], respondents_after=sizes[1]).entries
    assert float(found["p_value"].value) == pytest.approx(p_value, rel=0.06)


def test_silence_is_added_as_worked_by_hand() -> None:
    # d (1 - m) - m and d (1 - m) + m, with d from 2 to 8 points and m of a tenth.
    assert add_silence(Interval.between(2, 8), 0.1) == Interval.between("-8.2", "17.2")


@pytest.mark.parametrize(
    ("doubt", "wider"),
    [
        ({"widen": 50}, {"change", "honest", "sampled", "worst_case", "combined", "breakeven"}),
        ({"confidence": 0.999}, {"sampled", "combined"}),
        ({"nonresponse": 0.4}, {"worst_case", "combined"}),
        ({"politeness_points": 5.0}, {"honest", "sampled", "worst_case", "combined"}),
    ],
)
def test_more_doubt_widens(doubt: dict[str, float], wider: set[str]) -> None:
    assert find_widened(results().entries, results(**doubt).entries, wider) == wider


def test_more_answers_narrow_and_silence_stays() -> None:
    few, many = results(), results(respondents_before=10_000, respondents_after=10_000)
    assert few.entries["sampled"].interval.contains(many.entries["sampled"].interval)
    assert few.entries["worst_case"] == many.entries["worst_case"]


def test_the_table_says_what_each_doubt_leaves() -> None:
    said = [row[2] for row in doubt_table(results()).rows]
    assert said == ["yes", "yes", "yes", "not known", "not known"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"after": FIGURES["before"]},
         "before and after are both 'fengjie-2024:2678': take two figures"),
        ({"nonresponse": 0.5},
         "nonresponse is 0.5: input should be less than or equal to 0.4"),
        ({"respondents_before": 49},
         "respondents_before is 49: input should be greater than or equal to 50"),
        ({"politeness": 1},
         "Satisfaction has no parameter 'politeness': did you mean 'politeness_points'?"),
        ({"after": "fengjie-2024:1"},
         "there is no figure fengjie-2024:1; see load('figures')"),
        ({"after": "fengjie-2024:2443"},
         "after: 436名 (fengjie-2024:2443) is no percentage: take another figure"),
        ({"after": "fengjie-2024:2667"},
         "before 89.59% and after 8.5% are not the earlier and the later figure of one set: "
         "take a baseline with its after"),
    ],
)  # fmt: skip
def test_bad_parameters_end_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        results(**given)


def test_a_widening_beyond_all_shares_ends_in_one_sentence() -> None:
    chosen = Satisfaction.check({"before": "fengjie-2024:2660", "after": "fengjie-2024:2667"})
    sentence = "widen (200) lets a share lie outside 0 to 100 percent: make it smaller"
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        find_share(chosen.before, chosen.after, Reading(200))


def test_the_chart_draws_every_character_it_shows(missing_glyphs) -> None:
    chosen = Satisfaction.check(FIGURES | {"politeness_points": 1.0})
    surveys = find_share(chosen.before, chosen.after, chosen.reading)
    assert allow_politeness(surveys, 1.0).after.contains(surveys.after)
    chart, alt = chart_doubt(surveys, chosen, record_satisfaction(surveys, chosen))
    assert not missing_glyphs(chart)
    assert "5.78 points" in alt


@pytest.mark.parametrize(
    ("given", "said", "unsaid"),
    [
        ({}, "sampling alone leaves", "cannot give the shares"),
        ({"politeness_points": 3}, "politeness and sampling together leave", "sampling alone"),
        ({"respondents_before": 606}, "cannot give the shares to the printed digit", "together"),
        ({"respondents_before": 221, "respondents_after": 108}, "does not settle", "cannot give"),
    ],
)
def test_the_words_follow_the_assumptions(
    given: dict[str, object], said: str, unsaid: str, sentences: Callable[..., list[str]]
) -> None:
    chosen = Satisfaction.check(FIGURES | given)
    surveys = find_share(chosen.before, chosen.after, chosen.reading)
    shown = " ".join(sentences(say_findings, record_satisfaction(surveys, chosen), surveys))
    assert said in shown
    assert unsaid not in shown
