"""Named results of a notebook, with unit and interval: shown, said, and read by the book."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from chongqing_livelihood.data.numbers import rounded, rounded_down, rounded_up
from chongqing_livelihood.present.entries import (
    format_interval,
    format_value,
    read_entry,
)
from chongqing_livelihood.present.tables import ReaderTable
from chongqing_livelihood.stats.intervals import Exact, Interval, exact

MIME = "application/vnd.chongqing-livelihood.results+json"
"""The kind of notebook output from which the pipeline gathers results."""

_SLOT = re.compile(r"\{([a-z][a-z0-9_]*)(?::([^}]*))?\}")


class ClaimError(ValueError):
    """A sentence says more than its numbers support."""


@dataclass(frozen=True, slots=True)
class Result:
    """One named number of a notebook.

    Attributes:
        name: Its name within the notebook.
        label: What it is, in a few words.
        value: The number itself, in ``unit``; None where only the interval is known.
        interval: What it can be, given what the printed numbers can mean.
        unit: Unit of value and interval.
        places: Decimals to print.
        figures: The figure_ids it rests on.
    """

    name: str
    label: str
    value: Fraction | None
    interval: Interval
    unit: str
    places: int
    figures: tuple[str, ...]

    @property
    def text(self) -> str:
        """The number as a reader sees it: rounded, with its unit."""
        if self.value is None:
            return self.bounds_with_unit
        return format_value(read_entry("result", self.as_record("")))

    @property
    def bounds(self) -> str:
        """The interval as a reader sees it: rounded outward, in brackets."""
        return format_interval(read_entry("result", self.as_record("")))

    @property
    def bounds_with_unit(self) -> str:
        """The interval with its unit, for where it stands alone; a single number is said as one."""
        if self.bounds == "exact":
            return self.text
        return format_interval(read_entry("result", self.as_record("")), with_unit=True)

    def as_record(self, notebook: str) -> dict[str, Any]:
        """Return the result as it is written to JSON; numbers are plain decimals as text."""
        # The ends of an interval are rounded outward. A single number has no ends: rounded apart,
        # they would look like a doubt about it.
        one = self.interval.width == 0
        down, up = (rounded, rounded) if one else (rounded_down, rounded_up)
        return {
            "id": f"{notebook}:{self.name}",
            "name": self.name,
            "label": self.label,
            "value": rounded(self.value, self.places + 4),
            "lower": down(self.interval.lower, self.places + 4),
            "upper": up(self.interval.upper, self.places + 4),
            "unit": self.unit,
            "places": self.places,
            "text": "",
            "figures": list(self.figures),
        }


@dataclass(slots=True)
class Results:
    """The results of one notebook, in the order in which it found them.

    >>> results = Results("growth")
    >>> _ = results.add("tipping", "7.336", Interval.between("7.33", "7.34"), unit="percent",
    ...                 label="Background growth that explains all", figures=["cqrb-2022:1"])
    >>> results.sentence("A background of {tipping} would do.")
    'A background of [7.34%](#growth:tipping) would do.'
    """

    notebook: str
    entries: dict[str, Result] = field(default_factory=dict)

    def add(
        self,
        name: str,
        value: Exact | None,
        interval: Interval | None = None,
        *,
        unit: str,
        label: str,
        figures: Iterable[str] = (),
        places: int = 2,
    ) -> Result:
        """Record a result and return it.

        Args:
            name: Lower-case name, once a notebook.
            value: The number, in ``unit``; None where only the interval is known, and that is
                not a single number.
            interval: What it can be; the value alone if not given.
            unit: Unit of value and interval.
            label: What it is, in a few words.
            figures: The figure_ids it rests on.
            places: Decimals to print.

        Raises:
            ValueError: If the name is taken or malformed, or there is neither value nor interval.
        """
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name) or name in self.entries:
            raise ValueError(f"{name!r} cannot name a result: lower-case words joined by _, once")
        if value is None and interval is None:
            raise ValueError(f"the result {name!r} has neither a value nor an interval")
        if value is None and interval is not None and interval.width == 0:
            value = interval.lower
        number = None if value is None else exact(value)
        bounds = interval if interval is not None else Interval.exactly(number or Fraction(0))
        self.entries[name] = Result(name, label, number, bounds, unit, places, tuple(figures))
        return self.entries[name]

    def sentence(self, template: str) -> str:
        """Return Markdown in which each ``{name}`` is the result, linked to its evidence.

        ``{name:interval}`` adds the interval in brackets; ``{name:bounds}`` is the interval alone.

        Raises:
            ValueError: If a name is no result.
        """
        return _SLOT.sub(lambda slot: self._linked(slot[1], slot[2] or ""), template)

    def say(self, template: str, *, holds: bool = True, otherwise: str | None = None) -> None:
        """Show a sentence made by `sentence`, if the numbers support it.

        Args:
            template: The sentence.
            holds: Whether the numbers support it.
            otherwise: What to say if they do not.

        Raises:
            ClaimError: If the numbers do not support the sentence and there is no other.
        """
        from IPython.display import Markdown, display

        if not holds and otherwise is None:
            raise ClaimError(f"the numbers no longer support the sentence {template!r}")
        display(Markdown(self.sentence(template if holds else str(otherwise))))

    def show(self) -> None:
        """Show the results as a table, and hand them to the pipeline with it."""
        from IPython.display import display

        records = [entry.as_record(self.notebook) for entry in self.entries.values()]
        bundle = {
            MIME: {"notebook": self.notebook, "results": records},
            "text/html": self._table()._repr_html_(),
            "text/plain": str(self._table()),
        }
        display(bundle, raw=True)

    def _linked(self, name: str, form: str) -> str:
        if name not in self.entries:
            raise ValueError(f"no result is called {name!r}: there are {', '.join(self.entries)}")
        if form not in ("", "interval", "bounds"):
            raise ValueError(f"{form!r} is no form of a result: take interval or bounds")
        entry = self.entries[name]
        text = {
            "": entry.text,
            "interval": f"{entry.text} {entry.bounds}".removesuffix(" exact"),
            "bounds": entry.bounds_with_unit,
        }[form]
        escaped = text.replace("[", r"\[").replace("]", r"\]")
        return f"[{escaped}](#{self.notebook}:{name})"

    def _table(self) -> ReaderTable:
        return ReaderTable.of(
            ("result", "value", "can lie in"),
            [
                (e.label, e.text, e.bounds) if e.value is not None else (e.label, "", e.text)
                for e in self.entries.values()
            ],
        )
