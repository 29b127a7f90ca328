"""Notebook 01: what the texts report, where, how precisely, and how often with a baseline."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from pydantic import Field

from chongqing_livelihood.present.analyses.figure_profile import (
    CLASSES,
    GROUPS,
    Profile,
    ends_round,
    half_width_pct,
    is_hedged,
)
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, MARKERS, panel
from chongqing_livelihood.present.figures import decimals_of
from chongqing_livelihood.present.parameters import Parameters
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Interval, Reading
from chongqing_livelihood.stats.selection import sign_test

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "reported_figures"
QUESTION = "How many of the reported figures can show a change?"


class ReportedFigures(Parameters):
    """Parameters of notebook 01: which texts are profiled, and how their numbers are read."""

    sources: list[str] = Field(min_length=1, max_length=10, description="The texts to profile")
    less_is_better: list[str] = Field(
        default=[], max_length=50,
        description="Changes of which the text welcomes a fall, by their name in the changes table",
    )  # fmt: skip
    unclear: list[str] = Field(
        default=[], max_length=50,
        description="Changes whose words can also mean that things got worse, by their name",
    )  # fmt: skip
    least_digits: int = Field(
        2, ge=1, le=4, description="Printed digits that a number needs for its last one to count"
    )
    widen: float = Field(
        1.0, ge=0, le=10, allow_inf_nan=False,
        description="How many times wider to read each printed number than its rounding says",
    )  # fmt: skip
    trust_round_counts: bool = Field(
        True, description="Whether a count such as 4000 persons means exactly 4000"
    )

    @property
    def reading(self) -> Reading:
        """The convention by which a printed number stands for an interval."""
        return Reading(self.widen, self.trust_round_counts)


def profile_table(profile: Profile) -> ReaderTable:
    """Return one row a text: how many figures, of what kind, and how precisely."""
    columns = ("text", "figures", "districts and counties", "fields", "show a change",
               "targets, standards", "hedged (%)", "far off (%)",
               "end in 0 or 5 (%)")  # fmt: skip
    rows = []
    for source in sorted({figure.source for figure in profile.figures}):
        one = profile.of_source(source)
        size = len(one.figures)
        widths = [width for each in one.figures if (width := half_width_pct(each)) is not None]
        shares = (
            _percent(sum(map(is_hedged, one.figures)), size),
            _percent(sum(width > 5 for width in widths), len(widths)),
            _percent(*ends_round(one.figures, profile.least_digits)),
        )
        fields = len({each.coding["domain"] for each in one.figures})
        kinds = [len(one.of_kind(kind)) for kind in ("change", "plan")]
        counts = (source, size, len(one.places), fields, *kinds)
        rows.append((*counts, *(f"{share:.0f}" for share in shares)))
    return ReaderTable.of(columns, rows)


def record_profile(profile: Profile) -> Results:
    """Return counts and shares of what is reported, and of how precisely."""
    results = Results(NOTEBOOK)
    figures, changes = profile.figures, profile.changes
    percentages = [each for each in figures if each.printed.unit == "percent"]
    widths = [width for each in figures if (width := half_width_pct(each)) is not None]
    dated = (changes["period_from"] != "") & (changes["period_to"] != "")
    rests = [each for row in changes["figure_ids"] for each in row.split()]
    good, total = sum(profile.favourable), len(profile.favourable)
    pairs = zip(changes["pair"], profile.favourable, strict=True)
    sure = sum(fine for pair, fine in pairs if pair not in profile.unclear)
    small = sum(abs(Fraction(each.printed.value or 10)) < 10 for each in figures)

    def count(name: str, value: int, label: str, interval: Interval | None = None) -> None:
        basis = rests if name.startswith("change") else []
        results.add(name, value, interval, unit="item", places=0, label=label, figures=basis)

    def share(name: str, part: int, whole: int, label: str) -> None:
        results.add(name, _percent(part, whole), unit="percent", places=1, label=label)

    count("figures", len(figures), "Reported figures")
    count("places", len(profile.places), "Districts and counties with a figure of their own")
    count("fields", len({each.coding["domain"] for each in figures}), "Fields of livelihood")
    for kind, words in CLASSES.items():
        share(f"kind_{kind}", len(profile.of_kind(kind)), len(figures), f"Figures: {words}")
    count("changes", total, "Changes: two levels, or a relative change")
    count("changes_dated", int(dated.sum()), "Changes of which both ends are dated")
    count("changes_levels", int(changes["before"].notna().sum()),
          "Changes of which the earlier level is printed or follows")  # fmt: skip
    if total:
        count("changes_favourable", good, "Changes in the direction that the text welcomes",
              Interval.between(sure, good))  # fmt: skip
        tests = [100 * sign_test(number, total) for number in (good, sure)]
        results.add("sign_chance", tests[0], Interval(min(tests), max(tests)), unit="percent",
                    label="Chance of so one-sided a list if either direction were as likely",
                    figures=rests)  # fmt: skip
    share("hedged", sum(map(is_hedged, figures)), len(figures), "Figures with a hedge or a range")
    share("exact", sum(each.meaning.width == 0 for each in figures), len(figures),
          "Figures that mean one number only")  # fmt: skip
    share("loose", sum(width > 5 for width in widths), len(widths),
          "Figures that can be off by more than 5 percent of their value")  # fmt: skip
    share("two_decimals", sum(decimals_of(each) >= 2 for each in percentages),
          max(1, len(percentages)), "Percentages with two decimals")  # fmt: skip
    round_ends, ends = ends_round(figures, profile.least_digits)
    share("round_all", round_ends, max(1, ends), "Printed numbers that end in 0 or 5")
    for group, words in GROUPS.items():
        part, whole = ends_round(profile.of_group(group), profile.least_digits)
        if whole:  # of none, no share can be said
            share(f"round_{group}", part, whole, f"The same among {words}")
    share("small", small, len(figures), "Figures below 10, with one digit before the point")
    return results


def chart_profile(profile: Profile) -> tuple[Chart, str]:
    """Return the chart of what the figures can show, and how round they are, and its alt text."""
    with panel(QUESTION) as (chart, left):
        chart.set_size_inches(8.4, 5.1)
        left.set_position((0.155, 0.175, 0.395, 0.655))
        right = chart.add_axes((0.625, 0.175, 0.355, 0.655))
        left.set_title(QUESTION, pad=36)
        for axes, words in ((left, "What they can show"), (right, "How round they are")):
            axes.text(0, 1.03, words, transform=axes.transAxes, fontsize=11, color=FAINT)
        _draw_fields(left, profile)
        _draw_heaping(right, profile)
    kinds = {kind: len(profile.of_kind(kind)) for kind in CLASSES}
    part, whole = ends_round(profile.figures, profile.least_digits)
    digits = profile.least_digits
    roundest = max(GROUPS, key=lambda name: _percent(*ends_round(profile.of_group(name), digits)))
    alt = (
        f"Two panels. Left: of {len(profile.figures)} figures in the fields of livelihood, "
        f"{kinds['change']} show a change, {kinds['alone']} are levels with no earlier one, "
        f"{kinds['plan']} are targets or standards. Right: {_percent(part, whole):.0f}% of printed "
        f"numbers end in 0 or 5, where 20% would by chance; roundest are {GROUPS[roundest]}."
    )
    return chart, alt


def say_findings(results: Results) -> None:
    """Show what the counts support, sentence by sentence."""
    entries = results.entries
    results.say(
        "**Much is reported, little of it as a change.** {figures} figures about {places} "
        + ("district or county" if entries["places"].value == 1 else "districts and counties")
        + ": {kind_plan} say what shall be, {kind_alone} what is, with no "
        "earlier level; {kind_change} have to do with a change.",
        holds=(entries["kind_change"].value or 0) < 25,
        otherwise="**Changes are a good part of what is reported.** Of {figures} figures "
        "{kind_change} have to do with one.",
    )
    results.say(
        "There are {changes} changes in all. {changes_dated} of them say when both levels were "
        "taken, and for {changes_levels} the earlier level is printed or follows."
    )
    if "sign_chance" in entries:
        results.say(
            "**Nearly all the news is good.** {changes_favourable:interval} of {changes} changes "
            "go in the direction that the text welcomes. If either direction were as likely, so "
            "one-sided a list would come up with a chance of {sign_chance:interval}. That is "
            "evidence about the choice of what is reported, not about an effect.",
            holds=(entries["sign_chance"].interval.upper or 100) < 5
            and 2 * (entries["changes_favourable"].interval.lower or 0)
            > (entries["changes"].value or 0),
            otherwise="{changes_favourable:interval} of {changes} changes go in the direction "
            "that the text welcomes: too few changes, too evenly split, or too many against "
            "it, to speak of a choice of good news.",
        )
    results.say(
        "**Precision differs.** {hedged} of the figures carry a hedge (余, 多, 近, 约) or are a "
        "range; {exact} mean one number only, {loose} can be off by more than 5% of their value."
    )
    groups = [
        f"{{round_{name}}} of {words}" for name, words in GROUPS.items()
        if f"round_{name}" in entries
    ]  # fmt: skip
    results.say(
        "**Round numbers are a habit of reporting.** {round_all} of the printed numbers end in 0 "
        f"or 5, where a fifth would by chance{': ' if groups else ''}{', '.join(groups)}. That "
        "measures how precisely is reported; it is no sign of invention.",
        holds=(entries["round_all"].value or 0) > 30,
        otherwise="{round_all} of the printed numbers end in 0 or 5, about as many as by chance.",
    )
    results.say(
        "**Benford's law is no test here.** It describes first digits of quantities that grew over "
        "many orders of magnitude. Here {kind_plan} of the figures were set by somebody, {small} "
        "are below 10, and units and populations are mixed: a misfit would mean nothing."
    )


def _percent(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _draw_fields(axes: Axes, profile: Profile) -> None:
    fields = sorted({each.coding["domain"] for each in profile.figures})
    counts = {
        kind: [sum(each.coding["domain"] == field for each in profile.of_kind(kind))
               for field in fields]
        for kind in CLASSES
    }  # fmt: skip
    totals = [sum(counts[kind][row] for kind in CLASSES) for row in range(len(fields))]
    order = sorted(range(len(fields)), key=lambda row: (totals[row], fields[row]))
    start = [0] * len(fields)
    for (kind, words), colour, hatch in zip(
        CLASSES.items(), (COLOURS[1], COLOURS[0], "#c9c9c9"), ("xxx", "", "///"), strict=True
    ):
        widths = [counts[kind][row] for row in order]
        axes.barh(range(len(order)), widths, left=start, color=colour, hatch=hatch, height=0.72,
                  edgecolor="white", lw=0.5, label=words)  # fmt: skip
        start = [a + b for a, b in zip(start, widths, strict=True)]
    names = [fields[row].replace("e_s", "e and s").replace("_", " ") for row in order]
    axes.set_yticks(range(len(order)), names, fontsize=9.5)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", visible=False)
    axes.set_axisbelow(True)
    axes.set_xlabel("number of figures")
    axes.legend(loc="lower right", fontsize=9.5)


def _draw_heaping(axes: Axes, profile: Profile) -> None:
    axes.axvline(20, color=FAINT, lw=1.4, ls="--")
    axes.text(18, len(GROUPS) - 0.78, "by\nchance", color=FAINT, fontsize=9, ha="right",
              va="center", linespacing=1)  # fmt: skip
    for row, (group, words) in enumerate(GROUPS.items()):
        part, whole = ends_round(profile.of_group(group), profile.least_digits)
        share = _percent(part, whole)
        if whole:
            axes.plot([20, share], [row, row], color=COLOURS[2], lw=1.4)
            axes.plot([share], [row], MARKERS[row], color=COLOURS[2], ms=8, clip_on=False)
        axes.text(22, row - 0.2, words, fontsize=9.5, color=INK)
        said = f"{part} of {whole}" if whole else "none printed"
        if share < 80:
            axes.text(max(share, 20) + 3, row, said, fontsize=9, color=FAINT, va="center")
        else:  # no room beside it: under its line
            axes.text(share, row + 0.24, said, fontsize=9, color=FAINT, va="center", ha="right")
    axes.set(xlim=(0, 100), ylim=(len(GROUPS) - 0.6, -0.75), yticks=[])
    axes.grid(axis="y", visible=False)
    axes.set_xlabel("printed numbers that end in 0 or 5 (%)")
