"""What follows from a cut time limit, a promised one and an average number of trips."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.figures import read_figures, take_figure
from chongqing_livelihood.stats.change import relative_change
from chongqing_livelihood.stats.intervals import Interval, Reading

FIGURES = {
    "before": "cqrb-2024:3735",
    "after": "cqrb-2024:3744",
    "fast": "cqrb-2024:3719",
    "promise": "wanzhou-2022:1216",
    "trips": "wanzhou-2022:1231",
    "project": "cqrb-2022:6830",
}
"""The reported figures: limits before, after and without review; promise, trips, one project."""


@dataclass(frozen=True, slots=True)
class Savings:
    """The reported figures, and the cuts that they state; cuts are fractions.

    Attributes:
        figures: The figures by their short names.
        days: Days taken off the limit at Shapingba.
        limit_cut: The same as a fraction of the old limit.
        any_cut: The same for any case, whether it is granted without review or not.
        promise_cut: How far Wanzhou's promise lies below what it is compared with.
        real_cut: How far it fell over time, if it was below the legal limit before.
        project_cut: How much shorter one project took at Fuling.
        no_trip: Share of matters at Wanzhou that need no trip at all.
    """

    figures: dict[str, CleanFigure]
    days: Interval
    limit_cut: Interval
    any_cut: Interval
    promise_cut: Interval
    real_cut: Interval
    project_cut: Interval
    no_trip: Interval


def read_savings(reading: Reading, earlier_cut_pct: float, most_trips: int) -> Savings:
    """Return the reported cuts, with what follows from them by arithmetic.

    Args:
        reading: The convention by which a printed number stands for an interval.
        earlier_cut_pct: How far below the legal limit the promise may have been before, percent.
        most_trips: Most trips that one matter takes.
    """
    known = read_figures(reading)
    figures = {name: take_figure(known, each, name) for name, each in FIGURES.items()}
    before, after, fast = (figures[name].meaning for name in ("before", "after", "fast"))
    change = relative_change(before, after)
    promise = figures["promise"].meaning / 100
    earlier = Interval.between(0, earlier_cut_pct) / 100
    trips = figures["trips"].meaning
    # Whole trips: a share p of matters with at least one has p <= mean <= p * most.
    some = Interval((trips / most_trips).lower, min(Fraction(1), trips.upper or Fraction(1)))
    return Savings(
        figures=figures,
        days=-change.difference,
        limit_cut=-change.growth,
        any_cut=-relative_change(before, fast.hull(after)).growth,
        promise_cut=promise,
        real_cut=1 - (1 - promise) / (1 - earlier),
        project_cut=figures["project"].meaning / 100,
        no_trip=1 - some,
    )


def forced_cut(cut: Interval, used: Interval) -> Interval:
    """Return how much shorter cases must be on average when their limit is cut and kept.

    An average case took the share u of the old limit. If the new limit, 1 - c of the old, is
    always kept, the time beyond it is saved. It is least where all cases take the same time,
    max(0, 1 - (1 - c) / u) of the time they took, and greatest where they take either all of the
    limit or nothing: c.

    Args:
        cut: Cut c of the limit, as a fraction.
        used: Share u of the old limit that an average case took, as a fraction; positive.

    >>> at_half = forced_cut(Interval.exactly("0.8"), Interval.exactly("0.5"))
    >>> [float(end) for end in (at_half.lower, at_half.upper)]
    [0.6, 0.8]
    """
    at_least = 1 - (1 - cut) / used
    return Interval(max(Fraction(0), at_least.lower or Fraction(0)), cut.upper)
