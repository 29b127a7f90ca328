"""Notebook 06: how demanding each target of the district plan is, and beside whose values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from pydantic import Field

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.data.files import find_data
from chongqing_livelihood.data.targets import CITY, CITY_YEAR, NATION, NATIONAL_YEAR, list_targets
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import ReadingParameters, find_figures
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.stats.change import annualised_growth
from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval
from chongqing_livelihood.stats.plan import required_pace, share_of_gap

NOTEBOOK = "plan_targets"
IN_TEXT = {
    "compulsory-completion": "wanzhou-plan:1022",
    "upper-secondary-enrolment": "wanzhou-plan:1071",
    "tertiary-enrolment": "wanzhou-plan:1086",
    "life-expectancy": "wanzhou-plan:1436",
    "nurses": "wanzhou-plan:1575",
    "doctors": "wanzhou-plan:1565",
    "elderly-beds": "wanzhou-plan:809",
    "nursing-beds": "wanzhou-plan:844",
    "sports-area": "wanzhou-plan:2251",
}
"""Where the plan's text prints the level of 2020 that its table prints too, or leaves blank."""
NAMES = {
    "nursing-beds": "nursing beds, share",
    "nursing-bed-count": "nursing beds, number",
    "geriatrics": "hospitals with geriatrics",
    "rural-urban-dibao": "rural over urban minimum income",
}
WHY_NO_PACE = {
    "sum": "sums over the five years",
    "blank": "without a level of 2020 in table or text",
    "bound": "with a bound where a level should be",
}
"""Why a target of the table has no pace, from the plainest reason on."""
JOBS_ACHIEVED, JOBS = "wanzhou-plan:1280", "urban-new-jobs"


