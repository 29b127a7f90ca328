"""From Chinese text to printed figures. Standard library only; knows no files."""

from .expressions import Figure, FigureError, parse_figure
from .extract import extract_figures, iter_figures
from .numerals import parse_numeral, write_numeral

__all__ = [
    "Figure",
    "FigureError",
    "extract_figures",
    "iter_figures",
    "parse_figure",
    "parse_numeral",
    "write_numeral",
]
