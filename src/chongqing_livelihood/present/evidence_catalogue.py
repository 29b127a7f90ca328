"""Write the pages that list reforms, background statistics and all figures, as HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, format_value
from chongqing_livelihood.present.evidence_domain import find_domain
from chongqing_livelihood.present.evidence_facts import Row
from chongqing_livelihood.present.evidence_html import (
    mark_chinese,
    page_uri,
    title,
)
from chongqing_livelihood.present.evidence_tables import BREAK, ROLES
from chongqing_livelihood.present.places import NAMES, name_place

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from chongqing_livelihood.present.sphinx_facts import FactsDomain

GRADES: Final = {"official": "published by the office itself", "reprint": "reprinted elsewhere"}


def write_statistic(row: Row) -> str:
    """Return the tooltip of a background statistic."""
    lines = {
        "series": row["series"],
        "place": f"{_place(row['place'])}, {row['period']}",
        "source": f"{row['title']} ({row['grade']})",
    }
    return "".join(
        f"<span><i>{name}</i> <span>{mark_chinese(text)}</span></span>"
        for name, text in lines.items()
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
            f'<a href="#reform-{slug}">{mark_chinese(row["name_en"])}</a>',
            f'<span lang="zh-Hans">{escape(row["name_zh"])}</span>',
        ]
        since = f"since {row['start']}" if row["start"] else ""
        own = [link(entry) for entry in figures.get(slug, ())]
        uses = [page(name) for name in domain.used_on("reform", slug)]
        rows.append(
            (
                f"reform-{slug}",
                names,
                [mark_chinese(_place(row["place"]))],
                [escape(_words(row["domain"]))],
                [mark_chinese(row["mechanism"]), since],
                [
                    "; ".join(own) or "no figure reported",
                    f"told on {', '.join(uses)}" if uses else "",
                ],
            )
        )
    heads = ("Reform", "Place*", "Field*", "How it works", "Figures and chapters")
    return _table("reforms", heads, rows)


def write_context(domain: FactsDomain, builder: Builder, docname: str) -> str:
    """Return the table of all background statistics, each with its publisher."""
    _, page = _linkers(domain, builder, docname)
    rows = []
    for key, row in domain.facts.context.items():
        anchor = domain.facts.anchors[key]
        value = escape(format_value(domain.facts.statistic(key)))
        uses = [page(name) for name in domain.used_on("context", key)]
        publisher = f'<a href="{escape(row["address"])}">{mark_chinese(row["title"])}</a>'
        grade = GRADES.get(row["grade"], row["grade"])
        rows.append(
            (
                anchor,
                [f'<a href="#{anchor}">{value}</a>'],
                [mark_chinese(row["series"])],
                [mark_chinese(_place(row["place"])), escape(row["period"])],
                [publisher if row["address"] else mark_chinese(row["title"]), escape(grade)],
                [
                    f"<em>{mark_chinese(row['note'])}</em>" if row["note"] else "",
                    f"used on {', '.join(uses)}" if uses else "",
                ],
            )
        )
    return _table("statistics", ("Value", "Series", "Place", "Publisher", "Notes and uses"), rows)


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
                    [mark_chinese(entry["counted"]) + (chinese if entry["counted_zh"] else "")],
                    [mark_chinese(_place(entry["place"]))],
                    [escape(_words(entry["domain"]))],
                    [escape(ROLES.get(entry["role"], entry["role"]))],
                    [escape(source)],
                )
            )
    heads = ("Figure", "Printed", "What is counted", "Place*", "Field*", "Role*", "Source*")
    return _table("figures", heads, rows)


def _table(kind: str, heads: Iterable[str], rows: Sequence[tuple[Any, ...]]) -> str:
    """Return a table; a head with a star is a column by which a reader may choose rows.

    Each row is its anchor, or "", and then a list of lines for each column.
    """
    head = "".join(
        f'<th scope="col"{" data-choose" if h.endswith("*") else ""}>{h.rstrip("*")}</th>'
        for h in heads
    )
    lines = []
    for anchor, first, *cells in rows:
        at = f' id="{escape(anchor)}"' if anchor else ""
        body = "".join(f"<td>{BREAK.join(filter(None, cell))}</td>" for cell in cells)
        lines.append(f'<tr{at}><th scope="row">{BREAK.join(first)}</th>{body}</tr>')
    return (
        f'<div class="ev-table"><table class="all-{kind}" data-filter>'
        f"<caption>{len(rows)} {kind}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n"
        + "\n".join(lines)
        + "\n</tbody></table></div>"
    )


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
        return f'<a href="{escape(href)}" title="{escape(title(entry))}">{value}</a>'

    def page(name: str) -> str:
        href = page_uri(builder, docname, name)
        return f'<a href="{escape(href)}">{mark_chinese(titles[name].astext())}</a>'

    return link, page


def _place(printed: str) -> str:
    return name_place(printed) if printed in NAMES else printed


def _words(slug: str) -> str:
    return slug.replace("_", " ")