class PlanTargets(ReadingParameters):
    """Parameters of notebook 06: which baseline, how long, and what counts as demanding."""

    baseline_source: Literal["table", "text"] = Field(
        "table",
        description="Where the plan prints a level of 2020 twice, the one to take: table or text",
    )
    years: float = Field(
        5.0, ge=1, le=10, allow_inf_nan=False,
        description="Years in which the way from the baseline to the target is to be made",
    )  # fmt: skip
    ceiling: float = Field(
        100.0, ge=90, le=120, allow_inf_nan=False,
        description="Level that a share cannot pass, in percent; a gross enrolment rate can",
    )  # fmt: skip
    demanding: float = Field(
        0.05, ge=0, le=0.3, allow_inf_nan=False,
        description="Growth a year, as a fraction, from which on a target counts as demanding",
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """One target of the plan, with what is known beside it; None where nothing is.

    Attributes:
        slug: Name of the indicator, as in targets.csv.
        name_zh: Its Chinese name.
        binding: Whether the plan calls it binding (约束性), not expected (预期性).
        unit: Unit of all its values.
        baseline: The level of 2020.
        goal: The target for 2025; where it is a bound, the bound itself.
        pace: Constant yearly growth from baseline to goal, as a fraction.
        gap: Share of the gap between baseline and ceiling that the goal would close.
        national: The national plan's target for the same year.
        city: The whole city's value for 2024.
        why_none: Why it has no pace, a key of WHY_NO_PACE; empty if it has one.
    """

    slug: str
    name_zh: str
    binding: bool
    unit: str
    baseline: Quantity | None
    goal: Quantity | None
    pace: Quantity | None
    gap: Quantity | None
    national: Quantity | None
    city: Quantity | None
    why_none: str = ""

    @property
    def is_below_nation(self) -> bool:
        """Whether it asks for less than the national plan, whatever the printed numbers mean."""
        above = self.goal / self.national if self.goal and self.national else None
        return bool(above and above.meaning.upper is not None and above.meaning.upper < 1)

    @property
    def id(self) -> str:
        """The slug as results are named."""
        return self.slug.replace("-", "_")

    @property
    def name(self) -> str:
        """The slug in words; what needs more words has them in NAMES."""
        return NAMES.get(self.slug, self.slug.replace("-", " "))


def stress_targets(chosen: PlanTargets) -> list[Target]:
    """Return every indicator of the plan's table with what its target asks for.

    A pace is given where the table prints both values as levels, or leaves the baseline blank and
    the text prints it; and for the number of nursing beds, which the plan gives as a share of
    beds.

    Args:
        chosen: The parameters of the notebook.
    """
    data = find_data()
    by_id = read_figures(chosen.reading)
    figures = list(by_id.values())
    targets = []
    for row in list_targets(figures, data):
        cells = {by_id[i].coding["role"]: by_id[i] for i in row["figure_ids"].split()}
        baseline, goal = cells.get("baseline"), cells.get("target")
        if row["indicator"] in IN_TEXT and (baseline is None or chosen.baseline_source == "text"):
            baseline = by_id[IN_TEXT[row["indicator"]]]
        why = _why_none(row, baseline)
        level = Quantity.of(baseline) if baseline and not why else None
        target = _stress(row, level, _goal(goal) if goal else None, chosen)
        targets.append(replace(target, why_none=why))
    return [*targets, _nursing_beds(targets, chosen)]


def paced(targets: Sequence[Target]) -> list[Target]:
    """Return the targets that have a pace, the most demanding first."""
    known = [target for target in targets if target.pace]
    return sorted(known, key=lambda t: (-t.pace.value if t.pace else 0, t.slug))


def record_targets(targets: Sequence[Target], chosen: PlanTargets) -> Results:
    """Return the pace of each target, its share of the gap, and how it stands beside others."""
    results = Results(NOTEBOOK)

    def count(name: str, number: int, label: str) -> None:
        results.add(name, number, unit="item", places=0, label=label)

    table = [target for target in targets if target.slug != "nursing-bed-count"]
    known = paced(targets)
    from_table = [t for t in known if t in table and t.slug != "nurses"]
    against = [t for t in table if t.national is not None and t.goal]
    count("n_targets", len(table), "Wanzhou (万州区): indicators in the plan's table")
    count("n_binding", sum(t.binding for t in table), "Indicators called binding (约束性)")
    count("n_usable", len(from_table), "Indicators with two levels in the table")
    count("n_paced", sum(t in table for t in known), "Indicators of the table with a pace")
    for key, words in WHY_NO_PACE.items():
        count(f"n_left_{key}", sum(t.why_none == key for t in table), f"Left out: {words}")
    count("n_demanding", sum(_least(t) > exact(chosen.demanding) for t in known if t in table),
          "Targets that are demanding, whatever the numbers mean")  # fmt: skip
    count("n_reached", sum(t.pace.value <= 0 for t in known if t.pace),
          "Targets that the level of 2020 meets already")  # fmt: skip
    count("n_with_national", len(against), "Indicators with a national target")
    count(
        "n_below_national",
        sum(t.is_below_nation for t in against),
        "Targets below the national one, whatever the numbers mean",
    )
    for target in known:
        if target.pace:
            (100 * target.pace).record(
                results, f"{target.id}_pace", unit="percent_per_year", places=1,
                label=f"{target.name.capitalize()}: growth needed a year",
            )  # fmt: skip
        if target.gap:
            (100 * target.gap).record(
                results, f"{target.id}_gap", unit="percent", places=0,
                label=f"{target.name.capitalize()}: share of the gap to be closed",
            )  # fmt: skip
    for target in table:
        for other, name, label in ((target.national, "national", "the national target"),
                                   (target.city, "city", "the city's value of 2024")):  # fmt: skip
            if other and target.goal:
                (100 * (target.goal / other - 1)).record(
                    results, f"{target.id}_above_{name}", unit="percent", places=1,
                    label=f"{target.name.capitalize()}: target above {label}",
                )  # fmt: skip
    jobs = next(target for target in targets if target.slug == JOBS)
    achieved = find_figures({"jobs": JOBS_ACHIEVED}, chosen.reading)["jobs"]
    if jobs.goal:
        (100 * (jobs.goal / Quantity.of(achieved) - 1)).record(
            results, "jobs_against_achieved", unit="percent", places=0,
            label="Urban new jobs: target above what the five years before brought",
        )  # fmt: skip
    return results


def _why_none(row: dict[str, str], baseline: CleanFigure | None) -> str:
    if row["cumulative"] == "true":
        return "sum"
    if baseline is None:
        return "blank"
    return "" if baseline.printed.qualifier == "exact" else "bound"


def _stress(
    row: dict[str, str], baseline: Quantity | None, goal: Quantity | None, chosen: PlanTargets
) -> Target:
    pace = _pace(baseline, goal, chosen.years) if baseline and goal else None
    gap = None
    if baseline and goal and row["unit"] == "percent":
        gap = _gap(baseline, goal, exact(chosen.ceiling))
    national = _published(row.get("national"), NATION, NATIONAL_YEAR, chosen)
    city = _published(row.get("city"), CITY, CITY_YEAR, chosen)
    if city:
        city *= Fraction(row["city_factor"] or 1)
    return Target(row["indicator"], row["indicator_zh"], row["binding"] == "约束性", row["unit"],
                  baseline, goal, pace, gap, national, city)  # fmt: skip


def _nursing_beds(targets: Sequence[Target], chosen: PlanTargets) -> Target:
    beds, share = (next(t for t in targets if t.slug == slug)
                   for slug in ("elderly-beds", "nursing-beds"))  # fmt: skip
    if not (beds.baseline and beds.goal and share.baseline and share.goal):
        raise ValueError("elderly-beds and nursing-beds need a level and a target each")
    row = {"indicator": "nursing-bed-count", "indicator_zh": "护理型床位数", "unit": "bed",
           "binding": "约束性" if share.binding else "预期性"}  # fmt: skip
    return _stress(row, beds.baseline * share.baseline / 100, beds.goal * share.goal / 100, chosen)


def _published(series: str | None, place: str, period: str, chosen: PlanTargets) -> Quantity | None:
    """Return a value of another plan or place, read as the plan's own numbers are."""
    if not series:
        return None
    found = find_background(series, place)[period]
    if found.note.startswith("over"):  # as in `_goal`
        return Quantity.exactly(found.value)
    return Quantity(found.value, chosen.reading.interval(found.printed))


def _goal(figure: CleanFigure) -> Quantity:
    # A bound is reached at the bound: "at least 60 %" asks for 60 %.
    if figure.printed.qualifier in ("at_least", "over") and figure.printed.value is not None:
        return Quantity(Fraction(figure.printed.value), Interval.exactly(figure.printed.value),
                        (figure.figure_id,))  # fmt: skip
    return Quantity.of(figure)


def _pace(baseline: Quantity, goal: Quantity, years: float) -> Quantity:
    face = exact(annualised_growth(goal.value / baseline.value, years))
    return Quantity(face, _pace_range(baseline.meaning, goal.meaning, years),
                    baseline.figures + goal.figures)  # fmt: skip


def _pace_range(baseline: Interval, goal: Interval, years: float) -> Interval:
    # Read widely enough, a level can be nothing: no growth leads from it, and none down to it.
    lower: Fraction | None = Fraction(-1)
    upper = None
    if goal.lower and goal.lower > 0 and baseline.upper:
        lower = required_pace(baseline.upper, goal.lower, years).annual_growth.lower
    if baseline.lower and baseline.lower > 0 and goal.upper:
        upper = required_pace(baseline.lower, goal.upper, years).annual_growth.upper
    return Interval(lower, upper)


def _gap(baseline: Quantity, goal: Quantity, ceiling: Fraction) -> Quantity | None:
    try:
        meaning = share_of_gap(baseline.meaning, goal.meaning, ceiling)
    except ValueError:  # no gap is left, or the target may pass the ceiling
        return None
    face = (goal.value - baseline.value) / (ceiling - baseline.value)
    return Quantity(face, meaning, baseline.figures + goal.figures)


def _least(target: Target) -> Fraction:
    return (target.pace and target.pace.meaning.lower) or Fraction(0)
