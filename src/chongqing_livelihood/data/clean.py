"""From printed figures to typed tables: every value is computed from its token."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from chongqing_livelihood.data.changes import list_changes
from chongqing_livelihood.data.files import (
    LINE,
    DataError,
    DataFolder,
    Problem,
    Row,
    find_data,
    read_rows,
    to_csv,
    write_whole,
)
from chongqing_livelihood.data.numbers import plain
from chongqing_livelihood.data.package import describe_package, list_columns
from chongqing_livelihood.data.schema import check_table
from chongqing_livelihood.data.sources import read_coded_rows, read_sidecars
from chongqing_livelihood.data.tables import CONTEXT, CORRECTIONS, PROCESSED_TABLES
from chongqing_livelihood.reading import parse_figure
from chongqing_livelihood.stats.intervals import Interval, Reading

if TYPE_CHECKING:
    from chongqing_livelihood.reading import Figure


@dataclass(frozen=True, slots=True)
class CleanFigure:
    """One coded figure with what its token means; `meaning` is in the base units of `printed`."""

    figure_id: str
    source: str
    coding: Row
    printed: Figure
    meaning: Interval

    def as_row(self) -> Row:
        """Return the figure as a row of figures.csv."""
        printed = self.printed
        return {
            **self.coding,
            "figure_id": self.figure_id,
            "source": self.source,
            "value": plain(printed.value),
            "low": plain(printed.low),
            "high": plain(printed.high),
            "lower": plain(self.meaning.lower),
            "upper": plain(self.meaning.upper),
            "qualifier": printed.qualifier,
            "unit": printed.unit or "",
            "measure": printed.measure or "",
        }


def clean(data: DataFolder | None = None, reading: Reading | None = None) -> dict[str, list[Row]]:
    """Return every processed table, computed from ``data/raw``.

    Args:
        data: The data folder.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        DataError: If anything in the raw data is wrong; every bad row is named.

    >>> clean()["figures"][0]["source"]
    'cqrb-2022'
    """
    data = data or find_data()
    figures = clean_figures(data, reading or Reading())
    return {
        "figures": [figure.as_row() for figure in figures],
        "changes": list_changes(figures, data),
        "codebook": list_columns(),
    }


def write_processed(data: DataFolder | None = None) -> list[str]:
    """Rebuild ``data/processed`` and return the names of the files that changed.

    Either every table is rebuilt or none: nothing is written before all of it is checked.

    Raises:
        DataError: If anything in the raw data is wrong, or a processed table breaks its schema.
    """
    data = data or find_data()
    tables = clean(data)
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    for table in PROCESSED_TABLES:
        rows = tables[table.name]
        numbered = [{**row, LINE: str(line)} for line, row in enumerate(rows, start=2)]
        problems += check_table(table, numbered, f"{data.root.name}/processed/{table.name}.csv")
        files[f"{table.name}.csv"] = to_csv(table.names, rows).encode("utf-8")
    if problems:
        raise DataError(problems)
    files["datapackage.json"] = describe_package(files, read_sidecars(data)).encode("utf-8")
    return write_whole(data.processed, files)


def clean_figures(data: DataFolder, reading: Reading) -> list[CleanFigure]:
    """Return every coded figure of every source with its value and interval, in order.

    Raises:
        DataError: If a row, a correction or a set is wrong; all of them are named.
    """
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    files: dict[str, str] = {}
    for source in read_sidecars(data):
        files[source] = data.name(data.raw / "figures" / f"{source}.csv")
        try:
            coded = read_coded_rows(source, data)
        except DataError as error:
            problems += error.problems
            continue
        rows |= {f"{source}:{row['start']}": row for row in coded}
    problems += _check_context(data)
    meant = _correct(rows, data, problems)
    figures = []
    for figure_id, row in rows.items():
        if row["kind"] != "figure":
            continue
        source = figure_id.partition(":")[0]
        fields = meant[figure_id]
        try:
            printed = parse_figure(
                fields["text"], unit=fields["unit_given"], qualifier=fields["qualifier_given"]
            )
            meaning = reading.interval(printed)
        except ValueError as error:
            problems.append(Problem(files[source], int(row[LINE]), str(error)))
            continue
        figures.append(CleanFigure(figure_id, source, row, printed, meaning))
        problems += _check_coding(row, files[source])
    if problems:
        raise DataError(problems)
    return figures


def _check_context(data: DataFolder) -> list[Problem]:
    path = data.raw / "context.csv"
    try:
        rows = read_rows(path, CONTEXT.names, data.name(path))
    except DataError as error:
        return list(error.problems)
    return check_table(CONTEXT, rows, data.name(path))


def _check_coding(row: Row, file: str) -> list[Problem]:
    missing = [name for name in ("counted", "counted_zh", "domain", "role") if not row[name]]
    if not missing:
        return []
    sentence = f"the figure {row['text']!r} lacks {', '.join(missing)}: code it"
    return [Problem(file, int(row[LINE]), sentence)]


def _correct(rows: dict[str, Row], data: DataFolder, problems: list[Problem]) -> dict[str, Row]:
    """Return the rows with the corrections applied; the printed rows stay as they are."""
    meant = dict(rows)
    path = data.raw / "corrections.csv"
    name = data.name(path)
    try:
        corrections = read_rows(path, CORRECTIONS.names, name)
    except DataError as error:
        problems += error.problems
        return meant
    if wrong := check_table(CORRECTIONS, corrections, name):
        problems += wrong
        return meant
    for correction in corrections:
        figure_id, field, line = correction["figure_id"], correction["field"], int(correction[LINE])
        if figure_id not in rows:
            sentence = f"there is no figure {figure_id}: the figure has moved, or remove the row"
            problems.append(Problem(name, line, sentence))
        elif (found := rows[figure_id][field]) != correction["expect"]:
            sentence = (
                f"{field} of {figure_id} was to be {correction['expect']!r} and is {found!r}: "
                "look at the figure again, then correct or remove the row"
            )
            problems.append(Problem(name, line, sentence))
        elif correction["status"] == "applied":
            meant[figure_id] = {**meant[figure_id], field: correction["replace"]}
    return meant
