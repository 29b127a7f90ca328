"""From raw data to the processed tables: all of them, or none and everything that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from chongqing_livelihood.data.agreement import list_agreement
from chongqing_livelihood.data.audit import list_audit
from chongqing_livelihood.data.catalogue import list_places, list_reforms
from chongqing_livelihood.data.changes import list_changes
from chongqing_livelihood.data.figures import (
    CleanFigure as CleanFigure,  # noqa: PLC0414 (others take it from here)
)
from chongqing_livelihood.data.figures import read_figures
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
from chongqing_livelihood.data.links import check_links, check_raw_links
from chongqing_livelihood.data.package import describe_package, list_columns, to_parquet
from chongqing_livelihood.data.schema import check_table
from chongqing_livelihood.data.sources import compare_with_texts, read_sidecars, sift_sidecars
from chongqing_livelihood.data.tables import PROCESSED_TABLES
from chongqing_livelihood.data.targets import list_targets
from chongqing_livelihood.stats.intervals import Reading


def clean(
    data: str | Path | DataFolder | None = None, reading: Reading | None = None
) -> dict[str, list[Row]]:
    """Return every processed table, computed from ``data/raw``.

    Args:
        data: A data folder; else the checkout's, else the copy installed with the package.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        DataError: If anything in the raw data is wrong; every bad row of every file is named.

    >>> clean()["figures"][0]["source"]
    'cqrb-2022'
    """
    data = find_data(data)
    problems: list[Problem] = []

    def attempt(build: Callable[[], list[Row]]) -> list[Row]:
        # Every table is tried, so that all bad rows are reported at once.
        try:
            return build()
        except DataError as error:
            problems.extend(error.problems)
            return []

    read = read_figures(data, reading or Reading())
    figures = read.figures
    problems += read.problems
    sift_sidecars(data, problems)
    problems += check_raw_links(read.rows, read.sources, data)
    # A pair that has lost a member to a bad row would only be blamed for it a second time.
    whole = [figure for figure in figures if figure.coding["pair"] not in read.spoiled]
    changes = attempt(lambda: list_changes(whole, data))
    tables = {
        "figures": [figure.as_row() for figure in figures],
        "changes": changes,
        "reforms": attempt(lambda: list_reforms(figures, changes, data)),
        "places": attempt(lambda: list_places(figures, data)),
        "agreement": attempt(lambda: list_agreement(data)),
        "targets": attempt(lambda: list_targets(figures, data, read.lost)),
        "audit": attempt(lambda: list_audit(figures, data, read.lost)),
        "codebook": list_columns(),
    }
    if problems:
        raise DataError(problems)
    return tables


def write_processed(data: str | Path | DataFolder | None = None) -> list[str]:
    """Rebuild ``data/processed`` and return the names of the files that changed.

    Either every table is rebuilt or none: nothing is written before all of it is checked. Where
    the source texts are at hand (CHONGQING_SOURCES), the tokens are compared with them first.

    Args:
        data: A data folder; else the checkout's.

    Raises:
        DataError: If there is only the installed copy, which is never rewritten; if anything in
            the raw data is wrong or does not stand in its text; or if a processed table breaks its
            schema or names a row of another that is not there.
    """
    data = find_data(data)
    if data.fixed:
        sentence = "is the copy installed with the package: name the data folder of a checkout"
        raise DataError([Problem(data.name(data.root), 0, sentence)])
    if moved := compare_with_texts(data):
        kept = Problem(data.name(data.processed), 0, "nothing overwritten: correct the rows below")
        raise DataError([kept, *moved, *_problems_of(lambda: clean(data))])
    tables = clean(data)
    problems: list[Problem] = []
    files: dict[str, bytes] = {}
    keys = {
        (name, column): ({row[column] for row in rows}, data.name(data.processed / f"{name}.csv"))
        for name, rows in tables.items()
        for column in (rows[0] if rows else ())
    }
    for table in PROCESSED_TABLES:
        rows = tables[table.name]
        numbered = [{**row, LINE: str(line)} for line, row in enumerate(rows, start=2)]
        file = data.name(data.processed / f"{table.name}.csv")
        problems += check_table(table, numbered, file) + check_links(table, numbered, keys, file)
        files[f"{table.name}.csv"] = to_csv(table.names, rows).encode("utf-8")
        if parquet := to_parquet(table, rows):
            files[f"{table.name}.parquet"] = parquet
    if problems:
        raise DataError(problems)
    files["datapackage.json"] = describe_package(files, read_sidecars(data)).encode("utf-8")
    return write_whole(data.processed, files)


def _problems_of(build: Callable[[], object]) -> tuple[Problem, ...]:
    try:
        build()
    except DataError as error:
        return error.problems
    return ()


def clean_figures(data: DataFolder, reading: Reading) -> list[CleanFigure]:
    """Return every coded figure of every source with its value and interval, in order.

    Raises:
        DataError: If a row or a correction is wrong; all of them are named.
    """
    read = read_figures(data, reading)
    if read.problems:
        raise DataError(read.problems)
    return read.figures
