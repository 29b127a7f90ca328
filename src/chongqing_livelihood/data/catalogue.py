"""The catalogue of reforms and the list of places, joined with the figures that name them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from chongqing_livelihood.data.files import LINE, DataError, DataFolder, Problem, Row
from chongqing_livelihood.data.raw_tables import CATALOGUE, PLACES_CODED
from chongqing_livelihood.data.schema import read_table

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
        DataError: If the catalogue breaks its schema, or a figure names a reform that is not in it.
    """
    problems: list[Problem] = []
    path = data.raw / "reforms.csv"
    catalogue = read_table(CATALOGUE, path, data, problems)
    slugs = [row["reform"] for row in catalogue]
    if slugs:
        problems += _unknown("reform", slugs, figures, data, data.name(path))
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
            none, a code is given without its source, or a figure names a place not in the list.
    """
    problems: list[Problem] = []
    path = data.raw / "places.csv"
    places = read_table(PLACES_CODED, path, data, problems)
    for place in places:
        problems += [
            Problem(data.name(path), int(place[LINE]), sentence) for sentence in _gaps(place)
        ]
    if places:
        names = [row["place"] for row in places]
        problems += _unknown("place", names, figures, data, data.name(path))
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


def _unknown(
    field: str, known: Sequence[str], figures: Sequence[CleanFigure], data: DataFolder, file: str
) -> list[Problem]:
    problems = []
    for figure in figures:
        value = figure.coding[field]
        if value and value not in known:
            near = get_close_matches(value, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"add it to {file}"
            name = data.name(data.raw / "figures" / f"{figure.source}.csv")
            sentence = f"{field} {value!r} is not in {file}: {remedy}"
            problems.append(Problem(name, figure.line, sentence))
    return problems
