"""Notebook 11: what care for the disabled and the old costs, and what it gives, under doubt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Self

from pydantic import Field, model_validator

from chongqing_livelihood.data.background import find_background
from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, panel
from chongqing_livelihood.present.places import CITY, name_place
from chongqing_livelihood.present.quantities import Quantity
from chongqing_livelihood.present.reported import ReadingParameters, say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "care_economics"
QUESTION = "How much of the reported gain must be due to care for it to pay?"
FENGJIE, WANZHOU = "奉节县", "万州区"
FIGURES = {
    "investment": "cqrb-2022:3339",
    "beds": "cqrb-2022:3411",
    "allowance": "cqrb-2022:3500",
    "people": "cqrb-2022:3705",
    "released": "cqrb-2022:3717",
    "gain": "cqrb-2022:3733",
    "family_before": "cqrb-2022:3581",
    "family_after": "cqrb-2022:3682",
    "family_workers": "cqrb-2022:3645",
    "village_wage": "cqrb-2022:1850",
    "canteens": "fengjie-2024:3596",
    "meal_points": "fengjie-2024:3606",
    "diners": "fengjie-2024:3611",
    "platform": "fengjie-2024:3460",
    "private_capital": "fengjie-2024:3653",
    "private_homes": "fengjie-2024:3660",
    "wanzhou_beds": "wanzhou-plan:5806",
    "wanzhou_beds_target": "wanzhou-plan:5814",
    "nursing_share": "wanzhou-plan:5845",
    "nursing_share_target": "wanzhou-plan:5851",
}
MONTHS = 12


class CareEconomics(ReadingParameters):
    """Parameters of notebook 11: who is still in care, what is due to it, what a bed costs."""

    present_low: float = Field(
        0.5, ge=0.1, le=1, allow_inf_nan=False,
        description="Least share of those ever cared for who are in care in a given year",
    )  # fmt: skip
    present_high: float = Field(
        1.0, ge=0.1, le=1, allow_inf_nan=False,
        description="Greatest share of those ever cared for who are in care in a given year",
    )  # fmt: skip
    due_low: float = Field(
        0.25, ge=0, le=1, allow_inf_nan=False,
        description="Least share of the reported gain that would not have come without care",
    )  # fmt: skip
    due_high: float = Field(
        1.0, ge=0, le=1, allow_inf_nan=False,
        description="Greatest share of the reported gain that would not have come without care",
    )  # fmt: skip
    building_years: float = Field(
        30.0, ge=5, le=60, allow_inf_nan=False,
        description="Years over which the cost of the buildings is spread",
    )  # fmt: skip
    bed_price_factor: float = Field(
        1.0, ge=0.2, le=5, allow_inf_nan=False,
        description="What a bed costs in Wanzhou, as a multiple of Fengjie's",
    )  # fmt: skip

    @model_validator(mode="after")
    def _ranges_in_order(self) -> Self:
        for name in ("present", "due"):
            low, high = getattr(self, f"{name}_low"), getattr(self, f"{name}_high")
            if low > high:
                raise ValueError(f"{name}_low ({low}) is above {name}_high ({high}): swap them")
        return self


def weigh_care(reported: Mapping[str, CleanFigure], chosen: CareEconomics) -> dict[str, Quantity]:
    """Return costs and gains of Fengjie's care centres, in yuan and, where so named, a year.

    Args:
        reported: The figures of FIGURES, by name.
        chosen: The parameters of the notebook.
    """
    of = {name: Quantity.of(figure) for name, figure in reported.items()}
    present = Quantity.between(chosen.present_low, chosen.present_high)
    due = Quantity.between(chosen.due_low, chosen.due_high)
    yearly_allowance = of["allowance"] * MONTHS
    building = of["investment"] / chosen.building_years
    cost = of["people"] * yearly_allowance * present + building
    family = (_at_least(of["family_after"]) - of["family_before"]) / of["family_workers"]
    per_worker = of["gain"] / of["released"]
    return {
        "allowances_at_most": of["people"] * yearly_allowance,
        "building": building,
        "cost": cost,
        # The share in care stands once in this form, so that the interval is no wider than it is.
        "cost_per_person": yearly_allowance + building / (of["people"] * present),
        "capital_per_bed": of["investment"] / of["beds"],
        "released_per_person": of["released"] / of["people"],
        "gain": of["gain"],
        "gain_due": of["gain"] * due,
        "net": of["gain"] * due - cost,
        "break_even": 100 * cost / of["gain"],
        "gain_per_worker": per_worker,
        "family_gain_per_worker": family,
        "gain_over_family": per_worker / family,
        "gain_over_wage": 100 * per_worker / (of["village_wage"] * MONTHS),
    }


def care_table(weighed: Mapping[str, Quantity]) -> ReaderTable:
    """Return costs and gains a year as a table for readers, in million yuan."""
    rows = (
        ("allowances, if all ever cared for are in care", "allowances_at_most", "county"),
        ("buildings, spread over their years", "building", "county"),
        ("cost: allowances of those in care, and buildings", "cost", "county"),
        ("gain of the families, as reported", "gain", "families"),
        ("gain due to care, as assumed", "gain_due", "families"),
        ("gain due to care, less cost", "net", "both"),
    )
    return ReaderTable.of(
        ("item", "million yuan a year", "paid or gained by"),
        [(item, say_ends(_millions(weighed[name]).meaning, 1), who) for item, name, who in rows],
    )


def record_care(reported: Mapping[str, CleanFigure], chosen: CareEconomics) -> Results:
    """Return what care costs and gives in Fengjie, its canteens, and Wanzhou's beds to come."""
    results = Results(NOTEBOOK)
    weighed = weigh_care(reported, chosen)
    of = {name: Quantity.of(figure) for name, figure in reported.items()}
    there, wanzhou = name_place(FENGJIE), name_place(WANZHOU)
    minimum = find_background("城市最低生活保障标准", next(iter(CITY)))["2024"]
    outlets = of["canteens"] + of["meal_points"]
    nursing_before = of["wanzhou_beds"] * of["nursing_share"] / 100
    nursing_after = of["wanzhou_beds_target"] * _at_most_all(of["nursing_share_target"]) / 100
    beds_added = of["wanzhou_beds_target"] - of["wanzhou_beds"]
    numbers = weighed | {
        "allowance_over_minimum": of["allowance"] / minimum.value,
        "diners_per_outlet": of["diners"] / outlets,
        "platform_per_diner": of["platform"] / of["diners"],
        "private_capital_per_home": of["private_capital"] / of["private_homes"],
        "beds_added": beds_added,
        "nursing_beds_2020": nursing_before,
        "nursing_beds_added": nursing_after - nursing_before,
        "capital_for_beds": beds_added * weighed["capital_per_bed"] * chosen.bed_price_factor,
        "allowances_for_nursing_beds": nursing_after * of["allowance"] * MONTHS,
    }
    for name, (unit, places, label) in {
        "allowances_at_most": ("yuan_per_year", -4, f"{there}: allowances, if all are in care"),
        "building": ("yuan_per_year", -4, f"{there}: buildings, spread over their years"),
        "cost": ("yuan_per_year", -4, f"{there}: cost to the county"),
        "cost_per_person": ("yuan_per_year", 0, f"{there}: cost for each person in care"),
        "capital_per_bed": ("yuan", 0, f"{there}: building cost of a bed"),
        "allowance_over_minimum": (
            "times", 2, f"{there}: monthly allowance over Chongqing's urban minimum of 2024"),
        "released_per_person": (
            "worker", 2, f"{there}: workers released for each person in care"),
        "gain": ("yuan_per_year", -4, f"{there}: reported gain of the families"),
        "gain_due": ("yuan_per_year", -4, f"{there}: gain due to care, as assumed"),
        "net": ("yuan_per_year", -4, f"{there}: gain due to care, less cost"),
        "break_even": ("percent", 0, f"{there}: share of the gain at which care pays"),
        "gain_per_worker": ("yuan_per_year", 0, f"{there}: gain for each worker released"),
        "family_gain_per_worker": (
            "yuan_per_year", 0, f"{there}: the same in the family that is described"),
        "gain_over_family": (
            "times", 2, f"{there}: average gain over that of the family described"),
        "gain_over_wage": (
            "percent", 0, f"{there}: average gain, of the wage of villagers in one firm"),
        "diners_per_outlet": (
            "diner", 0, f"{there}: regular diners at a canteen or meal point"),
        "platform_per_diner": ("yuan", 0, f"{there}: cost of the platform for each diner"),
        "private_capital_per_home": ("yuan", -4, f"{there}: private capital for each care home"),
        "beds_added": ("bed", 0, f"{wanzhou}: elderly care beds to be added to 2025"),
        "nursing_beds_2020": ("bed", 0, f"{wanzhou}: nursing beds in 2020"),
        "nursing_beds_added": ("bed", 0, f"{wanzhou}: nursing beds to be added to 2025"),
        "capital_for_beds": ("yuan", -4, f"{wanzhou}: the beds to be added, at Fengjie's price"),
        "allowances_for_nursing_beds": (
            "yuan_per_year", -4, f"{wanzhou}: all nursing beds of 2025, at Fengjie's allowance"),
    }.items():  # fmt: skip
        numbers[name].record(results, name, unit=unit, places=places, label=label)
    return results


