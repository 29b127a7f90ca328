"""Write entries as HTML: the tooltip of a link and the rows of the evidence pages."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, Evidence, format_interval, format_value
from chongqing_livelihood.present.places import NAMES, name_place

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
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
# A line break in the source keeps the words of two lines apart in the search index.
BREAK: Final = "<br>\n"
CHINESE: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff](?:[\u3000-\u303f\uff00-\uffef\u2014\u201c\u201d·0-9%]*"
    r"[\u3400-\u9fff\uf900-\ufaff])*"
)
"""A run of Chinese, its inner punctuation included."""


def mark_chinese(text: str) -> str:
    """Return ``text`` as HTML with every run of Chinese marked as such.

    >>> mark_chinese("Dianjiang (垫江县)")
    'Dianjiang (<span lang="zh-Hans">垫江县</span>)'
    """
    return CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escape(text))


def page_uri(builder: Builder, fromdocname: str, docname: str, anchor: str = "") -> str:
    """Return the address of a page, or of an entry on it, as seen from another page."""
    uri = "" if docname == fromdocname else builder.get_relative_uri(fromdocname, docname)
    if builder.name == "singlehtml" and anchor:
        return f"#{anchor}"
    return f"{uri}#{anchor}" if anchor else uri or "#"


def title(entry: Entry) -> str:
    """Return the one line under which the search lists an entry."""
    if entry.kind == "result":
        return f"{entry['label']}: {format_value(entry)}"
    what = " ".join(part for part in (entry["counted"], entry["counted_zh"]) if part)
    return ": ".join(part for part in (place(entry), what, format_value(entry)) if part)


def place(entry: Entry) -> str:
    """Return the entry's place in both languages; as printed where it has no English name."""
    printed = entry["place"]
    return name_place(printed) if printed in NAMES else printed


def period(entry: Entry) -> str:
    """Return the period in words.

    ``2018/2021`` reads "2018 to 2021", and ``../2021`` "up to 2021".
    """
    first, _, last = entry["period"].partition("/")
    if not last:
        return first
    return f"up to {last}" if first == ".." else f"{first} to {last}"


def write_tooltip(entry: Entry, evidence: Evidence) -> str:
    """Return the lines of the tooltip: printed token, place, interval, source."""
    interval = format_interval(entry)
    if entry.kind == "result":
        lines = [
            ("computed", mark_chinese(entry["label"])),
            ("can be", escape(_interval_words(entry, interval))),
            ("rests on", _count(len(entry.fields.get("figures", ())), "printed figure")),
            ("source", f"notebook {escape(entry['notebook'])}"),
        ]
    else:
        source = evidence.sources.get(entry["source"], {})
        publisher = source.get("publisher") or source.get("title_en") or entry["source"]
        where = ", ".join(part for part in (place(entry), period(entry)) if part)
        lines = [
            ("printed", f'<b lang="zh-Hans">{escape(entry.printed)}</b>'),
            ("place", mark_chinese(where)),
            ("can mean", escape(_interval_words(entry, interval))),
            ("source", f"{mark_chinese(str(publisher))}, {_characters(entry)}"),
        ]
    return "".join(
        f"<span><i>{name}</i> <span>{text}</span></span>" for name, text in lines if text
    )


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

    def page(name: str, title: str = "") -> str:
        if name not in domain.env.titles:
            return escape(name)
        href = page_uri(builder, docname, name)
        words = title or mark_chinese(domain.env.titles[name].astext())
        return f'<a href="{escape(href)}">{words}</a>'

    def computed_in(name: str) -> str:
        folder, _, notebook = name.rpartition("/")  # hundreds of rows: its number has to do
        return page(name, f"notebook {notebook[:2]}" if folder == "executed" else "")

    rows, entries = [], domain.entries_of(of)
    for entry in entries:
        # The page that computes a result stands in the row already.
        used = [page(name) for name in domain.used_on(entry.id) if name != entry["page"]]
        if entry.kind == "figure":
            built = [link(key) for key in evidence.built_on.get(entry.id, ())]
            cells = _figure_cells(entry, used, built)
        else:
            figures = [link(key) for key in entry.fields.get("figures", ())]
            cells = _result_cells(entry, used, figures, computed_in(entry["page"]))
        rows.append(_row(entry, cells))
    source = evidence.sources.get(of)
    heads = FIGURE_HEADS if source else RESULT_HEADS
    return (
        (_about(source) if source else "")
        + f'<div class="ev-table"><table class="ev-{heads[0].lower()}s">'
        f"<caption>{_count(len(entries), heads[0].lower())}</caption>\n<thead><tr>"
        + "".join(f'<th scope="col">{head}</th>' for head in heads)
        + "</tr></thead>\n<tbody>\n"
        + "\n".join(rows)
        + "\n</tbody></table></div>"
    )


def code_version() -> int:
    """Return a number that changes with this code, so that Sphinx then reads every page again."""
    own = Path(__file__).parent
    names = ("entries.py", "places.py", "evidence_*.py", "sphinx_*.py")
    texts = [path.read_bytes() for name in names for path in sorted(own.glob(name))]
    digest = hashlib.sha256(b"".join(texts))
    return int.from_bytes(digest.digest()[:6])


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
            _characters(entry),
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
        [mark_chinese(entry["label"]), f"from {notebook}"],
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


def _interval_words(entry: Entry, interval: str) -> str:
    unit = format_value(entry).rpartition(" ")[2] if interval.startswith("[") else ""
    if interval == "exact":
        return "exactly what is printed" if entry.kind == "figure" else "exactly this"
    return interval + (" %" if entry.unit == "percent" else f" {unit}" if unit.isalpha() else "")


def _characters(entry: Entry) -> str:
    return f"characters {int(entry['start']):,}–{int(entry['end']):,}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _visit_reference(translator: Any, node: nodes.Element) -> None:
    """Open the link; its tooltip follows it, so that hover and focus can show it by CSS alone."""
    translator.evidence_tips = getattr(translator, "evidence_tips", 0) + 1
    tip = f"ev-{translator.evidence_tips}"
    translator.body.append(
        f'<span class="ev"><a class="reference internal ev-link" '
        f'href="{escape(node["refuri"])}" aria-describedby="{tip}">'
    )


def _depart_reference(translator: Any, node: nodes.Element) -> None:
    evidence = translator.builder.env.get_domain("evidence").evidence
    text = write_tooltip(evidence.entries[node["entry"]], evidence)
    tip = f"ev-{translator.evidence_tips}"
    translator.body.append(
        f'</a><span role="tooltip" id="{tip}" class="ev-tip">{text}</span></span>'
    )


def _visit_plain(translator: Any, node: nodes.Element) -> None:
    translator.visit_reference(node)


def _depart_plain(translator: Any, node: nodes.Element) -> None:
    translator.depart_reference(node)


def setup(app: Sphinx, reference: type[nodes.Element]) -> None:
    """Tell the writers how to write a reference to an entry."""
    plain = (_visit_plain, _depart_plain)
    app.add_node(
        reference,
        html=(_visit_reference, _depart_reference),
        latex=plain,
        text=plain,
        man=plain,
        texinfo=plain,
    )
