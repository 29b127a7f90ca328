"""Does every value that names a row of another table name one that is there?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from chongqing_livelihood.data.columns import Table
from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row, read_rows
from chongqing_livelihood.data.raw_tables import CATALOGUE, PASSAGES, PLACES_CODED, RAW_FIGURES

Keys = Mapping[tuple[str, str], tuple[Collection[str], str]]
"""By table and column: the values that are there, and what messages call their file."""


def check_links(table: Table, rows: Sequence[Row], keys: Keys, file: str) -> list[Problem]:
    """Return every value of a declared foreign key of ``table`` that is not among the keys.

    A table that is not among ``keys`` could not be read, and is reported where it was.

    >>> from chongqing_livelihood.data.tables import CHANGES
    >>> keys = {("places", "place"): (["忠县"], "places.csv")}
    >>> print(*check_links(CHANGES, [{"place": "忠州", LINE: "2"}], keys, "changes.csv"))
    changes.csv:2: place '忠州' is not in places.csv: add it to places.csv
    """
    problems = []
    for column, other, key in table.links:
        if (other, key) not in keys:
            continue
        known, name = keys[other, key]
        for row in rows:
            value = row[column]
            if value and value not in known:
                near = get_close_matches(value, sorted(known), n=1)
                remedy = f"did you mean {near[0]!r}?" if near else f"add it to {name}"
                sentence = f"{column} {value!r} is not in {name}: {remedy}"
                problems.append(Problem(file, int(row[LINE]), sentence))
    return problems


def check_raw_links(
    figures: Mapping[str, Sequence[Row]], sources: Collection[str], data: DataFolder
) -> list[Problem]:
    """Return every raw row that names a reform, place or source that is not there.

    Rows count whether or not they are right otherwise, so that one bad field hides no other.

    Args:
        figures: The coded rows of each source.
        sources: The sources that there are.
        data: The data folder.
    """
    files = {
        table: (data.raw / path, _read(table, data.raw / path, data))
        for table, path in (
            (CATALOGUE, "reforms.csv"),
            (PLACES_CODED, "places.csv"),
            (PASSAGES, "recoding/passages.csv"),
        )
    }
    keys = {
        (table.name, table.key[0]): ({row[table.key[0]] for row in rows}, data.name(path))
        for table, (path, rows) in files.items()
        if rows
    }
    keys["sources", "id"] = set(sources), data.name(data.raw / "sources")
    problems = []
    for table, (path, rows) in files.items():
        problems += check_links(table, rows, keys, data.name(path))
    for source, coded in figures.items():
        name = data.name(data.raw / "figures" / f"{source}.csv")
        problems += check_links(RAW_FIGURES, coded, keys, name)
    return problems


def _read(table: Table, path: Path, data: DataFolder) -> list[Row]:
    try:
        return read_rows(path, table.names, data.name(path))
    except DataError:
        return []
