"""Load a processed table as a typed frame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import DataFolder, find_data, read_text
from chongqing_livelihood.data.tables import PROCESSED_TABLES

if TYPE_CHECKING:
    import pandas as pd

_TYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "boolean"}


def load(table: str, folder: str | Path | DataFolder | None = None) -> pd.DataFrame:
    """Return a processed table as a frame with typed columns.

    Args:
        table: ``figures``, ``changes``, ``targets``, ``reforms``, ``audit``, ``places``,
            ``agreement`` (of the two codings) or ``codebook`` (every column of every table).
        folder: A data folder; else the checkout's, else the copy installed with the package.

    Returns:
        One row a record, in the order of the file. Numbers are float64 in base units, offsets
        Int64, text is str with "" where nothing is known. ``frame.attrs`` holds ``title``,
        ``units`` and ``descriptions`` (each by column).

    Raises:
        ValueError: If there is no such table.
        DataError: If its file is missing, or is not UTF-8.

    >>> figures = load("figures")
    >>> figures.loc[figures.text == "23.67%", ["place", "value", "lower", "upper"]].values.tolist()
    [['垫江县', 23.67, 23.665, 23.675]]
    >>> figures.attrs["units"]["start"]
    'character'
    """
    import io

    import pandas as pd

    tables = {each.name: each for each in PROCESSED_TABLES}
    if table not in tables:
        raise ValueError(f"there is no table {table!r}: take one of {', '.join(tables)}")
    data = find_data(folder)
    path = data.processed / f"{table}.csv"
    columns = tables[table].columns
    frame = pd.read_csv(
        io.StringIO(read_text(path, data.name(path))),
        dtype={column.name: _TYPES[column.kind] for column in columns},
        na_values={column.name: [""] for column in columns if column.kind != "string"},
        keep_default_na=False,
    )
    frame.attrs = {
        "title": tables[table].title,
        "units": {column.name: column.unit for column in columns if column.unit},
        "descriptions": {column.name: column.description for column in columns},
    }
    return frame
