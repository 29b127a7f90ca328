"""Notebook 08, its words: of a share that can be read in two ways, or of any other share."""

from __future__ import annotations

from typing import Literal

from chongqing_livelihood.present.shares import ReportedShare

ReadingOfShare = Literal["they_come_in", "they_go_out"]

READINGS: dict[ReadingOfShare, tuple[str, str, str]] = {
    "they_come_in": (
        "people from outside / all treated in the county",
        "local people / all treated in the county",
        "a larger part comes from outside",
    ),
    "they_go_out": (
        "residents treated outside / all residents treated",
        "residents treated at home / all residents treated",
        "a larger part is treated elsewhere",
    ),
}
"""What the share counts, what the rest is, and what a rise says, under each reading."""

FLOWS = (
    "two flow diagrams of one share, in one with arrows from outside into the county, in the other "
    "from the county to outside, "
)
OF_TWO_READINGS = frozenset({"fengjie-2024:2660", "fengjie-2024:2667"})
"""The figures of 县外人员就医, the only share of the texts that can be read in two ways."""


def has_two_readings(share: ReportedShare) -> bool:
    """Tell whether a share is the one whose words say neither in nor out.

    >>> from chongqing_livelihood.present.shares import find_share
    >>> from chongqing_livelihood.stats.intervals import Reading
    >>> has_two_readings(find_share("fengjie-2024:2678", "fengjie-2024:2687", Reading()))
    False
    """
    return set(share.figure_ids) == OF_TWO_READINGS


def question_of(share: ReportedShare) -> str:
    """Return the question that the chart asks of a share."""
    if has_two_readings(share):
        return "Do patients come in from outside, or go out?"
    return "Did what the share counts grow, or the rest shrink?"


def volume_of(share: ReportedShare) -> str:
    """Return what the volume is called that a share counts."""
    return "outside volume" if has_two_readings(share) else "part counted"
