"""Notebook 07: whether satisfaction rose, once sampling and silence are allowed for."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Self

from pydantic import Field, model_validator

from chongqing_livelihood.present.parameters import FigureId
from chongqing_livelihood.present.places import name_place
from chongqing_livelihood.present.reported import ReadingParameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.shares import ReportedShare
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.bounds import bound_change, breakeven_nonresponse
from chongqing_livelihood.stats.change import percentage_points
from chongqing_livelihood.stats.corners import bounded_ends
from chongqing_livelihood.stats.granularity import (
    joint_denominators,
    read_percentage,
    smallest_denominator,
)
from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.power import cases_for_power
from chongqing_livelihood.stats.proportions import compare_shares, nearest_count

NOTEBOOK = "satisfaction"
POWER_WANTED = 0.8


class Satisfaction(ReadingParameters):
    """Parameters of notebook 07: two surveys, who answered them, and how politely."""

    before: FigureId = Field(description="The earlier share, by its figure_id")
    after: FigureId = Field(description="The later share of the same set, by its figure_id")
    respondents_before: int = Field(
        605, ge=50, le=10_000, description="People who answered the earlier survey; not reported"
    )
    respondents_after: int = Field(
        605, ge=50, le=10_000, description="People who answered the later survey; not reported"
    )
    nonresponse: float = Field(
        0.10, ge=0, le=0.4, allow_inf_nan=False,
        description="Share of those asked who did not answer, at most, in each survey",
    )  # fmt: skip
    politeness_points: float = Field(
        0.0, ge=0, le=5, allow_inf_nan=False,
        description="Points by which the later answers, at most, flatter more than the earlier",
    )  # fmt: skip
    confidence: float = Field(
        0.95, ge=0.5, le=0.999, allow_inf_nan=False,
        description="Confidence of the interval that allows for sampling, as a fraction",
    )  # fmt: skip

    @model_validator(mode="after")
    def _two_figures(self) -> Self:
        if self.before == self.after:
            raise ValueError(f"before and after are both {self.before!r}: take two figures")
        return self


def allow_politeness(surveys: ReportedShare, points: float) -> ReportedShare:
    """Return the surveys with a later share that may flatter by up to so many points more."""
    honest = surveys.after - Interval.between(0, str(points)) / 100
    after = honest.intersection(Interval.between(0, 1)) or Interval.exactly(0)
    return replace(surveys, after=after)


def sampled_change(
    surveys: ReportedShare, n_before: int, n_after: int, confidence: float
) -> Interval:
    """Return the change, in points, that samples of these sizes leave possible.

    It is Newcombe's interval at the corners of what the two shares can mean.
    """
    low, high = (
        compare_shares(
            nearest_count(earlier or 0, n_before), n_before,
            nearest_count(later or 0, n_after), n_after, confidence,
        )
        for earlier, later in (
            (surveys.before.upper, surveys.after.lower),
            (surveys.before.lower, surveys.after.upper),
        )
    )  # fmt: skip
    return Interval.between(low.lower, high.upper) * 100


def add_silence(sampled: Interval, nonresponse: float) -> Interval:
    """Return the change, in points, among all who were asked, given that among those who answered.

    Between the surveys those who kept silent can differ by all or nothing, so that a change d
    among the others lies in [d (1 - m) - m, d (1 - m) + m] for all.
    """
    m = Fraction(str(nonresponse))
    lower, upper = bounded_ends("the change", sampled)
    return Interval(lower * (1 - m) - 100 * m, upper * (1 - m) + 100 * m)


def record_satisfaction(surveys: ReportedShare, chosen: Satisfaction) -> Results:
    """Return the change, and what sampling, silence and politeness leave of it."""
    results = Results(NOTEBOOK)
    both = surveys.figure_ids

    def points(name: str, interval: Interval, label: str, value: Fraction | None = None) -> None:
        results.add(
            name, value, interval, unit="percentage_point", label=label, figures=both, places=2
        )

    def count(name: str, value: int, label: str) -> None:
        results.add(name, value, unit="item", label=label, figures=both, places=0)

    for name, value, meaning, figure_id in (
        ("before", surveys.values[0], surveys.before, both[0]),
        ("after", surveys.values[1], surveys.after, both[1]),
    ):
        results.add(
            name, 100 * value, 100 * meaning, unit="percent", figures=[figure_id],
            places=surveys.places, label=f"{name_place(surveys.place)}: {surveys.counted}, {name}",
        )  # fmt: skip
    points(
        "change", percentage_points(100 * surveys.before, 100 * surveys.after), "Reported change",
        100 * (surveys.values[1] - surveys.values[0]),
    )  # fmt: skip
    honest = allow_politeness(surveys, chosen.politeness_points)
    points(
        "honest", percentage_points(100 * honest.before, 100 * honest.after),
        "Change less the politeness assumed",
    )  # fmt: skip
    shares = [read_percentage(text) for text in surveys.printed]
    count("least_before", smallest_denominator(shares[0])[1], "Least number of answers, before")
    count("least_after", smallest_denominator(shares[1])[1], "Least number of answers, after")
    joint = next(joint_denominators(shares)).denominator
    count("least_both", joint, "Least number of answers, if the same in both surveys")
    n_before, n_after = chosen.respondents_before, chosen.respondents_after
    count("respondents_before", n_before, "Assumed number of answers, before")
    count("respondents_after", n_after, "Assumed number of answers, after")
    sampled = sampled_change(honest, n_before, n_after, chosen.confidence)
    points("sampled", sampled, "Change that samples of the assumed sizes leave possible")
    p_value = compare_shares(
        nearest_count(surveys.values[0], n_before), n_before,
        nearest_count(surveys.values[1], n_after), n_after,
    ).p_value  # fmt: skip
    results.add(
        "p_value", p_value, unit="", places=4, figures=both,
        label="p-value of no change at the assumed sizes (pooled z test)",
    )  # fmt: skip
    needed = cases_for_power(
        float(surveys.values[0]),
        float(surveys.values[1]),
        power=POWER_WANTED,
        alpha=1 - chosen.confidence,
    )
    count(
        "needed", needed, "Answers needed in each survey to find such a change four times in five"
    )
    results.add(
        "nonresponse", 100 * Fraction(str(chosen.nonresponse)), unit="percent", places=1,
        label="Assumed share that did not answer, at most, in each survey",
    )  # fmt: skip
    worst = bound_change(honest.before, honest.after, str(chosen.nonresponse))
    points(
        "worst_case", worst.change_points, "Change if those who did not answer can think anything"
    )
    results.add(
        "breakeven", 100 * (breakeven_nonresponse(*surveys.values).lower or 0),
        100 * worst.breakeven, unit="percent", figures=both,
        label="Non-response in both surveys at which the direction is lost",
    )  # fmt: skip
    points(
        "combined", add_silence(sampled, chosen.nonresponse),
        "Change that sampling and silence together leave possible",
    )  # fmt: skip
    # A change d among those who answered is lost in silence from d / (1 + d) on.
    surest = max(sampled.lower or Fraction(0), Fraction(0)) / 100
    results.add(
        "breakeven_sampled", 100 * surest / (1 + surest), unit="percent", figures=both,
        label="Non-response at which it is lost, if the change is the least that sampling leaves",
    )  # fmt: skip
    return results


def doubt_table(results: Results) -> ReaderTable:
    """Return what each doubt leaves of the change, as a table for readers."""
    found = results.entries
    rows = {
        "rounding of the printed shares": found["change"],
        "politeness, as assumed": found["honest"],
        "then sampling, at the assumed sizes": found["sampled"],
        "or silence, at the assumed non-response": found["worst_case"],
        "or both, sampling and silence": found["combined"],
    }
    return ReaderTable.of(
        ("doubt allowed for", "change can lie in (points)", "did it rise?"),
        [(name, each.bounds, _verdict(each.interval)) for name, each in rows.items()],
    )


def say_findings(results: Results, surveys: ReportedShare) -> None:
    """Show what sampling, silence and both leave of the change, in computed sentences."""
    found = results.entries
    results.say(
        f"**Reported.** {name_place(surveys.place)}, {surveys.counted}: from {{before}} to "
        "{after}, a change of {change:interval} by the rounding of the two shares."
    )
    results.say(
        "**How many answered.** The texts do not say. These two shares are possible with no fewer "
        "than {least_before} answers before and {least_after} after, or {least_both} if there were "
        "as many both times. These are lower bounds, not estimates."
        + ("" if _sizes_fit(results, surveys) else " The sizes assumed here cannot give the shares "
           "to the printed digit: they are for trying out, and were not those of the surveys.")
    )  # fmt: skip
    honest = found["honest"].interval == found["change"].interval
    alone = "sampling alone leaves" if honest else "politeness and sampling together leave"
    sampled = "With {respondents_before} and {respondents_after} answers, "
    results.say(
        sampled + alone + " {sampled:bounds}: a rise. A survey that is to find such a "
        "change four times in five needs {needed} answers.",
        holds=_verdict(found["sampled"].interval) == "yes",
        otherwise=sampled + alone + " {sampled:bounds}, which does not settle that "
        "there was a rise. A survey that is to find such a change four times in five needs "
        "{needed} answers.",
    )
    silent = "**Who kept silent.** If up to {nonresponse} did not answer and can think anything, "
    end = " The direction is lost when {breakeven:interval} keep silent in each survey"
    results.say(
        silent + "{worst_case:bounds} is left: still a rise." + end + ".",
        holds=_verdict(found["worst_case"].interval) == "yes",
        otherwise=silent
        + "{worst_case:bounds} is left: the direction is not known."
        + end
        + "; at the least change that sampling leaves, at {breakeven_sampled}.",
    )


def _sizes_fit(results: Results, surveys: ReportedShare) -> bool:
    """Tell whether some number of content answers gives each share at the assumed size."""
    sizes = (results.entries[f"respondents_{when}"].value for when in ("before", "after"))
    return all(
        len(read_percentage(text).counts(int(size or 0))) > 0
        for text, size in zip(surveys.printed, sizes, strict=True)
    )


def _verdict(change: Interval) -> str:
    if change.contains(0):
        return "not known"
    return "yes" if (change.lower or 0) > 0 else "no, it fell"
