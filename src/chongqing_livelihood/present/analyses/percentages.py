"""What one printed percentage says of the count behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, islice
from typing import get_args

from chongqing_livelihood.stats.granularity import (
    PrintedPercentage,
    Rounding,
    chance_of_misfit,
    check_granularity,
    largest_infeasible_denominator,
    smallest_denominator,
)

OF_STATED = ("stated", "count", "rules", "below", "above", "catch")
"""The facts that rest on the count in the text, and not on the percentage alone."""

Fact = tuple[str, float, str, str, int]
"""Name, value, label, unit and decimals of one fact."""


@dataclass(frozen=True, slots=True)
class Percentage:
    """A printed percentage, the counts that can give it, and the count that the text offers.

    Attributes:
        name: Its short name.
        figure_id: Its figure.
        printed: The fractions that it can stand for.
        rounding: How its last digit came about.
        what: Place and thing counted, for labels.
        feasible: The counts from 1 to ``last`` that can give it.
        last: The largest count that was tried.
        stated: The count in the text; None if there is none.
        stated_id: The figure of that count.
    """

    name: str
    figure_id: str
    printed: PrintedPercentage
    rounding: Rounding
    what: str
    feasible: tuple[int, ...]
    last: int
    stated: int | None
    stated_id: str

    @property
    def sign(self) -> str:
        """The percentage as it is shown."""
        return ("+" if self.printed.kind == "growth" else "") + f"{self.printed.text}%"

    @property
    def fits(self) -> bool:
        """Whether some whole number of the stated count gives the percentage."""
        return self.stated is not None and len(self.printed.counts(self.stated)) > 0

    @property
    def possible_pct(self) -> float:
        """How many of the counts that were tried can give it, in percent."""
        return 100 * len(self.feasible) / self.last

    @property
    def smallest_text(self) -> str:
        """The smallest count as readers see it: "9 of 55", or "169 → 209" for a growth."""
        numerator, smallest = smallest_denominator(self.printed)
        if self.printed.kind == "growth":
            return f"{smallest:,} → {smallest + numerator:,}"
        return f"{numerator:,} of {smallest:,}"

    def list_facts(self) -> list[Fact]:
        """Return what the percentage says of its count, and of the count in the text."""
        numerator, smallest = smallest_denominator(self.printed)
        cases = "increase" if self.printed.kind == "growth" else "cases"
        possible = f"counts up to {self.last:,} that can give it"
        silent = largest_infeasible_denominator(self.printed)
        return [
            ("smallest", smallest, "smallest count that can give it", "item", 0),
            ("numerator", numerator, f"{cases} at the smallest count", "item", 0),
            ("possible", self.possible_pct, possible, "percent", 1),
            ("silent_above", silent, "largest count that cannot give it", "item", 0),
            *([] if self.stated is None else self._test_stated(self.stated)),
        ]

    def _test_stated(self, stated: int) -> list[Fact]:
        text, kind = self.printed.text, self.printed.kind
        test = check_granularity(text, stated, self.rounding, kind)
        rules = [
            check_granularity(text, stated, rule, kind).possible for rule in get_args(Rounding)
        ]
        below, above = map(float, test.neighbours_pct)
        catch = float(100 * chance_of_misfit(text, stated))
        # Searched beyond the counts that are drawn: near is near, not as far as the chart goes.
        lower = list(islice((n for n in range(stated - 1, 0, -1) if self.printed.counts(n)), 1))
        upper = list(islice((n for n in count(stated + 1) if self.printed.counts(n)), 1))
        facts: list[Fact] = [
            ("stated", stated, "count in the text", "item", 0),
            ("rules", sum(rules), "rounding rules under which a part fits", "item", 0),
            ("below", below, "nearest possible value below", "percent", 2),
            ("above", above, "nearest possible value above", "percent", 2),
            ("catch", catch, "chance that a percentage at random would not fit", "percent", 1),
        ]
        facts += [("count", k, "part of it that gives it", "item", 0) for k in test.counts[:1]]
        facts += [("near_below", n, "next smaller count that can", "item", 0) for n in lower]
        facts += [("near_above", n, "next larger count that can", "item", 0) for n in upper]
        return facts


def shared_counts(percentages: Sequence[Percentage]) -> tuple[int, ...]:
    """Return the counts that can give every one of the percentages."""
    return tuple(sorted(set.intersection(*(set(each.feasible) for each in percentages))))
