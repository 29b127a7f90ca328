"""Notebook 05: whether the texts agree with themselves, with each other and with statistics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from chongqing_livelihood.data.audit import AuditResult, audit_figures
from chongqing_livelihood.data.files import find_data
from chongqing_livelihood.data.load import load
from chongqing_livelihood.present.charts import COLOURS, FAINT, INK, ink_of, panel
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.reported import ReadingParameters, say_ends
from chongqing_livelihood.present.results import Results
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.exact import exact
from chongqing_livelihood.stats.intervals import Interval

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Chart

NOTEBOOK = "arithmetic_audit"
QUESTION = "Which printed numbers contradict each other?"
Scope = Literal["within text", "text and table", "between sources", "against context"]
_LIMIT = 2000.0
_STYLE_OF = {
    "inconsistent": (COLOURS[1], "D"),
    "near miss": (COLOURS[4], "^"),
    "undetermined": (COLOURS[0], "o"),
    "consistent": (COLOURS[2], "s"),
}


class ArithmeticAudit(ReadingParameters):
    """Parameters of notebook 05: how far to believe the digits, and what to look at."""

    widen: float = Field(
        1.0, ge=0, le=20, allow_inf_nan=False,
        description="How many times wider to read each printed number than its rounding says",
    )  # fmt: skip
    tolerance: float = Field(
        0.0, ge=0, le=0.2, allow_inf_nan=False,
        description="Share of its size by which a number may miss before that counts",
    )  # fmt: skip
    scopes: list[Scope] = Field(
        ["within text", "text and table", "between sources", "against context"],
        min_length=1,
        description="What is compared: within text, text and table, between sources, "
        "against context",
    )
    shown: Literal["open", "all"] = Field(
        "open", description="Identities to draw: those that do not agree, or all whose sides differ"
    )


@dataclass(frozen=True, slots=True)
class Checked:
    """An identity with its verdict here, and its verdict as the numbers are usually read.

    Attributes:
        result: What the audit found.
        verdict: Its verdict; a miss within the tolerance is a near miss.
        usual: The verdict in audit.csv.
        miss: Distance between the nearest ends of both sides over the nearest printed end, as a
            fraction; None where the sides meet.
    """

    result: AuditResult
    verdict: str
    usual: str
    miss: Fraction | None

    @property
    def name(self) -> str:
        """The name of the identity in words."""
        words = self.result.check.replace("-", " ")
        return words[0].upper() + words[1:]

    @property
    def identical(self) -> bool:
        """Whether both sides are one and the same."""
        return self.result.printed == self.result.computed


def check_identities(chosen: ArithmeticAudit) -> list[Checked]:
    """Return every identity of the scopes chosen, with its verdict, in the order of the file."""
    table = load("audit")
    usual = dict(zip(table["check"], table["verdict"], strict=True))
    checked = []
    for result in audit_figures([*read_figures(chosen.reading).values()], find_data()):
        if result.scope not in chosen.scopes:
            continue
        miss = _miss(result.printed, result.computed)
        verdict: str = result.verdict
        if verdict == "inconsistent" and miss is not None and miss <= exact(chosen.tolerance):
            verdict = "near miss"
        checked.append(Checked(result, verdict, usual[result.check], miss))
    return checked


def open_identities(checked: Sequence[Checked], shown: str = "open") -> list[Checked]:
    """Return the identities that do not agree, or all whose sides differ: worst verdict first."""
    found = [
        each
        for each in checked
        if not each.identical and (shown == "all" or each.verdict != "consistent")
    ]
    order = list(_STYLE_OF)
    return sorted(found, key=lambda c: (order.index(c.verdict), -(c.miss or 0), c.name))


def audit_table(checked: Sequence[Checked], shown: str = "open") -> ReaderTable:
    """Return the identities that do not agree as a table for readers, worst verdict first."""
    columns = ("identity", "what ought to hold", "compared", "printed", "computed",
               "misses by (%)", "verdict")  # fmt: skip
    rows = []
    for each in open_identities(checked, shown):
        usual = "" if each.verdict == each.usual else f" (usually {each.usual})"
        found = each.result
        sides = _short(found.printed), _short(found.computed)
        verdict = each.verdict + usual
        rows.append((each.name, found.statement, found.scope, *sides, _percent(each.miss), verdict))
    return ReaderTable.of(columns, rows)


def record_audit(checked: Sequence[Checked]) -> Results:
    """Return how many identities agree, and by how much each of the others misses."""
    results = Results(NOTEBOOK)

    def count(name: str, number: int, label: str) -> None:
        results.add(name, number, unit="item", places=0, label=label)

    count("n_checks", len(checked), "Identities checked")
    count("n_identical", sum(each.identical for each in checked),
          "Identities whose two sides are one and the same")  # fmt: skip
    for verdict in _STYLE_OF:
        count(f"n_{verdict.replace(' ', '_')}", sum(c.verdict == verdict for c in checked),
              f"Identities that are {verdict}")  # fmt: skip
    for scope in dict.fromkeys(each.result.scope for each in checked):
        found = [each for each in checked if each.result.scope == scope]
        key = scope.replace(" ", "_")
        count(f"n_checks_{key}", len(found), f"Identities checked {scope}")
        count(f"n_inconsistent_{key}", sum(each.verdict == "inconsistent" for each in found),
              f"Identities inconsistent {scope}")  # fmt: skip
    count("n_turned", sum(each.verdict != each.usual for each in checked),
          "Verdicts that differ from those of the usual reading")  # fmt: skip
    for each in open_identities(checked):
        if each.miss is not None:
            reach = _reach(each.result.printed, each.result.computed)
            results.add(
                f"miss_{each.result.check.replace('-', '_')}", 100 * each.miss,
                Interval(100 * each.miss, None if reach is None else 100 * reach),
                unit="percent", places=2 if each.miss < Fraction(1, 10) else 0,
                label=f"{each.name}: the sides miss each other by",
                figures=each.result.figure_ids,
            )  # fmt: skip
    return results


def chart_audit(checked: Sequence[Checked], shown: str = "open") -> tuple[Chart, str]:
    """Return printed and computed side of each identity on one scale, and the alternative text.

    Both sides are drawn as percentages above or below the middle of the printed side, on a scale
    that is linear near zero and logarithmic beyond.
    """
    rows = open_identities(checked, shown)[::-1]
    with panel(QUESTION) as (chart, axes):
        height = 2.2 + 0.23 * max(len(rows), 4)
        chart.set_size_inches(7.6, height)
        chart.subplots_adjust(left=0.38, right=0.96, top=1 - 0.55 / height, bottom=1.4 / height)
        axes.set_title(QUESTION, x=-0.6)
        axes.set_xscale("symlog", linthresh=1)
        axes.axvline(0, color=FAINT, lw=1)
        for place, each in enumerate(rows):
            colour, marker = _STYLE_OF[each.verdict]
            middle = _middle(each.result.printed)
            for side, hue, width in (
                (each.result.printed, INK, 9),
                (each.result.computed, colour, 5),
            ):
                low, high = (100 * (end / middle - 1) for end in _ends(side))
                axes.plot([low, high], [place] * 2, color=hue, lw=width, solid_capstyle="butt",
                          alpha=0.25 if hue == INK else 0.8)  # fmt: skip
            there = 100 * (_middle(each.result.computed) / middle - 1)
            axes.plot([0], [place], "|", color=INK, ms=9, mew=1.4)
            if there <= _LIMIT:
                axes.plot([there], [place], marker, color=colour, ms=6, zorder=5)
            else:
                axes.annotate(f"+{there:,.0f}% →", (_LIMIT, place), color=ink_of(colour),
                              fontsize=9.5, ha="right", va="center",
                              bbox={"fc": "white", "ec": "none", "pad": 1})  # fmt: skip
        axes.set_yticks(range(len(rows)), [each.name for each in rows], fontsize=9)
        axes.set_ylim(-0.7, max(len(rows), 1) - 0.3)
        axes.set_xlim(-200, _LIMIT)
        ticks = (-100, -10, -1, 0, 1, 10, 100, 1000)
        axes.set_xticks(ticks, [f"{x:+,}%".replace("-", "−") if x else "0" for x in ticks],
                        fontsize=9.5)  # fmt: skip
        axes.grid(visible=False, axis="y")
        axes.set_xlabel("computed above or below printed (linear to 1%, then log)")
        axes.plot([], [], color=INK, alpha=0.25, lw=9, label="printed")
        for verdict in dict.fromkeys(each.verdict for each in rows[::-1]):
            colour, marker = _STYLE_OF[verdict]
            axes.plot([], [], "-" + marker, color=colour, lw=4, ms=6, label=f"computed, {verdict}")
        axes.legend(loc="lower center", bbox_to_anchor=(0.5, 0.3 / height), ncols=3, fontsize=9,
                    bbox_transform=chart.transFigure)  # fmt: skip
    said = "; ".join(f"{each.name}, {each.verdict}" for each in rows[::-1]) or "none"
    which = "that does not agree" if shown == "open" else "whose sides differ"
    return chart, f"Printed and computed side of each identity {which}: {said}."


def say_findings(results: Results, checked: Sequence[Checked], chosen: ArithmeticAudit) -> None:
    """Show how many identities agree, which do not, and what a wider reading changes."""
    results.say(
        "Of {n_checks} identities {n_consistent} are consistent, {n_identical} of them because "
        "both sides are one and the same. {n_inconsistent} are **inconsistent** whatever the "
        "printed numbers mean under this reading, and {n_undetermined} are undetermined: their "
        "sides overlap, but are so wide that this says little."
        + (" {n_near_miss} miss by no more than the tolerance." if chosen.tolerance else "")
    )
    far = [c for c in open_identities(checked)
           if c.verdict == "inconsistent" and c.miss is not None and c.miss > Fraction(1, 10)
           ]  # fmt: skip
    results.say(
        "**By more than a tenth:** "
        + "; ".join(f"{each.name} ({{miss_{each.result.check.replace('-', '_')}}})" for each in far)
        + ".",
        holds=bool(far),
        otherwise="None misses by more than a tenth.",
    )
    torn = [c for c in checked
            if c.result.scope == "text and table" and c.verdict == "inconsistent"]  # fmt: skip
    if "text and table" in chosen.scopes:
        results.say(
            "**The plan's table is at odds with its text, or with itself:** "
            + ", ".join(each.name for each in torn)
            + ". Where this is no slip of a unit, the plan does not say which of the two is meant.",
            holds=bool(torn),
            otherwise="Text and table of the plan are not at odds under these parameters.",
        )
    results.say(
        f"With `widen` at {chosen.widen:g} and a tolerance of {100 * chosen.tolerance:g}%, "
        "{n_turned} verdicts differ from those of the usual reading.",
        holds=chosen.widen != 1 or chosen.tolerance > 0,
        otherwise="This is the usual reading: set `widen` to see which verdicts rest on rounding.",
    )


def _miss(printed: Interval, computed: Interval) -> Fraction | None:
    if printed.overlaps(computed):
        return None
    low, high = printed.lower, printed.upper
    if high is not None and computed.lower is not None and computed.lower > high:
        return (computed.lower - high) / abs(high) if high else None
    if low is not None and computed.upper is not None:
        return (low - computed.upper) / abs(low) if low else None
    return None


def _reach(printed: Interval, computed: Interval) -> Fraction | None:
    ends = (printed.lower, printed.upper, computed.lower, computed.upper)
    low, high, least, most = (end or Fraction(0) for end in ends)
    if None in ends or not low:
        return None
    return max(abs(most - low), abs(least - high)) / abs(low)


def _middle(side: Interval) -> float:
    low, high = _ends(side)
    return (low + high) / 2 or 1.0


def _ends(side: Interval) -> tuple[float, float]:
    low, high = side.lower, side.upper
    if low is None or high is None:
        known = float(low if low is not None else high or 0)
        return (known, 10 * known) if high is None else (known / 10, known)
    return float(low), float(high)


def _short(side: Interval) -> str:
    size = max(abs(end) for end in _ends(side))
    return say_ends(side, 0 if size >= 10_000 else _places(side, 1 if size >= 100 else 3))


def _places(side: Interval, most: int) -> int:
    ends = [end for end in (side.lower, side.upper) if end is not None]
    return next((n for n in range(most) if all((e * 10**n).denominator == 1 for e in ends)), most)


def _percent(miss: Fraction | None) -> str:
    if miss is None:
        return ""
    return f"{float(100 * miss):,.0f}" if miss > 1 else f"{float(100 * miss):.2g}"
