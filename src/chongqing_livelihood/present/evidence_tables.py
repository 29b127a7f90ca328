"""Write the pages of evidence: a table of figures or results, and the list of pages of results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, format_interval, format_value
from chongqing_livelihood.present.evidence_domain import RESULTS
from chongqing_livelihood.present.evidence_html import (
    characters,
    count,
    mark_chinese,
    page_uri,
    period,
    place,
    title,
)

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from chongqing_livelihood.present.evidence_domain import EvidenceDomain

ROLES: Final = {
    "level": "level",
    "baseline": "level before",
    "after": "level after",
    "change_abs": "absolute change",
    "change_rel": "relative change",
    "share": "share",
    "ratio": "ratio",
    "standard": "standard or rule",
    "target": "target",
}
FIGURE_HEADS: Final = ("Figure", "What is counted", "Coding", "Checks and uses")
RESULT_HEADS: Final = ("Result", "What it is", "Rests on", "Used on")
INDEX_HEADS: Final = ("Page", "Computed on", "Holds")
# A line break in the source keeps the words of two lines apart in the search index.
BREAK: Final = "<br>\n"


def write_table(domain: EvidenceDomain, builder: Builder, docname: str, of: str) -> str:
    """Return the table of one source, or of the results, for a page."""

    evidence = domain.evidence

    def link(key: str) -> str:
        entry = evidence.entries.get(key)
        text = mark_chinese(title(entry) if entry else key)
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
    heads = FIGURE_HEADS if source else RESULT_HEADS
    return (
        (_about(source) if source else "")
        + f'<div class="ev-table"><table class="ev-{heads[0].lower()}s">'
        f"<caption>{count(len(entries), heads[0].lower())}</caption>\n<thead><tr>"
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + "</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def write_index(domain: EvidenceDomain, builder: Builder, docname: str, of: str) -> str:
    """Return the list of the pages of results: each with its notebook and the number of rows."""
    rows = []
    for page, entries in domain.parts().items():
        shown = domain.shown.get(entries[0].id, "")
        names = [_page(domain, builder, docname, name) for name in (shown, page)]
        rows.append(
            f'<tr><th scope="row">{names[0]}</th>\n<td>{names[1]}</td>\n'
            f"<td>{count(len(entries), 'result')}</td></tr>"
        )
    return (
        '<div class="ev-table"><table class="ev-index">\n<thead><tr>'
        + "".join(f'<th scope="col">{head}</th>' for head in INDEX_HEADS)
        + "</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


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
        said = mark_chinese(str(source.get(name) or "").replace("/", " to "))
        remark = f"<em>{escape(basis)}</em>" if basis and basis != "printed" else ""
        return " – ".join(part for part in (said, remark, mark_chinese(how)) if part)

    title = f'<span lang="zh-Hans">{escape(str(source.get("title", "")))}</span>'
    facts = {
        "Title": f"{title}<br>{escape(str(source.get('title_en', '')))}",
        "Publisher": known("publisher"),
        "Published": known("published"),
        "Number": mark_chinese(str(source.get("number") or "")),
        "Series": mark_chinese(str(source.get("series") or "")),
        "Length": f"{int(source.get('characters', 0)):,} characters",
        "SHA-256": f"<code>{escape(str(source.get('sha256', '')))}</code>",
        "Rights": mark_chinese(str(source.get("licence") or "")),
        "Note": mark_chinese(str(source.get("note") or "")),
    }
    lines = "\n".join(f"<dt>{name}</dt>\n<dd>{text}</dd>" for name, text in facts.items() if text)
    return f'<dl class="ev-about">\n{lines}\n</dl>\n'


def _figure_cells(entry: Entry, used: list[str], built: list[str]) -> list[list[str]]:
    counted = mark_chinese(entry["counted"])
    chinese = f'<span lang="zh-Hans">{escape(entry["counted_zh"])}</span>'
    where = ", ".join(part for part in (place(entry), period(entry)) if part)
    coding = [ROLES.get(entry["role"], entry["role"]), entry["domain"].replace("_", " ")]
    unit = ", ".join(
        part.replace("_", " ") for part in (entry.unit, entry["measure"], entry.qualifier) if part
    )
    checks = [
        f'<b class="ev-{escape(check["verdict"])}">{escape(check["verdict"])}</b> '
        f"{mark_chinese(check['statement'])}"
        for check in entry.fields.get("checks", ())
    ]
    return [
        [counted + (f" {chinese}" if entry["counted_zh"] else ""), mark_chinese(where)],
        [
            escape(" · ".join(filter(None, coding))),
            mark_chinese(unit),
            characters(entry),
            *([f"set {escape(entry['pair'])}"] if entry["pair"] else []),
            *([f"reform {escape(entry['reform'])}"] if entry["reform"] else []),
        ],
        [
            *([f"<em>{mark_chinese(entry['note'])}</em>"] if entry["note"] else []),
            *checks,
            *([f"behind {'; '.join(built)}"] if built else []),
            *([f"used on {', '.join(used)}"] if used else []),
        ],
    ]


def _result_cells(
    entry: Entry, used: list[str], figures: list[str], notebook: str
) -> list[list[str]]:
    return [
        [mark_chinese(entry["label"]), *([f"from {notebook}"] if notebook else [])],
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
