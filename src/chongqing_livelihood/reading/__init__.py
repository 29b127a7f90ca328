"""From Chinese text to printed figures. Standard library only; knows no files.

The patterns take a moment to compile, so each public name brings its module when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .expressions import Figure, FigureError, parse_figure
    from .extract import extract_figures, iter_figures
    from .numerals import parse_numeral, write_numeral
    from .review import draft_rows, uncovered_digits

_HOMES = {
    "Figure": "expressions",
    "FigureError": "expressions",
    "draft_rows": "review",
    "extract_figures": "extract",
    "iter_figures": "extract",
    "parse_figure": "expressions",
    "parse_numeral": "numerals",
    "uncovered_digits": "review",
    "write_numeral": "numerals",
}

__all__ = [
    "Figure",
    "FigureError",
    "draft_rows",
    "extract_figures",
    "iter_figures",
    "parse_figure",
    "parse_numeral",
    "uncovered_digits",
    "write_numeral",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
