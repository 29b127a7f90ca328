"""Check tables against their columns with pandera, and say what is wrong in sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from chongqing_livelihood.data.columns import Column, Table
from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row, read_rows

if TYPE_CHECKING:
    import pandas as pd
    import pandera.pandas as pa

INTEGER = r"0|[1-9]\d*"
NUMBER = r"-?(0|[1-9]\d*)(\.\d*[1-9])?"


def check_table(table: Table, rows: Sequence[Row], file: str) -> list[Problem]:
    """Return everything wrong with the rows of one table, each with its file and line.

    >>> from chongqing_livelihood.data.raw_tables import CORRECTIONS
    >>> row = dict.fromkeys(CORRECTIONS.names, "x") | {"figure_id": "a:1", LINE: "2"}
    >>> row |= {"field": "unit_given", "status": "aplied"}
    >>> print(*check_table(CORRECTIONS, [row], "corrections.csv"))
    corrections.csv:2: status 'aplied' is not one of applied, flagged: did you mean 'applied'?
    """
    import pandas as pd
    from pandera.errors import SchemaErrors

    if not rows:
        return []
    lines = [int(row[LINE]) for row in rows]
    frame = pd.DataFrame(rows, index=lines, dtype=object)[list(table.names)]
    problems = _repeated_keys(table, frame, file)
    try:
        _schema(table).validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        columns = {column.name: column for column in table.columns}
        for line, name, value in zip(
            cases["index"], cases["column"], cases["failure_case"], strict=True
        ):
            problems.append(Problem(file, int(line), _sentence(columns[name], value)))
    return problems


def read_table(table: Table, path: Path, data: DataFolder, problems: list[Problem]) -> list[Row]:
    """Return the rows of a raw table, or none and everything wrong with it in ``problems``."""
    before = len(problems)
    rows = sift_table(table, path, data, problems)
    return rows if len(problems) == before else []


def sift_table(table: Table, path: Path, data: DataFolder, problems: list[Problem]) -> list[Row]:
    """Return the rows of a raw table that are right; append what is wrong with the others."""
    name = data.name(path)
    try:
        rows = read_rows(path, table.names, name)
    except DataError as error:
        problems += error.problems
        return []
    wrong = check_table(table, rows, name)
    problems += wrong
    lines = {problem.line for problem in wrong}
    return [row for row in rows if int(row[LINE]) not in lines]


def _schema(table: Table) -> pa.DataFrameSchema:
    import pandera.pandas as pa

    return pa.DataFrameSchema(
        {
            column.name: pa.Column(object, pa.Check(_pattern(column), element_wise=True))
            for column in table.columns
        },
        strict=True,
        ordered=True,
    )


def _pattern(column: Column) -> Callable[[str], bool]:
    """Return the test that a field of this column must pass, as text."""
    pattern = column.pattern or {"integer": INTEGER, "number": NUMBER, "boolean": "true|false"}.get(
        column.kind, r"(?s:.+)"
    )
    whole = re.compile(pattern)

    def holds(value: str) -> bool:
        if not value:
            return not column.required
        if column.vocabulary:
            return value in column.vocabulary
        return whole.fullmatch(value) is not None and "\n" not in value

    return holds


def _sentence(column: Column, value: str) -> str:
    if not value:
        return f"{column.name} is empty: {column.description[0].lower()}{column.description[1:]}"
    if column.vocabulary:
        near = get_close_matches(value, column.vocabulary, n=1)
        remedy = f"did you mean {near[0]!r}?" if near else "take one of them"
        return f"{column.name} {value!r} is not one of {', '.join(column.vocabulary)}: {remedy}"
    if column.hint:
        return f"{column.name} {value!r} cannot be read: {column.hint}"
    if column.kind in ("integer", "number"):
        kind = "a whole number" if column.kind == "integer" else "a plain decimal number"
        return f"{column.name} {value!r} is not {kind}: write it without spaces or separators"
    return f"{column.name} {value!r} holds a line break: write it in one line"


def _repeated_keys(table: Table, frame: pd.DataFrame, file: str) -> list[Problem]:
    repeated = frame[frame.duplicated(list(table.key), keep="first")]
    problems = []
    for line, row in repeated.iterrows():
        key = ", ".join(f"{name} {row[name]!r}" for name in table.key)
        sentence = f"{key} stands in an earlier row too: keep one of them"
        problems.append(Problem(file, int(str(line)), sentence))
    return problems
