"""What the book says besides numbers: checks, background statistics, reforms. Knows no Sphinx."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from chongqing_livelihood.present.entries import Entry, read_entry
from chongqing_livelihood.present.places import NAMES

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
        return read_entry("figure", {"id": key, "text": row["value"]} | dict(row))


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
