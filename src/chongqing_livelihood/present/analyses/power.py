"""Notebook 15: how many points an interrupted time series would need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.data.load import load
from chongqing_livelihood.present.charts import COLOURS, INK, panel
from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.series import SeriesPower, simulate_series_power

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "power"
QUESTION = "How many years of data would find a jump?"
SIZES = (3, 4, 5, 6, 8, 12, 16, 24)
MOST_POINTS = 96
MOST_JUMP = 4.0
WANTED = 0.8


class Power(Parameters):
    """Parameters of notebook 15: a series of yearly points, and what it is to find."""

    points_before: int = Field(5, ge=3, le=24, description="Points before the reform")
    points_after: int = Field(3, ge=3, le=24, description="Points from the reform on")
    jump: float = Field(
        0.2, ge=0.01, le=1, allow_inf_nan=False,
        description="Jump at the reform, as a fraction of the level",
    )  # fmt: skip
    noise_sd: float = Field(
        0.05, ge=0.005, le=0.5, allow_inf_nan=False,
        description="Standard deviation of a point around its trend, as a fraction of the level",
    )  # fmt: skip
    autocorrelation: float = Field(
        0.3, ge=0, le=0.8, allow_inf_nan=False,
        description="Correlation of neighbouring points around the trend",
    )  # fmt: skip
    alpha: float = Field(
        0.05, ge=0.001, le=0.2, allow_inf_nan=False,
        description="Share of false findings that the test promises, as a fraction",
    )  # fmt: skip
    draws: int = Field(1_000, ge=200, le=20_000, description="Simulated series for each design")
    seed: int = Field(2018, ge=0, le=2**32 - 1, description="Seed of the simulation")

    @model_validator(mode="after")
    def _enough_draws(self) -> Self:
        # The raised bar is a quantile of the draws: it needs a few of them beyond it.
        if self.draws * self.alpha < 10:
            raise ValueError(
                f"draws ({self.draws}) are too few for alpha ({self.alpha:g}): "
                f"take at least {round(10 / self.alpha)}"
            )
        return self

    def simulate(
        self, before: int | None = None, after: int | None = None, jump: float | None = None
    ) -> SeriesPower:
        """Return the power of a design; what is not given is as chosen."""
        return simulate_series_power(
            before or self.points_before,
            after or self.points_after,
            jump=self.jump if jump is None else jump,
            noise_sd=self.noise_sd,
            autocorrelation=self.autocorrelation,
            alpha=self.alpha,
            draws=self.draws,
            seed=self.seed,
        )


@dataclass(frozen=True, slots=True)
class Designs:
    """The chosen design, and all designs of a grid: rows by points before, columns by after."""

    chosen: SeriesPower
    sizes: tuple[int, ...]
    grid: tuple[tuple[SeriesPower, ...], ...]

    @property
    def even(self) -> list[SeriesPower]:
        """The designs with as many points after as before."""
        return [row[index] for index, row in enumerate(self.grid)]


def simulate_designs(chosen: Power) -> Designs:
    """Return the power of the chosen design, and of every design of the grid."""
    sizes = tuple(sorted({*SIZES, chosen.points_before, chosen.points_after}))
    grid = tuple(tuple(chosen.simulate(b, a) for a in sizes) for b in sizes)
    row, column = sizes.index(chosen.points_before), sizes.index(chosen.points_after)
    return Designs(grid[row][column], sizes, grid)


def needed_each_side(chosen: Power, wanted: float = WANTED) -> int | None:
    """Return the points on each side at which a fair test finds the jump as often as wanted.

    None if as many as `MOST_POINTS` are not enough.
    """
    low, high = 2, 3
    while chosen.simulate(high, high).fair_jump < wanted:
        low, high = high, 2 * high
        if high > MOST_POINTS:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        if chosen.simulate(middle, middle).fair_jump >= wanted:
            high = middle
        else:
            low = middle
    return high


def least_jump(chosen: Power, wanted: float = WANTED) -> float | None:
    """Return the least jump that a fair test finds as often as wanted in the chosen design.

    It is a fraction of the level; None if a jump to five times the level is not found.
    """
    low, high = 0.0, chosen.jump
    while chosen.simulate(jump=high).fair_jump < wanted:
        low, high = high, 2 * high
        if high > MOST_JUMP:
            return None
    while high - low > 0.001:
        middle = (low + high) / 2
        if chosen.simulate(jump=middle).fair_jump >= wanted:
            high = middle
        else:
            low = middle
    return high


def record_power(designs: Designs, chosen: Power) -> Results:
    """Return the power of the chosen design, what it would need, and what the texts have."""
    results = Results(NOTEBOOK)
    changes = load("changes")
    results.add(
        "changes", len(changes), unit="", places=0, label="Changes that the texts report",
        figures=list(dict.fromkeys(" ".join(changes["figure_ids"]).split())),
    )  # fmt: skip
    levels = changes[["period_from", "period_to"]].shape[1]
    results.add("reported", levels, unit="", places=0, label="Points in time that each of them has")
    results.add(
        "coefficients", 4, unit="", places=0,
        label="Coefficients of the model: level and slope, before and after",
    )  # fmt: skip
    for name, points in (("before", chosen.points_before), ("after", chosen.points_after)):
        results.add(f"points_{name}", points, unit="", places=0, label=f"Assumed points {name}")
    for name, value, label in (
        ("jump", chosen.jump, "Assumed jump, of the level"),
        ("noise", chosen.noise_sd, "Assumed scatter around the trend, of the level"),
        ("alpha", chosen.alpha, "False findings that the test promises"),
    ):
        results.add(name, 100 * value, unit="percent", places=1, label=label)
    design = designs.chosen
    one = design.standard_error
    _share(results, "found", design.jump, one, "Jump found by the usual test")
    _share(results, "false", design.false_jump, one, "Jump found where there is none")
    _share(results, "fair", design.fair_jump, design.fair_jump_error,
           "Jump found by a test that keeps its promise")  # fmt: skip
    needed = needed_each_side(chosen)
    at_needed = design if needed is None else chosen.simulate(needed, needed)
    error = 2 * at_needed.fair_jump_error
    few, many = (needed_each_side(chosen, WANTED + step) for step in (-error, error))
    results.add(
        "needed", needed, Interval.between(few or MOST_POINTS, many), unit="", places=0,
        label="Points needed before and after, for four times in five by a fair test",
    )  # fmt: skip
    least = least_jump(chosen)
    at_least = design if least is None else chosen.simulate(jump=least)
    error = 2 * at_least.fair_jump_error
    small, large = (least_jump(chosen, WANTED + step) for step in (-error, error))
    results.add(
        "least_jump", None if least is None else 100 * least,
        100 * Interval.between(small or MOST_JUMP, large), unit="percent",
        places=0, label="Least jump that the assumed design finds four times in five",
    )  # fmt: skip
    return results


def design_table(designs: Designs) -> ReaderTable:
    """Return designs with as many points after as before, as a table for readers."""
    return ReaderTable.of(
        ("points before and after", "found by the usual test", "found where there is none",
         "error of both at most", "found by a fair test", "error of that"),
        [
            (each.before, f"{each.jump:.0%}", f"{each.false_jump:.0%}",
             f"±{200 * each.standard_error:.1f} points", f"{each.fair_jump:.0%}",
             f"±{200 * each.fair_jump_error:.1f} points")
            for each in designs.even
        ],
    )  # fmt: skip


def chart_power(designs: Designs, chosen: Power) -> tuple[Chart, str]:
    """Return the power of every design, beside the false findings of the usual test; and words."""
    question = f"{QUESTION[:-1]} of {100 * chosen.jump:g}%?"
    with panel(question) as (chart, surface):
        grid = chart.add_gridspec(1, 2, width_ratios=(1.45, 1), wspace=0.28)
        surface.set_subplotspec(grid[0])
        lines = chart.add_subplot(grid[1])
        _draw_surface(surface, designs, chosen)
        sizes = list(designs.sizes)
        false = [100 * each.false_jump for each in designs.even]
        error = [200 * each.standard_error for each in designs.even]
        lines.errorbar(
            sizes, false, yerr=error, fmt="s-", color=COLOURS[1], capsize=2, ms=5, lw=1.4,
            label="usual test, no jump",
        )  # fmt: skip
        lines.axhline(100 * chosen.alpha, color=INK, ls="--", lw=1.2, label="as promised")
        lines.set_ylim(0, 1.35 * max(*false, 100 * chosen.alpha))
        lines.set_xlabel("points before and after")
        lines.set_ylabel("false findings (%)")
        lines.legend(loc="upper right", fontsize=9, borderaxespad=0.2)
    design = designs.chosen
    alt = (
        f"Left, a grid of designs by points before and after: with {design.before} before and "
        f"{design.after} after a fair test finds the jump in {design.fair_jump:.0%} of the series, "
        f"with {sizes[-1]} and {sizes[-1]} in {designs.even[-1].fair_jump:.0%}. Right, a line: the "
        f"usual test finds a jump where there is none in {false[0]:.0f}% of the shortest series "
        f"and {false[-1]:.0f}% of the longest."
    )
    return chart, alt


def say_findings(results: Results, designs: Designs) -> None:
    """Show what the texts have, what the design finds, and what it would need."""
    found = results.entries
    results.say(
        "**What there is.** The texts report {changes} changes. Each has {reported} points in "
        "time; the model has {coefficients} coefficients. No calculation gets level, trend, jump "
        "and change of trend out of them.",
        holds=(found["reported"].value or 0) < (found["coefficients"].value or 0),
    )
    results.say(
        "**What a short series gives.** With {points_before} points before and {points_after} "
        "after, a scatter of {noise} and a jump of {jump}, the usual test finds the jump in "
        "{found:interval} of the series, and a jump in {false:interval} of those that have none, "
        "where it promises {alpha}. Made to keep its promise, it finds the jump in {fair:interval}."
    )
    enough = "**What would be needed.** A fair test finds such a jump four times in five with "
    results.say(
        enough + "{needed:interval} points before and as many after.",
        holds=found["needed"].value is not None,
        otherwise=enough + "{needed:bounds} points before and as many after.",
    )
    results.say(
        "With the points assumed here, the jump would have to be {least_jump:interval} to be found "
        "so often. Here and above, the brackets hold the error of the simulation: twice the "
        "standard error that the number of `draws` leaves.",
        holds=found["least_jump"].value is not None,
        otherwise="With the points assumed here, no jump that can be meant is found so often.",
    )


def _draw_surface(axes: Axes, designs: Designs, chosen: Power) -> None:
    from matplotlib.patches import Rectangle

    shares = [[100 * each.fair_jump for each in row] for row in designs.grid]
    sizes = designs.sizes
    axes.imshow(shares, cmap="cividis", vmin=0, vmax=100, origin="lower", aspect="auto")
    for y, row in enumerate(shares):
        for x, share in enumerate(row):
            axes.text(
                x, y, f"{share:.0f}", ha="center", va="center", fontsize=8.5,
                color="white" if share < 55 else "black",
            )  # fmt: skip
    enough = {
        (x, y)
        for y, row in enumerate(shares)
        for x, share in enumerate(row)
        if share >= 100 * WANTED
    }
    for x, y in enough:  # a line where the fair test begins to find the jump often enough
        if x and (x - 1, y) not in enough:
            axes.plot([x - 0.5] * 2, [y - 0.5, y + 0.5], color=INK, lw=2)
        if y and (x, y - 1) not in enough:
            axes.plot([x - 0.5, x + 0.5], [y - 0.5] * 2, color=INK, lw=2)
    here = sizes.index(chosen.points_after) - 0.5, sizes.index(chosen.points_before) - 0.5
    axes.add_patch(Rectangle(here, 1, 1, fill=False, ec=COLOURS[1], lw=2.5, clip_on=False))
    axes.set_xticks(range(len(sizes)), [str(n) for n in sizes])
    axes.set_yticks(range(len(sizes)), [str(n) for n in sizes])
    axes.grid(visible=False)
    axes.set_xlabel("points after the reform")
    axes.set_ylabel("points before the reform")


def _share(results: Results, name: str, share: float, error: float, label: str) -> None:
    interval = Interval.between(max(0.0, share - 2 * error), min(1.0, share + 2 * error))
    results.add(name, 100 * share, 100 * interval, unit="percent", places=0, label=label)
