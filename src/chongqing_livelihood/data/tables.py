"""The columns of every table, once: checks, codebook and data package are made from here."""

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
    """One table: its columns in their order, and the columns that identify a row."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def _offset(name: str, what: str) -> Column:
    return Column(name, f"{what} of the token in the source text", "integer", "character",
                  required=True)  # fmt: skip


_COUNTED = Column("counted", "What is counted or measured, a short English noun phrase")
_COUNTED_ZH = Column("counted_zh", "The same in Chinese, in the field's own term")
_PLACE = Column("place", "District, county or city the figure is about (short Chinese name)")
_DOMAIN = Column("domain", "Field of livelihood", vocabulary=DOMAINS)
_ROLE = Column("role", "What the figure does in its sentence", vocabulary=ROLES)
_PERIOD = Column(
    "period",
    "Time the figure is about: a year, month or day, or from/to with .. where an end is unknown",
    pattern=PERIOD_PATTERN,
    hint="write 2021, 2024-04, 2018/2021 or ../2021",
)
_PAIR = Column(
    "pair", "Slug shared by the figures of one set (before and after, level and change)",
    pattern=SLUG_PATTERN, hint="write lower-case words joined by hyphens",
)  # fmt: skip
_REFORM = Column(
    "reform", "Slug of the reform the figure belongs to, as in reforms.csv",
    pattern=SLUG_PATTERN, hint="write lower-case words joined by hyphens",
)  # fmt: skip
_NOTE = Column("note", "Oddities, inferences and doubts of the coder; never a sentence of the text")

RAW_FIGURES = Table(
    "figures",
    "Printed figures and their coding, one file a source",
    (
        _offset("start", "First position"),
        _offset("end", "Position after the last character"),
        Column("text", "The printed token: number, qualifier, measure word or unit", required=True),
        Column("kind", "Figure, or what else holds the digits", vocabulary=KINDS, required=True),
        Column("unit_given", "Unit as printed elsewhere (table rows), with its scale word"),
        Column("qualifier_given", "Qualifier as printed elsewhere"),
        _COUNTED, _COUNTED_ZH, _PLACE, _DOMAIN, _ROLE, _PERIOD, _PAIR, _REFORM, _NOTE,
    ),
    ("start",),
)  # fmt: skip

CORRECTIONS = Table(
    "corrections",
    "Guarded corrections and flags of raw figures",
    (
        Column("figure_id", "The figure: source and first position", pattern=FIGURE_ID_PATTERN,
               hint="write source:start, as in wanzhou-plan:1234", required=True),
        Column("field", "The field of the raw figure that is wrong", required=True,
               vocabulary=("unit_given", "qualifier_given", "text")),
        Column("expect", "What the field must still hold for the correction to apply"),
        Column("replace", "What is meant instead; empty where the row only flags"),
        Column("reason", "Why, in one sentence", required=True),
        Column("status", "Applied in cleaning, or flagged and left as printed",
               vocabulary=("applied", "flagged"), required=True),
    ),
    ("figure_id", "field"),
)  # fmt: skip

CONTEXT = Table(
    "context",
    "Official background statistics, each with its publisher",
    (
        Column("series", "What is counted", required=True),
        Column("place", "District, county, city or the whole country", required=True),
        Column("period", "Year", pattern=PERIOD_PATTERN, hint="write 2021", required=True),
        Column("value", "The published value in base units", "number", "see unit", required=True),
        Column("unit", "Unit of the value", pattern=rf"{UNIT_PATTERN}|per_thousand_persons",
               hint="take one of the units in tables.py", required=True),
        Column("title", "Title of the document", required=True),
        Column("address", "Where it was published, if online"),
        Column("grade", "Official publication or a reprint of it",
               vocabulary=("official", "reprint"), required=True),
        Column("note", "Growth and comparisons that the document adds"),
    ),
    ("series", "place", "period"),
)  # fmt: skip

FIGURES = Table(
    "figures",
    "Every reported figure with its value, its interval and its coding",
    (
        Column("figure_id", "Source and first position of the token", pattern=FIGURE_ID_PATTERN,
               required=True),
        Column("source", "Source text, as in the package's sources", pattern=SOURCE_PATTERN,
               required=True),
        _offset("start", "First position"),
        _offset("end", "Position after the last character"),
        Column("text", "The printed token", required=True),
        Column("value", "The printed number in base units; empty for a range", "number",
               "see unit"),
        Column("low", "Lower end of a printed range", "number", "see unit"),
        Column("high", "Upper end of a printed range", "number", "see unit"),
        Column("lower", "Smallest value the printed number can mean; empty if unbounded",
               "number", "see unit"),
        Column("upper", "Largest value the printed number can mean; empty if unbounded",
               "number", "see unit"),
        Column("qualifier", "How the text hedges the number", vocabulary=QUALIFIERS,
               required=True),
        Column("unit", "Unit of value, low, high, lower and upper", pattern=UNIT_PATTERN,
               hint="take one of the units in tables.py"),
        Column("measure", "Measure word or unit as printed, without scale words"),
        _COUNTED, _COUNTED_ZH, _PLACE, _DOMAIN, _ROLE, _PERIOD, _PAIR, _REFORM, _NOTE,
    ),
    ("figure_id",),
)  # fmt: skip

CHANGES = Table(
    "changes",
    "One row for each before/after or level/change set, and for each lone relative change",
    (
        Column("pair", "Slug of the set; the figure_id of a relative change that stands alone",
               required=True),
        _PLACE, _DOMAIN, _COUNTED,
        Column("before", "Earlier level, printed or implied", "number", "that of the figures"),
        Column("after", "Later level, printed or implied", "number", "that of the figures"),
        Column("ratio", "Later level over earlier level", "number", "1", required=True),
        Column("ratio_lower", "Lower end of the ratio, rounded down", "number", "1"),
        Column("ratio_upper", "Upper end of the ratio, rounded up", "number", "1"),
        Column("period_from", "Time of the earlier level; empty if the text does not date it"),
        Column("period_to", "Time of the later level"),
        Column("years", "Time between the two", "number", "year"),
        Column("annualised", "Constant yearly growth that compounds to the ratio", "number",
               "fraction per year"),
        Column("direction", "Whether the level rose or fell",
               vocabulary=("up", "down", "unchanged"), required=True),
        Column("figure_ids", "The figures it rests on, joined by spaces", required=True),
    ),
    ("pair",),
)  # fmt: skip

CODEBOOK = Table(
    "codebook",
    "Every column of every table",
    (
        Column("table", "Table", required=True),
        Column("column", "Column", required=True),
        Column("type", "Type of its values", vocabulary=("string", "integer", "number", "boolean"),
               required=True),
        Column("unit", "Unit of its values"),
        Column("required", "Whether it is never empty", "boolean", required=True),
        Column("vocabulary", "The allowed values, joined by spaces, or their pattern"),
        Column("description", "What it holds", required=True),
    ),
    ("table", "column"),
)  # fmt: skip

RAW_TABLES = (RAW_FIGURES, CORRECTIONS, CONTEXT)
PROCESSED_TABLES = (FIGURES, CHANGES, CODEBOOK)
