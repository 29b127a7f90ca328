"""Notebook 08: one share, two readings of what it counts, and what either implies."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from chongqing_livelihood.present.charts import COLOURS, INK, panel
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
QUESTION = "Do patients come in from outside, or go out?"

ReadingOfShare = Literal["they_come_in", "they_go_out"]

WORDS: dict[ReadingOfShare, tuple[str, str, str]] = {
    "they_come_in": (
        "people from outside / all treated in the county",
        "local people / all treated in the county",
        "a larger part comes from outside",
    ),
    "they_go_out": (
        "residents treated outside / all residents treated",
        "residents treated at home / all residents treated",
        "a larger part is treated elsewhere",
    ),
}
"""What the share counts, what the rest is, and what a rise says, under each reading."""


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
    both = share.figure_ids
    value_of_odds, odds = outside_odds(share)
    for name, value, meaning, figure_id in (
        ("before", share.values[0], share.before, both[0]),
        ("after", share.values[1], share.after, both[1]),
    ):
        results.add(
            name, 100 * value, 100 * meaning, unit="percent", figures=[figure_id],
            places=share.places, label=f"{name_place(share.place)}: share of outside, {name}",
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
        label="Odds ratio: outside volume for each of the rest, after over before",
    )  # fmt: skip
    results.add(
        "outside_growth", 100 * (value_of_odds - 1), 100 * (odds - 1), unit="percent",
        places=0, figures=both, label="Growth of the outside volume, if the rest did not change",
    )  # fmt: skip
    local = Interval.between(str(chosen.local_low), str(chosen.local_high))
    results.add(
        "outside_range", None, 100 * (odds * (local + 1) - 1), unit="percent", places=0,
        figures=both, label="Growth of the outside volume, over the assumed growth of the rest",
    )  # fmt: skip
    results.add(
        "tipping", 100 * (1 / value_of_odds - 1), 100 * (1 / odds - 1), unit="percent",
        places=1, figures=both,
        label="Growth of the rest at which the outside volume did not change",
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


def reading_table(results: Results, order: Sequence[ReadingOfShare]) -> ReaderTable:
    """Return both readings side by side, as a table for readers."""
    found = results.entries
    columns = []
    for each in order:
        share, rest, news = WORDS[each]
        columns.append([
            f"read as: {each.replace('_', ' ')}",
            share, f"{found['before'].text} → {found['after'].text}",
            rest, f"{found['rest_before'].text} → {found['rest_after'].text}", news,
        ])  # fmt: skip
    names = ["", "the share is", "it went", "the rest is", "that went", "so that"]
    head, *rows = zip(names, *columns, strict=True)
    return ReaderTable.of(head, rows)


def chart_readings(
    share: ReportedShare, chosen: TwoReadings, results: Results
) -> tuple[Chart, str]:
    """Return both readings as flows, beside what either implies for the volume; and its words.

    Left, the thickness of an arrow is the share. Right, the outside volume against the growth of
    the rest; the width of the line is the rounding of the two shares.
    """
    found = results.entries
    with panel(QUESTION) as (chart, flows):
        grid = chart.add_gridspec(1, 2, width_ratios=(1.15, 1), wspace=0.26)
        flows.set_subplotspec(grid[0])
        volumes = chart.add_subplot(grid[1])
        flows.set_axis_off()
        flows.set_xlim(0, 10.5)
        flows.set_ylim(0, 10)
        for row, each in enumerate(chosen.order):
            _draw_flow(flows, share, each, top=10 - 5.2 * row)
        _draw_volume(volumes, share, chosen, results)
    alt = (
        f"Left, two flow diagrams of the share that went from {share.printed[0]} to "
        f"{share.printed[1]}: in one, arrows run from outside into the county; in the other, from "
        "the county to outside. Right, a line: the outside volume grew by "
        f"{found['outside_growth'].text} if the rest did not change, and did not grow if the rest "
        f"changed by {found['tipping'].text}."
    )
    return chart, alt


def _draw_flow(axes: Axes, share: ReportedShare, reading: ReadingOfShare, top: float) -> None:
    from matplotlib.patches import FancyArrow, Rectangle

    inward = reading == "they_come_in"
    colour = COLOURS[0] if inward else COLOURS[1]
    title = "Read as: they come in" if inward else "Read as: they go out"
    rest = "local people" if inward else "residents"
    scale = 0.75 / float(max(share.values))
    axes.text(0, top, title, color=colour, fontsize=11, va="top")
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
        label=f"rest unchanged: {growth.text} more outside",
    )  # fmt: skip
    axes.plot(
        [tipping], [0], "D", color=INK, ms=7, zorder=5,
        label=f"outside unchanged: rest {found['tipping'].text}",
    )  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_ylim(top=max(grown(odds.interval.upper)) * 1.35)
    axes.set_xlabel("growth of the rest (%)")
    axes.set_ylabel("growth of the outside volume (%)")
    axes.legend(loc="upper left", fontsize=9, borderaxespad=0.2)


def say_findings(results: Results, share: ReportedShare, chosen: TwoReadings) -> None:
    """Show what the share implies, and what depends on how it is read."""
    place = name_place(share.place)
    said = {
        "they_come_in": (
            "**Read as patients who come in**, those from outside went from {before} to {after} of "
            f"all who are treated in {place}."
        ),
        "they_go_out": (
            "**Read as patients who go out**, those who stayed went from {rest_before} to "
            f"{{rest_after}} of all residents of {place} who are treated."
        ),
    }
    for each in chosen.order:
        results.say(said[each])
    volume = (
        "; the odds ratio is {odds_ratio:interval}. If the rest did not change, the outside "
        "volume grew by {outside_growth:interval}; with the rest growing between {local_low} and "
        "{local_high} it grew by {outside_range:bounds}."
    )
    results.say(
        "**Either way the arithmetic is the same.** The share rose by {change:interval}" + volume,
        holds=(results.entries["change"].interval.lower or 0) > 0,
        otherwise="**Either way the arithmetic is the same.** The share changed by "
        "{change:interval}" + volume,
    )
    tipping = "The share alone does not show that the outside volume grew: had the rest "
    most = results.entries["tipping"].interval.upper or Fraction(0)
    results.say(
        tipping + "changed by {tipping:interval}, nobody more would have crossed the border. The "
        "range assumed here does not reach so far.",
        holds=100 * Fraction(str(chosen.local_low)) > most,
        otherwise=tipping + "changed by {tipping:interval}, nobody more would have crossed the "
        "border, and the range assumed here takes that in.",
    )
