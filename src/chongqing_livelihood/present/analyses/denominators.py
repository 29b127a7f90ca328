"""Notebook 04: which whole numbers can lie behind a printed percentage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.analyses.percentages import (
    OF_STATED,
    Percentage,
    shared_counts,
)
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, panel
from chongqing_livelihood.present.figures import read_figures, take_figure
from chongqing_livelihood.present.parameters import FigureId, Name, ParameterError, Parameters
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.granularity import (
    Kind,
    Rounding,
    feasible_denominators,
    joint_denominators,
    read_percentage,
    smallest_denominator,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "denominators"
QUESTION = "Which counts can lie behind each percentage?"
JOINT = 5
"""How many joint denominators are recorded."""


class Denominators(Parameters):
    """Parameters of notebook 04: percentages, and what is known of the counts behind them."""

    figures: dict[Name, FigureId] = Field(
        min_length=1, max_length=16,
        description="Percentages to look at: a short name and the figure_id of each",
    )  # fmt: skip
    stated: dict[Name, FigureId] = Field(
        default={},
        description="Counts that the text offers as denominator: name of a percentage, figure_id",
    )
    shift: int = Field(0, ge=-50, le=50, description="Added to every stated count")
    together: list[Name] = Field(
        default=[], max_length=6,
        description="Names of percentages that may rest on one and the same count; none, or two up",
    )  # fmt: skip
    rounding: Rounding = Field("half_up", description="How the last printed digit came about")
    last: int = Field(1000, ge=100, le=10_000, description="Largest denominator to try")

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        for parameter, names in (("stated", self.stated), ("together", self.together)):
            for name in names:
                if name not in self.figures:
                    near = get_close_matches(name, self.figures, n=1)
                    remedy = f"did you mean {near[0]!r}?" if near else "name one of figures"
                    raise ValueError(f"{parameter}: figures has no {name!r}: {remedy}")
        if len(self.together) == 1 or len(set(self.together)) < len(self.together):
            raise ValueError("together needs two different percentages at least, or none")
        return self


def read_percentages(chosen: Denominators) -> list[Percentage]:
    """Return the percentages behind figure_ids, with the denominators that can give them.

    Raises:
        ParameterError: If a figure does not exist, is hedged or a range, or is no percentage; or
            if a stated count is no count.
    """
    known = read_figures()
    found = []
    for name, figure_id in chosen.figures.items():
        figure = take_figure(known, figure_id, f"figures.{name}", units=("percent",))
        number = figure.printed
        if number.value is None or number.digit_place is None or number.qualifier != "exact":
            raise ParameterError(
                f"figures.{name}: {number.text} ({figure_id}) is hedged or a range: take a "
                "percentage that is printed exactly"
            )
        text = f"{number.value.quantize(number.digit_place):f}"
        kind: Kind = "growth" if figure.coding["role"] == "change_rel" else "share"
        printed = read_percentage(text, chosen.rounding, kind)
        found.append(
            Percentage(
                name=name,
                figure_id=figure_id,
                printed=printed,
                rounding=chosen.rounding,
                what=f"{name_place(figure.coding['place'])}, {figure.coding['counted']}",
                feasible=tuple(feasible_denominators(printed, 1, chosen.last)),
                last=chosen.last,
                stated=_stated_count(known, chosen, name),
                stated_id=chosen.stated.get(name, ""),
            )
        )
    return found


def percentage_table(percentages: Sequence[Percentage]) -> ReaderTable:
    """Return the percentages as a table for readers."""
    possible = f"possible up to {percentages[0].last:,} (%)"
    columns = ("what", "printed", "smallest", "then", possible, "count in the text", "with it")
    rows = []
    for each in percentages:
        verdict = "" if each.stated is None else "consistent" if each.fits else "inconsistent"
        then = ", ".join(f"{n:,}" for n in each.feasible[1:5])
        stated = "" if each.stated is None else f"{each.stated:,}"
        share = f"{each.possible_pct:.1f}"
        rows.append((each.what, each.sign, each.smallest_text, then, share, stated, verdict))
    return ReaderTable.of(columns, rows)


def record_denominators(percentages: Sequence[Percentage], together: Sequence[str]) -> Results:
    """Return what each percentage says of the count behind it, alone and with others."""
    results = Results(NOTEBOOK)
    for each in percentages:
        rows = each.list_facts()
        for name, value, label, unit, places in rows:
            rests = [each.figure_id, each.stated_id] if name in OF_STATED else [each.figure_id]
            results.add(f"{each.name}_{name}", value, unit=unit, places=places, figures=rests,
                        label=f"{each.what} ({each.sign}): {label}")  # fmt: skip
    if joint := [each for each in percentages if each.name in together]:
        figures, words = [each.figure_id for each in joint], _all_signs(joint)
        found = islice(joint_denominators([each.printed for each in joint]), JOINT)
        for number, one in enumerate(found, start=1):
            label = f"{words}: possible shared count {number}"
            results.add(f"together_{number}", one.denominator, unit="item", places=0,
                        figures=figures, label=label)  # fmt: skip
        label = f"{words}: counts up to {joint[0].last:,} that can be shared"
        results.add("together_possible", 100 * len(shared_counts(joint)) / joint[0].last,
                    unit="percent", places=1, figures=figures, label=label)  # fmt: skip
    return results


def chart_denominators(
    percentages: Sequence[Percentage], together: Sequence[str]
) -> tuple[Chart, str]:
    """Return the barcode of possible denominators, and its alternative text."""
    joint, last = [each for each in percentages if each.name in together], percentages[0].last
    labels = [f"{each.name.replace('_', ' ').capitalize()}  {each.sign}" for each in percentages]
    with panel(QUESTION) as (chart, axes):
        height = 1.5 + 0.36 * (len(percentages) + bool(joint))
        chart.set_size_inches(8.4, height)
        axes.set_position((0.25, 0.88 / height, 0.615, 1 - 1.43 / height))
        for row, each in enumerate(percentages):
            _draw_bars(axes, each.feasible, row, COLOURS[0])
            axes.text(last * 1.012, row, each.smallest_text, va="center", fontsize=9.5, color=INK)
            if each.stated is not None and each.stated <= last:
                mark, colour = ("o", COLOURS[2]) if each.fits else ("X", COLOURS[1])
                axes.plot([each.stated], [row], mark, color=colour, ms=9.5, mec="white", zorder=5)
        if joint:
            _draw_bars(axes, shared_counts(joint), len(labels), COLOURS[3])
            labels.append(_all_signs(joint))
        axes.text(last * 1.012, -1, "smallest", va="center", fontsize=9.5, color=FAINT)
        axes.set(xlim=(0, last), ylim=(len(labels) - 0.4, -0.6), yticks=range(len(labels)))
        axes.set_yticklabels(labels, fontsize=9.5)
        axes.tick_params(axis="y", length=0)
        axes.grid(axis="y", visible=False)
        axes.set_axisbelow(True)
        axes.set_xlabel("count behind the percentage   (● count in the text fits   ✖ does not)")
    sparse = min(percentages, key=lambda each: len(each.feasible))
    misfits = [
        f"{each.sign} cannot come from {each.stated:,}"
        for each in percentages
        if each.stated is not None and not each.fits
    ]
    plural = "s" if len(percentages) > 1 else ""
    alt = (
        f"Barcode chart of {len(percentages)} percentage{plural}: the counts from 1 to {last:,} "
        f"that can give each; sparsest is {sparse.sign} with {sparse.possible_pct:.1f}% of them. "
        + ("; ".join(misfits) + "." if misfits else "No count in the text is impossible.")
    )
    return chart, alt


def say_findings(results: Results, percentages: Sequence[Percentage], shift: int = 0) -> None:
    """Show one computed sentence a stated count, one on a shared count, one on large counts."""
    offered = "the count that the text offers"
    if shift:
        offered += f", {abs(shift)} {'added' if shift > 0 else 'taken off'}"
    for each in percentages:
        if each.stated is None:
            continue
        slot = {key: f"{{{each.name}_{key}}}" for key in (*OF_STATED, "near_below", "near_above")}
        near = [slot[key] for key in ("near_below", "near_above")
                if f"{each.name}_{key}" in results.entries]  # fmt: skip
        results.say(
            f"**{each.what}, {each.sign}: consistent** with a whole of {slot['stated']} "
            f"({offered}): {slot['count']} of them.",
            holds=each.fits,
            otherwise=f"**{each.what}, {each.sign}: inconsistent** with a whole of "
            f"{slot['stated']} ({offered}): the nearest possible values are "
            f"{slot['below']} and {slot['above']}, and the number of the four rounding rules "
            f"that could give it is {slot['rules']}. Nearby, {' or '.join(near) or 'no count'} "
            "would do. A percentage at random would be caught like this with a chance of "
            f"{slot['catch']}.",
        )
    if any(each.stated is not None and not each.fits for each in percentages):
        results.say(
            "Where a percentage is inconsistent with the count beside it, the likeliest reading is "
            "another whole (another date, or people outside the count), not a wrong report."
        )
    if "together_1" in results.entries:
        first = [f"{{together_{n}}}" for n in range(1, JOINT + 1)]
        results.say(
            "**If the percentages that may share a count do share one,** it is one of "
            f"{', '.join(first)} or a later one: a request for the data can check that."
        )
    largest = max(percentages, key=lambda each: smallest_denominator(each.printed)[1])
    results.say(
        f"**The finest print says most:** {largest.sign} ({largest.what}) needs a count of at "
        f"least {{{largest.name}_smallest}}. But above {{{largest.name}_silent_above}} every count "
        "can give it, and the test is silent: the smallest count is a lower bound, no estimate."
    )


def _stated_count(known: Mapping[str, CleanFigure], chosen: Denominators, name: str) -> int | None:
    if name not in chosen.stated:
        return None
    figure = take_figure(known, chosen.stated[name], f"stated.{name}")
    value = figure.printed.value
    if value is None or value != int(value) or figure.meaning.width != 0:
        raise ParameterError(
            f"stated.{name}: {figure.printed.text} ({figure.figure_id}) is no exact count: take "
            "a count printed in full"
        )
    return max(1, int(value) + chosen.shift)


def _all_signs(joint: Sequence[Percentage]) -> str:
    return " and ".join(each.sign for each in joint)


def _draw_bars(axes: Axes, counts: Sequence[int], row: int, colour: str) -> None:
    from matplotlib.collections import PolyCollection

    runs: list[list[int]] = []  # neighbours make one bar, so that the picture stays small
    for count in counts:
        if runs and count == runs[-1][1] + 1:
            runs[-1][1] = count
        else:
            runs.append([count, count])
    low, high = row - 0.32, row + 0.32
    bars = [[(a - 0.5, low), (b + 0.5, low), (b + 0.5, high), (a - 0.5, high)] for a, b in runs]
    axes.add_collection(PolyCollection(bars, facecolors=colour, edgecolors=colour, linewidths=0.25))
