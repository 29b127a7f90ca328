"""Is every run of Arabic digits in the source texts accounted for?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from chongqing_livelihood.data.files import DataFolder, Problem, Row, find_data
from chongqing_livelihood.data.sources import read_coded_rows, read_sidecars
from chongqing_livelihood.data.texts import SOURCES_VARIABLE, read_source_text, sources_folder
from chongqing_livelihood.reading import uncovered_digits

DIGITS = re.compile(r"[0-9０-９]+")
AROUND = 6
"""Characters shown on either side of a run that has no row."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What `coverage` found in one source: every run covered, not run, or some left over."""

    source: str
    runs: int
    verdict: Literal["covered", "not run", "failed"]
    problems: tuple[Problem, ...] = ()

    def __str__(self) -> str:
        match self.verdict:
            case "covered":
                return f"{self.source}: {self.runs} runs of digits, each in exactly one row"
            case "not run":
                return f"{self.source}: not run, the text is not at hand (see {SOURCES_VARIABLE})"
        return "\n".join(map(str, self.problems))


def coverage(
    folder: str | Path | None = None, data: str | Path | DataFolder | None = None
) -> tuple[Coverage, ...]:
    """Return, for each source, whether every run of Arabic digits lies inside exactly one row.

    A text that is not the recorded one proves nothing, and fails as it does in `verify`.

    Args:
        folder: Where the texts lie; else the environment variable CHONGQING_SOURCES.
        data: A data folder; else the checkout's, else the copy installed with the package.

    Raises:
        DataError: If the raw data cannot be read, or the named folder does not exist.

    >>> {found.verdict for found in coverage()} <= {"covered", "not run"}
    True
    """
    data = find_data(data)
    texts = sources_folder(folder)
    found = []
    for source, sidecar in read_sidecars(data).items():
        rows = read_coded_rows(source, data)
        if texts is None:
            found.append(Coverage(source, 0, "not run"))
            continue
        checked = read_source_text(sidecar, texts, data)
        if checked.problems:
            found.append(Coverage(source, 0, "failed", checked.problems))
            continue
        file = data.name(data.raw / "figures" / f"{source}.csv")
        problems = tuple(_uncovered(checked.text, rows, file))
        runs = len(DIGITS.findall(checked.text))
        found.append(Coverage(source, runs, "failed" if problems else "covered", problems))
    return tuple(found)


def _uncovered(text: str, rows: Sequence[Row], file: str) -> list[Problem]:
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    problems = []
    for start, end in uncovered_digits(text, spans):
        holders = sum(first <= start and end <= last for first, last in spans)
        around = text[max(0, start - AROUND) : end + AROUND].replace("\n", " ")
        sentence = (
            f"the digits {text[start:end]!r} at {start} ({around}) lie in {holders} rows: "
            "code them as a figure, date, ordinal or label"
        )
        problems.append(Problem(file, 0, sentence))
    return problems
