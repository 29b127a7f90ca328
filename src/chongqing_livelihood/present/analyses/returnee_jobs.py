"""Notebook 09: whether the jobs credited to returned migrants can be as many as reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.charts import COLOURS, INK, panel
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import ReadingParameters, say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "returnee_jobs"
QUESTION = "Can Kaizhou's number of returnee jobs be true?"
KAIZHOU, FENGJIE = "开州区", "奉节县"
FIGURES = {
    "founders": "cqrb-2022:2125",
    "entities": "cqrb-2022:2144",
    "investment": "cqrb-2022:2154",
    "economy_share": "cqrb-2022:2169",
    "jobs": "cqrb-2022:2181",
    "fengjie_returnees": "fengjie-2024:1529",
    "fengjie_entities": "fengjie-2024:1548",
    "fengjie_jobs": "fengjie-2024:1570",
}

_FLOOR, _UNBOUNDED = 3e3, 1e8
_STYLE_OF = {
    "reported": (COLOURS[1], "o"),
    "published": (COLOURS[0], "s"),
    "computed": (COLOURS[2], "^"),
    "assumed": (COLOURS[3], "D"),
}


class ReturneeJobs(ReadingParameters):
    """Parameters of notebook 09: what to strike off the reported jobs, and whom to compare."""

    double_counting: float = Field(
        0.0, ge=0, le=0.6, allow_inf_nan=False,
        description="Share of the reported jobs that count a person a second time, as a fraction",
    )  # fmt: skip
    outside_share: float = Field(
        0.0, ge=0, le=0.9, allow_inf_nan=False,
        description="Share of the jobs held by people who live outside the district",
    )  # fmt: skip
    survival: float = Field(
        1.0, ge=0.2, le=1, allow_inf_nan=False,
        description="Share of the reported entities, and of their jobs, that still exist",
    )  # fmt: skip
    employed_share: float = Field(
        0.5, ge=0.3, le=0.65, allow_inf_nan=False,
        description="Share of all residents who work, as a fraction; an assumption",
    )  # fmt: skip
    population_year: Literal[2023, 2024] = Field(
        2023, description="Year-end whose residents are compared: 2023 or 2024"
    )

    @property
    def distinct(self) -> Fraction:
        """Share of the reported jobs that stand for one person each."""
        return 1 - exact(self.double_counting)

    @property
    def kept(self) -> Fraction:
        """Share of the reported jobs left after all three discounts."""
        return self.distinct * (1 - exact(self.outside_share)) * exact(self.survival)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder: a number of persons, and where it comes from (see kind)."""

    name: str
    label: str
    persons: Interval
    kind: str
    origin: str
    figures: tuple[str, ...] = ()


def build_ladder(reported: Mapping[str, CleanFigure], chosen: ReturneeJobs) -> list[Rung]:
    """Return the benchmarks for the reported jobs, smallest first.

    Args:
        reported: The figures of FIGURES, by name.
        chosen: The parameters of the notebook.
    """
    jobs, founders = reported["jobs"].meaning, reported["founders"].meaning
    yearly = find_background("Urban new employment", KAIZHOU)
    entities = find_background("Business entities, year-end", KAIZHOU)
    residents = find_background("Resident population", KAIZHOU)[str(chosen.population_year)]
    rates = [each.value for each in yearly.values()]
    last_year, last = list(entities.items())[-1]
    there = Quantity.of(reported["fengjie_jobs"]) / Quantity.of(reported["fengjie_entities"])
    working = exact(chosen.employed_share)
    communique = "the district's statistics"
    rungs = [
        Rung("new_urban_jobs", f"New urban jobs in a year, {min(yearly)}–{max(yearly)}",
             Interval(min(rates), max(rates)), "published", communique),
        Rung("fengjie_jobs", "Jobs reported by Fengjie (奉节县)", reported["fengjie_jobs"].meaning,
             "reported", "fengjie-2024", (FIGURES["fengjie_jobs"],)),
        Rung("founders", "Returned founders reported", founders,
             "reported", "cqrb-2022", (FIGURES["founders"],)),
        Rung("at_fengjie_size", "Jobs, if as many per entity as in Fengjie",
             reported["entities"].meaning * exact(chosen.survival) * there.meaning, "computed",
             "entities here times jobs per entity there",
             tuple(FIGURES[name] for name in ("entities", "fengjie_jobs", "fengjie_entities"))),
        Rung("business_entities", f"All business entities, {last_year}, one job each",
             Interval.exactly(last.value), "published", communique),
        Rung("jobs", "Jobs reported", jobs, "reported", "cqrb-2022", (FIGURES["jobs"],)),
        Rung("jobs_with_founders", "Jobs and founders reported", jobs + founders, "reported",
             "cqrb-2022", (FIGURES["jobs"], FIGURES["founders"])),
        Rung("working_residents", f"Residents who work, if {float(working):.0%} do",
             Interval.exactly(residents.value * working), "assumed", "share assumed here"),
        Rung("residents", f"All residents, {chosen.population_year}",
             Interval.exactly(residents.value), "published", communique),
    ]  # fmt: skip
    if chosen.kept < 1:
        rungs.append(
            Rung("jobs_left", "Jobs left after the discounts", jobs * chosen.kept, "computed",
                 "jobs reported, less what is struck off here", (FIGURES["jobs"],))
        )  # fmt: skip
    return sorted(rungs, key=lambda rung: (sum(_span(rung.persons)), rung.name))


