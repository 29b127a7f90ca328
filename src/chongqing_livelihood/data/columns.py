"""What a column and a table are, and the columns and vocabularies that several tables share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean"]

KINDS = ("figure", "date", "ordinal", "label")
QUALIFIERS = ("exact", "about", "nearly", "over", "under", "at_least", "at_most", "some")
DOMAINS = (
    "childcare", "education", "employment", "health", "elderly", "housing", "assistance",
    "veterans", "culture_sport", "social_insurance", "finance", "environment", "industry",
    "governance", "rural", "other",
)  # fmt: skip
ROLES = (
    "level", "baseline", "after", "change_abs", "change_rel", "target", "standard", "share",
    "ratio", "rate",
)  # fmt: skip
UNITS = (
    "percent", "permille", "percentage_point", "person", "household", "visit", "bed", "seat",
    "yuan", "square_metre", "square_kilometre", "mu", "hectare", "cubic_metre", "metre",
    "kilometre", "kilogram", "tonne", "gwh", "year", "month", "day", "working_day", "hour",
    "minute", "times", "item",
)  # fmt: skip
UNIT_PATTERN = rf"({'|'.join(UNITS)})(_per_[a-z_]+)?"
SOURCE_PATTERN = r"[a-z]+(-[a-z0-9]+)*"
FIGURE_ID_PATTERN = rf"{SOURCE_PATTERN}:\d+"
SLUG_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
PERIOD_PATTERN = rf"{_DAY}|({_DAY}|\.\.)/({_DAY}|\.\.)"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what it holds, in which unit, and which values are allowed.

    ``pattern`` must match the whole of a field that is not empty; ``hint`` says in a message what
    the pattern wants. ``required`` columns are never empty.
    """

    name: str
    description: str
    kind: Kind = "string"
    unit: str = ""
    vocabulary: tuple[str, ...] = ()
    pattern: str = ""
    hint: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in their order, and the columns that identify a row.

    ``links`` names the columns whose values are keys of another table: column, table, its column.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    links: tuple[tuple[str, str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def offset_column(name: str, what: str) -> Column:
    """Return the column of a position in a source text."""
    return Column(name, f"{what} of the token in the source text", "integer", "character",
                  required=True)  # fmt: skip


COUNTED = Column("counted", "What is counted or measured, a short English noun phrase")
COUNTED_ZH = Column("counted_zh", "The same in Chinese, in the field's own term")
PLACE = Column("place", "District, county or city the figure is about (short Chinese name)")
DOMAIN = Column("domain", "Field of livelihood", vocabulary=DOMAINS)
ROLE = Column("role", "What the figure does in its sentence", vocabulary=ROLES)
PERIOD = Column(
    "period",
    "Time the figure is about: a year, month or day, or from/to with .. where an end is unknown",
    pattern=PERIOD_PATTERN,
    hint="write 2021, 2024-04, 2018/2021 or ../2021",
)
PAIR = Column(
    "pair", "Slug shared by the figures of one set (before and after, level and change)",
    pattern=SLUG_PATTERN, hint="write lower-case words joined by hyphens",
)  # fmt: skip
REFORM = Column(
    "reform", "Slug of the reform the figure belongs to, as in reforms.csv",
    pattern=SLUG_PATTERN, hint="write lower-case words joined by hyphens",
)  # fmt: skip
NOTE = Column(
    "note",
    "Oddities, inferences and doubts of the coder; never a sentence of the text. The first "
    "word decrease says that a relative change printed without a sign is a fall",
)

FIGURE_IDS = Column(
    "figure_ids", "The figures it rests on, joined by spaces",
    pattern=rf"{FIGURE_ID_PATTERN}( {FIGURE_ID_PATTERN})*", hint="write ids joined by one space",
)  # fmt: skip
