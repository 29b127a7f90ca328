"""The charts of the compendium: one style, intervals drawn, the same bytes from run to run."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from chongqing_livelihood.present.fonts import find_font

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

# Okabe and Ito's palette, told apart by readers with any colour vision; markers differ too.
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9")
MARKERS = ("o", "s", "^", "D", "v", "P")
INK = "#222222"
FAINT = "#6b6b6b"

_LEGIBLE = {"#D55E00": "#B54F00", "#009E73": "#00785A", "#CC79A7": "#A64D7F", "#E69F00": "#8A6000",
            "#56B4E9": "#1A6FA3"}  # fmt: skip
"""What a word in a colour of the palette is written in: dark enough for its contrast with white."""

STYLE: Any = {
    # Noto first, so that Latin and Chinese come from one hand; DejaVu has the rare signs.
    "font.family": ["Noto Sans SC", "DejaVu Sans"],
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


def ink_of(colour: str) -> str:
    """Return the colour of words that belong to something drawn in a colour of the palette.

    >>> ink_of(COLOURS[0]), ink_of(COLOURS[1])
    ('#0072B2', '#B54F00')
    """
    return _LEGIBLE.get(colour, colour)


def show(chart: Chart, *, alt: str, source: str) -> None:
    """Show a finished chart as SVG and PNG, with its source under it and its alternative text.

    Args:
        chart: The chart; it is closed by this.
        alt: What a reader who cannot see it needs to know, in one or two sentences.
        source: Where its numbers come from, printed under the chart.
    """
    from IPython.display import display

    chart.text(
        0.01, 0.01, source, fontsize=9.5, family=STYLE["font.family"], color=FAINT, va="bottom"
    )
    bundle = {
        "image/svg+xml": _rendered(chart, "svg").decode("utf-8"),
        "image/png": _rendered(chart, "png"),
        "text/plain": alt,
    }
    kinds = ("image/svg+xml", "image/png")
    display(bundle, metadata={kind: {"alt": alt} for kind in kinds}, raw=True)


@contextmanager
def panel(question: str) -> Iterator[tuple[Chart, Axes]]:
    """Give an empty chart with its question as title; what is drawn within has our style."""
    from matplotlib import font_manager, rc_context
    from matplotlib.figure import Figure as Chart

    font = str(find_font())
    if font not in {entry.fname for entry in font_manager.fontManager.ttflist}:
        font_manager.fontManager.addfont(font)
    with rc_context(STYLE):
        chart = Chart(figsize=(7.6, 4.6), layout=None)
        chart.subplots_adjust(left=0.1, right=0.97, top=0.88, bottom=0.2)
        axes = chart.add_subplot()
        axes.set_title(question)
        yield chart, axes


def _rendered(chart: Chart, kind: str) -> bytes:
    from matplotlib import rc_context

    out = io.BytesIO()
    metadata = {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}}[kind]
    with rc_context(STYLE):
        chart.savefig(out, format=kind, metadata=metadata)
    return out.getvalue()
