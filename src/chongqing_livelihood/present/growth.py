"""Reported growth and the background that would explain it: the steps of notebook 02."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from chongqing_livelihood.data.clean import clean_figures
from chongqing_livelihood.data.files import find_data
from chongqing_livelihood.present.charts import ReportedGrowth, draw_excess
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.stats.change import (
    annualised_growth,
    excess_over_trend,
    tipping_point,
)
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.timing import years_between

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "outpatient_growth"
QUESTION = "What background growth would explain the reported growth?"


@dataclass(frozen=True, slots=True)
class ReportedChange:
    """One reported relative change: `growth` is a fraction over the whole of `years`."""

    name: str
    figure_id: str
    printed: str
    counted: str
    place: str
    period: str
    value: Fraction
    growth: Interval
    years: Fraction
    dated: bool


def reported_changes(
    figures: Mapping[str, str], assumed_years: float, reading: Reading
) -> list[ReportedChange]:
    """Return the reported changes behind figure_ids, each with its interval and its years.

    Args:
        figures: A short name and the figure_id of each.
        assumed_years: Years between the two levels where the text does not date the earlier one.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        ParameterError: If a figure does not exist or is no relative change in percent.
    """
    known = {figure.figure_id: figure for figure in clean_figures(find_data(), reading)}
    changes = []
    for name, figure_id in figures.items():
        if figure_id not in known:
            raise ParameterError(f"figures.{name}: there is no figure {figure_id!r}; see load()")
        figure = known[figure_id]
        if figure.coding["role"] != "change_rel" or figure.printed.unit != "percent":
            raise ParameterError(
                f"figures.{name}: {figure.printed.text} ({figure_id}) is no relative change in "
                "percent: take one with role change_rel"
            )
        start, _, end = figure.coding["period"].partition("/")
        dated = start not in ("", "..") and bool(end)
        years = years_between(start, end) if dated else Fraction(str(assumed_years))
        changes.append(
            ReportedChange(
                name=name,
                figure_id=figure_id,
                printed=figure.printed.text,
                counted=figure.coding["counted"],
                place=figure.coding["place"],
                period=figure.coding["period"],
                value=Fraction(figure.printed.value or 0) / 100,
                growth=figure.meaning / 100,
                years=years,
                dated=dated,
            )
        )
    return changes


def growth_table(changes: Sequence[ReportedChange]) -> pd.DataFrame:
    """Return the changes as a table for readers."""
    import pandas as pd

    return pd.DataFrame(
        {
            "place": [name_place(each.place) for each in changes],
            "counted": [each.counted for each in changes],
            "printed": [each.printed for each in changes],
            "growth can lie in (%)": [_ends(each.growth * 100) for each in changes],
            "period": [each.period for each in changes],
            "years": [
                f"{float(each.years):g}" + ("" if each.dated else " (assumed)") for each in changes
            ],
        },
        index=pd.Index([each.name for each in changes], name="name"),
    )


def record_growth(
    changes: Sequence[ReportedChange], background_low: float, background_high: float
) -> Results:
    """Return growth, annualised growth, excess and tipping point of each change.

    The tipping point equals the annualised growth: both are recorded once, as the tipping point.

    Args:
        changes: The reported changes.
        background_low: Least growth a year that would have come anyway, as a fraction.
        background_high: Greatest growth a year that would have come anyway, as a fraction.
    """
    results = Results(NOTEBOOK)
    for each in changes:
        figures = [each.figure_id]
        what = f"{name_place(each.place)}, {each.counted}"
        results.add(
            f"{each.name}_growth", 100 * each.value, 100 * each.growth, unit="percent",
            label=f"{what}: reported growth", figures=figures,
        )  # fmt: skip
        results.add(
            f"{each.name}_tipping", 100 * tipping_point(each.value, each.years),
            100 * tipping_point(each.growth, each.years), unit="percent_per_year",
            label=f"{what}: growth a year, and tipping point", figures=figures,
        )  # fmt: skip
        excess = excess_over_trend(each.growth, each.years, background_low, background_high)
        results.add(
            f"{each.name}_excess", None, excess.excess_pct, unit="percent", places=1,
            label=f"{what}: growth left above the assumed background", figures=figures,
        )  # fmt: skip
    results.add(
        "background_low", 100 * Fraction(str(background_low)), unit="percent_per_year", places=1,
        label="Assumed background growth, least",
    )  # fmt: skip
    results.add(
        "background_high", 100 * Fraction(str(background_high)), unit="percent_per_year",
        places=1, label="Assumed background growth, greatest",
    )  # fmt: skip
    return results


def chart_excess(
    changes: Sequence[ReportedChange], background_low: float, background_high: float
) -> tuple[Chart, str]:
    """Return the chart of what is left above a background, and its alternative text."""
    drawn = [
        ReportedGrowth(
            f"{name_place(each.place)}, {each.name.rpartition('_')[2]}"
            if sum(other.place == each.place for other in changes) > 1
            else name_place(each.place),
            each.growth, each.years, each.dated,
        )
        for each in changes
    ]  # fmt: skip
    tips = ", ".join(
        f"{line.label} at {100 * float(tipping_point(each.value, each.years)):.1f}"
        for line, each in zip(drawn, changes, strict=True)
    )
    alt = (
        "Line chart. Against the growth a year that would have come anyway, the part of each "
        f"reported growth that is left to explain falls to zero: {tips} percent a year."
    )
    return draw_excess(drawn, (background_low, background_high), QUESTION), alt


def say_findings(results: Results, changes: Sequence[ReportedChange]) -> None:
    """Show one computed sentence a change: what would explain it, and what is left."""
    for each in changes:
        assumed = "" if each.dated else " if the earlier level is as old as assumed"
        left = results.entries[f"{each.name}_excess"].interval
        verdict = (
            "even the greatest background assumed leaves some of it"
            if left.lower is not None and left.lower > 0
            else "the greatest background assumed leaves nothing of it"
        )
        results.say(
            f"**{name_place(each.place)}, {each.counted}.** A background growth of "
            f"{{{each.name}_tipping:interval}}{assumed} explains the whole of the reported "
            f"{{{each.name}_growth}}. With a background between {{background_low}} and "
            f"{{background_high}}, {{{each.name}_excess:bounds}} is left: {verdict}."
        )


def _ends(interval: Interval) -> str:
    low, high = interval.rounded_outward(3)
    return f"{low} to {high}"
