"""The steps of the profile of all reported figures: counts that must agree, and bad input."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from matplotlib.text import Text

from chongqing_livelihood import load
from chongqing_livelihood.present.analyses.figure_profile import (
    CLASSES,
    GROUPS,
    Profile,
    ends_round,
    half_width_pct,
    read_profile,
)
from chongqing_livelihood.present.analyses.reported_figures import (
    ReportedFigures,
    chart_profile,
    profile_table,
    record_profile,
    say_findings,
)
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.parameters import ParameterError

TEXTS = ["cqrb-2022", "cqrb-2024", "fengjie-2024", "wanzhou-2022", "wanzhou-plan"]
FALLS = [
    "cqrb-2022:6830",
    "shapingba-assistance-processing-time",
    "wanzhou-2022:1216",
    "wanzhou-soe",
]


def profile(**given: Any) -> Profile:
    defaults = {
        "sources": TEXTS,
        "less_is_better": FALLS,
        "unclear": ["fengjie-outside-patients"],
    }
    chosen = ReportedFigures.check(defaults | given)
    return read_profile(
        chosen.sources,
        chosen.less_is_better,
        chosen.unclear,
        chosen.least_digits,
        chosen.reading,
    )


def values(**given: Any) -> dict[str, float]:
    found = record_profile(profile(**given)).entries
    return {name: float(entry.value or 0) for name, entry in found.items()}


def test_every_figure_is_of_one_kind_and_all_are_counted() -> None:
    whole, frame = profile(), load("figures")
    assert len(whole.figures) == len(frame)
    assert sum(len(whole.of_kind(kind)) for kind in CLASSES) == len(frame)
    assert sum(len(whole.of_group(group)) for group in GROUPS) == len(frame)
    found = values()
    assert sum(found[f"kind_{kind}"] for kind in CLASSES) == pytest.approx(100)


def test_the_kinds_agree_with_a_count_made_from_the_tables() -> None:
    frame, changes = load("figures"), load("changes")
    in_changes = {each for row in changes.figure_ids for each in row.split()}
    shows = frame.figure_id.isin(in_changes) | frame.role.isin(["change_rel", "change_abs"])
    assert {f.figure_id for f in profile().of_kind("change")} == set(frame.figure_id[shows])


def test_one_dated_change_is_known_and_one_that_is_not() -> None:
    # Chengxi's growth has two dates and no level; Shapingba's limit two levels and one date.
    found = values(sources=["cqrb-2022"])
    assert (found["changes"], found["changes_dated"], found["changes_levels"]) == (4, 1, 0)


def test_the_sign_test_against_the_worked_number() -> None:
    # Worked by hand: all of n in one direction has the chance 2 / 2^n, one less 2 (n + 1) / 2^n.
    results = record_profile(profile()).entries
    total = int(results["changes"].value or 0)
    assert results["changes_favourable"].interval.upper == total
    chance = results["sign_chance"].interval
    assert float(chance.lower or 0) == pytest.approx(200 / 2**total)
    assert float(chance.upper or 0) == pytest.approx(200 * (total + 1) / 2**total)


def test_the_other_reading_of_a_fall_turns_good_news_into_bad() -> None:
    good, turned = values(), values(less_is_better=[])
    assert good["changes_favourable"] - turned["changes_favourable"] == len(FALLS)


def test_last_digits_are_those_that_were_printed() -> None:
    known = read_figures()
    cases = {
        "cqrb-2022:2569": (0, 1),  # 23.67%
        "cqrb-2022:3104": (1, 1),  # 218.5%
        "cqrb-2022:2144": (1, 1),  # 近3.5万户
        "cqrb-2022:772": (0, 1),  # 46所
        "cqrb-2022:678": (0, 0),  # 4所 has one digit
        "cqrb-2022:1157": (0, 0),  # 1—3门 is a range
    }
    for figure_id, expected in cases.items():
        assert ends_round([known[figure_id]], least_digits=2) == expected, figure_id
    assert half_width_pct(known["cqrb-2022:772"]) == 0
    assert half_width_pct(known["cqrb-2022:3104"]) == pytest.approx(100 * 0.05 / 218.5)


def test_widening_the_reading_never_makes_figures_more_exact() -> None:
    narrow, wide, doubtful = values(), values(widen=10), values(trust_round_counts=False)
    assert wide["exact"] <= narrow["exact"]  # what is exactly itself stays so
    assert doubtful["exact"] < narrow["exact"]
    for other in (wide, doubtful):
        assert other["loose"] > narrow["loose"]


def test_a_text_without_changes_has_no_sign_test() -> None:
    found = values(sources=["wanzhou-plan"], unclear=[], less_is_better=[])
    assert found["changes"] == 0
    assert "sign_chance" not in found


def test_the_table_has_a_row_for_each_text() -> None:
    table = profile_table(profile())
    assert [row[0] for row in table.rows] == TEXTS
    assert sum(int(row[1]) for row in table.rows) == len(load("figures"))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"sources": ["wanzhou-2023"]},
            "sources: there is no text 'wanzhou-2023': did you mean 'wanzhou-2022'?",
        ),
        (
            {"unclear": ["fengjie-outside"]},
            "unclear: there is no change 'fengjie-outside': did you mean "
            "'fengjie-outside-patients'?",
        ),
        (
            {"least_digits": 5},
            "least_digits is 5: input should be less than or equal to 4",
        ),
    ],
)
def test_a_wrong_parameter_ends_in_one_sentence(given: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        profile(**given)


def test_the_chart_draws_every_character_it_shows(
    missing_glyphs: Callable[[Any], set[str]],
) -> None:
    chart, alt = chart_profile(profile())
    shown = "".join(text.get_text() for text in chart.findobj(Text))
    assert "余" in shown
    assert str(len(load("figures"))) in alt
    assert not missing_glyphs(chart)


def test_a_list_of_bad_news_is_not_called_good(sentences: Callable[..., list[str]]) -> None:
    against = list(load("changes")["pair"])
    said = sentences(say_findings, record_profile(profile(less_is_better=against)))
    assert not any("Nearly all the news is good" in sentence for sentence in said)
    assert any(
        "Nearly all the news is good" in sentence
        for sentence in sentences(say_findings, record_profile(profile()))
    )


def test_no_share_is_said_of_what_is_not_there(sentences: Callable[..., list[str]]) -> None:
    results = record_profile(profile(sources=["wanzhou-2022"]))
    assert "round_plan" not in results.entries
    said = " ".join(sentences(say_findings, results))
    assert "of targets and standards" not in said
    assert "district or county:" in said
