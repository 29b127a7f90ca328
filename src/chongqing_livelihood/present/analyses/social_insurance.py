"""Notebook 10: how fast social insurance grew, and what room was left in 2024."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import ReadingParameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import printed_value
from chongqing_livelihood.stats.change import (
    annualised_growth,
    growth_from_addition,
    years_between,
)
from chongqing_livelihood.stats.corners import bounded_ends, positive_power
from chongqing_livelihood.stats.intervals import Interval, Reading

NOTEBOOK = "social_insurance"

SETS = {"pension": "chongqing-pension-enrolment", "injury": "chongqing-work-injury-enrolment"}
NAMES = {"pension": "pension insurance", "injury": "work injury insurance"}
MATCHED = "cqrb-2024:659"
CITY, END = "重庆市", "2024-12"
RESIDENTS_YEAR = "2022"
"""The latest year for which the context table has the residents of the whole city."""
MILLION = 1_000_000

_YEAR_OR_MONTH = r"^20(09|10|11|12|13|14)(-(0[1-9]|1[0-2]))?$"


def _in_time(base: object) -> object:
    if not re.match(_YEAR_OR_MONTH, str(base)):
        raise ValueError(
            f"base is {base!r}: write a year from 2009 to 2014, or a month in one, as '2012-11'"
        )
    return base


YearOrMonth = Annotated[str, Field(pattern=_YEAR_OR_MONTH), BeforeValidator(_in_time)]


class SocialInsurance(ReadingParameters):
    """Parameters of notebook 10: the dates that are not printed, and who can be enrolled."""

    april_year: Literal[2023, 2024] = Field(
        2024, description="Year of the April to which the levels refer; printed only as this year"
    )
    base: YearOrMonth = Field(
        "2012-11", description="Year or month of the earlier level, 2009 to 2014; not printed"
    )
    eligible_low: float = Field(
        0.84, ge=0.5, le=1.2, allow_inf_nan=False,
        description="Least number of people who can be enrolled, as a fraction of residents",
    )  # fmt: skip
    eligible_high: float = Field(
        0.92, ge=0.5, le=1.2, allow_inf_nan=False,
        description="Greatest number of people who can be enrolled, as a fraction of residents",
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.eligible_low > self.eligible_high:
            raise ValueError(
                f"eligible_low ({self.eligible_low}) is above eligible_high "
                f"({self.eligible_high}): swap them"
            )
        return self

    @property
    def april(self) -> str:
        """The month of the reported levels."""
        return f"{self.april_year}-04"


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The reported enrolment in one scheme: level, what was added, and the printed growth."""

    name: str
    level: CleanFigure
    added: CleanFigure
    growth: CleanFigure

    @property
    def figure_ids(self) -> list[str]:
        """The figures of level and addition."""
        return [self.level.figure_id, self.added.figure_id]


def reported_enrolment(reading: Reading) -> tuple[dict[str, Enrolment], CleanFigure]:
    """Return what is reported of each scheme by its name, and those found by matching data."""
    figures = list(read_figures(reading).values())
    found = {}
    for name, pair in SETS.items():
        roles = {f.coding["role"]: f for f in figures if f.coding["pair"] == pair}
        found[name] = Enrolment(name, roles["level"], roles["change_abs"], roles["change_rel"])
    return found, next(f for f in figures if f.figure_id == MATCHED)


def change_of(scheme: Enrolment) -> tuple[Interval, Interval]:
    """Return the earlier level of a scheme, and its later level over it."""
    change = growth_from_addition(scheme.level.meaning, scheme.added.meaning)
    return change.before, change.ratio


def published_context(reading: Reading) -> dict[str, Quantity]:
    """Return the published enrolment at the end of 2024, and the residents of the city.

    The context table keeps values in base units, so that how finely they were printed is not
    known: each is taken as rounded to its last digit that is not zero.
    """
    wanted = {
        "end": ("基本养老保险参保人数", "2024"),
        "residents": ("Resident population", RESIDENTS_YEAR),
    }
    found = {name: find_background(series, CITY)[year] for name, (series, year) in wanted.items()}
    return {
        name: Quantity(each.value, reading.interval(replace(each.printed, qualifier="about")))
        for name, each in found.items()
    }


