"""Sphinx extension: numbers in prose that come from the evidence file and link to their entry.

``{val}`ID``` inserts a number, ``[text](#ID)`` links to it, ``{evidence-table} SOURCE`` and
``{result-table} NOTEBOOK`` show the entries with links back to every page that uses them, and
``{result-index}`` lists the pages of results, of which every notebook must have one.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.typing import ExtensionMetadata

from chongqing_livelihood.present import evidence_html, evidence_tables
from chongqing_livelihood.present.entries import Entry, format_interval, format_value
from chongqing_livelihood.present.evidence_domain import (
    INDEX,
    PRINTED,
    RESULTS,
    EvidenceDomain,
    evidence_reference,
    find_domain,
)

_ID = re.compile(r"[a-z0-9_-]+:[A-Za-z0-9_.-]+")
logger = logging.getLogger(__name__)


class evidence_table(nodes.General, nodes.Element):
    """The place of a table; filled when all pages are known."""


class ValRole(SphinxRole):
    """``ID``, then any of ``printed``, ``interval``, ``unit`` or a format, parted by ``|``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the number as a reference to its entry."""
        key, *options = (part.strip() for part in self.text.split("|"))
        entry = find_domain(self.env).evidence.entries.get(key)
        if entry is None:
            return self._refuse(f"unknown evidence id {key!r}")
        try:
            content = _inline(entry, options)
        except ValueError as error:
            return self._refuse(f"{key}: {error}")
        reference = pending_xref("", refdomain="evidence", reftype="val", reftarget=key)
        reference.update_basic_atts(
            {"refexplicit": True, "refdoc": self.env.docname, "refwarn": True}
        )
        self.set_source_info(reference)
        reference += content
        return [reference], []

    def _refuse(self, why: str) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        logger.warning(why, location=self.get_location(), type="evidence", subtype="val")
        return [nodes.problematic(self.rawtext, f"?{self.text}")], []


class _Table(SphinxDirective):
    """A table of entries; the page that has it is the one that shows them."""

    def show(self, of: str) -> list[nodes.Node]:
        """Claim the entries for this page and leave the table's place."""
        domain = find_domain(self.env)
        for entry in domain.entries_of(of) if of != INDEX else ():
            domain.claim(entry.id, self.env.docname, self.get_location())
        domain.tables.setdefault(self.env.docname, []).append(of)
        return [evidence_table("", of=of)]

    def refuse(self, why: str) -> list[nodes.Node]:
        """Warn, with page and line, and show nothing."""
        logger.warning(why, location=self.get_location(), type="evidence")
        return []


class EvidenceTable(_Table):
    """All figures of one source."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the table."""
        (source,) = self.arguments
        if source not in find_domain(self.env).evidence.sources:
            return self.refuse(f"unknown source {source!r}")
        return self.show(source)


class ResultTable(_Table):
    """The results of one notebook, or all there are."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the place of the table."""
        of = "/".join([RESULTS, *self.arguments])
        if self.arguments and not find_domain(self.env).entries_of(of):
            return self.refuse(f"no result is computed in {self.arguments[0]!r}")
        return self.show(of)


class ResultIndex(_Table):
    """The pages of results."""

    def run(self) -> list[nodes.Node]:
        """Return the place of the list."""
        return self.show(INDEX)


def note_uses(app: Sphinx, document: nodes.document) -> None:
    """After a page is read: note its text, and which entries it uses, by role or Markdown link."""
    domain, docname = find_domain(app.env), app.env.docname
    targets = {
        node["reftarget"]
        for node in document.findall(pending_xref)
        if node.get("refdomain") == "evidence"
        or (node.get("reftype") == "myst" and _ID.fullmatch(node["reftarget"]))
    }
    domain.uses[docname] = sorted(targets)
    domain.data["read"][docname] = domain.digest_read(docname)
    domain.data["pages"][docname] = _hash_page(app.env, docname)


def find_outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> list[str]:
    """Return the pages whose text changed, or what they took from the evidence file.

    This is told by content and entry by entry: Sphinx by itself goes by time stamps, misses a file
    that was replaced by an older one, and would read every page again when one value changed.
    """
    domain = find_domain(env)
    return [
        docname
        for docname, digest in domain.data["read"].items()
        if docname not in removed
        and (
            digest != domain.digest_read(docname)
            or domain.data["pages"].get(docname) != _hash_page(env, docname)
        )
    ]


def find_rewrites(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """Return the pages, read again or not, whose links, backlinks or navigation changed."""
    domain = find_domain(env)
    titles = {docname: title.astext() for docname, title in env.titles.items()}
    if domain.data["titles"] not in ({}, titles):
        rewrites = set(env.found_docs)  # the navigation of every page shows every title
    else:
        written = domain.data["written"]
        rewrites = {d for d in env.found_docs if written.get(d) != domain.digest_written(d)}
    domain.data["titles"] = titles
    domain.data["written"] = {d: domain.digest_written(d) for d in env.found_docs}
    return sorted(rewrites)


def fill_tables(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Put the rows, with their backlinks, where the tables stand."""
    domain = find_domain(app.env)
    for node in list(doctree.findall(evidence_table)):
        if app.builder.format != "html":
            node.parent.remove(node)
            continue
        write = evidence_tables.write_index if node["of"] == INDEX else evidence_tables.write_table
        html = write(domain, app.builder, docname, node["of"])
        node.replace_self(nodes.raw("", html, format="html"))


def _inline(entry: Entry, options: list[str]) -> nodes.inline:
    """Return what the role shows: value, printed token, interval, in the order value, interval."""
    specs = [o for o in options if o not in ("printed", "interval", "unit")]
    if len(specs) > 1:
        raise ValueError(f"{' and '.join(specs)}: one number format, please")
    spec = specs[0] if specs else ""
    if "printed" in options:
        if entry.kind != "figure":
            raise ValueError("a result has no printed token")
        return nodes.inline("", entry.printed, classes=[PRINTED])
    text = format_value(entry, spec, with_unit=True if "unit" in options else None)
    known_by_interval_only = entry.kind == "result" and entry.value is None
    if "interval" in options and not known_by_interval_only:
        interval = format_interval(entry, spec)
        text += f" {interval}" if interval.startswith(("[", "(")) else f" ({interval})"
    return nodes.inline("", text.strip())


def _hash_page(env: BuildEnvironment, docname: str) -> str:
    return hashlib.sha256(Path(env.doc2path(docname)).read_bytes()).hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension."""
    app.setup_extension("chongqing_livelihood.present.locale")
    app.add_config_value("evidence_file", "_generated/evidence.json", "env", str)
    app.add_domain(EvidenceDomain)
    app.add_role("val", ValRole())
    app.add_directive("evidence-table", EvidenceTable)
    app.add_directive("result-table", ResultTable)
    app.add_directive("result-index", ResultIndex)
    app.connect("doctree-read", note_uses)
    app.connect("env-get-outdated", find_outdated)
    app.connect("env-updated", find_rewrites)
    app.connect("doctree-resolved", fill_tables)
    evidence_html.setup(app, evidence_reference)
    return {
        "version": "1",
        "env_version": evidence_html.code_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