def ladder_table(rungs: Sequence[Rung]) -> ReaderTable:
    """Return the ladder as a table: persons, and how many times the jobs reported they are."""
    jobs = next(rung.persons for rung in rungs if rung.name == "jobs")
    return ReaderTable.of(
        ("benchmark", "persons", "times the jobs reported", "is", "from"),
        [
            (
                rung.label,
                say_ends(rung.persons, 0),
                "1" if rung.name == "jobs" else say_ends(rung.persons / jobs, 2),
                rung.kind,
                rung.origin,
            )
            for rung in rungs
        ],
    )


def record_jobs(
    reported: Mapping[str, CleanFigure], rungs: Sequence[Rung], chosen: ReturneeJobs
) -> Results:
    """Return the reported jobs after the discounts, against every benchmark of the ladder."""
    results = Results(NOTEBOOK)
    of = {name: Quantity.of(figure) for name, figure in reported.items()}
    by_name = {rung.name: rung.persons for rung in rungs}
    residents, working, everybody = (
        Quantity.exactly(by_name[name].lower or 1)
        for name in ("residents", "working_residents", "business_entities")
    )
    alive = exact(chosen.survival)
    left = of["jobs"] * chosen.kept
    both = left + of["founders"] * alive
    here = of["jobs"] * chosen.distinct / of["entities"]
    there = of["fengjie_jobs"] / of["fengjie_entities"]

    pace = by_name["new_urban_jobs"]
    here_is, there_is = name_place(KAIZHOU), name_place(FENGJIE)
    for name, quantity, unit, places, label in (
        ("jobs_left", left, "person", 0, f"{here_is}: jobs left after the discounts"),
        ("jobs_per_entity", here, "job", 2, f"{here_is}: jobs per entity"),
        ("fengjie_jobs_per_entity", there, "job", 2, f"{there_is}: jobs per entity"),
        ("gap", here / there, "times", 2, "Jobs per entity, Kaizhou over Fengjie"),
        ("strike_off_to_fengjie", 100 * (1 - there / here), "percent", 1,
         "What else to strike off the jobs to come down to Fengjie's size"),
        ("founders_per_entity", of["founders"] / of["entities"], "founder", 2,
         f"{here_is}: returned founders per entity"),
        ("fengjie_returnees_per_entity", of["fengjie_returnees"] / of["fengjie_entities"],
         "returnee", 2, f"{there_is}: returned workers per entity"),
        ("investment_per_entity", of["investment"] / of["entities"], "yuan", 0,
         f"{here_is}: investment per entity"),
        ("investment_per_job", of["investment"] / of["jobs"], "yuan", 0,
         f"{here_is}: investment per job reported"),
        ("share_of_residents", 100 * left / residents, "percent", 1,
         f"{here_is}: the jobs left, of all residents"),
        ("share_with_founders", 100 * both / residents, "percent", 1,
         f"{here_is}: the jobs left and the founders, of all residents"),
        ("share_of_working", 100 * both / working, "percent", 1,
         f"{here_is}: the jobs left and the founders, of residents assumed to work"),
        ("share_of_economy", of["economy_share"], "percent", 0,
         f"{here_is}: share of the economy reported for returnees"),
        ("share_of_entities", 100 * of["entities"] * alive / everybody, "percent", 1,
         f"{here_is}: returnees' entities, of all business entities"),
        ("years_at_best_pace", left / (pace.upper or 1), "year", 1,
         "Years of new urban jobs that the jobs left equal, at the best year published"),
        ("years_at_worst_pace", left / (pace.lower or 1), "year", 1,
         "Years of new urban jobs that the jobs left equal, at the worst year published"),
    ):  # fmt: skip
        quantity.record(results, name, unit=unit, label=label, places=places)
    return results


