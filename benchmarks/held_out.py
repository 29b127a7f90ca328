"""Compare what ``extract_figures`` finds with figures coded in sentences it was not tuned on.

Run ``python benchmarks/held_out.py [--brief] [--write NAME]``. The sentences of
``tests/cases/held_out.csv`` were written, and their figures coded, before the reader had seen
any of them. ``--write`` sets the rows of the run NAME in ``results/held_out.csv``: only the
first run is a forecast, the later ones show what was mended after its misses had been read.
"""

import csv
import re
import sys
from collections import Counter
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from results import MEASURES, SHARES, read_rows, to_percent, write_table

from chongqing_livelihood.reading import Figure, extract_figures

SENTENCES = Path(__file__).parents[1] / "tests" / "cases" / "held_out.csv"
Counts = Counter[tuple[str, str, str]]  # by style, script and column


def find_script(token: str) -> str:
    return "arabic" if re.search("[0-9０-９]", token) else "chinese"


def compare(row: dict[str, str], figure: Figure) -> dict[str, bool]:
    """Tell what the extracted ``figure`` that meets the coded ``row`` has right."""
    wanted = tuple(Decimal(row[name]) if row[name] else None for name in ("value", "low", "high"))
    return {
        "recall": True,
        "span": (figure.start, figure.text) == (int(row["start"]), row["token"]),
        "value": (figure.value, figure.low, figure.high) == wanted,
        "unit": figure.unit == row["unit"],
        "qualifier": figure.qualifier == row["qualifier"],
    }


def score_sentence(rows: list[dict[str, str]], counts: Counts) -> list[str]:
    """Add the coded ``rows`` of one sentence to ``counts`` and return a line for each miss."""
    text, style, misses = rows[0]["text"], rows[0]["style"], []
    found = [figure for figure in extract_figures(text) if figure.kind == "figure"]

    def add(token: str, *columns: str) -> None:
        for column in columns:
            for group in (style, "all"):
                counts[group, find_script(token), column] += 1

    met = []
    for row in rows:
        token = row["token"]
        if not token:
            continue
        add(token, "coded")
        start = int(row["start"])
        end = start + len(token)
        figure = next((f for f in found if f.start < end and start < f.end), None)
        if figure is None:
            misses.append(f"{token!r}: not found in {text}")
            continue
        met.append(figure)
        right = compare(row, figure)
        add(token, *(name for name, hit in right.items() if hit))
        misses += [f"{token!r}: {name}, read {figure}" for name, hit in right.items() if not hit]
    for figure in found:
        add(figure.text, "found", *(["precision"] if figure in met else []))
        if figure not in met:
            misses.append(f"{figure.text!r}: not coded, in {text}")
    return misses


def score(path: Path = SENTENCES) -> tuple[Counts, list[str]]:
    """Return the counts of all sentences, and a line for every miss."""
    counts: Counts = Counter()
    with path.open(encoding="utf-8", newline="") as file:
        sentences = [
            list(rows) for _, rows in groupby(csv.DictReader(file), lambda row: row["sentence"])
        ]
    return counts, [miss for rows in sentences for miss in score_sentence(rows, counts)]


def tabulate(counts: Counts) -> list[list[object]]:
    rows: list[list[object]] = []
    for style, script in sorted({key[:2] for key in counts}):
        coded, found = (counts[style, script, column] for column in SHARES[:2])
        shares = [
            to_percent(counts[style, script, name], found if name == "precision" else coded)
            for name in MEASURES
        ]
        rows.append([style, script, coded, found, *shares])
    return rows


def main() -> None:
    counts, misses = score()
    rows = tabulate(counts)
    head: list[object] = ["style", "script", *SHARES]
    for line in [head, *rows]:
        print("".join(f"{cell!s:>12}" for cell in line))
    if "--brief" not in sys.argv:
        print(*misses, sep="\n")
    if "--write" in sys.argv:
        name = sys.argv[sys.argv.index("--write") + 1]
        kept = [row for row in read_rows("held_out") if row[0] != name]
        columns = ["run", "style", "script", *SHARES]
        print(write_table("held_out", columns, [*kept, *([name, *row] for row in rows)]))


if __name__ == "__main__":
    main()
