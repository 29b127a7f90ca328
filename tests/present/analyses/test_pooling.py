"""The steps of the pooling notebook, against worked numbers and bad input."""

import re
from math import log
from typing import Any

import pytest

from chongqing_livelihood.present.analyses.pooling import (
    Pooling,
    effect_table,
    pool_effects,
    record_pooling,
)
from chongqing_livelihood.present.analyses.pooling_chart import chart_pool
from chongqing_livelihood.present.parameters import ParameterError
from tests.present.analyses.widening import find_widened

GIVEN: dict[str, dict[str, Any]] = {
    "figures": {
        "chengxi": "cqrb-2022:2569",
        "visits": "cqrb-2022:3096",
        "discharges": "cqrb-2022:3104",
    },
    "earlier_counts": {"chengxi": 30_000, "visits": 400_000, "discharges": 40_000},
}


def steps(**given):
    chosen = Pooling.check(GIVEN | given)
    effects = pool_effects(chosen)
    return effects, chosen, record_pooling(effects, chosen).entries


def test_log_ratios_against_the_worked_numbers() -> None:
    # METHODS 1.12: 0.212, 0.711, 1.158.
    found = steps()[2]
    ratios = [float(found[f"{name}_log_ratio"].value) for name in GIVEN["figures"]]
    assert [round(each, 3) for each in ratios] == [0.212, 0.711, 1.158]


def test_the_pool_against_the_worked_numbers() -> None:
    # METHODS 1.12: mean 0.47, I squared 97 %, t-based 95 % interval from -2.7 to 3.6.
    found = steps()[2]
    pooled = found["pooled_log_ratio"]
    ends = (pooled.interval.lower, pooled.value, pooled.interval.upper)
    assert [round(float(end), 2) for end in ends] == [-2.70, 0.47, 3.64]
    assert found["heterogeneity"].text == "97%"


def test_two_figures_give_a_closed_form_of_the_careless_factor() -> None:
    # With two effects there is one degree of freedom: 12.706 / 1.960.
    assert float(steps()[2]["multiplier"].value) == pytest.approx(12.7062 / 1.959964, rel=1e-4)


def test_an_effect_alone_has_the_interval_of_its_counts() -> None:
    effects, _, found = steps()
    half = 1.959964 * (100 / 30_000 + 100 / (30_000 * 1.2367)) ** 0.5
    assert float(found["chengxi_log_ratio"].interval.lower) == pytest.approx(
        log(1.2367) - half, abs=1e-5
    )
    assert effects.places == 2


def test_more_confidence_widens() -> None:
    names = {"pooled_growth", "careless_growth", "repeated_growth", "chengxi_log_ratio"}
    assert find_widened(steps()[2], steps(confidence=0.99)[2], names) == names


def test_a_growth_beyond_a_thousandfold_is_left_open() -> None:
    counts = dict.fromkeys(GIVEN["figures"], 100)
    found = steps(confidence=0.99, overdispersion=1000, earlier_counts=counts)[2]
    assert found["pooled_growth"].interval.upper is None


def test_one_figure_a_county_is_pooled_and_the_table_has_them_all() -> None:
    effects, chosen, _ = steps()
    assert len(effects.pooled.effects) == 2
    assert [row[2] for row in effect_table(effects, chosen).rows] == ["23.67%", "103.66%", "218.5%"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"earlier_counts": {"chengxi": 30_000, "visits": 400_000}},
         "earlier_counts has no entry for 'discharges': assume an earlier count for it"),
        ({"figures": {"visits": "cqrb-2022:3096", "discharges": "cqrb-2022:3104"}},
         "figures all come from one place: take two places or more"),
        ({"figures": {"visits": "cqrb-2022:3096", "chengxi": "fengjie-2024:2660"}},
         "figures.chengxi: 5.3% (fengjie-2024:2660) is no relative change that can be pooled: "
         "take one with role change_rel"),
        ({"method": "fixed"},
         "method is 'fixed': input should be 'paule_mandel' or 'dersimonian_laird'"),
        ({"overdispersion": 0.5},
         "overdispersion is 0.5: input should be greater than or equal to 1"),
        ({"overdispersal": 100},
         "Pooling has no parameter 'overdispersal': did you mean 'overdispersion'?"),
    ],
)  # fmt: skip
def test_bad_parameters_end_in_one_sentence(given: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{re.escape(sentence)}$"):
        steps(**given)


def test_the_chart_draws_every_character_it_shows(missing_glyphs) -> None:
    chart, alt = chart_pool(steps()[0])
    assert not missing_glyphs(chart)
    assert "−94% to +3,694%" in alt
