"""Sort the reported figures by what they can show and by how precisely they are printed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from chongqing_livelihood.data.clean import CleanFigure
from chongqing_livelihood.data.load import load
from chongqing_livelihood.present.figures import read_figures
from chongqing_livelihood.present.parameters import ParameterError
from chongqing_livelihood.present.places import DISTRICTS
from chongqing_livelihood.stats.intervals import Reading

if TYPE_CHECKING:
    import pandas as pd

CLASSES: Final = {
    "change": "shows a change",
    "alone": "a level with no earlier one",
    "plan": "a target or a standard",
}
"""What a figure can show, by name."""

GROUPS: Final = {
    "plan": "targets and standards",
    "hedged": "levels with a hedge (余, 近, 约)",
    "alone": "levels without a hedge",
    "change": "changes and their levels",
}
"""Groups of figures by how they are rounded, by name."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures of some texts, sorted by what they can show, and the changes they state.

    Attributes:
        figures: The figures.
        kinds: What each of them can show, a name of `CLASSES`.
        changes: The rows of the changes table that rest on these texts.
        favourable: Of each change, whether it goes where the text welcomes it.
        unclear: Names of the changes that can also be read the other way.
        least_digits: Printed digits that a number needs for its last one to count.
    """

    figures: Sequence[CleanFigure]
    kinds: Sequence[str]
    changes: pd.DataFrame
    favourable: Sequence[bool]
    unclear: frozenset[str]
    least_digits: int

    @property
    def places(self) -> set[str]:
        """The districts and counties with a figure of their own."""
        return {each.coding["place"] for each in self.figures} & set(DISTRICTS)

    def of_source(self, source: str) -> Profile:
        """Return the part of the profile that rests on one text; its changes stay together."""
        rows = [number for number, each in enumerate(self.figures) if each.source == source]
        return replace(
            self,
            figures=[self.figures[number] for number in rows],
            kinds=[self.kinds[number] for number in rows],
        )

    def of_kind(self, *kinds: str) -> list[CleanFigure]:
        """Return the figures that can show one of these things."""
        return [f for f, kind in zip(self.figures, self.kinds, strict=True) if kind in kinds]

    def of_group(self, group: str) -> list[CleanFigure]:
        """Return the figures of one of the `GROUPS`."""
        if group not in ("hedged", "alone"):
            return self.of_kind(group)
        return [f for f in self.of_kind("alone") if is_hedged(f) == (group == "hedged")]


def read_profile(
    sources: Collection[str],
    less_is_better: Collection[str],
    unclear: Collection[str],
    least_digits: int,
    reading: Reading,
) -> Profile:
    """Return the figures of some texts, with what each can show.

    Args:
        sources: The texts.
        less_is_better: Changes of which the text welcomes a fall.
        unclear: Changes whose words can also mean that things got worse.
        least_digits: Printed digits that a number needs for its last one to count.
        reading: The convention by which a printed number stands for an interval.

    Raises:
        ParameterError: If there is no such text, or no such change.
    """
    known = list(read_figures(reading).values())
    _require("sources", sources, {figure.source for figure in known}, "text")
    changes = load("changes")
    _require("less_is_better", less_is_better, set(changes["pair"]), "change")
    _require("unclear", unclear, set(changes["pair"]), "change")
    figures = [figure for figure in known if figure.source in sources]
    ids = {figure.figure_id for figure in figures}
    changes = changes[[ids.issuperset(row.split()) for row in changes["figure_ids"]]]
    changed = {each for row in changes["figure_ids"] for each in row.split()}
    targets = {f.coding["pair"] for f in figures if f.coding["role"] == "target"} - {""}

    def kind(figure: CleanFigure) -> str:
        role = figure.coding["role"]
        if figure.figure_id in changed or role in ("change_rel", "change_abs"):
            return "change"
        if role in ("target", "standard") or figure.coding["pair"] in targets:
            return "plan"
        return "alone"

    wanted = ("down" if pair in less_is_better else "up" for pair in changes["pair"])
    return Profile(
        figures=figures,
        kinds=[kind(figure) for figure in figures],
        changes=changes,
        favourable=[a == b for a, b in zip(changes["direction"], wanted, strict=True)],
        unclear=frozenset(unclear) & set(changes["pair"]),
        least_digits=least_digits,
    )


def is_hedged(figure: CleanFigure) -> bool:
    """Tell whether the text hedges the figure, by a word or by a range."""
    return figure.printed.qualifier != "exact" or figure.printed.value is None


def half_width_pct(figure: CleanFigure) -> float | None:
    """Return half the width of what a figure can mean, in percent of its value; None if open."""
    width, value = figure.meaning.width, figure.printed.value
    if width is None or not value:
        return None
    return float(50 * width / abs(Fraction(value)))


def ends_round(figures: Iterable[CleanFigure], least_digits: int) -> tuple[int, int]:
    """Return how many of the printed numbers end in 0 or 5, and how many there are.

    Args:
        figures: The figures; ranges and loose numbers such as "several" do not count.
        least_digits: Printed digits that a number needs to count.
    """
    ends = []
    for figure in figures:
        value, place = figure.printed.value, figure.printed.digit_place
        if value is not None and place:
            digits = str(abs(int(Fraction(value) / Fraction(place))))
            ends += [digits[-1]] if len(digits) >= least_digits else []
    return sum(end in "05" for end in ends), len(ends)


def _require(parameter: str, names: Collection[str], known: Collection[str], what: str) -> None:
    for name in names:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            remedy = f"did you mean {near[0]!r}?" if near else f"take one of {', '.join(known)}"
            raise ParameterError(f"{parameter}: there is no {what} {name!r}: {remedy}")
