"""Write the tables of ``results/``; what all the scripts here share."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

RESULTS = Path(__file__).parent / "results"
MEASURES = ("recall", "precision", "span", "value", "unit", "qualifier")
SHARES = ("coded", "found", *MEASURES)  # the last columns of a table of accuracy


def write_table(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    """Write ``results/<name>.csv`` anew and return its path."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)
    return path


def read_rows(name: str) -> list[list[str]]:
    """Return the rows of ``results/<name>.csv`` without its head; none if there is no table."""
    path = RESULTS / f"{name}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def to_percent(right: int, whole: int) -> str:
    """Return the share in percent with one decimal, or "" of nothing."""
    return f"{100 * right / whole:.1f}" if whole else ""