def chart_break_even(weighed: Mapping[str, Quantity], chosen: CareEconomics) -> tuple[Chart, str]:
    """Return the gain against the share of it due to care, beside the cost, and the alt text."""
    gain, cost = _millions(weighed["gain"]), _millions(weighed["cost"])
    least, most = (float(end or 0) for end in (gain.meaning.lower, gain.meaning.upper))
    cheap, dear = (float(end or 0) for end in (cost.meaning.lower, cost.meaning.upper))
    low, high = (float(end or 0) for end in (
        weighed["break_even"].meaning.lower, weighed["break_even"].meaning.upper))  # fmt: skip
    with panel(QUESTION) as (chart, axes):
        chart.subplots_adjust(bottom=0.26)
        top = 1.12 * max(most, dear)
        axes.fill_between([0, 100], [0, least], [0, most], color=COLOURS[0], alpha=0.35, lw=0)
        axes.plot([0, 100], [0, float(gain.value)], color=COLOURS[0], lw=1.8,
                  label="families' gain due to care")  # fmt: skip
        axes.fill_between([0, 100], cheap, dear, color=COLOURS[1], alpha=0.35, lw=0)
        axes.plot([0, 100], [float(cost.value)] * 2, color=COLOURS[1], lw=1.8, ls="--",
                  label="cost to the county")  # fmt: skip
        for end, level in ((low, cheap), (high, dear)):
            if end <= 100:
                axes.plot([end, end], [0, level], color=INK, lw=1.1, ls=":")
                axes.plot([end], [level], "o", color=INK, ms=5, zorder=5)
        axes.plot([100 * chosen.due_low, 100 * chosen.due_high], [0.95 * top] * 2, color=FAINT,
                  lw=5, marker="|", ms=11, mew=2, label="share due to care, as assumed",
                  )  # fmt: skip
        pays = f"pays from {_span(low, high, 0).replace(' to ', '–')}% on"
        axes.annotate(pays if high <= 100 else f"pays from {low:.0f}% on, or never",
                      (min((low + high) / 2, 78), 0), xytext=(0, 7), textcoords="offset points",
                      ha="center", fontsize=9.5, color=INK,
                      bbox={"fc": "white", "ec": FAINT, "lw": 0.6, "pad": 2})  # fmt: skip
        axes.set_xlim(0, 100)
        axes.set_ylim(0, top)
        axes.set_xlabel("share of the reported gain that is due to care (%)")
        axes.set_ylabel("million yuan a year")
        axes.legend(loc="upper center", bbox_to_anchor=(0.46, -0.16), ncols=3, fontsize=9.5,
                    columnspacing=1.2)  # fmt: skip
    alt = (
        f"The gain due to care rises with its share, up to {_span(least, most, 0)} million yuan "
        f"a year; the cost is {_span(cheap, dear, 1)} million. They meet where "
        f"{_span(low, high, 0)} percent of the gain are due to care."
    )
    return chart, alt


