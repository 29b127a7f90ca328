"""Write entries as HTML: what each is called, where it stands, and the tooltip of a link."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from chongqing_livelihood.present.entries import Entry, Evidence, format_interval, format_value
from chongqing_livelihood.present.locale import _, mark, plural, quote_data
from chongqing_livelihood.present.places import NAMES, name_place

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

CHINESE: Final = re.compile(
    r"[\u3400-\u9fff\uf900-\ufaff](?:[\u3000-\u303f\uff00-\uffef\u2014\u201c\u201d·0-9%]*"
    r"[\u3400-\u9fff\uf900-\ufaff])*"
)
"""A run of Chinese, its inner punctuation included."""


SAID_OF_TIP: Final = {
    "computed": mark("computed"), "can be": mark("can be"), "rests on": mark("rests on"),
    "source": mark("source"), "printed": mark("printed"), "place": mark("place"),
    "can mean": mark("can mean"), "series": mark("series"),
}  # fmt: skip
"""What each line of a tooltip tells."""


def mark_chinese(text: str) -> str:
    """Return ``text`` as HTML with every run of Chinese marked as such.

    >>> mark_chinese("Dianjiang (垫江县)")
    'Dianjiang (<span lang="zh-Hans">垫江县</span>)'
    """
    return CHINESE.sub(r'<span lang="zh-Hans">\g<0></span>', escape(text))


def quote(text: object) -> str:
    """Return a text of the data as HTML, each language in it marked."""
    return quote_data(mark_chinese(str(text or "")))


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


def write_title(entry: Entry) -> str:
    """Return that line as HTML, what it quotes from the data marked as such."""
    value = escape(format_value(entry))
    if entry.kind == "result":
        return f"{quote(entry['label'])}: {value}"
    what = quote(" ".join(part for part in (entry["counted"], entry["counted_zh"]) if part))
    return ": ".join(part for part in (mark_chinese(place(entry)), what, value) if part)


def place(entry: Entry) -> str:
    """Return the entry's place in both languages; as printed where it has no English name."""
    printed = entry["place"]
    return name_place(printed) if printed in NAMES else printed


def period(entry: Entry) -> str:
    """Return the period in words.

    ``2018/2021`` reads "2018 to 2021", and ``../2021`` "up to 2021".
    """
    first, _to, last = entry["period"].partition("/")
    if not last:
        return first
    if first == "..":
        return _("up to {last}").format(last=last)
    return _("{first} to {last}").format(first=first, last=last)


def write_tooltip(entry: Entry, evidence: Evidence) -> str:
    """Return the lines of the tooltip: printed token, place, interval, source."""
    if entry.kind == "result":
        figures = len(entry.fields.get("figures", ()))
        rests = plural("{number} printed figure", "{number} printed figures", figures)
        name = entry["notebook"]
        lines = {
            "computed": quote(entry["label"]),
            "can be": escape(_interval_words(entry)),
            "rests on": escape(rests) if figures else "",
            "source": escape(_("notebook {name}").format(name=name)) if name else "",
        }
    else:
        source = evidence.sources.get(entry["source"], {})
        publisher = source.get("publisher") or source.get("title_en") or entry["source"]
        said = quote(publisher)
        if source.get("publisher_basis") == "inferred":
            said = _("{publisher} (inferred)").format(publisher=said)
        where = ", ".join(part for part in (place(entry), period(entry)) if part)
        lines = {
            "printed": f'<b lang="zh-Hans">{escape(entry.printed)}</b>',
            "place": mark_chinese(where),
            "can mean": escape(_interval_words(entry)),
            "source": f"{said}, {escape(characters(entry))}",
        }
    return write_lines(lines)


def write_lines(lines: Mapping[str, str]) -> str:
    """Return the lines of a tooltip that say something, each with what it tells."""
    return "".join(
        f"<span><i>{escape(_(SAID_OF_TIP[name]))}</i> <span>{text}</span></span>"
        for name, text in lines.items()
        if text
    )


def code_version() -> int:
    """Return a number that changes with this code, so that Sphinx then reads every page again."""
    own = Path(__file__).parent
    names = ("entries.py", "locale.py", "places.py", "units.py", "evidence_*.py", "sphinx_*.py")
    texts = [path.read_bytes() for name in names for path in sorted(own.glob(name))]
    digest = hashlib.sha256(b"".join(texts))
    return int.from_bytes(digest.digest()[:6])


def _interval_words(entry: Entry) -> str:
    if entry.lower is not None and entry.lower == entry.upper:
        return _("exactly what is printed") if entry.kind == "figure" else _("exactly this")
    return format_interval(entry, with_unit=True)


def characters(entry: Entry) -> str:
    """Return where in its source a figure stands."""
    start, end = int(entry["start"]), int(entry["end"])
    return _("characters {start}–{end}").format(start=f"{start:,}", end=f"{end:,}")


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
