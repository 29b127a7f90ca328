"""Notebook 12: time and trips that administrative reforms save, and what a limit can show."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.present.analyses.time_limits import FIGURES, Savings, forced_cut
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, ink_of, panel
from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.bounds import bound_share_above
from chongqing_livelihood.stats.intervals import Interval, Reading

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "administrative_savings"
QUESTION = "How much faster must a service be when its time limit is cut?"


class AdministrativeSavings(Parameters):
    """Parameters of notebook 12: what has to be assumed to get from a limit to a saving."""

    used_low_pct: float = Field(
        30.0, ge=5, le=100, allow_inf_nan=False,
        description="Least share of the old limit that an average case took, in percent",
    )  # fmt: skip
    used_high_pct: float = Field(
        80.0, ge=5, le=100, allow_inf_nan=False,
        description="Greatest share of the old limit that an average case took, in percent",
    )  # fmt: skip
    earlier_cut_pct: float = Field(
        50.0, ge=0, le=80, allow_inf_nan=False,
        description="How far below the legal limit Wanzhou's promise may have been before, percent",
    )  # fmt: skip
    trips_before: float = Field(
        1.0, ge=0.25, le=10, allow_inf_nan=False, description="Trips a matter took before"
    )
    most_trips: int = Field(3, ge=1, le=10, description="Most trips that one matter takes now")
    widen: float = Field(
        1.0, ge=0, le=10, allow_inf_nan=False,
        description="How many times wider to read each printed number than its rounding says",
    )  # fmt: skip

    @model_validator(mode="after")
    def _shares_in_order(self) -> Self:
        if self.used_low_pct > self.used_high_pct:
            raise ValueError(
                f"used_low_pct ({self.used_low_pct}) is above used_high_pct "
                f"({self.used_high_pct}): swap them"
            )
        return self

    @property
    def reading(self) -> Reading:
        """The convention by which a printed number stands for an interval."""
        return Reading(widen=self.widen)

    @property
    def used(self) -> Interval:
        """The share of the old limit that an average case took, as a fraction."""
        return Interval.between(self.used_low_pct, self.used_high_pct) / 100


def savings_table(savings: Savings) -> ReaderTable:
    """Return what each text prints, what kind of number it is, and what it leaves open."""
    printed = {name: figure.printed.text for name, figure in savings.figures.items()}
    rows = (
        ("before", f"{printed['before']} → {printed['after']}", "time limit (办理时限)", "yes",
         "how long cases really took, before or after"),
        ("fast", printed["fast"], "time limit, granted without review (免审即享)", "no",
         "how many cases qualify, and whether they did before"),
        ("promise", f"−{printed['promise']}", "average promised limit (承诺办结时限)", "no",
         "whether it is compared with the law or with an earlier promise; real times"),
        ("trips", printed["trips"], "average trips a matter (平均跑动次数)", "no",
         "trips before; whether averaged over matters or over applicants"),
        ("project", f"−{printed['project']}", "time of one project (拿地到动工)", "no",
         "which project it is compared with; other projects"),
    )  # fmt: skip
    return ReaderTable.of(
        ("place", "printed", "what it is", "starting point printed", "what cannot be known"),
        [(name_place(savings.figures[name].coding["place"]), *rest) for name, *rest in rows],
    )


def record_savings(savings: Savings, used: Interval, trips_before: float) -> Results:
    """Return what is printed, what follows for certain, and what follows from assumptions.

    Args:
        savings: From `read_savings`.
        used: Share of the old limit that an average case took, as a fraction.
        trips_before: Trips a matter took before.
    """
    results = Results(NOTEBOOK)
    value = {name: Fraction(each.printed.value or 0) for name, each in savings.figures.items()}
    limit = [FIGURES["before"], FIGURES["after"]]
    old, new, trips = value["before"], value["after"], value["trips"]
    promise, project = value["promise"] / 100, value["project"] / 100
    touched = bound_share_above(used * old, cap=old, threshold=new)
    least = (used * savings.figures["before"].meaning - savings.figures["after"].meaning).lower
    days_forced = Interval(max(Fraction(0), least or Fraction(0)), (used * savings.days).upper)
    percent, days, trip = "percent", "working_day", [FIGURES["trips"]]
    average = savings.figures["trips"].meaning
    rows: list[tuple[str, Fraction | None, Interval, str, int, list[str], str]] = [
        ("limit_before", old, savings.figures["before"].meaning, days, 1, limit[:1],
         "Shapingba, social assistance: limit before"),
        ("limit_after", new, savings.figures["after"].meaning, days, 1, limit[1:],
         "Shapingba, social assistance: limit after"),
        ("days", old - new, savings.days, days, 1, limit, "Shapingba: days taken off the limit"),
        ("limit_cut", 100 * (1 - new / old), 100 * savings.limit_cut, percent, 1, limit,
         "Shapingba: the same, in percent of the old limit"),
        ("any_cut", None, 100 * savings.any_cut, percent, 1, [*limit, FIGURES["fast"]],
         "Shapingba: cut for any case, with or without review"),
        ("limit_forced", None, 100 * forced_cut(savings.limit_cut, used), percent, 1, limit,
         "Shapingba: cut of the average time that the new limit forces"),
        ("days_forced", None, days_forced, days, 1, limit, "Shapingba: the same, in days a case"),
        ("touched", None, 100 * touched, percent, 0, limit,
         "Shapingba: share of cases that had to become faster"),
        ("limit_tipping", 100 * new / old, 100 * (1 - savings.limit_cut), percent, 1, limit,
         "Shapingba: share of the old limit up to which nothing need have changed"),
        ("promise_cut", 100 * promise, 100 * savings.promise_cut, percent, 1,
         [FIGURES["promise"]], "Wanzhou: promised limit, reported cut"),
        ("promise_factor", 1 / (1 - promise), 1 / (1 - savings.promise_cut), "times", 2,
         [FIGURES["promise"]], "Wanzhou: old limit over promised limit"),
        ("real_cut", None, 100 * savings.real_cut, percent, 1, [FIGURES["promise"]],
         "Wanzhou: cut over time, if the promise was below the law before"),
        ("promise_forced", None, 100 * forced_cut(savings.real_cut, used), percent, 1,
         [FIGURES["promise"]], "Wanzhou: cut of the average time that the promise forces"),
        ("promise_tipping", None, 100 * (1 - savings.real_cut), percent, 1,
         [FIGURES["promise"]],
         "Wanzhou: share of the old limit up to which nothing need have changed"),
        ("trips", trips, average, "trip", 2, trip, "Wanzhou: average trips a matter"),
        ("no_trip_least", 100 * (1 - trips), 100 * (1 - average), percent, 1, trip,
         "Wanzhou: share of matters without a trip, at least"),
        ("no_trip", None, 100 * savings.no_trip, percent, 1, trip,
         "Wanzhou: the same, if no matter takes more trips than assumed"),
        ("trips_saved", Fraction(str(trips_before)) - trips,
         Fraction(str(trips_before)) - average, "trip", 2, trip,
         "Wanzhou: trips saved a matter, if the assumed number was needed before"),
        ("project_cut", 100 * project, 100 * savings.project_cut, percent, 1,
         [FIGURES["project"]], "Fuling: time from land to start of building, reported cut"),
        ("project_factor", 1 / (1 - project), 1 / (1 - savings.project_cut), "times", 2,
         [FIGURES["project"]], "Fuling: old time over new time"),
    ]  # fmt: skip
    for name, at, interval, unit, places, figures, label in rows:
        results.add(name, at, interval, unit=unit, places=places, figures=figures, label=label)
    for name, end in (("low", used.lower), ("high", used.upper)):
        label = f"Assumed share of the old limit that an average case took, {name}est"
        results.add(f"used_{name}", 100 * (end or 0), unit=percent, places=0, label=label)
    return results


def chart_savings(savings: Savings, used: Interval) -> tuple[Chart, str]:
    """Return what a cut limit forces, against how much of the old one was used; and its alt text.

    For each limit the band runs from the least to the greatest saving that the cut can force.
    """
    low, high = (100 * float(end or 0) for end in (used.lower, used.upper))
    before, after = (f"{savings.figures[name].printed.value:f}" for name in ("before", "after"))
    promise = savings.figures["promise"].printed.text
    with panel(QUESTION) as (chart, left):
        chart.set_size_inches(8.4, 4.5)
        left.set_position((0.095, 0.2, 0.415, 0.62))
        right = chart.add_axes((0.56, 0.2, 0.415, 0.62), sharey=left)
        left.set_title(QUESTION, pad=34)
        for axes, cut, colour, words in (
            (left, savings.limit_cut, COLOURS[0], f"limit {before} → {after} working days"),
            (right, savings.real_cut, COLOURS[1], f"promised limit −{promise}"),
        ):
            name = "before" if axes is left else "promise"
            place = name_place(savings.figures[name].coding["place"])
            axes.axvspan(low, high, color="#bbbbbb", alpha=0.3, lw=0)
            axes.text((low + high) / 2, 96, "assumed use", ha="center", va="top", color=FAINT)
            axes.text(0, 103, f"{place}: {words}", color=ink_of(colour), fontsize=10.5)
            _draw_band(axes, cut, colour)
            axes.set(xlim=(0, 100), ylim=(0, 100))
            axes.set_xlabel("share of the old limit that a case took (%)")
        left.set_ylabel("saving that the new limit forces\n(% of the time taken)", color=INK)
        right.tick_params(labelleft=False)
    ends = [100 * float(1 - (cut.lower or 0)) for cut in (savings.limit_cut, savings.real_cut)]
    alt = (
        "Band chart. The saving that a shorter limit forces lies between a rising lower line and "
        f"the cut itself. The lower line leaves zero where an average case took {ends[0]:.0f}% of "
        f"the old limit at Shapingba and {ends[1]:.0f}% at Wanzhou: below that, nothing need have "
        "become faster."
    )
    return chart, alt


def say_findings(results: Results) -> None:
    """Show what is certain, what is forced under the assumptions, and what is not known."""
    span = "If an average case took between {used_low} and {used_high} of the old limit"
    results.say(
        "**Shapingba (沙坪坝区).** The limit fell from {limit_before} to {limit_after}, by "
        "{days:interval} or {limit_cut:interval}. That is permission, not waiting. " + span + ", "
        "the new limit forces a saving of {days_forced:bounds} a case.",
    )
    results.say(
        "Some of that is certain, however the cases were spread.",
        holds=(results.entries["days_forced"].interval.lower or 0) > 0,
        otherwise="**It may have saved nothing:** if no case took more than "
        "{limit_tipping:interval} of the old limit, every case was in time for the new one "
        "already.",
    )
    results.say(
        "**Wanzhou (万州区).** The promise is {promise_cut:interval} below what it is compared "
        "with, which the text does not name. If that is the law, and part of the cut was promised "
        "before, the cut over time is only known to lie in {real_cut:bounds}. " + span + ", it "
        "forces a cut of the time taken in {promise_forced:bounds}."
    )
    results.say(
        "**One number says something almost by itself.** If each matter that is averaged takes a "
        "whole number of trips, an average of {trips} means that at least {no_trip_least:interval} "
        "of the matters need no trip at all. How many trips there were before is not reported."
    )
    results.say(
        "**Fuling (涪陵区).** One project took {project_cut:interval} less time from land to "
        "building, {project_factor} as fast as something that is not named. It is a measured "
        "time and not a limit, but a single case."
    )


def _draw_band(axes: Axes, cut: Interval, colour: str) -> None:
    shares = [0.5 * step for step in range(1, 201)]
    least = [
        100 * float(forced_cut(cut, Interval.between(share, share) / 100).lower or 0)
        for share in shares
    ]
    most = 100 * float(cut.upper or 0)
    axes.fill_between(shares, least, most, color=colour, alpha=0.22, lw=0)
    axes.plot([0, 100], [most, most], color=colour, lw=1.8)
    axes.plot(shares, least, color=colour, lw=1.8, ls="--")
    axes.text(1.5, most + 1, "at most", color=ink_of(colour), va="bottom", fontsize=9.5)
    tip = 100 * float(1 - (cut.lower or 0))
    axes.plot([tip], [0], "o", color=colour, ms=8, clip_on=False, zorder=5)
    side, shift = ("left", 3) if tip < 50 else ("right", -3)
    words = f"perhaps none up to {tip:.0f}%"
    axes.text(tip + shift, 2, words, ha=side, va="bottom", color=INK, fontsize=9.5)
    axes.text(99, least[195] - 14, "at least", ha="right", va="top", color=ink_of(colour),
              fontsize=9.5)  # fmt: skip
