"""Notebook 13: which population stands behind each count with its rate per head."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, MARKERS, panel
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import ReadingParameters, find_figures, say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.plan import implied_population

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "implied_populations"
QUESTION = "Which population stands behind each figure per head?"
WANZHOU = "万州区"
FIGURES = {
    "places": "wanzhou-plan:29797",
    "places_rate": "wanzhou-plan:29812",
    "beds_rate": "wanzhou-plan:1551",
    "nurses": "wanzhou-plan:1575",
    "nurses_target": "wanzhou-plan:5682",
}
_UNBOUNDED = 1e3
WIDEST = 80
"""Where the search for the widening at which all agree gives up."""


class ImpliedPopulations(ReadingParameters):
    """Parameters of notebook 13: how far to trust the printed digits, and what to compare with."""

    trust_round_counts: bool = Field(
        True, description="Whether a count that ends in zeros is taken as counted, not rounded"
    )
    your_population: float = Field(
        0, ge=0, le=5_000_000, allow_inf_nan=False,
        description="A population of your own to compare with, in persons; 0 for none",
    )  # fmt: skip

    @model_validator(mode="after")
    def _population_in_persons(self) -> Self:
        if 0 < self.your_population < 10_000:
            raise ValueError(
                f"your_population ({self.your_population:g}) is in persons, and a district has "
                "more than 10,000: write 1546000 for 1.546 million, or 0 for none"
            )
        return self

    @property
    def reading(self) -> Reading:
        """The convention by which a printed number stands for an interval."""
        return Reading(self.widen, self.trust_round_counts)


@dataclass(frozen=True, slots=True)
class Implied:
    """A count, its rate for a thousand people, and the population that both imply, in persons."""

    name: str
    label: str
    count: str
    rate: str
    period: str
    people: Quantity


def imply_populations(
    reading: Reading, figures: Mapping[str, CleanFigure] | None = None
) -> list[Implied]:
    """Return the population behind every count of Wanzhou that has a rate, smallest first.

    The rates of places and beds are the plan's; the counts of beds and staff, and the rate of
    staff, come from the published statistics of the same year.

    Args:
        reading: The convention by which a printed number stands for an interval.
        figures: The figures of FIGURES by name, where they are at hand; only their tokens count.
    """
    reported = figures or find_figures(FIGURES, reading)
    staff = find_background("Health-care staff per 1000 residents", WANZHOU)["2020"]
    rows = (
        ("beds", "hospital beds, authorised", staff.printed_in_note("authorised beds"),
         reported["beds_rate"].printed, "2020", ("beds_rate",)),
        ("places", "childcare places, planned", reported["places"].printed,
         reported["places_rate"].printed, "2025", ("places", "places_rate")),
        ("staff", "health-care staff", staff.printed_in_note("staff"), staff.printed, "2020", ()),
    )  # fmt: skip
    implied = []
    for name, label, count, rate, period, used in rows:
        if count.value is None or rate.value is None:
            raise ValueError(f"{label}: {count.text} and {rate.text} must be single numbers")
        people = Quantity(
            1000 * Fraction(count.value) / Fraction(rate.value),
            _implied(reading.interval(count), reading.interval(rate)),
            tuple(FIGURES[figure] for figure in used),
        )
        counted = f"{count.value.normalize():,f}"
        implied.append(Implied(name, label, counted, f"{rate.value}", period, people))
    return sorted(implied, key=lambda each: each.people.value)


def compare_populations(
    implied: Sequence[Implied], chosen: ImpliedPopulations
) -> dict[str, Quantity]:
    """Return every population to set side by side: the implied ones, the census, your own."""
    census = find_background("Resident population (census)", WANZHOU)
    people = {each.name: each.people for each in implied}
    people |= {f"census_{year}": Quantity.exactly(row.value) for year, row in census.items()}
    if chosen.your_population:
        people["your_population"] = Quantity.exactly(chosen.your_population)
    return people


def population_table(implied: Sequence[Implied]) -> ReaderTable:
    """Return counts, rates and implied populations as a table for readers."""
    return ReaderTable.of(
        ("counted", "count", "per 1,000 residents", "year", "residents implied"),
        [
            (each.label, each.count, each.rate, each.period, say_ends(each.people.meaning, 0))
            for each in implied
        ],
    )


def record_populations(implied: Sequence[Implied], chosen: ImpliedPopulations) -> Results:
    """Return each population, how far they lie apart, and what hangs on the choice."""
    results = Results(NOTEBOOK)
    district = name_place(WANZHOU)
    people = compare_populations(implied, chosen)
    for each in implied:
        each.people.record(results, f"people_by_{each.name}", unit="person", places=0,
                           label=f"{district}: residents implied by {each.label}")  # fmt: skip
    for name, quantity in people.items():
        if name.startswith("census"):
            quantity.record(results, name, unit="person", places=0,
                            label=f"{district}: residents, {name.replace('_', ' of ')}",
                            )  # fmt: skip
    lowest, highest = implied[0].people, implied[-1].people
    spread = 100 * (highest / lowest - 1)
    spread.record(results, "spread", unit="percent", places=1,
                  label=f"{district}: largest implied population above the smallest")  # fmt: skip
    census = next(quantity for name, quantity in people.items() if name.startswith("census"))
    excess = 100 * (people["places"] / census - 1)
    excess.record(results, "places_above_census", unit="percent", places=1,
                  label=f"{district}: residents implied by the places, above the census",
                  )  # fmt: skip
    needed = widening_that_agrees(chosen)
    results.add("widening_that_agrees", needed, unit="times", places=1,
                figures=[FIGURES[name] for name in ("beds_rate", "places", "places_rate")],
                label="How many times wider the numbers must be read for all three to agree",
                )  # fmt: skip
    reported = find_figures(FIGURES, chosen.reading)
    of = {name: Quantity.of(figure) for name, figure in reported.items()}
    visits = find_background("Outpatient and emergency visits", WANZHOU)["2020"]
    for name, quantity in people.items():
        (visits.value / quantity).record(
            results, f"visits_by_{name}", unit="visit",
            label=f"{district}: visits a resident made in {visits.period}, by {_say(name)}",
        )  # fmt: skip
        missing = (of["nurses_target"] - of["nurses"]) * quantity / 1000
        missing.record(results, f"nurses_missing_by_{name}", unit="person", places=0,
                       label=f"{district}: nurses still to be found, by {_say(name)}",
                       )  # fmt: skip
    return results


def widening_that_agrees(chosen: ImpliedPopulations) -> Fraction:
    """Return the least widening at which one population fits all counts, to a tenth.

    Raises:
        ValueError: If they do not agree even at the widest.
    """

    figures = find_figures(FIGURES, chosen.reading)

    def agree(tenths: int) -> bool:
        reading = Reading(Fraction(tenths, 10), chosen.trust_round_counts)
        implied = imply_populations(reading, figures)
        return shared_population(each.people.meaning for each in implied) is not None

    low, high = 0, 10 * WIDEST
    if not agree(high):
        raise ValueError(f"no widening up to {WIDEST} times makes the populations agree")
    while high - low > 1:  # widening never narrows, so that agreement once reached stays
        middle = (low + high) // 2
        low, high = (low, middle) if agree(middle) else (middle, high)
    return Fraction(high, 10)


def shared_population(meanings: Iterable[Interval]) -> Interval | None:
    """Return what all populations have in common, or None if no number fits them all."""
    shared: Interval | None = Interval(None, None)
    for meaning in meanings:
        shared = shared.intersection(meaning) if shared else None
    return shared


def chart_populations(implied: Sequence[Implied], chosen: ImpliedPopulations) -> tuple[Chart, str]:
    """Return the implied populations as intervals against the census, and the alternative text."""
    people = compare_populations(implied, chosen)
    lines = {name: one for name, one in people.items() if name not in {i.name for i in implied}}
    with panel(QUESTION) as (chart, axes):
        chart.set_size_inches(7.6, 3.9)
        chart.subplots_adjust(left=0.36, right=0.95, top=0.86, bottom=0.3)
        axes.set_title(QUESTION, x=-0.56)
        reach = [float(one.value) / 1e6 for one in lines.values()]
        for height, each in enumerate(implied):
            low, high = float(each.people.meaning.lower or 0) / 1e6, _UNBOUNDED
            if each.people.meaning.upper is not None:
                high = float(each.people.meaning.upper) / 1e6
            colour = COLOURS[height]
            axes.plot([low, high], [height] * 2, color=colour, lw=9, alpha=0.45,
                      solid_capstyle="butt")  # fmt: skip
            middle = float(each.people.value) / 1e6
            axes.plot([middle], [height], MARKERS[height], color=colour, ms=7)
            said = f"{low:.3f}–{high:.3f}" if high < _UNBOUNDED else f"{low:.3f} or more"
            axes.annotate(said, (middle, height), xytext=(0, 10), ha="center", fontsize=9.5,
                          textcoords="offset points", color=INK, zorder=6,
                          bbox={"fc": "white", "ec": "none", "pad": 0.6})  # fmt: skip
            reach += [low, high if high < _UNBOUNDED else 2 * middle]
        for style, (name, one) in zip(("-", "--"), lines.items(), strict=False):
            axes.axvline(float(one.value) / 1e6, color=INK if style == "-" else FAINT, lw=1.4,
                         ls=style, label=f"{_say(name)}: {float(one.value) / 1e6:.3f} million",
                         )  # fmt: skip
        names = [f"{each.count} {each.label}\n÷ {each.rate} per 1,000 ({each.period})"
                 for each in implied]  # fmt: skip
        axes.set_yticks(range(len(implied)), names, fontsize=9.5)
        axes.set_ylim(-0.6, len(implied) - 0.35)
        margin = 0.06 * (max(reach) - min(reach))
        axes.set_xlim(min(reach) - margin, max(reach) + margin)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("residents implied (million)")
        axes.legend(loc="upper center", bbox_to_anchor=(0.4, -0.24), ncols=2, fontsize=9.5)
    said = "; ".join(f"{each.label}: {say_ends(each.people.meaning, 0)}" for each in implied)
    known = "; ".join(f"{_say(name)}: {float(one.value):,.0f}" for name, one in lines.items())
    return chart, f"Intervals of the residents implied by three counts and rates. {said}. {known}."


def _implied(count: Interval, rate: Interval) -> Interval:
    # Read widely enough, a rate can be next to nothing: then there is no largest population.
    if rate.lower is not None and rate.lower > 0:
        return implied_population(count, rate)
    return Interval(1000 * (count.lower or Fraction(0)) / (rate.upper or Fraction(1)), None)


def _say(name: str) -> str:
    kind, _, year = name.partition("_")
    return {"census": f"census of {year}", "your": "your population"}.get(kind, f"the {name}")
