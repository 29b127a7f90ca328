"""What visits did elsewhere, as published: comparators for notebook 02."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from chongqing_livelihood.data.files import find_data, read_rows
from chongqing_livelihood.data.raw_tables import CONTEXT
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.tables import ReaderTable

_GROWTH = re.compile(r"([+-]\d+(?:\.\d+)?)% on (\d{4})")


@dataclass(frozen=True, slots=True)
class VisitGrowth:
    """Published growth of visits over one year; `growth` is a fraction."""

    series: str
    place: str
    start: str
    end: str
    growth: Fraction
    title: str


def visit_growth() -> list[VisitGrowth]:
    """Return every growth of visits that a document of the context table states, by year.

    >>> [(each.place, each.start, float(each.growth)) for each in visit_growth()][:2]
    [('全国', '2018', 0.057), ('万州区', '2019', -0.092)]
    """
    data = find_data()
    path = data.raw / "context.csv"
    found = []
    for row in read_rows(path, CONTEXT.names, data.name(path)):
        stated = _GROWTH.search(row["note"])
        if stated and "visits" in row["series"].lower():
            growth = Fraction(stated[1]) / 100
            found.append(
                VisitGrowth(
                    row["series"], row["place"], stated[2], row["period"], growth, row["title"]
                )
            )
    return sorted(found, key=lambda each: (each.start, each.place))


def comparator_table() -> ReaderTable:
    """Return what visits did elsewhere as a table for readers, with the document of each."""
    return ReaderTable.of(
        ("place", "visits to", "from", "to", "growth (%)", "published in"),
        [
            (
                name_place(each.place),
                each.series.removeprefix("Visits, ").removeprefix("Total visits, "),
                each.start,
                each.end,
                f"{100 * float(each.growth):+.1f}",
                each.title,
            )
            for each in visit_growth()
        ],
    )
