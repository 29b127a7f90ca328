"""From Chinese text to printed figures. Standard library only; knows no files."""

from .expressions import Figure, FigureError, parse_figure
from .extract import extract_figures, iter_figures
from .numerals import parse_numeral, write_numeral
from .review import draft_rows, uncovered_digits

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
