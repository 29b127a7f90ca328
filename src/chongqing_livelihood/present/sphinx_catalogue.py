"""Sphinx extension: reforms and background statistics in prose, and the pages that list them.

``{reform}`slug``` and ``{ctx}`series|place|period``` name a row and link to it;
``{reforms-table}``, ``{context-table}`` and ``{figures-table}`` list all rows there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from html import escape
from typing import ClassVar, Final

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present.entries import format_value
from chongqing_livelihood.present.evidence_catalogue import (
    write_context,
    write_figures,
    write_reforms,
    write_statistic,
)
from chongqing_livelihood.present.evidence_domain import find_domain, hash_parts
from chongqing_livelihood.present.locale import _
from chongqing_livelihood.present.places import NAMES
from chongqing_livelihood.present.sphinx_facts import FactsDomain, find_facts, refer
from chongqing_livelihood.present.sphinx_nodes import quote

_PLACES: Final = {english: place for place, english in NAMES.items()}
logger = logging.getLogger(__name__)

Found = tuple[list[nodes.Node], list[nodes.system_message]]


class catalogue(nodes.General, nodes.Element):
    """The place of a table; filled when all pages are known."""


class ReformRole(SphinxRole):
    """``slug`` inserts both names of a reform; ``slug|text`` says it otherwise."""

    def run(self) -> Found:
        """Return the name as a reference to the reform's row."""
        slug, _bar, text = (part.strip() for part in self.text.partition("|"))
        domain = find_facts(self.env)
        if slug not in domain.facts.reforms:
            return _refuse(self, "reform", slug, domain.facts.reforms)
        domain.take(self.env.docname, "reforms", slug)
        row = domain.facts.reforms[slug]
        both = (quote(row["name_en"]), nodes.Text(f" ({row['name_zh']})"))
        said = nodes.inline("", text) if text else nodes.inline("", "", *both)
        reference = refer(self.env, "reform", slug, said)
        self.set_source_info(reference)
        return [reference], []


class StatisticRole(SphinxRole):
    """``series|place|period`` inserts a background statistic; a fourth part is a number format."""

    def run(self) -> Found:
        """Return the number as a reference to its row."""
        parts = [part.strip() for part in self.text.split("|")]
        if len(parts) > 1:
            parts[1] = _PLACES.get(parts[1], parts[1])
        key, spec = "|".join(parts[:3]), "|".join(parts[3:])
        domain = find_facts(self.env)
        if key not in domain.facts.context:
            return _refuse(self, "statistic", key, domain.facts.context)
        domain.take(self.env.docname, "context", key)
        try:
            said = format_value(domain.facts.statistic(key), spec)
        except ValueError as error:
            logger.warning(f"{key}: {error}", location=self.get_location(), type="facts")
            return [nodes.problematic(self.rawtext, self.rawtext)], []
        tip = write_statistic(domain.facts.context[key])
        reference = refer(self.env, "context", key, nodes.inline("", said), tip)
        self.set_source_info(reference)
        return [reference], []


class _Catalogue(SphinxDirective):
    """A table of all rows of one kind."""

    kind: ClassVar[str]

    def run(self) -> list[nodes.Node]:
        """Note what the page lists and leave the table's place."""
        domain = find_facts(self.env)
        domain.fill(self.env.docname, self.kind)
        for kind, key, anchor in self.listed(domain):
            domain.show(kind, key, self.env.docname, anchor, self.get_location())
        return [catalogue("", kind=self.kind)]

    def listed(self, domain: FactsDomain) -> Iterable[tuple[str, str, str]]:
        """Return kind, name and anchor of each row."""
        return ()


class ReformsTable(_Catalogue):
    """Every reform of the catalogue."""

    kind = "reforms"

    def listed(self, domain: FactsDomain) -> Iterable[tuple[str, str, str]]:
        """Return kind, name and anchor of each reform."""
        return [("reform", slug, f"reform-{slug}") for slug in domain.facts.reforms]


class ContextTable(_Catalogue):
    """Every background statistic."""

    kind = "context"

    def listed(self, domain: FactsDomain) -> Iterable[tuple[str, str, str]]:
        """Return kind, name and anchor of each statistic."""
        return [("context", key, anchor) for key, anchor in domain.facts.anchors.items()]


class FiguresTable(_Catalogue):
    """Every figure of every source, to be filtered."""

    kind = "figures"


def find_rewrites(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages, read again or not, whose tables changed."""
    domain, evidence = find_facts(env), find_domain(env)
    titles = {page: title.astext() for page, title in env.titles.items()}
    keys = {
        "figures": [],
        "reforms": [("reform", slug) for slug in domain.facts.reforms],
        "context": [("context", key) for key in domain.facts.context],
    }
    pages: set[str] = set()
    for kind, names in keys.items():
        if not (tables := domain.filled_with(kind)):
            continue
        used = [[(p, titles.get(p)) for p in domain.used_on(*name)] for name in names]
        facts = getattr(domain.facts, kind, None)
        entries = evidence.evidence.digest(evidence.evidence.entries)
        digest = hash_parts([used, facts, entries, sorted(evidence.shown.items())])
        pages.update(domain.refilled(kind, dict.fromkeys(tables, digest)))
    return sorted(pages)


def fill_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the rows where the tables stand."""
    write = {"reforms": write_reforms, "context": write_context, "figures": write_figures}
    for place in list(doctree.findall(catalogue)):
        if app.builder.format != "html":
            place.parent.remove(place)
            continue
        if place["kind"] == "figures" and app.builder.name == "singlehtml":
            # All figures stand on the pages of their sources; on paper nobody can filter.
            place.replace_self(nodes.paragraph("", _("On paper, see the pages of the sources.")))
            continue
        html = write[place["kind"]](find_facts(app.env), app.builder, docname)
        place.replace_self(nodes.raw("", html, format="html"))


def _refuse(role: SphinxRole, what: str, name: str, known: Iterable[str]) -> Found:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    remedy = f": did you mean {near[0]!r}?" if near else ""
    logger.warning(
        f"unknown {what} {name!r}{remedy}", location=role.get_location(), type="facts", subtype=what
    )
    return [nodes.problematic(role.rawtext, f"?{escape(name)}")], []


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.sphinx_facts")
    app.add_node(catalogue)
    app.add_role("reform", ReformRole())
    app.add_role("ctx", StatisticRole())
    app.add_directive("reforms-table", ReformsTable)
    app.add_directive("context-table", ContextTable)
    app.add_directive("figures-table", FiguresTable)
    app.connect("env-updated", find_rewrites)
    app.connect("doctree-resolved", fill_tables)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
