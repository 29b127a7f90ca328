"""Notebook 08: one share, two readings of what it counts, and what either implies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.present.analyses.two_readings_words import (
    FLOWS,
    READINGS,
    ReadingOfShare,
    has_two_readings,
    question_of,
    volume_of,
)
from chongqing_livelihood.present.charts import COLOURS, INK, ink_of, panel
from chongqing_livelihood.present.parameters import FigureId, ParameterError
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.reported import ReadingParameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import ReportedShare
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.change import odds_ratio, percentage_points
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "two_readings"


class TwoReadings(ReadingParameters):
    """Parameters of notebook 08: how to read a share, and how the rest may have grown."""

    before: FigureId = Field(description="The earlier share, by its figure_id")
    after: FigureId = Field(description="The later share of the same set, by its figure_id")
    read_as: ReadingOfShare = Field(
        "they_come_in", description="The reading that is said first; both are always shown"
    )
    local_low: float = Field(
        -0.2, ge=-0.5, le=1, allow_inf_nan=False,
        description="Least growth of the treatments that make up the rest, as a fraction",
    )  # fmt: skip
    local_high: float = Field(
        0.5, ge=-0.5, le=1, allow_inf_nan=False,
        description="Greatest growth of the treatments that make up the rest, as a fraction",
    )  # fmt: skip

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.local_low > self.local_high:
            raise ValueError(
                f"local_low ({self.local_low}) is above local_high ({self.local_high}): swap them"
            )
        if self.before == self.after:
            raise ValueError(f"before and after are both {self.before!r}: take two figures")
        return self

    @property
    def order(self) -> tuple[ReadingOfShare, ReadingOfShare]:
        """Both readings, the chosen one first."""
        other: ReadingOfShare = "they_go_out" if self.read_as == "they_come_in" else "they_come_in"
        return self.read_as, other


def outside_odds(share: ReportedShare) -> tuple[Fraction, Interval]:
    """Return by how much the outside volume grew for each unit of the rest: odds ratio, interval.

    Raises:
        ParameterError: If a share can be nothing or everything, so that there are no odds.
    """
    try:
        odds = odds_ratio(share.before, share.after)
    except ValueError as error:
        raise ParameterError(f"{error}: make widen smaller") from None
    return odds_ratio(*share.values).lower or Fraction(0), odds


def record_share(share: ReportedShare, chosen: TwoReadings) -> Results:
    """Return what the change of the share implies for the volumes behind it.

    With outside volume x and the rest y, the share is x / (x + y). From one date to the other x
    grows by the odds ratio times the growth of y, whichever way the share is read.
    """
    results = Results(NOTEBOOK)
    both, volume = share.figure_ids, volume_of(share)
    what = "share of outside" if has_two_readings(share) else share.counted
    value_of_odds, odds = outside_odds(share)
    for name, value, meaning, figure_id in (
        ("before", share.values[0], share.before, both[0]),
        ("after", share.values[1], share.after, both[1]),
    ):
        results.add(
            name, 100 * value, 100 * meaning, unit="percent", figures=[figure_id],
            places=share.places, label=f"{name_place(share.place)}: {what}, {name}",
        )  # fmt: skip
        results.add(
            f"rest_{name}", 100 * (1 - value), 100 * (1 - meaning), unit="percent",
            figures=[figure_id], places=share.places, label=f"The rest of the whole, {name}",
        )  # fmt: skip
    results.add(
        "change", 100 * (share.values[1] - share.values[0]),
        percentage_points(100 * share.before, 100 * share.after), unit="percentage_point",
        places=share.places, figures=both, label="Change of the share",
    )  # fmt: skip
    results.add(
        "odds_ratio", value_of_odds, odds, unit="", figures=both,
        label=f"Odds ratio: {volume} for each of the rest, after over before",
    )  # fmt: skip
    results.add(
        "outside_growth", 100 * (value_of_odds - 1), 100 * (odds - 1), unit="percent",
        places=0, figures=both, label=f"Growth of the {volume}, if the rest did not change",
    )  # fmt: skip
    local = Interval.between(str(chosen.local_low), str(chosen.local_high))
    results.add(
        "outside_range", None, 100 * (odds * (local + 1) - 1), unit="percent", places=0,
        figures=both, label=f"Growth of the {volume}, over the assumed growth of the rest",
    )  # fmt: skip
    results.add(
        "tipping", 100 * (1 / value_of_odds - 1), 100 * (1 / odds - 1), unit="percent",
        places=1, figures=both,
        label=f"Growth of the rest at which the {volume} did not change",
    )  # fmt: skip
    for name, end, assumed in (
        ("local_low", "least", chosen.local_low),
        ("local_high", "greatest", chosen.local_high),
    ):
        results.add(
            name, 100 * Fraction(str(assumed)), unit="percent", places=0,
            label=f"Assumed growth of the rest, {end}",
        )  # fmt: skip
    return results


def reading_table(
    results: Results, order: Sequence[ReadingOfShare], share: ReportedShare
) -> ReaderTable:
    """Return both readings side by side, as a table for readers.

    A share that nobody can read in two ways has one column: what it counts, and the rest.
    """
    found = results.entries
    went = f"{found['before'].text} → {found['after'].text}"
    stayed = f"{found['rest_before'].text} → {found['rest_after'].text}"
    names = ["", "the share is", "it went", "the rest is", "that went"]
    if not has_two_readings(share):
        column = ["as printed", share.counted, went, "all else in the same whole", stayed]
        head, *rows = zip(names, column, strict=True)
        return ReaderTable.of(head, rows)
    columns = []
    for each in order:
        counted, rest, news = READINGS[each]
        columns.append([f"read as: {each.replace('_', ' ')}", counted, went, rest, stayed, news])
    head, *rows = zip([*names, "so that"], *columns, strict=True)
    return ReaderTable.of(head, rows)


def chart_readings(
    share: ReportedShare, chosen: TwoReadings, results: Results
) -> tuple[Chart, str]:
    """Return both readings as flows, beside what either implies for the volume; and its words.

    Left, the thickness of an arrow is the share; a share with one reading is drawn as two bars.
    Right, the volume that the share counts against the growth of the rest; the width of the line
    is the rounding of the two shares.
    """
    found, twofold = results.entries, has_two_readings(share)
    with panel(question_of(share)) as (chart, flows):
        grid = chart.add_gridspec(1, 2, width_ratios=(1.15, 1), wspace=0.26)
        flows.set_subplotspec(grid[0])
        volumes = chart.add_subplot(grid[1])
        flows.set_axis_off()
        flows.set_xlim(0, 10.5)
        flows.set_ylim(0, 10)
        for row, each in enumerate(chosen.order if twofold else ()):
            _draw_flow(flows, share, each, top=10 - 5.2 * row)
        if not twofold:
            _draw_parts(flows, share)
        _draw_volume(volumes, share, chosen, results)
    left = FLOWS if twofold else f"two bars of {share.counted}, "
    volume = volume_of(share)
    alt = (
        f"Left, {left}which went from {share.printed[0]} to {share.printed[1]}. Right, a line: the "
        f"{volume} changed by {found['outside_growth'].text} if the rest did not change, and did "
        f"not change if the rest changed by {found['tipping'].text}."
    )
    return chart, alt


def _draw_parts(axes: Axes, share: ReportedShare) -> None:
    from textwrap import fill

    from matplotlib.patches import Rectangle

    axes.text(0, 10, fill(share.counted, 44), color=COLOURS[0], fontsize=10.5, va="top")
    for step, (text, value) in enumerate(zip(share.printed, share.values, strict=True)):
        height, width = 5.6 - 3.4 * step, 10.2 * float(value)
        kept = f"{float(100 * (1 - value)):.{share.places}f}%"
        axes.add_patch(Rectangle((0, height), 10.2, 1.3, fc="#f2f2f2", ec=INK, lw=1.2))
        axes.add_patch(
            Rectangle((0, height), width, 1.3, fc=COLOURS[0] if step else "white", ec=COLOURS[0],
                      hatch=None if step else "///", lw=1.2)
        )  # fmt: skip
        label = f"{('before', 'after')[step]}: {text}, the rest {kept}"
        axes.text(0, height + 1.6, label, va="bottom", fontsize=9)


def _draw_flow(axes: Axes, share: ReportedShare, reading: ReadingOfShare, top: float) -> None:
    from matplotlib.patches import FancyArrow, Rectangle

    inward = reading == "they_come_in"
    colour = COLOURS[0] if inward else COLOURS[1]
    title = "Read as: they come in" if inward else "Read as: they go out"
    rest = "local people" if inward else "residents"
    scale = 0.75 / float(max(share.values))
    axes.text(0, top, title, color=ink_of(colour), fontsize=11, va="top")
    axes.add_patch(Rectangle((5.5, top - 4.4), 4.9, 3.6, fc="#f2f2f2", ec=INK, lw=1.2, zorder=0))
    kept = [f"{float(100 * (1 - value)):.{share.places}f}%" for value in share.values]
    inside = f"{rest} treated\nin the county\n{kept[0]} → {kept[1]}"
    axes.text(8.2, top - 2.6, inside, ha="center", va="center", fontsize=9, linespacing=1.4)
    axes.text(0, top - 2.6, "outside", ha="left", va="center", fontsize=9.5)
    for step, (text, value) in enumerate(zip(share.printed, share.values, strict=True)):
        height, thick = top - 1.95 - 1.6 * step, scale * float(value)
        start, length = (1.9, 4.0) if inward else (5.9, -4.0)
        axes.add_patch(
            FancyArrow(
                start, height, length, 0, width=thick, head_width=thick + 0.5, head_length=0.5,
                length_includes_head=True, ec=colour, fc="white" if step == 0 else colour, lw=1.2,
            )
        )  # fmt: skip
        label = f"{('before', 'after')[step]} {text}"
        axes.text(3.6, height + thick / 2 + 0.3, label, ha="center", va="bottom", fontsize=9)


def _draw_volume(axes: Axes, share: ReportedShare, chosen: TwoReadings, results: Results) -> None:
    found = results.entries
    odds = found["odds_ratio"]
    noun, more = ("outside", "outside") if has_two_readings(share) else ("part", "of it")
    tipping = float(found["tipping"].value or 0)
    left = min(tipping, 100 * chosen.local_low) - 8
    right = max(100 * chosen.local_high, 10) + 5
    across = [left, right]

    def grown(odds: Fraction | None) -> list[float]:
        return [100 * (float(odds or 0) * (1 + x / 100) - 1) for x in across]

    axes.axvspan(
        100 * chosen.local_low, 100 * chosen.local_high, color="#bbbbbb", alpha=0.35, lw=0,
        label="assumed range",
    )  # fmt: skip
    axes.axhline(0, color=INK, lw=1)
    axes.fill_between(
        across,
        grown(odds.interval.lower),
        grown(odds.interval.upper),
        color=COLOURS[2],
        alpha=0.5,
        lw=0,
    )
    axes.plot(across, grown(odds.value), color=COLOURS[2], lw=1.6)
    growth = found["outside_growth"]
    axes.plot(
        [0], [float(growth.value or 0)], "o", color=COLOURS[2], ms=8,
        label=f"rest unchanged: {growth.text} more {more}",
    )  # fmt: skip
    axes.plot(
        [tipping], [0], "D", color=INK, ms=7, zorder=5,
        label=f"{noun} unchanged: rest {found['tipping'].text}",
    )  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_ylim(top=max(grown(odds.interval.upper)) * 1.35)
    axes.set_xlabel("growth of the rest (%)")
    axes.set_ylabel(f"growth of the {volume_of(share)} (%)")
    axes.legend(loc="upper left", fontsize=9, borderaxespad=0.2)
