"""What the book says besides numbers: checks, background statistics, reforms. Knows no Sphinx."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from chongqing_livelihood.data.numbers import plain
from chongqing_livelihood.present.entries import Entry, read_entry
from chongqing_livelihood.present.places import NAMES, PLACES
from chongqing_livelihood.reading import parse_figure
from chongqing_livelihood.stats.intervals import Interval, Reading

Row = Mapping[str, str]

PARTS: Final = ("audit", "context", "reforms")
"""The parts of the evidence file that are read here, beside sources, figures and results."""


@dataclass(frozen=True)
class Facts:
    """Rows of three tables: audit by check, context by ``series|place|period``, reforms by slug."""

    audit: Mapping[str, Row] = field(default_factory=dict)
    context: Mapping[str, Row] = field(default_factory=dict)
    reforms: Mapping[str, Row] = field(default_factory=dict)

    @cached_property
    def anchors(self) -> Mapping[str, str]:
        """The place of each background statistic on its page: short, plain, and never shared."""
        found: dict[str, str] = {}
        for key, row in self.context.items():
            place = NAMES.get(row["place"], "")
            words = re.findall(r"[a-z0-9]+", f"{row['series']} {place} {row['period']}".lower())
            anchor = stem = "-".join(["context", *words])
            number = 1
            while anchor in found.values():
                number += 1
                anchor = f"{stem}-{number}"
            found[key] = anchor
        return found

    def statistic(self, key: str) -> Entry:
        """Return a background statistic as an entry, so that it is said as any other number."""
        row = self.context[key]
        meaning = read_statistic(row["value"])
        ends = {"lower": plain(meaning.lower), "upper": plain(meaning.upper)}
        return read_entry("figure", {"id": key, "text": row["value"]} | ends | dict(row))

    @cached_property
    def statistics(self) -> Mapping[str, Entry]:
        """Every background statistic as an entry."""
        return {key: self.statistic(key) for key in self.context}


def read_statistic(value: str) -> Interval:
    """Return what the rounding of a published statistic leaves: half a unit of its last digit.

    The table keeps base units. Zeros that end a value of 万 (10,000) and more may only come from
    there, so its last digit that is not zero counts. No count is taken as exact: the table does
    not tell a count from a rounded rate, such as beds for each 10,000 people.

    >>> str(read_statistic("750")), str(read_statistic("9.39")), str(read_statistic("31337000"))
    ('[749.5, 750.5]', '[9.385, 9.395]', '[3.13365e+07, 3.13375e+07]')
    """
    printed = parse_figure(value)
    large = printed.value is not None and abs(printed.value) >= 10_000
    return Reading().interval(replace(printed, qualifier="about" if large else "exact"))


def statistic_key(name: str) -> str:
    """Return the key of a statistic as a writer names it, blanks and English places allowed.

    >>> statistic_key("GDP | Chongqing | 2021")
    'GDP|重庆市|2021'
    """
    parts = [part.strip() for part in name.split("|")]
    if len(parts) > 1:
        parts[1] = PLACES.get(parts[1], parts[1])
    return "|".join(parts)


def context_key(row: Row) -> str:
    """Return the name by which the book cites a background statistic.

    >>> context_key({"series": "GDP", "place": "重庆市", "period": "2021"})
    'GDP|重庆市|2021'
    """
    return f"{row['series']}|{row['place']}|{row['period']}"


def load_facts(path: Path) -> Facts:
    """Read those parts of an evidence file; one that lacks them has no facts.

    Raises:
        FileNotFoundError: If there is no such file.
        ValueError: If it is no evidence file.
    """
    try:
        data: Any = json.loads(path.read_text("utf-8"))
        return Facts(**{part: data.get(part, {}) for part in PARTS})
    except (AttributeError, TypeError, json.JSONDecodeError) as error:
        raise ValueError(f"{path.name} is not an evidence file: {error!r}") from error
