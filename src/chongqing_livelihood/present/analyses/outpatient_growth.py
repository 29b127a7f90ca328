"""Notebook 02: reported growth, and the background that would explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.present.charts import COLOURS, INK, MARKERS, panel
from chongqing_livelihood.present.figures import read_figures, take_figure
from chongqing_livelihood.present.parameters import FigureId, Name, YearlyRate
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.reported import ReadingParameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.change import excess_over_trend, tipping_point
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.timing import years_between

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "outpatient_growth"
QUESTION = "What background growth would explain the reported growth?"


class OutpatientGrowth(ReadingParameters):
    """Parameters of notebook 02: how much growth is reported, and what would explain it."""

    figures: dict[Name, FigureId] = Field(
        min_length=1,
        max_length=12,
        description="Relative changes to look at: a short name and the figure_id of each",
    )
    assumed_years: float = Field(
        3.0, ge=0.5, le=15, allow_inf_nan=False,
        description="Years since the earlier level, where the text does not date it",
    )  # fmt: skip
    background_low: YearlyRate = Field(
        0.0, description="Least growth a year that would have come anyway, as a fraction"
    )
    background_high: YearlyRate = Field(
        0.04, description="Greatest growth a year that would have come anyway, as a fraction"
    )
    shock: float = Field(
        0.0, ge=-0.5, le=0.5, allow_inf_nan=False,
        description="Change of visits everywhere that came once on top, as a fraction",
    )  # fmt: skip

    @model_validator(mode="after")
    def _background_in_order(self) -> Self:
        if self.background_low > self.background_high:
            raise ValueError(
                f"background_low ({self.background_low}) is above background_high "
                f"({self.background_high}): swap them"
            )
        return self


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
    places: int


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
    known = read_figures(reading)
    changes = []
    for name, figure_id in figures.items():
        figure = take_figure(known, figure_id, f"figures.{name}", ["change_rel"], ["percent"])
        start, _, end = figure.coding["period"].partition("/")
        dated = start not in ("", "..") and bool(end)
        years = years_between(start, end) if dated else Fraction(str(assumed_years))
        exponent = (figure.printed.digit_place or Decimal(1)).as_tuple().exponent
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
                places=max(0, -exponent) if isinstance(exponent, int) else 0,
            )
        )
    return changes


def growth_table(changes: Sequence[ReportedChange]) -> ReaderTable:
    """Return the changes as a table for readers."""
    return ReaderTable.of(
        ("place", "counted", "printed", "can lie in (%)", "from", "to", "years between"),
        [
            (
                name_place(each.place),
                each.counted,
                each.printed,
                _ends(each.growth * 100),
                each.period.partition("/")[0].replace("..", "before the reform"),
                each.period.partition("/")[2],
                f"{float(each.years):g}" + ("" if each.dated else " (assumed)"),
            )
            for each in changes
        ],
    )


def record_growth(changes: Sequence[ReportedChange], chosen: OutpatientGrowth) -> Results:
    """Return growth, annualised growth, excess and tipping point of each change.

    Without a shock the tipping point is the annualised growth.

    Args:
        changes: The reported changes.
        chosen: The background growth and the shock that are assumed.
    """
    results = Results(NOTEBOOK)
    for each in changes:
        figures = [each.figure_id]
        what = f"{name_place(each.place)}, {each.counted}"
        results.add(
            f"{each.name}_growth", 100 * each.value, 100 * each.growth, unit="percent",
            label=f"{what}: reported growth", figures=figures, places=each.places,
        )  # fmt: skip
        results.add(
            f"{each.name}_annual", 100 * tipping_point(each.value, each.years),
            100 * tipping_point(each.growth, each.years), unit="percent_per_year",
            label=f"{what}: growth a year", figures=figures,
        )  # fmt: skip
        results.add(
            f"{each.name}_tipping",
            100 * tipping_point(each.value, each.years, chosen.shock),
            100 * tipping_point(each.growth, each.years, chosen.shock), unit="percent_per_year",
            label=f"{what}: tipping point of the background", figures=figures,
        )  # fmt: skip
        excess = excess_over_trend(
            each.growth, each.years, chosen.background_low, chosen.background_high, chosen.shock
        )
        results.add(
            f"{each.name}_excess", None, excess.excess_pct, unit="percent", places=1,
            label=f"{what}: growth left above the assumed background", figures=figures,
        )  # fmt: skip
    for name, value, label in (
        ("background_low", chosen.background_low, "Assumed background growth, least"),
        ("background_high", chosen.background_high, "Assumed background growth, greatest"),
    ):
        rate = 100 * Fraction(str(value))
        results.add(name, rate, unit="percent_per_year", places=1, label=label)
    shock = 100 * Fraction(str(chosen.shock))
    results.add("shock", shock, unit="percent", places=1, label="Assumed change that came once")
    return results


def chart_excess(changes: Sequence[ReportedChange], chosen: OutpatientGrowth) -> tuple[Chart, str]:
    """Return the chart of what is left above a background, and its alternative text.

    Each line falls to zero at its tipping point, which is marked; the shaded band is the assumed
    range of the background. A line is dashed where the years are an assumption. The width of a
    line is its rounding interval.
    """
    low_background, high_background = 100 * chosen.background_low, 100 * chosen.background_high
    tips = [100 * float(tipping_point(each.value, each.years, chosen.shock)) for each in changes]
    right = max(*tips, high_background, 2) * 1.12
    left = min(0.0, 1.2 * low_background, 1.2 * min(tips))
    shares = [left + (right - left) * step / 200 for step in range(201)]
    with panel(QUESTION) as (chart, axes):
        axes.axvspan(
            low_background, high_background, color="#bbbbbb", alpha=0.35, lw=0,
            label="background growth assumed here",
        )  # fmt: skip
        axes.axhline(0, color=INK, lw=1)
        greatest, once = 0.0, 1 + chosen.shock
        for index, (each, tip) in enumerate(zip(changes, tips, strict=True)):
            colour = COLOURS[index % len(COLOURS)]
            low, middle, high = (
                [
                    100 * ((1 + float(growth)) / once / (1 + b / 100) ** float(each.years) - 1)
                    for b in shares
                ]
                for growth in (each.growth.lower or 0, each.value, each.growth.upper or 0)
            )
            axes.fill_between(shares, low, high, color=colour, alpha=0.5, lw=0)
            axes.plot(shares, middle, color=colour, lw=1.6, ls="-" if each.dated else "--")
            axes.plot(
                [tip], [0], MARKERS[index % len(MARKERS)], color=colour, ms=8, clip_on=False,
                zorder=5, label=f"{_label(each, changes)}: nothing left at {tip:.1f}% a year",
            )  # fmt: skip
            greatest = max(greatest, *high)
        axes.set_xlim(left, right)
        # Far below zero a line says only that the background would have been wrong.
        axes.set_ylim(-0.15 * greatest, 1.08 * greatest)
        axes.set_xlabel("growth a year that would have come anyway (%)")
        axes.set_ylabel("growth left to explain (%)")
        axes.legend(loc="upper right", fontsize=9.5)
    fallen = "; ".join(
        f"{_label(each, changes)} at {tip:.1f}" for each, tip in zip(changes, tips, strict=True)
    )
    alt = (
        "Line chart. Against the growth a year that would have come anyway, the part of each "
        f"reported growth that is left to explain falls to zero: {fallen} percent a year."
        + ("" if all(each.dated for each in changes) else " Dashed lines rest on assumed years.")
    )
    return chart, alt


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


def _label(change: ReportedChange, changes: Sequence[ReportedChange]) -> str:
    """Return the place, with the last word of the name where a place stands more than once."""
    place = name_place(change.place)
    if sum(each.place == change.place for each in changes) == 1:
        return place
    return f"{place}, {change.name.rpartition('_')[2]}"


def _ends(interval: Interval) -> str:
    low, high = interval.rounded_outward(3)
    return f"{low} to {high}"
