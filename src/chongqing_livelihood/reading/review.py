"""Help a coder: draft rows for the raw tables, and digits that no row accounts for."""

from collections.abc import Iterable, Iterator
from typing import Final

from .extract import iter_findings
from .patterns import Pattern

COLUMNS: Final = (
    "start",
    "end",
    "text",
    "kind",
    "unit_given",
    "qualifier_given",
    "counted",
    "counted_zh",
    "place",
    "domain",
    "role",
    "period",
    "pair",
    "reform",
    "note",
)
_DIGITS: Final = Pattern("[0-9０-９]+")


def draft_rows(text: str | Iterable[str]) -> Iterator[dict[str, str]]:
    """Yield a row of the raw format for each figure, date, ordinal and label of ``text``.

    What only a reader can say (what is counted, where, when) is left empty. Chinese numerals
    carry a note that begins ``borderline:``, since not all of them are figures.

    >>> row = next(draft_rows("就业人数(万人)\\n3.6 |"))
    >>> row["text"], row["kind"], row["unit_given"]
    ('3.6', 'figure', '万人')
    """
    for found in iter_findings((text,) if isinstance(text, str) else text):
        figure = found.figure
        row = dict.fromkeys(COLUMNS, "")
        row.update(
            start=str(figure.start),
            end=str(figure.end),
            text=figure.text,
            kind=figure.kind,
            unit_given=found.unit_given,
            qualifier_given=found.qualifier_given,
        )
        if figure.kind == "figure" and not _DIGITS.search(figure.text):
            row["note"] = "borderline: a Chinese numeral"
        yield row


def uncovered_digits(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the runs of digits of ``text`` that do not lie inside exactly one of ``spans``.

    >>> uncovered_digits("7名医生在26个镇", [(0, 2)])
    [(5, 7)]
    """
    ordered = sorted(spans)
    uncovered, first = [], 0
    for run in _DIGITS.finditer(text):
        while first < len(ordered) and ordered[first][1] <= run.start():
            first += 1
        holding, place = 0, first
        while place < len(ordered) and ordered[place][0] < run.end():
            start, end = ordered[place]
            holding += start <= run.start() and run.end() <= end
            place += 1
        if holding != 1:
            uncovered.append(run.span())
    return uncovered
