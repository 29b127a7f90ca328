"""Run a notebook over a grid of parameters, in parallel, and gather its results."""

from __future__ import annotations

import itertools
import os
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from math import prod
from pathlib import Path
from typing import Any

from chongqing_livelihood.present.notebooks import NotebookError, check_names, run_notebook

LARGEST_GRID = 10_000
RESULT_COLUMNS = ("id", "label", "value", "lower", "upper", "unit")


@dataclass(frozen=True, slots=True)
class GridPoint:
    """One point of a grid: its parameters, and either the results or the sentence that failed."""

    parameters: Mapping[str, Any]
    results: tuple[Mapping[str, Any], ...]
    failure: str = ""

    def rows(self) -> list[dict[str, str]]:
        """Return one row a result: the parameters, then what `RESULT_COLUMNS` name."""
        varied = {name: str(value) for name, value in self.parameters.items()}
        return [
            varied | {column: str(result[column]) for column in RESULT_COLUMNS}
            for result in self.results
        ]


def expand_values(text: str) -> list[Any]:
    """Return the values of one axis: ``start:stop:step`` with both ends, or a list by commas.

    Raises:
        ValueError: If it is neither, the step leads away from the stop, a value is empty or stands
            twice, or the axis is too long.

    >>> expand_values("0:0.04:0.02"), expand_values("1,2,5"), expand_values("table,text")
    ([0.0, 0.02, 0.04], [1, 2, 5], ['table', 'text'])
    """
    parts = text.split(":")
    if len(parts) != 3:
        return _listed(text)
    try:
        start, stop, step = (Decimal(part.strip()) for part in parts)
        if not all(number.is_finite() for number in (start, stop, step)):
            raise InvalidOperation
    except InvalidOperation:
        raise ValueError(f"{text!r} is not start:stop:step in numbers, as in 0:0.08:0.01") from None
    if step == 0 or (stop - start) / step < 0:
        raise ValueError(f"a step of {step} does not lead from {start} to {stop}")
    count = int((stop - start) / step) + 1
    if count > LARGEST_GRID:
        raise ValueError(
            f"{text!r} has {count:.3g} values; a grid has at most {LARGEST_GRID} points"
        )
    whole = all(number == int(number) for number in (start, stop, step)) and "." not in text
    values = [start + step * index for index in range(count)]
    return [int(value) if whole else float(value) for value in values]


def _listed(text: str) -> list[Any]:
    import yaml

    if re.fullmatch(r"[-+.\d]+:[-+.\d]+", text.strip()):
        raise ValueError(f"{text!r} lacks its step: write {text.strip()}:0.01")
    try:
        values = [yaml.safe_load(value) for value in text.split(",")]
    except (yaml.YAMLError, ValueError):  # a ValueError is a date that is none
        raise ValueError(f"{text!r} is no list of values as YAML writes them") from None
    if not all(value.strip() for value in text.split(",")):
        raise ValueError(f"{text!r} has an empty value: write a,b,c without gaps")
    if twice := [value for value in values if values.count(value) > 1]:
        raise ValueError(f"{twice[0]} stands twice in {text!r}: keep one")
    return values


def sweep(
    notebook: Path, axes: Mapping[str, Sequence[Any]], workers: int | None = None
) -> Iterator[GridPoint]:
    """Run a notebook at every point of a grid and give each point as it is done.

    Args:
        notebook: The notebook.
        axes: The values of each parameter to vary.
        workers: How many to run at once; the number of cores if not given.

    Raises:
        NotebookError: If the notebook has no such parameter.
        ValueError: If the grid has too many points.
    """
    check_names(notebook, axes)
    size = prod(len(values) for values in axes.values())
    if size > LARGEST_GRID:
        raise ValueError(f"the grid has {size} points; {LARGEST_GRID} are the most")
    points = [dict(zip(axes, values, strict=True)) for values in itertools.product(*axes.values())]
    with ProcessPoolExecutor(workers or os.cpu_count(), initializer=_hush) as pool:
        try:
            for done in as_completed([pool.submit(_run, notebook, point) for point in points]):
                yield done.result()
        finally:
            pool.shutdown(cancel_futures=True)  # an interruption does not wait for the rest


def _hush() -> None:
    # What fails is said by its point; an interrupted run would add tracebacks of its libraries.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)


def _run(notebook: Path, parameters: dict[str, Any]) -> GridPoint:
    with tempfile.TemporaryDirectory() as scratch:
        try:
            results = run_notebook(notebook, Path(scratch, notebook.name), parameters)
        except NotebookError as error:
            return GridPoint(parameters, (), str(error))
    return GridPoint(parameters, tuple(results))
