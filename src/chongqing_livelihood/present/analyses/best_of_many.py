"""Notebook 03: what picking the best of many centres is enough for, with no effect at all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, log, log1p
from typing import TYPE_CHECKING

from pydantic import Field

from chongqing_livelihood.present.charts import COLOURS, INK, ink_of, panel
from chongqing_livelihood.present.figures import decimals_of, read_figures, take_figure
from chongqing_livelihood.present.parameters import FigureId, ParameterError, Parameters
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.change import annualised_growth
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.selection import (
    BestOfMany,
    chance_of_maximum,
    expected_maximum,
    spread_for_chance,
    spread_that_explains,
)
from chongqing_livelihood.stats.timing import years_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "best_of_many"
QUESTION = "Could picking the best centre alone give {printed}?"
CENTRES = "cqrb-2022:2374"
"""The figure that says how many institutions received county doctors."""


class BestOfManyCentres(Parameters):
    """Parameters of notebook 03: a claim, and the centres among which it may have been picked."""

    claim: FigureId = Field(
        "cqrb-2022:2569", description="The reported growth, a relative change in percent"
    )
    units: int = Field(
        26, ge=2, le=40, description="Centres among which the best may have been picked"
    )
    background_pct: float = Field(
        4.0, ge=0, le=15, allow_inf_nan=False,
        description="Growth that every centre would have had anyway, in percent over all the years",
    )  # fmt: skip
    spread_points: float = Field(
        10.0, ge=2, le=25, allow_inf_nan=False,
        description="Standard deviation of growth between centres, in percentage points",
    )  # fmt: skip
    draws: int = Field(100_000, ge=1000, le=1_000_000, description="Number of simulated draws")
    seed: int = Field(2018, ge=0, le=2**32 - 1, description="Seed of the random numbers")
    widen: float = Field(
        1.0, ge=0, le=100, allow_inf_nan=False,
        description="How many times wider to read the printed number than its rounding says",
    )  # fmt: skip

    @property
    def reading(self) -> Reading:
        """The convention by which a printed number stands for an interval."""
        return Reading(widen=self.widen)


@dataclass(frozen=True, slots=True)
class Claim:
    """A reported growth in percent over ``years``, and the centres it may be the best of."""

    figure_id: str
    printed: str
    what: str
    value: float
    meaning: Interval
    places: int
    years: Fraction
    units: int
    units_from: tuple[str, ...]


def read_claim(claim: str, units: int, background_pct: float, reading: Reading) -> Claim:
    """Return the reported growth and the number of centres.

    Args:
        claim: figure_id of a dated relative change in percent.
        units: Centres among which the best may have been picked.
        background_pct: Growth that every centre would have had anyway, in percent.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        ParameterError: If the figure is no such change, or does not exceed the background.
    """
    known = read_figures(reading)
    figure = take_figure(known, claim, "claim", roles=("change_rel",), units=("percent",))
    start, _, end = figure.coding["period"].partition("/")
    if start in ("", "..") or not end:
        raise ParameterError(
            f"claim: the text does not date the earlier level of {figure.printed.text} ({claim}): "
            "take a change whose period has two ends"
        )
    lowest = figure.meaning.lower
    if lowest is None or lowest <= Fraction(str(background_pct)):
        raise ParameterError(
            f"background_pct is {background_pct:g}: {figure.printed.text}, as wide as it is read "
            "here, does not exceed it, so that nothing is left to explain"
        )
    centres = known[CENTRES]
    same = centres.printed.value == units and centres.coding["reform"] == figure.coding["reform"]
    return Claim(
        figure_id=claim,
        printed=figure.printed.text,
        what=f"{name_place(figure.coding['place'])}, {figure.coding['counted']}",
        value=float(figure.printed.value or 0),
        meaning=figure.meaning,
        places=decimals_of(figure),
        years=years_between(start, end),
        units=units,
        units_from=(CENTRES,) if same else (),
    )


def record_selection(claim: Claim, best: BestOfMany) -> Results:
    """Return what a choice among centres is enough for: exactly, and by simulation."""
    results = Results(NOTEBOOK)
    background, spread = best.background, best.spread
    lower, upper = float(claim.meaning.lower or 0), float(claim.meaning.upper or 0)
    rests, units = [claim.figure_id], list(claim.units_from)
    both = rests + units
    gain = expected_maximum(claim.units)
    yearly = 100 * annualised_growth(1 + Fraction(str(background)) / 100, claim.years)

    def over(function: Callable[[float], float]) -> tuple[float, Interval]:
        at, *ends = (function(level) for level in (claim.value, lower, upper))
        return at, Interval.between(min(at, *ends), max(at, *ends))

    def chance(count: int, times: float = 1) -> tuple[float, Interval]:
        wide = spread * times
        return over(lambda level: 100 * chance_of_maximum(level, background, wide, count))

    explains = over(lambda level: spread_that_explains(level, background, claim.units))
    hardly = over(lambda level: spread_for_chance(level, background, claim.units, 0.05))
    doubt = chance(claim.units, 0.5)[1].hull(chance(claim.units, 1.5)[1])
    share = [100 * best.chance_of(level) for level in (claim.value, upper, lower)]
    error = 4 * best.standard_error
    simulated = Interval.between(best.mean - error, best.mean + error)
    points, each = "percentage_point", results.add
    each("claim", claim.value, claim.meaning, unit="percent", places=claim.places, figures=rests,
         label=f"{claim.what}: reported growth")  # fmt: skip
    each("units", claim.units, unit="item", places=0, figures=units,
         label="Centres among which the best may have been picked")  # fmt: skip
    each("background", background, unit="percent", places=1,
         label="Assumed growth of every centre over all the years")  # fmt: skip
    each("background_yearly", yearly, unit="percent_per_year", places=1, figures=rests,
         label="The same, a year")  # fmt: skip
    each("spread", spread, unit=points, places=1,
         label="Assumed standard deviation of growth between centres")  # fmt: skip
    each("gain", gain, unit="standard_deviation", figures=units,
         label="Expected best of the centres above their mean")  # fmt: skip
    each("overstatement", spread * gain, unit=points, places=1, figures=units,
         label="What picking the best adds to the growth of a typical centre")  # fmt: skip
    each("expected_best", background + spread * gain, unit="percent", places=1, figures=units,
         label="Expected growth of the best centre, with no effect")  # fmt: skip
    each("simulated_best", best.mean, simulated, unit="percent", places=1, figures=units,
         label="The same by simulation, with four standard errors")  # fmt: skip
    each("chance", *chance(claim.units), unit="percent", places=1, figures=both,
         label="Chance that the best centre reaches the claim, with no effect")  # fmt: skip
    each("chance_simulated", share[0], Interval.between(*share[1:]), unit="percent", places=1,
         figures=both, label="The same by simulation")  # fmt: skip
    each("chance_range", None, doubt, unit="percent", places=1, figures=both,
         label="The same with half that spread, or half as much again")  # fmt: skip
    each("chance_single", *chance(1), unit="percent", places=1, figures=rests,
         label="Chance that one centre, named beforehand, reaches it")  # fmt: skip
    each("spread_expected", *explains, unit=points, places=1, figures=both,
         label="Spread at which the best centre is expected to show the claim")  # fmt: skip
    each("spread_unlikely", *hardly, unit=points, places=1, figures=both,
         label="Spread below which the best centre hardly ever (1 in 20) reaches it")  # fmt: skip
    if chance_of_maximum(upper, background, spread, 1) > 1e-9:  # else no number would do
        even = over(lambda level: _units_for_even(level, background, spread))
        each("units_even", *even, unit="item", places=0, figures=rests,
             label="Centres needed for an even chance at the assumed spread")  # fmt: skip
    return results


def selection_table(claim: Claim, background_pct: float) -> ReaderTable:
    """Return the spread that is needed, by the number of centres and the chance wanted."""
    chances = (0.05, 0.25, 0.5)
    rows = []
    for count in sorted({2, 5, 10, claim.units, 40}):
        needed = [
            *(spread_for_chance(claim.value, background_pct, count, each) for each in chances),
            spread_that_explains(claim.value, background_pct, count),
        ]
        rows.append([count, *(f"{spread:.1f}" for spread in needed)])
    names = [f"{100 * each:g}% chance" for each in chances]
    return ReaderTable.of(("centres to pick from", *names, "best expected there"), rows)


def chart_selection(claim: Claim, best: BestOfMany) -> tuple[Chart, str]:
    """Return the chart of the best of many, and its alternative text."""
    with panel(QUESTION.format(printed=f"+{claim.printed}")) as (chart, axes):
        chart.set_size_inches(8.4, 4.4)
        axes.set_position((0.075, 0.2, 0.42, 0.66))
        right = chart.add_axes((0.575, 0.2, 0.405, 0.66))
        _draw_distribution(axes, claim, best)
        _draw_chance(right, claim, best)
    at = 100 * chance_of_maximum(claim.value, best.background, best.spread, claim.units)
    often = f"{at:.0f}%" if at >= 1 else "less than 1%"
    expected = best.background + best.spread * expected_maximum(claim.units)
    alt = (
        f"Two panels. Left: if centres grow by {best.background:g}% on average with a standard "
        f"deviation of {best.spread:g} points and nothing works, the best of {claim.units} is "
        f"expected to show {expected:.1f}%; the claim of {claim.printed} is reached in {often} "
        "of draws. Right: that chance rises with the spread and with the number of centres."
    )
    return chart, alt


def _units_for_even(level: float, background: float, spread: float) -> int:
    single = chance_of_maximum(level, background, spread, 1)
    return ceil(log(0.5) / log1p(-single))


def _draw_distribution(axes: Axes, claim: Claim, best: BestOfMany) -> None:
    import numpy as np

    background, spread = best.background, best.spread
    low = background - 3 * spread
    high = max(claim.value * 1.1, background + 4.6 * spread)
    share, edges = np.histogram(best.maxima, bins=np.linspace(low, high, 80))
    density = share / len(best.maxima) / (edges[1] - edges[0])
    x = np.linspace(low, high, 300)
    one = np.exp(-(((x - background) / spread) ** 2) / 2) / spread / np.sqrt(2 * np.pi)
    greatest = float(density.max())
    axes.stairs(density, edges, fill=True, color=COLOURS[0], alpha=0.35)
    axes.stairs(density, edges, color=COLOURS[0], lw=1.4)
    axes.plot(x, one, color=COLOURS[1], lw=1.8, ls="--")
    ends = (float(claim.meaning.lower or 0), float(claim.meaning.upper or 0))
    axes.axvspan(*ends, color=INK, alpha=0.3, lw=0)
    axes.axvline(claim.value, color=INK, lw=1.4)
    left = claim.value < low + 0.62 * (high - low)
    for at, level, words, colour, side in (
        (claim.value, 1.24, f" reported: +{claim.printed} ", INK, "left" if left else "right"),
        (background - 0.7 * spread, one.max() / greatest, "one centre", COLOURS[1], "right"),
        (edges[int(density.argmax())], 1.02, f"best of {claim.units}", COLOURS[0], "right"),
    ):
        axes.text(at, level * greatest, words, color=ink_of(colour), ha=side, va="bottom")
    axes.set(xlim=(low, high), ylim=(0, 1.34 * greatest), yticks=[])
    axes.set(xlabel="growth with no effect (%)", ylabel="how often (density)")


def _draw_chance(axes: Axes, claim: Claim, best: BestOfMany) -> None:
    spreads = [2 + 0.25 * step for step in range(93)]
    levels = [float(end or 0) for end in (claim.meaning.upper, claim.meaning.lower)]
    styles = [(1, ":", COLOURS[1]), (claim.units, "-", COLOURS[0])]
    for count, style, colour in [*styles, (5, "-.", COLOURS[2])][: 3 if claim.units > 8 else 2]:
        low, high, middle = (
            [100 * chance_of_maximum(level, best.background, each, count) for each in spreads]
            for level in (*levels, claim.value)
        )
        axes.fill_between(spreads, low, high, color=colour, alpha=0.4, lw=0)
        axes.plot(spreads, middle, color=colour, ls=style, lw=1.8)
        name = "named beforehand" if count == 1 else f"best of {count}"
        axes.text(25, middle[-1] + 1.5, name, color=ink_of(colour), ha="right", va="bottom",
                  fontsize=9.5)  # fmt: skip
    at = 100 * chance_of_maximum(claim.value, best.background, best.spread, claim.units)
    axes.plot([best.spread], [at], "o", color=COLOURS[0], ms=8, zorder=5)
    words = f"{f'{at:.0f}' if at >= 1 else '<1'}% at the\nassumed spread"
    axes.text(max(best.spread - 0.7, 9), at + 2, words, ha="right", fontsize=9.5, color=INK)
    axes.set(xlim=(2, 25), ylim=(0, 109), yticks=range(0, 101, 20))
    axes.set(xlabel="spread between centres (points)", ylabel="chance of reaching the claim (%)")
