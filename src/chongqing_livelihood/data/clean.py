"""From printed figures to typed tables: every value is computed from its token."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from chongqing_livelihood.data.agreement import list_agreement
from chongqing_livelihood.data.audit import list_audit
from chongqing_livelihood.data.catalogue import list_places, list_reforms
from chongqing_livelihood.data.changes import list_changes
from chongqing_livelihood.data.files import (
    LINE,
    DataError,
    DataFolder,
    Problem,
    Row,
    find_data,
    to_csv,
    write_whole,
)
from chongqing_livelihood.data.numbers import plain
from chongqing_livelihood.data.package import describe_package, list_columns, to_parquet
from chongqing_livelihood.data.raw_tables import CONTEXT, CORRECTIONS, INDICATORS
from chongqing_livelihood.data.schema import check_table, read_table
from chongqing_livelihood.data.sources import read_sidecars, sift_coded_rows
from chongqing_livelihood.data.tables import PROCESSED_TABLES
from chongqing_livelihood.data.targets import list_targets
from chongqing_livelihood.reading import parse_figure
from chongqing_livelihood.stats.intervals import Interval, Reading

if TYPE_CHECKING:
    from chongqing_livelihood.reading import Figure

UNIT = "unit"
"""The one computed field that a correction may replace: the measure word can mislead."""


@dataclass(frozen=True, slots=True)
class CleanFigure:
    """One coded figure with what its token means; `meaning` is in the base units of `printed`."""

    figure_id: str
    source: str
    coding: Row
    printed: Figure
    meaning: Interval

    @property
    def line(self) -> int:
        """The line of the figure in its file."""
        return int(self.coding.get(LINE, "0") or 0)

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
        DataError: If anything in the raw data is wrong; every bad row of every file is named.

    >>> clean()["figures"][0]["source"]
    'cqrb-2022'
    """
    data = data or find_data()
    problems: list[Problem] = []

    def attempt(build: Callable[[], list[Row]]) -> list[Row]:
        # Every table is tried, so that all bad rows are reported at once.
        try:
            return build()
        except DataError as error:
            problems.extend(error.problems)
            return []

    figures, wrong, spoiled = _read_figures(data, reading or Reading())
    problems += wrong
    # A pair that has lost a member to a bad row would only be blamed for it a second time.
    whole = [figure for figure in figures if figure.coding["pair"] not in spoiled]
    changes = attempt(lambda: list_changes(whole, data))
    tables = {
        "figures": [figure.as_row() for figure in figures],
        "changes": changes,
        "reforms": attempt(lambda: list_reforms(figures, changes, data)),
        "places": attempt(lambda: list_places(figures, data)),
        "agreement": attempt(lambda: list_agreement(data)),
        "codebook": list_columns(),
    }
    if wrong:  # what names figures by id is not tried while figures are missing
        read_table(INDICATORS, data.raw / "indicators.csv", data, problems)
    else:
        tables["targets"] = attempt(lambda: list_targets(figures, data))
        tables["audit"] = attempt(lambda: list_audit(figures, data))
    if problems:
        raise DataError(problems)
    return tables


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
        if parquet := to_parquet(table, rows):
            files[f"{table.name}.parquet"] = parquet
    if problems:
        raise DataError(problems)
    files["datapackage.json"] = describe_package(files, read_sidecars(data)).encode("utf-8")
    return write_whole(data.processed, files)


def clean_figures(data: DataFolder, reading: Reading) -> list[CleanFigure]:
    """Return every coded figure of every source with its value and interval, in order.

    Raises:
        DataError: If a row or a correction is wrong; all of them are named.
    """
    figures, problems, _ = _read_figures(data, reading)
    if problems:
        raise DataError(problems)
    return figures


def _read_figures(
    data: DataFolder, reading: Reading
) -> tuple[list[CleanFigure], list[Problem], set[str]]:
    """Return the figures that are right, what is wrong, and the pairs that lost a member to it."""
    problems: list[Problem] = []
    rows: dict[str, Row] = {}
    files: dict[str, str] = {}
    known: set[str] = set()
    spoiled: set[str] = set()
    for source in read_sidecars(data):
        files[source] = data.name(data.raw / "figures" / f"{source}.csv")
        coded, bad = sift_coded_rows(source, data, problems)
        rows |= {f"{source}:{row['start']}": row for row in coded}
        known |= {f"{source}:{row['start']}" for row in [*coded, *bad]}
        spoiled |= {row["pair"] for row in bad}
    read_table(CONTEXT, data.raw / "context.csv", data, problems)
    meant, units = _correct(rows, known, data, problems)
    figures: list[CleanFigure] = []
    for figure_id, row in rows.items():
        if row["kind"] != "figure":
            continue
        source = figure_id.partition(":")[0]
        fields = meant[figure_id]
        try:
            printed = parse_figure(
                fields["text"], unit=fields["unit_given"], qualifier=fields["qualifier_given"]
            )
            if figure_id in units:
                printed = _with_unit(printed, units[figure_id])
            meaning = reading.interval(printed)
        except ValueError as error:
            problems.append(Problem(files[source], int(row[LINE]), str(error)))
            spoiled.add(row["pair"])
            continue
        figures.append(CleanFigure(figure_id, source, row, printed, meaning))
        problems += _check_coding(row, files[source])
    return figures, problems, spoiled - {""}


def _with_unit(printed: Figure, correction: Mapping[str, str]) -> Figure:
    if printed.unit != correction["expect"]:
        raise ValueError(
            f"unit of {printed.text!r} was to be {correction['expect']!r} and is "
            f"{printed.unit!r}: look at the figure again, then correct or remove the correction"
        )
    return replace(printed, unit=correction["replace"])


def _check_coding(row: Row, file: str) -> list[Problem]:
    missing = [name for name in ("counted", "counted_zh", "domain", "role") if not row[name]]
    if not missing:
        return []
    sentence = f"the figure {row['text']!r} lacks {', '.join(missing)}: code it"
    return [Problem(file, int(row[LINE]), sentence)]


def _correct(
    rows: dict[str, Row], known: set[str], data: DataFolder, problems: list[Problem]
) -> tuple[dict[str, Row], dict[str, Row]]:
    """Return the rows with the corrections applied, and the corrections of computed units.

    The printed rows stay as they are.
    """
    meant = dict(rows)
    units: dict[str, Row] = {}
    path = data.raw / "corrections.csv"
    name = data.name(path)
    sources = {known_id.partition(":")[0] for known_id in known}
    for correction in read_table(CORRECTIONS, path, data, problems):
        figure_id, field, line = correction["figure_id"], correction["field"], int(correction[LINE])
        if figure_id not in rows:
            # A bad row, or the loss of a whole file, is reported where it happened.
            if figure_id not in known and figure_id.partition(":")[0] in sources:
                sentence = f"there is no figure {figure_id}: it has moved, or remove the row"
                problems.append(Problem(name, line, sentence))
        elif field == UNIT:
            if correction["status"] == "applied":
                units[figure_id] = correction
        elif (found := rows[figure_id][field]) != correction["expect"]:
            sentence = (
                f"{field} of {figure_id} was to be {correction['expect']!r} and is {found!r}: "
                "look at the figure again, then correct or remove the row"
            )
            problems.append(Problem(name, line, sentence))
        elif correction["status"] == "applied":
            meant[figure_id] = {**meant[figure_id], field: correction["replace"]}
    return meant, units