def chart_ladder(rungs: Sequence[Rung]) -> tuple[Chart, str]:
    """Return the ladder of benchmarks on a logarithmic scale, and its alternative text.

    The vertical band is the number of jobs reported; a benchmark left of it is smaller.
    """
    by_name = {rung.name: rung.persons for rung in rungs}
    with panel(QUESTION) as (chart, axes):
        chart.set_size_inches(7.6, 5)
        chart.subplots_adjust(left=0.36, right=0.79, bottom=0.24)
        axes.set_title(QUESTION, x=-0.79)
        axes.set_xscale("log")
        axes.axvspan(*_span(by_name["jobs"]), color=COLOURS[1], alpha=0.25, lw=0)
        for height, rung in enumerate(rungs):
            low, high = _span(rung.persons)
            colour, marker = _STYLE_OF[rung.kind]
            axes.plot([low, high], [height] * 2, color=colour, lw=6, alpha=0.5,
                      solid_capstyle="butt")  # fmt: skip
            axes.plot([(low * high) ** 0.5], [height], marker, color=colour, ms=6)
            axes.annotate(_persons(rung.persons), (1.03, height), fontsize=9.5, color=INK,
                          xycoords=("axes fraction", "data"), va="center")  # fmt: skip
        for kind, (colour, marker) in _STYLE_OF.items():
            axes.plot([], [], marker, color=colour, ms=6, label=kind)
        axes.set_yticks(range(len(rungs)), [rung.label for rung in rungs], fontsize=9.5)
        axes.set_ylim(-0.6, len(rungs) - 0.4)
        axes.set_xlim(_FLOOR, 2 * _span(by_name["residents"])[1])
        axes.xaxis.set_major_formatter(lambda persons, _: f"{persons:,.0f}")
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("persons, on a logarithmic scale (shaded: the jobs reported)")
        axes.legend(loc="upper center", bbox_to_anchor=(0.42, -0.19), ncols=4, fontsize=9.5)
    steps = "; ".join(f"{rung.label}: {_persons(rung.persons)}" for rung in rungs)
    return chart, f"Ladder of benchmarks on a logarithmic scale, in persons. {steps}."


def say_findings(results: Results) -> None:
    """Show what the benchmarks allow, computed from the results."""
    entries = results.entries
    working = entries["share_of_working"].interval
    results.say(
        "**As a count of everybody who works there: possible.** With their founders the jobs left "
        "are {share_with_founders:interval} of all residents and {share_of_working:interval} of "
        "those assumed to work, beside a reported {share_of_economy:bounds} of the economy.",
        holds=working.upper is not None and working.upper <= 100,
        otherwise="**As a count of everybody who works there: not possible** under these "
        "assumptions. With their founders the jobs left are {share_of_working:interval} of the "
        "residents assumed to work.",
    )
    results.say(
        "**As new urban jobs: hardly.** They equal {years_at_best_pace:interval} of the district's "
        "new urban jobs at its best published year, and {years_at_worst_pace:interval} at its "
        "worst.",
        holds=(entries["years_at_best_pace"].interval.lower or 0) > 5,
        otherwise="**As new urban jobs: possible.** They equal {years_at_best_pace:interval} of "
        "them at the best published year, and {years_at_worst_pace:interval} at the worst.",
    )
    results.say(
        "**Beside Fengjie (奉节县): inconsistent, unless the two count different things.** An "
        "entity has {jobs_per_entity:interval} in Kaizhou and {fengjie_jobs_per_entity:interval} "
        "in Fengjie, {gap:interval} as many. To come down to Fengjie's, "
        "{strike_off_to_fengjie:interval} of the jobs would have to be struck off.",
        holds=(entries["gap"].interval.lower or 0) > 1,
        otherwise="**Beside Fengjie (奉节县): consistent.** An entity has "
        "{jobs_per_entity:interval} in Kaizhou and {fengjie_jobs_per_entity:interval} in Fengjie.",
    )
    results.say(
        "Kaizhou counts {founders_per_entity:interval}, Fengjie "
        "{fengjie_returnees_per_entity:interval}, employees among them. The words differ too "
        "(经济实体, economic entities, and 市场主体, market entities): the two may count "
        "different things."
    )


def _span(persons: Interval) -> tuple[float, float]:
    """Return the ends for the axis: nothing below its start, nothing unbounded."""
    low = max(float(persons.lower or 0), _FLOOR)
    return low, _UNBOUNDED if persons.upper is None else max(float(persons.upper), low)


def _persons(persons: Interval) -> str:
    """Return the ends in thousands or millions, as a label."""
    low, high = float(persons.lower or 0), float(persons.upper or 0)
    unit, word = (1e6, "million") if low >= 999_500 else (1e3, "thousand")
    least, most = (
        f"{end / unit:,.3g}" if end < 1e6 else f"{end / unit:,.4g}" for end in (low, high)
    )
    if persons.upper is None:
        return f"{least} {word} or more"
    return f"{least} {word}" if least == most else f"{least}–{most} {word}"
