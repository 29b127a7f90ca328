"""The tables of ``data/raw``, as coders and editors fill them in."""

from __future__ import annotations

from chongqing_livelihood.data.columns import (
    COUNTED,
    COUNTED_ZH,
    DOMAIN,
    DOMAINS,
    FIGURE_ID_PATTERN,
    KINDS,
    NOTE,
    PAIR,
    PERIOD,
    PERIOD_PATTERN,
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

RAW_FIGURES = Table(
    "figures",
    "Printed figures and their coding, one file a source",
    (
        offset_column("start", "First position"),
        offset_column("end", "Position after the last character"),
        Column("text", "The printed token: number, qualifier, measure word or unit", required=True),
        Column("kind", "Figure, or what else holds the digits", vocabulary=KINDS, required=True),
        Column("unit_given", "Unit as printed elsewhere (table rows), with its scale word"),
        Column("qualifier_given", "Qualifier as printed elsewhere"),
        COUNTED, COUNTED_ZH, PLACE, DOMAIN, ROLE, PERIOD, PAIR, REFORM, NOTE,
    ),
    ("start",),
    (("reform", "reforms", "reform"), ("place", "places", "place")),
)  # fmt: skip

CORRECTIONS = Table(
    "corrections",
    "Guarded corrections and flags of raw figures",
    (
        Column("figure_id", "The figure: source and first position", pattern=FIGURE_ID_PATTERN,
               hint="write source:start, as in wanzhou-plan:1234", required=True),
        Column("field", "The field of the raw figure that is wrong", required=True,
               vocabulary=("unit_given", "qualifier_given", "text", "unit")),
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
               hint="take one of the units in columns.py", required=True),
        Column("title", "Title of the document", required=True),
        Column("address", "Where it was published, if online"),
        Column("grade", "Official publication or a reprint of it",
               vocabulary=("official", "reprint"), required=True),
        Column("note", "Growth and comparisons that the document adds"),
    ),
    ("series", "place", "period"),
)  # fmt: skip

CATALOGUE = Table(
    "reforms",
    "The catalogue of reforms: every reform or mechanism that the texts describe",
    (
        Column("reform", "Slug of the reform", pattern=SLUG_PATTERN, required=True,
               hint="write lower-case words joined by hyphens"),
        Column("name_zh", "Short Chinese name, a term of the text", required=True),
        Column("name_en", "English name", required=True),
        Column("place", "District, county or city that runs it", required=True),
        Column("domain", "Field of livelihood", vocabulary=DOMAINS, required=True),
        Column("mechanism", "How it works: one line in our own words", required=True),
        Column("start", "Year of its beginning, if the text states or clearly implies it",
               pattern=PERIOD_PATTERN, hint="write 2021"),
        Column("source", "The text that describes it", pattern=SOURCE_PATTERN, required=True),
        Column("note", "What is inferred or lost; what it is part of"),
    ),
    ("reform",),
    (("place", "places", "place"), ("source", "sources", "id")),
)  # fmt: skip

INDICATORS = Table(
    "indicators",
    "The rows of the plan's table of indicators, each with the figures of its cells",
    (
        Column("indicator", "Slug of the indicator", pattern=SLUG_PATTERN, required=True,
               hint="write lower-case words joined by hyphens"),
        Column("indicator_zh", "Its Chinese name as the table prints it, corrected where a "
               "character is lost", required=True),
        Column("indicator_en", "Its English name", required=True),
        Column("domain", "Field of livelihood", vocabulary=DOMAINS, required=True),
        Column("binding", "约束性 is binding, 预期性 is expected",
               vocabulary=("约束性", "预期性"), required=True),
        Column("cumulative", "Whether the target is a sum over the five years", "boolean",
               required=True),
        Column("baseline", "The figure of the 2020 cell; empty if the cell is blank",
               pattern=FIGURE_ID_PATTERN, hint="write source:start"),
        Column("target", "The figure of the 2025 cell; empty if it is printed in words",
               pattern=FIGURE_ID_PATTERN, hint="write source:start"),
        Column("national", "Series in context.csv that holds the national target for 2025"),
        Column("city", "Series in context.csv that holds the city's value for 2024"),
        Column("city_factor", "What the city's value is multiplied by to reach the plan's base "
               "(per 10,000 to per 1,000: 0.1)", "number", "1"),
        Column("note", "Oddities of the row"),
    ),
    ("indicator",),
)  # fmt: skip

PLACES_CODED = Table(
    "places",
    "Every place of the figures, with its code and group, and where both were read",
    (
        Column("place", "Short Chinese name, as in the figures", required=True),
        Column("name_en", "English name", required=True),
        Column("level", "What kind of place it is", required=True,
               vocabulary=("country", "municipality", "district", "county", "autonomous_county",
                           "development_zone", "region")),
        Column("code", "GB/T 2260 code", pattern=r"\d{6}", hint="write six digits"),
        Column("group", "Its group in the city's one zone and two clusters (一区两群)",
               vocabulary=("主城都市区", "渝东北三峡库区城镇群", "渝东南武陵山区城镇群")),
        Column("code_source", "Address where the code was read; empty with the code"),
        Column("group_source", "Address where the group was read; empty with the group"),
        Column("note", "Why a code or group is empty, or what it stands for"),
    ),
    ("place",),
)  # fmt: skip

PASSAGES = Table(
    "passages",
    "The passages drawn for the second coding",
    (
        Column("source", "Source text", pattern=SOURCE_PATTERN, required=True),
        offset_column("start", "First position"),
        offset_column("end", "Position after the last character"),
    ),
    ("source", "start"),
    (("source", "sources", "id"),),
)

RECODING = Table(
    "recoding",
    "One coding of the drawn passages, as it was when the two were compared; one file a source",
    (
        offset_column("start", "First position"),
        offset_column("end", "Position after the last character"),
        Column("text", "The token as this coder cut it", required=True),
        Column("kind", "Figure, or what else holds the digits", vocabulary=KINDS, required=True),
        Column("value", "The number in base units", "number", "see unit"),
        Column("low", "Lower end of a range", "number", "see unit"),
        Column("high", "Upper end of a range", "number", "see unit"),
        Column("qualifier", "How the text hedges the number", vocabulary=QUALIFIERS),
        Column("unit", "Unit", pattern=UNIT_PATTERN, hint="take one of the units in columns.py"),
        Column("measure", "Measure word or unit as printed"),
        COUNTED, COUNTED_ZH, PLACE, DOMAIN, ROLE, PERIOD, PAIR, NOTE,
    ),
    ("start",),
)  # fmt: skip

RAW_TABLES = (
    RAW_FIGURES, CATALOGUE, INDICATORS, PLACES_CODED, CORRECTIONS, CONTEXT, PASSAGES, RECODING,
)  # fmt: skip
