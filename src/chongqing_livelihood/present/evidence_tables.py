"""Write the pages of evidence: a table of figures or results, and the list of pages of results."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, format_interval, format_value
from chongqing_livelihood.present.evidence_domain import RESULTS
from chongqing_livelihood.present.evidence_html import (
    characters,
    mark_chinese,
    page_uri,
    period,
    place,
    quote,
    write_title,
)
from chongqing_livelihood.present.locale import _, mark, pair, plural

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from chongqing_livelihood.present.evidence_domain import EvidenceDomain

ROLES: Final = {
    "level": mark("level"),
    "baseline": mark("level before"),
    "after": mark("level after"),
    "change_abs": mark("absolute change"),
    "change_rel": mark("relative change"),
    "share": mark("share"),
    "ratio": mark("ratio"),
    "standard": mark("standard or rule"),
    "target": mark("target"),
}
FIGURE_HEADS: Final = (
    mark("Figure"), mark("What is counted"), mark("Coding"), mark("Checks and uses"),
)  # fmt: skip
RESULT_HEADS: Final = (mark("Result"), mark("What it is"), mark("Rests on"), mark("Used on"))
INDEX_HEADS: Final = (mark("Page"), mark("Computed on"), mark("Holds"))
FIGURES: Final = pair("{number} figure", "{number} figures")
RESULTS_SAID: Final = pair("{number} result", "{number} results")
PART: Final = 40
"""The rows of one table. A browser draws the tables in sight, and the others when they come."""
MANY: Final = 8
"""More results behind one figure than these are folded away."""
# A line break in the source keeps the words of two lines apart in the search index.
BREAK: Final = "<br>\n"


def write_table(domain: EvidenceDomain, builder: Builder, docname: str, of: str) -> str:
    """Return the table of one source, or of the results, for a page."""

    evidence = domain.evidence

    def link(key: str) -> str:
        entry = evidence.entries.get(key)
        text = write_title(entry) if entry else escape(key)
        if key not in domain.shown:
            return text
        href = page_uri(builder, docname, domain.shown[key], key)
        return f'<a href="{escape(href)}">{text}</a>'

    def page(name: str) -> str:
        return _page(domain, builder, docname, name)

    rows, entries = [], domain.entries_of(of)
    for entry in entries:
        # The page that computes a result stands in the row already.
        used = [page(name) for name in domain.used_on(entry.id) if name != entry["page"]]
        if entry.kind == "figure":
            built = [link(key) for key in evidence.built_on.get(entry.id, ())]
            cells = _figure_cells(entry, used, built)
        else:
            figures = [link(key) for key in entry.fields.get("figures", ())]
            # A page of one notebook says once where its results are computed.
            notebook = page(entry["page"]) if of == RESULTS else ""
            cells = _result_cells(entry, used, figures, notebook)
        rows.append(_row(entry, cells))
    source = evidence.sources.get(of)
    heads, forms = (FIGURE_HEADS, FIGURES) if source else (RESULT_HEADS, RESULTS_SAID)
    start = f'<table class="ev-{heads[0].lower()}s">'
    return (_about(source) if source else "") + write_parts(start, _head(heads), rows, forms)


def write_parts(start: str, head: str, rows: Sequence[str], forms: tuple[str, str]) -> str:
    """Return rows as tables of at most `PART` rows, for a browser draws no table in parts.

    Args:
        start: The start tag of each table.
        head: The head of each table.
        rows: The rows.
        forms: What the caption says of one row and of many.

    Returns:
        One table with the number of rows as its caption, or several that say which rows they hold.
    """
    tables = []
    for first in range(0, len(rows), PART) or [0]:
        part = rows[first : first + PART]
        caption = plural(*forms, len(rows)) if rows else ""
        if len(part) < len(rows):
            said = _("{all}: {first} to {last}")
            caption = said.format(all=caption, first=first + 1, last=first + len(part))
        tables.append(
            f'<div class="ev-table" style="--rows: {len(part)}">{start}'
            f"<caption>{escape(caption)}</caption>\n{head}<tbody>\n"
            + "\n".join(part)
            + "\n</tbody></table></div>"
        )
    return "\n".join(tables)


def write_index(domain: EvidenceDomain, builder: Builder, docname: str, of: str) -> str:
    """Return the list of the pages of results: each with its notebook and the number of rows."""
    rows = []
    for page, entries in domain.parts().items():
        shown = domain.shown.get(entries[0].id, "")
        names = [_page(domain, builder, docname, name) for name in (shown, page)]
        rows.append(
            f'<tr><th scope="row">{names[0]}</th>\n<td>{names[1]}</td>\n'
            f"<td>{escape(plural(*RESULTS_SAID, len(entries)))}</td></tr>"
        )
    return (
        f'<div class="ev-table"><table class="ev-index">\n{_head(INDEX_HEADS)}<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def _head(heads: Iterable[str]) -> str:
    cells = "".join(f'<th scope="col">{escape(_(head))}</th>' for head in heads)
    return f"<thead><tr>{cells}</tr></thead>\n"


def _page(domain: EvidenceDomain, builder: Builder, docname: str, name: str) -> str:
    """Return a link to a page, under its title."""
    if name not in domain.env.titles:
        return escape(name)
    words = mark_chinese(domain.env.titles[name].astext())
    return f'<a href="{escape(page_uri(builder, docname, name))}">{words}</a>'


def _about(source: Mapping[str, Any]) -> str:
    """Return what is known of a source text, inferences marked as such."""

    def known(name: str) -> str:
        basis, how = source.get(f"{name}_basis", ""), source.get(f"{name}_how", "")
        said = quote(str(source.get(name) or "").replace("/", " to "))
        remark = f"<em>{quote(basis)}</em>" if basis and basis != "printed" else ""
        return " – ".join(part for part in (said, remark, quote(how)) if part)

    title = f'<span lang="zh-Hans">{escape(str(source.get("title", "")))}</span><br>'
    length = int(source.get("characters", 0))
    facts = {
        _("Title"): f"{title if source.get('title') else ''}{quote(source.get('title_en'))}",
        _("Publisher"): known("publisher"),
        _("Published"): known("published"),
        _("Number"): quote(source.get("number")),
        _("Series"): quote(source.get("series")),
        _("Length"): escape(plural("{number} character", "{number} characters", length)),
        "SHA-256": f"<code>{escape(str(source.get('sha256', '')))}</code>",
        _("Rights"): quote(source.get("licence")),
        _("Note"): quote(source.get("note")),
    }
    lines = "\n".join(
        f"<dt>{escape(name)}</dt>\n<dd>{text}</dd>" for name, text in facts.items() if text
    )
    return f'<dl class="ev-about">\n{lines}\n</dl>\n'


def _figure_cells(entry: Entry, used: list[str], built: list[str]) -> list[list[str]]:
    counted = quote(entry["counted"])
    chinese = f'<span lang="zh-Hans">{escape(entry["counted_zh"])}</span>'
    where = ", ".join(part for part in (place(entry), period(entry)) if part)
    coding = [_(ROLES.get(entry["role"], entry["role"])), _(entry["domain"].replace("_", " "))]
    unit, qualifier = (_(part.replace("_", " ")) for part in (entry.unit, entry.qualifier))
    unit = ", ".join(part for part in (unit, entry["measure"], qualifier) if part)
    checks = [
        f'<b class="ev-{escape(check["verdict"])}">{escape(_(check["verdict"]))}</b> '
        f"{quote(check['statement'])}"
        for check in entry.fields.get("checks", ())
    ]
    behind = "; ".join(built)
    if len(built) > MANY:
        behind = (
            f"<details><summary>{plural(*RESULTS_SAID, len(built))}</summary>{behind}</details>"
        )
    return [
        [counted + (f" {chinese}" if entry["counted_zh"] else ""), mark_chinese(where)],
        [
            escape(" · ".join(filter(None, coding))),
            mark_chinese(unit),
            escape(characters(entry)),
            *fill(_("set {name}"), escape(entry["pair"])),
            *fill(_("reform {name}"), escape(entry["reform"])),
        ],
        [
            *fill("<em>{note}</em>", quote(entry["note"])),
            *checks,
            *fill(_("behind {results}"), behind),
            *fill(_("used on {pages}"), ", ".join(used)),
        ],
    ]


def fill(message: str, html: str) -> list[str]:
    """Return a message with its one place filled, as a line; no line where there is nothing.

    >>> fill("used on {pages}", "<a>Clinics</a>"), fill("used on {pages}", "")
    (['used on <a>Clinics</a>'], [])
    """
    return [re.sub(r"\{\w+\}", lambda _place: html, message)] if html else []


def _result_cells(
    entry: Entry, used: list[str], figures: list[str], notebook: str
) -> list[list[str]]:
    return [
        [quote(entry["label"]), *fill(_("from {notebook}"), notebook)],
        figures,
        used,
    ]


def _row(entry: Entry, cells: Iterable[list[str]]) -> str:
    """Return one row: the number as its head, then a cell for each column."""
    interval = format_interval(entry)
    printed = f'<span lang="zh-Hans">{escape(entry.printed)}</span>'
    head = [
        f'<a href="#{escape(entry.id)}">{escape(format_value(entry))}</a>',
        *([printed] if entry.kind == "figure" else []),
        *([f"<i>{escape(interval)}</i>"] if interval else []),
    ]
    body = "".join(f"\n<td>{BREAK.join(lines)}</td>" for lines in cells)
    return f'<tr id="{escape(entry.id)}"><th scope="row">{BREAK.join(head)}</th>{body}</tr>'