def record_enrolment(
    schemes: dict[str, Enrolment],
    matched: CleanFigure,
    context: dict[str, Quantity],
    chosen: SocialInsurance,
) -> Results:
    """Return growth, what came after April, and the room that is left."""
    results = Results(NOTEBOOK)

    def people(
        name: str, value: Fraction | None, interval: Interval, label: str, ids: list[str]
    ) -> None:
        results.add(
            name, None if value is None else value / MILLION, interval / MILLION, places=3,
            unit="million_person", label=label, figures=ids,
        )  # fmt: skip

    years = years_between(chosen.base, chosen.april)
    for each in schemes.values():
        what, ids = NAMES[each.name].capitalize(), each.figure_ids
        level, added = printed_value(each.level), printed_value(each.added)
        before, ratio = change_of(each)
        people(
            f"{each.name}_level", level, each.level.meaning, f"{what}: enrolled in April", ids[:1]
        )
        people(f"{each.name}_added", added, each.added.meaning, f"{what}: added", ids[1:])
        people(f"{each.name}_before", level - added, before, f"{what}: enrolled before", ids)
        results.add(
            f"{each.name}_growth", 100 * (level / (level - added) - 1), 100 * (ratio - 1),
            unit="percent", label=f"{what}: growth, computed", figures=ids,
        )  # fmt: skip
        results.add(
            f"{each.name}_printed", printed_value(each.growth), each.growth.meaning, places=1,
            unit="percent", label=f"{what}: growth, printed", figures=[each.growth.figure_id],
        )  # fmt: skip
        results.add(
            f"{each.name}_annual",
            100 * Fraction(annualised_growth(level / (level - added), years)),
            100 * annualised_growth(ratio, years), unit="percent_per_year", figures=ids,
            label=f"{what}: growth a year",
        )  # fmt: skip
    people(
        "matched", printed_value(matched), matched.meaning,
        "Pension insurance: brought in by matching data, gross", [matched.figure_id],
    )  # fmt: skip
    _record_end(results, schemes["pension"], context["end"], chosen)
    _record_room(results, schemes["pension"], context, chosen)
    return results


def _record_end(
    results: Results, pension: Enrolment, end: Quantity, chosen: SocialInsurance
) -> None:
    """Record what was published for the end of 2024, and what the average pace would have given."""
    since, ids = years_between(chosen.april, END), pension.figure_ids
    years = years_between(chosen.base, chosen.april)
    level, (_, ratio) = printed_value(pension.level), change_of(pension)
    results.add(
        "end_level", end.value / MILLION, end.meaning / MILLION, unit="million_person", places=3,
        label="Pension insurance: enrolled at the end of 2024, published",
    )  # fmt: skip
    results.add(
        "end_added", end.value - level, end.meaning - pension.level.meaning, unit="person",
        places=0, figures=ids[:1], label="Pension insurance: added from April to the end of 2024",
    )  # fmt: skip
    results.add(
        "end_annual", 100 * Fraction(annualised_growth(end.value / level, since)),
        100 * annualised_growth(end.meaning / pension.level.meaning, since),
        unit="percent_per_year", figures=ids[:1],
        label="Pension insurance: growth a year from April to the end of 2024",
    )  # fmt: skip
    expected = pension.level.meaning * positive_power("the ratio", ratio, since / years)
    pace = 1 + results.entries["pension_annual"].value / 100  # type: ignore[operator]
    results.add(
        "expected_end", level / MILLION * Fraction(float(pace) ** float(since)), expected / MILLION,
        unit="million_person", places=3, figures=ids,
        label="Pension insurance: end of 2024, had the average pace gone on",
    )  # fmt: skip


def _record_room(
    results: Results, pension: Enrolment, context: dict[str, Quantity], chosen: SocialInsurance
) -> None:
    """Record how many could still be enrolled, and how long either pace would take for them."""
    end, residents = context["end"], context["residents"]
    results.add(
        "residents", residents.value / MILLION, residents.meaning / MILLION,
        unit="million_person", places=3,
        label=f"Residents of the city at the end of {RESIDENTS_YEAR}, published",
    )  # fmt: skip
    results.add(
        "coverage", 100 * end.value / residents.value, 100 * (end.meaning / residents.meaning),
        unit="percent", places=1,
        label=f"Enrolled at the end of 2024, of the residents of {RESIDENTS_YEAR}",
    )  # fmt: skip
    share = Interval.between(str(chosen.eligible_low), str(chosen.eligible_high))
    eligible = residents.meaning * share
    results.add(
        "eligible", None, eligible / MILLION, unit="million_person", places=2,
        label=f"People who can be enrolled, as assumed, of the residents of {RESIDENTS_YEAR}",
    )  # fmt: skip
    results.add(
        "coverage_eligible", None, 100 * (end.meaning / eligible), unit="percent", places=1,
        label="Enrolled at the end of 2024, of those who can be",
    )  # fmt: skip
    least, most = (max(gap, Fraction(0)) for gap in bounded_ends("room", eligible - end.meaning))
    room = Interval(least, most)
    results.add(
        "room", None, room / MILLION, unit="million_person", places=1,
        label="People who were left to enrol",
    )  # fmt: skip
    years = years_between(chosen.base, chosen.april)
    average = pension.added.meaning / years
    results.add(
        "average_added", printed_value(pension.added) / years / MILLION, average / MILLION,
        unit="million_person_per_year", places=3, figures=pension.figure_ids[1:],
        label="Pension insurance: added a year, average",
    )  # fmt: skip
    recent = results.entries["end_added"].interval / years_between(chosen.april, END)
    slow, fast = bounded_ends("the recent pace", recent)
    results.add(
        "years_average", None, room / average, unit="year", places=1,
        label="Years until nobody is left, at the average pace",
    )  # fmt: skip
    # Where the pace can be nothing, no number of years is enough.
    until = Interval(least / fast if fast > 0 else Fraction(0), most / slow if slow > 0 else None)
    results.add(
        "years_recent", None, until, unit="year", places=0, figures=pension.figure_ids[:1],
        label="Years until nobody is left, at the pace after April",
    )  # fmt: skip
