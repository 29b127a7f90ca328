"""Official background statistics, each with its publisher. Knows no reported figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from chongqing_livelihood.data.files import DataFolder, find_data, read_rows
from chongqing_livelihood.data.raw_tables import CONTEXT
from chongqing_livelihood.reading import Figure, parse_figure


@dataclass(frozen=True, slots=True)
class Background:
    """One published value, in base units, with the document it stands in."""

    series: str
    place: str
    period: str
    text: str
    unit: str
    title: str
    grade: str
    note: str

    @property
    def value(self) -> Fraction:
        """The published value at its face value."""
        return Fraction(self.text)

    @property
    def printed(self) -> Figure:
        """The published value as a printed number, for a reading to interpret."""
        return parse_figure(self.text)

    def printed_in_note(self, what: str) -> Figure:
        """Return a number that the note gives in thousands, as a printed number.

        Args:
            what: The words before the number, such as ``authorised beds``.

        Raises:
            ValueError: If the note holds no such number.
        """
        found = re.search(rf"\b{re.escape(what)} (\d+(?:\.\d+)?) thousand\b", self.note)
        if found is None:
            raise ValueError(
                f"the note of {self.series!r} ({self.place}, {self.period}) gives no "
                f"{what!r} in thousands: look at context.csv again"
            )
        return parse_figure(f"{found[1]}千")


def find_background(
    series: str, place: str, data: DataFolder | None = None
) -> dict[str, Background]:
    """Return the published values of one series for one place, by period, earliest first.

    Args:
        series: As ``data/raw/context.csv`` names it.
        place: Short Chinese name.
        data: The data folder.

    Raises:
        ValueError: If there is no such series for the place; the sentence has the nearest name.
        DataError: If the table is missing or malformed.

    >>> jobs = find_background("Urban new employment", "开州区")
    >>> [(period, int(each.value)) for period, each in jobs.items()]
    [('2020', 15266), ('2023', 8285), ('2024', 7998)]
    """
    data = data or find_data()
    path = data.raw / "context.csv"
    rows = read_rows(path, CONTEXT.names, data.name(path))
    known = sorted({row["series"] for row in rows if row["place"] == place})
    if series not in known:
        near = get_close_matches(series, known, n=1, cutoff=0)
        remedy = f"did you mean {near[0]!r}?" if near else "the place has no background at all"
        raise ValueError(f"no background series {series!r} for {place}: {remedy}")
    found = [
        Background(
            series=row["series"],
            place=row["place"],
            period=row["period"],
            text=row["value"],
            unit=row["unit"],
            title=row["title"],
            grade=row["grade"],
            note=row["note"],
        )
        for row in rows
        if (row["series"], row["place"]) == (series, place)
    ]
    return {each.period: each for each in sorted(found, key=lambda each: each.period)}
