"""Every worked number in one table, with its origin, is computed again and compared."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from itertools import islice, product
from pathlib import Path
from typing import get_args

import pytest

from chongqing_livelihood.stats.bounds import bound_change, bound_share_above, e_value
from chongqing_livelihood.stats.change import (
    annualised_growth,
    excess_over_trend,
    growth_from_addition,
    log_ratio,
    odds_ratio,
    relative_change,
    years_between,
)
from chongqing_livelihood.stats.granularity import (
    Rounding,
    chance_of_misfit,
    check_granularity,
    feasible_denominators,
    joint_denominators,
    largest_infeasible_denominator,
    read_percentage,
    smallest_denominator,
)
from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.plan import implied_population, required_pace
from chongqing_livelihood.stats.pooling import PooledRatios, log_ratio_variance, pool_ratios
from chongqing_livelihood.stats.power import cases_for_power, power_of_shares
from chongqing_livelihood.stats.proportions import compare_shares, estimate_share, nearest_count
from chongqing_livelihood.stats.selection import (
    expected_maximum,
    sign_test,
    spread_that_explains,
)

Number = int | float | Fraction | Decimal

with (Path(__file__).parent / "references.csv").open(encoding="utf-8", newline="") as file:
    REFERENCES = {row["key"]: row for row in csv.DictReader(file)}

GROWTHS = {"chengxi": "23.67", "pengshui_visits": "103.66", "pengshui_discharges": "218.5"}
SHARES = {
    "satisfaction_before": "89.59",
    "satisfaction_after": "95.37",
    "doctors_before": "16.4",
    "doctors_after": "21.65",
    "patients_before": "5.3",
    "patients_after": "8.5",
    "geriatrics": "85.71",
    "schools": "66.09",
}
KAIZHOU_ENTITIES = Interval.between(34000, 35000)


def ends(interval: Interval, factor: int = 1) -> list[Fraction]:
    assert interval.lower is not None
    assert interval.upper is not None
    return [interval.lower * factor, interval.upper * factor]


def rounded(value: int, half: str = "0.5") -> Interval:
    return value + Interval.between(f"-{half}", half)


def printed(name: str, rounding: Rounding = "half_either"):
    if name in GROWTHS:
        return read_percentage(GROWTHS[name], rounding, "growth")
    return read_percentage(SHARES[name], rounding)


def satisfaction() -> list:
    return [printed("satisfaction_before"), printed("satisfaction_after")]


def feasible_share(name: str) -> float:
    return len(feasible_denominators(printed(name), 1, 1000)) / 10


def ratio_of(name: str) -> Fraction:
    return 1 + Fraction(GROWTHS[name]) / 100


def satisfaction_p(cases: int) -> float:
    counts = [nearest_count(share, cases) for share in ("0.8959", "0.9537")]
    return compare_shares(counts[0], cases, counts[1], cases).p_value


def yearly(ratio: Fraction | int, years: Fraction | int) -> float:
    return 100 * annualised_growth(ratio, years)


def pooled() -> PooledRatios:
    ratios = [float(ratio_of("chengxi")), float(ratio_of("pengshui_visits"))]
    counts = [30_000, 400_000]
    variances = [log_ratio_variance(a, r, 100) for a, r in zip(counts, ratios, strict=True)]
    return pool_ratios(ratios, variances)


def pace(baseline: str | int, target: str | int) -> Fraction:
    return ends(required_pace(baseline, target, 5).annual_growth, 100)[0]


def people(count: Interval, rate: Interval) -> list[Fraction]:
    return [end / 10**6 for end in ends(implied_population(count, rate))]


def smallest(name: str) -> tuple[int, int]:
    return smallest_denominator(printed(name))


def e_value_of(name: str) -> Number:
    return e_value(ratio_of(name))


PENSION = growth_from_addition(2664, 816)
INJURY = growth_from_addition(682, 307)
PENSION_RATIO, INJURY_RATIO = ends(PENSION.ratio)[0], ends(INJURY.ratio)[0]

COMPUTED: dict[str, Callable[[], Number | Iterable[Number]]] = {
    "grim_164_436": lambda: check_granularity("16.4", 436).neighbours_pct,
    "grim_2165_436": lambda: check_granularity("21.65", 436).neighbours_pct,
    "grim_436_rules": lambda: sum(
        check_granularity(text, 436, rule).possible
        for text, rule in product(["16.4", "21.65"], get_args(Rounding))
    ),
    "grim_61_59": lambda: check_granularity("61", 59).counts,
    "misfit_two_decimals": lambda: 100 * chance_of_misfit("21.65", 436),
    "misfit_one_decimal": lambda: 100 * chance_of_misfit("16.4", 436),
    "near_436": lambda: feasible_denominators(printed("doctors_after"), 400, 470),
    "next_chengxi": lambda: feasible_denominators(printed("chengxi"), 1, 300),
    "largest_chengxi": lambda: largest_infeasible_denominator(printed("chengxi")),
    "joint_satisfaction": lambda: [
        joint.denominator for joint in islice(joint_denominators(satisfaction()), 5)
    ],
    "joint_satisfaction_counts": lambda: [
        count for counts in next(joint_denominators(satisfaction())).counts for count in counts
    ],
    "first_geriatrics": lambda: feasible_denominators(printed("geriatrics"), 1, 34),
    "first_schools": lambda: feasible_denominators(printed("schools"), 1, 300),
    "feasible_satisfaction_both": lambda: (
        len(list(joint_denominators(satisfaction(), last=1000))) / 10
    ),
    "pension_growth": lambda: ends(PENSION.growth_pct)[0],
    "pension_growth_interval": lambda: ends(
        growth_from_addition(rounded(2664), rounded(816)).growth_pct
    ),
    "injury_growth": lambda: ends(INJURY.growth_pct)[0],
    "injury_growth_interval": lambda: ends(
        growth_from_addition(rounded(682), rounded(307)).growth_pct
    ),
    "kaizhou_jobs": lambda: ends(Interval.between(250_000, 260_000) / KAIZHOU_ENTITIES),
    "kaizhou_investment": lambda: ends(Interval.between(33_000, 34_000) / KAIZHOU_ENTITIES),
    "kaizhou_founders": lambda: ends(Interval.between(82_500, 83_500) / KAIZHOU_ENTITIES),
    "fengjie_jobs": lambda: Fraction(41, 14),
    "fengjie_founders": lambda: Fraction(11, 14),
    "fumin_mean": lambda: Fraction(1_441_000_000, 20_111),
    "annual_chengxi": lambda: yearly(ratio_of("chengxi"), years_between("2018", "2021")),
    "years_pension": lambda: years_between("2012-11", "2024-04"),
    "annual_pension": lambda: yearly(PENSION_RATIO, years_between("2012-11", "2024-04")),
    "annual_pension_2011": lambda: yearly(PENSION_RATIO, years_between("2011-12", "2024-04")),
    "annual_pension_2023": lambda: yearly(PENSION_RATIO, years_between("2012-11", "2023-04")),
    "annual_injury": lambda: yearly(INJURY_RATIO, years_between("2012-11", "2024-04")),
    "annual_pengshui_visits": lambda: [yearly(ratio_of("pengshui_visits"), t) for t in (3, 5, 8)],
    "annual_pengshui_discharges": lambda: [
        yearly(ratio_of("pengshui_discharges"), t) for t in (3, 5, 8)
    ],
    "discharges_per_visit": lambda: ratio_of("pengshui_discharges") / ratio_of("pengshui_visits"),
    "excess_chengxi": lambda: ends(excess_over_trend("0.2367", 3, "-0.02", "0.04").excess_pct),
    "bounds_5": lambda: ends(bound_change("0.8959", "0.9537", "0.05").change_points),
    "bounds_10": lambda: ends(bound_change("0.8959", "0.9537", "0.10").change_points),
    "breakeven": lambda: ends(bound_change("0.8959", "0.9537", 0).breakeven, 100)[0],
    "markov_200": lambda: ends(
        bound_share_above(Fraction(1_441_000_000, 20_111), 200_000, 50_000), 100
    ),
    "markov_300": lambda: ends(
        bound_share_above(Fraction(1_441_000_000, 20_111), 300_000, 50_000), 100
    ),
    "e_dissatisfaction": lambda: e_value(Fraction("4.63") / Fraction("10.41")),
    "p_100": lambda: satisfaction_p(100),
    "p_200": lambda: satisfaction_p(200),
    "p_300": lambda: satisfaction_p(300),
    "p_500": lambda: satisfaction_p(500),
    "p_smallest": lambda: compare_shares(198, 221, 103, 108).p_value,
    "cases_80": lambda: cases_for_power(0.8959, 0.9537),
    "p_doctors": lambda: [
        compare_shares(before, 436, after, 436).p_value
        for before, after in product((71, 72), (94, 95))
    ],
    "doctors_added": lambda: 436 * Fraction("5.25") / 100,
    "alerts": lambda: [
        100 * getattr(estimate_share(58 + 34, 340), name) for name in ("share", "lower", "upper")
    ],
    "sign_12": lambda: sign_test(12, 12),
    "sign_11": lambda: sign_test(11, 12),
    "best_of_26": lambda: expected_maximum(26),
    "spread_4": lambda: spread_that_explains(23.67, 4, 26),
    "spread_10": lambda: spread_that_explains(23.67, 10, 26),
    "spread_4_yearly": lambda: spread_that_explains(23.67, 100 * (1.04**3 - 1), 26),
    "lnrr": lambda: [log_ratio(ratio_of(name)) for name in GROWTHS],
    "pooled": lambda: [pooled().mean, pooled().lower, pooled().upper],
    "pooled_i2": lambda: 100 * pooled().heterogeneity,
    "odds_share": lambda: ends(odds_ratio("0.053", "0.085"))[0],
    "jobs_per_resident": lambda: [
        100 * Fraction(250_000, 1_185_600),
        100 * Fraction(250_000 + 83_000, 1_185_600),
    ],
    "years_of_jobs": lambda: [Fraction(250_000, 15_266), Fraction(250_000, 7_998)],
    "pace_beds": lambda: pace(10101, 15000),
    "pace_nursing_beds": lambda: pace(3131, 9000),
    "pace_culture": lambda: pace(455, 800),
    "pace_sports": lambda: [pace("1.43", "2.3"), pace("1.8", "2.3")],
    "pace_doctors": lambda: pace("2.94", "3.6"),
    "pace_nurses": lambda: pace("3.55", "4.7"),
    "jobs_target": lambda: ends(relative_change("19.7", 15).growth_pct)[0],
    "people_places": lambda: people(Interval.exactly(7200), Interval.between("4.45", "4.55")),
    "people_staff": lambda: people(rounded(15500, "50"), Interval.between("9.385", "9.395")),
    "people_beds": lambda: people(rounded(10200, "50"), Interval.between("6.525", "6.535")),
    "people_actual_beds": lambda: people(rounded(11200, "50"), Interval.between("6.525", "6.535")),
    "flat_area": lambda: Fraction(234_000, 3900),
    "nurses_per_doctor": lambda: Fraction("4.7") / Fraction("3.6"),
    "care_cost": lambda: Fraction(771 * 1200 * 12, 10**6),
    "care_income": lambda: Fraction(30_000_000, 1130),
    "entities": lambda: 100 * Fraction(35_000, 112_900),
    "jobs_gap": lambda: ends(
        Interval.between(250_000, 260_000) / KAIZHOU_ENTITIES / Fraction(41, 14)
    ),
    "rose_to": lambda: [
        Fraction(GROWTHS[name]) / 100 for name in ("pengshui_visits", "pengshui_discharges")
    ],
    "national_visits": lambda: ends(relative_change("19.2", "20.3").growth_pct)[0],
    "power_315": lambda: power_of_shares(0.8959, 0.9537, 315, 315),
    "sewage": lambda: Fraction(2_675_000, 37_000),
    **{f"smallest_{name}": partial(smallest, name) for name in [*GROWTHS, *SHARES]},
    **{f"feasible_{name}": partial(feasible_share, name) for name in [*GROWTHS, *SHARES]},
    **{f"e_{name}": partial(e_value_of, name) for name in GROWTHS},
}

UNLISTED = {"smallest_schools": "listed as the first of first_schools"}
COARSE = {"care_income": Fraction(100)}


def values_of(key: str) -> list[Number]:
    computed = COMPUTED[key]()
    return list(computed) if isinstance(computed, Iterable) else [computed]


@pytest.mark.parametrize("key", REFERENCES)
def test_the_worked_number_comes_out_again(key: str):
    values = values_of(key)
    expected = [Decimal(number) for number in REFERENCES[key]["expected"].split()]
    assert len(values) == len(expected), values
    for value, number in zip(values, expected, strict=True):
        place = COARSE.get(key, Fraction(10) ** int(number.as_tuple().exponent))
        # Half a unit of the last printed digit, and nothing more: the table holds rounded numbers.
        assert abs(Fraction(value) - Fraction(number)) <= place / 2, float(value)


def test_every_reference_is_computed_and_has_an_origin():
    assert set(COMPUTED) - set(UNLISTED) == set(REFERENCES)
    assert all(row["origin"] and row["quantity"] for row in REFERENCES.values())


def test_the_implied_populations_do_not_overlap():
    keys = ["people_places", "people_staff", "people_beds", "people_actual_beds"]
    intervals = [Interval.between(*values_of(key)) for key in keys]
    for i, one in enumerate(intervals):
        assert not any(one.overlaps(other) for other in intervals[i + 1 :])


def test_443_doctors_do_not_help():
    assert not check_granularity("21.65", 443, "half_either").possible


def test_the_direction_of_satisfaction_is_lost_between_five_and_ten_percent():
    assert bound_change("0.8959", "0.9537", "0.05").direction_is_known
    assert not bound_change("0.8959", "0.9537", "0.10").direction_is_known
