"""From Chinese text to printed figures. Standard library only; knows no files."""

from .expressions import Figure, FigureError, parse_figure
from .numerals import parse_numeral, write_numeral

__all__ = ["Figure", "FigureError", "parse_figure", "parse_numeral", "write_numeral"]
