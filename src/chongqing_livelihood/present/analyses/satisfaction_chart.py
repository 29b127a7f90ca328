"""The chart of notebook 07: a change against the number who answered, and against silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chongqing_livelihood.present.analyses.satisfaction import (
    Satisfaction,
    add_silence,
    allow_politeness,
    sampled_change,
)
from chongqing_livelihood.present.charts import COLOURS, INK, panel
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import ReportedShare
from chongqing_livelihood.stats.bounds import bound_change
from chongqing_livelihood.stats.granularity import joint_denominators, read_percentage
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

SATISFACTION = "patient satisfaction"
QUESTION = "Has satisfaction risen, if few were asked or many kept silent?"


def chart_doubt(
    surveys: ReportedShare, chosen: Satisfaction, results: Results
) -> tuple[Chart, str]:
    """Return the change against the number who answered, and against non-response; and its words.

    Left, the band is the sampling interval for equal samples; dots are the sizes that can give
    both printed shares. Right, the inner wedge is the worst case of silence, the dashed lines add
    the sampling interval of the assumed sizes.
    """
    import numpy as np

    reported = 100 * float(surveys.values[1] - surveys.values[0])
    honest = allow_politeness(surveys, chosen.politeness_points)
    most = max(2_500, int(1.25 * max(chosen.respondents_before, chosen.respondents_after)))
    sizes = sorted({int(n) for n in np.geomspace(50, most, 60)})
    question = QUESTION
    if surveys.counted != SATISFACTION:
        question = "Has the share risen, if few were asked or many kept silent?"
    with panel(question) as (chart, left):
        grid = chart.add_gridspec(1, 2, wspace=0.1)
        left.set_subplotspec(grid[0])
        right = chart.add_subplot(grid[1], sharey=left)
        bands = [sampled_change(honest, n, n, chosen.confidence) for n in sizes]
        left.fill_between(
            sizes, [float(b.lower or 0) for b in bands], [float(b.upper or 0) for b in bands],
            color=COLOURS[0], alpha=0.25, lw=0,
        )  # fmt: skip
        shares = [read_percentage(text) for text in surveys.printed]
        fitting = [each.denominator for each in joint_denominators(shares, last=most)]
        left.plot(
            fitting, [reported] * len(fitting), ".", color=COLOURS[0], ms=4,
            label="sizes that can give both printed shares",
        )  # fmt: skip
        equal = chosen.respondents_before == chosen.respondents_after
        sampled = results.entries["sampled"].interval
        left.errorbar(
            [(chosen.respondents_before * chosen.respondents_after) ** 0.5], [reported],
            yerr=_reach(sampled, reported), fmt="o", color=COLOURS[0], capsize=4, lw=1.8,
            label="assumed size" if equal else "assumed sizes (drawn at their mean)",
        )  # fmt: skip
        left.set_xscale("log")
        left.set_xlim(50, most)
        ticks = [n for n in (50, 100, 200, 500, 1000, 2000) if most < 5_000]
        ticks = ticks or [50, 100, 1000, 10_000]
        left.set_xticks(ticks, [f"{n:,}" for n in ticks])
        left.minorticks_off()
        left.set_xlabel("people who answered each survey")
        left.set_ylabel("change in satisfaction (points)")
        left.legend(loc="upper right", fontsize=9)
        _draw_silence(right, honest, chosen, results, reported)
        for axes in (left, right):
            axes.axhline(0, color=INK, lw=1)
    found = results.entries
    alt = (
        f"Two panels with the change in satisfaction, reported as {reported:.2f} points. Left: "
        f"with {chosen.respondents_before:,} and {chosen.respondents_after:,} answers it can lie "
        f"in {found['sampled'].bounds}. Right: bounds that widen with non-response and take in "
        f"zero from {found['breakeven'].text} on."
    )
    return chart, alt


def _draw_silence(
    axes: Axes, honest: ReportedShare, chosen: Satisfaction, results: Results, reported: float
) -> None:
    found = results.entries
    most = max(0.2, 1.25 * chosen.nonresponse)
    shares = [most * step / 40 for step in range(41)]
    wedges = [bound_change(honest.before, honest.after, m).change_points for m in shares]
    across = [100 * m for m in shares]
    axes.fill_between(
        across, [float(w.lower or 0) for w in wedges], [float(w.upper or 0) for w in wedges],
        color=COLOURS[1], alpha=0.25, lw=0,
    )  # fmt: skip
    outer = [add_silence(found["sampled"].interval, m) for m in shares]
    for ends in ([o.lower for o in outer], [o.upper for o in outer]):
        axes.plot(across, [float(end or 0) for end in ends], ls="--", lw=1.4, color=COLOURS[1])
    axes.errorbar(
        [100 * chosen.nonresponse], [reported],
        yerr=_reach(found["worst_case"].interval, reported), fmt="s", color=COLOURS[1],
        capsize=4, lw=1.8, label="assumed non-response",
    )  # fmt: skip
    breakeven = float(found["breakeven"].interval.lower or 0)  # politeness included
    axes.plot(
        [breakeven], [0], "D", color=INK, ms=6, zorder=5, clip_on=False,
        label=f"direction lost at {breakeven:.1f}%",
    )  # fmt: skip
    axes.tick_params(labelleft=False)
    axes.set_xlim(0, 100 * most)
    axes.set_xlabel("did not answer, in each survey (%)")
    # The wedge opens to the right, so that its left corners stay free.
    axes.legend(loc="lower left", fontsize=9, borderaxespad=0.2)
    axes.text(
        0.03, 0.97, "dashed: sampling at the\nassumed size added", va="top", fontsize=9,
        transform=axes.transAxes,
    )  # fmt: skip
    beside_bar = 0.97 if chosen.nonresponse < 0.6 * most else 0.74
    axes.text(
        beside_bar, 0.6, "if the silent can\nthink anything", ha="right", va="center", fontsize=9,
        transform=axes.transAxes,
    )  # fmt: skip


def _reach(interval: Interval, middle: float) -> list[list[float]]:
    """Return how far an interval reaches below and above a value, as error bars want it."""
    lower, upper = float(interval.lower or 0), float(interval.upper or 0)
    return [[max(0.0, middle - lower)], [max(0.0, upper - middle)]]
