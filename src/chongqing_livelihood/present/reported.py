"""Take reported figures by name under a reading, and show them as a table for readers."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval, Reading


class ReadingParameters(Parameters):
    """Parameters of a notebook in which a reader can doubt every printed number at once."""

    widen: float = Field(
        1.0, ge=0, le=100, allow_inf_nan=False,
        description="How many times wider to read each printed number than its rounding says",
    )  # fmt: skip

    @property
    def reading(self) -> Reading:
        """The convention by which a printed number stands for an interval."""
        return Reading(self.widen)


def find_figures(figure_ids: Mapping[str, str], reading: Reading) -> dict[str, CleanFigure]:
    """Return the figures behind figure_ids, under the same names, as ``reading`` takes them.

    Raises:
        ValueError: If there is no such figure.

    >>> found = find_figures({"jobs": "cqrb-2022:2181"}, Reading())
    >>> found["jobs"].printed.text, str(found["jobs"].meaning)
    ('25万余人', '[250000, 260000]')
    """
    known = read_figures(reading)
    if missing := [figure_id for figure_id in figure_ids.values() if figure_id not in known]:
        raise ValueError(f"there is no figure {', '.join(missing)}; see load('figures')")
    return {name: known[figure_id] for name, figure_id in figure_ids.items()}


def figures_table(reported: Mapping[str, CleanFigure]) -> ReaderTable:
    """Return reported figures as a table for readers."""
    return ReaderTable.of(
        ("place", "counted", "printed", "can mean", "figure"),
        [
            (
                name_place(each.coding["place"]),
                each.coding["counted"],
                each.printed.text,
                say_ends(each.meaning),
                each.figure_id,
            )
            for each in reported.values()
        ],
    )


def say_ends(interval: Interval, places: int | None = None) -> str:
    """Return an interval in words, rounded outward; as many decimals as it needs if not given.

    >>> say_ends(Interval.between("250000", 260000)), say_ends(Interval.between(-1, None))
    ('250,000 to 260,000', '−1 or more')
    """
    if places is None:
        ends = [end for end in (interval.lower, interval.upper) if end is not None]
        places = next((p for p in range(4) if all((e * 10**p).denominator == 1 for e in ends)), 4)
    low, high = interval.rounded_outward(places)
    least, most = (None if end is None else f"{end:,}".replace("-", "−") for end in (low, high))
    if least is None:
        return "anything" if most is None else f"{most} or less"
    if most is None:
        return f"{least} or more"
    return least if least == most else f"{least} to {most}"
