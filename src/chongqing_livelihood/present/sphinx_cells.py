"""What a reader sees of a field of a processed table: places in both languages, links to evidence.

The tables keep values; where a bound was printed, as in ">95", its sign comes from the figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from docutils import nodes
from sphinx.environment import BuildEnvironment

from chongqing_livelihood.data.tables import PROCESSED_TABLES
from chongqing_livelihood.present.entries import Entry, format_value
from chongqing_livelihood.present.locale import _, mark
from chongqing_livelihood.present.places import GROUPS, NAMES, name_place
from chongqing_livelihood.present.sphinx_facts import find_facts, refer
from chongqing_livelihood.present.sphinx_nodes import quote
from chongqing_livelihood.present.units import format_unit

NUMBERS: Final = {
    (table.name, column.name)
    for table in PROCESSED_TABLES
    for column in table.columns
    if column.kind in ("number", "integer")
}
"""The columns of numbers, as table and column."""
_FIXED: Final = {
    (table.name, column.name)
    for table in PROCESSED_TABLES
    for column in table.columns
    if column.vocabulary or column.kind == "boolean"
}
_WORDS: Final = {"true": mark("yes"), "false": mark("no")}
_TERMS: Final = GROUPS | {"约束性": mark("binding"), "预期性": mark("expected")}
_SIGNS: Final = {"over": ">", "at_least": "≥", "under": "<", "at_most": "≤"}
_ROLES: Final = {"baseline_2020": "baseline", "target_2025": "target"}


def fill_cell(
    env: BuildEnvironment, table: str, column: str, row: Mapping[str, str]
) -> nodes.paragraph:
    """Return what a reader sees of a field."""
    text = row[column]
    domain = find_facts(env)
    if column in ("figure_id", "figure_ids"):
        parts: list[nodes.Node] = []
        for key in text.split():
            entry = domain.entries.get(key)
            said = nodes.inline("", format_value(entry) if entry else key)
            parts += [nodes.Text("; "), refer(env, "val", key, said)]
        return nodes.paragraph("", "", *parts[1:])
    if column == "reform" and text in domain.facts.reforms:
        domain.take(env.docname, "reforms", text)
        reform = domain.facts.reforms[text]
        zh = nodes.Text(f" ({reform['name_zh']})")
        said = nodes.inline("", "", quote(reform["name_en"]), zh)
        return nodes.paragraph("", "", refer(env, "reform", text, said))
    if table == "targets" and (level := _find_level(domain.entries, column, row)):
        said = nodes.inline("", _SIGNS.get(level.qualifier, "") + _say(table, column, text))
        return nodes.paragraph("", "", refer(env, "val", level.id, said))
    if table == "targets" and column == "indicator":
        named = [domain.entries[key]["counted"] for key in row["figure_ids"].split()]
        text = named[0] if named else text.replace("-", " ")
    words = _say(table, column, text)
    is_data = words == text and (table, column) not in _FIXED
    return nodes.paragraph("", "", quote(text) if is_data else nodes.Text(words))


def _find_level(entries: Mapping[str, Entry], column: str, row: Mapping[str, str]) -> Entry | None:
    """Return the figure behind a level in the plan's table of targets, where there is one."""
    if column not in _ROLES or not row[column]:
        return None
    figures = [entries[key] for key in row["figure_ids"].split()]
    meant = [figure for figure in figures if figure["role"] == _ROLES[column]]
    return next((figure for figure in meant if figure.value == Decimal(row[column])), None)


def _say(table: str, column: str, text: str) -> str:
    """Return a field in words: places in both languages, numbers as prose has them."""
    if column == "place" and text in NAMES:
        return name_place(text)
    if text in _TERMS:
        return f"{_(_TERMS[text])} ({text})"
    if column == "unit":
        return format_unit(text)
    if (table, column) in NUMBERS and text and column not in ("start", "end"):
        number = Decimal(text)
        if (table, column) == ("changes", "ratio"):  # computed: more places than anybody printed
            number = number.quantize(Decimal("0.001")).normalize()
        return format(number, ",f").replace("-", "−")
    spaced = column in ("domain", "role", "level")
    said = text.replace("_", " ") if spaced else _WORDS.get(text, text)
    return _(said) if spaced or (table, column) in _FIXED else text
