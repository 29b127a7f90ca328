"""The forest plot of notebook 14: reported growths, and three ways to pool them."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil, exp, floor, log
from typing import TYPE_CHECKING

from chongqing_livelihood.present.analyses.pooling import Effects
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, panel
from chongqing_livelihood.present.places import NAMES
from chongqing_livelihood.stats.pooling import PooledRatios

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

QUESTION = "What do two reported growths say together?"
MOST = 1_000
"""Levels that differ by more are not drawn: the number would say more than anybody can mean."""


def chart_pool(effects: Effects) -> tuple[Chart, str]:
    """Return the forest plot of the effects and the three pools, and its words.

    The size of a square is the weight of an effect in the pool of all.
    """
    rows = []
    for figure, each in zip(effects.figures, effects.repeated.effects, strict=True):
        place = NAMES[figure.coding["place"]]
        rows.append((f"{place} {figure.printed.text}", each.log_ratio, each.lower, each.upper))
    pools = [
        ("pooled, one figure a county", effects.pooled),
        ("... as if the spread were known", effects.careless),
    ]
    if effects.places < len(effects.figures):
        pools.append(("... with every figure", effects.repeated))
    with panel(QUESTION) as (chart, axes):
        chart.subplots_adjust(left=0.3, right=0.8)
        axes.axvline(1, color=INK, lw=1)
        for index, (_, middle, low, high) in enumerate(rows):
            weight = effects.repeated.effects[index].weight
            axes.plot([exp(low), exp(high)], [-index] * 2, color=COLOURS[0], lw=1.6)
            axes.plot(exp(middle), -index, "s", color=COLOURS[0], ms=3 + 6 * weight**0.5)
        for index, (_, pool) in enumerate(pools):
            _draw_diamond(axes, pool, -len(rows) - 0.4 - index, COLOURS[(2, 1, 3)[index]])
        labels = [row[0] for row in rows] + [pool[0] for pool in pools]
        heights = [-float(i) for i in range(len(rows))]
        heights += [-len(rows) - 0.4 - i for i in range(len(pools))]
        axes.axhline(-len(rows) + 0.3, color=FAINT, lw=0.8)
        axes.set_yticks(heights, labels)
        axes.tick_params(axis="y", length=0)
        axes.grid(visible=False, axis="y")
        axes.set_ylim(heights[-1] - 0.7, 0.7)
        axes.set_xscale("log")
        low, high = axes.get_xlim()
        axes.set_xlim(max(low, 1 / MOST), min(high, MOST))
        _set_ticks(axes)
        axes.set_xlabel("later level over earlier level")
        spans = [_span(low, high) for _, _, low, high in rows]
        spans += [_span(pool.lower, pool.upper) for _, pool in pools]
        for height, span in zip(heights, spans, strict=True):
            axes.text(
                1.02, height, span, va="center", fontsize=9.5,
                transform=axes.get_yaxis_transform(),
            )  # fmt: skip
        level = f"growth,\n{100 * pools[0][1].confidence:g}% interval"
        axes.text(1.02, 1.02, level, transform=axes.transAxes, fontsize=9.5, color=FAINT)
    alt = (
        f"Forest plot of {len(rows)} reported growths and {len(pools)} ways to pool them. The pool "
        f"of one figure a county reaches from {spans[len(rows)]}; as if the spread were known it "
        f"would reach from {spans[len(rows) + 1]}."
    )
    return chart, alt


def _draw_diamond(axes: Axes, pool: PooledRatios, height: float, colour: str) -> None:
    low, middle, high = (exp(x) for x in (pool.lower, pool.mean, pool.upper))
    axes.fill(
        [low, middle, high, middle], [height, height + 0.25, height, height - 0.25], color=colour
    )


def _set_ticks(axes: Axes) -> None:
    low, high = axes.get_xlim()
    near = (
        (0.1, 0.5, 1, 2, 5, 10, 30) if high / low < 2_000 else (0.001, 0.01, 0.1, 1, 10, 100, 1000)
    )
    marks = [x for x in near if low <= x <= high]
    axes.set_xticks(marks, [f"×{x:g}" if x >= 1 else f"÷{1 / x:g}" for x in marks])
    axes.minorticks_off()


def _span(low: float, high: float) -> str:
    """Return growth from one log ratio to another, in percent, rounded outward."""
    if high > log(MOST):
        return f"{_percent(floor, low)} to over ×{MOST:,}"
    return f"{_percent(floor, low)} to {_percent(ceil, high)}"


def _percent(rounding: Callable[[float], int], log_ratio: float) -> str:
    return f"{rounding(100 * (exp(log_ratio) - 1)):+,}%".replace("-", "−")
