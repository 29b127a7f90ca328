"""The catalogue of reforms and the list of places, joined with the figures that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row
from chongqing_livelihood.data.raw_tables import CATALOGUE, PLACES_CODED
from chongqing_livelihood.data.schema import read_table, sift_table

if TYPE_CHECKING:
    from chongqing_livelihood.data.clean import CleanFigure

CODELESS = ("country", "development_zone", "region")
"""Levels of places that have no code of their own in GB/T 2260."""

UNGROUPED = ("country", "municipality", "region")
"""Levels of places that lie in no single group of the city."""


def list_reforms(
    figures: Sequence[CleanFigure], changes: Sequence[Row], data: DataFolder
) -> list[Row]:
    """Return the rows of reforms.csv in the order of the catalogue.

    ``n_figures`` counts the figures reported for a reform, ``n_outcomes`` the rows of changes.csv
    that rest on at least one of them. A reform without figures stays, with zeros.

    Raises:
        DataError: If the catalogue breaks its schema.
    """
    problems: list[Problem] = []
    catalogue = read_table(CATALOGUE, data.raw / "reforms.csv", data, problems)
    if problems:
        raise DataError(problems)
    reform_of = {figure.figure_id: figure.coding["reform"] for figure in figures}
    n_figures = Counter(reform_of.values())
    n_outcomes = Counter(
        reform
        for change in changes
        for reform in {reform_of[figure_id] for figure_id in change["figure_ids"].split()}
    )
    return [
        {**row, "n_figures": str(n_figures[row["reform"]]),
         "n_outcomes": str(n_outcomes[row["reform"]])}
        for row in catalogue
    ]  # fmt: skip


def list_places(figures: Sequence[CleanFigure], data: DataFolder) -> list[Row]:
    """Return the rows of places.csv in the order of the raw list.

    Raises:
        DataError: If the list breaks its schema, a place that must have a code or a group has
            none, or a code is given without its source.
    """
    problems: list[Problem] = []
    path = data.raw / "places.csv"
    places = sift_table(PLACES_CODED, path, data, problems)
    for place in places:
        problems += [
            Problem(data.name(path), int(place[LINE]), sentence) for sentence in _gaps(place)
        ]
    if problems:
        raise DataError(problems)
    counts = Counter(figure.coding["place"] for figure in figures)
    return [{**place, "n_figures": str(counts[place["place"]])} for place in places]


def _gaps(place: Row) -> list[str]:
    """Return what is missing from one place."""
    sentences = []
    name = place["place"]
    if not place["code"] and place["level"] not in CODELESS:
        sentences.append(
            f"{name} has no code: look its GB/T 2260 code up; every {place['level']} has one"
        )
    if not place["group"] and place["level"] not in UNGROUPED:
        sentences.append(f"{name} has no group: it lies in one of the three (一区两群), name it")
    for field in ("code", "group"):
        if bool(place[field]) != bool(place[f"{field}_source"]):
            sentences.append(f"{name}: {field} and its source go together: fill in both or none")
    return sentences
