"""Compare what ``extract_figures`` finds with the figures that coders marked by hand.

Run ``CHONGQING_SOURCES=<folder of texts> python benchmarks/evaluate_reading.py [--brief]
[--write]``; ``--write`` renews ``results/accuracy.csv``.
Figures printed with Arabic digits and in Chinese numerals are counted apart. Every share is a
share of the coded figures, so that a missed figure also counts against span, value, unit and
qualifier; precision is the share of the extracted figures that meet a coded one.
"""

import csv
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from results import MEASURES, SHARES, to_percent, write_table

from chongqing_livelihood.reading import Figure, extract_figures, parse_figure

DATA = Path(__file__).parents[1] / "data" / "raw"
PREFIXES = {
    "cqrb-2022": "000",
    "cqrb-2024": "001",
    "fengjie-2024": "002",
    "wanzhou-2022": "003",
    "wanzhou-plan": "004",
}


@dataclass
class Score:
    coded: int = 0
    extracted: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURES, 0))
    misses: list[str] = field(default_factory=list)

    def share(self, measure: str) -> float:
        return self.right[measure] / (self.whole(measure) or float("nan"))

    def whole(self, measure: str) -> int:
        return self.extracted if measure == "precision" else self.coded

    def cells(self) -> list[object]:
        shares = [to_percent(self.right[m], self.whole(m)) for m in MEASURES]
        return [self.coded, self.extracted, *shares]

    def __iadd__(self, other: "Score") -> "Score":
        self.coded += other.coded
        self.extracted += other.extracted
        for measure in MEASURES:
            self.right[measure] += other.right[measure]
        return self


def read_coded(source: str) -> list[dict[str, str]]:
    with (DATA / "figures" / f"{source}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_text(folder: Path, source: str) -> str:
    path = next(folder.glob(f"{PREFIXES[source]}_*.txt"))
    return path.read_text(encoding="utf-8")


def is_arabic(text: str) -> bool:
    return bool(re.search("[0-9０-９]", text))


def means(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high


def score_source(source: str, text: str) -> dict[bool, Score]:
    rows = read_coded(source)
    found = extract_figures(text)
    scores = {True: Score(), False: Score()}
    coded_spans = []
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        if row["kind"] != "figure":
            continue
        coded_spans.append((start, end))
        wanted = parse_figure(row["text"], unit=row["unit_given"], qualifier=row["qualifier_given"])
        score = scores[is_arabic(row["text"])]
        score.coded += 1
        at = f"{source}[{start}:{end}] {row['text']!r}"
        candidates = [f for f in found if f.start < end and start < f.end and f.kind == "figure"]
        if not candidates:
            other = [f for f in found if f.start < end and start < f.end]
            score.misses.append(f"{at}: not found{' but ' + other[0].kind if other else ''}")
            continue
        score.right["recall"] += 1
        got = max(candidates, key=lambda f: min(f.end, end) - max(f.start, start))
        checks = {
            "span": ((got.start, got.end), (start, end)),
            "value": (means(got), means(wanted)),
            "unit": (got.unit, wanted.unit),
            "qualifier": (got.qualifier, wanted.qualifier),
        }
        for name, (have, want) in checks.items():
            score.right[name] += have == want
            if have != want:
                score.misses.append(f"{at}: {name} {have} for {want}, read {got.text!r}")
    for figure in found:
        if figure.kind != "figure":
            continue
        score = scores[is_arabic(figure.text)]
        score.extracted += 1
        if any(start < figure.end and figure.start < end for start, end in coded_spans):
            score.right["precision"] += 1
        else:
            score.misses.append(
                f"{source}[{figure.start}:{figure.end}] {figure.text!r}: not coded as a figure"
            )
    scores[True].misses += check_kinds(source, text, rows, found)
    return scores


def check_kinds(
    source: str, text: str, rows: list[dict[str, str]], found: list[Figure]
) -> Iterator[str]:
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        if row["kind"] == "figure" or not is_arabic(row["text"]):
            continue
        kinds = {f.kind for f in found if f.start < end and start < f.end}
        if row["kind"] not in kinds:
            read = ", ".join(kinds) or "nothing"
            yield f"{source}[{start}:{end}] {row['text']!r}: {row['kind']} read as {read}"
    covered = {i for f in found for i in range(f.start, f.end)}
    for run in re.finditer("[0-9]+", text):
        if not covered.issuperset(range(*run.span())):
            yield f"{source}[{run.start()}:{run.end()}] {run[0]!r}: digits left out"


def print_table(title: str, scores: dict[str, Score]) -> None:
    print(
        f"\n{title}\n{'source':14}{'coded':>7}{'found':>7}" + "".join(f"{m:>11}" for m in MEASURES)
    )
    for source, score in scores.items():
        shares = "".join(f"{100 * score.share(m):11.1f}" for m in MEASURES)
        print(f"{source:14}{score.coded:7}{score.extracted:7}{shares}")


def tabulate(results: dict[str, dict[bool, Score]], arabic: bool) -> dict[str, Score]:
    """Return the scores of one script by source, with their sum as ``all``."""
    table = {source: scores[arabic] for source, scores in results.items()}
    whole = Score()
    for score in table.values():
        whole += score
    return {**table, "all": whole}


def main() -> None:
    folder = os.environ.get("CHONGQING_SOURCES")
    if not folder:
        sys.exit("Set CHONGQING_SOURCES to the folder of source texts; nothing was evaluated.")
    results = {s: score_source(s, read_text(Path(folder), s)) for s in PREFIXES}
    tables = {script: tabulate(results, script == "arabic") for script in ("arabic", "chinese")}
    print_table("Figures in Arabic digits", tables["arabic"])
    print_table("Figures in Chinese numerals", tables["chinese"])
    if "--write" in sys.argv:
        rows = [
            [source, script, *score.cells()]
            for script, table in tables.items()
            for source, score in table.items()
        ]
        print(write_table("accuracy", ["source", "script", *SHARES], rows))
    if "--brief" not in sys.argv:
        print("\nMisses")
        for scores in results.values():
            for score in scores.values():
                print(*score.misses, sep="\n", end="\n" if score.misses else "")


if __name__ == "__main__":
    main()
