"""What the tests of the notebooks' modules share."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def missing_glyphs() -> Callable[[Any], set[str]]:
    """A function that returns the characters of a chart that none of our fonts can draw."""
    from matplotlib import font_manager
    from matplotlib.ft2font import FT2Font

    from chongqing_livelihood.present.charts import STYLE

    def missing(chart: Any) -> set[str]:
        shown = "".join(text.get_text() for text in chart.findobj(lambda a: hasattr(a, "get_text")))
        fonts = [FT2Font(font_manager.findfont(name)) for name in STYLE["font.family"]]
        drawn = {c for c in shown if any(font.get_char_index(ord(c)) for font in fonts)}
        return {c for c in shown if c.isprintable()} - drawn

    return missing


@pytest.fixture
def sentences(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A function that calls another one and returns the Markdown that it showed."""
    shown: list[str] = []
    monkeypatch.setattr("IPython.display.display", lambda markdown: shown.append(markdown.data))

    def called(function: Callable[..., None], *arguments: Any) -> list[str]:
        shown.clear()
        function(*arguments)
        return list(shown)

    return called
