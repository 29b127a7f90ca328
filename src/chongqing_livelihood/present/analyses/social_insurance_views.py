"""What notebook 10 shows of its results: a table, the chart, and computed sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from chongqing_livelihood.present.analyses.social_insurance import (
    END,
    NAMES,
    RESIDENTS_YEAR,
    SETS,
    Enrolment,
    SocialInsurance,
    change_of,
)
from chongqing_livelihood.present.charts import COLOURS, MARKERS, ink_of, panel
from chongqing_livelihood.present.reported import say_ends
from chongqing_livelihood.present.results import Result, Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.change import annualised_growth
from chongqing_livelihood.stats.timing import middle_of, years_between

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

MONTHS = "January February March April May June July August September October November December"
QUESTION = "How fast did social insurance grow, and who was left to enrol?"


def enrolment_table(schemes: dict[str, Enrolment], chosen: SocialInsurance) -> ReaderTable:
    """Return growth a year under each year of April and several bases, as a table for readers."""
    years = (2023, 2024)
    head = [f"{name}, to April {year} (% a year)" for name in schemes for year in years]
    rows = []
    for base in dict.fromkeys([chosen.base, "2011-12", "2012-11", "2012-12"]):
        row = [name_period(base)]
        for each in schemes.values():
            for year in years:
                time = years_between(base, f"{year}-04")
                growth = 100 * annualised_growth(change_of(each)[1], time)
                row.append(say_ends(growth, 2))
        rows.append(row)
    return ReaderTable.of(["since", *head], rows)


def chart_enrolment(results: Results, chosen: SocialInsurance) -> tuple[Chart, str]:
    """Return enrolment since the earlier level, beside the months after April; and its words.

    Hollow markers are computed levels, full ones are printed. The band is the number of people who
    can be enrolled, as assumed, of the latest residents published. On the right, the dashed line
    goes on at the average pace.
    """
    from matplotlib.ticker import MaxNLocator

    found = results.entries
    start, april, end = (float(middle_of(when)) for when in (chosen.base, chosen.april, END))
    with panel(QUESTION) as (chart, left):
        grid = chart.add_gridspec(1, 2, width_ratios=(1.15, 1), wspace=0.24)
        left.set_subplotspec(grid[0])
        right = chart.add_subplot(grid[1])
        for index, name in enumerate(NAMES):
            colour, marker = COLOURS[index], MARKERS[index]
            ends = [_value(found[f"{name}_{when}"]) for when in ("before", "level")]
            left.plot([start, april], ends, color=colour, lw=1.4, ls=("-", "--")[index])
            left.plot(start, ends[0], marker, color=colour, mfc="white", ms=7, mew=1.5)
            left.plot(april, ends[1], marker, color=colour, ms=7, label=NAMES[name])
            rate = found[f"{name}_annual"].text
            left.annotate(
                f"{rate}", ((start + april) / 2, sum(ends) / 2), xytext=(0, 7), ha="right",
                textcoords="offset points", color=ink_of(colour), fontsize=10,
            )  # fmt: skip
        _draw_ceiling(left, found["eligible"], chosen)
        left.set_xlim(start - 0.8, 2025.3)
        most = max(found["eligible"].interval.upper or 0, found["pension_level"].value or 0)
        left.set_ylim(0, 1.28 * float(most))
        left.xaxis.set_major_locator(MaxNLocator(6, integer=True))
        left.set_ylabel("people enrolled (millions)")
        left.legend(loc="upper left", fontsize=9, borderaxespad=0.2)
        _draw_end(right, results, april, end)
        _draw_ceiling(right, found["eligible"], chosen)
    alt = (
        f"Left, two lines: pension insurance grew from {found['pension_before'].text} to "
        f"{found['pension_level'].text}, {found['pension_annual'].text}, work injury insurance "
        f"from {found['injury_before'].text} to {found['injury_level'].text}, "
        f"{found['injury_annual'].text}. Right, from April to the end of 2024: at the average pace "
        f"pension insurance would have reached {found['expected_end'].text}; "
        f"{found['end_level'].text} were published."
    )
    return chart, alt


def say_findings(results: Results, chosen: SocialInsurance) -> None:
    """Show growth, what came after April, and who was left, in computed sentences."""
    found = results.entries
    results.say(
        f"**Growth.** From {name_period(chosen.base)} to {name_period(chosen.april)} "
        "pension insurance went from "
        "{pension_before} to {pension_level}, that is {pension_annual:interval}; work injury "
        "insurance from {injury_before} to {injury_level}, {injury_annual:interval}. Neither "
        "earlier level is printed: both are what is left when the printed additions are taken away."
    )
    fits = all(
        found[f"{name}_growth"].interval.overlaps(found[f"{name}_printed"].interval)
        for name in SETS
    )
    said = (
        "The texts print a growth of {pension_printed} and {injury_printed}; level and addition "
        "give {pension_growth:interval} and {injury_growth:interval}"
    )
    results.say(f"{said}: consistent.", holds=fits, otherwise=f"{said}: inconsistent.")
    after_april, average = found["end_annual"].interval, found["pension_annual"].interval
    after = (
        f"**What 2024 says.** From {name_period(chosen.april)} to the end of 2024 "
        "{end_added:interval} were added, {end_annual:interval}; had the average pace gone on, the "
        "year would have ended with {expected_end} instead of {end_level}. "
    )
    results.say(
        after + "Growth had all but ended, or the two figures do not count the same.",
        holds=after_april.upper < average.lower / 4,  # type: ignore[operator]
        otherwise=after + "The two figures do not settle that growth slowed down.",
    )
    left = (
        "**Who was left.** Those enrolled at the end of 2024 are {coverage} of the residents of "
        f"{RESIDENTS_YEAR}, the latest that the context table has for the city. "
    )
    results.say(
        left + "If {eligible:bounds} can be enrolled, they are {coverage_eligible:bounds} of them, "
        "and {room:bounds} were left: {years_average:bounds} at the average pace, "
        "{years_recent:bounds} at that after April.",
        holds=(found["room"].interval.lower or 0) > 0,
        otherwise=left + "The least number assumed here to be eligible is no more than were "
        "enrolled: the assumption and the figure are inconsistent.",
    )
    results.say(
        "**Gross and net.** Matching data is reported to have brought in {matched}; on average "
        "{average_added} were added, net of deaths and departures. A campaign can find "
        "many while the total hardly moves."
    )


def name_period(period: str) -> str:
    """Return a year or month in words.

    >>> name_period("2012-11"), name_period("2011")
    ('November 2012', '2011')
    """
    year, _, month = period.partition("-")
    return f"{MONTHS.split()[int(month) - 1]} {year}" if month else year


def _draw_end(axes: Axes, results: Results, april: float, end: float) -> None:
    found = results.entries
    level, expected, reached = (
        _value(found[name]) for name in ("pension_level", "expected_end", "end_level")
    )
    axes.plot([april, end], [level, expected], "--", color=COLOURS[0], lw=1.2)
    for x, name, marker, filled in (
        (april, "pension_level", MARKERS[0], True),
        (end, "expected_end", MARKERS[0], False),
        (end, "end_level", MARKERS[3], True),
    ):
        interval = found[name].interval
        low, high = (float(bound or 0) for bound in (interval.lower, interval.upper))
        middle = _value(found[name])
        axes.errorbar(
            x, middle, yerr=[[max(0.0, middle - low)], [max(0.0, high - middle)]], fmt=marker,
            capsize=4, ms=7, color=COLOURS[0] if name != "end_level" else COLOURS[3],
            mfc=None if filled else "white",
        )  # fmt: skip
    rise = max(expected - level, 0.1)
    lowest = min(float(found["pension_level"].interval.lower or 0), level - 0.4 * rise)
    highest = max(float(found["expected_end"].interval.upper or 0), expected + 0.45 * rise)
    axes.set_ylim(lowest, highest)
    width = end - april
    axes.set_xlim(april - 0.2 * width, end + 0.2 * width)
    axes.set_xticks([april, end], [f"Apr {int(april)}", f"Dec {int(end)}"])
    for x, y, text, offset, side in (
        (end, expected, "at the average pace", (-9, 7), "right"),
        (end, reached, "published", (14, -22), "right"),
        (april, level, "reported", (7, -14), "left"),
    ):
        axes.annotate(
            f"{text}: {y:.2f}", (x, y), xytext=offset, ha=side, textcoords="offset points",
            fontsize=9,
        )  # fmt: skip
    axes.set_ylabel("in pension insurance (millions)")


def _draw_ceiling(axes: Axes, eligible: Result, chosen: SocialInsurance) -> None:
    low, high = (float(x or 0) for x in (eligible.interval.lower, eligible.interval.upper))
    shares = dict.fromkeys(f"{100 * end:g}" for end in (chosen.eligible_low, chosen.eligible_high))
    axes.axhspan(
        low, high, color="#bbbbbb", alpha=0.35, lw=1.2,  # an edge, so that a single number shows
        label=f"ceiling: {'–'.join(shares)}% of residents of {RESIDENTS_YEAR}",
    )  # fmt: skip


def _value(result: Result) -> float:
    return float(result.value or 0)
