"""Write the pages that list reforms, background statistics and all figures, as HTML."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, format_value
from chongqing_livelihood.present.evidence_domain import find_domain
from chongqing_livelihood.present.evidence_facts import Row
from chongqing_livelihood.present.evidence_html import (
    mark_chinese,
    page_uri,
    quote,
    title,
    write_lines,
)
from chongqing_livelihood.present.evidence_tables import BREAK, ROLES, fill, write_parts
from chongqing_livelihood.present.locale import _, mark, pair, quote_data, speak
from chongqing_livelihood.present.places import NAMES, name_place

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from chongqing_livelihood.present.sphinx_facts import FactsDomain

GRADES: Final = {
    "official": mark("published by the office itself"),
    "reprint": mark("reprinted elsewhere"),
}
TABLES: Final[Mapping[str, tuple[tuple[str, str], str, str]]] = {
    "reforms": (
        pair("{number} reform", "{number} reforms"),
        mark("Filter the reforms"),
        mark("{shown} of {number} reforms"),
    ),
    "statistics": (
        pair("{number} statistic", "{number} statistics"),
        mark("Filter the statistics"),
        mark("{shown} of {number} statistics"),
    ),
    "figures": (
        pair("{number} figure", "{number} figures"),
        mark("Filter the figures"),
        mark("{shown} of {number} figures"),
    ),
}
"""The caption of each table, and what the form that filters it is called and counts."""


def write_statistic(row: Row) -> str:
    """Return the tooltip of a background statistic."""
    grade = _(mark("official") if row["grade"] == "official" else mark("reprint"))
    return write_lines(
        {
            "series": quote(row["series"]),
            "place": mark_chinese(f"{_place(row['place'])}, {row['period']}"),
            "source": f"{quote(row['title'])} ({escape(grade)})",
        }
    )


def write_reforms(domain: FactsDomain, builder: Builder, docname: str) -> str:
    """Return the table of all reforms, each with its figures and the pages that name it."""
    evidence = find_domain(domain.env)
    figures: dict[str, list[Entry]] = {}
    for entry in evidence.evidence.entries.values():
        if entry["reform"]:
            figures.setdefault(entry["reform"], []).append(entry)
    link, page = _linkers(domain, builder, docname)
    rows = []
    for slug, row in domain.facts.reforms.items():
        names = [
            f'<a href="#reform-{slug}">{quote(row["name_en"])}</a>',
            f'<span lang="zh-Hans">{escape(row["name_zh"])}</span>',
        ]
        since = fill(_("since {start}"), escape(row["start"]))
        own = [link(entry) for entry in figures.get(slug, ())]
        uses = [page(name) for name in domain.used_on("reform", slug)]
        rows.append(
            (
                f"reform-{slug}",
                names,
                [mark_chinese(_place(row["place"]))],
                [escape(_words(row["domain"]))],
                [quote(row["mechanism"]), *since],
                [
                    "; ".join(own) or escape(_("no figure reported")),
                    *fill(_("told on {pages}"), ", ".join(uses)),
                ],
            )
        )
    heads = (
        mark("Reform"), mark("Place"), mark("Field"), mark("How it works"),
        mark("Figures and chapters"),
    )  # fmt: skip
    return _table("reforms", heads, rows, choose=("Place", "Field"))


def write_context(domain: FactsDomain, builder: Builder, docname: str) -> str:
    """Return the table of all background statistics, each with its publisher."""
    _link, page = _linkers(domain, builder, docname)
    rows = []
    for key, row in domain.facts.context.items():
        anchor = domain.facts.anchors[key]
        value = escape(format_value(domain.facts.statistic(key)))
        uses = [page(name) for name in domain.used_on("context", key)]
        publisher = f'<a href="{escape(row["address"])}">{quote(row["title"])}</a>'
        grade = _(GRADES.get(row["grade"], row["grade"]))
        rows.append(
            (
                anchor,
                [f'<a href="#{anchor}">{value}</a>'],
                [quote(row["series"])],
                [mark_chinese(_place(row["place"])), escape(row["period"])],
                [publisher if row["address"] else quote(row["title"]), escape(grade)],
                [
                    *fill("<em>{note}</em>", quote(row["note"])),
                    *fill(_("used on {pages}"), ", ".join(uses)),
                ],
            )
        )
    heads = (
        mark("Value"), mark("Series"), mark("Place"), mark("Publisher"), mark("Notes and uses"),
    )  # fmt: skip
    return _table("statistics", heads, rows)


def write_figures(domain: FactsDomain, builder: Builder, docname: str) -> str:
    """Return every figure in one row, short enough that a reader can filter them all."""
    evidence = find_domain(domain.env)
    rows = []
    for source in evidence.evidence.sources:
        for entry in evidence.evidence.of_source(source):
            value = escape(format_value(entry))
            if entry.id in evidence.shown:
                href = page_uri(builder, docname, evidence.shown[entry.id], entry.id)
                value = f'<a href="{escape(href)}">{value}</a>'
            chinese = f' <i lang="zh-Hans">{escape(entry["counted_zh"])}</i>'
            rows.append(
                (
                    "",
                    [value],
                    [f'<i lang="zh-Hans">{escape(entry.printed)}</i>'],
                    [quote(entry["counted"]) + (chinese if entry["counted_zh"] else "")],
                    [mark_chinese(_place(entry["place"]))],
                    [escape(_words(entry["domain"]))],
                    [escape(_(ROLES.get(entry["role"], entry["role"])))],
                    [f'<span translate="no">{escape(source)}</span>'],
                )
            )
    heads = (
        mark("Figure"), mark("Printed"), mark("What is counted"), mark("Place"), mark("Field"),
        mark("Role"), mark("Source"),
    )  # fmt: skip
    return _table("figures", heads, rows, choose=("Place", "Field", "Role", "Source"))


def _table(
    kind: str,
    heads: Iterable[str],
    rows: Sequence[tuple[Any, ...]],
    choose: Collection[str] = (),
) -> str:
    """Return a table with the words of the form that filters it.

    Args:
        kind: One of `TABLES`.
        heads: The heads, in English.
        rows: For each row its anchor, or "", and then a list of lines for each column.
        choose: The heads of columns by which a reader may choose rows.
    """
    caption, label, count = TABLES[kind]
    words = {
        "any": _("any"),
        "all": _("Show all"),
        "text": _("Text, in English or 中文"),
        "label": _(label),
        "count": _(count),
    }
    chosen = {h: f' data-choose="{h.lower()}"' for h in choose}
    head = "".join(f'<th scope="col"{chosen.get(h, "")}>{escape(_(h))}</th>' for h in heads)
    lines = []
    for anchor, first, *cells in rows:
        at = f' id="{escape(anchor)}"' if anchor else ""
        body = "".join(f"<td>{BREAK.join(filter(None, cell))}</td>" for cell in cells)
        lines.append(f'<tr{at}><th scope="row">{BREAK.join(first)}</th>{body}</tr>')
    said = escape(json.dumps(words, ensure_ascii=False))
    tables = write_parts(
        f'<table class="all-{kind}">', f"<thead><tr>{head}</tr></thead>\n", lines, caption
    )
    return f'<div data-filter data-words="{said}">\n{tables}\n</div>'


def _linkers(
    domain: FactsDomain, builder: Builder, docname: str
) -> tuple[Callable[[Entry], str], Callable[[str], str]]:
    """Return what writes a link to a figure, and to a page."""
    shown, titles = find_domain(domain.env).shown, domain.env.titles

    def link(entry: Entry) -> str:
        value = escape(format_value(entry))
        if entry.id not in shown:
            return value
        href = page_uri(builder, docname, shown[entry.id], entry.id)
        said = escape(title(entry))
        return quote_data(f'<a href="{escape(href)}" title="{said}">{speak(value)}</a>')

    def page(name: str) -> str:
        href = page_uri(builder, docname, name)
        return f'<a href="{escape(href)}">{mark_chinese(titles[name].astext())}</a>'

    return link, page


def _place(printed: str) -> str:
    return name_place(printed) if printed in NAMES else printed


def _words(slug: str) -> str:
    return _(slug.replace("_", " "))
