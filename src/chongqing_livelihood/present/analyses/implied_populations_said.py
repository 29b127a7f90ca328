"""Notebook 13, what it says: computed sentences, true for every reading of the numbers."""

from __future__ import annotations

from collections.abc import Sequence

from chongqing_livelihood.present.analyses.implied_populations import Implied, shared_population
from chongqing_livelihood.present.results import Results


def say_findings(results: Results, implied: Sequence[Implied]) -> None:
    """Show what the comparison says, computed from the results."""
    meanings = {each.name: each.people.meaning for each in implied}
    apart = [
        (one, other)
        for place, one in enumerate(meanings)
        for other in list(meanings)[place + 1 :]
        if not meanings[one].overlaps(meanings[other])
    ]
    all_agree = shared_population(meanings.values()) is not None
    runs = (
        "They run from {people_by_" + implied[0].name + ":bounds} to {people_by_" + implied[-1].name
        + ":bounds}; the largest lies {spread:interval} above the smallest."
    )  # fmt: skip
    results.say(
        f"**No two of the three figures speak of the same population.** {runs}",
        holds=len(apart) == len(meanings),
        otherwise=f"**Read so widely, all three can speak of one population.** {runs}"
        if all_agree
        else f"**Read so widely, some of the figures can speak of one population, all three "
        f"cannot.** {runs}",
    )
    results.say(
        "**Rounding is not the reason.** Every printed number would have to be read "
        "{widening_that_agrees} as wide for one population to fit all three.",
        holds=not all_agree,
        otherwise="**That is how far doubt has to go.** One population fits all three only once "
        "every printed number is read {widening_that_agrees} as wide as its rounding says, or "
        "wider, as it is here. Ask whether the numbers deserve so much doubt.",
    )
    results.say(
        "**The childcare places assume more residents than the census of 2010 found:** "
        "{places_above_census:interval} more.",
        holds=(results.entries["places_above_census"].interval.lower or 0) > 0,
        otherwise="The childcare places agree with the census of 2010 within what the numbers can "
        "mean: {places_above_census:interval} more.",
    )
    first, last = implied[0].name, implied[-1].name
    missing = [results.entries[f"nurses_missing_by_{name}"] for name in (first, last)]
    hangs = (
        "**What hangs on it.** A resident made {visits_by_" + first + ":interval} to a doctor in "
        "the year by the smallest population, {visits_by_" + last + ":interval} by the largest. "
        "From the nurses of the plan's text to those of its target, {nurses_missing_by_" + first
        + ":interval} are missing by the one and {nurses_missing_by_" + last + ":interval} by the "
        "other"
    )  # fmt: skip
    results.say(
        f"{hangs}: here the rounding of the rates outweighs the doubt about the population.",
        holds=missing[0].interval.overlaps(missing[1].interval),
        otherwise=f"{hangs}: the population makes the difference.",
    )
