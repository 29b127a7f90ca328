"""Reported figures on livelihood reform in Chongqing: read, checked, analysed, published.

Importing the package loads nothing heavy: each public name brings its own room when it is first
used.

>>> import chongqing_livelihood as cl
>>> figure = cl.parse_figure("近3.5万户")
>>> figure.value, figure.qualifier, figure.unit
(Decimal('35000'), 'nearly', 'household')

What cannot be read or is wrong raises a ``ValueError`` whose message is a sentence with the remedy.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from chongqing_livelihood.data.clean import clean, write_processed
    from chongqing_livelihood.data.files import DataError
    from chongqing_livelihood.data.load import load
    from chongqing_livelihood.data.sources import verify
    from chongqing_livelihood.reading import (
        Figure,
        extract_figures,
        parse_figure,
        parse_numeral,
        write_numeral,
    )
    from chongqing_livelihood.stats.change import (
        annualised_growth,
        excess_over_trend,
        tipping_point,
    )
    from chongqing_livelihood.stats.intervals import Interval, Reading

_HOMES = {
    "DataError": "data.files",
    "Figure": "reading",
    "Interval": "stats.intervals",
    "Reading": "stats.intervals",
    "annualised_growth": "stats.change",
    "clean": "data.clean",
    "excess_over_trend": "stats.change",
    "extract_figures": "reading",
    "load": "data.load",
    "parse_figure": "reading",
    "parse_numeral": "reading",
    "tipping_point": "stats.change",
    "verify": "data.sources",
    "write_numeral": "reading",
    "write_processed": "data.clean",
}

__all__ = [
    "DataError",
    "Figure",
    "Interval",
    "Reading",
    "annualised_growth",
    "clean",
    "excess_over_trend",
    "extract_figures",
    "load",
    "parse_figure",
    "parse_numeral",
    "tipping_point",
    "verify",
    "write_numeral",
    "write_processed",
]

if TYPE_CHECKING:
    __version__: str
else:
    # Hidden from type checkers, for which a name that is not there would else be Any.
    def __getattr__(name: str) -> Any:
        if name == "__version__":
            return import_module("importlib.metadata").version("chongqing-livelihood")
        if name not in _HOMES:
            near = import_module("difflib").get_close_matches(name, _HOMES, n=1)
            hint = f": did you mean {near[0]!r}?" if near else ""
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}{hint}")
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