def say_findings(results: Results) -> None:
    """Show what care costs and what it has to give, computed from the results."""
    entries = results.entries
    break_even, net = entries["break_even"].interval, entries["net"].interval
    results.say(
        "**Care pays if {break_even:interval} of the reported gain is due to it.** The county pays "
        "{cost:interval}; the families are said to gain {gain:interval}.",
        holds=break_even.upper is not None and break_even.upper <= 100,
        otherwise="**Whether care can pay is open:** {break_even:interval} of the reported gain "
        "would have to be due to it. The county pays {cost:interval}; the families are said to "
        "gain {gain:interval}.",
    )
    results.say(
        "With the share assumed here, {net:interval} remains: the sign is open.",
        holds=net.lower is not None and net.lower < 0 < (net.upper or 1),
        otherwise="With the share assumed here, {net:interval} remains: the sign is not in doubt.",
    )
    results.say(
        "**The example does not settle the average.** For each worker released the gain is "
        "{gain_per_worker:interval}. In the one family described it is "
        "{family_gain_per_worker:interval}: of its later income only the orchard's is printed, so "
        "that there is a least gain and no greatest. The average would be "
        "{gain_over_wage:interval} of the wage that villagers earn in one Kaizhou (开州区) firm.",
    )
    results.say(
        "**Canteens** (孝善食堂) serve {diners_per_outlet:interval} each; the county's platform "
        "cost {platform_per_diner:interval} for each diner."
    )
    results.say(
        "**Wanzhou (万州区)** is to add {beds_added}. At Fengjie's building cost that is "
        "{capital_for_beds:interval}, and {allowances_for_nursing_beds:interval} in allowances if "
        "every nursing bed is taken."
    )


def _at_least(part: Quantity) -> Quantity:
    # The part of an income that is printed bounds the whole from below, and from above not at all.
    return Quantity(part.value, Interval(part.meaning.lower, None), part.figures)


def _millions(quantity: Quantity) -> Quantity:
    return quantity / 1_000_000


def _at_most_all(share: Quantity) -> Quantity:
    # "At least 60 %" has an upper end after all: a share of beds cannot pass all of them.
    meaning = share.meaning.intersection(Interval.between(0, 100))
    return share if meaning is None else Quantity(share.value, meaning, share.figures)


def _span(low: float, high: float, places: int) -> str:
    ends = dict.fromkeys(f"{end:.{places}f}" for end in (low, high))
    return " to ".join(ends)
