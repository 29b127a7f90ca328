"""Find the reported figures that a notebook names. Knows no charts and no results."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import lru_cache

from chongqing_livelihood.data.clean import CleanFigure, clean_figures
from chongqing_livelihood.data.files import DataFolder, find_data
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.stats.intervals import Reading


def read_figures(reading: Reading | None = None) -> dict[str, CleanFigure]:
    """Return every reported figure by its figure_id, with what it can mean.

    What was read once is kept while no raw file changes, so that a notebook rerun with another
    parameter does not wait for the tables.

    Args:
        reading: The convention by which a printed number stands for an interval.

    >>> read_figures()["cqrb-2022:2569"].printed.text
    '23.67%'
    """
    data = find_data()
    files = [path for path in data.raw.rglob("*") if path.is_file()]
    stamp = tuple(sorted((str(path), path.stat().st_mtime_ns) for path in files))
    return dict(_read(data, reading or Reading(), stamp))


@lru_cache(maxsize=8)
def _read(
    data: DataFolder, reading: Reading, stamp: tuple[tuple[str, int], ...]
) -> dict[str, CleanFigure]:
    return {each.figure_id: each for each in clean_figures(data, reading)}


def take_figure(
    figures: Mapping[str, CleanFigure],
    figure_id: str,
    parameter: str,
    roles: Collection[str] = (),
    units: Collection[str] = (),
) -> CleanFigure:
    """Return the figure that a parameter names, if it is of the kind that is wanted.

    Args:
        figures: From `read_figures`.
        figure_id: The figure wanted.
        parameter: Name of the parameter, for the message.
        roles: Roles it can have; any if empty.
        units: Units it can have; any if empty.

    Raises:
        ParameterError: If there is no such figure, or it is of another kind.

    >>> take_figure(read_figures(), "cqrb-2022:1", "claim")
    Traceback (most recent call last):
    ...
    chongqing_livelihood.present.parameters.ParameterError: claim: there is no figure \
'cqrb-2022:1'; see load("figures")
    """
    if figure_id not in figures:
        raise ParameterError(f'{parameter}: there is no figure {figure_id!r}; see load("figures")')
    figure = figures[figure_id]
    for name, allowed, found in (
        ("role", roles, figure.coding["role"]),
        ("unit", units, figure.printed.unit or "none"),
    ):
        if allowed and found not in allowed:
            raise ParameterError(
                f"{parameter}: {figure.printed.text} ({figure_id}) has the {name} {found}: "
                f"take a figure with {' or '.join(allowed)}"
            )
    return figure


def decimals_of(figure: CleanFigure) -> int:
    """Return the number of decimals with which a figure is printed.

    >>> decimals_of(read_figures()["cqrb-2022:3104"])
    1
    """
    place = figure.printed.digit_place
    exponent = place.as_tuple().exponent if place is not None else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
