"""Notebook 06, what it shows: the targets as a table, a chart and sentences."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from chongqing_livelihood.present.analyses.plan_targets import (
    WHY_NO_PACE,
    PlanTargets,
    Target,
    paced,
)
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, panel
from chongqing_livelihood.present.reported import say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

QUESTION = "How far is it to each target, and who asks for more?"


def target_table(targets: Sequence[Target]) -> ReaderTable:
    """Return the targets with a pace as a table for readers, the most demanding first."""
    rows = []
    for target in paced(targets):
        growth = target.pace.meaning * 100 if target.pace else None
        rows.append(
            (
                f"{target.name} ({target.name_zh})",
                "binding" if target.binding else "expected",
                _number(target.baseline.value if target.baseline else None),
                _number(target.goal.value if target.goal else None),
                say_ends(growth, 1) if growth else "",
                say_ends(target.gap.meaning * 100, 0) if target.gap else "",
                _number(target.national.value if target.national else None),
                _number(target.city.value if target.city else None),
            )
        )
    columns = ("indicator", "kind", "2020", "target 2025", "needs (% a year)", "of the gap (%)",
               "national target", "city 2024")  # fmt: skip
    return ReaderTable.of(columns, rows)


def left_out_table(targets: Sequence[Target]) -> ReaderTable:
    """Return the targets without a pace as a table for readers, by the reason for that."""
    rows = []
    for key, words in WHY_NO_PACE.items():
        left = [target for target in targets if target.why_none == key]
        rows.append((words, len(left), "; ".join(f"{t.name} ({t.name_zh})" for t in left)))
    return ReaderTable.of(("left out", "indicators", "which"), rows)


def chart_targets(targets: Sequence[Target], chosen: PlanTargets) -> tuple[Chart, str]:
    """Return every target with a pace on one scale, and the alternative text.

    All values of a row are drawn as percentages of the plan's own target, so that the level of
    2020, the national target and the city's value can be compared across units.

    Args:
        targets: The targets, as `stress_targets` returns them.
        chosen: The parameters of the notebook.
    """
    rows = paced(targets)[::-1]
    with panel(QUESTION) as (chart, axes):
        chart.set_size_inches(7.6, 6)
        chart.subplots_adjust(left=0.3, right=0.83, top=0.89, bottom=0.2)
        axes.set_title(QUESTION, x=-0.53)
        axes.axvline(100, color=INK, lw=1.2)
        for height, target in enumerate(rows):
            if not (target.baseline and target.goal and target.pace):
                continue
            scale = 100 / float(target.goal.value)
            level = scale * float(target.baseline.value)
            colour, style = _line(target, chosen)
            axes.plot([level, 100], [height] * 2, color=colour, ls=style, lw=2)
            for meaning, hue in ((target.baseline.meaning, colour), (target.goal.meaning, INK)):
                axes.plot([scale * end for end in _ends(meaning)], [height] * 2, color=hue, lw=7,
                          alpha=0.3, solid_capstyle="butt")  # fmt: skip
            axes.plot([level], [height], "o", color=colour, ms=6)
            for other, marker, place in ((target.national, "^", 2), (target.city, "D", 4)):
                if other is not None:  # beside the line, so that near values do not hide it
                    aside = height + (0.22 if marker == "^" else -0.22)
                    axes.plot([scale * end for end in _ends(other.meaning)], [aside] * 2,
                              color=COLOURS[place], lw=4, alpha=0.5)  # fmt: skip
                    axes.plot([scale * float(other.value)], [aside], marker, color=COLOURS[place],
                              mec=INK, mew=0.5, ms=6, zorder=5)  # fmt: skip
            axes.annotate(f"{_percent(target)}%", (1.03, height), fontsize=9.5, color=INK,
                          xycoords=("axes fraction", "data"), va="center")  # fmt: skip
        axes.annotate("growth needed\na year", (1.03, len(rows) - 0.35), fontsize=9.5, color=FAINT,
                      xycoords=("axes fraction", "data"), va="bottom")  # fmt: skip
        names = [target.name + (" *" if target.binding else "") for target in rows]
        axes.set_yticks(range(len(rows)), names, fontsize=9.5)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        axes.set_xlim(25, 155)
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("percent of the plan's target for 2025 (* binding)")
        left = sum(bool(target.why_none) for target in targets)
        axes.text(153, len(rows) - 0.9, f"{left} targets of the table\nhave no pace:\nnot drawn",
                  fontsize=9, color=FAINT, ha="right", va="top")  # fmt: skip
        over = f"more than {100 * chosen.demanding:g}% a year"
        for label, colour, style in (("2020: needs " + over, COLOURS[1], "-o"),
                                     ("2020: needs less", COLOURS[0], "--o"),
                                     ("2020: already there", FAINT, ":o"),
                                     ("national target", COLOURS[2], "^"),
                                     ("city in 2024", COLOURS[4], "D")):  # fmt: skip
            axes.plot([], [], style, color=colour, label=label)
        axes.plot([], [], color=INK, lw=7, alpha=0.3, label="what is printed can mean")
        axes.legend(loc="upper center", bbox_to_anchor=(0.3, -0.1), ncols=3, fontsize=9,
                    columnspacing=1)  # fmt: skip
    said = "; ".join(
        f"{target.name} {_percent(target)}" for target in paced(targets) if target.pace
    )
    return chart, (
        f"Levels of 2020 as percentages of the targets. Growth needed, % a year: {said}. {left} "
        "targets of the table have no pace and are not drawn."
    )


def say_findings(results: Results, targets: Sequence[Target], chosen: PlanTargets) -> None:
    """Show which targets ask for much, which for nothing, and how they stand beside others."""
    known = paced(targets)
    first = known[0]
    results.say(
        f"**Steepest: {first.name}.** It has to grow by {{{first.id}_pace:interval}}. "
        f"{{n_demanding}} of the targets in the plan's table need more than "
        f"{100 * chosen.demanding:g}% a year whatever the printed numbers mean; the number of "
        "nursing beds is worked out and not counted among them."
    )
    results.say(
        "**Judged: {n_paced} of {n_targets} in the plan's table.** Left out are {n_left_blank} "
        f"{WHY_NO_PACE['blank']}, {{n_left_sum}} that are {WHY_NO_PACE['sum']}, and "
        f"{{n_left_bound}} {WHY_NO_PACE['bound']}. Nobody can say what these demand, and the count "
        "of demanding ones is a count among those judged."
    )
    reached = [target for target in known if target.pace and target.pace.value <= 0]
    results.say(
        f"**Already met: {', '.join(target.name for target in reached)}.** The target lies at or "
        "below the level of 2020 that the plan prints.",
        holds=bool(reached),
        otherwise="No target lies at or below the level of 2020.",
    )
    below = [target for target in targets if target.is_below_nation]
    results.say(
        f"**Below the national target: {', '.join(target.name for target in below)}.** Of "
        "{n_with_national} indicators that both plans have, {n_below_national} aims lower, "
        "whatever the printed numbers mean.",
        holds=len(below) == 1,
        otherwise="Of {n_with_national} indicators that both plans have, {n_below_national} aim "
        "lower than the national plan, whatever the printed numbers mean.",
    )
    results.say(
        "**Fewer jobs than before.** The target for urban new jobs is "
        "{jobs_against_achieved:interval} against what the five years before brought.",
        holds=(results.entries["jobs_against_achieved"].interval.upper or 1) < 0,
        otherwise="The target for urban new jobs is {jobs_against_achieved:interval} against what "
        "the five years before brought.",
    )  # fmt: skip


def _line(target: Target, chosen: PlanTargets) -> tuple[str, str]:
    pace = target.pace.value if target.pace else Fraction(0)
    if pace <= 0:
        return FAINT, ":"
    return (COLOURS[1], "-") if pace > exact(chosen.demanding) else (COLOURS[0], "--")


def _percent(target: Target) -> str:
    growth = round(100 * float(target.pace.value), 1) if target.pace else 0.0
    return f"{growth:+.1f}".replace("-", "−") if growth else "0.0"


def _ends(interval: Interval) -> tuple[float, float]:
    return float(interval.lower or 0), float(interval.upper or 0)


def _number(value: Fraction | None) -> str:
    if value is None:
        return ""
    return f"{float(value):,.0f}" if value >= 1000 else f"{float(value):,.6g}"
