"""The charts of the compendium: one style, intervals drawn, the same bytes from run to run."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from chongqing_livelihood.stats.change import annualised_growth
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

# Okabe and Ito's palette, told apart by readers with any colour vision; markers differ too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
MARKERS = ("o", "s", "^", "D", "v", "P")
INK = "#222222"
FAINT = "#6b6b6b"

STYLE: Any = {
    "font.family": ["DejaVu Sans", "Noto Sans SC"],
    "font.size": 10.5,
    "axes.titlesize": 13,
    "axes.titlelocation": "left",
    "axes.titlepad": 14,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "axes.grid": True,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "svg.hashsalt": "chongqing-livelihood",
    "svg.fonttype": "path",
    "figure.dpi": 100,
    "savefig.dpi": 150,
    "figure.facecolor": "white",
}


@dataclass(frozen=True, slots=True)
class ReportedGrowth:
    """One reported growth to draw: `growth` is a fraction over the whole of `years`."""

    label: str
    growth: Interval
    years: Fraction
    dated: bool


def show(chart: Chart, *, alt: str, source: str) -> None:
    """Show a finished chart as SVG and PNG, with its source under it and its alternative text.

    Args:
        chart: The chart; it is closed by this.
        alt: What a reader who cannot see it needs to know, in one or two sentences.
        source: Where its numbers come from, printed under the chart.
    """
    from IPython.display import display

    chart.text(0.01, 0.01, source, fontsize=8, color=FAINT, ha="left", va="bottom")
    bundle = {
        "image/svg+xml": _rendered(chart, "svg").decode("utf-8"),
        "image/png": _rendered(chart, "png"),
        "text/plain": alt,
    }
    kinds = ("image/svg+xml", "image/png")
    display(bundle, metadata={kind: {"alt": alt} for kind in kinds}, raw=True)  # type: ignore[no-untyped-call]


def draw_excess(
    reported: Sequence[ReportedGrowth], background: tuple[float, float], question: str
) -> Chart:
    """Draw how much of each growth is left above a background, for every background.

    Each line falls to zero at its tipping point, which is marked; the shaded band is the assumed
    range of the background. A line is dashed where the years are an assumption. The width of a
    line is its rounding interval.

    Args:
        reported: The growths.
        background: Assumed range of the background growth a year, as fractions.
        question: The title.
    """
    chart, axes = _panel(question)
    tips = [float(annualised_growth(each.growth + 1, each.years).upper or 0) for each in reported]
    right = max(*tips, background[1], 0.02) * 1.12
    left = min(0.0, background[0] * 1.2)
    grid = [left + (right - left) * step / 200 for step in range(201)]
    axes.axvspan(
        100 * background[0], 100 * background[1], color="#bbbbbb", alpha=0.35, lw=0,
        label="assumed background",
    )  # fmt: skip
    axes.axhline(0, color=INK, lw=1)
    for index, each in enumerate(reported):
        colour = COLOURS[index % len(COLOURS)]
        low, high = (
            [100 * ((1 + float(end or 0)) / (1 + b) ** float(each.years) - 1) for b in grid]
            for end in (each.growth.lower, each.growth.upper)
        )
        shares = [100 * b for b in grid]
        axes.fill_between(shares, low, high, color=colour, alpha=0.5, lw=0)
        middle = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
        axes.plot(shares, middle, color=colour, lw=1.6, ls="-" if each.dated else "--")
        tip = 100 * tips[index]
        axes.plot(
            [tip], [0], MARKERS[index % len(MARKERS)], color=colour, ms=8, clip_on=False,
            zorder=5, label=f"{each.label}: nothing left at {tip:.1f}% a year",
        )  # fmt: skip
    axes.set_xlim(100 * left, 100 * right)
    axes.set_xlabel("growth a year that would have come anyway (%)")
    axes.set_ylabel("growth left to explain (%)")
    axes.legend(loc="upper right", fontsize=9.5)
    return chart


def _panel(question: str) -> tuple[Chart, Axes]:
    """Return an empty chart of the compendium's style with its question as title."""
    from matplotlib import font_manager, rc_context
    from matplotlib.figure import Figure as Chart

    font = files("zhplot") / "fonts" / "NotoSansSC-Regular.ttf"
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    if str(font) not in known:
        font_manager.fontManager.addfont(str(font))
    with rc_context(STYLE):
        chart = Chart(figsize=(7.6, 4.6), layout=None)
        chart.subplots_adjust(left=0.1, right=0.97, top=0.88, bottom=0.2)
        axes = chart.add_subplot()
        axes.set_title(question)
    return chart, axes


def _rendered(chart: Chart, kind: str) -> bytes:
    from matplotlib import rc_context

    out = io.BytesIO()
    metadata = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}[kind]
    with rc_context(STYLE):
        chart.savefig(out, format=kind, metadata=metadata)
    return out.getvalue()
