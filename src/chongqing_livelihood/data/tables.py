"""The tables of ``data/processed``: checks, codebook and data package are made from here."""

from __future__ import annotations

from chongqing_livelihood.data.columns import (
    COUNTED,
    COUNTED_ZH,
    DOMAIN,
    DOMAINS,
    FIGURE_IDS,
    NOTE,
    PAIR,
    PERIOD,
    PLACE,
    QUALIFIERS,
    REFORM,
    ROLE,
    SLUG_PATTERN,
    SOURCE_PATTERN,
    UNIT_PATTERN,
    Column,
    Table,
    offset_column,
)
from chongqing_livelihood.data.columns import (
    FIGURE_ID_PATTERN as FIGURE_ID_PATTERN,  # noqa: PLC0414 (others take it from here)
)

FIGURES = Table(
    "figures",
    "Every reported figure with its value, its interval and its coding",
    (
        Column("figure_id", "Source and first position of the token", pattern=FIGURE_ID_PATTERN,
               required=True),
        Column("source", "Source text, as in the package's sources", pattern=SOURCE_PATTERN,
               required=True),
        offset_column("start", "First position"),
        offset_column("end", "Position after the last character"),
        Column("text", "The printed token", required=True),
        Column("value", "The printed number in base units, without the sign of a fall (see note); "
               "empty for a range", "number", "see unit"),
        Column("low", "Lower end of a printed range", "number", "see unit"),
        Column("high", "Upper end of a printed range", "number", "see unit"),
        Column("lower", "Smallest value the printed number can mean; empty if unbounded",
               "number", "see unit"),
        Column("upper", "Largest value the printed number can mean; empty if unbounded",
               "number", "see unit"),
        Column("qualifier", "How the text hedges the number", vocabulary=QUALIFIERS,
               required=True),
        Column("unit", "Unit of value, low, high, lower and upper", pattern=UNIT_PATTERN,
               hint="take one of the units in columns.py"),
        Column("measure", "Measure word or unit as printed, without scale words"),
        COUNTED, COUNTED_ZH, PLACE, DOMAIN, ROLE, PERIOD, PAIR, REFORM, NOTE,
    ),
    ("figure_id",),
    (("reform", "reforms", "reform"), ("place", "places", "place")),
)  # fmt: skip

CHANGES = Table(
    "changes",
    "One row for each before/after or level/change set, and for each lone relative change",
    (
        Column("pair", "Slug of the set; the figure_id of a relative change that stands alone",
               required=True),
        PLACE, DOMAIN, COUNTED,
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
        FIGURE_IDS,
    ),
    ("pair",),
    (("place", "places", "place"),),
)  # fmt: skip

TARGETS = Table(
    "targets",
    "The indicators of the district plan: where they stood in 2020 and what 2025 is to bring",
    (
        Column("indicator", "Slug of the indicator", pattern=SLUG_PATTERN, required=True),
        Column("indicator_zh", "Its Chinese name", required=True),
        Column("domain", "Field of livelihood", vocabulary=DOMAINS, required=True),
        Column("unit", "Unit of the values; the base of a rate stands in the name",
               pattern=UNIT_PATTERN, hint="take one of the units in columns.py"),
        Column("baseline_2020", "Printed value of 2020; a bound where its figure has a qualifier",
               "number", "see unit"),
        Column("target_2025", "Printed target for 2025; a bound where its figure has a qualifier",
               "number", "see unit"),
        Column("binding", "约束性 is binding, 预期性 is expected",
               vocabulary=("约束性", "预期性"), required=True),
        Column("cumulative", "Whether the target is a sum over the five years", "boolean",
               required=True),
        Column("required_annual_growth", "Constant yearly growth from baseline to target over "
               "five years; only where both are levels and neither is a bound", "number",
               "fraction per year"),
        FIGURE_IDS,
        Column("national_target_2025", "The national plan's target for the same indicator",
               "number", "see unit"),
        Column("city_2024", "The whole city's value for 2024, in the plan's unit and base",
               "number", "see unit"),
    ),
    ("indicator",),
)  # fmt: skip

REFORMS = Table(
    "reforms",
    "The catalogue of reforms; one without figures is a finding too",
    (
        Column("reform", "Slug of the reform", pattern=SLUG_PATTERN, required=True),
        Column("name_zh", "Short Chinese name", required=True),
        Column("name_en", "English name", required=True),
        Column("place", "District, county or city that runs it", required=True),
        Column("domain", "Field of livelihood", vocabulary=DOMAINS, required=True),
        Column("mechanism", "How it works, in our own words", required=True),
        Column("start", "Year of its beginning; empty if not stated"),
        Column("source", "The text that describes it", pattern=SOURCE_PATTERN, required=True),
        Column("n_figures", "Figures reported for it", "integer", "figure", required=True),
        Column("n_outcomes", "Rows of changes.csv that rest on its figures", "integer", "change",
               required=True),
    ),
    ("reform",),
    (("place", "places", "place"),),
)  # fmt: skip

AUDIT = Table(
    "audit",
    "Arithmetic identities among the figures, evaluated with interval arithmetic",
    (
        Column("check", "Slug of the identity", pattern=SLUG_PATTERN, required=True),
        Column("statement", "What ought to hold, one sentence", required=True),
        FIGURE_IDS,
        Column("printed_lower", "Smallest value the printed side can mean", "number"),
        Column("printed_upper", "Largest value the printed side can mean", "number"),
        Column("computed_lower", "Smallest value of the computed side, rounded down", "number"),
        Column("computed_upper", "Largest value of the computed side, rounded up", "number"),
        Column("verdict", "Whether the two sides agree", required=True,
               vocabulary=("consistent", "inconsistent", "undetermined")),
        Column("explanation", "What the verdict means, one sentence", required=True),
    ),
    ("check",),
)  # fmt: skip

PLACES = Table(
    "places",
    "Every place of the figures with its code and group",
    (
        Column("place", "Short Chinese name, as in the figures", required=True),
        Column("name_en", "English name", required=True),
        Column("level", "What kind of place it is", required=True,
               vocabulary=("country", "municipality", "district", "county", "autonomous_county",
                           "development_zone", "region")),
        Column("code", "GB/T 2260 code, six digits; empty for a place that has none",
               pattern=r"\d{6}", hint="write six digits"),
        Column("group", "Its group in the city's one zone and two clusters (一区两群)"),
        Column("n_figures", "Figures about it", "integer", "figure", required=True),
    ),
    ("place",),
)  # fmt: skip

AGREEMENT = Table(
    "agreement",
    "How far two independent codings of the same passages agree, before anything was settled",
    (
        Column("source", "Source text, or total", pattern=SOURCE_PATTERN, required=True),
        Column("field", "Field of the coding scheme, or what was compared", required=True),
        Column("n", "Rows compared", "integer", "row", required=True),
        Column("agree", "Rows on which both codings say the same", "integer", "row",
               required=True),
        Column("percent", "Share of agreeing rows", "number", "percent"),
        Column("kappa", "Cohen's kappa; empty for an open field, or where both codings use one "
               "and the same value throughout", "number", "1"),
    ),
    ("source", "field"),
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

PROCESSED_TABLES = (FIGURES, CHANGES, TARGETS, REFORMS, AUDIT, PLACES, AGREEMENT, CODEBOOK)
